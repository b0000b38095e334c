// `juesuan verify`.

import BudgetDomain
import BudgetLedger
import EventStorage
import Merkle
import Presentation

enum VerifyCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let format = try readingArguments { () throws(UsageProblem) in try invocation.format() }
    let open = try OpenLedger(invocation, console)
    let progress = ProgressLine(console)
    defer { progress.finish() }
    let verified = try open.use { (ledger) throws(LedgerError) in
      try ledger.verify { progress.tell(Int(clamping: $0), of: Int(clamping: ledger.size)) }
    }
    progress.finish()
    let text =
      switch format {
      case .json: json(verified)
      case .text, .csv: page(verified, console.language)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    guard verified.eventCount > 0 else {
      throw Failure(.foundSomething, LedgerError.notOpened, place: open.path)
    }
    return verified.log.tail.isClean ? .done : .foundSomething
  }

  private static func page(_ verified: LedgerVerification, _ language: Language) -> String {
    let log = verified.log
    let tail = log.tail.parts.reduce(0) { $0 + $1.length }
    return Phrase(
      zh: """
        完好：\(log.recordCount) 条、\(log.batchCount) 批、\(log.byteCount) 字节、\(log.segmentCount) 个文件
        核对了：每个字节的校验码、序号、批次、时间次序、默克尔树；每个事件能读出并能接在前面之后；\
        \(verified.documentCount) 份附件的 SHA-256
        没有核对：末尾 \(tail) 字节未完成的写入；以前印出的检查点（请与下面的逐字比较）
        检查点：
        \(verified.checkpoint.text)
        """,
      en: """
        good: \(log.recordCount) events, \(log.batchCount) batches, \(log.byteCount) bytes, \
        \(log.segmentCount) files
        checked: the checksum of every byte, positions, batches, order of time, the Merkle tree;
          every event can be read and can follow those before it;
          the SHA-256 of \(verified.documentCount) attached documents
        not checked: \(tail) bytes of an unfinished write at the end; checkpoints printed before
          (compare them with the one below, word by word)
        checkpoint:
        \(verified.checkpoint.text)
        """
    ).text(language)
  }

  private static func json(_ verified: LedgerVerification) -> String {
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
    ]).text
  }
}
