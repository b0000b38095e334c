// One ledger on a disk in memory, read by both programs, and what each of them says about it.

import EventStorage
import EventStorageTesting
import Merkle

@testable import juesuan_verify

/// What a program says about a ledger, as far as both can say it.
enum Verdict: Equatable, CustomStringConvertible {
  /// Sound, with so many bytes of an unfinished write behind it.
  case sound(size: UInt64, root: Digest, tailByteCount: UInt64)
  /// Refused from this position on.
  case refused(position: UInt64?)

  var description: String {
    switch self {
    case .sound(let size, _, let tail): "sound(\(size), tail \(tail))"
    case .refused(let position): "refused(\(position.map(String.init) ?? "-"))"
    }
  }
}

/// A ledger with eight records to a segment, and the two programs' views of it.
struct TwoReaders {
  static let segmentRecordCount = 8
  static let noon: Int64 = 1_795_240_629_123_456
  let disk: FaultyFileSystem

  /// A ledger holding batches of the given sizes.
  init(
    holding batchSizes: [Int], publishing: Bool = false, sectorByteCount: Int? = nil
  ) throws {
    disk = FaultyFileSystem()
    try FileEventStore.create(
      at: "/books",
      description: try LedgerDescription(
        origin: "two", unit: "单位", sectorByteCount: sectorByteCount),
      fileSystem: disk)
    let store = try open()
    for size in batchSizes {
      let first = store.size
      let bodies = (0..<UInt64(size)).map { Array("\"n\":\(first + $0)".utf8) }
      try append(bodies, to: store, at: TwoReaders.noon + Int64(first))
    }
    if publishing { try publish(store) }
  }

  func open() throws(StorageError) -> FileEventStore {
    try FileEventStore(
      openingAt: "/books", fileSystem: disk, segmentRecordCount: TwoReaders.segmentRecordCount)
  }

  func append(_ bodies: [[UInt8]], to store: FileEventStore, at time: Int64) throws {
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try store.append(bodies, recordedAtMicroseconds: time)
    }
  }

  func publish(_ store: FileEventStore) throws {
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try store.publishCheckpoint()
    }
  }

  /// The ledger as the second program sees it.
  var source: LedgerSource {
    LedgerSource(
      names: { (folder) throws(Unreadable) in try? disk.list("/books/\(folder)") },
      bytes: { (name) throws(Unreadable) in disk.contents("/books/\(name)") })
  }

  /// What `juesuan verify` says.
  func firstVerdict(against given: [Checkpoint] = []) -> Verdict {
    do throws(StorageError) {
      let report = try open().verify(against: given)
      return .sound(
        size: report.recordCount, root: report.root,
        tailByteCount: report.tail.parts.reduce(0) { $0 + $1.length })
    } catch {
      return .refused(position: error.position)
    }
  }

  /// What `juesuan-verify` says.
  func secondVerdict(against given: [Checkpoint] = []) -> Verdict {
    let audit = LedgerAudit(
      source, given: given.map { .init(file: "given", checkpoint: $0) },
      segmentRecordCount: UInt64(TwoReaders.segmentRecordCount))
    if let finding = audit.findings.first { return .refused(position: finding.position) }
    return .sound(
      size: audit.log.size, root: audit.log.tree.root,
      tailByteCount: UInt64(audit.log.tail?.byteCount ?? 0))
  }

  /// The files of the log.
  var segmentPaths: [String] { disk.filePaths.filter { $0.contains("/log/") } }
}
