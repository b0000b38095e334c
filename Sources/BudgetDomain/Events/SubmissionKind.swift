// What a person can ask to record in one row of a file or one command.

/// The kinds of facts that import files and `juesuan record` know.
public enum SubmissionKind: String, CaseIterable, Hashable, Sendable {
  /// 年初结转和结余 of the first year on the system.
  case openingBalance = "opening-balance"
  /// 年初预算.
  case appropriation
  /// 追加预算.
  case supplement
  /// 追减预算.
  case reduction
  /// 预算调剂.
  case virement
  /// 收入.
  case income
  /// 支出.
  case expenditure
  /// 支出退回: this year's spending that came back.
  case refund
  /// 年初结转和结余调整; the reason names one of the official kinds.
  case priorYearAdjustment = "prior-year-adjustment"
  /// 结余分配.
  case surplusDistribution = "surplus-distribution"
  /// 弥补收支差额.
  case fundBalanceApplied = "fund-balance-applied"
  /// 统计数: a fact that is no movement of money.
  case fact

  /// The word used in import files and on the command line.
  public var word: String { rawValue }

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .openingBalance: "年初结转和结余"
    case .appropriation: "年初预算"
    case .supplement: "追加预算"
    case .reduction: "追减预算"
    case .virement: "预算调剂"
    case .income: "收入"
    case .expenditure: "支出"
    case .refund: "支出退回"
    case .priorYearAdjustment: "年初结转和结余调整"
    case .surplusDistribution: "结余分配"
    case .fundBalanceApplied: "弥补收支差额"
    case .fact: "统计数"
    }
  }

  /// The kind named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }

  /// The type of event that records a fact of this kind.
  public var eventType: EventType {
    switch self {
    case .openingBalance: .openingBalanceRecorded
    case .appropriation: .appropriationApproved
    case .supplement: .appropriationSupplemented
    case .reduction: .appropriationReduced
    case .virement: .virementApproved
    case .income: .incomeReceived
    case .expenditure: .expenditureRecorded
    case .refund: .expenditureRefunded
    case .priorYearAdjustment: .priorYearAdjusted
    case .surplusDistribution: .surplusDistributed
    case .fundBalanceApplied: .fundBalanceApplied
    case .fact: .factReported
    }
  }
}
