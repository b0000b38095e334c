// Lines of one segment file, read in big pieces and handed out where they lie in the buffer.

import Glibc

/// Reads a segment from a given byte to a given end, line by line.
///
/// Lines are borrowed: a line is valid until the next call of `nextLine`. Bytes from `keptFrom` on
/// stay in the buffer as long as they fit, so that a whole batch can be handed out once its last
/// record has been seen.
final class SegmentReader {
  /// A line without its newline, and where it begins in the file.
  struct Line {
    var bytes: UnsafeRawBufferPointer
    var offset: UInt64
  }

  /// What the next step found.
  enum Step {
    case line(Line)
    /// The rest of the file, without a newline; empty if the file ends with a line.
    case end(Line)
    /// More bytes without a newline than a line may have.
    case tooLong(offset: UInt64)
  }

  /// The first byte of the file that has to stay in the buffer: not more than half a piece back.
  var keptFrom: UInt64?

  private let fileSystem: any FileSystem
  private let file: OpenFile
  private let end: UInt64
  private let buffer: UnsafeMutableRawBufferPointer
  /// The file offset of the buffer's first byte.
  private var base: UInt64
  private var filled = 0
  private var next = 0

  /// A reader of the bytes `range` of `file`, in pieces of `pieceByteCount`.
  init(
    _ fileSystem: any FileSystem, _ file: OpenFile, _ range: Range<UInt64>, pieceByteCount: Int
  ) {
    precondition(
      pieceByteCount >= 2 * LedgerLayout.lineByteCountMax, "A piece must hold any two lines.")
    self.fileSystem = fileSystem
    self.file = file
    end = range.upperBound
    base = range.lowerBound
    let capacity = min(UInt64(pieceByteCount), max(UInt64(range.count), 1))
    buffer = .allocate(byteCount: Int(capacity), alignment: 64)
  }

  deinit {
    buffer.deallocate()
  }

  /// The next line, or why there is none.
  /// - Throws: `SystemCallError`.
  func nextStep() throws(SystemCallError) -> Step {
    while true {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[next..<filled])
      if let start = rest.baseAddress, let newline = memchr(start, 0x0a, rest.count) {
        let count = UnsafeRawPointer(newline) - start
        let line = Line(
          bytes: UnsafeRawBufferPointer(start: start, count: count), offset: base + UInt64(next))
        if count >= LedgerLayout.lineByteCountMax { return .tooLong(offset: line.offset) }
        next += count + 1
        return .line(line)
      }
      if rest.count >= LedgerLayout.lineByteCountMax {
        return .tooLong(offset: base + UInt64(next))
      }
      if try !readMore() {
        return .end(Line(bytes: rest, offset: base + UInt64(next)))
      }
    }
  }

  /// What follows the last line of a commit.
  enum Padding {
    case whole
    /// The file ends before it does.
    case cut
    /// Another byte than a newline stands at this offset.
    case broken(at: UInt64)
  }

  /// Steps over `count` newlines.
  /// - Throws: `SystemCallError`.
  func skipPadding(_ count: Int) throws(SystemCallError) -> Padding {
    for _ in 0..<count {
      if next == filled, try !readMore() { return .cut }
      guard buffer[next] == 0x0a else { return .broken(at: base + UInt64(next)) }
      next += 1
    }
    return .whole
  }

  /// The bytes at a file offset, as far as the buffer still holds them.
  func bytes(at offset: UInt64, count: Int) -> UnsafeRawBufferPointer? {
    guard offset >= base, offset + UInt64(count) <= base + UInt64(filled) else { return nil }
    let start = Int(offset - base)
    return UnsafeRawBufferPointer(rebasing: buffer[start..<(start + count)])
  }

  /// Reads another piece behind what is in the buffer; `false` at the end.
  private func readMore() throws(SystemCallError) -> Bool {
    let at = base + UInt64(filled)
    guard at < end else { return false }
    if filled == buffer.count { makeRoom() }
    let wanted = Int(min(UInt64(buffer.count - filled), end - at))
    let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + wanted)])
    let count = try fileSystem.read(file, at: at, into: target)
    filled += count
    return count > 0
  }

  /// Moves what is still needed to the front of the buffer.
  private func makeRoom() {
    var first = next
    if let keptFrom, keptFrom >= base, keptFrom < base + UInt64(next) {
      first = Int(keptFrom - base)
    }
    let count = filled - first
    if count > 0, first > 0 {
      let source = UnsafeRawBufferPointer(rebasing: buffer[first..<filled])
      UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).copyMemory(from: source)
    }
    base += UInt64(first)
    filled = count
    next -= first
    precondition(filled < buffer.count, "Half a piece and a line must leave room to read on.")
  }
}
