// One pass over the bytes that are new since the last: every line checked, whole batches counted.

/// Catches up with a log: validates what was added and extends a `LogState`.
///
/// Checked are the frame, the checksum, and that positions, batches and times follow each other.
/// Nothing counts before its batch is complete. What follows the last complete batch is either a
/// torn tail, which is reported, or damage, which is thrown; `LogScan+Tail.swift` decides.
struct LogScan {
  let directory: LedgerDirectory
  var state: LogState
  private var batch = OpenBatch()
  private var frames = RecordFrameReader()

  /// A batch of which not all records have been seen.
  private struct OpenBatch {
    var seenCount: UInt32 = 0
    var size: UInt32 = 0
    var recordedAtMicroseconds: Int64 = 0
    var firstSegment = 0
    var firstOffset: UInt64 = 0
    /// The frames and lines seen, as long as they can be handed out from the reader's buffer.
    var lines: [(frame: RecordFrame, offset: UInt64, byteCount: Int)] = []
    var isBuffered = true
  }

  init(_ directory: LedgerDirectory, from state: LogState) {
    self.directory = directory
    self.state = state
  }

  /// Whether newlines follow a commit, so that its last line may have left the reader's hands when
  /// it is known to be whole.
  private var isPadded: Bool { directory.layout.sectorByteCount > 1 }

  /// The position that the next line must have.
  var nextPosition: UInt64 { state.size + UInt64(batch.seenCount) }

  /// Reads to the end of the log.
  ///
  /// `segmentCount` is the number of segment files if they have been listed. `state` is right for
  /// the complete batches seen even if an error is thrown.
  mutating func run(
    segmentCount: Int?, visiting visit: (RecordView) -> Void
  ) throws(StorageError) {
    defer { state.forgetIncompleteBatch() }
    state.tail = .clean
    var number = max(state.segments.count - 1, 0)
    while let file = try openSegment(number) {
      defer { directory.fileSystem.close(file) }
      if state.segments.count == number { state.segments.append(SegmentState()) }
      let length = try directory.attempt { () throws(SystemCallError) in
        try directory.fileSystem.length(of: file)
      }
      let known = state.segments[number].completeByteCount
      guard length >= known else {
        throw StorageError(
          .logShrank(known: known, found: length), path: directory.segmentPath(number),
          position: state.size)
      }
      if let reason = try scan(number, file, length, visit) {
        state.tail = tail(through: number, length: length, reason)
        return
      }
      let recordCount = state.segments[number].lineOffsets.count
      if recordCount < directory.layout.recordCount {
        guard number + 1 >= segmentCount ?? 0 else {
          throw StorageError(
            .segmentTooShort(records: recordCount), path: directory.segmentPath(number),
            position: nextPosition, offset: length)
        }
        break
      }
      number += 1
    }
    if batch.seenCount > 0, let last = state.segments.indices.last {
      let length = state.segments[last].scannedByteCount
      state.tail = tail(through: last, length: length, .incompleteBatch)
    }
  }

  private func openSegment(_ number: Int) throws(StorageError) -> OpenFile? {
    let path = directory.segmentPath(number)
    if let file = try directory.openIfPresent(path, .reading) { return file }
    guard number >= state.segments.count else {
      throw StorageError(.segmentMissing, path: path, position: state.size)
    }
    return nil
  }

  /// Reads the new bytes of one segment; returns why they do not end with a whole line, if so.
  private mutating func scan(
    _ number: Int, _ file: OpenFile, _ length: UInt64, _ visit: (RecordView) -> Void
  ) throws(StorageError) -> TailReport.Reason? {
    // Moved out and back in, so that the offsets are appended to in place.
    var segment = SegmentState()
    swap(&segment, &state.segments[number])
    defer { swap(&segment, &state.segments[number]) }
    batch.isBuffered = batch.seenCount == 0
    let reader = SegmentReader(
      directory.fileSystem, file, segment.scannedByteCount..<length,
      pieceByteCount: directory.pieceByteCount)
    while true {
      let step = try directory.attempt { () throws(SystemCallError) in try reader.nextStep() }
      switch step {
      case .line(let line):
        let frame: RecordFrame
        do throws(Damage) {
          frame = try frames.read(line.bytes)
          try check(frame, segment)
        } catch {
          let place = TailPlace(
            number: number, file: file, range: segment.completeByteCount..<length,
            position: nextPosition)
          return try judge(error, at: line.offset, in: place)
        }
        accept(frame, line, number, &segment, reader)
        let isWhole = frame.batchIndex == frame.batchSize
        if isWhole || segment.lineOffsets.count == directory.layout.recordCount {
          let place = TailPlace(
            number: number, file: file, range: segment.completeByteCount..<length,
            position: nextPosition)
          if let reason = try passPadding(&segment, reader, in: place) { return reason }
        }
        if isWhole {
          try complete(frame, line, number, &segment, reader, visit)
        }
      case .tooLong(let offset):
        let place = TailPlace(
          number: number, file: file, range: segment.completeByteCount..<length,
          position: nextPosition)
        let damage = Damage.recordTooLong(limit: LedgerLayout.lineByteCountMax)
        return try judge(damage, at: offset, in: place)
      case .end(let rest):
        if rest.bytes.isEmpty { return nil }
        let place = TailPlace(
          number: number, file: file, range: segment.completeByteCount..<length,
          position: nextPosition)
        return try judge(unterminated: rest, in: place)
      }
    }
  }

