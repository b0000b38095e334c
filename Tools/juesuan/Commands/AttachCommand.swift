// `juesuan attach POSITION FILE`.

import BudgetDomain
import BudgetLedger

enum AttachCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try invocation.writingTerms()
    let position = try readingArguments { () throws(UsageProblem) in
      try invocation.position(ofOperand: 0)
    }
    let open = try OpenLedger(invocation, console)
    try open.expect(terms.expectedPosition)
    let document = try InputFile(reading: invocation.operands[1])
    let outcome = try open.use(source: "juesuan attach") { (ledger) throws(LedgerError) in
      try ledger.attach(
        document.bytes, named: fileName(document.name), to: position,
        reason: invocation.value(Options.field(.reason)), actor: terms.actor,
        isDryRun: terms.isDryRun)
    }
    return try console.report(open, outcome)
  }

  /// The last part of a path: where the file lay is no fact about the document.
  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
