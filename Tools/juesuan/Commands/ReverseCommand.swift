// `juesuan reverse POSITION --reason TEXT`.

import BudgetDomain
import BudgetLedger

enum ReverseCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try invocation.writingTerms()
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        position: try invocation.position(ofOperand: 0),
        date: try invocation.date(Options.field(.date))
      )
    }
    let open = try OpenLedger(invocation, console)
    let outcome = try open.use(source: "juesuan reverse") { (ledger) throws(LedgerError) in
      try ledger.reverse(
        asked.position, date: asked.date, reason: invocation.reason,
        document: invocation.value(Options.field(.document)), actor: terms.actor,
        isProposal: invocation.has(Options.proposal), isDryRun: terms.isDryRun,
        expectedPosition: terms.expectedPosition)
    }
    return try console.report(open, outcome)
  }
}

extension Invocation {
  /// The reason of a command that cannot do without one.
  var reason: String { value(Options.field(.reason)) ?? "" }
}
