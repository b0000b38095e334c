// `juesuan reverse POSITION --reason TEXT`.

import BudgetDomain
import BudgetLedger

enum ReverseCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let actor = try invocation.actor()
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        position: try invocation.position(ofOperand: 0),
        date: try invocation.date(Options.field(.date)),
        expected: try invocation.number(Options.expectPosition)
      )
    }
    let open = try OpenLedger(invocation, console)
    let outcome = try open.use(source: "juesuan reverse") { (ledger) throws(LedgerError) in
      try ledger.reverse(
        asked.position, date: asked.date,
        reason: invocation.value(Options.field(.reason)) ?? "",
        document: invocation.value(Options.field(.document)), actor: actor,
        isDryRun: invocation.has(Options.dryRun), expectedPosition: asked.expected)
    }
    open.tellSetAside(console)
    try console.report(RecordReport(open, outcome).text(console.language))
    return .done
  }
}
