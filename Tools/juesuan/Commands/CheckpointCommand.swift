// `juesuan checkpoint`.

import BudgetDomain
import BudgetLedger
import Merkle

enum CheckpointCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let open = try OpenLedger(invocation, console)
    let checkpoint = try open.use { (ledger) throws(LedgerError) in try ledger.checkpoint() }
    try console.deliver(checkpoint.text, to: invocation.value(Options.output))
    return .done
  }
}
