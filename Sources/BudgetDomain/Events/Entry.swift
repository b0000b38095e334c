// A fact about money on one budget line, as it was submitted and as it was decided.

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
  /// Position of the entry that this one stands in for, where it is a correction.
  public var corrects: UInt64?
  /// Income recognised with a payment (集中支付), where the ledger recognises it so.
  public var recognisedIncome: Amount?
  /// Who let it be recorded against which rules, where it broke any.
  public var override: Override?

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

  /// The entry as a person submits it, without what deciding added.
  public var asSubmitted: Entry {
    var submitted = self
    submitted.corrects = nil
    submitted.recognisedIncome = nil
    submitted.override = nil
    return submitted
  }
}

/// A permission to record against control rules, which stays visible for good.
public struct Override: Hashable, Sendable {
  /// Who allowed it.
  public let allowedBy: String
  /// Why.
  public let reason: String
  /// The rules that were broken, with what was missing.
  public let brokenRules: [BrokenRule]

  /// An override made of its parts.
  public init(allowedBy: String, reason: String, brokenRules: [BrokenRule]) {
    self.allowedBy = allowedBy
    self.reason = reason
    self.brokenRules = brokenRules
  }
}

/// One control rule that an override passed over.
public struct BrokenRule: Hashable, Sendable {
  /// The control rules that can be passed over.
  public enum Rule: String, CaseIterable, Hashable, Sendable {
    /// More than the line may spend.
    case exceedsFreeAuthority
    /// More than the line has.
    case exceedsAvailableMoney
    /// More than the budget of one of the three public items (三公经费).
    case exceedsThreePublicCeiling
  }

  /// Which rule.
  public let rule: Rule
  /// What was missing, in fen.
  public let missingInFen: Int64

  /// A broken rule made of its parts.
  public init(rule: Rule, missingInFen: Int64) {
    self.rule = rule
    self.missingInFen = missingInFen
  }
}
