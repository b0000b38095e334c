// How a cell prints its exact fen: rounded on its own, in integers only.

import BudgetDomain

/// The printed text of amounts.
///
/// Each cell is rounded half-up on the magnitude of its own exact value (所有单元格各自四舍五入); a
/// printed total is never the sum of printed parts, so printed columns may differ from their total
/// in the last digit (尾差). A value that rounds to nothing prints as zero, without a minus sign.
public enum CellText {
  /// How many decimals a cell may have.
  public static let decimalsRange = 0...6

  /// `fen` in `money` with `decimals` decimals, such as `2,415.04`; `fen` may be any sum.
  ///
  /// Without `grouped` there are no thousands separators, as spreadsheets want numbers.
  public static func text(
    fen: Int64, money: MoneyUnit, decimals: Int, grouped: Bool = true
  ) -> String {
    text(
      digits: roundedDigits(fen: fen, money: money, decimals: decimals), money: money,
      decimals: decimals, grouped: grouped)
  }

  /// `fen` counted in the last digit that is printed: 24,150,400 fen are 241,504 hundredths of
  /// 万元. What has fewer decimals than fen have is rounded.
  static func roundedDigits(fen: Int64, money: MoneyUnit, decimals: Int) -> Int64 {
    precondition(decimalsRange.contains(decimals), "a form is validated before it prints")
    let exact = money.exactDecimals
    let divisor = power(of: exact - min(decimals, exact))
    let quotient = fen.magnitude / divisor
    let remainder = fen.magnitude % divisor
    let rounded = remainder >= divisor - remainder ? quotient + 1 : quotient
    // Only the magnitude of the least integer has no positive counterpart, and only unrounded.
    guard rounded <= UInt64(Int64.max) else { return fen }
    return fen < 0 ? -Int64(rounded) : Int64(rounded)
  }

  /// A count of last digits as text.
  static func text(
    digits count: Int64, money: MoneyUnit, decimals: Int, grouped: Bool = true
  ) -> String {
    let kept = min(decimals, money.exactDecimals)
    let rounded = count.magnitude
    let scale = power(of: kept)
    let whole = grouped ? Amount.grouped(rounded / scale) : String(rounded / scale)
    let sign = count < 0 ? "-" : ""
    guard decimals > 0 else { return sign + whole }
    let digits = String(rounded % scale + scale).dropFirst()
    let padding = String(repeating: "0", count: decimals - kept)
    return "\(sign)\(whole).\(digits)\(padding)"
  }

  private static func power(of exponent: Int) -> UInt64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
