// The running sums of one budget line and the two figures that control spending.

/// The sums of one budget line, in fen.
///
/// The same type is filled by `evolve` to decide and by the projections to report, so a refusal
/// and a statement cannot tell different stories (a test compares them at every position).
public struct LineTotals: Hashable, Sendable {
  /// 年初结转和结余.
  public private(set) var openingInFen: Int64 = 0
  /// 年初预算.
  public private(set) var appropriatedInFen: Int64 = 0
  /// 追加.
  public private(set) var supplementedInFen: Int64 = 0
  /// 追减.
  public private(set) var reducedInFen: Int64 = 0
  /// 收入.
  public private(set) var incomeInFen: Int64 = 0
  /// 支出.
  public private(set) var expenditureInFen: Int64 = 0

  /// Sums of nothing.
  public init() {}

  /// 调整预算数: 年初预算 + 追加 − 追减.
  public var revisedAppropriationInFen: Int64 {
    appropriatedInFen + supplementedInFen - reducedInFen
  }

  /// What may be spent: carried-over money keeps its purpose, so it is authority too.
  public var authorityInFen: Int64 { openingInFen + revisedAppropriationInFen }

  /// What there is to spend.
  public var moneyInFen: Int64 { openingInFen + incomeInFen }

  /// What is used of authority and money.
  public var usedInFen: Int64 { expenditureInFen }

  /// Authority not yet used.
  public var freeAuthorityInFen: Int64 { authorityInFen - usedInFen }

  /// 年末结转和结余: opening + income − expenditure.
  public var closingInFen: Int64 { moneyInFen - usedInFen }

  /// Adds a signed amount to the sum of its kind. The capacity rule of `decide` keeps every sum
  /// within ±``Amount/limitInFen``, so this cannot overflow.
  public mutating func add(_ amountInFen: Int64, kind: EntryKind) {
    switch kind {
    case .openingBalance: openingInFen += amountInFen
    case .appropriation: appropriatedInFen += amountInFen
    case .supplement: supplementedInFen += amountInFen
    case .reduction: reducedInFen += amountInFen
    case .income: incomeInFen += amountInFen
    case .expenditure: expenditureInFen += amountInFen
    }
  }

  /// Adds the sums of another line, for totals over lines.
  public mutating func add(_ other: LineTotals) {
    openingInFen += other.openingInFen
    appropriatedInFen += other.appropriatedInFen
    supplementedInFen += other.supplementedInFen
    reducedInFen += other.reducedInFen
    incomeInFen += other.incomeInFen
    expenditureInFen += other.expenditureInFen
  }
}
