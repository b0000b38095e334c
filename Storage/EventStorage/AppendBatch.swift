// The bytes of one batch or several, complete before the first of them is written.

import Glibc
import Merkle

/// Lines that go, or went, into one segment.
struct SegmentPart {
  let segment: Int
  /// How many bytes they take, the padding behind them included.
  var byteCount = 0
  /// Where each line begins, counted from the first of this part.
  var lineOffsets: [UInt32] = []
}

/// Batches as lines: one buffer, cut where a segment ends.
struct AppendBatch {
  private(set) var parts: [SegmentPart] = []
  let recordCount: Int
  let batchCount: Int
  private let allBytes: [UInt8]

  /// The lines of `bodies` from position `first` on, in batches of `batchSizes`, which add up to
  /// their number; one batch where these are not given.
  /// - Throws: `StorageError`: `.recordEmpty`, `.recordTooLong`, `.recordHasControlByte`,
  ///   `.timeOutOfRange`.
  init(
    _ bodies: RecordBodies, batchSizes: [Int]? = nil, at first: UInt64,
    recordedAtMicroseconds: Int64, appliedTime: Int64, layout: SegmentLayout, path: String
  ) throws(StorageError) {
    try Self.check(time: recordedAtMicroseconds, path: path, position: first)
    precondition(bodies.count <= Int(UInt32.max), "A batch has fewer than 2^32 records.")
    let sizes = batchSizes ?? [bodies.count]
    precondition(sizes.reduce(0, +) == bodies.count, "Every record is in a batch.")
    var writer = RecordFrameWriter(
      recordedAtMicroseconds: appliedTime,
      byteCount: bodies.bytes.count + 160 * bodies.count)
    var index = 0
    for size in sizes {
      precondition(size > 0, "A batch has a record.")
      for place in 1...size {
        let position = first + UInt64(index)
        let segment = layout.number(of: position)
        if parts.last?.segment != segment { parts.append(SegmentPart(segment: segment)) }
        let last = parts.count - 1
        let start = writer.bytes.count
        parts[last].lineOffsets.append(UInt32(parts[last].byteCount))
        try writer.append(
          bodies, index, number: index, position: position,
          place: (index: UInt32(place), size: UInt32(size)), path: path)
        parts[last].byteCount += writer.bytes.count - start
        if place == size || layout.number(of: position + 1) != segment {
          // Every part begins on a sector, so its length alone says what is missing to the next.
          let padding = layout.paddingByteCount(after: UInt64(parts[last].byteCount))
          writer.appendNewlines(padding)
          parts[last].byteCount += padding
        }
        index += 1
      }
    }
    allBytes = writer.bytes
    recordCount = bodies.count
    batchCount = sizes.count
  }

  /// Refuses a time that a line cannot hold.
  /// - Throws: `StorageError.Code.timeOutOfRange`.
  static func check(time: Int64, path: String, position: UInt64) throws(StorageError) {
    guard (0...Timestamp.microsecondsMax).contains(time) else {
      throw StorageError(.timeOutOfRange(microseconds: time), path: path, position: position)
    }
  }

  /// Hands out the bytes of each part, in order.
  func forEachPart<Failure: Error>(
    _ body: (SegmentPart, UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var failure: Failure?
    allBytes.withUnsafeBytes { bytes in
      var start = 0
      do throws(Failure) {
        for part in parts {
          let end = start + part.byteCount
          try body(part, UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
          start = end
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Grows `tree` by the leaves of the batch.
  /// - Complexity: O(n) in its bytes.
  func hashLeaves(into tree: inout TreeCache) {
    var leaves: LeafBatch? = recordCount == 1 ? nil : LeafBatch()
    forEachPart { part, bytes in
      for offset in part.lineOffsets {
        let line = Self.line(at: Int(offset), in: bytes)
        if leaves == nil { tree.append(leafHash(line)) } else { leaves?.append(line) }
      }
    }
    if var leaves { tree.append(&leaves) }
  }

  /// The line that begins at `start`, without its newline, of which a line holds no other.
  private static func line(
    at start: Int, in bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
    guard let first = rest.baseAddress, let end = memchr(first, 0x0A, rest.count) else {
      preconditionFailure("Every line ends with a newline.")
    }
    return UnsafeRawBufferPointer(start: first, count: UnsafeRawPointer(end) - first)
  }
}

extension RecordFrameWriter {
  /// Adds the line of one of `bodies`, the record with this number of its append, if it is found
  /// acceptable.
  /// - Throws: `StorageError`: `.recordEmpty`, `.recordTooLong`, `.recordHasControlByte`.
  mutating func append(
    _ bodies: RecordBodies, _ index: Int, number: Int, position: UInt64,
    place: (index: UInt32, size: UInt32), path: String
  ) throws(StorageError) {
    let range = bodies.range(index)
    guard !range.isEmpty else {
      throw StorageError(.recordEmpty(index: number), path: path, position: position)
    }
    let length = RecordFrameWriter.lineByteCount(
      position: position, batchIndex: place.index, batchSize: place.size,
      bodyByteCount: range.count)
    guard length <= LedgerLayout.lineByteCountMax else {
      throw StorageError(
        .recordTooLong(index: number, length: length, limit: LedgerLayout.lineByteCountMax),
        path: path, position: position)
    }
    let hasControlByte = bodies.bytes.withUnsafeBytes {
      append(
        UnsafeRawBufferPointer(rebasing: $0[range]), position: position,
        batchIndex: place.index, batchSize: place.size)
    }
    guard hasControlByte, let at = bodies.bytes[range].firstIndex(where: { $0 < 0x20 }) else {
      return
    }
    throw StorageError(
      .recordHasControlByte(index: number, at: at - range.lowerBound), path: path,
      position: position)
  }
}
