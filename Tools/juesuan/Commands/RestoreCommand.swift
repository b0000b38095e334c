// `juesuan restore FILE DIR`.

import BudgetDomain
import BudgetLedger
import EventStorage
import Merkle

enum RestoreCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let file = try InputFile(reading: invocation.operands[0])
    let path = invocation.operands[1]
    try OutputPlace.refuseLedger(path)
    var checkpoints: [(name: String, checkpoint: Checkpoint)] = []
    for name in invocation.allValues(CommandTable.Exports.checkpoint) {
      checkpoints.append((name, try Checkpoint(readingFile: name)))
    }
    let isDryRun = invocation.has(CommandTable.Proofs.tryOnly)
    let outcome: RestoreOutcome
    do throws(LedgerError) {
      outcome = try Ledger.restore(
        file.bytes, named: file.name, at: path, against: checkpoints, isDryRun: isDryRun)
    } catch {
      throw failure(error, file: file.name, path: path)
    }
    let lines = [
      head(outcome, path), claim(checkpoints.map(\.checkpoint.size)),
      outcome.documentCount == 0 ? nil : documents(outcome.documentCount),
    ]
    try console.report(
      lines.compactMap { $0.map { $0.text(console.language) + "\n" } }.joined())
    return .done
  }

  /// What is wrong is wrong with the text, not with the disk, unless it could not be written.
  private static func failure(
    _ error: LedgerError, file: String, path: String
  ) -> Failure {
    switch error {
    case .unreadableRecord, .impossibleRecord:
      return Failure(.badInput, error, place: file)
    case .storage(let storage):
      switch storage.code {
      case .damagedRecord, .segmentTooShort: return Failure(.badInput, storage, place: file)
      default: return Failure(error, ledger: path, source: file)
      }
    default: return Failure(error, ledger: path, source: file)
    }
  }

  private static func head(_ outcome: RestoreOutcome, _ path: String) -> Phrase {
    let size = outcome.checkpoint.size
    let root = outcome.checkpoint.root.hex
    guard !outcome.isDryRun else {
      return Phrase(
        zh: "试算：\(outcome.unit)，\(size) 条，根 \(root)；没有写入任何内容",
        en: "dry run: \(outcome.unit), \(size) events, root \(root); nothing was written")
    }
    return Phrase(
      zh: "已恢复 \(outcome.unit)：\(size) 条，根 \(root) → \(path)",
      en: "restored \(outcome.unit): \(size) events, root \(root) → \(path)")
  }

  /// What the restored log may claim.
  private static func claim(_ sizes: [UInt64]) -> Phrase {
    let times = Phrase(
      zh: "记入时间和经办人是文件里写的，本程序没有见证",
      en: "times of recording and names are what the file says; this program did not witness them")
    guard let size = sizes.max() else {
      return Phrase(
        zh: times.chinese + "；是不是原来那份，用另行保存的检查点核对：juesuan verify --checkpoint FILE",
        en: times.english + "; whether it is the original log, a checkpoint kept elsewhere shows: "
          + "juesuan verify --checkpoint FILE")
    }
    return Phrase(
      zh: times.chinese + "；前 \(size) 条与给出的检查点相符",
      en: times.english + "; the first \(size) events agree with the checkpoint given")
  }

  private static func documents(_ count: Int) -> Phrase {
    Phrase(
      zh: "记录提到 \(count) 个附件，文件里没有附件本身：把原账本的 documents 目录拷过来，再 juesuan verify",
      en:
        "documents that the records name and the file does not hold: \(count); copy the directory "
        + "documents of the original ledger, then juesuan verify")
  }
}
