// The rows of a text, cut into pieces that several threads read.

import EventStorage
import Glibc
import Merkle

/// Where the rows of a text lie: behind its header, in pieces of about the same size.
struct RowPieces: Sendable {
  let text: OpenText
  /// The bytes of the header, with a byte order mark before it and the end of its line.
  let headerBytes: [UInt8]
  private let pieceByteCount: Int

  /// The rows of `source`; `nil` where its first line is longer than a piece, or there is none.
  ///
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be read.
  init?(_ source: EntrySource, pieceByteCount: Int) throws(LedgerError) {
    text = try OpenText(source)
    self.pieceByteCount = pieceByteCount
    var start: [UInt8] = []
    try start.append(from: text, atMost: pieceByteCount)
    if let newline = start.firstIndex(of: UInt8(ascii: "\n")) {
      headerBytes = Array(start[...newline])
    } else {
      guard !start.isEmpty, start.count == text.byteCount else { return nil }
      headerBytes = start
    }
  }

  /// The header, where it is a single row.
  var header: EntryHeader? {
    headerBytes.withUnsafeBytes { bytes in
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let start = bytes.starts(with: mark) ? mark.count : 0
      let line = UnsafeRawBufferPointer(rebasing: bytes[start...])
      return EntryHeader(line: line.withoutLineEnding)
    }
  }

  /// How many pieces there are.
  var count: Int {
    (text.byteCount - headerBytes.count + pieceByteCount - 1) / pieceByteCount
  }

  /// Where a piece lies; it has the rows that begin there.
  fileprivate func bytes(of piece: Int) -> Range<Int> {
    let start = headerBytes.count + piece * pieceByteCount
    return start..<min(start + pieceByteCount, text.byteCount)
  }

  /// How many makers of pieces are worth their threads.
  func makerCount(atMost limit: Int) -> Int {
    text.servesSeveralThreads ? max(1, min(limit, count)) : 1
  }

  /// Memory for one piece at a time, and a line that begins in it.
  func makeBuffer() -> RowBuffer { RowBuffer(byteCount: 1 + 2 * pieceByteCount) }
}

/// What is the matter with a piece of a text.
enum RowPieceFault: Error {
  /// It holds something that must be looked at in the other way.
  case notPlain
  /// It is not what it was a moment ago.
  case changed
  case unreadable(SystemCallError)
}

/// The memory that pieces are read into; used by one thread.
///
/// Unsafe memory, because rows are read where they lie: they are valid until the next piece is.
final class RowBuffer {
  private let memory: UnsafeMutableRawBufferPointer
  private var leaves = LeafBatch()

  fileprivate init(byteCount: Int) {
    memory = .allocate(byteCount: byteCount, alignment: 64)
  }

  deinit { memory.deallocate() }

  /// How far behind a piece is read at first.
  private static let nearByteCount = 1_024

  /// The lines that begin in a piece, and a hash of them; the last of the text may have no line
  /// feed.
  ///
  /// - Throws: `RowPieceFault`; a line that is longer than a piece is `.notPlain`.
  func read(
    piece number: Int, of pieces: RowPieces
  ) throws(RowPieceFault) -> (lines: UnsafeRawBufferPointer, digest: Digest) {
    let lines = try lines(ofPiece: number, in: pieces)
    return (lines, lines.digest(by: &leaves))
  }

  private func lines(
    ofPiece number: Int, in pieces: RowPieces
  ) throws(RowPieceFault) -> UnsafeRawBufferPointer {
    let place = pieces.bytes(of: number)
    // The line feed before a line tells that it is one.
    let base = number == 0 ? place.lowerBound : place.lowerBound - 1
    let last = min(pieces.text.byteCount, base + memory.count)
    var filled = min(last, place.upperBound + Self.nearByteCount) - base
    try fill(0..<filled, from: base, pieces.text)
    var start = 0
    if number > 0 {
      guard let newline = newline(in: 0..<(place.upperBound - base)) else {
        guard place.upperBound == pieces.text.byteCount else { throw .notPlain }
        return UnsafeRawBufferPointer(start: nil, count: 0)
      }
      start = newline + 1
    }
    let target = place.upperBound - base
    // A line that ends with the piece ends it.
    guard start < target else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    var end = newline(in: (target - 1)..<filled)
    if end == nil, base + filled < last {
      try fill(filled..<(last - base), from: base, pieces.text)
      end = newline(in: filled..<(last - base))
      filled = last - base
    }
    if end == nil, last < pieces.text.byteCount { throw .notPlain }
    let lines = start..<(end.map { $0 + 1 } ?? filled)
    return UnsafeRawBufferPointer(rebasing: memory[lines])
  }

  private func fill(
    _ range: Range<Int>, from base: Int, _ text: OpenText
  ) throws(RowPieceFault) {
    let count: Int
    do throws(SystemCallError) {
      count = try text.read(
        at: base + range.lowerBound,
        into: UnsafeMutableRawBufferPointer(rebasing: memory[range]))
    } catch {
      throw .unreadable(error)
    }
    guard count == range.count else { throw .changed }
  }

  private func newline(in range: Range<Int>) -> Int? {
    UnsafeRawBufferPointer(rebasing: memory[range]).first(UInt8(ascii: "\n")).map {
      range.lowerBound + $0
    }
  }
}

extension UnsafeRawBufferPointer {
  /// A hash of the bytes: the root of a tree of chunks, which are hashed side by side.
  fileprivate func digest(by leaves: inout LeafBatch) -> Digest {
    var rest = self
    while !rest.isEmpty {
      let chunk = rest.prefix(4_000)
      leaves.append(UnsafeRawBufferPointer(rebasing: chunk))
      rest = UnsafeRawBufferPointer(rebasing: rest[chunk.endIndex...])
    }
    var tree = TreeFrontier()
    leaves.drain(into: &tree)
    return tree.root
  }

  /// How many bytes stand before the first `byte`, or `nil` where there is none.
  func first(_ byte: UInt8) -> Int? {
    guard let start = baseAddress, count > 0, let found = memchr(start, Int32(byte), count) else {
      return nil
    }
    return UnsafeRawPointer(found) - start
  }

  /// The line without the line feed, and the carriage return before it, that end it.
  var withoutLineEnding: UnsafeRawBufferPointer {
    var end = count
    if end > 0, self[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > 0, self[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[..<end])
  }

  /// Hands out the lines, without their endings.
  func forEachLine<Failure: Error>(
    _ visit: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var rest = self
    while !rest.isEmpty {
      let end = rest.first(UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.count
      try visit(UnsafeRawBufferPointer(rebasing: rest[..<end]).withoutLineEnding)
      rest = UnsafeRawBufferPointer(rebasing: rest[end...])
    }
  }
}
