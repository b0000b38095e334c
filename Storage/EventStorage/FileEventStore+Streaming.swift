// Appending a batch that is larger than memory should hold: in pieces, as they come.

import Merkle

extension FileEventStore {
  /// Appends one batch whose bodies come in pieces: each is written when it is there, each segment
  /// is durable before the next is begun, and its leaves are in the tree then.
  ///
  /// A reader sees nothing of the batch before its last record is there; what was written is taken
  /// back if that does not come.
  /// - Returns: The positions of the new records.
  /// - Throws: What `fill` throws; the store stays usable if all could be taken back.
  ///   `StorageError` in the same type; after a failed write or sync the store is poisoned.
  /// - Complexity: O(n) in the bytes appended; in memory a few pieces, and four bytes a record.
  @discardableResult
  public func append<Failure: StorageErrorCarrying>(
    batchOf count: Int, recordedAtMicroseconds: Int64,
    filling fill: (inout RecordBodies) throws(Failure) -> Void
  ) throws(Failure) -> Range<UInt64> {
    precondition(count > 0 && count <= Int(UInt32.max), "A batch has 1 to 2^32 records.")
    let first = size
    let time = max(recordedAtMicroseconds, lastRecordedAtMicroseconds ?? 0)
    do throws(StorageError) {
      try refuseUnlessAppendable()
      try AppendBatch.check(time: recordedAtMicroseconds, path: directory.path, position: first)
    } catch {
      throw Failure(storage: error)
    }
    // A tree that lags is left alone: whoever asks for a root has it hashed then.
    var stream = SegmentStream(
      RecordFrameWriter(recordedAtMicroseconds: time, byteCount: 0), first: first, count: count,
      tree: tree.size == first ? tree : nil)
    var bodies = RecordBodies()
    while stream.doneCount < count {
      bodies.removeAll()
      do throws(Failure) {
        try fill(&bodies)
      } catch {
        stream.close(in: self)
        if !takeBack(stream.parts[...]) { isPoisoned = true }
        throw error
      }
      precondition(
        bodies.count > 0 && bodies.count <= count - stream.doneCount,
        "A batch has as many records as were announced.")
      do throws(StorageError) {
        try stream.write(bodies, into: self)
      } catch {
        stream.close(in: self)
        // After a failed call the contents of the disk are a guess (see Storage/README.md).
        isPoisoned = !error.code.blamesRecord
        if !error.code.blamesUnlockedWriter, !takeBack(stream.parts[...]) { isPoisoned = true }
        throw Failure(storage: error)
      }
    }
    if let grown = stream.tree { tree = grown }
    accept(stream.parts, recordCount: count, batchCount: 1, recordedAtMicroseconds: time)
    return first..<size
  }
}

extension StorageError.Code {
  /// Whether a body was refused before it was written.
  fileprivate var blamesRecord: Bool {
    switch self {
    case .recordEmpty, .recordTooLong, .recordHasControlByte: true
    default: false
    }
  }
}

/// A batch on its way into segments.
private struct SegmentStream: ~Copyable {
  private var writer: RecordFrameWriter
  private let first: UInt64
  private let count: Int
  /// The tree with the records that were flushed; `nil` where it is not kept up.
  private(set) var tree: TreeCache?
  private var leaves = LeafBatch()
  /// What was begun of each segment.
  private(set) var parts: [SegmentPart] = []
  /// How many records were framed.
  private(set) var doneCount = 0
  /// The segment that is being written, and where its next byte goes.
  private var open: (file: OpenFile, end: UInt64)?

  init(_ writer: RecordFrameWriter, first: UInt64, count: Int, tree: TreeCache?) {
    self.writer = writer
    self.first = first
    self.count = count
    self.tree = tree
  }

  /// Writes the next records.
  mutating func write(
    _ bodies: RecordBodies, into store: FileEventStore
  ) throws(StorageError) {
    let layout = store.directory.layout
    for index in 0..<bodies.count {
      let position = first + UInt64(doneCount)
      let segment = layout.number(of: position)
      if open == nil {
        parts.append(SegmentPart(segment: segment))
        open = try store.openToAppend(segment)
      }
      let part = parts.count - 1
      let start = writer.bytes.count
      parts[part].lineOffsets.append(UInt32(parts[part].byteCount))
      try writer.append(
        bodies, index, number: doneCount, position: position,
        place: (index: UInt32(doneCount + 1), size: UInt32(count)), path: store.directory.path)
      writer.bytes.withUnsafeBytes { bytes in
        tree?.append(
          UnsafeRawBufferPointer(rebasing: bytes[start..<(bytes.count - 1)]), by: &leaves)
      }
      parts[part].byteCount += writer.bytes.count - start
      doneCount += 1
      guard doneCount == count || layout.number(of: position + 1) != segment else { continue }
      // Every part begins on a sector, so its length alone says what is missing to the next.
      let padding = layout.paddingByteCount(after: UInt64(parts[part].byteCount))
      writer.appendNewlines(padding)
      parts[part].byteCount += padding
      try flush(into: store, endingSegment: true)
    }
    try flush(into: store, endingSegment: false)
  }

  private mutating func flush(
    into store: FileEventStore, endingSegment: Bool
  ) throws(StorageError) {
    guard let open else { return }
    let fileSystem = store.directory.fileSystem
    try store.directory.attempt { () throws(SystemCallError) in
      try writer.withLines { (lines) throws(SystemCallError) in
        if lines.count > 0 { try fileSystem.write(open.file, at: open.end, lines) }
      }
      if endingSegment { try fileSystem.synchronize(open.file) }
    }
    tree?.append(&leaves)
    self.open?.end += UInt64(writer.bytes.count)
    writer.removeAll()
    if endingSegment { close(in: store) }
  }

  /// Closes the segment that is being written, if any.
  mutating func close(in store: FileEventStore) {
    if let open { store.directory.fileSystem.close(open.file) }
    open = nil
  }
}
