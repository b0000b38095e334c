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
    precondition(decimalsRange.contains(decimals), "a form is validated before it prints")
    let exact = money.exactDecimals
    let kept = min(decimals, exact)
    let divisor = power(of: exact - kept)
    let quotient = fen.magnitude / divisor
    let remainder = fen.magnitude % divisor
    let rounded = remainder >= divisor - remainder ? quotient + 1 : quotient
    let scale = power(of: kept)
    let whole = grouped ? Amount.grouped(rounded / scale) : String(rounded / scale)
    let sign = fen < 0 && rounded > 0 ? "-" : ""
    guard decimals > 0 else { return sign + whole }
    let digits = String(rounded % scale + scale).dropFirst()
    let padding = String(repeating: "0", count: decimals - kept)
    return "\(sign)\(whole).\(digits)\(padding)"
  }

  private static func power(of exponent: Int) -> UInt64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
