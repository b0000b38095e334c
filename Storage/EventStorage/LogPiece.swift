// One piece of a segment, read and checked by itself: frames, checksums, leaves.

import Glibc
import Merkle

/// A run of whole lines of one segment, checked as far as that is possible without those before.
///
/// Whatever is out of the ordinary makes a piece irregular, and nothing else is said of it: the
/// scan reads the place again and judges it.
struct LogPiece<Reading: Sendable>: Sendable {
  let segment: Int
  /// The bytes it was made of, from the first line to the end of the last, padding included.
  var bytes: Range<UInt64>
  var isRegular = false
  /// Where each line begins.
  var offsets: [UInt32] = []
  var leaves: [Digest] = []
  var first: RecordFrame?
  var last: RecordFrame?
  /// How many batches end in the piece.
  var batchCount = 0
  /// How many lines there are up to the end of the last batch that ends in the piece.
  var wholeCount = 0
  /// Where that batch ends, padding included.
  var wholeEnd: UInt64 = 0
  var wholeTimeMicroseconds: Int64 = 0
  /// The line that ends it.
  var wholeLine: [UInt8] = []
  var reading: Reading?
}

/// Where a piece lies: it has the lines that begin in `bytes`.
struct PiecePlace: Sendable {
  var segment: Int
  var bytes: Range<UInt64>
  /// The length of the segment when the places were found.
  var length: UInt64
  /// Whether `bytes` begin with a line; else the first line begins behind the first newline at or
  /// before them.
  var beginsWithLine: Bool
}

/// Makes the pieces of a log, for a crew.
final class LogPieceMaker<Reader: PieceReader>: PieceMaker {
  private let places: [PiecePlace]
  private var reader: LogPieceReader<Reader>

  init(_ places: [PiecePlace], _ reader: consuming LogPieceReader<Reader>) {
    self.places = places
    self.reader = reader
  }

  func make(_ number: Int) -> LogPiece<Reader.Reading> { reader.read(places[number]) }
}

/// Reads pieces; used by one thread.
struct LogPieceReader<Reader: PieceReader>: ~Copyable {
  private let directory: LedgerDirectory
  private let reader: Reader
  private var frames = RecordFrameReader()
  private var leaves = LeafBatch()
  // Unsafe memory, because lines are borrowed where they lie; only this reader holds it.
  private let buffer: UnsafeMutableRawBufferPointer

  init(_ directory: LedgerDirectory, _ reader: Reader) {
    self.directory = directory
    self.reader = reader
    // A byte before the piece, and a line that begins in it and its padding behind.
    let byteCount =
      1 + directory.reading.pieceByteCount + LedgerLayout.lineByteCountMax
      + directory.layout.sectorByteCount
    buffer = .allocate(byteCount: byteCount, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The piece at `place`; an irregular one where a call fails.
  mutating func read(_ place: PiecePlace) -> LogPiece<Reader.Reading> {
    let start = place.beginsWithLine ? place.bytes.lowerBound : place.bytes.lowerBound - 1
    var piece = LogPiece<Reader.Reading>(
      segment: place.segment, bytes: place.bytes.lowerBound..<place.bytes.lowerBound)
    let file: OpenFile
    do throws(StorageError) {
      guard
        let found = try directory.openIfPresent(directory.segmentPath(place.segment), .reading)
      else { return piece }
      file = found
    } catch {
      return piece
    }
    defer { directory.fileSystem.close(file) }
    let end = min(place.length, start + UInt64(buffer.count))
    // What a line may have behind the piece is read only where one does.
    let near = min(end, place.bytes.upperBound + UInt64(Self.nearByteCount))
    guard fill(file, from: start, 0..<Int(near - start)) else { return piece }
    var lines = Lines(base: start, next: 0, filled: Int(near - start))
    if !place.beginsWithLine { lines.passToFirstLine(in: buffer) }
    var isRead = read(&lines, of: place, into: &piece)
    if !isRead, near < end, lines.reachedEnd,
      fill(file, from: start, Int(near - start)..<Int(end - start))
    {
      lines.filled = Int(end - start)
      isRead = read(&lines, of: place, into: &piece)
    }
    leaves.drain(into: &piece.leaves)
    if isRead { finish(lines, &piece) }
    return piece
  }

  /// How far behind a piece is read at first.
  static var nearByteCount: Int { 1_024 }

  /// The lines of a piece on their way.
  private struct Lines {
    /// The offset in the segment of the buffer's first byte.
    let base: UInt64
    /// Where the next line begins in the buffer.
    var next: Int
    var filled: Int
    /// Whether the buffer ended before the lines did.
    var reachedEnd = false
    var firstByte: Int?
    var frames: [RecordFrame] = []
    var ends: [UInt32] = []

    init(base: UInt64, next: Int, filled: Int) {
      self.base = base
      self.next = next
      self.filled = filled
    }

    mutating func passToFirstLine(in buffer: UnsafeMutableRawBufferPointer) {
      guard let start = buffer.baseAddress, let newline = memchr(start, 0x0a, filled) else {
        next = filled
        return
      }
      next = UnsafeRawPointer(newline) - UnsafeRawPointer(start) + 1
      // Newlines that fill a sector belong to the piece before.
      while next < filled, buffer[next] == 0x0a { next += 1 }
    }
  }

  private func fill(_ file: OpenFile, from start: UInt64, _ range: Range<Int>) -> Bool {
    var filled = range.lowerBound
    while filled < range.upperBound {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<range.upperBound])
      do throws(SystemCallError) {
        let count = try directory.fileSystem.read(file, at: start + UInt64(filled), into: rest)
        guard count > 0 else { return false }
        filled += count
      } catch {
        return false
      }
    }
    return true
  }

