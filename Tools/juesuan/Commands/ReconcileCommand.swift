// `juesuan reconcile FILED.xlsx --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum ReconcileCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<TableFormat>(invocation)
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: terms.year, open)
    let input = try InputFile(reading: invocation.operands[0])
    let found = try open.use(source: input.name) { (ledger) throws(LedgerError) in
      try ledger.reconcile(
        input.bytes, named: input.name, for: terms.year, at: moment, tableSet: tableSet)
    }
    let report = ReconciliationReport(
      found.tables, missing: found.missing, earlierSize: found.earlierSize,
      behind: behind(found, open))
    let text =
      switch terms.format {
      case .text: report.text(console.language)
      case .csv: report.csv(console.language)
      case .json: report.json(asOf: try open.asOf(moment)).text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return found.unexplained.isEmpty ? .done : .foundSomething
  }

  /// The events behind the cells that nothing explains.
  private static func behind(
    _ found: ReconciliationSet, _ open: OpenLedger
  ) -> [ReconciliationReport.Behind: [UInt64]] {
    var behind: [ReconciliationReport.Behind: [UInt64]] = [:]
    for table in found.tables {
      // Whoever has more to look at begins with these.
      for difference in table.unexplained.prefix(200) {
        let events = open.ledger.explanation(of: difference.address, in: table.statement)?.events
        guard let events else { continue }
        let cell = ReconciliationReport.Behind(
          form: table.statement.form.code, difference.address)
        behind[cell] = Set(events.map(\.position)).sorted()
      }
    }
    return behind
  }
}
