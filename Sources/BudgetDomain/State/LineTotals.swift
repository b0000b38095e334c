// The running sums of one budget line and the two figures that control spending.

/// The sums of one budget line, in fen.
///
/// The same type is filled by `evolve` to decide and by the projections to report, so a refusal
/// and a statement cannot tell different stories (a test compares them at every position).
public struct LineTotals: Hashable, Sendable {
  /// 年初结转: carried over, or typed for the first year.
  public private(set) var openingInFen: Int64 = 0
  /// 年初结余: carried over after its purpose ended.
  public private(set) var carriedSurplusInFen: Int64 = 0
  /// 年初结转和结余调整, signed.
  public private(set) var adjustedInFen: Int64 = 0
  /// 年初预算.
  public private(set) var appropriatedInFen: Int64 = 0
  /// 追加.
  public private(set) var supplementedInFen: Int64 = 0
  /// 追减.
  public private(set) var reducedInFen: Int64 = 0
  /// 调剂, signed: positive where the line gained.
  public private(set) var viredInFen: Int64 = 0
  /// 收入.
  public private(set) var incomeInFen: Int64 = 0
  /// 弥补收支差额.
  public private(set) var fundBalanceAppliedInFen: Int64 = 0
  /// 支出, less refunds.
  public private(set) var expenditureInFen: Int64 = 0
  /// 结余分配.
  public private(set) var distributedInFen: Int64 = 0

  /// Sums of nothing.
  public init() {}

  /// 年初结转和结余 as the tables show it: carried over and adjusted.
  public var adjustedOpeningInFen: Int64 { openingInFen + carriedSurplusInFen + adjustedInFen }

  /// 调整预算数: 年初预算 + 追加 − 追减 ± 调剂.
  public var revisedAppropriationInFen: Int64 {
    appropriatedInFen + supplementedInFen - reducedInFen + viredInFen
  }

  /// Opening money that may not be spent: 结余 left after adjustments that took some of it.
  private var restrictedOpeningInFen: Int64 {
    max(0, carriedSurplusInFen + min(0, adjustedInFen))
  }

  /// What may be spent: the budget, and carried-over money that keeps its purpose.
  public var authorityInFen: Int64 {
    adjustedOpeningInFen - restrictedOpeningInFen + revisedAppropriationInFen
  }

  /// What there is to spend.
  public var moneyInFen: Int64 {
    adjustedOpeningInFen + incomeInFen + fundBalanceAppliedInFen
  }

  /// What is used of authority.
  public var usedInFen: Int64 { expenditureInFen }

  /// Authority not yet used.
  public var freeAuthorityInFen: Int64 { authorityInFen - expenditureInFen }

  /// 年末结转和结余: opening + adjustment + income + applied − expenditure − distributed.
  public var closingInFen: Int64 { moneyInFen - expenditureInFen - distributedInFen }

  /// Adds a signed amount to the sum of its kind. The capacity rule of `decide` keeps every sum
  /// within ±``Amount/limitInFen``, so this cannot overflow.
  public mutating func add(_ amountInFen: Int64, kind: EntryKind) {
    switch kind {
    case .openingBalance: openingInFen += amountInFen
    case .carriedSurplus: carriedSurplusInFen += amountInFen
    case .priorYearAdjustment: adjustedInFen += amountInFen
    case .appropriation: appropriatedInFen += amountInFen
    case .supplement: supplementedInFen += amountInFen
    case .reduction: reducedInFen += amountInFen
    case .virement: viredInFen += amountInFen
    case .income: incomeInFen += amountInFen
    case .fundBalanceApplied: fundBalanceAppliedInFen += amountInFen
    case .expenditure: expenditureInFen += amountInFen
    case .surplusDistribution: distributedInFen += amountInFen
    }
  }

  /// Adds the sums of another line, for totals over lines. What of the opening is restricted is a
  /// figure of a line, so ``authorityInFen`` of a total is not the sum of its lines' authority
  /// where some money is 结余; totals of authority are added up by ``Balances``.
  public mutating func add(_ other: LineTotals) {
    openingInFen += other.openingInFen
    carriedSurplusInFen += other.carriedSurplusInFen
    adjustedInFen += other.adjustedInFen
    appropriatedInFen += other.appropriatedInFen
    supplementedInFen += other.supplementedInFen
    reducedInFen += other.reducedInFen
    viredInFen += other.viredInFen
    incomeInFen += other.incomeInFen
    fundBalanceAppliedInFen += other.fundBalanceAppliedInFen
    expenditureInFen += other.expenditureInFen
    distributedInFen += other.distributedInFen
  }
}
