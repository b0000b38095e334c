// The bytes of a whole file, mapped or read, that stay where they are.

import Glibc

/// The bytes of a file as they were when it was mapped, for as long as this object lives.
///
/// `@unchecked Sendable`: the bytes are never written through this object. Index files are replaced
/// by renaming, never changed in place, so a mapping does not change under its reader.
public final class FileBytes: @unchecked Sendable {
  /// The bytes.
  public let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Bytes that `mmap` returned; unmapped at the end.
  init(mapped start: UnsafeMutableRawPointer, count: Int) {
    bytes = UnsafeRawBufferPointer(start: start, count: count)
    isMapped = true
  }

  /// A copy of `array` in memory of its own.
  public init(copying array: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(array.count, 1), alignment: 16_384)
    memory.copyBytes(from: array)
    bytes = UnsafeRawBufferPointer(rebasing: memory[..<array.count])
    isMapped = false
  }

  /// Has all bytes read into memory now; `false` where the disk or the kernel does not do that, so
  /// that looking at the bytes might end the process (`madvise`, `MADV_POPULATE_READ`, Linux 5.14).
  func populate() -> Bool {
    guard isMapped, let start = bytes.baseAddress else { return true }
    let populateRead: Int32 = 22
    return madvise(UnsafeMutableRawPointer(mutating: start), bytes.count, populateRead) == 0
  }

  deinit {
    guard let start = bytes.baseAddress else { return }
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    } else {
      UnsafeMutableRawPointer(mutating: start).deallocate()
    }
  }
}
