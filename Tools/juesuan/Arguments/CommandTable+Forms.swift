// The commands that look behind statements: checks, explanations, comparisons, publishing, forms.

import BudgetDomain

extension CommandTable {
  /// The options of commands about figures.
  enum Figures {
    static let all = OptionDescription(
      name: "--all", summary: Phrase(zh: "也列出通过的公式", en: "list those that passed, too"))
    static let everyFigure = OptionDescription(
      name: "--all",
      summary: Phrase(zh: "也列出每个数和它的结果", en: "list every figure with its outcome, too"))
    static let text = OptionDescription(
      name: "--text", placeholder: "TEXT", isRequired: true,
      summary: Phrase(zh: "为什么不符而可以", en: "why it fails and may"))
    static let limit = OptionDescription(
      name: "--limit", placeholder: "N",
      summary: Phrase(zh: "至多列 N 个事项；仅限文本", en: "list at most N events; text only"))
    static let skip = OptionDescription(
      name: "--skip", placeholder: "N",
      summary: Phrase(zh: "略过前 N 个事项；仅限文本", en: "leave out the first N; text only"))
    static let from = OptionDescription(
      name: "--from", placeholder: "WHEN", isRequired: true,
      summary: Phrase(
        zh: "从哪个时点比起，写法同 --as-of：序号（含该条）、日期、时刻或公开名称",
        en: """
          the earlier moment, as --as-of: a position (that event included), a date, a time or the \
          name of a publication
          """))
    static let until = OptionDescription(
      name: "--to", placeholder: "WHEN",
      summary: Phrase(zh: "比到哪个时点；缺省现在", en: "the later moment; else now"))
    static let name = OptionDescription(
      name: "--name", placeholder: "NAME", isRequired: true,
      summary: Phrase(
        zh: "公开名称，此后可用于 --as-of；不以数字开头",
        en: "its name, then good for --as-of; begins with no digit"))
  }

  static let check = CommandDescription(
    verb: .check, job: .statements,
    summary: Phrase(zh: "审核全套报表", en: "check the figures in and between all tables"),
    options: [
      Options.forYear.required, Figures.all, Options.tableSet, Options.asOf, Options.through,
      Options.ledger,
    ],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: ["juesuan check --for 2018", "juesuan check --for 2018 --all --format csv"])

  static let explainCheck = CommandDescription(
    verb: .explainCheck, job: .statements,
    summary: Phrase(zh: "写出错说明", en: "say why a check fails and may"),
    operands: [
      OperandDescription(
        placeholder: "CHECK", summary: Phrase(zh: "公式名，如 X3", en: "its name, such as X3"))
    ],
    options: [Options.forYear.required, Figures.text, Options.tableSet] + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个出错说明事件；有说明的不符不再使 check 以 1 结束。",
      en: "Appends the explanation; a failure that has one no longer ends check with 1."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan check explain X3 --for 2018 --text 上年决算误列 --dry-run",
      "juesuan check explain X3 --for 2018 --text 上年决算误列，已报财政",
    ])

  static let explain = CommandDescription(
    verb: .explain, job: .statements,
    summary: Phrase(zh: "这个数怎么来的", en: "why a cell says what it says"),
    operands: [
      form,
      OperandDescription(
        placeholder: "CELL",
        summary: Phrase(
          zh: "单元格 行:栏，如 28:2、2010301:1", en: "cell ROW:COLUMN, such as 28:2 or 2010301:1")),
    ],
    options: [
      Options.forYear.required, Figures.limit, Figures.skip, Options.tableSet, Options.asOf,
      Options.through, Options.money, Options.ledger,
    ],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan explain 01 28:2 --for 2018 --limit 10",
      "juesuan explain 07 1:12 --for 2018 --format csv",
    ])

  static let compare = CommandDescription(
    verb: .compare, job: .statements,
    summary: Phrase(zh: "两个时点之间哪些数变了", en: "which cells moved between two moments"),
    operands: [
      OperandDescription(
        placeholder: "FORM",
        summary: Phrase(zh: "表号；缺省全套", en: "number of the form; else all"), isOptional: true)
    ],
    options: [
      Options.forYear.required, Figures.from, Figures.until, Options.tableSet, Options.ledger,
    ],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan compare --for 2018 --from 251",
      "juesuan compare 01 --for 2018 --from 250 --to 250 --format json",
    ])

  static let reconcile = CommandDescription(
    verb: .reconcile, job: .statements,
    summary: Phrase(zh: "填报的工作簿与账本逐格比对", en: "a filed workbook against the ledger"),
    operands: [
      OperandDescription(
        placeholder: "FILED",
        summary: Phrase(
          zh: "工作簿（.xlsx）：本程序出的，或手工填的官方表样；- 为标准输入",
          en: "workbook (.xlsx): one of ours, or an official template; - is standard input"))
    ],
    options: [
      Options.forYear.required, Options.tableSet, Options.asOf, Options.through, Options.ledger,
    ],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan reconcile 2018.xlsx --for 2018",
      "juesuan reconcile 2018.xlsx --for 2018 --format csv",
    ])

  static let publish = CommandDescription(
    verb: .publish, job: .statements,
    summary: Phrase(zh: "以一个名称公开全套报表", en: "publish the tables of a year under a name"),
    operands: [
      OperandDescription(
        placeholder: "YEAR", summary: Phrase(zh: "预算年度", en: "fiscal year"))
    ],
    options: [Figures.name, Options.tableSet] + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个公开事件：表样、各表摘要、日志的根；此后 --as-of NAME 逐字节重现。",
      en: """
        Appends the publication: forms, a digest of every table, the root of the log. \
        --as-of NAME then prints the same bytes.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan publish 2018 --name 部门决算 --dry-run",
      "juesuan publish 2018 --name 部门决算",
    ])

  static let forms = CommandDescription(
    verb: .forms, job: .statements,
    summary: Phrase(zh: "列出报表套和表样", en: "list table sets and their forms"),
    options: [Options.forYear, Options.tableSet, Options.ledger],
    formats: TableFormat.offered,
    effect: Phrase(
      zh: "不改变账本。不指明账本时列出内置表样；账本 forms 目录里的表样优先。",
      en: """
        Changes nothing. Without a ledger it lists the built-in forms; those in the folder forms \
        of a ledger come first.
        """),
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: ["juesuan forms --for 2018", "juesuan forms --table-set hunan-2018 --format csv"])

  static let showForm = CommandDescription(
    verb: .showForm, job: .statements,
    summary: Phrase(zh: "一张表样的公式和审核", en: "the formulas and checks of a form"),
    operands: [form],
    options: [Options.forYear.required, Options.tableSet, Options.ledger],
    formats: PageFormat.offered,
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan forms show 01 --for 2018",
      "juesuan forms show 07 --for 2024 --table-set shanghai-2024 --format json",
    ])

  static let checkForm = CommandDescription(
    verb: .checkForm, job: .statements,
    summary: Phrase(zh: "检查自编的表样文件", en: "look for faults in a form file"),
    operands: [
      OperandDescription(
        placeholder: "FILE",
        summary: Phrase(zh: "表样文件（JSON）；- 为标准输入", en: "form file (JSON); - is standard input"))
    ],
    effect: Phrase(
      zh: "不改变账本。没有错误的文件放进账本的 forms 目录即可使用。",
      en: "Changes nothing. A file without faults works from the folder forms of a ledger."),
    exitCodes: [.badInput, .inputOutput],
    examples: ["juesuan forms check form.json", "juesuan forms check - < form.json"])
}
