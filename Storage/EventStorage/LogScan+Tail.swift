// The decision whether bytes after the last complete batch are a torn write or damage.

/// Where a doubtful line stands: everything that may be a torn tail in the last segment.
struct TailPlace {
  var number: Int
  var file: OpenFile
  /// The bytes after the last complete batch.
  var range: Range<UInt64>
  /// The position that the doubtful line must have.
  var position: UInt64
}

/// What zero bytes say about the bytes they are in.
private enum ZeroRuns {
  case none
  /// Every run of zeros is one that unwritten blocks leave.
  case unwrittenBlocks
  /// The run that begins here is not.
  case unexplained(at: UInt64)
}

extension LogScan {
  /// Disks write whole sectors, and file systems whole blocks of them.
  private static let sectorByteCount: UInt64 = 512

  /// A complete line that is not valid: damage, unless zeros prove that its batch was never synced.
  func judge(
    _ damage: Damage, at offset: UInt64, in place: TailPlace
  ) throws(StorageError) -> TailReport.Reason {
    let path = directory.segmentPath(place.number)
    // A later segment is begun only when this one is durable.
    if try !hasSegment(place.number + 1) {
      switch try zeroRuns(in: place) {
      case .none: break
      case .unwrittenBlocks:
        guard try hasLaterCommit(in: place) else { return .unwrittenBlocks }
        throw StorageError(
          .damagedRecord(.zeroBytes), path: path, position: place.position, offset: offset)
      case .unexplained(let zeroOffset):
        throw StorageError(
          .damagedRecord(.zeroBytes), path: path, position: place.position, offset: zeroOffset)
      }
    }
    throw StorageError(
      .damagedRecord(damage), path: path, position: place.position, offset: offset)
  }

  /// Bytes without a newline at the end of a segment: torn, if a stopped write can explain them.
  func judge(
    unterminated rest: SegmentReader.Line, in place: TailPlace
  ) throws(StorageError) -> TailReport.Reason {
    let path = directory.segmentPath(place.number)
    guard try !hasSegment(place.number + 1) else {
      let first = directory.layout.start(of: place.number)
      throw StorageError(
        .segmentTooShort(records: Int(place.position - first)), path: path,
        position: place.position, offset: rest.offset)
    }
    var damage: Damage?
    if let found = rest.bytes.first(where: { $0 < 0x20 }) {
      guard found != 0 else { return try judge(.zeroBytes, at: rest.offset, in: place) }
      // Part of a line has no control byte.
      damage = .controlByte
    } else {
      // A whole record and one byte more: its newline was there, and rotted.
      var frames = RecordFrameReader()
      let whole = try? frames.read(UnsafeRawBufferPointer(rebasing: rest.bytes.dropLast()))
      if whole != nil { damage = .newlineLost }
    }
    guard let damage else { return .unterminatedLine }
    throw StorageError(
      .damagedRecord(damage), path: path, position: place.position, offset: rest.offset)
  }

  /// The file ends before the newlines that fill the sector behind a commit do.
  func judge(
    cutPaddingAt offset: UInt64, in place: TailPlace
  ) throws(StorageError) -> TailReport.Reason {
    guard try hasSegment(place.number + 1) else { return .incompleteBatch }
    throw StorageError(
      .damagedRecord(.paddingBroken), path: directory.segmentPath(place.number),
      position: place.position, offset: offset)
  }

  /// Whether a valid line of another batch than the next stands after the last complete batch.
  ///
  /// A commit is begun only when the one before is durable, so blocks that were never written can
  /// lie in front of no line but those of their own batch.
  private func hasLaterCommit(in place: TailPlace) throws(StorageError) -> Bool {
    var frames = RecordFrameReader()
    var start = place.range.lowerBound
    while start < place.range.upperBound {
      let reader = SegmentReader(
        directory.fileSystem, place.file, start..<place.range.upperBound,
        pieceByteCount: directory.pieceByteCount)
      start = place.range.upperBound
      var isReading = true
      while isReading {
        let step = try directory.attempt { () throws(SystemCallError) in try reader.nextStep() }
        switch step {
        case .line(let line), .end(let line):
          if case .end = step { isReading = false }
          guard let frame = try? frames.read(line.bytes) else { continue }
          if frame.position &- UInt64(frame.batchIndex - 1) != state.size { return true }
        case .tooLong(let offset):
          start = offset + UInt64(LedgerLayout.lineByteCountMax)
          isReading = false
        }
      }
    }
    return false
  }

  private func hasSegment(_ number: Int) throws(StorageError) -> Bool {
    guard let file = try directory.openIfPresent(directory.segmentPath(number), .reading) else {
      return false
    }
    directory.fileSystem.close(file)
    return true
  }

  /// Looks at every zero byte after the last complete batch.
  ///
  /// A write that was not synced leaves zeros from where it began, or from the start of a block, up
  /// to the end of a block or of the file. A single byte that rotted to zero is not like that.
  private func zeroRuns(in place: TailPlace) throws(StorageError) -> ZeroRuns {
    let sector = LogScan.sectorByteCount
    var offset = place.range.lowerBound
    var runStart: UInt64?
    var hasZeros = false
    while offset < place.range.upperBound {
      let wanted = min(UInt64(directory.pieceByteCount), place.range.upperBound - offset)
      let piece = try directory.read(place.file, at: offset, upTo: Int(wanted))
      if piece.isEmpty { break }
      for (at, byte) in zip(offset..., piece) {
        if byte == 0 {
          hasZeros = true
          runStart = runStart ?? at
        } else if let start = runStart {
          let beginsWell = start == place.range.lowerBound || start % sector == 0
          guard beginsWell, at % sector == 0 else { return .unexplained(at: start) }
          runStart = nil
        }
      }
      offset += UInt64(piece.count)
    }
    if let start = runStart {
      let beginsWell = start == place.range.lowerBound || start % sector == 0
      guard beginsWell else { return .unexplained(at: start) }
    }
    return hasZeros ? .unwrittenBlocks : .none
  }
}
