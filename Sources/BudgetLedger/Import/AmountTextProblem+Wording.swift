// Why a text is not an amount, in words.

import BudgetDomain

extension AmountTextProblem {
  /// What to say about the text `text`.
  func wording(for text: String) -> Wording {
    let next = Phrase(
      zh: "写成元，最多两位小数，如 12300.50 或 12,300.50。",
      en: "Write yuan with up to two decimals, such as 12300.50 or 12,300.50.")
    switch self {
    case .empty:
      return Wording(
        name: "amountEmpty", what: Phrase(zh: "金额为空。", en: "The amount is empty."), next: next)
    case .notANumber:
      return Wording(
        name: "amountNotANumber",
        what: Phrase(zh: "金额“\(text)”不是数。", en: "“\(text)” is no amount."), next: next)
    case .negative:
      return Wording(
        name: "amountNegative",
        what: Phrase(zh: "金额“\(text)”是负数。", en: "The amount “\(text)” is negative."),
        next: Phrase(
          zh: "用类型表示增减：冲销用 reverse，追减用 reduction，金额写正数。",
          en: "The kind says which way it counts: reverse or reduction; the amount is positive."))
    case .moreThanTwoDecimals:
      return Wording(
        name: "amountHasMoreThanTwoDecimals",
        what: Phrase(
          zh: "金额“\(text)”的小数多于两位，账本不替您四舍五入。",
          en: "The amount “\(text)” has more than two decimals; the ledger does not round."),
        next: next)
    case .misplacedSeparator:
      return Wording(
        name: "amountHasMisplacedSeparator",
        what: Phrase(
          zh: "金额“\(text)”的千分位逗号位置不对。",
          en: "The separators in “\(text)” do not stand every three digits."),
        next: next)
    case .tooLarge:
      return Wording(
        name: "amountTooLarge",
        what: Phrase(
          zh: "金额“\(text)”超过上限 \(Amount.yuanText(fen: Amount.limitInFen)) 元。",
          en: "“\(text)” is above the limit of \(Amount.yuanText(fen: Amount.limitInFen)) yuan."),
        next: next)
    }
  }
}
