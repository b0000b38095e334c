// `juesuan check --for YEAR` and `juesuan check explain CHECK --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum CheckCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<TableFormat>(invocation)
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let set = try open.statementSet(
      terms, at: moment, tableSet: try invocation.tableSet(for: terms.year, open))
    let explanations = open.ledger.checkExplanations(for: terms.year)
    let report = CheckReport(set)
    let isLong = invocation.has(CommandTable.Figures.all)
    let failed = set.failures
    let text =
      switch terms.format {
      case .text:
        (isLong ? report.table(console.language, all: true).text + "\n" : "")
          + report.text(console.language)
          + failed.explanationLines(explanations, console.language)
      case .csv: csv(set, explanations, isLong: isLong, console.language)
      case .json:
        json(report, try open.asOf(moment), failed, explanations)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return failed.exitCode(explanations)
  }

  /// The failures, or every check, with a column for what was said about them.
  private static func csv(
    _ set: StatementSet, _ explanations: [String: String], isLong: Bool, _ language: Language
  ) -> String {
    let table = CheckReport(set).table(language, all: isLong, grouped: false)
    let outcomes = isLong ? set.allChecks : set.failedChecks
    let title = Phrase(zh: "出错说明", en: "explanation").text(language)
    return PlainTable(
      columns: table.columns + [PlainTable.Column(title)],
      rows: zip(table.rows, outcomes).map { row, check in
        let failed = FailedCheck(form: check.form, outcome: check.outcome)
        return row + [check.outcome.isPassed ? "" : failed.explanation(explanations) ?? ""]
      }
    ).csv
  }

  private static func json(
    _ report: CheckReport, _ asOf: AsOf, _ failed: [FailedCheck],
    _ explanations: [String: String]
  ) -> String {
    guard case .object(let members) = report.json(asOf: asOf) else {
      preconditionFailure("a report on checks is an object")
    }
    let said = failed.explained(explanations).map { JSONValue.Member($0.name, .string($0.text)) }
    return JSONValue.object(members + [JSONValue.Member("explanations", .object(said))]).text
  }
}

enum ExplainCheckCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let writing = try invocation.writingTerms()
    let terms = try StatementTerms<PlainFormat>(invocation)
    let open = try OpenLedger(invocation, console)
    try open.expect(writing.expectedPosition)
    let moment = try open.use { (ledger) throws(LedgerError) in try ledger.moment(asOf: nil) }
    let set = try open.statementSet(
      terms, at: moment, tableSet: invocation.value(Options.tableSet))
    let id = invocation.operands[0]
    var names = Dictionary(
      set.skippedChecks.map { ($0.check.id, $0.check.id) }, uniquingKeysWith: { first, _ in first })
    for (form, outcome) in set.allChecks {
      names[outcome.check.id] = FailedCheck.key(form: form, id: outcome.check.id)
    }
    guard let name = names[id] else {
      throw Failure(usage: .valueUnknown(id, place: "CHECK", choices: names.keys.sorted()))
    }
    let outcome = try open.use(source: "juesuan check explain") { (ledger) throws(LedgerError) in
      try ledger.explainCheck(
        name, for: terms.year, text: invocation.value(CommandTable.Figures.text) ?? "",
        actor: writing.actor, isDryRun: writing.isDryRun)
    }
    return try console.report(open, outcome)
  }
}
