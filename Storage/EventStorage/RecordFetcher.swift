// Keeps the segments that single records are read from: open files, and mapped ones.

/// The bytes of segments, for a ``RecordWalk`` over single records.
///
/// A segment that is full, and so never changes, is mapped once it was read often: a record is then
/// only looked at. Its length is compared before each walk over records, because who looks behind
/// the end of a file that was cut is ended by the kernel.
///
/// Its memory is allocated by hand because views of it are handed out; they end with the next
/// ``read(_:of:)``.
final class RecordFetcher {
  /// How many bytes are read in one call at most: two of the longest lines.
  static let pieceByteCount = 2 * LedgerLayout.lineByteCountMax
  /// How many files stay open.
  private static let openFilesMax = 64
  /// How often a segment is read before it is mapped.
  private static let readsMax = 16

  /// A full segment: how often it was read, or its bytes.
  private struct Segment {
    var readCount = 0
    var bytes: FileBytes?
    /// The walk during which its length was last compared.
    var comparedDuring = 0
  }

  private let directory: LedgerDirectory
  private let buffer: UnsafeMutableRawBufferPointer
  private var files: [Int: OpenFile] = [:]
  private var lastFile: (segment: Int, file: OpenFile)?
  private var segments: [Segment] = []
  /// Counts walks over records from 1.
  private var walk = 1

  init(_ directory: LedgerDirectory) {
    self.directory = directory
    buffer = .allocate(byteCount: Self.pieceByteCount, alignment: 64)
  }

  deinit {
    for file in files.values { directory.fileSystem.close(file) }
    buffer.deallocate()
  }

  /// Ends a walk over records: during the next one the lengths of segments are compared again.
  func endWalk() {
    walk += 1
  }

  /// The bytes of a segment that is full, where it is mapped and as long as it was.
  ///
  /// - Parameter byteCount: the length of the segment.
  func mapped(_ number: Int, byteCount: UInt64) -> UnsafeRawBufferPointer? {
    guard directory.fileSystem.mapsFiles else { return nil }
    while segments.count <= number { segments.append(Segment()) }
    guard segments[number].comparedDuring == walk || compare(number, byteCount) else { return nil }
    return segments[number].bytes?.bytes
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
    segments[number].comparedDuring = walk
    return true
  }

  /// The bytes `range` of a segment, at most ``pieceByteCount``, read now; `nil` where the file
  /// does not have them.
  func read(_ range: Range<Int>, of number: Int) -> UnsafeRawBufferPointer? {
    guard range.count <= buffer.count, let file = file(of: number) else { return nil }
    var filled = 0
    while filled < range.count {
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<range.count])
      guard
        let count = try? directory.fileSystem.read(
          file, at: UInt64(range.lowerBound + filled), into: target), count > 0
      else { return nil }
      filled += count
    }
    return UnsafeRawBufferPointer(rebasing: buffer[..<range.count])
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
