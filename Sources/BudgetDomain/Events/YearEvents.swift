// Facts about the life of a fiscal year: closing, carrying over, reopening.

/// 结账: from now on the year refuses everything but reopening.
public struct YearClosing: Hashable, Sendable {
  /// The year that is closed.
  public let year: FiscalYear
  /// When it was closed.
  public let date: EffectiveDate

  /// A closing made of its parts.
  public init(year: FiscalYear, date: EffectiveDate) {
    self.year = year
    self.date = date
  }
}

/// 反结账: the year takes entries again, for the reason in the envelope.
public struct YearReopening: Hashable, Sendable {
  /// The year that is reopened.
  public let year: FiscalYear
  /// When it was reopened.
  public let date: EffectiveDate

  /// A reopening made of its parts.
  public init(year: FiscalYear, date: EffectiveDate) {
    self.year = year
    self.date = date
  }
}

/// Whether money that is left keeps its purpose.
public enum CarryOverState: String, CaseIterable, Hashable, Sendable {
  /// 结转: the purpose continues, the money is spent as before.
  case continuing
  /// 结余: the purpose ended (completed or cancelled); not to be spent without a new decision.
  case surplus

  /// The official term.
  public var officialTerm: String { self == .continuing ? "结转" : "结余" }
}

/// What closing a year carries into the next one, on one line and from one year of origin.
public struct CarryOver: Hashable, Sendable {
  /// The line in the year that was closed.
  public let line: BudgetLine
  /// What is carried, in addition to what an earlier closing of the same year carried; negative
  /// where that was too much.
  public let amount: Amount
  /// Whether the purpose continues.
  public let state: CarryOverState
  /// The year whose money it is.
  public let originYear: FiscalYear

  /// A carry-over made of its parts.
  public init(
    line: BudgetLine, amount: Amount, state: CarryOverState, originYear: FiscalYear
  ) {
    self.line = line
    self.amount = amount
    self.state = state
    self.originYear = originYear
  }

  /// The year it is carried into, or `nil` past the last year a ledger can hold.
  public var nextYear: FiscalYear? { line.year.next }
}
