// The commands about texts: the one that is written from the ledger, and those that people typed.

import BudgetDomain

extension CommandTable {
  static let narrative = CommandDescription(
    verb: .narrative, job: .statements,
    summary: Phrase(zh: "写部门决算情况说明", en: "write the text that goes with the tables"),
    options: [
      Options.forYear.required, Options.tableSet, Options.asOf, Options.through, Options.ledger,
    ],
    formats: NarrativeFormat.offered,
    effect: Phrase(
      zh: """
        不改变账本。文中每个数都由账本算出；json 给出每个数的公式、单元格和事项序号。账上没有的数，\
        文中写明没有：上年数等用 record fact --metric prior-year-income 补记后即出现。
        """,
      en: """
        Changes nothing. Every figure is computed; json gives the formula, cells and events of \
        each. What the ledger does not know, the text says so: record fact --metric \
        prior-year-income, and the comparison appears.
        """),
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan narrative --for 2018", "juesuan narrative --for 2018 -o narrative.html",
      "juesuan narrative --for 2018 -o 说明.docx", "juesuan narrative --for 2018 --format json",
    ])

  static let lint = CommandDescription(
    verb: .lint, job: .statements,
    summary: Phrase(zh: "用账本查别人写的说明", en: "hold a typed text against the ledger"),
    operands: [
      OperandDescription(
        placeholder: "FILE",
        summary: Phrase(zh: "文本文件（UTF-8）；- 为标准输入", en: "text file (UTF-8); - is standard input"))
    ],
    options: [
      Options.forYear.required, Figures.everyFigure, Options.tableSet, Options.asOf,
      Options.through, Options.ledger,
    ],
    formats: PageFormat.offered,
    effect: Phrase(
      zh: """
        不改变账本。逐句核对金额、百分比、合计、日期和单位名称；名称与账上的数对不上、算术不成立、\
        说法与账不符的，列出处、账上的数和解释它的命令。账本管不到的数不报错，用 --all 列出。
        """,
      en: """
        Changes nothing. Sentence by sentence it checks amounts, percentages, sums, dates and \
        names of units, and says where the text and the ledger differ, with the right figure and \
        the command that explains it. Figures the ledger knows nothing of are no alarm: --all \
        lists them.
        """),
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan lint 说明.txt --for 2018", "juesuan lint - --for 2018 --format json < 说明.txt",
    ])
}
