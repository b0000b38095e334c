// Published checkpoints: written once, compared for ever, and what a log without them cannot know.

import EventStorage
import EventStorageTesting
import Glibc
import Merkle
import Testing

@testable import EventStorage

extension EventStore {
  /// Publishes under the lock.
  @discardableResult
  func publishUnderLock() throws(StorageError) -> Checkpoint {
    try exclusively(waitingAtMost: .zero) { () throws(StorageError) in try publishCheckpoint() }
  }
}

@Suite struct CheckpointStoreTests {
  private func code(_ body: () throws(StorageError) -> Void) -> StorageError.Code? {
    do throws(StorageError) {
      try body()
      return nil
    } catch {
      return error.code
    }
  }

  private func path(_ size: Int) -> String {
    let digits = String(size)
    return "/books/checkpoints/\(String(repeating: "0", count: 20 - digits.count))\(digits)"
      + ".checkpoint"
  }

  @Test(arguments: StoreKind.allCases)
  func `checkpoints are published, listed and confirmed`(kind: StoreKind) throws {
    let store = try kind.make()
    #expect(try store.checkpoints().isEmpty)
    #expect(try store.verify().lastConfirmedCheckpoint == nil)
    let empty = try store.publishUnderLock()
    try store.appendNumbered(3)
    let three = try store.publishUnderLock()
    #expect(try store.publishUnderLock() == three)
    try store.appendNumbered(2)
    #expect(three.size == 3)
    #expect(three.origin == "contract")
    #expect(try three.root == store.root(ofSize: 3))
    #expect(try store.checkpoints().map(\.checkpoint) == [empty, three])
    #expect(try store.checkpoints().map(\.text) == [empty.text, three.text])
    #expect(
      try store.checkpoints().map(\.fileName)
        == ["00000000000000000000.checkpoint", "00000000000000000003.checkpoint"])
    let report = try store.verify()
    #expect(report.publishedCheckpointCount == 2)
    #expect(report.lastConfirmedCheckpoint == three)
    #expect(throws: StorageError.self) { try store.keep(signature: [1], ofCheckpointAt: 4) }
    try store.keep(signature: [7, 8], ofCheckpointAt: 3)
    #expect(try store.checkpoints().map(\.signature) == [nil, [7, 8]])
  }

  @Test(arguments: StoreKind.allCases)
  func `a checkpoint that came another way is compared too`(kind: StoreKind) throws {
    let store = try kind.make()
    try store.appendNumbered(4)
    let own = try Checkpoint(origin: "contract", size: 4, root: try store.root(ofSize: 4))
    #expect(try store.verify(against: [own]).lastConfirmedCheckpoint == own)
    let two = try Checkpoint(origin: "contract", size: 2, root: try store.root(ofSize: 2))
    let rows: [(String, UInt64, Digest, StorageError.Code)] = [
      ("other", 4, own.root, .foreignCheckpoint(origin: "other")),
      ("contract", 5, own.root, .checkpointBeyondLog(checkpointSize: 5, logSize: 4)),
      (
        "contract", 3, own.root,
        .checkpointContradicted(
          size: 3, published: own.root, found: try store.root(ofSize: 3))
      ),
    ]
    for (origin, size, root, expected) in rows {
      let foreign = try Checkpoint(origin: origin, size: size, root: root)
      do throws(StorageError) {
        _ = try store.verify(against: [foreign, two])
        Issue.record("not refused")
      } catch {
        #expect(error.code == expected)
        // The records before 2 are confirmed, so 2 is the first that can have been changed.
        if size == 3 { #expect(error.position == 2) }
      }
    }
  }

  @Test func `a checkpoint is a text file of its own`() throws {
    let ledger = try TestLedger.holding([3])
    let store = try ledger.open()
    let checkpoint = try store.publishUnderLock()
    #expect(ledger.disk.contents(path(3)) == Array(checkpoint.text.utf8))
    #expect(ledger.disk.filePaths.filter { $0.contains("checkpoints") } == [path(3)])
    for outcome in CrashOutcome.ofAtomicDevice {
      let disk = ledger.disk.crash(outcome, keepingEntries: false)
      #expect(try TestLedger(on: disk).open().checkpoints().map(\.checkpoint) == [checkpoint])
    }
  }

  @Test func `publishing that fails at any call leaves a whole checkpoint or none`() throws {
    let whole = try TestLedger.holding([3])
    let writer = try whole.open()
    let before = whole.disk.callCount
    try writer.publishUnderLock()
    for call in (before + 1)...whole.disk.callCount {
      let ledger = try TestLedger.holding([3])
      let store = try ledger.open()
      #expect(ledger.disk.callCount == before)
      ledger.disk.faults = [
        Fault(callNumber: call, errno: EIO, writtenByteCount: 11, isLasting: true)
      ]
      #expect(code { () throws(StorageError) in try store.publishUnderLock() } != nil)
      for outcome in CrashOutcome.ofAtomicDevice {
        for keepingEntries in [false, true] {
          let disk = ledger.disk.crash(outcome, keepingEntries: keepingEntries)
          let survivor = try TestLedger(on: disk).open()
          #expect(try survivor.checkpoints().count <= 1)
          #expect(try survivor.verify().recordCount == 3)
          try survivor.publishUnderLock()
          #expect(try survivor.verify().lastConfirmedCheckpoint?.size == 3)
        }
      }
    }
  }

  @Test func `files that are not checkpoints are refused by name, or mean nothing`() throws {
    let ledger = try TestLedger.holding([2])
    try ledger.open().publishUnderLock()
    let text = try #require(ledger.disk.contents(path(2)))
    ledger.disk.put([1], at: "/books/checkpoints/allowed_signers")
    ledger.disk.put([1], at: "/books/checkpoints/.x.checkpoint")
    #expect(try ledger.open().verify().publishedCheckpointCount == 1)
    let rows: [(String, [UInt8], StorageError.Code)] = [
      ("2.checkpoint", text, .misnamedCheckpoint),
      ("00000000000000000001.checkpoint", text, .misnamedCheckpoint),
      (
        "00000000000000000001.checkpoint", Array(text.dropLast()),
        .malformedCheckpoint(.missingFinalNewline)
      ),
    ]
    for (name, bytes, expected) in rows {
      ledger.disk.put(bytes, at: "/books/checkpoints/\(name)")
      #expect(code { () throws(StorageError) in _ = try ledger.open().verify() } == expected)
      ledger.disk.vanish("/books/checkpoints/\(name)")
    }
  }

  @Test func `nothing that contradicts a published checkpoint is published`() throws {
    let ledger = try TestLedger.holding([2])
    try ledger.open().publishUnderLock()
    // The owner rewrites the log, checksums and all.
    let other = try TestLedger()
    try other.open().appendUnderLock([body("changed"), body("too"), body("more")])
    ledger.disk.put(other.bytes(0), at: ledger.segment(0))
    let store = try ledger.open()
    guard
      case .checkpointContradicted(2, _, _)? = code({ () throws(StorageError) in
        try store.publishUnderLock()
      })
    else {
      Issue.record("published")
      return
    }
    #expect(try store.checkpoints().count == 1)
  }

  @Test func `publishing without the lock is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      try StoreKind.file.make().publishCheckpoint()
    }
    await #expect(processExitsWith: .failure) {
      try StoreKind.memory.make().publishCheckpoint()
    }
  }
}
