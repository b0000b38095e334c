// The bytes of one batch or several, complete before the first of them is written.

import Merkle

/// Batches as lines: one buffer, cut where a segment ends.
struct AppendBatch {
  /// The lines that go into one segment.
  struct Part {
    var segment: Int
    /// Where the lines are in the batch's bytes.
    var byteRange: Range<Int>
    /// Where each line begins, counted from the first of this part.
    var lineOffsets: [Int]
  }

  private(set) var parts: [Part] = []
  let recordCount: Int
  let batchCount: Int
  private let allBytes: [UInt8]

  /// The lines of `bodies` from position `first` on, in batches of `batchSizes`, which add up to
  /// their number; one batch where these are not given.
  /// - Throws: `StorageError`: `.recordEmpty`, `.recordTooLong`, `.recordHasControlByte`,
  ///   `.timeOutOfRange`.
  init(
    _ bodies: [[UInt8]], batchSizes: [Int]? = nil, at first: UInt64,
    recordedAtMicroseconds: Int64, appliedTime: Int64, layout: SegmentLayout, path: String
  ) throws(StorageError) {
    guard (0...Timestamp.microsecondsMax).contains(recordedAtMicroseconds) else {
      throw StorageError(
        .timeOutOfRange(microseconds: recordedAtMicroseconds), path: path, position: first)
    }
    precondition(bodies.count <= Int(UInt32.max), "A batch has fewer than 2^32 records.")
    let places = Self.places(of: bodies.count, in: batchSizes ?? [bodies.count])
    var byteCount = 0
    for (index, body) in bodies.enumerated() {
      byteCount += try AppendBatch.lineByteCount(body, index, places[index], first, path)
    }
    var writer = RecordFrameWriter(
      recordedAtMicroseconds: appliedTime, batchSize: UInt32(bodies.count), byteCount: byteCount)
    var part: Part?
    for (index, body) in bodies.enumerated() {
      let position = first + UInt64(index)
      let segment = layout.number(of: position)
      let start = writer.bytes.count
      let place = places[index]
      writer.append(body, position: position, batchIndex: place.index, batchSize: place.size)
      let partStart = part?.byteRange.lowerBound ?? start
      part = part ?? Part(segment: segment, byteRange: start..<start, lineOffsets: [])
      part?.lineOffsets.append(start - partStart)
      let isLastOfPart =
        index == bodies.count - 1 || layout.number(of: position + 1) != segment
      if isLastOfPart || place.index == place.size {
        // Every part begins on a sector, so its length alone says what is missing to the next.
        let length = writer.bytes.count - partStart
        writer.appendNewlines(layout.paddingByteCount(after: UInt64(length)))
      }
      part?.byteRange = partStart..<writer.bytes.count
      if isLastOfPart, let done = part {
        parts.append(done)
        part = nil
      }
    }
    allBytes = writer.bytes
    recordCount = bodies.count
    batchCount = (batchSizes ?? [bodies.count]).count
  }

  /// Index and size of the batch of each record.
  private static func places(
    of count: Int, in batchSizes: [Int]
  ) -> [(index: UInt32, size: UInt32)] {
    var places: [(index: UInt32, size: UInt32)] = []
    places.reserveCapacity(count)
    for size in batchSizes {
      precondition(size > 0, "A batch has a record.")
      for index in 1...size { places.append((UInt32(index), UInt32(size))) }
    }
    precondition(places.count == count, "Every record is in a batch.")
    return places
  }

  /// The bytes of one part.
  func bytes(of part: Part) -> [UInt8] {
    part.byteRange == 0..<allBytes.count ? allBytes : Array(allBytes[part.byteRange])
  }

  /// Grows `tree` by the leaves of the batch.
  /// - Complexity: O(n) in its bytes.
  func hashLeaves(into tree: inout TreeCache) {
    allBytes.withUnsafeBytes { bytes in
      if recordCount == 1, let part = parts.first, let start = part.lineOffsets.first {
        tree.append(leafHash(line(at: part.byteRange.lowerBound + start, in: bytes)))
        return
      }
      var leaves = LeafBatch()
      for part in parts {
        for offset in part.lineOffsets {
          leaves.append(line(at: part.byteRange.lowerBound + offset, in: bytes))
        }
      }
      tree.append(&leaves)
    }
  }

  /// The line that begins at `start`, without its newline, of which a line holds no other.
  private func line(at start: Int, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var end = start
    while bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  /// The length of a record's line, once the record is known to be acceptable.
  private static func lineByteCount(
    _ body: [UInt8], _ index: Int, _ place: (index: UInt32, size: UInt32), _ first: UInt64,
    _ path: String
  ) throws(StorageError) -> Int {
    let position = first + UInt64(index)
    guard !body.isEmpty else {
      throw StorageError(.recordEmpty(index: index), path: path, position: position)
    }
    let length = RecordFrameWriter.lineByteCount(
      position: position, batchIndex: place.index, batchSize: place.size,
      bodyByteCount: body.count)
    guard length <= LedgerLayout.lineByteCountMax else {
      throw StorageError(
        .recordTooLong(index: index, length: length, limit: LedgerLayout.lineByteCountMax),
        path: path, position: position)
    }
    if let at = body.firstIndex(where: { $0 < 0x20 }) {
      throw StorageError(
        .recordHasControlByte(index: index, at: at), path: path, position: position)
    }
    return length
  }
}
