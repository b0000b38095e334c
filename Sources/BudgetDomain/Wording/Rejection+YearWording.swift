// The printed messages of rejections about fiscal years: closing, reopening, the first year.

extension Rejection {
  var yearWording: Wording {
    switch self {
    case .openingBalanceAfterFirstYear(let year, let first):
      return Wording(
        name: "openingBalanceAfterFirstYear",
        what: Phrase(
          zh: "\(year.number) 年的年初结转和结余不能录入：账本从 \(first.number) 年开始，以后年度由结账结转。",
          en: "The opening balance of \(year.number) cannot be typed: the ledger begins in "
            + "\(first.number), later openings are carried over."),
        next: Phrase(
          zh: "只为 \(first.number) 年录入年初数。",
          en: "Type an opening balance for \(first.number) only."))
    case .yearBeforeFirst(let year, let first):
      return Wording(
        name: "yearBeforeFirst",
        what: Phrase(
          zh: "账本从 \(first.number) 年的年初数开始，不能记 \(year.number) 年的账。",
          en: "It begins with the opening of \(first.number); \(year.number) is before it."),
        next: Phrase(
          zh: "核对年度；以前年度的差错用 prior-year-adjustment 调整年初数。",
          en: "Check the year; errors of earlier years are prior-year adjustments."))
    case .yearClosed(let year, let position):
      return Wording(
        name: "yearClosed",
        what: Phrase(
          zh: "\(year.number) 年已结账（#\(position)），不再接受记录。",
          en: "The year \(year.number) was closed (#\(position)) and takes no entries."),
        next: Phrase(
          zh:
            "以前年度的差错在本年用 prior-year-adjustment 调整；"
            + "确需修改时 juesuan reopen \(year.number) --reason …。",
          en: "Adjust this year's opening (prior-year-adjustment), or juesuan reopen "
            + "\(year.number) --reason …."))
    case .yearHasNoEntries(let year):
      return Wording(
        name: "yearHasNoEntries",
        what: Phrase(
          zh: "\(year.number) 年没有任何记录，无账可结。", en: "Nothing was recorded for \(year.number)."),
        next: Phrase(zh: "核对年度。", en: "Check the year."))
    case .earlierYearOpen(let open, let year):
      return Wording(
        name: "earlierYearOpen",
        what: Phrase(
          zh: "\(open.number) 年还没有结账，不能先结 \(year.number) 年。",
          en: "\(open.number) is open; \(year.number) cannot be closed before it."),
        next: Phrase(
          zh: "先运行 juesuan close \(open.number)。", en: "Run juesuan close \(open.number) first."))
    case .yearNotClosed(let year):
      return Wording(
        name: "yearNotClosed",
        what: Phrase(zh: "\(year.number) 年没有结账。", en: "\(year.number) is not closed."),
        next: Phrase(zh: "直接记账即可。", en: "Record on it as it is."))
    case .laterYearClosed(let year, let later):
      return Wording(
        name: "laterYearClosed",
        what: Phrase(
          zh: "\(later.number) 年已结账，在它之前的 \(year.number) 年不能再变动。",
          en: "\(later.number) is closed, so \(year.number) before it cannot change."),
        next: Phrase(
          zh: "先运行 juesuan reopen \(later.number)。",
          en: "Run juesuan reopen \(later.number) first."))
    default: return closingWording
    }
  }

  private var closingWording: Wording {
    switch self {
    case .proposalsPending(let positions):
      let list = positions.map { "#\($0)" }.joined(separator: " ")
      return Wording(
        name: "proposalsPending",
        what: Phrase(zh: "还有待审批的事项：\(list)。", en: "Proposals wait for a decision: \(list)."),
        next: Phrase(
          zh: "用 juesuan approve 或 juesuan reject 处理后再结账。",
          en: "Decide them with juesuan approve or juesuan reject."))
    case .adjustmentsPending(let year, let positions):
      let list = positions.map { "#\($0)" }.joined(separator: " ")
      return Wording(
        name: "adjustmentsPending",
        what: Phrase(
          zh: "\(year.number) 年还有未办结的预算调整：\(list)。",
          en: "Adjustments of \(year.number) are not complete: \(list)."),
        next: Phrase(
          zh: "用 juesuan complete 或 juesuan withdraw 处理后再结账。",
          en: "Finish them with juesuan complete or juesuan withdraw."))
    case .linesNegative(let lines):
      let list = lines.map {
        (
          zh: "\($0.line.officialText)（可用预算 \(Amount.yuanText(fen: $0.totals.freeAuthorityInFen))，"
            + "年末 \(Amount.yuanText(fen: $0.totals.closingInFen))）",
          en: "\($0.line.text) (free \(Amount.yuanText(fen: $0.totals.freeAuthorityInFen)), "
            + "closing \(Amount.yuanText(fen: $0.totals.closingInFen)))"
        )
      }
      return Wording(
        name: "linesNegative",
        what: Phrase(
          zh: "有预算行为负数，不能结账：" + list.map(\.zh).joined(separator: "；"),
          en: "Lines are below zero: " + list.map(\.en).joined(separator: "; ")),
        next: Phrase(
          zh: "补记追加、调剂或收入，或更正多记的支出。",
          en: "Record the missing supplement, virement or income, or correct the spending."))
    case .checksFail(let year, let names):
      return Wording(
        name: "checksFail",
        what: Phrase(
          zh: "\(year.number) 年审核公式不通过：" + names.joined(separator: "、"),
          en: "Audit formulas of \(year.number) fail: " + names.joined(separator: ", ")),
        next: Phrase(
          zh: "用 juesuan statement 查看不符的数字并更正。",
          en: "See the figures with juesuan statement and correct them."))
    default: preconditionFailure("not about closing")
    }
  }
}
