// The commands that answer who changed what, and whether it is all still there.

import BudgetDomain

extension CommandTable {
  static let auditCommands: [CommandDescription] = [
    history, show, findings, verify, checkpoint, prove, exportTiles,
  ]

  /// The filters of `history`.
  enum Filters {
    static let actor = OptionDescription(
      name: Options.actor.name, placeholder: "NAME",
      summary: Phrase(zh: "只看此经办人记入的", en: "only what this person recorded"))
    static let kind = OptionDescription(
      name: "--kind", placeholder: "TYPE", isRepeated: true,
      summary: Phrase(
        zh: "只看此类事件；可写多次", en: "only events of this type; may be repeated"))
    static let code = OptionDescription(
      name: "--code", placeholder: "PREFIX", isRepeated: true,
      summary: Phrase(
        zh: "只看科目以此开头的；可写多次", en: "only codes beginning so; may be repeated"))
    static let since = OptionDescription(
      name: "--since", placeholder: "DATE",
      summary: Phrase(zh: "业务日期不早于", en: "counts on this date or later"))
    static let until = OptionDescription(
      name: "--until", placeholder: "DATE",
      summary: Phrase(zh: "业务日期不晚于", en: "counts on this date or before"))
    static let recordedSince = OptionDescription(
      name: "--recorded-since", placeholder: "DATE",
      summary: Phrase(
        zh: "记入日期（北京时间）不早于", en: "recorded on this Beijing date or later"))
    static let recordedUntil = OptionDescription(
      name: "--recorded-until", placeholder: "DATE",
      summary: Phrase(
        zh: "记入日期（北京时间）不晚于", en: "recorded on this Beijing date or before"))
    static let refused = OptionDescription(
      name: "--refused", summary: Phrase(zh: "只看被拒绝的操作", en: "only attempts that were refused"))
    static let overrides = OptionDescription(
      name: "--overrides",
      summary: Phrase(zh: "只看越权记录的", en: "only what was let pass against a rule"))
    static let duringReopening = OptionDescription(
      name: "--during-reopening",
      summary: Phrase(
        zh: "只看反结账期间记入的", en: "only what was recorded while its year was reopened"))
    static let limit = OptionDescription(
      name: "--limit", placeholder: "N",
      summary: Phrase(zh: "至多显示 N 条", en: "show at most N events"))
    static let newestFirst = OptionDescription(
      name: "--newest-first", summary: Phrase(zh: "最近的在前", en: "the latest first"))
  }

  private static let history = CommandDescription(
    verb: .history, job: .audit,
    summary: Phrase(zh: "谁在何时记了什么", en: "who recorded what, and when"),
    options: [
      Filters.actor, Filters.kind, Filters.code, Filters.since, Filters.until,
      Filters.recordedSince, Filters.recordedUntil, Filters.refused, Filters.overrides,
      Filters.duringReopening, Filters.limit, Filters.newestFirst,
      Options.asOf, Options.ledger,
    ],
    formats: OutputFormat.allCases,
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan history --newest-first --limit 5",
      "juesuan history --kind expenditure --code 302 --since 2018-12-01",
      "juesuan history --refused",
    ],
    wordLists: [.eventTypes])

  private static let show = CommandDescription(
    verb: .show, job: .audit,
    summary: Phrase(
      zh: "一条记录的全部内容", en: "everything about one event"),
    operands: [
      OperandDescription(
        placeholder: "POSITION",
        summary: Phrase(zh: "序号，如 1842", en: "its position, such as 1842"))
    ],
    options: [Options.ledger],
    formats: [.text, .json],
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: ["juesuan show 0", "juesuan show 250 --format json"])

  private static let findings = CommandDescription(
    verb: .findings, job: .audit,
    summary: Phrase(zh: "需要关注的：越权记录、反结账期间的记录", en: "overrides, and entries in reopened years"),
    options: [Options.forYear, Options.ledger],
    formats: OutputFormat.allCases,
    effect: changesNothing,
    exitCodes: [.foundSomething, .cannotCreate, .inputOutput],
    examples: ["juesuan findings", "juesuan findings --for 2018 --format csv"])
}
