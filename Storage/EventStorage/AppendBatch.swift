// The bytes of one batch, complete before the first of them is written.

/// A batch as lines: one buffer, cut where a segment ends.
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
  private let allBytes: [UInt8]

  /// The lines of `bodies` from position `first` on.
  /// - Throws: `StorageError`: `.recordEmpty`, `.recordTooLong`, `.recordHasControlByte`,
  ///   `.timeOutOfRange`.
  init(
    _ bodies: [[UInt8]], at first: UInt64, recordedAtMicroseconds: Int64, appliedTime: Int64,
    layout: SegmentLayout, path: String
  ) throws(StorageError) {
    guard (0...Timestamp.microsecondsMax).contains(recordedAtMicroseconds) else {
      throw StorageError(
        .timeOutOfRange(microseconds: recordedAtMicroseconds), path: path, position: first)
    }
    precondition(bodies.count <= Int(UInt32.max), "A batch has fewer than 2^32 records.")
    let batchSize = UInt32(bodies.count)
    var byteCount = 0
    for (index, body) in bodies.enumerated() {
      byteCount += try AppendBatch.lineByteCount(body, index, batchSize, first, path)
    }
    var writer = RecordFrameWriter(
      recordedAtMicroseconds: appliedTime, batchSize: batchSize, byteCount: byteCount)
    var part: Part?
    for (index, body) in bodies.enumerated() {
      let position = first + UInt64(index)
      let segment = layout.number(of: position)
      let start = writer.bytes.count
      writer.append(body, position: position, batchIndex: UInt32(index + 1))
      let partStart = part?.byteRange.lowerBound ?? start
      part = part ?? Part(segment: segment, byteRange: start..<start, lineOffsets: [])
      part?.lineOffsets.append(start - partStart)
      let isLastOfPart =
        index == bodies.count - 1 || layout.number(of: position + 1) != segment
      if isLastOfPart {
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
  }

  /// The bytes of one part.
  func bytes(of part: Part) -> [UInt8] {
    part.byteRange == 0..<allBytes.count ? allBytes : Array(allBytes[part.byteRange])
  }

  /// The length of a record's line, once the record is known to be acceptable.
  private static func lineByteCount(
    _ body: [UInt8], _ index: Int, _ batchSize: UInt32, _ first: UInt64, _ path: String
  ) throws(StorageError) -> Int {
    let position = first + UInt64(index)
    guard !body.isEmpty else {
      throw StorageError(.recordEmpty(index: index), path: path, position: position)
    }
    let length = RecordFrameWriter.lineByteCount(
      position: position, batchIndex: UInt32(index + 1), batchSize: batchSize,
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
