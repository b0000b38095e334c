// `juesuan export jsonl`.

import BudgetDomain
import BudgetLedger
import Merkle

enum ExportLogCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let open = try OpenLedger(invocation, console)
    let output = invocation.value(CommandTable.Proofs.answerFile)
    let stream = try AnswerStream(to: output)
    try open.ledger.forEachLine { (line) throws(Failure) in try stream.write(line: line) }
    let checkpoint = try open.use { (ledger) throws(LedgerError) in try ledger.checkpoint() }
    try stream.finish()
    guard let output, output != "-" else { return .done }
    let file = Shell.quoted(output)
    try console.report(
      Phrase(
        zh: "\(checkpoint.size) 条，根 \(checkpoint.root.hex) · 恢复：juesuan restore \(file) 新目录",
        en: "\(checkpoint.size) events, root \(checkpoint.root.hex) · to restore: juesuan restore "
          + "\(file) DIR"
      ).text(console.language) + "\n")
    return .done
  }
}
