// The commands that compute statements and balances.

import BudgetDomain

extension CommandTable {
  static let statementCommands: [CommandDescription] = [
    statement, statements, balance, check, explainCheck, explain, narrative, lint, compare,
    reconcile,
    indicators, scoreIndicator, publish, forms, showForm, checkForm,
  ]

  /// The form that a command is about.
  static let form = OperandDescription(
    placeholder: "FORM",
    summary: Phrase(zh: "表号，如 01（公开01）", en: "number of the form, such as 01 (公开01)"))

  private static let statement = CommandDescription(
    verb: .statement, job: .statements,
    summary: Phrase(zh: "出一张决算表", en: "print one table of the final accounts"),
    operands: [form],
    options: [
      Options.forYear.required, Options.tableSet, Options.asOf, Options.through, Options.money,
      Options.ledger,
    ],
    formats: FormFormat.offered,
    effect: changesNothing,
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan statement 01 --for 2018",
      "juesuan statement 01 --for 2018 --as-of 100 --money 元 -o 01.csv",
    ])

  private static let statements = CommandDescription(
    verb: .statements, job: .statements,
    summary: Phrase(zh: "出全套决算表", en: "print every table of the year"),
    options: [
      Options.forYear.required, Options.tableSet, Options.asOf, Options.through, Options.money,
      Options.ledger,
      OptionDescription(
        name: Options.output.name, placeholder: "FILE",
        summary: Phrase(
          zh: "写入文件；CSV 一表一个文件，这时写目录",
          en: "write to FILE; with csv a directory, one file a form")),
    ],
    formats: FormFormat.offered,
    effect: changesNothing,
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan statements --for 2018",
      "juesuan statements --for 2018 --format csv -o tables",
      "juesuan statements --for 2018 -o 2018.xlsx",
      "juesuan statements --for 2018 -o 2018.html",
    ])

  private static let balance = CommandDescription(
    verb: .balance, job: .statements,
    summary: Phrase(
      zh: "各预算线的指标、已用、可用、结转", en: "authority, used, free and closing by line"),
    options: [Options.forYear.required, Options.asOf, Options.through, Options.ledger],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan balance --for 2018",
      "juesuan balance --for 2018 --through 2018-06-30 --format csv",
    ])

  /// What a command that only reads leaves behind.
  static let changesNothing = Phrase(
    zh: "不改变账本。", en: "Changes nothing in the ledger.")
}
