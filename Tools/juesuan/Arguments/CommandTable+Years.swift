// The commands about whole years.

import BudgetDomain

extension CommandTable {
  static let yearCommands: [CommandDescription] = [close, reopen]

  private static let year = OperandDescription(
    placeholder: "YEAR", summary: Phrase(zh: "预算年度", en: "fiscal year"))

  private static let close = CommandDescription(
    verb: .close, job: .years,
    summary: Phrase(zh: "结账：各预算线结转下年", en: "close a year: carry every line over"),
    operands: [year],
    options: [
      OptionDescription(
        name: "--date", placeholder: "DATE",
        summary: Phrase(zh: "结账日期；缺省今天", en: "date of closing; else today"))
    ] + Options.ofWriting,
    effect: Phrase(
      zh: "追加结账事件和各预算线、各来源年度的结转事件；此后该年只接受反结账。先用 --dry-run 预览。",
      en: """
        Appends the closing and a carry-over per line and year of origin; the year then takes \
        nothing but its reopening. See first with --dry-run.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: ["juesuan close 2018 --dry-run", "juesuan close 2018 --date 2019-01-15"])

  private static let reopen = CommandDescription(
    verb: .reopen, job: .years,
    summary: Phrase(zh: "反结账", en: "open a closed year again"),
    operands: [year],
    options: [
      Options.field(.reason).required(as: Phrase(zh: "事由", en: "why")),
      OptionDescription(
        name: "--date", placeholder: "DATE",
        summary: Phrase(zh: "反结账日期；缺省今天", en: "date of reopening; else today")),
      Options.proposal,
    ] + Options.ofWriting,
    effect: Phrase(
      zh: "追加反结账事件；期间记入的可用 findings 和 history --during-reopening 查出。",
      en: """
        Appends the reopening; what is recorded until the next closing is listed by findings and \
        history --during-reopening.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: ["juesuan close 2018", "juesuan reopen 2018 --reason 审计调整"])
}
