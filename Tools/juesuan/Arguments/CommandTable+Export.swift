// The commands that take the books along, in whole or in part, and bring them back.

import BudgetDomain

extension CommandTable {
  static let exportCommands: [CommandDescription] = [
    exportLog, restore, exportSheet, exportHledger, exportBeancount, exportAuditInterface,
    exportEvidence, exportSite,
  ]

  /// The options of exports.
  enum Exports {
    static let cell = OptionDescription(
      name: "--cell", placeholder: "FORM:ROW:COLUMN", isRequired: true,
      summary: Phrase(
        zh: "单元格，如 01:28:2（公开01，行次 28，栏次 2）",
        en: "the cell, such as 01:28:2 (form 01, row 28, column 2)"))
    static let checkpoint = OptionDescription(
      name: Proofs.checkpoint.name, placeholder: "FILE", isRepeated: true,
      summary: Phrase(
        zh: "日志须以此检查点开头；可写多次", en: "the log must begin with it; may be repeated"))
  }

  private static let exportLog = CommandDescription(
    verb: .exportLog, job: .takeAlong,
    summary: Phrase(zh: "导出全部记录，一行一条，可再恢复", en: "the records, line by line; for restore"),
    options: [Options.ledger, Proofs.answerFile],
    effect: Phrase(
      zh: """
        不改变账本。每行与日志中的字节相同（Storage/FORMAT.md §3），用 juesuan restore 恢复后树根相同。附件、公布的检查点和签名\
        不在其中：要全部带走，就拷贝整个目录。
        """,
      en: """
        Changes nothing. Each line is that of the log, byte for byte (Storage/FORMAT.md §3), and \
        juesuan restore makes a ledger of them with the same root. Attached documents, published \
        checkpoints and signatures are not in it: to take all along, copy the directory.
        """),
    exitCodes: [.cannotCreate, .inputOutput],
    examples: ["juesuan export jsonl -o books.jsonl", "juesuan export jsonl | tail -1"])

