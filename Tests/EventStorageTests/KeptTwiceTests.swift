// Something kept a second time, after the first one to keep it has died: told to be kept, it is.

import EventStorage
import EventStorageTesting
import Glibc
import Merkle
import Testing

@testable import EventStorage

@Suite struct KeptTwiceTests {
  /// Does `work` in a process that dies at each of its calls, then again in one that lives; a power
  /// failure follows, in which every name that was not synchronized is lost.
  private func expectKept(
    _ work: (FileEventStore) throws(StorageError) -> Void,
    _ isKept: (FileEventStore) throws(StorageError) -> Bool
  ) throws {
    var call = 0
    var deathCount = 0
    while true {
      call += 1
      let ledger = try TestLedger.holding([3])
      let first = try ledger.open()
      ledger.disk.faults = [
        Fault(callNumber: ledger.disk.callCount + call, errno: EIO, isLasting: true)
      ]
      do throws(StorageError) {
        try work(first)
        break
      } catch {
        deathCount += 1
      }
      ledger.disk.faults = []
      try work(try ledger.open())
      for keepsEntries in [false, true] {
        let disk = ledger.disk.crash(.unsyncedLost, keepingEntries: keepsEntries)
        #expect(try isKept(TestLedger(on: disk).open()), "died at call \(call)")
      }
    }
    #expect(deathCount > 5)
  }

  @Test func `a document that somebody else had begun to keep is kept`() throws {
    let bytes = Array("voucher".utf8)
    try expectKept { (store) throws(StorageError) in
      try store.keep(document: bytes)
    } _: { (store) throws(StorageError) in
      try store.document(withDigest: SHA256.hash(bytes).hex) == bytes
    }
  }

  @Test func `a checkpoint that somebody else had begun to publish is published`() throws {
    try expectKept { (store) throws(StorageError) in
      try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        _ = try store.publishCheckpoint()
      }
    } _: { (store) throws(StorageError) in
      try store.checkpoints().map(\.checkpoint.size) == [3]
    }
  }
}