  /// Steps over what fills the sector behind a commit; returns why the commit is not whole, if so.
  private func passPadding(
    _ segment: inout SegmentState, _ reader: SegmentReader, in place: TailPlace
  ) throws(StorageError) -> TailReport.Reason? {
    let count = directory.layout.paddingByteCount(after: segment.scannedByteCount)
    guard count > 0 else { return nil }
    let padding = try directory.attempt { () throws(SystemCallError) in
      try reader.skipPadding(count)
    }
    switch padding {
    case .whole:
      segment.scannedByteCount += UInt64(count)
      return nil
    case .cut: return try judge(cutPaddingAt: segment.scannedByteCount, in: place)
    case .broken(let offset): return try judge(.paddingBroken, at: offset, in: place)
    }
  }

  /// Whether a line is the one that must come next.
  private func check(_ frame: RecordFrame, _ segment: SegmentState) throws(Damage) {
    guard segment.lineOffsets.count < directory.layout.recordCount else {
      throw .segmentOverfull
    }
    guard frame.position == nextPosition else {
      throw .positionOutOfOrder(expected: nextPosition, found: frame.position)
    }
    let expectedIndex = batch.seenCount + 1
    guard frame.batchIndex == expectedIndex, expectedIndex == 1 || frame.batchSize == batch.size
    else {
      throw .batchOutOfOrder(
        expectedIndex: expectedIndex, foundIndex: frame.batchIndex, foundSize: frame.batchSize)
    }
    let time = frame.recordedAtMicroseconds
    if expectedIndex > 1 {
      guard time == batch.recordedAtMicroseconds else { throw .batchTimesDiffer }
    } else if let before = state.lastRecordedAtMicroseconds, time < before {
      throw .timeWentBackwards(from: before, to: time)
    }
  }

  /// Counts a valid line as part of the open batch.
  private mutating func accept(
    _ frame: RecordFrame, _ line: SegmentReader.Line, _ number: Int,
    _ segment: inout SegmentState, _ reader: SegmentReader
  ) {
    if batch.seenCount == 0 {
      batch.size = frame.batchSize
      batch.recordedAtMicroseconds = frame.recordedAtMicroseconds
      batch.firstSegment = number
      batch.firstOffset = line.offset
      // A batch over two segments was read again from disk and has left its first lines here.
      batch.lines.removeAll(keepingCapacity: true)
      batch.isBuffered = true
      reader.keptFrom = line.offset
    }
    batch.seenCount += 1
    segment.lineOffsets.append(UInt32(truncatingIfNeeded: line.offset))
    segment.scannedByteCount = line.offset + UInt64(line.bytes.count) + 1
    guard frame.batchSize > 1 || isPadded, batch.isBuffered else { return }
    if segment.scannedByteCount - batch.firstOffset > UInt64(directory.pieceByteCount / 2) {
      batch.isBuffered = false
      batch.lines.removeAll()
      reader.keptFrom = nil
    } else {
      batch.lines.append((frame, line.offset, line.bytes.count))
    }
  }

  /// Counts the records of a complete batch, and hands them out.
  private mutating func complete(
    _ frame: RecordFrame, _ line: SegmentReader.Line, _ number: Int,
    _ segment: inout SegmentState, _ reader: SegmentReader, _ visit: (RecordView) -> Void
  ) throws(StorageError) {
    let first = state.size
    if !(frame.batchSize == 1 && !isPadded), !batch.isBuffered {
      // Too large to wait in memory for its last record: read again, now that it is known whole.
      // Before it counts: what cannot be handed out must not be taken for handed out.
      try directory.visitRecords(
        first..<(first + UInt64(frame.batchSize)), firstAt: batch.firstOffset
      ) { (record) throws(StorageError) in visit(record) }
    }
    for earlier in batch.firstSegment..<number {
      state.segments[earlier].completeByteCount = state.segments[earlier].scannedByteCount
    }
    segment.completeByteCount = segment.scannedByteCount
    state.size += UInt64(frame.batchSize)
    state.batchCount += 1
    if first == 0 { state.firstRecordedAtMicroseconds = frame.recordedAtMicroseconds }
    state.lastRecordedAtMicroseconds = frame.recordedAtMicroseconds
    batch.seenCount = 0
    reader.keptFrom = nil
    if frame.batchSize == 1, !isPadded {
      visit(RecordView(frame, line, in: directory.layout))
    } else if batch.isBuffered {
      for seen in batch.lines {
        guard let bytes = reader.bytes(at: seen.offset, count: seen.byteCount) else {
          preconditionFailure("A batch of less than half a piece has left the buffer.")
        }
        let line = SegmentReader.Line(bytes: bytes, offset: seen.offset)
        visit(RecordView(seen.frame, line, in: directory.layout))
      }
    }
  }

  /// The report of the bytes after the last complete batch, of which `number` is the last segment.
  private func tail(
    through number: Int, length: UInt64, _ reason: TailReport.Reason
  ) -> TailReport {
    let first = batch.seenCount > 0 ? batch.firstSegment : number
    var parts: [TailReport.Part] = []
    for segment in first...number {
      let offset = state.segments[segment].completeByteCount
      let end = segment == number ? length : state.segments[segment].scannedByteCount
      parts.append(
        TailReport.Part(
          position: max(state.size, directory.layout.start(of: segment)),
          fileName: directory.layout.name(of: segment), offset: offset, length: end - offset))
    }
    return TailReport(reason: reason, parts: parts)
  }
}
