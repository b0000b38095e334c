// Reading that fails in the middle of a batch, and an index that would outlive its log.

import EventStorage
import EventStorageTesting
import Glibc
import Testing

@Suite struct HalfReadTests {
  private func ledger() throws -> FaultyFileSystem {
    let disk = FaultyFileSystem()
    try FileEventStore.create(
      at: "/books", description: LedgerDescription(origin: "o", unit: "u"), fileSystem: disk)
    return disk
  }

  private func open(_ disk: FaultyFileSystem) throws -> FileEventStore {
    try FileEventStore(openingAt: "/books", fileSystem: disk, segmentRecordCount: 4)
  }

  private func append(_ count: Int, to store: FileEventStore) throws {
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try store.append(
        (0..<count).map { Array("\"n\":\($0)".utf8) }, recordedAtMicroseconds: 1_000_000)
    }
  }

  @Test func `a batch over two segments is handed out whole and once, whatever call fails`() throws
  {
    var refusedCount = 0
    for failing in 1...40 {
      let disk = try ledger()
      let writer = try open(disk)
      try append(2, to: writer)
      let reader = try open(disk)
      try append(5, to: writer)
      var handed: [UInt64] = []
      disk.faults = [Fault(callNumber: disk.callCount + failing, errno: EIO)]
      try? reader.refresh { handed.append($0.position) }
      disk.faults = []
      do throws(StorageError) {
        try reader.refresh { handed.append($0.position) }
        #expect(handed == [2, 3, 4, 5, 6], "call \(failing)")
        #expect(reader.size == 7)
      } catch {
        #expect(error.code == .poisoned, "call \(failing): \(error.reason)")
        #expect(reader.size == 2 && handed.count < 5)
        refusedCount += 1
      }
    }
    #expect(refusedCount > 0)
  }

  @Test func `an anchor is only of a log that is durable`() throws {
    let disk = try ledger()
    let writer = try open(disk)
    try append(1, to: writer)
    // The writer dies when its batch is written and not yet synchronized.
    var call = disk.callCount + 1
    let dying = try open(disk)
    disk.beforeCall = { [unowned disk] in
      guard disk.calls.last?.hasPrefix("pwrite") == true, disk.faults.isEmpty else { return }
      call = disk.callCount + 1
      disk.faults = [Fault(callNumber: call, errno: EIO, isLasting: true)]
    }
    #expect(throws: StorageError.self) { try append(2, to: dying) }
    disk.beforeCall = {}
    disk.faults = []
    #expect(disk.unsyncedByteCountMax > 0)
    let reader = try open(disk)
    #expect(reader.size == 3)
    _ = try reader.anchor()
    #expect(disk.unsyncedByteCountMax == 0)
  }
}
