// Roots and proofs from the log, whatever has been hashed before and wherever segments end.

import EventStorage
import EventStorageTesting
import Merkle
import Testing

@testable import EventStorage

@Suite struct ProvingTests {
  private func lines(_ store: any EventStore) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try store.forEachRecord(in: 0..<store.size) { lines.append(Array($0.line)) }
    return lines
  }

  /// Every proof a store can give, checked against roots computed from its lines.
  private func expectProved(_ store: any EventStore) throws {
    let lines = try lines(store)
    let roots = (0...lines.count).map { root(ofLines: Array(lines[..<$0])) }
    for size in 0...lines.count {
      for index in 0..<size {
        let proof = try store.inclusionProof(of: UInt64(index), inTreeOf: UInt64(size))
        try proof.verify(leaf: leafHash(lines[index]), root: roots[size])
      }
      let positions = (0..<size).map { UInt64($0) }
      let together = try store.inclusionProofs(of: positions[...], inTreeOf: UInt64(size))
      for index in 0..<size {
        try together[index].verify(leaf: leafHash(lines[index]), root: roots[size])
      }
      #expect(together.count == size)
      for old in 0...size {
        let proof = try store.consistencyProof(from: UInt64(old), to: UInt64(size))
        try proof.verify(oldRoot: roots[old], newRoot: roots[size])
      }
      #expect(try store.root(ofSize: UInt64(size)) == roots[size])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a store proves every record and every two sizes`(kind: StoreKind) throws {
    let store = try kind.make()
    for size in [1, 2, 3, 5] { try store.appendNumbered(size) }
    try expectProved(store)
    #expect(throws: StorageError.self) { try store.inclusionProof(of: 3, inTreeOf: 3) }
    #expect(throws: StorageError.self) { try store.inclusionProof(of: 3, inTreeOf: 12) }
    #expect(throws: StorageError.self) { try store.inclusionProofs(of: [1, 3], inTreeOf: 3) }
    #expect(throws: StorageError.self) { try store.consistencyProof(from: 3, to: 12) }
    #expect(throws: StorageError.self) { try store.consistencyProof(from: 3, to: 2) }
  }

  @Test func `segments of four are perfect subtrees, and proofs cross them`() throws {
    let ledger = try TestLedger.holding([1, 2, 6, 4, 5, 3])
    try expectProved(try ledger.open())
    // From the other end: the largest size is hashed first, then nothing new is.
    let store = try ledger.open()
    _ = try store.root(ofSize: 21)
    try expectProved(store)
    try store.appendNumbered(4)
    try expectProved(store)
  }

  @Test func `a proof reads at most the segments that it needs`() throws {
    let ledger = try TestLedger.holding(Array(repeating: 4, count: 10) + [2])
    let store = try ledger.open()
    _ = try store.root(ofSize: 42)
    let before = ledger.disk.calls.count
    _ = try store.inclusionProof(of: 13, inTreeOf: 42)
    let opened = ledger.disk.calls[before...].filter { $0.hasPrefix("open ") }
    #expect(opened == ["open 00000000000000000012.jsonl"])
    let later = ledger.disk.calls.count
    _ = try store.consistencyProof(from: 40, to: 42)
    #expect(ledger.disk.calls.count == later)
    _ = try store.inclusionProof(of: 41, inTreeOf: 42)
    let reopened = ledger.disk.calls[later...].filter { $0.hasPrefix("open ") }
    #expect(reopened == ["open 00000000000000000040.jsonl"])
  }

  @Test func `a segment that was rewritten after it was hashed is not proved`() throws {
    let ledger = try TestLedger.holding([4, 1])
    let store = try ledger.open()
    _ = try store.root(ofSize: 5)
    let other = try TestLedger()
    try other.open().appendUnderLock((0..<4).map { body("other \($0)") })
    ledger.disk.put(other.bytes(0), at: ledger.segment(0))
    do throws(StorageError) {
      // The log's own offsets no longer fit, or the hashes do not.
      _ = try store.inclusionProof(of: 2, inTreeOf: 5)
      Issue.record("proved")
    } catch {
      #expect(error.code == .logRewritten)
      #expect(error.position == 0)
    }
  }

  @Test func `a root of long ago reads a tile, not a segment`() throws {
    let ledger = try TestLedger()
    let directory = LedgerDirectory(fileSystem: ledger.disk, path: TestLedger.path)
    let writer = try FileEventStore(directory, visiting: { _ in })
    try writer.appendUnderLock((0..<2_000).map { body("\($0)") })
    let files = SharedFileSystem(ledger.disk)
    let store = try FileEventStore(
      LedgerDirectory(fileSystem: files, path: TestLedger.path), visiting: { _ in })
    for size in [256, 1_000, 1_024, 1_999] as [UInt64] {
      let before = files.readByteCount(of: ledger.segment(0))
      var lines: [[UInt8]] = []
      let found = try store.root(ofSize: size)
      let byteCount = files.readByteCount(of: ledger.segment(0)) - before
      #expect(size % 256 == 0 ? byteCount == 0 : byteCount < UInt64(ledger.bytes(0).count) / 4)
      try writer.forEachRecord(in: 0..<size) { lines.append(Array($0.line)) }
      #expect(found == root(ofLines: lines))
    }
  }

  @Test func `a proof of a real segment holds across its boundary`() throws {
    let store = try StoreKind.file.make()
    try store.appendUnderLock(Array(repeating: body("x"), count: 65_539))
    let root = try store.root(ofSize: 65_539)
    for position in [0, 40_000, 65_535, 65_536, 65_538] as [UInt64] {
      let proof = try store.inclusionProof(of: position, inTreeOf: 65_539)
      try proof.verify(leaf: leafHash(try store.record(at: position).line), root: root)
    }
    let proof = try store.consistencyProof(from: 30_001, to: 65_539)
    try proof.verify(oldRoot: try store.root(ofSize: 30_001), newRoot: root)
  }
}
