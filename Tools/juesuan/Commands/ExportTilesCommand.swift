// `juesuan export tiles -o DIR`.

import BudgetDomain
import BudgetLedger
import Merkle

enum ExportTilesCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let isDryRun = invocation.has(CommandTable.Proofs.listOnly)
    let folder = try OutputFolder(
      refusingContentsOf: invocation.value(CommandTable.Proofs.folder) ?? "")
    let open = try OpenLedger(invocation, console)
    let progress = ProgressLine(console)
    defer { progress.finish() }
    var count = 0
    var names: [String] = []
    func take(_ bytes: [UInt8], _ name: String) throws(Failure) {
      count += 1
      if isDryRun { names.append(name) } else { try folder.write(bytes, to: name) }
    }
    let checkpoint = try open.ledger.tiles { (tile) throws(Failure) in
      try take(tile.bytes, tile.path)
      if tile.content == .entries {
        progress.tell(
          Int(clamping: tile.index * UInt64(LogTile.fullWidth)),
          of: Int(clamping: open.ledger.size))
      }
    }
    // The checkpoint comes last: where it is missing, the export was cut short.
    try take(Array(checkpoint.text.utf8), "checkpoint")
    progress.finish()
    let summary =
      isDryRun
      ? Phrase(
        zh: "试算：\(count) 个文件，\(checkpoint.size) 条；没有写入任何内容",
        en: "dry run: \(count) files for \(checkpoint.size) events; nothing was written")
      : Phrase(
        zh: "\(count) 个文件，\(checkpoint.size) 条，根 \(checkpoint.root.hex) → \(folder.path)",
        en: "\(count) files for \(checkpoint.size) events, root \(checkpoint.root.hex) → "
          + folder.path)
    try console.report(
      names.map { "\($0)\n" }.joined() + summary.text(console.language) + "\n")
    return .done
  }
}
