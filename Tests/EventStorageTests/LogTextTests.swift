// A whole log in one text: opened in memory, laid out on a disk, and no ledger until it is whole.

import EventStorage
import EventStorageTesting
import Glibc
import Merkle
import Testing

@testable import EventStorage

@Suite struct `A log in one text` {
  private func labels() throws -> LedgerDescription {
    try LedgerDescription(origin: "test", unit: "单位")
  }

  /// The text of a log with batches of the given sizes, and its root.
  private func text(_ batchSizes: [Int]) throws -> (bytes: [UInt8], root: Digest) {
    let store = InMemoryEventStore(description: try labels())
    for size in batchSizes { try store.appendNumbered(size) }
    var bytes: [UInt8] = []
    try store.forEachRecord(in: 0..<store.size) { record in
      bytes += record.line
      bytes.append(UInt8(ascii: "\n"))
    }
    return (bytes, try store.root(ofSize: store.size))
  }

  @Test func `is laid out in segments of the format, with the same root`() throws {
    let (bytes, root) = try text([1, 65_534, 3])
    let log = LogText(bytes)
    let held = try log.opened(as: labels())
    #expect(held.size == 65_538)
    #expect(try held.root(ofSize: held.size) == root)
    let disk = FaultyFileSystem()
    let store = try log.laidOut(at: "/books", as: labels(), fileSystem: disk)
    #expect(try store.root(ofSize: store.size) == root)
    let first = try #require(disk.contents("/books/log/00000000000000000000.jsonl"))
    let second = try #require(disk.contents("/books/log/00000000000000065536.jsonl"))
    #expect(first + second == bytes)
    #expect(second.count { $0 == UInt8(ascii: "\n") } == 2)
  }

  @Test func `takes records behind those that were laid out`() throws {
    let disk = FaultyFileSystem()
    let store = try LogText(text([2, 1]).bytes).laidOut(
      at: "/books", as: labels(), fileSystem: disk)
    try store.appendNumbered(2)
    #expect(try FileEventStore(openingAt: "/books", fileSystem: disk).size == 5)
  }

  @Test func `is read only while it is held in memory`() throws {
    let held = try LogText(text([2]).bytes).opened(as: labels())
    do throws(StorageError) {
      try held.appendNumbered(1)
      Issue.record("appended")
    } catch {
      #expect(error.code == .systemCallFailed && error.errno == EROFS)
    }
    #expect(held.size == 2)
  }

  @Test func `says where it is damaged, as a ledger does`() throws {
    var bytes = try text([1, 1, 1]).bytes
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "2")))
    bytes[place] = UInt8(ascii: "3")
    let labels = try labels()
    do throws(StorageError) {
      _ = try LogText(bytes).opened(as: labels)
      Issue.record("opened")
    } catch {
      #expect(error.position == 2)
      guard case .damagedRecord = error.code else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `interrupted at any call is no ledger, or the whole of it`() throws {
    let (bytes, root) = try text([2, 3])
    let counting = FaultyFileSystem()
    try LogText(bytes).laidOut(at: "/books", as: labels(), fileSystem: counting)
    #expect(counting.callCount > 10)
    let outcomes: [CrashOutcome] = [
      .unsyncedLost, .unsyncedKept, .unsyncedHalved, .unsyncedBlocksZero,
    ]
    var whole = 0
    for call in 1...counting.callCount {
      for outcome in outcomes {
        let disk = FaultyFileSystem()
        disk.faults = [Fault(callNumber: call, errno: EIO, isLasting: true)]
        _ = try? LogText(bytes).laidOut(at: "/books", as: labels(), fileSystem: disk)
        let after = disk.crash(outcome, keepingEntries: false)
        guard after.contents("/books/ledger.json") != nil else { continue }
        let store = try FileEventStore(openingAt: "/books", fileSystem: after)
        #expect(store.size == 5 && store.tail.isClean, "call \(call), \(outcome)")
        #expect(try store.root(ofSize: 5) == root)
        whole += 1
      }
    }
    #expect(whole > 0)
  }

  @Test func `is not laid out where anything is`() throws {
    let disk = FaultyFileSystem()
    let labels = try labels()
    let log = LogText(try text([1]).bytes)
    try log.laidOut(at: "/books", as: labels, fileSystem: disk)
    do throws(StorageError) {
      try log.laidOut(at: "/books", as: labels, fileSystem: disk)
      Issue.record("laid out")
    } catch {
      #expect(error.code == .directoryNotEmpty)
    }
  }
}
