// A log taken along and brought back: the same bytes and root, or nothing at all.

import BudgetDomain
import BudgetLedger
import EventStorage
import Foundation
import Merkle
import Projections
import Testing

@Suite struct `A restored ledger` {
  /// A ledger with imports, a correction, a refusal, an attachment and a closing, and its lines.
  private func original() throws -> (
    directory: TemporaryDirectory, ledger: Ledger, log: [UInt8]
  ) {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    _ = try? ledger.record([Books.expenditure("9,999.00")])
    _ = try ledger.attach(Books.bytes("发票"), named: "发票.txt", to: 1, actor: "会计")
    _ = try ledger.close(
      Books.year(2018), date: EffectiveDate(text: "2019-01-10"), actor: "会计")
    return (directory, ledger, try lines(of: ledger))
  }

  private func lines(of ledger: Ledger) throws -> [UInt8] {
    var log: [UInt8] = []
    try ledger.forEachLine { (line) throws(LedgerError) in
      log += line
      log.append(UInt8(ascii: "\n"))
    }
    return log
  }

  private func file(_ directory: TemporaryDirectory, _ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(directory.path)/\(name)")))
  }

  @Test func `has the same records, the same labels and the same root`() throws {
    let (directory, ledger, log) = try original()
    let target = TemporaryDirectory()
    let outcome = try Ledger.restore(log, named: "a.jsonl", at: target.path)
    #expect(outcome.checkpoint == (try ledger.checkpoint()))
    #expect(outcome.documentCount == 1 && !outcome.isDryRun)
    for name in ["ledger.json", "log/00000000000000000000.jsonl"] {
      #expect(try file(target, name) == file(directory, name), "\(name)")
    }
    let restored = try Ledger(openingAt: target.path)
    #expect(try restored.checkpoint() == ledger.checkpoint())
    #expect(try lines(of: restored) == log)
    // It is a ledger like any other: it takes entries, and remembers what is closed.
    #expect(throws: LedgerError.self) { try restored.record([Books.expenditure("1.00")]) }
    #expect(restored.size == ledger.size + 1)
  }

  @Test func `is the same when its text has empty lines or was restored before`() throws {
    let (directory, ledger, log) = try original()
    defer { withExtendedLifetime(directory) {} }
    let spaced = log.flatMap { $0 == UInt8(ascii: "\n") ? [$0, $0] : [$0] }
    let target = TemporaryDirectory()
    let outcome = try Ledger.restore([10] + spaced, named: "a.jsonl", at: target.path)
    #expect(outcome.checkpoint == (try ledger.checkpoint()))
    let again = TemporaryDirectory()
    let second = try Ledger.restore(
      try lines(of: Ledger(openingAt: target.path)), named: "b.jsonl", at: again.path)
    #expect(second.checkpoint == outcome.checkpoint)
  }

