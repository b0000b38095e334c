// The two official code systems: by function (支出功能分类) and by economic kind (部门预算经济分类).

/// A function code of item level (项): seven digits, such as `2010306` 政务公开审批.
///
/// Its class (类, three digits) and section (款, five digits) are its prefixes, so they are derived
/// and never stored (政府收支分类科目).
public struct FunctionCode: Hashable, Comparable, Sendable {
  /// The seven digits as a number.
  public let number: UInt32

  /// The code with this number, or `nil` when it has not seven digits.
  public init?(number: UInt32) {
    guard (1_000_000...9_999_999).contains(number) else { return nil }
    self.number = number
  }

  /// The code written as exactly seven digits, or `nil`.
  public init?(text: some StringProtocol) {
    guard let number = decimalNumber(text, digits: 7) else { return nil }
    self.init(number: number)
  }

  /// The seven digits.
  public var text: String { String(number) }

  /// Orders codes as numbers, which is the order of the official tables.
  public static func < (left: FunctionCode, right: FunctionCode) -> Bool {
    left.number < right.number
  }
}

/// An economic code of section level (款): five digits, such as `30201` 办公费.
///
/// Its class (类, three digits) is its prefix. It differs from ``FunctionCode``: that one says what
/// the money is for, this one what it was spent on.
public struct EconomicCode: Hashable, Comparable, Sendable {
  /// The five digits as a number.
  public let number: UInt32

  /// The code with this number, or `nil` when it has not five digits.
  public init?(number: UInt32) {
    guard (10_000...99_999).contains(number) else { return nil }
    self.number = number
  }

  /// The code written as exactly five digits, or `nil`.
  public init?(text: some StringProtocol) {
    guard let number = decimalNumber(text, digits: 5) else { return nil }
    self.init(number: number)
  }

  /// The five digits.
  public var text: String { String(number) }

  /// Orders codes as numbers, which is the order of the official tables.
  public static func < (left: EconomicCode, right: EconomicCode) -> Bool {
    left.number < right.number
  }
}

/// The number written as exactly `digits` ASCII digits, the first of them not zero.
private func decimalNumber(_ text: some StringProtocol, digits: Int) -> UInt32? {
  guard text.utf8.count == digits, text.utf8.first != UInt8(ascii: "0") else { return nil }
  var number: UInt32 = 0
  for byte in text.utf8 {
    guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
  }
  return number
}
