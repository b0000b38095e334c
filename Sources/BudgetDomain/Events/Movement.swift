// What an event moves on budget lines: the only thing balances and statements are made of.

/// What a movement is, seen from the tables: the row or column it is summed into.
///
/// It differs from ``SubmissionKind``, which is what a person asks to record.
public enum EntryKind: UInt8, CaseIterable, Hashable, Sendable {
  /// 年初结转和结余, typed only for the first year on the system.
  case openingBalance = 1
  /// 年初预算.
  case appropriation
  /// 追加预算.
  case supplement
  /// 追减预算.
  case reduction
  /// 收入.
  case income
  /// 支出; a refund of this year's spending counts against it.
  case expenditure
  /// 预算调剂: authority moved from one line to another, the sum is zero.
  case virement
  /// 年初结转和结余调整: moves the opening balance, never income or expenditure of the year.
  case priorYearAdjustment
  /// 用事业基金弥补收支差额 / 使用非财政拨款结余.
  case fundBalanceApplied
  /// 结余分配.
  case surplusDistribution
  /// 年初结余: carried over after its purpose ended, so it is money without authority.
  case carriedSurplus

  /// The word used in the log.
  public var word: String {
    switch self {
    case .openingBalance: "opening-balance"
    case .appropriation: "appropriation"
    case .supplement: "supplement"
    case .reduction: "reduction"
    case .income: "income"
    case .expenditure: "expenditure"
    case .virement: "virement"
    case .priorYearAdjustment: "prior-year-adjustment"
    case .fundBalanceApplied: "fund-balance-applied"
    case .surplusDistribution: "surplus-distribution"
    case .carriedSurplus: "carried-surplus"
    }
  }

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .openingBalance: "年初结转和结余"
    case .appropriation: "年初预算"
    case .supplement: "追加预算"
    case .reduction: "追减预算"
    case .income: "收入"
    case .expenditure: "支出"
    case .virement: "预算调剂"
    case .priorYearAdjustment: "年初结转和结余调整"
    case .fundBalanceApplied: "弥补收支差额"
    case .surplusDistribution: "结余分配"
    case .carriedSurplus: "年初结余"
    }
  }

  /// The kind named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }
}

/// What one event moves on one budget line: the only thing balances and statements are made of.
///
/// It differs from ``Entry``, which is what a person submitted: a movement is signed, so that a
/// reversal is the same movement with the opposite sign.
public struct Movement: Hashable, Sendable {
  /// Which sum it belongs to.
  public let kind: EntryKind
  /// The line it moves.
  public let line: BudgetLine
  /// The economic code, where the entry named one.
  public let economic: EconomicCode?
  /// Signed amount: positive as recorded, negative where it takes back.
  public let amount: Amount

  /// A movement made of its parts.
  public init(kind: EntryKind, line: BudgetLine, economic: EconomicCode?, amount: Amount) {
    self.kind = kind
    self.line = line
    self.economic = economic
    self.amount = amount
  }

  /// The same movement with the opposite sign.
  public var reversed: Movement {
    Movement(kind: kind, line: line, economic: economic, amount: amount.negated)
  }
}
