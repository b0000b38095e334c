// `juesuan import FILE.xlsx`.

import BudgetDomain
import BudgetLedger

enum ImportWorkbookCommand {
  /// Imports a sheet of the workbook `source`.
  static func run(
    _ source: EntrySource, _ equalRows: EqualRows, _ terms: WritingTerms, _ open: OpenLedger,
    _ invocation: Invocation, _ console: Console
  ) throws(Failure) -> ExitCode {
    let progress = ProgressLine(console)
    defer { progress.finish() }
    let sheet = invocation.value(CommandTable.sheet)
    let imported = try open.use(source: source.name) { (ledger) throws(LedgerError) in
      try ledger.importWorkbook(
        source, sheet: sheet, actor: terms.actor,
        override: terms.override, equalRows: equalRows, isDryRun: terms.isDryRun,
        expectedPosition: terms.expectedPosition, progress: { progress.tell($0, of: $1) })
    }
    progress.finish()
    open.tellSetAside(console)
    try console.report(
      remarks(imported).map { "\($0.text(console.language))\n" }.joined()
        + ImportCommand.report(imported.outcome, console.language))
    return .done
  }

  /// What a person who only looked at the sheet may not have seen.
  private static func remarks(_ imported: WorkbookImportOutcome) -> [Phrase] {
    var remarks = [Phrase(zh: "工作表“\(imported.sheet)”", en: "sheet “\(imported.sheet)”")]
    if imported.hiddenRowCount > 0 {
      remarks.append(
        Phrase(
          zh: "其中 \(imported.hiddenRowCount) 行在表格里是隐藏的，同样导入",
          en: "\(imported.hiddenRowCount) of the rows are hidden in the spreadsheet, and count"))
    }
    if imported.leftOutRowCount > 0 {
      remarks.append(
        Phrase(
          zh: "\(imported.leftOutRowCount) 行以 # 开头，未导入",
          en: "\(imported.leftOutRowCount) rows begin with # and were left out"))
    }
    return remarks
  }
}
