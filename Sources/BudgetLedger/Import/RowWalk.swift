// Walks over the lines of a text, which may be larger than memory.

import Glibc
import Merkle

/// Walks over the lines of a text.
final class RowWalk {
  private let pieces: LinePieces
  private var piece = UnsafeRawBufferPointer(start: nil, count: 0)
  private var offset = 0
  private var isAtStart = true

  init(_ source: EntrySource, pieceByteCount: Int) throws(LedgerError) {
    pieces = try LinePieces(source, pieceByteCount: pieceByteCount)
  }

  var digest: Digest { pieces.digest }
  var holdsLongLine: Bool { pieces.holdsLongLine }
  /// Whether the next line is in memory already.
  var isWithinPiece: Bool { offset < piece.count }

  /// The next line without its ending; `nil` at the end of the text.
  func nextLine() throws(LedgerError) -> UnsafeRawBufferPointer? {
    if offset == piece.count {
      guard let next = try pieces.next() else { return nil }
      piece = next
      offset = 0
      if isAtStart, piece.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
      isAtStart = false
      if offset == piece.count { return nil }
    }
    let rest = UnsafeRawBufferPointer(rebasing: piece[offset...])
    var end = rest.count
    if let found = rest.firstLineFeed {
      end = found
      offset += 1
    }
    offset += end
    if end > 0, rest[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: rest[..<end])
  }
}

extension UnsafeRawBufferPointer {
  /// How many bytes stand before the first line feed, or `nil` where there is none.
  fileprivate var firstLineFeed: Int? {
    guard let start = baseAddress, count > 0, let found = memchr(start, 0x0A, count) else {
      return nil
    }
    return UnsafeRawPointer(found) - start
  }
}
