// A text of an import while it is being read, at any place and by several threads.

import EventStorage

/// A text that is open for reading.
///
/// `@unchecked Sendable`: nothing here changes; a file system that does not serve several threads
/// is asked by one, see ``servesSeveralThreads``.
final class OpenText: @unchecked Sendable {
  private let source: EntrySource
  private let file: (file: OpenFile, system: any FileSystem)?
  /// How many bytes the text had when it was opened.
  let byteCount: Int

  /// Opens `source`.
  ///
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be opened.
  init(_ source: EntrySource) throws(LedgerError) {
    self.source = source
    switch source.place {
    case .bytes(let bytes):
      file = nil
      byteCount = bytes.count
    case .file(let path, let system):
      do throws(SystemCallError) {
        let opened = try system.open(path, .reading)
        file = (opened, system)
        do throws(SystemCallError) {
          byteCount = Int(clamping: try system.length(of: opened))
        } catch {
          system.close(opened)
          throw error
        }
      } catch {
        throw .storage(StorageError(error))
      }
    }
  }

  deinit {
    if let file { file.system.close(file.file) }
  }

  /// Whether several threads may read at the same time.
  var servesSeveralThreads: Bool { file?.system.servesSeveralThreads ?? true }

  /// Reads bytes from `offset` on until `target` is full or the text ends; returns how many.
  ///
  /// - Throws: `SystemCallError`.
  func read(
    at offset: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(SystemCallError) -> Int {
    guard let file else {
      guard case .bytes(let bytes) = source.place, offset < bytes.count else { return 0 }
      let count = min(target.count, bytes.count - offset)
      bytes.withUnsafeBytes {
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)]))
      }
      return count
    }
    var filled = 0
    while filled < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[filled...])
      let count = try file.system.read(file.file, at: UInt64(offset + filled), into: rest)
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }
}

extension [UInt8] {
  /// Adds the bytes of a text that stand behind these, up to `limit` of them; returns how many.
  ///
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be read.
  @discardableResult
  mutating func append(from text: OpenText, atMost limit: Int) throws(LedgerError) -> Int {
    let known = count
    var failure: SystemCallError?
    append(addingCapacity: limit) { (bytes: inout OutputSpan<UInt8>) in
      bytes.withUnsafeMutableBufferPointer { free, count in
        let target = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(free)[..<limit])
        do throws(SystemCallError) {
          count = try text.read(at: known, into: target)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw .storage(StorageError(failure)) }
    return count - known
  }
}
