// Reads single records out of files that stay open, and near neighbours in one call.

import Glibc

/// The bytes of some records of one segment, read in one call and checked one by one.
///
/// Whatever it finds wrong it only refuses: the reader of whole segments names the fault. Its memory
/// is allocated by hand because views of it are handed out; they end with the next ``read()``.
final class RecordFetcher {
  /// The bytes of one record and what fills up its sector.
  struct Extent {
    let position: UInt64
    let segment: Int
    let bytes: Range<UInt64>
  }

  /// The longest line.
  static let lineByteCountMax = UInt64(LedgerLayout.lineByteCountMax)
  /// How many bytes that nobody asked for are read rather than another call made.
  private static let gapMax: UInt64 = 4_096
  /// How many files stay open.
  private static let openFilesMax = 64

  /// The records to be read next, or just read.
  private(set) var extents: [Extent] = []
  private let directory: LedgerDirectory
  private let buffer: UnsafeMutableRawBufferPointer
  private var frames = RecordFrameReader()
  private var files: [Int: OpenFile] = [:]
  private var lastFile: (segment: Int, file: OpenFile)?

  init(_ directory: LedgerDirectory) {
    self.directory = directory
    buffer = .allocate(byteCount: 2 * LedgerLayout.lineByteCountMax, alignment: 64)
  }

  deinit {
    for file in files.values { directory.fileSystem.close(file) }
    buffer.deallocate()
  }

  /// Forgets the records that were read.
  func begin() {
    extents.removeAll(keepingCapacity: true)
  }

  /// Takes a record in to be read next, if it lies close behind the last one.
  func take(_ extent: Extent) -> Bool {
    let capacity = UInt64(buffer.count)
    guard let first = extents.first, let last = extents.last else {
      guard extent.bytes.count <= capacity else { return false }
      extents.append(extent)
      return true
    }
    guard last.segment == extent.segment, extent.bytes.lowerBound >= last.bytes.upperBound,
      extent.bytes.lowerBound - last.bytes.upperBound <= Self.gapMax,
      extent.bytes.upperBound - first.bytes.lowerBound <= capacity
    else { return false }
    extents.append(extent)
    return true
  }

  /// Reads the bytes of the records taken in; `false` where the file does not have them.
  func read() -> Bool {
    guard let first = extents.first, let last = extents.last, let file = file(of: first.segment)
    else { return false }
    let wanted = Int(last.bytes.upperBound - first.bytes.lowerBound)
    var filled = 0
    while filled < wanted {
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<wanted])
      guard
        let count = try? directory.fileSystem.read(
          file, at: first.bytes.lowerBound + UInt64(filled), into: target), count > 0
      else { return false }
      filled += count
    }
    return true
  }

  /// The record of `extent` among those just read; `nil` where the bytes are not those of one.
  func view(of extent: Extent) -> RecordView? {
    guard let first = extents.first else { return nil }
    let start = Int(extent.bytes.lowerBound - first.bytes.lowerBound)
    let bytes = UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(buffer)[start..<(start + extent.bytes.count)])
    guard let begin = bytes.baseAddress, let newline = memchr(begin, 0x0a, bytes.count) else {
      return nil
    }
    let line = UnsafeRawBufferPointer(start: begin, count: UnsafeRawPointer(newline) - begin)
    guard let frame = try? frames.read(line), frame.position == extent.position else { return nil }
    return RecordView(
      frame, SegmentReader.Line(bytes: line, offset: extent.bytes.lowerBound),
      in: directory.layout)
  }

  private func file(of segment: Int) -> OpenFile? {
    if let lastFile, lastFile.segment == segment { return lastFile.file }
    if files[segment] == nil {
      if files.count >= Self.openFilesMax {
        for file in files.values { directory.fileSystem.close(file) }
        files.removeAll()
      }
      files[segment] = try? directory.openIfPresent(directory.segmentPath(segment), .reading)
    }
    lastFile = files[segment].map { (segment, $0) }
    return lastFile?.file
  }
}
