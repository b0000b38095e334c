// `juesuan import FILE`.

import BudgetDomain
import BudgetLedger

enum ImportCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    if invocation.has(CommandTable.template) {
      return try ImportTemplateCommand.run(invocation, console)
    }
    let path = try readingArguments { () throws(UsageProblem) in try file(of: invocation) }
    let terms = try invocation.writingTerms()
    let equalRows = try readingArguments { () throws(UsageProblem) in
      try Self.equalRows(invocation)
    }
    let open = try OpenLedger(invocation, console)
    let source = try InputFile.entries(at: path)
    if try open.use(source: source.name, { (_) throws(LedgerError) in try source.isWorkbook }) {
      return try ImportWorkbookCommand.run(source, equalRows, terms, open, invocation, console)
    }
    try readingArguments { () throws(UsageProblem) in
      guard invocation.has(CommandTable.sheet) else { return }
      throw .optionNotWith(CommandTable.sheet.name, given: source.name)
    }
    let progress = ProgressLine(console)
    defer { progress.finish() }
    let imported = try open.use(source: source.name) { (ledger) throws(LedgerError) in
      try ledger.importEntries(
        source, actor: terms.actor, override: terms.override,
        equalRows: equalRows, isDryRun: terms.isDryRun, expectedPosition: terms.expectedPosition,
        progress: { progress.tell($0, of: $1) })
    }
    progress.finish()
    open.tellSetAside(console)
    try console.report(report(imported, console.language))
    return .done
  }

  /// The file to import, where nothing is asked that only the template has.
  private static func file(of invocation: Invocation) throws(UsageProblem) -> String {
    guard let path = invocation.operands.first else {
      throw .operandMissing("FILE", .importEntries)
    }
    if invocation.has(Options.output) {
      throw .pairIncomplete(missing: CommandTable.template.name, given: Options.output.name)
    }
    return path
  }

  private static func equalRows(_ invocation: Invocation) throws(UsageProblem) -> EqualRows {
    guard let word = invocation.value(CommandTable.equalRows) else { return .refuse }
    guard let choice = EqualRows(rawValue: word) else {
      throw .valueUnknown(
        word, place: CommandTable.equalRows.name, choices: EqualRows.allCases.map(\.rawValue))
    }
    return choice
  }

  /// What an import came to, in words.
  static func report(_ imported: ImportOutcome, _ language: Language) -> String {
    let known = imported.alreadyRecorded.count
    var text = ""
    if imported.isDryRun {
      for recorded in imported.preview { text += "\(recorded.line(language))\n" }
      for position in imported.alreadyRecorded {
        let known = Phrase(zh: "#\(position) 早已记入", en: "#\(position) stands already")
        text += "\(known.text(language))\n"
      }
    }
    let new = imported.recorded.count
    let range =
      imported.recorded.last.map { " #\(imported.recorded.lowerBound)–#\($0)" } ?? ""
    let summary =
      imported.isDryRun
      ? Phrase(
        zh: "试算：\(imported.rowCount) 行中将记入 \(new) 条\(range)，\(known) 条早已记入；没有写入任何内容",
        en: """
          dry run: of \(imported.rowCount) rows \(new) would be recorded\(range), \(known) stand \
          already; nothing was written
          """)
      : Phrase(
        zh: "\(imported.rowCount) 行：记入 \(new) 条\(range)，\(known) 条早已记入 · 账本共 \(imported.size) 条",
        en: """
          \(imported.rowCount) rows: \(new) recorded\(range), \(known) stood already · the ledger \
          holds \(imported.size) events
          """)
    text += "\(summary.text(language))\n"
    let skipped = imported.rowCount - new - known
    if skipped > 0 {
      text +=
        Phrase(
          zh: "\(skipped) 行与已记入的相同，已略过",
          en: "\(skipped) rows equal what stands already and were skipped"
        ).text(language) + "\n"
    }
    if let year = imported.firstYear {
      let next = Phrase(zh: "下一步：", en: "next: ").text(language)
      text += "\(next)juesuan balance --for \(year.number)\n"
    }
    return text
  }
}
