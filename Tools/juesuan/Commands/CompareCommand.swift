// `juesuan compare [FORM] --for YEAR --from WHEN [--to WHEN]`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum CompareCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<TableFormat>(invocation)
    let open = try OpenLedger(invocation, console)
    let from = try invocation.moment(CommandTable.Figures.from, open)
    let until = try invocation.moment(CommandTable.Figures.until, open)
    let asked = invocation.value(Options.tableSet)
    if invocation.operands.isEmpty { try refuseEmpty(terms.year, asked, open) }
    let comparisons = try open.use { (ledger) throws(LedgerError) in
      try ledger.comparisons(
        of: invocation.operands.first, for: terms.year, from: from, to: until, tableSet: asked)
    }
    let report = ComparisonReport(comparisons)
    let text =
      switch terms.format {
      case .text: report.text(console.language)
      case .csv: report.csv(console.language)
      case .json:
        report.json(from: try open.asOf(from), to: try open.asOf(until)).text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return comparisons.isEmpty ? .done : .foundSomething
  }

  /// Refuses a year for which the table set has no form; an unknown set is told by the search.
  static func refuseEmpty(
    _ year: FiscalYear, _ asked: String?, _ open: OpenLedger
  ) throws(Failure) {
    let name = try open.use { (ledger) throws(LedgerError) in
      try ledger.tableSetName(for: year, asked: asked)
    }
    let library = try open.use { (ledger) throws(LedgerError) in try ledger.library() }
    guard let tableSet = library.tableSets.first(where: { $0.name == name }) else { return }
    let hasForms = library.forms.contains {
      $0.tableSet == name && $0.years.contains(year.number)
    }
    try open.refuseEmpty(tableSet, for: year, hasForms: hasForms)
  }
}
