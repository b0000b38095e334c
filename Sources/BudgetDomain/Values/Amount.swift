// An exact amount of money in fen, with checked arithmetic and its text in yuan.

/// An exact amount of money, counted in fen (分, 1/100 yuan).
///
/// Every amount lies within ±9,007,199,254,740,991 fen, the integers that each JSON reader keeps
/// exactly (RFC 8259 §6), so a log line means the same number everywhere. There is no floating
/// point and no rounding here: a statement rounds when it prints a cell, never before.
public struct Amount: Hashable, Comparable, Sendable {
  /// The largest magnitude an amount may have, in fen.
  public static let limitInFen: Int64 = 9_007_199_254_740_991

  /// No money.
  public static let zero = Amount(uncheckedFen: 0)

  /// The amount in fen, negative for money taken back.
  public let fen: Int64

  private init(uncheckedFen fen: Int64) {
    self.fen = fen
  }

  /// An amount of `fen`, or `nil` beyond ±``limitInFen``.
  public init?(fen: Int64) {
    guard fen >= -Self.limitInFen, fen <= Self.limitInFen else { return nil }
    self.fen = fen
  }

  /// The amount with the opposite sign; always representable, because the limits are symmetric.
  public var negated: Amount { Amount(uncheckedFen: -fen) }

  /// Orders amounts by fen.
  public static func < (left: Amount, right: Amount) -> Bool { left.fen < right.fen }

  /// The amount in yuan with thousands separators and two decimals, such as `12,300.00`.
  public var yuanText: String { Self.yuanText(fen: fen) }

  /// A count of fen in yuan with thousands separators and two decimals; `fen` may be any sum.
  public static func yuanText(fen: Int64) -> String {
    let magnitude = fen.magnitude
    let cents = magnitude % 100
    let whole = grouped(magnitude / 100)
    return "\(fen < 0 ? "-" : "")\(whole).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// Digits of `number` in groups of three, separated by commas.
  public static func grouped(_ number: UInt64) -> String {
    let digits = Array(String(number).utf8)
    var grouped: [UInt8] = []
    grouped.reserveCapacity(digits.count + digits.count / 3)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped.append(UInt8(ascii: ",")) }
      grouped.append(digit)
    }
    return String(decoding: grouped, as: UTF8.self)
  }
}
