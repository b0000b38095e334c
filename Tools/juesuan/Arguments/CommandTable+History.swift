// The commands that tell who changed what: history, one event, one line, one cell.

import BudgetDomain

extension CommandTable {
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
    static let project = OptionDescription(
      name: Options.field(.project).name, placeholder: "NAME",
      summary: Phrase(zh: "只看此项目的", en: "only what moves this project"))
    static let document = OptionDescription(
      name: Options.field(.document).name, placeholder: "TEXT",
      summary: Phrase(zh: "只看此文号、凭证号的", en: "only what stands under this number"))
    static let payee = OptionDescription(
      name: Options.field(.payee).name, placeholder: "NAME",
      summary: Phrase(zh: "只看付给此收款方的", en: "only what went to this payee"))
    static let text = OptionDescription(
      name: Figures.text.name, placeholder: "TEXT",
      summary: Phrase(zh: "只看写有此文字的", en: "only what has this text in it"))
    static let line = OptionDescription(
      name: "--line", placeholder: "LINE",
      summary: Phrase(
        zh: "只看此预算线的；写法见 juesuan line",
        en: "only what moves this budget line; see juesuan line"))
    static let cell = OptionDescription(
      name: "--cell", placeholder: "FORM:CELL",
      summary: Phrase(
        zh: "只看报表此格由来的，如 01:28:2；与 --for 一起写",
        en: "only what is behind this cell, such as 01:28:2; goes with --for"))
    static let forYear = OptionDescription(
      name: Options.forYear.name, placeholder: "YEAR",
      summary: Phrase(zh: "只看记入此预算年度的", en: "only what moves this fiscal year"))
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
    static let minimum = OptionDescription(
      name: "--min", placeholder: "YUAN",
      summary: Phrase(zh: "金额不小于，不论正负", en: "moves this much or more, either way"))
    static let maximum = OptionDescription(
      name: "--max", placeholder: "YUAN",
      summary: Phrase(zh: "金额不大于，不论正负", en: "moves this much or less, either way"))
    static let backdated = OptionDescription(
      name: "--backdated", placeholder: "DAYS",
      summary: Phrase(
        zh: "记入比业务日期晚这么多天以上", en: "recorded so many days or more after it counts"))
    static let afterPublication = OptionDescription(
      name: "--after-publication", placeholder: "NAME",
      summary: Phrase(
        zh: "以此名称公开之后，又记入该年度的",
        en: "recorded for a year after it was published under this name"))
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
    static let oldestFirst = OptionDescription(
      name: "--oldest-first",
      summary: Phrase(zh: "最早的在前；不写即此", en: "the earliest first; so it is anyway"))
    static let count = OptionDescription(
      name: "--count", summary: Phrase(zh: "只说有多少条", en: "only how many there are"))
    static let sum = OptionDescription(
      name: "--sum",
      summary: Phrase(zh: "只说条数和各类金额合计", en: "only how many, and the sums by kind"))

    static let all = [
      actor, kind, code, project, document, payee, text, line, cell, forYear, since, until,
      recordedSince, recordedUntil, minimum, maximum, backdated, afterPublication, refused,
      overrides, duringReopening,
    ]
  }

  static let history = CommandDescription(
    verb: .history, job: .audit,
    summary: Phrase(zh: "谁在何时记了什么", en: "who recorded what, and when"),
    options: Filters.all + [
      Filters.newestFirst, Filters.oldestFirst, Filters.limit, Filters.count, Filters.sum,
      Options.tableSet, Options.asOf, Options.ledger,
    ],
    formats: HistoryFormat.offered,
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan history --newest-first --limit 5",
      "juesuan history --kind expenditure --code 302 --min 100000 --sum",
      "juesuan history --cell 01:28:2 --for 2018 --format jsonl",
      "juesuan history --payee 供电公司 --since 2018-07-01 --until 2018-12-31",
    ],
    wordLists: [.eventTypes])

  static let show = CommandDescription(
    verb: .show, job: .audit,
    summary: Phrase(
      zh: "一条记录的全部内容", en: "everything about one event"),
    operands: [
      OperandDescription(
        placeholder: "POSITION",
        summary: Phrase(zh: "序号，如 1842", en: "its position, such as 1842"))
    ],
    options: [Options.ledger],
    formats: PageFormat.offered,
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: ["juesuan show 0", "juesuan show 250 --format json"])

  private static let lineOperand = OperandDescription(
    placeholder: "LINE",
    summary: Phrase(
      zh: "资金来源/功能科目/支出性质[/项目]，如 general-budget/2010306/basic",
      en: "SOURCE/FUNCTION/NATURE[/PROJECT], such as general-budget/2010306/basic"))

  static let line = CommandDescription(
    verb: .line, job: .audit,
    summary: Phrase(zh: "一条预算线的一生", en: "the life of one budget line"),
    operands: [lineOperand],
    options: [
      Options.forYear.required, Options.asOf, Options.through, Options.ledger,
    ],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan line general-budget/2010306/basic --for 2018",
      "juesuan line general-budget/2010306/project/电子政务 --for 2018",
    ])

  static let blame = CommandDescription(
    verb: .blame, job: .audit,
    summary: Phrase(
      zh: "一个数何时由谁从多少改成多少", en: "who changed a figure, from what to what"),
    operands: [
      OperandDescription(
        placeholder: "FORM", summary: Phrase(zh: "表号，如 01", en: "its number, such as 01")),
      OperandDescription(
        placeholder: "CELL", summary: Phrase(zh: "单元格，如 28:2", en: "the cell, such as 28:2")),
    ],
    options: [
      Options.forYear.required, Filters.newestFirst, Filters.limit, Options.tableSet,
      Options.asOf, Options.through, Options.ledger,
    ],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan blame 01 28:2 --for 2018 --newest-first --limit 5",
      "juesuan blame 07 1:6 --for 2018 --format csv",
    ])
}
