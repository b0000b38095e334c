// Several batches with one sync: after a crash each is there whole, or not at all.

import EventStorageTesting
import Merkle
import Testing

@testable import EventStorage

@Suite("Several batches of one sync") struct SeveralBatchesTests {
  private static let sizes = [1, 3, 1, 2]

  private func bodies(_ count: Int) -> [[UInt8]] {
    (0..<count).map { Array("\"n\":\($0)".utf8) }
  }

  private func store(_ disk: FaultyFileSystem, sector: Int? = nil) throws -> FileEventStore {
    try FileEventStore.create(
      at: "/books",
      description: try LedgerDescription(origin: "o", unit: "u", sectorByteCount: sector),
      fileSystem: disk)
    return try FileEventStore(openingAt: "/books", fileSystem: disk)
  }

  private func append(_ store: FileEventStore) throws {
    let count = Self.sizes.reduce(0, +)
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try store.append(
        RecordBodies(bodies(count)), batchSizes: Self.sizes, recordedAtMicroseconds: 5)
    }
  }

  @Test(arguments: [nil, 512])
  func `are read back as the batches they are, with the same root`(_ sector: Int?) throws {
    let disk = FaultyFileSystem()
    let store = try store(disk, sector: sector)
    try append(store)
    let read = try FileEventStore(openingAt: "/books", fileSystem: disk)
    let report = try read.verify()
    #expect(report.recordCount == 7 && report.batchCount == 4)
    #expect(try store.root(ofSize: 7) == report.root)
    let places = try (0..<read.size).map { position in
      let record = try read.record(at: position)
      return [record.batchIndex, record.batchSize]
    }
    #expect(places == [[1, 1], [1, 3], [2, 3], [3, 3], [1, 1], [1, 2], [2, 2]])
  }

  @Test func `cut anywhere, leave whole batches and a tail`() throws {
    let disk = FaultyFileSystem()
    try append(try store(disk))
    let path = "/books/log/00000000000000000000.jsonl"
    let whole = try #require(disk.contents(path))
    var seen: Set<UInt64> = []
    for length in 0...whole.count {
      disk.put(Array(whole[..<length]), at: path)
      let read = try FileEventStore(openingAt: "/books", fileSystem: disk)
      #expect([0, 1, 4, 5, 7].contains(read.size))
      seen.insert(read.size)
    }
    #expect(seen == [0, 1, 4, 5, 7])
  }

  @Test func `are in memory what they are on disk`() throws {
    let disk = FaultyFileSystem()
    let onDisk = try store(disk)
    try append(onDisk)
    let inMemory = InMemoryEventStore(
      description: try LedgerDescription(origin: "o", unit: "u"))
    try inMemory.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try inMemory.append(
        RecordBodies(bodies(7)), batchSizes: Self.sizes, recordedAtMicroseconds: 5)
    }
    #expect(try inMemory.root(ofSize: 7) == onDisk.root(ofSize: 7))
  }
}
