// The common shape of a fact about money, and what such a fact moves on a budget line.

/// What a fact about money is, seen from the tables: the row or column it is summed into.
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
  /// 支出.
  case expenditure

  /// The word used in import files, in the log and on the command line.
  public var word: String {
    switch self {
    case .openingBalance: "opening-balance"
    case .appropriation: "appropriation"
    case .supplement: "supplement"
    case .reduction: "reduction"
    case .income: "income"
    case .expenditure: "expenditure"
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
    }
  }

  /// The kind named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }
}

/// A fact about money on one budget line, as it was submitted.
public struct Entry: Hashable, Sendable {
  /// The budget line.
  public var line: BudgetLine
  /// What it was spent on; required for expenditure, allowed for budgets, absent otherwise.
  public var economic: EconomicCode?
  /// How much; always positive, the kind of the event says which way it counts.
  public var amount: Amount
  /// When it counts.
  public var date: EffectiveDate
  /// 文号 or voucher number.
  public var document: String?
  /// 收款方.
  public var payee: String?
  /// 摘要.
  public var memo: String?

  /// An entry made of its parts.
  public init(
    line: BudgetLine, economic: EconomicCode? = nil, amount: Amount, date: EffectiveDate,
    document: String? = nil, payee: String? = nil, memo: String? = nil
  ) {
    self.line = line
    self.economic = economic
    self.amount = amount
    self.date = date
    self.document = document
    self.payee = payee
    self.memo = memo
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
