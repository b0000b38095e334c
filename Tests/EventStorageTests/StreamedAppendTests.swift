// A batch whose bodies come in pieces: the same bytes as one that comes whole, or nothing.

import EventStorageTesting
import Glibc
import Testing

@testable import EventStorage

@Suite("A batch in pieces") struct StreamedAppendTests {
  /// What a caller may stop an append with.
  private enum Stop: Error, StorageErrorCarrying {
    case here
    case storage(StorageError)

    init(storage: StorageError) { self = .storage(storage) }
  }

  private static let count = 11

  private func append(
    _ store: FileEventStore, pieceSize: Int, stoppingAfter limit: Int = .max
  ) throws(Stop) {
    try store.exclusively(waitingAtMost: .zero) { () throws(Stop) in
      var next = 0
      try store.append(batchOf: Self.count, recordedAtMicroseconds: noon) {
        (piece: inout RecordBodies) throws(Stop) in
        guard next < limit else { throw .here }
        for _ in 0..<min(pieceSize, Self.count - next) {
          piece.bytes += body(String(next))
          piece.endBody()
          next += 1
        }
      }
    }
  }

  private func segments(_ ledger: TestLedger) -> [[UInt8]] { (0..<4).map { ledger.bytes($0) } }

  @Test(arguments: [nil, 512], [1, 2, 4, 5, 11])
  func `is written as the same bytes as a whole one`(sector: Int?, pieceSize: Int) throws {
    let streamed = try TestLedger(sectorByteCount: sector)
    let whole = try TestLedger(sectorByteCount: sector)
    for ledger in [streamed, whole] { try ledger.open().appendNumbered(2) }
    let store = try streamed.open()
    try append(store, pieceSize: pieceSize)
    let other = try whole.open()
    try other.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try other.append(
        (0..<Self.count).map { body(String($0)) }, recordedAtMicroseconds: noon)
    }
    #expect(segments(streamed) == segments(whole))
    #expect(try store.root(ofSize: 13) == other.root(ofSize: 13))
    #expect(store.size == 13)
    #expect(try store.verify().root == other.verify().root)
    try store.appendNumbered(3)
    #expect(try streamed.open().size == 16)
  }

  @Test(arguments: [0, 1, 4, 7, 10])
  func `stopped in the middle, leaves nothing and a store that goes on`(limit: Int) throws {
    let ledger = try TestLedger.holding([2])
    let before = segments(ledger)
    let store = try ledger.open()
    #expect(throws: Stop.self) { try append(store, pieceSize: 1, stoppingAfter: limit) }
    #expect(segments(ledger) == before)
    #expect(store.size == 2)
    try append(store, pieceSize: 3)
    #expect(try ledger.open().size == 13)
  }

  @Test func `refused for a body that no line can hold, leaves nothing either`() throws {
    let ledger = try TestLedger.holding([2])
    let before = segments(ledger)
    let store = try ledger.open()
    var next = 0
    do throws(StorageError) {
      try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        try store.append(batchOf: 8, recordedAtMicroseconds: noon) {
          (piece: inout RecordBodies) throws(StorageError) in
          piece.bytes += next == 6 ? [0x01] : body("x")
          piece.endBody()
          next += 1
        }
      }
      Issue.record("not refused")
    } catch {
      #expect(error.code == .recordHasControlByte(index: 6, at: 0))
    }
    #expect(segments(ledger) == before)
    try store.appendNumbered(1)
  }

  @Test func `failing at any call, leaves the log as it was or a tail that is set aside`() throws {
    var failureCount = 0
    for callNumber in 1...60 {
      let ledger = try TestLedger.holding([2])
      let store = try ledger.open()
      ledger.disk.faults = [
        Fault(callNumber: ledger.disk.callCount + callNumber, errno: EIO, writtenByteCount: 33)
      ]
      let isDone = (try? append(store, pieceSize: 2)) != nil
      ledger.disk.faults = []
      let next = try ledger.open()
      #expect(next.size == (isDone ? 13 : 2), "call \(callNumber)")
      try next.appendNumbered(1)
      #expect(try ledger.open().verify().recordCount == (isDone ? 14 : 3))
      if isDone { continue }
      #expect(store.size == 2)
      failureCount += 1
    }
    #expect(failureCount > 12)
  }
}
