// `juesuan checkpoint`, printed, published, or given its signature.

import BudgetDomain
import BudgetLedger
import EventStorage
import Merkle
import Presentation

enum CheckpointCommand {
  private typealias Proofs = CommandTable.Proofs

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    try readingArguments { () throws(UsageProblem) in try refuseMixtures(invocation) }
    let open = try OpenLedger(invocation, console)
    if let path = invocation.value(Proofs.store) {
      return try store(path, invocation, open, console)
    }
    let isPublishing = invocation.has(Proofs.publish) && !invocation.has(Proofs.tryOnly)
    let checkpoint = try open.use { (ledger) throws(LedgerError) in
      isPublishing ? try ledger.publishCheckpoint() : try ledger.checkpoint()
    }
    if isPublishing { open.tellSetAside(console) }
    let output = invocation.value(Proofs.answerFile)
    try console.deliver(checkpoint.text, to: output)
    if isPublishing, let output, output != "-" {
      let file = Shell.quoted(output)
      try console.report(
        Phrase(
          zh: """
            已公布 \(checkpoint.size) 条的检查点 · 签名：ssh-keygen -Y sign -n juesuan -f KEY \(file) · \
            收存签名：juesuan checkpoint --store \(file)
            """,
          en: """
            published the checkpoint of \(checkpoint.size) events · sign it: ssh-keygen -Y sign \
            -n juesuan -f KEY \(file) · keep the signature: juesuan checkpoint --store \(file)
            """
        ).text(console.language) + "\n")
    }
    return .done
  }

  private static func refuseMixtures(_ invocation: Invocation) throws(UsageProblem) {
    if invocation.has(Proofs.store) {
      for option in [Proofs.publish, Proofs.answerFile] where invocation.has(option) {
        throw .optionNotWith(option.name, given: Proofs.store.name)
      }
    } else if invocation.has(Proofs.signature) {
      throw .pairIncomplete(missing: Proofs.store.name, given: Proofs.signature.name)
    } else if invocation.has(Proofs.tryOnly), !invocation.has(Proofs.publish) {
      throw .pairIncomplete(missing: Proofs.publish.name, given: Proofs.tryOnly.name)
    }
  }

  /// Keeps the signature of the published checkpoint whose text is in the file at `path`.
  private static func store(
    _ path: String, _ invocation: Invocation, _ open: OpenLedger, _ console: Console
  ) throws(Failure) -> ExitCode {
    let file = try InputFile(reading: path)
    let signature = try InputFile(
      reading: invocation.value(Proofs.signature) ?? "\(path).sig")
    guard (1...signatureByteCountMax).contains(signature.bytes.count) else {
      throw Failure(
        .badInput, SignatureOfWrongSize(byteCount: signature.bytes.count), place: signature.name)
    }
    let isDryRun = invocation.has(Proofs.tryOnly)
    let published = try open.use { (ledger) throws(LedgerError) in
      let published = try ledger.publishedCheckpoint(
        withText: String(decoding: file.bytes, as: UTF8.self), named: file.name)
      if !isDryRun {
        try ledger.keep(signature: signature.bytes, ofCheckpointAt: published.checkpoint.size)
      }
      return published
    }
    let size = published.checkpoint.size
    let isReplaced = published.signature.map { $0 != signature.bytes } ?? false
    let earlier = Phrase(zh: "，取代先前的签名", en: ", in place of an earlier one")
    let next =
      isDryRun
      ? Phrase(zh: "试算：没有写入任何内容", en: "dry run: nothing was written")
      : Phrase(
        zh: "核对：juesuan verify --allowed-signers FILE",
        en: "check it: juesuan verify --allowed-signers FILE")
    try console.report(
      Phrase(
        zh: "\(size) 条的检查点的签名\(isReplaced ? earlier.chinese : "") · \(next.chinese)",
        en: "signature of the checkpoint of \(size) events\(isReplaced ? earlier.english : "") · "
          + next.english
      ).text(console.language) + "\n")
    return .done
  }

  /// The longest signature that a ledger keeps (Storage/FORMAT.md §6).
  private static let signatureByteCountMax = 65_535
}

/// A signature file that holds nothing, or more than any signature.
struct SignatureOfWrongSize: Worded {
  let byteCount: Int

  var wording: Wording {
    Wording(
      name: "signatureUnusable",
      what: Phrase(
        zh: "签名文件有 \(byteCount) 字节，应为 1 到 65,535 字节。",
        en: "The signature has \(byteCount) bytes; it should have 1 to 65,535."),
      next: Phrase(
        zh: "用 ssh-keygen -Y sign -n juesuan -f KEY FILE 重新签名。",
        en: "Sign again: ssh-keygen -Y sign -n juesuan -f KEY FILE"))
  }
}
