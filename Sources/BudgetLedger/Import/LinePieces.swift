// Reads a text in pieces of whole lines, so that it may be larger than memory.

import EventStorage
import Glibc
import Merkle

/// Walks over a text in pieces of whole lines, in memory of its own.
///
/// Unsafe memory, because rows are read where they lie: a piece is valid until the next one is
/// asked for.
final class LinePieces {
  private let source: EntrySource
  private let file: (file: OpenFile, system: any FileSystem)?
  private let buffer: UnsafeMutableRawBufferPointer
  /// What is in the buffer behind the piece that was handed out.
  private var rest = 0..<0
  private var offset = 0
  private var hash = SHA256()
  private var isAtEnd = false
  /// Whether a line is longer than a piece; nothing is handed out from there on.
  private(set) var holdsLongLine = false

  /// The pieces of `source`, from its beginning.
  ///
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be opened.
  init(_ source: EntrySource, pieceByteCount: Int) throws(LedgerError) {
    self.source = source
    if case .file(let path, let system) = source.place {
      do throws(SystemCallError) {
        file = (try system.open(path, .reading), system)
      } catch {
        throw .storage(StorageError(error))
      }
    } else {
      file = nil
    }
    buffer = .allocate(byteCount: pieceByteCount, alignment: 64)
  }

  deinit {
    if let file { file.system.close(file.file) }
    buffer.deallocate()
  }

  /// A hash of what was read of a file so far: equal for two walks only if they read the same.
  var digest: Digest { hash.finalize() }

  /// The next lines; the last may have no line feed. `nil` at the end.
  ///
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be read.
  func next() throws(LedgerError) -> UnsafeRawBufferPointer? {
    guard !holdsLongLine, let filled = try fill() else { return nil }
    var end = filled
    if !isAtEnd {
      while end > 0, buffer[end - 1] != UInt8(ascii: "\n") { end -= 1 }
      guard end > 0 else {
        holdsLongLine = true
        return nil
      }
    }
    rest = end..<filled
    return UnsafeRawBufferPointer(rebasing: buffer[..<end])
  }

  /// The next bytes, wherever they end; `nil` at the end.
  ///
  /// - Throws: as ``next()``.
  func nextBytes() throws(LedgerError) -> UnsafeRawBufferPointer? {
    guard let filled = try fill() else { return nil }
    rest = filled..<filled
    return UnsafeRawBufferPointer(rebasing: buffer[..<filled])
  }

  /// Moves what is left to the front and fills up the buffer.
  private func fill() throws(LedgerError) -> Int? {
    var filled = rest.count
    if let start = buffer.baseAddress, filled > 0 {
      memmove(start, start + rest.lowerBound, filled)
    }
    while !isAtEnd, filled < buffer.count {
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try read(into: target)
      isAtEnd = count == 0
      if file != nil, count > 0 {
        hash.update(UnsafeRawBufferPointer(rebasing: target[..<count]))
      }
      filled += count
      offset += count
    }
    rest = 0..<0
    return filled == 0 ? nil : filled
  }

  private func read(into target: UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int {
    switch source.place {
    case .bytes(let bytes):
      let count = min(target.count, bytes.count - offset)
      bytes.withUnsafeBytes {
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)]))
      }
      return count
    case .file:
      guard let file else { preconditionFailure("a file was opened at the start") }
      do throws(SystemCallError) {
        return try file.system.read(file.file, at: UInt64(offset), into: target)
      } catch {
        throw .storage(StorageError(error))
      }
    }
  }
}