  private static let restore = CommandDescription(
    verb: .restore, job: .takeAlong,
    summary: Phrase(zh: "由导出的记录恢复账本", en: "make a ledger of exported records"),
    operands: [
      OperandDescription(
        placeholder: "FILE",
        summary: Phrase(zh: "export jsonl 导出的文件；- 为标准输入", en: "what export jsonl wrote; - is stdin")
      ),
      OperandDescription(
        placeholder: "DIR",
        summary: Phrase(zh: "新账本的目录，须为新目录或空目录", en: "the ledger, a new or empty directory")),
    ],
    options: [Exports.checkpoint, Proofs.tryOnly, Options.quiet],
    effect: Phrase(
      zh: """
        先在内存里全部核对，再写入 DIR；记录、序号、树根与原账本相同。记入时间和经办人是文件里写的，没有重新见证：\
        文件是不是原来那份，要用另行保存的检查点核对（--checkpoint）。中途断电留下的目录不是账本，删掉重来。
        """,
      en: """
        Checks everything in memory, then writes DIR: the same records, positions and root. Times \
        of recording and names are what the file says; nobody witnessed them again. Whether the \
        file is the original log, only a checkpoint kept elsewhere shows (--checkpoint). A \
        directory left by a power cut is no ledger: remove it and begin again.
        """),
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan export jsonl -o all.jsonl; juesuan restore all.jsonl restored",
      "juesuan export jsonl | juesuan restore - copy --dry-run",
    ])

  private static let exportSheet = CommandDescription(
    verb: .exportSheet, job: .takeAlong,
    summary: Phrase(zh: "导出一张平表，供电子表格", en: "one flat sheet for spreadsheets"),
    options: [Options.asOf, Options.ledger, Proofs.answerFile],
    effect: Phrase(
      zh: """
        不改变账本。每一笔变动一行，金额带正负号，筛选后可直接求和；带 BOM，双击即可用 Excel、WPS 打开。以 = + - @ 开头的文字前\
        加了撇号，免得被当成公式执行，有几处会在标准错误上说明。
        """,
      en: """
        Changes nothing. A row for each movement, amounts signed, so that a filtered column adds \
        up; it begins with a byte-order mark. A text that begins with = + - @ gets an apostrophe, \
        so that no spreadsheet runs it; standard error says how many there were.
        """),
    exitCodes: [.cannotCreate, .inputOutput],
    examples: ["juesuan export csv -o books.csv", "juesuan export csv --as-of 100 | head -3"])

  private static let journalEffect = Phrase(
    zh: """
      不改变账本。账户：money:年度:来源:功能科目:性质[:项目] 的余额是年末结转和结余，expenditure:… 是支出（末级经济科目），budget:… 是调整\
      预算数，对方是 income、opening-balance、appropriation 等；被拒绝的操作等不动钱的事件不在其中。
      """,
    en: """
      Changes nothing. Accounts: the balance of money:YEAR:SOURCE:FUNCTION:NATURE[:PROJECT] is \
      what the line has, expenditure:… what it spent (last the economic code), budget:… its \
      revised appropriation; on the other side stand income, opening-balance, appropriation and \
      so on. Events that move nothing are left out.
      """)

  private static let exportHledger = CommandDescription(
    verb: .exportHledger, job: .takeAlong,
    summary: Phrase(zh: "导出 hledger 日记账，供别的程序核算", en: "a journal for hledger"),
    options: [Options.asOf, Options.ledger, Proofs.answerFile],
    effect: journalEffect,
    exitCodes: [.cannotCreate, .inputOutput],
    examples: [
      "juesuan export hledger -o books.journal",
      "juesuan export hledger | grep -c '^20'",
    ])

  private static let exportBeancount = CommandDescription(
    verb: .exportBeancount, job: .takeAlong,
    summary: Phrase(zh: "导出 beancount 日记账", en: "a journal for beancount"),
    options: [Options.asOf, Options.ledger, Proofs.answerFile],
    effect: journalEffect,
    exitCodes: [.cannotCreate, .inputOutput],
    examples: [
      "juesuan export beancount -o books.beancount",
      "juesuan export beancount | grep -c ' open '",
    ])

  private static let exportAuditInterface = CommandDescription(
    verb: .exportAuditInterface, job: .takeAlong,
    summary: Phrase(
      zh: "按 GB/T 24589.2 的样式导出一年的账（XML）", en: "a year in the style of GB/T 24589.2 (XML)"),
    options: [Options.forYear.required, Options.asOf, Options.ledger, Proofs.answerFile],
    effect: Phrase(
      zh: """
        不改变账本。公共档案、总账（科目余额及发生额）、记账凭证，科目取政府会计制度的预算会计科目；预算指标不入账，年末结转分录不生成。标准\
        原文没有核对过，哪些没能核对见 Sources/Presentation/Exports/GB24589.md；交付前请对方先试读。
        """,
      en: """
        Changes nothing. Archives, ledger with balances, and vouchers, on the budget-accounting \
        accounts; budgets are not posted, year-end transfers are not made up. The text of the \
        standard was not at hand: Sources/Presentation/Exports/GB24589.md says what could not be \
        checked. Have the receiver try it first.
        """),
    exitCodes: [.cannotCreate, .inputOutput],
    examples: [
      "juesuan export gbt24589 --for 2018 -o 2018.xml",
      "juesuan export gbt24589 --for 2018 | head -3",
    ])

  private static let exportEvidence = CommandDescription(
    verb: .exportEvidence, job: .takeAlong,
    summary: Phrase(
      zh: "一个数的全部证据，装进一个目录", en: "a figure with all its evidence, in one folder"),
    options: [
      Exports.cell, Options.forYear.required, Proofs.folder, Options.asOf, Options.tableSet,
      Proofs.listOnly, Options.ledger, Options.quiet,
    ],
    effect: Phrase(
      zh: """
        写入目录：单元格的解释、它的每一笔、每笔的证明、检查点、附件、核对用的 Python 程序和说明。账本不变；对方不需要账本，\
        也不需要本程序。
        """,
      en: """
        Writes to the directory: the cell explained, its events, a proof for each, the checkpoint, \
        the attached documents, a Python script and instructions to check them. The ledger stays \
        as it is; whoever receives the folder needs neither it nor this program.
        """),
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan export evidence --cell 01:28:2 --for 2018 -o evidence",
      "juesuan export evidence --cell 02:合计:1 --for 2018 -o e --dry-run",
    ])

  private static let exportSite = CommandDescription(
    verb: .exportSite, job: .takeAlong,
    summary: Phrase(
      zh: "一年的决算写成一组网页，整个目录可交出", en: "a year as a folder of pages to hand over"),
    operands: [
      OperandDescription(
        placeholder: "DIR",
        summary: Phrase(
          zh: "写入此目录：新目录、空目录，或先前导出且未改动的站点（整体替换）",
          en: "the folder: new, empty, or a site exported before and not changed since, which it "
            + "replaces"))
    ],
    options: [
      Options.forYear.required, Options.asOf, Options.tableSet, Proofs.listOnly, Options.ledger,
      Options.quiet,
    ],
    effect: Phrase(
      zh: """
        不改变账本。目录、每张报表、每个金额由哪些事项构成、图表、全部事项、关注事项、核对办法；不用网络和脚本，从文件直接打开，\
        可打印。同样的记录写出同样的文件；SHA256SUMS 列出全部文件。写完才出现，中途失败什么也不留下。
        """,
      en: """
        The ledger stays as it is. Contents, every form, the events behind every amount, charts, \
        history, findings, and how to verify; without network or script, opened as files, fit for \
        print. The same records give the same files; SHA256SUMS lists them. The folder appears \
        when it is whole; what fails on the way leaves nothing behind.
        """),
    exitCodes: [.foundSomething, .badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan export site site --for 2018",
      "juesuan export site site-100 --for 2018 --as-of 100 --lang zh",
    ])
}
