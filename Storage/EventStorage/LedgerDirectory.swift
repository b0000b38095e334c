// A ledger directory: paths, reading of its parts, and the translation of failed system calls.

import Glibc

/// The directory of one ledger on one file system.
struct LedgerDirectory {
  let fileSystem: any FileSystem
  let path: String
  var layout = SegmentLayout()
  /// How much of a segment is read at a time.
  var pieceByteCount = 1 << 20
  /// How a long log is read.
  var reading = ReadingPlan()

  var descriptionPath: String { "\(path)/\(LedgerLayout.descriptionName)" }
  var logPath: String { "\(path)/\(LedgerLayout.logName)" }
  var documentsPath: String { "\(path)/\(LedgerLayout.documentsName)" }
  var setAsidePath: String { "\(path)/\(LedgerLayout.setAsideName)" }

  var checkpointsPath: String { "\(path)/\(LedgerLayout.checkpointsName)" }

  func checkpointPath(_ size: UInt64) -> String {
    "\(checkpointsPath)/\(LedgerLayout.checkpointName(ofSize: size))"
  }

  func segmentPath(_ number: Int) -> String {
    "\(logPath)/\(layout.name(of: number))"
  }

  /// Runs system calls, whose failure becomes a failure of the log.
  func attempt<Result>(
    _ calls: () throws(SystemCallError) -> Result
  ) throws(StorageError) -> Result {
    do throws(SystemCallError) {
      return try calls()
    } catch {
      throw StorageError(error)
    }
  }

  /// Opens a file that may be missing.
  func openIfPresent(_ path: String, _ mode: OpenMode) throws(StorageError) -> OpenFile? {
    try attempt { () throws(SystemCallError) in
      do throws(SystemCallError) {
        return try fileSystem.open(path, mode)
      } catch {
        if error.errno == ENOENT || error.errno == ENOTDIR { return nil }
        throw error
      }
    }
  }

  /// Whether there is a directory at `path`.
  func lists(_ path: String) throws(StorageError) -> Bool {
    try attempt { () throws(SystemCallError) in
      do throws(SystemCallError) {
        _ = try fileSystem.list(path)
        return true
      } catch {
        if error.errno == ENOENT { return false }
        throw error
      }
    }
  }

  /// The bytes of `ledger.json`.
  func readDescription() throws(StorageError) -> [UInt8] {
    guard let file = try openIfPresent(descriptionPath, .reading) else {
      throw StorageError(.notALedger, path: path)
    }
    defer { fileSystem.close(file) }
    // One byte more than allowed, so that a file that is too long is seen to be.
    return try read(file, at: 0, upTo: LedgerLayout.descriptionByteCountMax + 1)
  }

