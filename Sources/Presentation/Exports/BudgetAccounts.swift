// The budget-accounting accounts of 政府会计制度 that movements belong to.

import BudgetDomain

/// An account of budget accounting (财会〔2017〕25号, from 2019-01-01).
struct BudgetAccount: Hashable, Sendable {
  /// 科目编号, four digits.
  let number: String
  /// 科目名称.
  let name: String
  /// 科目类型.
  let category: String
  /// Whether its balance stands on the left (借).
  let isDebit: Bool

  static let money = BudgetAccount("8001", "资金结存", "预算结余", isDebit: true)

  /// The accounts that movements can belong to, in the order of their numbers.
  static let all: [BudgetAccount] = [
    BudgetAccount("6001", "财政拨款预算收入", "预算收入"), BudgetAccount("6101", "事业预算收入", "预算收入"),
    BudgetAccount("6201", "上级补助预算收入", "预算收入"),
    BudgetAccount("6301", "附属单位上缴预算收入", "预算收入"),
    BudgetAccount("6401", "经营预算收入", "预算收入"), BudgetAccount("6609", "其他预算收入", "预算收入"),
    BudgetAccount("7101", "行政支出", "预算支出", isDebit: true),
    BudgetAccount("7201", "事业支出", "预算支出", isDebit: true),
    BudgetAccount("7301", "经营支出", "预算支出", isDebit: true),
    BudgetAccount("7401", "上缴上级支出", "预算支出", isDebit: true),
    BudgetAccount("7501", "对附属单位补助支出", "预算支出", isDebit: true),
    money,
    BudgetAccount("8101", "财政拨款结转", "预算结余"), BudgetAccount("8102", "财政拨款结余", "预算结余"),
    BudgetAccount("8201", "非财政拨款结转", "预算结余"), BudgetAccount("8202", "非财政拨款结余", "预算结余"),
    BudgetAccount("8401", "经营结余", "预算结余"),
    BudgetAccount("8701", "非财政拨款结余分配", "预算结余", isDebit: true),
  ]

  private init(_ number: String, _ name: String, _ category: String, isDebit: Bool = false) {
    self.number = number
    self.name = name
    self.category = category
    self.isDebit = isDebit
  }

  private static func numbered(_ number: String) -> BudgetAccount {
    guard let account = all.first(where: { $0.number == number }) else {
      preconditionFailure("the chart has no account \(number)")
    }
    return account
  }

  /// The account that stands against 资金结存 for a movement; `nil` for movements of the budget,
  /// which budget accounting does not post.
  static func counterpart(of movement: Movement, in unit: UnitType?) -> BudgetAccount? {
    let source = movement.line.source
    switch movement.kind {
    case .income: return numbered(income(source))
    case .expenditure: return numbered(spending(movement.line.nature, in: unit))
    case .openingBalance, .priorYearAdjustment:
      return numbered(source.isFiscal ? "8101" : source == .business ? "8401" : "8201")
    case .carriedSurplus:
      return numbered(source.isFiscal ? "8102" : source == .business ? "8401" : "8202")
    case .fundBalanceApplied: return numbered("8202")
    case .surplusDistribution: return numbered("8701")
    case .appropriation, .supplement, .reduction, .virement: return nil
    }
  }

  private static func income(_ source: FundSource) -> String {
    switch source {
    case .generalBudget, .governmentFund, .stateCapital: "6001"
    case .service: "6101"
    case .superiorSubsidy: "6201"
    case .subordinateRemittance: "6301"
    case .business: "6401"
    case .other: "6609"
    }
  }

  /// 行政支出 of 行政单位, 事业支出 of 事业单位 and of those managed like 行政 (参公), which keep the
  /// accounts of 事业单位; a unit of unknown type is taken for 行政.
  private static func spending(_ nature: SpendingNature, in unit: UnitType?) -> String {
    switch nature {
    case .remittance: "7401"
    case .subsidy: "7501"
    case .business: "7301"
    case .basic, .project: unit == nil || unit == .administrative ? "7101" : "7201"
    }
  }
}
