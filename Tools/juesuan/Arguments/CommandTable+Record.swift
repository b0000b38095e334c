// The commands that record facts.

import BudgetDomain
import BudgetLedger

extension CommandTable {
  static let recordCommands: [CommandDescription] = [
    initialize, importEntries, record, importCodes,
  ]

  private static let initialize = CommandDescription(
    verb: .initialize, job: .record,
    summary: Phrase(zh: "新建账本", en: "begin a ledger"),
    operands: [
      OperandDescription(
        placeholder: "DIR",
        summary: Phrase(zh: "账本目录；不存在或为空", en: "its directory; absent or empty"))
    ],
    options: [
      OptionDescription(
        name: "--unit", placeholder: "NAME", isRequired: true,
        summary: Phrase(zh: "预算单位名称", en: "name of the budget unit")),
      OptionDescription(
        name: "--code", placeholder: "CODE", isRepeated: false,
        summary: Phrase(zh: "单位代码", en: "code of the unit")),
      OptionDescription(
        name: "--table-set", placeholder: "ID",
        summary: Phrase(
          zh: "单位填报的报表套；缺省 \(Ledger.defaultTableSet)",
          en: "tables the unit fills; else \(Ledger.defaultTableSet)")),
      OptionDescription(
        name: "--origin", placeholder: "NAME",
        summary: Phrase(
          zh: "检查点上的账本名；缺省随机取名", en: "name on checkpoints; else a random one")),
      OptionDescription(
        name: "--sector-size", placeholder: "BYTES",
        summary: Phrase(
          zh: "每次提交从新扇区写起（如 4096），用于断电时会写坏整个扇区的磁盘",
          en: "begin each commit on a new sector, such as 4096: for disks that may "
            + "tear a sector when power fails")),
      Options.actor, Options.quiet,
    ],
    effect: Phrase(
      zh: "在 DIR 中建立账本，记入第 0 条（建账）。",
      en: "Makes the ledger in DIR and appends its event #0, the opening."),
    exitCodes: [.refused, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan init books --unit 市政务服务中心",
      "juesuan init 账本 --unit 市政务服务中心 --code 401001 --table-set \(Ledger.defaultTableSet)",
    ])

  /// What becomes of rows without a key that equal something recorded from another file.
  static let equalRows = OptionDescription(
    name: "--equal-rows", placeholder: EqualRows.allCases.map(\.rawValue).joined(separator: "|"),
    summary: Phrase(
      zh: "没有流水号、又与别的文件已记入的相同的行：拒绝（缺省）、略过或照记",
      en: """
        rows without a key that equal something recorded from another file: refuse the file \
        (default), skip them or record them
        """))

  /// Which sheet of a workbook is imported.
  static let sheet = OptionDescription(
    name: "--sheet", placeholder: "NAME",
    summary: Phrase(
      zh: "工作簿里的哪张工作表；缺省为唯一有列名的那张",
      en: "which sheet of a workbook; else the only one with column names"))

  /// Whether an empty workbook is asked for.
  static let template = OptionDescription(
    name: "--template",
    summary: Phrase(
      zh: "不导入，写一个空白工作簿：表头、下拉列表、示例（配 -o）",
      en: "import nothing, write an empty workbook: headers, lists, an example (with -o)"))

  private static let importEntries = CommandDescription(
    verb: .importEntries, job: .record,
    summary: Phrase(
      zh: "导入 CSV 或工作簿：要么全部记入，要么一条不记",
      en: "record a CSV file or a workbook: all rows or none"),
    operands: [
      OperandDescription(
        placeholder: "FILE",
        summary: Phrase(
          zh: "CSV（UTF-8）或工作簿（.xlsx）；- 为标准输入",
          en: "CSV in UTF-8 or a workbook (.xlsx); - is standard input"), isOptional: true)
    ],
    options: [
      sheet, template, Options.output, equalRows, Options.allowedBy, Options.overrideReason,
    ]
      + Options.ofWriting,
    effect: Phrase(
      zh: "追加一批事件。同一文件再导入一次不会重复记入。",
      en: "Appends one batch of events. Importing the same file again changes nothing."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan import import.csv --dry-run",
      "juesuan import import.csv --actor 张会计",
      "juesuan import --template -o entries.xlsx",
    ],
    wordLists: WordList.ofEntries)

  private static let record = CommandDescription(
    verb: .record, job: .record,
    summary: Phrase(zh: "记一笔", en: "record one fact"),
    operands: [kind],
    options: entryOptions + [Options.pending, Options.allowedBy, Options.overrideReason]
      + Options.ofWriting,
    effect: Phrase(zh: "追加一个事件。", en: "Appends one event."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      """
      juesuan record income --date 2018-03-01 --amount 50,000.00 \\
        --source general-budget --function 2010301 --nature basic
      """,
      """
      juesuan record expenditure --date 2018-03-02 --amount 1,230.00 \\
        --source general-budget --function 2010301 --economic 30201 \\
        --nature basic --memo 办公用品 --dry-run
      """,
      "juesuan record fact --date 2018-12-31 --metric staff-in-post --value 25",
    ],
    wordLists: WordList.ofEntries)

  /// What kind of fact is recorded.
  static let kind = OperandDescription(
    placeholder: "KIND", summary: Phrase(zh: "类型，见下", en: "kind, see below"))

  /// The flags that say what is recorded; which of them a kind needs is told by
  /// ``SubmissionKind/neededFields``.
  static let entryOptions: [OptionDescription] =
    [Options.field(.date).required]
    + ([.amount, .source, .function, .nature, .economic, .project, .year, .payee, .document, .memo]
    + [.reason, .key, .toFunction, .toEconomic, .toNature, .toProject, .toSource, .metric, .value])
    .map(Options.field)

  private static let importCodes = CommandDescription(
    verb: .importCodes, job: .record,
    summary: Phrase(
      zh: "登记本单位自己的科目表", en: "take over a list of codes"),
    operands: [
      OperandDescription(
        placeholder: "FILE",
        summary: Phrase(zh: "CSV 文件，UTF-8；- 为标准输入", en: "CSV in UTF-8; - is standard input"))
    ],
    options: [codeSystem] + Options.ofWriting,
    effect: Phrase(
      zh: "每个科目追加一个事件；登记的科目取代内置的同号科目。文件的列：code、name、valid_from_year、valid_to_year。",
      en: """
        Appends one event per code; a code taken over replaces the built-in one. Columns of the \
        file: code, name, valid_from_year, valid_to_year.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan codes import codes.csv --system function --dry-run",
      "juesuan codes import codes.csv --system function",
    ])

  /// Which list a file of codes belongs to.
  static let codeSystem = OptionDescription(
    name: "--system", placeholder: codeSystemWords.joined(separator: "|"), isRequired: true,
    summary: Phrase(zh: "功能科目或经济科目", en: "by function or by economic kind"))

  /// The words for the two code systems.
  static let codeSystemWords = CodeSystem.allCases.map(\.word)
}
