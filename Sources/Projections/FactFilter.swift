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
  public init?(text: some StringProtocol) {
    guard (1...7).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt32(text)
    else { return nil }
    self.number = number
    digits = text.utf8.count
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