  /// Reads the lines that begin in the piece; `false` where something is out of the ordinary, or
  /// the buffer ends before the lines do.
  private mutating func read(
    _ lines: inout Lines, of place: PiecePlace, into piece: inout LogPiece<Reader.Reading>
  ) -> Bool {
    let end = Int(place.bytes.upperBound - lines.base)
    if lines.firstByte == nil { lines.firstByte = lines.next }
    while lines.next < end {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[lines.next..<lines.filled])
      guard let start = rest.baseAddress, let newline = memchr(start, 0x0a, rest.count) else {
        lines.reachedEnd = true
        return false
      }
      let count = UnsafeRawPointer(newline) - start
      guard count < LedgerLayout.lineByteCountMax else { return false }
      let line = UnsafeRawBufferPointer(start: start, count: count)
      let frame: RecordFrame
      do throws(Damage) {
        frame = try frames.read(line)
      } catch {
        return false
      }
      guard Self.follows(frame, piece.last) else { return false }
      guard let padding = paddingByteCount(behind: frame, line, in: lines, place) else {
        return false
      }
      if lines.next + count + 1 + padding > lines.filled {
        lines.reachedEnd = true
        return false
      }
      for place in (lines.next + count + 1)..<(lines.next + count + 1 + padding)
      where buffer[place] != 0x0a { return false }
      accept(frame, line, padding, &lines, &piece)
    }
    return true
  }

  /// How many newlines stand behind a line; `nil` where it is not a line of this segment.
  private func paddingByteCount(
    behind frame: RecordFrame, _ line: UnsafeRawBufferPointer, in lines: Lines, _ place: PiecePlace
  ) -> Int? {
    guard directory.layout.number(of: frame.position) == place.segment else { return nil }
    let isLast = directory.layout.place(of: frame.position) == directory.layout.recordCount - 1
    guard frame.batchIndex == frame.batchSize || isLast else { return 0 }
    return directory.layout.paddingByteCount(
      after: lines.base + UInt64(lines.next + line.count + 1))
  }

  /// Whether a line is one that can come behind `last`.
  private static func follows(_ frame: RecordFrame, _ last: RecordFrame?) -> Bool {
    guard let last else { return true }
    guard frame.position == last.position + 1 else { return false }
    if last.batchIndex == last.batchSize {
      return frame.batchIndex == 1
        && frame.recordedAtMicroseconds >= last.recordedAtMicroseconds
    }
    return frame.batchIndex == last.batchIndex + 1 && frame.batchSize == last.batchSize
      && frame.recordedAtMicroseconds == last.recordedAtMicroseconds
  }

  private mutating func accept(
    _ frame: RecordFrame, _ line: UnsafeRawBufferPointer, _ padding: Int, _ lines: inout Lines,
    _ piece: inout LogPiece<Reader.Reading>
  ) {
    if piece.first == nil { piece.first = frame }
    piece.last = frame
    piece.offsets.append(UInt32(truncatingIfNeeded: lines.base + UInt64(lines.next)))
    lines.ends.append(UInt32(truncatingIfNeeded: lines.base + UInt64(lines.next + line.count)))
    lines.frames.append(frame)
    leaves.append(line)
    lines.next += line.count + 1 + padding
    guard frame.batchIndex == frame.batchSize else { return }
    piece.batchCount += 1
    piece.wholeCount = lines.frames.count
    piece.wholeEnd = lines.base + UInt64(lines.next)
    piece.wholeTimeMicroseconds = frame.recordedAtMicroseconds
  }

  private mutating func finish(_ lines: Lines, _ piece: inout LogPiece<Reader.Reading>) {
    let first = lines.firstByte ?? lines.next
    piece.bytes = (lines.base + UInt64(first))..<(lines.base + UInt64(lines.next))
    let records = PieceRecords(
      lines: UnsafeRawBufferPointer(rebasing: buffer[..<lines.filled]), base: lines.base,
      frames: lines.frames, offsets: piece.offsets, ends: lines.ends, layout: directory.layout)
    if piece.wholeCount > 0 { piece.wholeLine = Array(records[piece.wholeCount - 1].line) }
    piece.reading = reader.read(records)
    piece.isRegular = true
  }
}
