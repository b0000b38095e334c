// A number of a cell as the file writes it, and what a person means by it.

/// A number exactly as a file writes it, such as `12345.670000000002` or `1.2345E4`. It is kept in
/// decimal digits; nothing here turns it into a binary fraction.
public struct SheetNumber: Hashable, Sendable {
  /// The digits as the file writes them.
  public let text: String
  /// Whether it stands below zero.
  public let isNegative: Bool
  /// The significant digits as a whole number of at most eighteen digits.
  private let digits: UInt64
  /// How many of the digits stand behind the point; below zero, how many zeros follow them.
  private let decimals: Int
  /// Whether there were more than eighteen significant digits.
  private let isCut: Bool

  /// The number written as `text`, or `nil` where it is none: a sign, digits, perhaps a point and
  /// more digits, perhaps an exponent, as XML Schema writes an `xsd:double`.
  public init?(_ text: some StringProtocol) {
    guard (1...Self.lengthMax).contains(text.utf8.count) else { return nil }
    var rest = Array(text.utf8)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let mantissa = rest.prefix { $0 != UInt8(ascii: "E") && $0 != UInt8(ascii: "e") }
    let parts = mantissa.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.contains(where: { !$0.isEmpty }),
      parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }),
      let exponent = Self.exponent(rest.dropFirst(mantissa.count))
    else { return nil }
    let all = parts.flatMap { $0.map { UInt64($0 - 0x30) } }
    let significant = Array(all.drop { $0 == 0 })
    let kept = significant.prefix(Self.digitCountMax)
    var value = kept.reduce(UInt64(0)) { $0 * 10 + $1 }
    let cut = significant.count - kept.count
    isCut = cut > 0 && significant[kept.count...].contains { $0 != 0 }
    if cut > 0, significant[kept.count] >= 5 { value += 1 }
    var decimals = (parts.count == 2 ? parts[1].count : 0) - exponent - cut
    while value != 0, value % 10 == 0 {
      value /= 10
      decimals -= 1
    }
    self.text = String(text)
    digits = value
    self.decimals = value == 0 ? 0 : decimals
  }

  private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty else { return 0 }
    var digits = bytes.dropFirst()
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return isNegative ? -value : value
  }

  /// Whether it is nothing.
  public var isZero: Bool { digits == 0 }

  /// The number as a whole number of at most fifteen digits, such as a code; `nil` where it has
  /// decimals, or more digits than a spreadsheet keeps.
  public var wholeText: String? {
    guard !isCut, decimals <= 0, String(digits).utf8.count - decimals <= Self.shownDigitCount else {
      return nil
    }
    return sign + String(digits) + String(repeating: "0", count: -decimals)
  }

  /// Whether it is a whole number of more than fifteen digits: a spreadsheet has changed the rest
  /// to zeros before anybody could see it.
  public var hasLostDigits: Bool {
    decimals <= 0 && String(digits).utf8.count - decimals > Self.shownDigitCount
  }

  /// The digits without an exponent, as the file means them; `nil` beyond four hundred digits.
  public var plainText: String? {
    let all = String(digits)
    if decimals <= 0 { return sign + all + String(repeating: "0", count: -decimals) }
    guard decimals < 400 else { return nil }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - all.utf8.count)) + all
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// The number with `count` decimals where that is what is meant; `nil` where more decimals are.
  ///
  /// Spreadsheets compute in binary fractions, which cannot hold most amounts: 12345.67 may stand
  /// in the file as `12345.670000000002`. A number is taken for its nearest neighbour with `count`
  /// decimals when it is no further from it than 10⁻¹⁴ of itself (or of 1, where it is smaller):
  /// some fifty to a hundred times the precision of such fractions, room for the noise of long
  /// sums. And it must be nearer than a twentieth of the last decimal, so that nothing that shows
  /// one decimal more is ever taken for it. Computed in whole numbers.
  ///
  /// - Precondition: `count` is from 0 to 6.
  public func text(decimals count: Int) -> String? {
    precondition((0...6).contains(count), "amounts have few decimals")
    guard let (value, places) = scaled else { return nil }
    guard places > count else {
      return Self.text(value * Self.power(count - places), count, isNegative: isNegative)
    }
    let step = Self.power(places - count)
    let nearest = (value + step / 2) / step
    let distance = value > nearest * step ? value - nearest * step : nearest * step - value
    let isNoise =
      distance * Self.power(14) <= max(value, Self.power(places)) && distance * 20 < step
    guard isNoise else { return nil }
    return Self.text(nearest, count, isNegative: isNegative)
  }

  /// The number rounded half-up to `count` decimals, as a cell shows it; `nil` beyond 10¹⁸.
  ///
  /// - Precondition: `count` is from 0 to 6.
  public func roundedText(decimals count: Int) -> String? {
    precondition((0...6).contains(count), "amounts have few decimals")
    guard let (value, places) = scaled else { return nil }
    guard places > count else {
      return Self.text(value * Self.power(count - places), count, isNegative: isNegative)
    }
    let step = Self.power(places - count)
    return Self.text((value + step / 2) / step, count, isNegative: isNegative)
  }

  /// The digits with zeros or without their last, so that from 0 to 18 stand behind the point.
  private var scaled: (value: UInt128, decimals: Int)? {
    guard decimals >= -Self.digitCountMax else { return nil }
    if decimals <= 0 {
      let value = UInt128(digits) * Self.power(-decimals)
      return value < Self.power(Self.digitCountMax) ? (value, 0) : nil
    }
    guard decimals > Self.digitCountMax else { return (UInt128(digits), decimals) }
    let surplus = decimals - Self.digitCountMax
    guard surplus <= Self.digitCountMax else { return (0, Self.digitCountMax) }
    let step = Self.power(surplus)
    return ((UInt128(digits) + step / 2) / step, Self.digitCountMax)
  }

  private static func text(_ value: UInt128, _ decimals: Int, isNegative: Bool) -> String {
    let sign = isNegative && value != 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(value) }
    let scale = power(decimals)
    return "\(sign)\(value / scale).\(String(value % scale + scale).dropFirst())"
  }

  private static func power(_ exponent: Int) -> UInt128 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private var sign: String { isNegative && digits != 0 ? "-" : "" }

  /// What a spreadsheet shows of a number at most.
  public static let shownDigitCount = 15
  private static let digitCountMax = 18
  private static let lengthMax = 64
}
