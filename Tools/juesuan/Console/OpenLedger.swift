// Opens the ledger a command is about, and tells what its log had to say about itself.

import BudgetDomain
import BudgetLedger
import EventStorage
import Projections

/// A ledger that a command works on, with the path by which it was named.
struct OpenLedger {
  let path: String
  let ledger: Ledger

  /// Opens the ledger named by `--ledger`, else by the environment.
  ///
  /// - Parameter asksTables: whether nothing but tables is asked for. The ledger then need not look
  ///   at its whole index; whoever asked calls ``tellIndex(_:)`` when it has the tables.
  init(
    _ invocation: Invocation, _ console: Console, asksTables: Bool = false
  ) throws(Failure) {
    guard
      let path = invocation.value(Options.ledger)
        ?? Surroundings.variable(Surroundings.ledgerVariable)
    else { throw Failure(usage: .ledgerMissing) }
    try self.init(path: path, console, onlyForStatements: asksTables)
  }

  /// Opens the ledger in `path`.
  init(path: String, _ console: Console, onlyForStatements: Bool = false) throws(Failure) {
    self.path = path
    ledger = try usingLedger(path) { () throws(LedgerError) in
      try Ledger(openingAt: path, onlyForStatements: onlyForStatements)
    }
    tellTail(console)
    if !onlyForStatements { tellIndex(console) }
  }

  /// Runs something with the ledger, with its errors in words; `source` is what the entries to be
  /// recorded came from.
  func use<Value>(
    source: String = "juesuan", _ body: (Ledger) throws(LedgerError) -> Value
  ) throws(Failure) -> Value {
    let before = ledger.size
    do throws(LedgerError) {
      return try body(ledger)
    } catch {
      var failure = Failure(error, ledger: path, source: source)
      if case .rejected(let rejected) = error { failure.trace = trace(of: rejected, since: before) }
      throw failure
    }
  }

  /// Refuses where the ledger is not at the position that the person saw.
  func expect(_ position: UInt64?) throws(Failure) {
    guard let position else { return }
    _ = try use { (ledger) throws(LedgerError) in
      try ledger.record([], isDryRun: true, expectedPosition: position)
    }
  }

  /// Where the ledger keeps the attempts that were just refused. They are the last events: a
  /// refusal is recorded while the ledger is held, and a dry run records none.
  private func trace(of rejected: [RejectedSubmission], since before: UInt64) -> Phrase? {
    let size = ledger.size
    var first = size
    while first > before, size - first < UInt64(rejected.count),
      let recorded = try? ledger.event(at: first - 1),
      case .commandRefused = recorded.event,
      recorded.envelope.actor == rejected.first?.submission.actor
    {
      first -= 1
    }
    guard first < size else { return nil }
    let range = first + 1 == size ? "#\(first)" : "#\(first)–#\(size - 1)"
    return Phrase(
      zh: "被拒绝的操作已记入账本 \(range)，不影响账目", en: "the attempt is recorded as \(range), without effect")
  }

  /// Tells of torn tails that writing has moved out of the log.
  func tellSetAside(_ console: Console) {
    for tail in ledger.setAsideTails {
      console.remark(
        Phrase(
          zh: """
            提示：日志末尾 \(tail.part.length) 字节是一次未完成、未确认的写入，已移至 set-aside/\(tail.fileName)。
            """,
          en: """
            note: \(tail.part.length) bytes at the end of the log were a write that was never \
            finished nor acknowledged; moved to set-aside/\(tail.fileName).
            """
        ).text(console.language) + "\n")
    }
  }

  /// Tells that the index was made again from the log, and why: it cost time, nothing else.
  func tellIndex(_ console: Console) {
    guard let fault = ledger.indexFault else { return }
    let reason =
      switch fault {
      case .missing: Phrase(zh: "原来没有", en: "there was none")
      case .damaged: Phrase(zh: "文件已损坏", en: "its files were damaged")
      case .foreign: Phrase(zh: "不是这本账的", en: "it was not that of this log")
      }
    console.remark(
      Phrase(
        zh: "提示：索引 \(path)/index 已由日志重建（\(reason.chinese)）；结果不受影响。\n",
        en: "note: the index \(path)/index was rebuilt from the log: \(reason.english).\n"
      ).text(console.language))
  }

  private func tellTail(_ console: Console) {
    for part in ledger.tail.parts {
      console.remark(
        Phrase(
          zh: """
            提示：\(part.fileName) 自第 \(part.offset) 字节起的 \(part.length) 字节是未完成的写入，不计入。
            """,
          en: """
            note: the \(part.length) bytes of \(part.fileName) from byte \(part.offset) on are an \
            unfinished write and do not count.
            """
        ).text(console.language) + "\n")
    }
  }
}

extension Invocation {
  /// Who records: `--actor`, else the environment, else the operating-system user.
  func actor() throws(Failure) -> String {
    let name =
      value(Options.actor) ?? Surroundings.variable(Surroundings.actorVariable)
      ?? Surroundings.userName
    guard let name else { throw Failure(usage: .actorMissing) }
    return name
  }

  /// What the question looks at: `--as-of` and `--through`.
  func moment(_ open: OpenLedger) throws(Failure) -> Moment {
    try moment(Options.asOf, open)
  }
}
