// The commands about an entry that stands already: take it back, correct it, document it.

import BudgetDomain

extension CommandTable {
  static let correctionCommands: [CommandDescription] = [reverse, correct, attach]

  /// An entry that a command is about.
  private static let entryPosition = OperandDescription(
    placeholder: "POSITION",
    summary: Phrase(zh: "原记录的序号，如 1842", en: "position of the entry, such as 1842"))

  /// One field of the corrected entry.
  static let change = OptionDescription(
    name: "--set", placeholder: "FIELD=VALUE", isRepeated: true, isRequired: true,
    summary: Phrase(
      zh: "改成的内容，列名用中英文均可；可写多次；“列名=”为清空",
      en: "a column and what it should be; may be repeated; FIELD= clears it"))

  private static let reverse = CommandDescription(
    verb: .reverse, job: .record,
    summary: Phrase(zh: "红字冲销一笔；原记录保留", en: "take back an entry; it stays visible"),
    operands: [entryPosition],
    options: [
      Options.field(.reason).required(as: Phrase(zh: "事由", en: "why")),
      OptionDescription(
        name: "--date", placeholder: "DATE",
        summary: Phrase(
          zh: "冲销的业务日期；缺省今天", en: "date of the reversal; else today")),
      Options.field(.document), Options.proposal,
    ] + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个方向相反的事件，指明所冲销的记录；每笔只能冲销一次。",
      en: "Appends one event of opposite sign naming the entry; an entry is reversed once."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan reverse 250 --reason 科目用错 --dry-run",
      "juesuan reverse 250 --reason 重复支付 --date 2018-12-31",
    ])

  private static let correct = CommandDescription(
    verb: .correct, job: .record,
    summary: Phrase(
      zh: "更正一笔：冲销并重记，同一批", en: "take back an entry and record it right, in one batch"),
    operands: [entryPosition],
    options: [
      Options.field(.reason).required(as: Phrase(zh: "事由", en: "why")), change,
      OptionDescription(
        name: "--date", placeholder: "DATE",
        summary: Phrase(
          zh: "更正的业务日期；缺省今天", en: "date of the correction; else today")),
      OptionDescription(
        name: "--document", placeholder: "TEXT",
        summary: Phrase(
          zh: "更正的文号或凭证号", en: "document or voucher number of the correction")),
      Options.allowedBy, Options.overrideReason,
    ] + Options.ofWriting,
    effect: Phrase(
      zh: "追加两个事件：冲销原记录，记入改正后的一笔；原记录保留。类型和年度不能改。",
      en: """
        Appends two events: the reversal, and the entry as it should be; the wrong one stays. Kind \
        and year cannot change.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan correct 250 --reason 金额误记 --set amount=4,900.00",
      "juesuan correct 251 --reason 科目用错 --set economic=30201 --set 摘要=办公费",
    ])

  private static let attach = CommandDescription(
    verb: .attach, job: .record,
    summary: Phrase(zh: "给一条记录附上原始凭证", en: "keep a source document with an event"),
    operands: [
      OperandDescription(
        placeholder: "POSITION",
        summary: Phrase(zh: "序号，如 1842", en: "its position, such as 1842")),
      OperandDescription(
        placeholder: "FILE", summary: Phrase(zh: "凭证文件", en: "the document")),
    ],
    options: [
      OptionDescription(
        name: "--reason", placeholder: "TEXT", summary: Phrase(zh: "事由", en: "why"))
    ] + Options.ofWriting,
    effect: Phrase(
      zh: "把文件存入账本的 documents 目录，追加一个写明其 SHA-256 的事件。",
      en: "Keeps the file in documents/ of the ledger and appends an event with its SHA-256."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: ["juesuan attach 250 import.csv", "juesuan attach 251 import.csv --reason 补附凭证"])
}
