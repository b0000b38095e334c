// A small ledger on a faulty disk, with four records to a segment, and ways to look at it.

import EventStorage
import EventStorageTesting
import Merkle

@testable import EventStorage

/// The body of a record that a test recognises again.
func body(_ text: String) -> [UInt8] { Array("\"text\":\"\(text)\"".utf8) }

/// A point in 2026, in microseconds since 1970.
let noon: Int64 = 1_795_240_629_123_456

/// A ledger in the directory `/books` of a `FaultyFileSystem`.
struct TestLedger {
  static let path = "/books"
  let disk: FaultyFileSystem

  /// An empty ledger, or the one that is on `disk` already.
  init(on disk: FaultyFileSystem) {
    self.disk = disk
  }

  /// An empty ledger; its commits are kept apart by sectors if `sectorByteCount` is given.
  init(sectorByteCount: Int? = nil) throws {
    disk = FaultyFileSystem()
    disk.sectorByteCount = sectorByteCount ?? 512
    let description = try LedgerDescription(
      origin: "test", unit: "单位", sectorByteCount: sectorByteCount)
    try FileEventStore.create(at: TestLedger.path, description: description, fileSystem: disk)
  }

  var directory: LedgerDirectory {
    LedgerDirectory(
      fileSystem: disk, path: TestLedger.path, layout: SegmentLayout(recordCount: 4))
  }

  func open(
    visiting visit: (RecordView) -> Void = { _ in }
  ) throws(StorageError) -> FileEventStore {
    try FileEventStore(directory, visiting: visit)
  }

  func segment(_ number: Int) -> String { directory.segmentPath(number) }

  func bytes(_ number: Int) -> [UInt8] { disk.contents(segment(number)) ?? [] }

  func setAside(_ name: String) -> [UInt8]? {
    disk.contents("\(directory.setAsidePath)/\(name)")
  }

  /// A ledger holding batches of the given sizes; bodies are "0", "1", and so on.
  static func holding(_ batchSizes: [Int], sectorByteCount: Int? = nil) throws -> TestLedger {
    let ledger = try TestLedger(sectorByteCount: sectorByteCount)
    let store = try ledger.open()
    for size in batchSizes { try store.appendNumbered(size) }
    return ledger
  }
}

extension EventStore {
  /// Appends bodies under the lock.
  @discardableResult
  func appendUnderLock(
    _ bodies: [[UInt8]], at time: Int64 = noon
  ) throws(StorageError) -> Range<UInt64> {
    try exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try append(bodies, recordedAtMicroseconds: time)
    }
  }

  /// Appends a batch whose bodies are the positions.
  func appendNumbered(_ count: Int) throws(StorageError) {
    let first = size
    try appendUnderLock((0..<UInt64(count)).map { body("\(first + $0)") })
  }

  /// All bodies as text.
  func bodies() throws(StorageError) -> [String] {
    var found: [String] = []
    try forEachRecord(in: 0..<size) { found.append(String(decoding: $0.body, as: UTF8.self)) }
    return found
  }
}

/// The root over lines, by the frontier that `MerkleTests` checks against the definition.
func root(ofLines lines: [[UInt8]]) -> Digest {
  var frontier = TreeFrontier()
  for line in lines { frontier.append(leafHash(line)) }
  return frontier.root
}

extension AppendBatch {
  /// One batch of bodies that are at hand one by one.
  init(
    _ bodies: [[UInt8]], at first: UInt64, recordedAtMicroseconds: Int64, appliedTime: Int64,
    layout: SegmentLayout, path: String
  ) throws(StorageError) {
    try self.init(
      RecordBodies(bodies), at: first, recordedAtMicroseconds: recordedAtMicroseconds,
      appliedTime: appliedTime, layout: layout, path: path)
  }

  /// The bytes of one part.
  func bytes(of wanted: SegmentPart) -> [UInt8] {
    var found: [UInt8] = []
    forEachPart { part, bytes in
      if part.segment == wanted.segment { found += bytes }
    }
    return found
  }
}

extension RecordFrameWriter {
  /// Adds the line of a body that is at hand alone.
  mutating func append(
    _ body: [UInt8], position: UInt64, batchIndex: UInt32, batchSize: UInt32
  ) {
    body.withUnsafeBytes {
      _ = append($0, position: position, batchIndex: batchIndex, batchSize: batchSize)
    }
  }
}
