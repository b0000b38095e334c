// What a store knows of its log after a scan: where records begin, and what the last one said.

/// What is known of one segment.
struct SegmentState {
  /// Where each record begins. A segment is shorter than 2^32 bytes, see `LedgerLayout`.
  var lineOffsets: [UInt32] = []
  /// Where every 256th record begins, in a full segment that an anchor knows and nobody has read.
  var sparseOffsets: [UInt32] = []
  /// How often such a segment was walked to find a record.
  var walkCount = 0
  /// The bytes up to the end of the last complete batch.
  var completeByteCount: UInt64 = 0
  /// The bytes up to the end of the last valid line, of a batch complete or not.
  var scannedByteCount: UInt64 = 0

  /// Whether only ``sparseOffsets`` are known.
  var isSparse: Bool { lineOffsets.isEmpty && !sparseOffsets.isEmpty }

  /// Every 256th offset.
  var sparse: [UInt32] {
    isSparse
      ? sparseOffsets
      : stride(from: 0, to: lineOffsets.count, by: LogAnchor.sparseness).map { lineOffsets[$0] }
  }
}

/// What is known of the log.
struct LogState {
  let layout: SegmentLayout
  var segments: [SegmentState] = []
  /// The number of records in complete batches.
  var size: UInt64 = 0
  var batchCount: UInt64 = 0
  var firstRecordedAtMicroseconds: Int64?
  var lastRecordedAtMicroseconds: Int64?
  var tail = TailReport.clean

  init(_ layout: SegmentLayout) {
    self.layout = layout
  }

  /// Where the record at `position` begins in its segment.
  func offset(of position: UInt64) -> UInt64 {
    let number = layout.number(of: position)
    let place = layout.place(of: position)
    precondition(
      number < segments.count && place < segments[number].lineOffsets.count,
      "The store was read from within its own scan.")
    return UInt64(segments[number].lineOffsets[place])
  }

  /// Where the record at `position` begins in its segment, if it is not the first of one and its
  /// offset is at hand.
  func knownOffset(of position: UInt64) -> UInt64? {
    let number = layout.number(of: position)
    let place = layout.place(of: position)
    guard place > 0, number < segments.count, place < segments[number].lineOffsets.count else {
      return nil
    }
    return UInt64(segments[number].lineOffsets[place])
  }

  /// Forgets lines of a batch that is not complete; they are read again next time.
  mutating func forgetIncompleteBatch() {
    while let last = segments.indices.last {
      let first = layout.start(of: last)
      let kept = size > first ? Int(min(size - first, UInt64(layout.recordCount))) : 0
      let surplus = segments[last].lineOffsets.count - kept
      segments[last].lineOffsets.removeLast(surplus)
      segments[last].scannedByteCount = segments[last].completeByteCount
      // Segments without a complete record are not remembered: they may be removed and made anew.
      guard kept == 0 else { return }
      segments.removeLast()
    }
  }
}
