// Which movements a sum is about; the same filter gives the sum and its lineage.

public import BudgetDomain

/// A condition on movements. Fields left `nil` or empty restrict nothing.
public struct FactFilter: Hashable, Sendable {
  /// Kinds of movement; empty means all.
  public var kinds: Set<EntryKind> = []
  /// Sources; empty means all.
  public var sources: Set<FundSource> = []
  /// Natures; empty means all.
  public var natures: Set<SpendingNature> = []
  /// Function codes, by prefix; a movement matches when one of them matches. Empty means all.
  public var functions: [CodePrefix] = []
  /// Economic codes, by prefix; a movement matches when one of them matches. Empty means all.
  public var economics: [CodePrefix] = []
  /// The project; `nil` means all.
  public var project: ProjectName?

  /// A filter that lets every movement through.
  public init() {}
}

/// The beginning of a code: three, five or seven digits of a function code, three or five of an
/// economic code; any shorter beginning works too.
public struct CodePrefix: Hashable, Sendable {
  /// The digits as a number.
  public let number: UInt32
  /// How many digits there are.
  public let digits: Int

  /// The prefix written in `text`, or `nil` when that is not one to seven digits.
  public init?(text: String) {
    var number: UInt32 = 0
    var digits = 0
    for byte in text.utf8 {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10, digits < 7, digits > 0 || digit > 0 else { return nil }
      number = number * 10 + UInt32(digit)
      digits += 1
    }
    guard digits > 0 else { return nil }
    self.number = number
    self.digits = digits
  }

  /// The first `digits` digits of `code`, which has `codeDigits` digits.
  public init(of code: UInt32, codeDigits: Int, digits: Int) {
    number = code / Self.power(of: codeDigits - digits)
    self.digits = digits
  }

  /// Whether `code`, which has `codeDigits` digits, begins with this prefix.
  public func matches(_ code: UInt32, codeDigits: Int) -> Bool {
    digits <= codeDigits && code / Self.power(of: codeDigits - digits) == number
  }

  private static func power(of exponent: Int) -> UInt32 {
    (0..<max(0, exponent)).reduce(1) { power, _ in power * 10 }
  }
}
