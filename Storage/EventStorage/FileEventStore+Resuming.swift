// Taking a log up again where an index left it, and finding records by its sparse offsets.

import Glibc
import Merkle

extension FileEventStore {
  /// What this store knows of its log, as bytes for an index.
  ///
  /// The log is made durable as far as it is known: a power failure may spare the index and the
  /// last record, and not what stands before that, where nobody who resumes would look.
  /// - Throws: `StorageError`: damage; a failed sync, after which the store is poisoned.
  /// - Complexity: O(n) in the records of the last segment, O(n / 256) in those before.
  public func anchor() throws(StorageError) -> [UInt8] {
    try makeDurableWhatOthersWrote()
    _ = try root(ofSize: size)
    let last = try record(at: size - 1)
    return LogAnchor(
      state: state, tree: tree, lastLeaf: last.line.withUnsafeBytes { leafHash($0) }
    ).bytes
  }

  /// Opens the ledger in the directory `path` as far as `anchor` knows it; the first refresh reads
  /// on from there.
  ///
  /// - Returns: `nil` where the anchor is not one of this log: some segment has another length, or
  ///   the last record is another.
  /// - Throws: `StorageError`, as the other initializers.
  /// - Complexity: O(n) in the segments.
  public convenience init?(
    openingAt path: String, fileSystem: any FileSystem = POSIXFileSystem(),
    resumingAt anchor: UnsafeRawBufferPointer
  ) throws(StorageError) {
    try self.init(
      LedgerDirectory(fileSystem: fileSystem, path: path), resuming: anchor)
  }

  /// Opens as the other initializer a ledger whose segments hold another number of records, so that
  /// tests and the simulator reach the ends of segments without writing millions of records.
  /// - Throws: `StorageError`.
  package convenience init?(
    openingAt path: String, fileSystem: any FileSystem, segmentRecordCount: Int,
    by plan: ReadingPlan = ReadingPlan(), resumingAt anchor: UnsafeRawBufferPointer
  ) throws(StorageError) {
    let directory = LedgerDirectory(
      fileSystem: fileSystem, path: path, layout: SegmentLayout(recordCount: segmentRecordCount),
      reading: plan)
    try self.init(directory, resuming: anchor)
  }

  /// Whether the log bears out what `anchor` says of it.
  func holds(_ anchor: LogAnchor) throws(StorageError) -> Bool {
    for (number, segment) in anchor.state.segments.enumerated() {
      guard let file = try directory.openIfPresent(directory.segmentPath(number), .reading) else {
        return false
      }
      defer { directory.fileSystem.close(file) }
      let length = try directory.attempt { () throws(SystemCallError) in
        try directory.fileSystem.length(of: file)
      }
      let isLast = number == anchor.state.segments.count - 1
      guard isLast ? length >= segment.completeByteCount : length == segment.completeByteCount
      else { return false }
    }
    do throws(StorageError) {
      let last = try record(at: anchor.state.size - 1)
      guard last.line.withUnsafeBytes({ leafHash($0) }) == anchor.lastLeaf else { return false }
      lastLineRead = last.line
      return true
    } catch {
      guard case .damagedRecord = error.code else { throw error }
      return false
    }
  }

  /// Where the record at `position` begins in its segment.
  ///
  /// A segment of which an anchor kept few offsets is walked from the nearest; once it was walked
  /// often, all its offsets are found and kept.
  /// - Throws: `StorageError`: failed system calls.
  func lineOffset(of position: UInt64) throws(StorageError) -> UInt64 {
    let number = directory.layout.number(of: position)
    guard number < state.segments.count, state.segments[number].isSparse else {
      return state.offset(of: position)
    }
    let place = directory.layout.place(of: position)
    state.segments[number].walkCount += 1
    if state.segments[number].walkCount > Self.walksMax {
      let all = try offsets(in: number, fromSparse: 0, count: directory.layout.recordCount)
      // Bytes that changed since have other lines; reading a record says so, with its place.
      if all.count == directory.layout.recordCount { state.segments[number].lineOffsets = all }
    }
    guard state.segments[number].isSparse else { return state.offset(of: position) }
    let wanted = place % LogAnchor.sparseness
    let walked = try offsets(
      in: number, fromSparse: place / LogAnchor.sparseness, count: wanted + 1)
    guard let offset = walked.last, walked.count == wanted + 1 else {
      return state.segments[number].completeByteCount
    }
    return UInt64(offset)
  }

  /// How often a segment is walked before all its offsets are found.
  private static var walksMax: Int { 8 }

  private func offsets(
    in number: Int, fromSparse sparse: Int, count: Int
  ) throws(StorageError) -> [UInt32] {
    let segment = state.segments[number]
    let start = UInt64(segment.sparseOffsets[sparse])
    guard
      let file = try directory.openIfPresent(directory.segmentPath(number), .reading)
    else { throw StorageError(.segmentMissing, path: directory.segmentPath(number)) }
    defer { directory.fileSystem.close(file) }
    let reader = SegmentReader(
      directory.fileSystem, file, start..<segment.completeByteCount,
      pieceByteCount: count > LogAnchor.sparseness
        ? directory.pieceByteCount : 2 * LedgerLayout.lineByteCountMax)
    var found: [UInt32] = []
    found.reserveCapacity(count)
    while found.count < count {
      let step = try directory.attempt { () throws(SystemCallError) in try reader.nextStep() }
      guard case .line(let line) = step else { break }
      // A newline alone fills up a sector.
      if !line.bytes.isEmpty { found.append(UInt32(truncatingIfNeeded: line.offset)) }
    }
    return found
  }
}
