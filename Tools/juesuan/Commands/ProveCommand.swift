// `juesuan prove POSITION` and `juesuan prove --from OLD`.

import BudgetDomain
import BudgetLedger
import EventStorage
import Glibc
import Merkle

enum ProveCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let position = try readingArguments { () throws(UsageProblem) in
      try asked(invocation)
    }
    let open = try OpenLedger(invocation, console)
    let newer = try invocation.value(CommandTable.Proofs.until).map { (text) throws(Failure) in
      try NamedCheckpoint(text, open, option: CommandTable.Proofs.until)
    }
    let file: ProofFile
    if let position {
      file = .record(
        try open.use { (ledger) throws(LedgerError) in
          try ledger.proof(of: position, in: newer?.checkpoint, named: newer?.name ?? "")
        })
    } else {
      let older = try NamedCheckpoint(
        invocation.value(CommandTable.Proofs.from) ?? "", open, option: CommandTable.Proofs.from)
      file = .growth(
        try open.use { (ledger) throws(LedgerError) in
          try ledger.proof(
            from: older.checkpoint, named: older.name, to: newer?.checkpoint,
            named: newer?.name ?? "")
        })
    }
    let output = invocation.value(CommandTable.Proofs.answerFile)
    try console.deliver(file.text, to: output)
    if let output, output != "-" {
      try console.report(report(file, output).text(console.language) + "\n")
    }
    return .done
  }

  /// The position to prove, or `nil` where growth is asked for.
  private static func asked(_ invocation: Invocation) throws(UsageProblem) -> UInt64? {
    let from = CommandTable.Proofs.from
    guard !invocation.operands.isEmpty else {
      guard invocation.has(from) else { throw .operandMissing("POSITION", .prove) }
      return nil
    }
    guard !invocation.has(from) else { throw .optionNotWith(from.name, given: "POSITION") }
    return try invocation.position(ofOperand: 0)
  }

  private static func report(_ file: ProofFile, _ path: String) -> Phrase {
    let size = file.checkpoint.size
    let command = "juesuan verify --proof \(Shell.quoted(path))"
    switch file {
    case .record(let proof):
      return Phrase(
        zh: "#\(proof.proof.index) 在 \(size) 条的日志中 · 对方核对：\(command)",
        en: "#\(proof.proof.index) is in the log of \(size) events · to be checked by: \(command)")
    case .growth(let proof):
      return Phrase(
        zh: "\(size) 条的日志原样包含先前的 \(proof.proof.oldSize) 条 · 对方核对："
          + "\(command) --checkpoint 较早的检查点",
        en: "the log of \(size) events begins with the earlier \(proof.proof.oldSize), unchanged · "
          + "to be checked by: \(command) --checkpoint OLD")
    }
  }
}

/// A checkpoint as somebody names it: a published size, a publication, a copy, or a file.
struct NamedCheckpoint: Sendable {
  /// What messages call it.
  let name: String
  let checkpoint: Checkpoint

  /// The checkpoint that `text`, given to `option`, names.
  ///
  /// A number is a published size and a known name a publication; write `./2018` for a file that is
  /// called like one.
  init(_ text: String, _ open: OpenLedger, option: OptionDescription) throws(Failure) {
    name = text
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      guard let size = UInt64(text) else {
        throw Failure(usage: .valueUnknown(text, place: option.name, choices: ["0 1 2 …"]))
      }
      checkpoint = try Self.published(size, open)
      return
    }
    let published = try open.use { (ledger) throws(LedgerError) in
      try ledger.checkpoint(ofPublication: text)
    }
    if let published {
      checkpoint = published
      return
    }
    if text == "-" {
      checkpoint = try Checkpoint(readingFile: text)
      return
    }
    var status = stat()
    guard stat(text, &status) == 0 else {
      guard errno == ENOENT else { throw .system("stat", text, code: .inputOutput) }
      let names = open.ledger.publications.keys.sorted()
      throw Failure(
        .badInput, CheckpointUnknown(names: names), place: option.name, excerpt: text)
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      checkpoint = try open.use { (ledger) throws(LedgerError) in
        try ledger.checkpoint(ofCopyAt: text)
      }
    } else {
      checkpoint = try Checkpoint(readingFile: text)
    }
  }

  private static func published(
    _ size: UInt64, _ open: OpenLedger
  ) throws(Failure) -> Checkpoint {
    try open.use { (ledger) throws(LedgerError) in try ledger.checkpoint(publishedAt: size) }
  }
}

extension Checkpoint {
  /// The checkpoint in the file at `path`; `-` is standard input.
  init(readingFile path: String) throws(Failure) {
    let file = try InputFile(reading: path)
    do throws(CheckpointError) {
      try self.init(parsing: String(decoding: file.bytes, as: UTF8.self))
    } catch {
      throw Failure(.badInput, error, place: file.name)
    }
  }
}

/// A text that names neither a publication nor a file.
struct CheckpointUnknown: Worded {
  let names: [String]

  var wording: Wording {
    let list = names.prefix(5).joined(separator: " ")
    return Wording(
      name: "checkpointUnknown",
      what: Phrase(
        zh: "没有这个文件，也没有这个公开名称。", en: "There is no such file and no such publication."),
      next: list.isEmpty
        ? Phrase(
          zh: "写检查点文件、公布过的条数，或另一份账本的目录。",
          en: "Write a checkpoint file, a published size, or the directory of another copy.")
        : Phrase(
          zh: "写检查点文件、公布过的条数、另一份账本的目录，或公开名称：\(list)",
          en: "Write a checkpoint file, a published size, the directory of another copy, or a "
            + "publication: \(list)"))
  }
}