  @Test func `agrees with a checkpoint kept elsewhere, or is not made`() throws {
    let (directory, ledger, log) = try original()
    defer { withExtendedLifetime(directory) {} }
    let early = try ledger.root(ofSize: 3)
    let origin = try ledger.checkpoint().origin
    let kept = try Checkpoint(origin: origin, size: 3, root: early)
    let target = TemporaryDirectory()
    let good = try Ledger.restore(
      log, named: "a", at: target.path, against: [("kept", kept)], isDryRun: true)
    #expect(good.isDryRun && !FileManager.default.fileExists(atPath: target.path))
    let others = [
      try Checkpoint(origin: origin, size: 4, root: early),
      try Checkpoint(origin: "juesuan.local/other", size: 3, root: early),
      try Checkpoint(origin: origin, size: 999, root: early),
    ]
    for other in others {
      #expect(throws: LedgerError.self) {
        try Ledger.restore(log, named: "a", at: target.path, against: [("kept", other)])
      }
      #expect(!FileManager.default.fileExists(atPath: target.path))
    }
  }

  @Test func `is not made of a text that is cut, at whatever byte`() throws {
    let log = try original().log
    let target = TemporaryDirectory()
    let ends = log.indices.filter { log[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    for end in stride(from: 0, to: log.count, by: 7) where !ends.contains(end) || end == 0 {
      #expect(throws: LedgerError.self, "\(end)") {
        try Ledger.restore(Array(log[..<end]), named: "a", at: target.path)
      }
    }
    #expect(!FileManager.default.fileExists(atPath: target.path))
  }

  @Test func `is not made of a text in which any line was changed, dropped or moved`() throws {
    let log = try original().log
    let target = TemporaryDirectory()
    func refuses(_ changed: [UInt8], _ what: String) {
      #expect(throws: LedgerError.self, "\(what)") {
        try Ledger.restore(changed, named: "a", at: target.path)
      }
    }
    for index in stride(from: 0, to: log.count, by: 11) where log[index] != UInt8(ascii: "\n") {
      var changed = log
      changed[index] = changed[index] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
      refuses(changed, "byte \(index)")
    }
    let lines = log.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
    for index in lines.indices.dropLast() {
      var dropped = lines
      dropped.remove(at: index)
      refuses(dropped.flatMap { $0 }, "line \(index) dropped")
      var moved = lines
      moved.swapAt(index, index + 1)
      refuses(moved.flatMap { $0 }, "line \(index) moved")
    }
    #expect(!FileManager.default.fileExists(atPath: target.path))
  }

  @Test func `names how far an incomplete text is whole`() throws {
    let (directory, ledger, log) = try original()
    defer { withExtendedLifetime(directory) {} }
    let target = TemporaryDirectory()
    for (text, records, bytes) in [
      ([UInt8](), UInt64(0), UInt64(0)), (log + [0x7B], ledger.size, 1),
    ] {
      do throws(LedgerError) {
        _ = try Ledger.restore(text, named: "a.jsonl", at: target.path)
        Issue.record("accepted")
      } catch {
        guard case .logTextIncomplete(records, bytes, "a.jsonl") = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(error.wording.name == "logTextIncomplete")
      }
    }
  }

  @Test func `takes no directory that holds anything`() throws {
    let (directory, _, log) = try original()
    do throws(LedgerError) {
      _ = try Ledger.restore(log, named: "a", at: directory.path)
      Issue.record("accepted")
    } catch {
      guard case .storage(let storage) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(storage.code == .directoryNotEmpty)
    }
  }

  @Test func `does not hold a history that cannot have happened`() throws {
    let log = try original().log
    // The second line alone would begin the log, renumbered: an event before the opening.
    let text = String(decoding: log, as: UTF8.self)
    let second = try #require(text.split(separator: "\n").dropFirst().first)
    let body = try #require(second.split(separator: "],", maxSplits: 1).last)
      .split(separator: ",\"crc\"")[0]
    let store = InMemoryEventStore(
      description: try LedgerDescription(origin: "o", unit: "u"))
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try store.append([Array(body.utf8)], recordedAtMicroseconds: 1)
    }
    let line = try store.record(at: 0).line + [UInt8(ascii: "\n")]
    let target = TemporaryDirectory()
    do throws(LedgerError) {
      _ = try Ledger.restore(line, named: "a", at: target.path)
      Issue.record("accepted")
    } catch {
      guard case .impossibleRecord(_, .openingOutOfPlace) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }
}

@Suite struct `The user of the system` {
  @Test func `stands in every record beside the claimed actor, and comes back from the log`() throws
  {
    let directory = TemporaryDirectory()
    let environment = LedgerEnvironment(
      now: { RecordedTime(microseconds: 1_500_000_000_000_000) }, systemUser: "zhang")
    let ledger = try Ledger.create(
      at: directory.path, unit: "某中心", actor: "会计", environment: environment)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    let again = try Ledger(openingAt: directory.path, environment: environment)
    for position in 0..<again.size {
      let envelope = try again.event(at: position).envelope
      #expect(envelope.systemUser == "zhang" && envelope.actor == "会计")
    }
    #expect(try again.rawRecord(at: 1).contains(#""actor":"会计","user":"zhang","key":"#))
    let year = try Books.year(2018)
    #expect(
      again.balances(of: year, at: Moment()).rows == ledger.balances(of: year, at: Moment()).rows)
  }

  @Test func `is missing where the environment has none, as in older logs`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Ledger.create(
      at: directory.path, unit: "某中心", actor: "会计",
      environment: LedgerEnvironment(now: { RecordedTime(microseconds: 1) }))
    #expect(try !ledger.rawRecord(at: 0).contains("\"user\""))
    #expect(try ledger.event(at: 0).envelope.systemUser == nil)
  }

  @Test func `is never empty on this machine`() {
    #expect(LedgerEnvironment.system.systemUser?.isEmpty == false)
  }
}
