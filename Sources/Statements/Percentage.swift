// Shares, growth and completion as exact fractions, rounded only where they are printed.

import BudgetDomain

/// A percentage as the exact fraction it is: 222.28 of 828.84, printed `26.82%`.
///
/// Like a cell it is rounded on its own, half-up on the magnitude, in integers only.
public struct Percentage: Hashable, Sendable {
  /// What is counted.
  public let numerator: Int64
  /// What it is a part of, or grew from (基数); always above 0.
  public let denominator: Int64

  /// `numerator` per `denominator`, or `nil` for a base of 0, of which nothing is a percentage.
  public init?(_ numerator: Int64, of denominator: Int64) {
    guard denominator != 0, denominator != .min, numerator != .min else { return nil }
    self.numerator = denominator < 0 ? -numerator : numerator
    self.denominator = abs(denominator)
  }

  /// What is printed where there is no base.
  public static let noBaseText = "—"

  /// The percentage counted in its last printed digit: 26.82 % are 2,682 hundredths.
  public func digits(decimals: Int) -> Int128 {
    let (quotient, remainder) = divided(decimals: decimals)
    let magnitude = remainder * 2 >= Int128(denominator) ? quotient + 1 : quotient
    return numerator < 0 ? -magnitude : magnitude
  }

  /// The same, cut off instead of rounded (a common mistake that texts are checked for).
  func truncatedDigits(decimals: Int) -> Int128 {
    let quotient = divided(decimals: decimals).quotient
    return numerator < 0 ? -quotient : quotient
  }

  /// The percentage with its sign, such as `26.82%`.
  public func text(decimals: Int = 2) -> String {
    let digits = digits(decimals: decimals)
    let scale = Self.power(of: decimals)
    let (whole, rest) = digits.magnitude.quotientAndRemainder(dividingBy: UInt128(scale))
    let sign = digits < 0 ? "-" : ""
    let text = sign + Amount.grouped(UInt64(clamping: whole))
    guard decimals > 0 else { return text + "%" }
    return "\(text).\(String(rest + UInt128(scale)).dropFirst())%"
  }

  private func divided(decimals: Int) -> (quotient: Int128, remainder: Int128) {
    precondition(CellText.decimalsRange.contains(decimals), "percentages have few decimals")
    let scaled = Int128(numerator.magnitude) * 100 * Self.power(of: decimals)
    return scaled.quotientAndRemainder(dividingBy: Int128(denominator))
  }

  private static func power(of exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
