// `juesuan verify`: the whole log, its checkpoints and their signatures; or a proof, by itself.

import BudgetDomain
import BudgetLedger
import EventStorage
import Merkle
import Presentation

enum VerifyCommand {
  private typealias Proofs = CommandTable.Proofs

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    if let proof = invocation.value(Proofs.proof) {
      return try ProofVerification.run(proof, invocation, console)
    }
    let format: PageFormat = try readingArguments { () throws(UsageProblem) in
      try invocation.format()
    }
    var kept: [Checkpoint] = []
    for path in invocation.allValues(Proofs.checkpoint) {
      kept.append(try Checkpoint(readingFile: path))
    }
    let open = try OpenLedger(invocation, console)
    let progress = ProgressLine(console)
    defer { progress.finish() }
    let verified = try open.use { (ledger) throws(LedgerError) in
      try ledger.verify(against: kept) {
        progress.tell(Int(clamping: $0), of: Int(clamping: ledger.size))
      }
    }
    progress.finish()
    var signatures: [CheckedSignature] = []
    if let signers = invocation.value(Proofs.allowedSigners) {
      let stored = try open.use { (ledger) throws(LedgerError) in try ledger.checkpoints() }
      signatures = try CheckedSignature.all(of: stored, allowedSigners: signers)
    }
    let page = VerificationPage(
      verified: verified, keptCount: kept.count, signatures: signatures)
    let text =
      switch format {
      case .json: page.json
      case .text: page.text(console.language)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    guard verified.eventCount > 0 else {
      throw Failure(.foundSomething, LedgerError.notOpened, place: open.path)
    }
    if invocation.has(Proofs.allowedSigners) { try refuse(signatures, open.path) }
    return verified.log.tail.isClean ? .done : .foundSomething
  }

  /// Refuses signatures that do not hold, and a ledger without any: somebody may have removed them.
  private static func refuse(
    _ signatures: [CheckedSignature], _ path: String
  ) throws(Failure) {
    guard !signatures.isEmpty else {
      throw Failure(.foundSomething, NoSignatures(), place: path)
    }
    let bad = signatures.filter { $0.signer == nil }
    guard bad.isEmpty else {
      throw Failure(.foundSomething, bad.map { $0.complaint(ledger: path) })
    }
  }
}

/// What a verification found, for people and for programs.
struct VerificationPage: Sendable {
  let verified: LedgerVerification
  /// How many checkpoints came another way.
  let keptCount: Int
  let signatures: [CheckedSignature]

  func text(_ language: Language) -> String {
    let log = verified.log
    let checked = ([Self.always(verified)] + comparisons).map { "  \($0.text(language))\n" }
    let unchecked = omissions.map { "  \($0.text(language))\n" }
    return Phrase(
      zh: """
        完好：\(log.recordCount) 条、\(log.batchCount) 批、\(log.byteCount) 字节、\(log.segmentCount) 个文件
        核对了：
        \(checked.joined())没有核对：
        \(unchecked.joined())检查点：
        \(verified.checkpoint.text)
        """,
      en: """
        good: \(log.recordCount) events, \(log.batchCount) batches, \(log.byteCount) bytes, \
        \(log.segmentCount) files
        checked:
        \(checked.joined())not checked:
        \(unchecked.joined())checkpoint:
        \(verified.checkpoint.text)
        """
    ).text(language)
  }

  private static func always(_ verified: LedgerVerification) -> Phrase {
    Phrase(
      zh: "每个字节的校验码、序号、批次、时间次序、默克尔树；每个事件能读出并能接在前面之后；"
        + "\(verified.documentCount) 份附件的 SHA-256",
      en: "the checksum of every byte, positions, batches, order of time, the Merkle tree;\n"
        + "  every event can be read and can follow those before it;\n"
        + "  the SHA-256 of \(verified.documentCount) attached documents")
  }

  private var comparisons: [Phrase] {
    let log = verified.log
    let published = log.publishedCheckpointCount
    guard let confirmed = log.lastConfirmedCheckpoint else { return [] }
    let kept = Phrase(zh: "、另行给出的 \(keptCount) 个", en: " and \(keptCount) given")
    let reached = Phrase(
      zh: "检查点：公布的 \(published) 个\(keptCount > 0 ? kept.chinese : "")；与 \(confirmed.size) "
        + "条的检查点相符，此前的记录一条未改、未少",
      en: "checkpoints: \(published) published\(keptCount > 0 ? kept.english : "");\n"
        + "  the log reaches that of \(confirmed.size) events: none of those was changed or lost")
    return [reached]
      + signatures.compactMap { signature in
        signature.signer.map { signer in
          Phrase(
            zh: "\(signature.size) 条的检查点的签名：\(signer)",
            en: "the signature of the checkpoint of \(signature.size) events: \(signer)")
        }
      }
  }

  private var omissions: [Phrase] {
    let log = verified.log
    let tail = log.tail.parts.reduce(0) { $0 + $1.length }
    var omissions = [
      Phrase(zh: "末尾 \(tail) 字节未完成的写入", en: "\(tail) bytes of an unfinished write at the end")
    ]
    let covered = log.lastConfirmedCheckpoint?.size
    omissions.append(
      covered.map {
        Phrase(
          zh: "第 \($0) 号起的记录是否被改过或截去：要有更晚的检查点（--checkpoint FILE）",
          en: "whether records from #\($0) on were changed or cut off: that takes a later "
            + "checkpoint\n  (--checkpoint FILE)")
      }
        ?? Phrase(
          zh: "以前印出的检查点：没有公布过，也没有给出（--checkpoint FILE），改写或截去看不出来",
          en: "checkpoints printed before: none was published or given (--checkpoint FILE),\n"
            + "  so a log rewritten as a whole, or cut off, would not show"))
    if signatures.isEmpty {
      omissions.append(
        Phrase(zh: "签名（--allowed-signers FILE）", en: "signatures (--allowed-signers FILE)"))
    }
    return omissions
  }

  var json: String {
    let log = verified.log
    let tail = log.tail.parts.reduce(0) { $0 + $1.length }
    return JSONValue.object([
      JSONValue.Member("schema", "juesuan/verification/1"),
      JSONValue.Member("origin", .string(verified.checkpoint.origin)),
      JSONValue.Member("tree_size", JSONValue(verified.checkpoint.size)),
      JSONValue.Member("root", .string(verified.checkpoint.root.hex)),
      JSONValue.Member("events", JSONValue(verified.eventCount)),
      JSONValue.Member("batches", JSONValue(log.batchCount)),
      JSONValue.Member("bytes", JSONValue(log.byteCount)),
      JSONValue.Member("files", .integer(Int64(log.segmentCount))),
      JSONValue.Member("documents", .integer(Int64(verified.documentCount))),
      JSONValue.Member("unfinished_bytes", JSONValue(tail)),
      JSONValue.Member("published_checkpoints", .integer(Int64(log.publishedCheckpointCount))),
      JSONValue.Member(
        "confirmed_size", log.lastConfirmedCheckpoint.map { JSONValue($0.size) } ?? nil),
      JSONValue.Member(
        "signatures",
        .array(
          signatures.map { signature in
            .object([
              JSONValue.Member("tree_size", JSONValue(signature.size)),
              JSONValue.Member("signer", JSONValue(signature.signer)),
            ])
          })),
    ]).text
  }
}
