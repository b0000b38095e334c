// Builds the pages of help from the command table; nothing about a command is typed twice.

import BudgetDomain
import Presentation

/// Makes a page of help, at most ``width`` columns wide.
struct HelpPage {
  /// The widest line in terminal columns.
  static let width = 80

  let language: Language
  private(set) var text = ""

  init(language: Language) {
    self.language = language
  }

  /// The page that lists all commands by job.
  static func overview(_ language: Language) -> String {
    var page = HelpPage(language: language)
    page.heading(Phrase(zh: "例", en: "Examples"))
    page.examples(["juesuan demo", "juesuan statement 01 --for 2018 --ledger books"])
    page.paragraph(
      Phrase(
        zh: "预算单位的账本：只增不改，决算报表由账上的事件算出。",
        en: "A budget ledger that only grows; the final accounts are computed from its events."))
    let width = CommandTable.commands.map { $0.verb.rawValue.count }.max() ?? 0
    for job in Job.allCases {
      page.heading(job.title)
      page.definitions(
        CommandTable.commands.filter { $0.job == job }.map { ($0.verb.rawValue, $0.summary) },
        width: width)
    }
    page.heading(Phrase(zh: "更多", en: "More"))
    let topics = HelpTopic.names
    page.paragraph(
      Phrase(
        zh: "juesuan help 命令 · juesuan help 主题；主题：\(topics)",
        en: "juesuan help COMMAND · juesuan help TOPIC; topics: \(topics)"))
    return page.text
  }

  /// The page of one command.
  static func command(_ row: CommandDescription, _ language: Language) -> String {
    var page = HelpPage(language: language)
    page.heading(Phrase(zh: "例", en: "Examples"))
    page.examples(row.examples)
    page.heading(
      Phrase(
        zh: "juesuan \(row.verb.rawValue)：\(row.summary.chinese)",
        en: "juesuan \(row.verb.rawValue): \(row.summary.english)"))
    page.paragraph(Phrase(zh: row.verb.usage, en: row.verb.usage))
    let operands = row.operands.map { ($0.placeholder, $0.summary) }
    let options = row.allOptions.map { ($0.help, $0.summary) }
    let width = (operands + options).map { DisplayWidth.columns(of: $0.0) }.max() ?? 0
    if !operands.isEmpty {
      page.heading(Phrase(zh: "参数", en: "Operands"))
      page.definitions(operands, width: width)
    }
    page.heading(Phrase(zh: "选项", en: "Options"))
    page.definitions(options, width: width)
    if row.verb == .importEntries { page.importColumns() }
    for list in row.wordLists { page.words(list) }
    page.heading(Phrase(zh: "影响", en: "What it changes"))
    page.paragraph(row.effect)
    page.heading(Phrase(zh: "退出码", en: "Exit codes"))
    let codes = Set(row.exitCodes + [.done, .usage, .internalFault])
    page.exitCodes(ExitCode.allCases.filter(codes.contains))
    return page.text
  }

  /// The page of a topic.
  static func topic(_ topic: HelpTopic, _ language: Language) -> String {
    if topic == .importFile {
      return command(CommandTable.description(of: .importEntries), language)
    }
    var page = HelpPage(language: language)
    page.heading(Phrase(zh: "例", en: "Examples"))
    switch topic {
    case .exitCodes:
      page.examples(["juesuan verify || echo $?", "juesuan import import.csv --quiet; echo $?"])
      page.heading(Phrase(zh: "退出码", en: "Exit codes"))
      page.exitCodes(ExitCode.allCases)
    case .formats:
      page.examples([
        "juesuan statement 01 --for 2018 --format json",
        "juesuan balance --for 2018 -o balance.csv",
      ])
      page.heading(Phrase(zh: "格式", en: "Formats"))
      page.definitions(OutputFormat.allCases.map { ($0.rawValue, $0.summary) }, width: 4)
      page.paragraph(
        Phrase(
          zh: "答案写到标准输出，其余一律写到标准错误。有 -o 时格式由扩展名定；--format 优先。",
          en: """
            Answers go to standard output, everything else to standard error. With -o the \
            extension of the file chooses the format; --format wins.
            """))
    case .environment, .importFile:
      page.examples([
        "JUESUAN_LEDGER=books juesuan verify", "LC_ALL=zh_CN.UTF-8 juesuan help",
      ])
      page.heading(Phrase(zh: "环境变量", en: "Environment variables"))
      page.definitions(Surroundings.variables.map { ($0.name, $0.summary) }, width: 14)
      page.paragraph(
        Phrase(zh: "命令行上的选项优先于环境变量。", en: "An option wins over its variable."))
    }
    return page.text
  }

  private mutating func importColumns() {
    heading(Phrase(zh: "列", en: "Columns"))
    definitions(
      EntryField.importColumns.map { ("\($0.rawValue) \($0.officialTerm)", $0.summary) }, width: 20)
    let needed = SubmissionKind.income.neededFields + [.kind]
    let required = EntryField.importColumns.filter(needed.contains)
    let terms = required.map(\.officialTerm).joined(separator: "、")
    let headers = required.map(\.rawValue).joined(separator: ", ")
    paragraph(
      Phrase(
        zh: """
          表头用英文或中文，次序不限，不认识的列会被拒绝。必须有的列：\(terms)；\
          只有统计数的文件：日期、类型、指标、值。可带 BOM，换行可为 CRLF。
          """,
        en: """
          Headers in English or Chinese, in any order; unknown columns are refused. Required: \
          \(headers). A file of facts alone: date, kind, metric, value. A BOM \
          and CRLF line ends are accepted.
          """))
  }

  private mutating func exitCodes(_ codes: [ExitCode]) {
    definitions(codes.map { (String($0.rawValue), $0.summary) }, width: 2)
  }

  private mutating func words(_ list: WordList) {
    heading(list.title)
    definitions(
      list.rows.map { ($0.word, Phrase(zh: $0.officialTerm, en: $0.officialTerm)) },
      width: list.rows.map(\.word.count).max() ?? 0)
  }

  private mutating func heading(_ title: Phrase) {
    if !text.isEmpty { text += "\n" }
    text += "\(title.text(language))\n"
  }

  private mutating func examples(_ lines: [String]) {
    for example in lines {
      for line in example.split(separator: "\n") { text += "  \(line)\n" }
    }
  }

  private mutating func paragraph(_ phrase: Phrase) {
    for line in LineBreaking.wrapped(phrase.text(language), to: Self.width - 2) {
      text += "  \(line)\n"
    }
  }

  /// Terms in a column of `width`, each with its explanation beside it, or below where it is long.
  private mutating func definitions(_ rows: [(term: String, summary: Phrase)], width: Int) {
    let start = min(width, 28) + 4
    for (term, summary) in rows {
      var lines = LineBreaking.wrapped(summary.text(language), to: Self.width - start)
      let head = "  \(term)"
      if DisplayWidth.columns(of: head) + 2 <= start, let first = lines.first {
        text += "\(DisplayWidth.padded(head, to: start))\(first)\n"
        lines.removeFirst()
      } else {
        text += "\(head)\n"
      }
      for line in lines { text += String(repeating: " ", count: start) + "\(line)\n" }
    }
  }
}

extension OptionDescription {
  /// How help shows the option: its name and its value.
  var help: String {
    let marks = isRepeated ? "…" : ""
    return [name, placeholder.map { $0 + marks }].compactMap { $0 }.joined(separator: " ")
  }
}