  /// Up to `count` bytes from `offset`, fewer at the end of the file.
  func read(
    _ file: OpenFile, at offset: UInt64, upTo count: Int
  ) throws(StorageError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 64)
    defer { buffer.deallocate() }
    var filled = 0
    while filled < count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<count])
      let added = try attempt { () throws(SystemCallError) in
        try fileSystem.read(file, at: offset + UInt64(filled), into: rest)
      }
      if added == 0 { break }
      filled += added
    }
    return Array(buffer[..<filled])
  }

  /// The number of segment files, once their names are known to follow each other.
  func countSegments() throws(StorageError) -> Int {
    let names: [String]
    do throws(StorageError) {
      names = try attempt { () throws(SystemCallError) in try fileSystem.list(logPath) }
    } catch {
      if error.errno == ENOENT || error.errno == ENOTDIR {
        throw StorageError(.notALedger, path: logPath)
      }
      throw error
    }
    var numbers: [Int] = []
    for name in names where !name.hasPrefix(".") && name.hasSuffix(LedgerLayout.segmentSuffix) {
      guard let number = layout.number(named: name) else {
        throw StorageError(.misnamedSegment, path: "\(logPath)/\(name)")
      }
      numbers.append(number)
    }
    numbers.sort()
    for (expected, number) in numbers.enumerated() where expected != number {
      throw StorageError(
        .segmentMissing, path: segmentPath(expected), position: layout.start(of: expected))
    }
    return numbers.count
  }

  /// Hands out records that an earlier scan has found valid, reading and checking them again.
  ///
  /// `offset` is where the first of them begins in its segment.
  func visitRecords<E: StorageErrorCarrying>(
    _ positions: Range<UInt64>, firstAt offset: UInt64, endingAt end: UInt64? = nil,
    _ body: (RecordView) throws(E) -> Void
  ) throws(E) {
    var frames = RecordFrameReader()
    var position = positions.lowerBound
    var start = offset
    while position < positions.upperBound {
      let number = layout.number(of: position)
      let last = min(layout.start(of: number + 1), positions.upperBound)
      let isLast = last == positions.upperBound
      try visitSegment(
        number, position..<last, firstAt: start, endingAt: isLast ? end : nil, &frames, body)
      position = last
      start = 0
    }
  }

  private func visitSegment<E: StorageErrorCarrying>(
    _ number: Int, _ positions: Range<UInt64>, firstAt offset: UInt64, endingAt end: UInt64?,
    _ frames: inout RecordFrameReader, _ body: (RecordView) throws(E) -> Void
  ) throws(E) {
    let path = segmentPath(number)
    let file: OpenFile
    let reader: SegmentReader
    do throws(StorageError) {
      guard let found = try openIfPresent(path, .reading) else {
        throw StorageError(.segmentMissing, path: path, position: positions.lowerBound)
      }
      file = found
    } catch {
      throw E(storage: error)
    }
    defer { fileSystem.close(file) }
    do throws(StorageError) {
      let length = try attempt { () throws(SystemCallError) in try fileSystem.length(of: file) }
      guard length > offset else {
        throw StorageError(
          .logShrank(known: offset, found: length), path: path, position: positions.lowerBound)
      }
      // Where the end is known, no byte behind it is read.
      let wanted = offset..<max(offset, min(length, end ?? length))
      reader = SegmentReader(fileSystem, file, wanted, pieceByteCount: pieceByteCount)
    } catch {
      throw E(storage: error)
    }
    for position in positions {
      let view: RecordView
      do throws(StorageError) {
        view = try nextRecord(reader, position, path, &frames)
      } catch {
        throw E(storage: error)
      }
      let isLastOfCommit = view.batchIndex == view.batchSize
      let end = view.byteOffset + UInt64(view.line.count) + 1
      try body(view)
      guard isLastOfCommit, position + 1 < positions.upperBound else { continue }
      do throws(StorageError) {
        try passPadding(reader, after: end, path: path, position: position + 1)
      } catch {
        throw E(storage: error)
      }
    }
  }

  private func passPadding(
    _ reader: SegmentReader, after end: UInt64, path: String, position: UInt64
  ) throws(StorageError) {
    let count = layout.paddingByteCount(after: end)
    guard count > 0 else { return }
    let padding = try attempt { () throws(SystemCallError) in try reader.skipPadding(count) }
    switch padding {
    case .whole: return
    case .cut:
      throw StorageError(
        .logShrank(known: end + UInt64(count), found: end), path: path, position: position)
    case .broken(let offset):
      throw StorageError(
        .damagedRecord(.paddingBroken), path: path, position: position, offset: offset)
    }
  }

  private func nextRecord(
    _ reader: SegmentReader, _ position: UInt64, _ path: String,
    _ frames: inout RecordFrameReader
  ) throws(StorageError) -> RecordView {
    let step = try attempt { () throws(SystemCallError) in try reader.nextStep() }
    switch step {
    case .line(let line):
      do throws(Damage) {
        let frame = try frames.read(line.bytes)
        guard frame.position == position else {
          throw .positionOutOfOrder(expected: position, found: frame.position)
        }
        return RecordView(frame, line, in: layout)
      } catch {
        throw StorageError(
          .damagedRecord(error), path: path, position: position, offset: line.offset)
      }
    case .tooLong(let offset):
      let damage = Damage.recordTooLong(limit: LedgerLayout.lineByteCountMax)
      throw StorageError(.damagedRecord(damage), path: path, position: position, offset: offset)
    case .end(let rest):
      throw StorageError(
        .logShrank(known: rest.offset + 1, found: rest.offset), path: path, position: position,
        offset: rest.offset)
    }
  }
}

extension RecordView {
  /// The view of a line whose frame has been read.
  init(_ frame: RecordFrame, _ line: SegmentReader.Line, in layout: SegmentLayout) {
    position = frame.position
    recordedAtMicroseconds = frame.recordedAtMicroseconds
    batchIndex = frame.batchIndex
    batchSize = frame.batchSize
    self.line = line.bytes
    body = UnsafeRawBufferPointer(rebasing: line.bytes[frame.bodyStart..<frame.bodyEnd])
    byteOffset = line.offset
    segmentStart = position - UInt64(layout.place(of: position))
  }
}
