// The commands around the books: codes, the demonstration, help.

import BudgetDomain

extension CommandTable {
  static let keepCommands: [CommandDescription] = [codes, demo, help, version]

  /// Restricts `codes` to codes that begin so.
  static let codePrefix = OptionDescription(
    name: "--prefix", placeholder: "P",
    summary: Phrase(zh: "只看以此开头的科目", en: "only codes beginning so"))

  private static let codes = CommandDescription(
    verb: .codes, job: .keep,
    summary: Phrase(zh: "查科目", en: "list the codes in force"),
    operands: [
      OperandDescription(
        placeholder: codeSystemWords.joined(separator: "|"),
        summary: Phrase(
          zh: "功能科目或经济科目；缺省两者", en: "by function or by economic kind; else both"),
        isOptional: true)
    ],
    options: [Options.forYear, codePrefix, Options.ledger],
    formats: TableFormat.offered,
    effect: Phrase(
      zh: "不改变账本。不指明账本时列出内置科目。",
      en: "Changes nothing. Without a ledger it lists the built-in codes."),
    exitCodes: [.cannotCreate, .inputOutput],
    examples: [
      "juesuan codes function --for 2018 --prefix 20103",
      "juesuan codes economic --prefix 302 --format csv",
    ])

  private static let demo = CommandDescription(
    verb: .demo, job: .keep,
    summary: Phrase(
      zh: "用一个真实单位的 2018 年账试一试", en: "try it on the 2018 books of a real unit"),
    operands: [
      OperandDescription(
        placeholder: "DIR",
        summary: Phrase(
          zh: "账本目录；缺省在临时目录中新建", en: "where to keep it; else a new temporary directory"),
        isOptional: true)
    ],
    options: [],
    effect: Phrase(
      zh: "新建一个示例账本并保留它。", en: "Makes a sample ledger and keeps it."),
    exitCodes: [.cannotCreate, .inputOutput],
    examples: ["juesuan demo", "juesuan demo demo-books"])

  private static let help = CommandDescription(
    verb: .help, job: .keep,
    summary: Phrase(zh: "显示帮助", en: "show help"),
    operands: [
      OperandDescription(
        placeholder: "TOPIC",
        summary: Phrase(
          zh: "命令名，或 \(HelpTopic.names)", en: "a command, or \(HelpTopic.names)"),
        isOptional: true),
      OperandDescription(
        placeholder: "SUBCOMMAND",
        summary: Phrase(zh: "两个词的命令的第二个词", en: "second word of a command of two"),
        isOptional: true),
    ],
    effect: changesNothing,
    examples: ["juesuan help import", "juesuan help exit-codes"])

  private static let version = CommandDescription(
    verb: .version, job: .keep,
    summary: Phrase(zh: "显示版本", en: "show the version"),
    effect: changesNothing,
    examples: ["juesuan version", "juesuan version --lang zh"])
}
