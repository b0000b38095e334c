// Reads single records out of files that stay open, and near neighbours in one call.

import Glibc

/// The bytes of some records of one segment, read in one call and checked one by one.
///
/// A segment that is full, and so never changes, is mapped once it was read often: a record is then
/// only looked at. Its length is compared before each walk over records, because who looks behind
/// the end of a file that was cut is ended by the kernel.
///
/// What it finds wrong it only refuses: the reader of whole segments names the fault. Its memory
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
  /// How often a segment is read before it is mapped.
  private static let readsMax = 16

  /// A full segment: how often it was read, or its bytes.
  private struct Segment {
    var readCount = 0
    var bytes: FileBytes?
    /// Whether its length was compared during this walk.
    var isCompared = false
  }

  /// The records to be read next, or just read.
  private(set) var extents: [Extent] = []
  private let directory: LedgerDirectory
  private let buffer: UnsafeMutableRawBufferPointer
  private var frames = RecordFrameReader()
  private var files: [Int: OpenFile] = [:]
  private var lastFile: (segment: Int, file: OpenFile)?
  private var segments: [Segment] = []

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

  /// Ends a walk over records: before the next one the lengths of segments are compared again.
  func end() {
    begin()
    for segment in segments.indices { segments[segment].isCompared = false }
  }

  /// The record of `extent` in a segment that is full and mapped; `nil` where that is not so, or
  /// the bytes are not those of a record.
  ///
  /// - Parameter byteCount: the length of the segment.
  func mappedView(of extent: Extent, inSegmentOf byteCount: UInt64) -> RecordView? {
    guard directory.fileSystem.mapsFiles else { return nil }
    let number = extent.segment
    while segments.count <= number { segments.append(Segment()) }
    guard segments[number].isCompared || compare(number, byteCount),
      let bytes = segments[number].bytes?.bytes,
      extent.bytes.upperBound <= UInt64(bytes.count)
    else { return nil }
    return view(
      of: extent,
      in: UnsafeRawBufferPointer(
        rebasing: bytes[Int(extent.bytes.lowerBound)..<Int(extent.bytes.upperBound)]))
  }

  /// Whether the segment is mapped, which it is now if it was read often, and as long as ever.
  private func compare(_ number: Int, _ byteCount: UInt64) -> Bool {
    segments[number].readCount += 1
    guard segments[number].readCount > Self.readsMax, let file = file(of: number),
      let length = try? directory.fileSystem.length(of: file), length == byteCount
    else { return false }
    if segments[number].bytes == nil {
      guard let bytes = try? directory.fileSystem.map(directory.segmentPath(number)),
        bytes.bytes.count == Int(byteCount), bytes.populate()
      else {
        segments[number].readCount = 0
        return false
      }
      segments[number].bytes = bytes
    }
    segments[number].isCompared = true
    return true
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
    return view(of: extent, in: bytes)
  }

  private func view(of extent: Extent, in bytes: UnsafeRawBufferPointer) -> RecordView? {
    guard let start = bytes.baseAddress, let newline = memchr(start, 0x0a, bytes.count) else {
      return nil
    }
    let line = UnsafeRawBufferPointer(start: start, count: UnsafeRawPointer(newline) - start)
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
