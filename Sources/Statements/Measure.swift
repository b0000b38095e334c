// What formulas sum: the measures over the facts of a year, and the conditions that narrow them.

import BudgetDomain

/// What a formula sums over the facts of the year.
public enum Measure: String, CaseIterable, Hashable, Sendable {
  /// 年初结转和结余 as the tables show it: carried over and adjusted.
  case opening
  /// 年初结转和结余 before 年初结转和结余调整.
  case openingBeforeAdjustment = "opening-before-adjustment"
  /// 年初结转和结余调整.
  case priorYearAdjustment = "prior-year-adjustment"
  /// 收入.
  case income
  /// 支出, less refunds.
  case expenditure
  /// 用事业基金弥补收支差额 / 使用非财政拨款结余.
  case fundBalanceApplied = "fund-balance-applied"
  /// 结余分配.
  case surplusDistributed = "surplus-distributed"
  /// 年末结转和结余.
  case closing
  /// 年末结转和结余 of the year before; only checks between the forms of a set know that year.
  case previousClosing = "previous-closing"
  /// 年初预算.
  case originalBudget = "original-budget"
  /// 追加.
  case supplements
  /// 追减.
  case reductions
  /// 调剂, positive where a line gains.
  case virements
  /// 调整预算数: 年初预算 + 追加 − 追减 ± 调剂.
  case revisedBudget = "revised-budget"

  /// The kinds of entry it is made of, with the sign in which they count.
  var parts: [(isSubtracted: Bool, kind: EntryKind)] {
    switch self {
    case .opening:
      [(false, .openingBalance), (false, .carriedSurplus), (false, .priorYearAdjustment)]
    case .openingBeforeAdjustment: [(false, .openingBalance), (false, .carriedSurplus)]
    case .priorYearAdjustment: [(false, .priorYearAdjustment)]
    case .income: [(false, .income)]
    case .expenditure: [(false, .expenditure)]
    case .fundBalanceApplied: [(false, .fundBalanceApplied)]
    case .surplusDistributed: [(false, .surplusDistribution)]
    case .closing, .previousClosing:
      Measure.opening.parts + [
        (false, .income), (false, .fundBalanceApplied), (true, .expenditure),
        (true, .surplusDistribution),
      ]
    case .originalBudget: [(false, .appropriation)]
    case .supplements: [(false, .supplement)]
    case .reductions: [(false, .reduction)]
    case .virements: [(false, .virement)]
    case .revisedBudget:
      [(false, .appropriation), (false, .supplement), (true, .reduction), (false, .virement)]
    }
  }

  /// Only spending and its budget say what it was spent on; a balance by economic code would be
  /// nonsense.
  var allowsEconomicCodes: Bool {
    switch self {
    case .expenditure, .originalBudget, .supplements, .reductions, .virements, .revisedBudget: true
    default: false
    }
  }

  /// Whether it looks at the year before.
  var isOfPreviousYear: Bool { self == .previousClosing }

  /// The measure in words.
  var words: Phrase {
    switch self {
    case .opening: Phrase(zh: "年初结转和结余（调整后）", en: "adjusted opening balance")
    case .openingBeforeAdjustment:
      Phrase(zh: "年初结转和结余（调整前）", en: "opening balance before adjustment")
    case .priorYearAdjustment: Phrase(zh: "年初结转和结余调整", en: "prior-year adjustment")
    case .income: Phrase(zh: "收入", en: "income")
    case .expenditure: Phrase(zh: "支出", en: "expenditure")
    case .fundBalanceApplied: Phrase(zh: "弥补收支差额", en: "fund balance applied")
    case .surplusDistributed: Phrase(zh: "结余分配", en: "surplus distributed")
    case .closing: Phrase(zh: "年末结转和结余", en: "closing balance")
    case .previousClosing:
      Phrase(zh: "上年年末结转和结余", en: "closing balance of the year before")
    case .originalBudget: Phrase(zh: "年初预算", en: "original budget")
    case .supplements: Phrase(zh: "追加预算", en: "supplements")
    case .reductions: Phrase(zh: "追减预算", en: "reductions")
    case .virements: Phrase(zh: "预算调剂", en: "virements")
    case .revisedBudget: Phrase(zh: "调整预算数", en: "revised budget")
    }
  }
}

/// A named condition of a sum.
enum Condition: String, CaseIterable {
  case source
  case nature
  case function
  case economic
  case project

  /// Short for the sources that are 财政拨款.
  static let fiscalWord = "fiscal"
  /// As a function: the code of the row the formula stands in.
  static let rowCode = "@code"
}

extension FundSource {
  static let fiscalSources = Set(FundSource.allCases.filter(\.isFiscal))
}
