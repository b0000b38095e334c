// The execution rate of a line (执行率), in integers.

public import BudgetDomain

extension LineTotals {
  /// 执行率: expenditure per authority in hundredths of a percent, half-up; `nil` where there is no
  /// authority (不适用 rather than 0 or 100 %).
  public var executionInBasisPoints: Int64? {
    Self.basisPoints(usedInFen, of: authorityInFen)
  }

  /// `part` of `whole` in hundredths of a percent, half-up on the magnitude; `nil` for a whole that
  /// is not positive.
  public static func basisPoints(_ part: Int64, of whole: Int64) -> Int64? {
    guard whole > 0 else { return nil }
    let scaled = part.magnitude.multipliedFullWidth(by: 10_000)
    // Beyond 64 bits only where a line of a few fen was overdrawn by billions.
    guard scaled.high < UInt64(whole) else { return part < 0 ? Int64.min + 1 : Int64.max }
    let (quotient, remainder) = UInt64(whole).dividingFullWidth(scaled)
    let isUp = remainder >= UInt64(whole) - remainder
    let rounded = Int64(
      clamping: isUp ? quotient.addingReportingOverflow(1).partialValue : quotient)
    return part < 0 ? -rounded : rounded
  }

  /// Basis points as text such as `98.23%`.
  public static func percentText(basisPoints: Int64) -> String {
    Amount.yuanText(fen: basisPoints) + "%"
  }
}
