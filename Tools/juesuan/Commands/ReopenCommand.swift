// `juesuan reopen YEAR --reason TEXT`.

import BudgetDomain
import BudgetLedger

enum ReopenCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try invocation.writingTerms()
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        year: try invocation.year(ofOperand: 0),
        date: try invocation.date(Options.field(.date))
      )
    }
    let open = try OpenLedger(invocation, console)
    try open.expect(terms.expectedPosition)
    let outcome = try open.use(source: "juesuan reopen") { (ledger) throws(LedgerError) in
      try ledger.reopen(
        asked.year, date: asked.date, reason: invocation.reason, actor: terms.actor,
        isProposal: invocation.has(Options.proposal), isDryRun: terms.isDryRun)
    }
    return try console.report(open, outcome)
  }
}
