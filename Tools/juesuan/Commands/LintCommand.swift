// `juesuan lint FILE --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum LintCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<PageFormat>(invocation)
    let file = try InputText(reading: invocation.operands[0])
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: terms.year, open)
    let account = try open.use { (ledger) throws(LedgerError) in
      try ledger.yearAccount(for: terms.year, at: moment, tableSet: tableSet)
    }
    let review = TextReview(of: file.text, against: TextReviewBase(account))
    let report = TextReviewReport(review, file: file.name, asOf: try open.asOf(moment))
    let answer =
      switch terms.format {
      case .json: report.json.text
      case .text:
        report.text(console.language, all: invocation.has(CommandTable.Figures.everyFigure))
      }
    try console.deliver(answer, to: invocation.value(Options.output))
    return review.isPassed ? .done : .foundSomething
  }
}
