// The log in files: opening, reading and hashing. Appending is in the extensions beside this file.

import Merkle

/// The ledger kept in a directory of plain text files, as `Storage/FORMAT.md` describes.
///
/// Compare `InMemoryEventStore`, which keeps the same log without any files.
public final class FileEventStore: EventStore {
  /// The labels in `ledger.json`.
  public let description: LedgerDescription

  /// The torn tails that this store has moved to `set-aside`, in order.
  public internal(set) var setAsideTails: [SetAsideTail] = []

  let directory: LedgerDirectory
  var state: LogState
  /// The open `ledger.json` while this store holds the lock.
  var lock: OpenFile?
  /// The last segment while this store holds the lock, until something is appended to it.
  var heldSegment: (number: Int, file: OpenFile)?
  /// A write or a sync has failed: the disk's contents are no longer known for certain.
  var isPoisoned = false
  /// A batch was handed out in part when reading failed: whoever took it holds half a batch.
  private var isHalfRead = false
  /// The size up to which the log is known to be on the disk itself; `nil` before the first lock.
  var durableSize: UInt64?
  let descriptionBytes: [UInt8]
  /// The last record that was read and not written by this store, as it was then.
  var lastLineRead: [UInt8]?
  /// Whether the segments on the disk were counted once; they are when a log is opened.
  private var hasCountedSegments = true
  /// What has been hashed of the log's tree.
  var tree: TreeCache
  /// What reads single records, with the files it keeps open; made anew when the log is looked at
  /// again.
  var fetcher: RecordFetcher?
  /// The size of the largest published checkpoint when it was last looked for.
  var publishedSize: UInt64?

  /// Whether there is nothing that a look at the log would compare or count besides its end: the
  /// last record is one that this store has written itself.
  var knowsAllItRead: Bool { hasCountedSegments && !isHalfRead && lastLineRead == nil }

  /// The number of records this store knows of.
  public var size: UInt64 { state.size }

  /// When the last known record was appended: microseconds since 1970, UTC.
  public var lastRecordedAtMicroseconds: Int64? { state.lastRecordedAtMicroseconds }

  /// What followed the last complete batch when the files were last read.
  public var tail: TailReport { state.tail }

  /// Opens the ledger in the directory `path`, checking every record.
  ///
  /// Reading needs no write permission and takes no lock. `visit` is handed every record, so that
  /// opening and folding read the bytes once.
  /// - Throws: `StorageError`: `.notALedger`, `.malformedDescription`, `.unsupportedFormat`,
  ///   damage.
  /// - Complexity: O(n) in the bytes of the log.
  public convenience init(
    openingAt path: String, fileSystem: any FileSystem = POSIXFileSystem(),
    visiting visit: (RecordView) -> Void = { _ in }
  ) throws(StorageError) {
    try self.init(LedgerDirectory(fileSystem: fileSystem, path: path), visiting: visit)
  }

  /// Opens a ledger whose segments hold another number of records than the format says, so that
  /// tests and the simulator reach the ends of segments without writing millions of records.
  /// - Throws: `StorageError`, as the public initializer.
  package convenience init(
    openingAt path: String, fileSystem: any FileSystem, segmentRecordCount: Int,
    visiting visit: (RecordView) -> Void = { _ in }
  ) throws(StorageError) {
    let layout = SegmentLayout(recordCount: segmentRecordCount)
    try self.init(
      LedgerDirectory(fileSystem: fileSystem, path: path, layout: layout), visiting: visit)
  }

  init(
    _ directory: LedgerDirectory, visiting visit: (RecordView) -> Void
  ) throws(StorageError) {
    (self.directory, descriptionBytes, description) = try Self.described(directory)
    state = LogState(self.directory.layout)
    tree = TreeCache(self.directory.layout)
    try catchUp(countingSegments: true, visiting: visit)
  }

  /// Opens the ledger in the directory `path`, checking every record, while `fold` takes them in.
  ///
  /// A long log is read by several threads, as `plan` says.
  /// - Throws: `StorageError`, as the public initializer.
  /// - Complexity: O(n) in the bytes of the log.
  package convenience init(
    openingAt path: String, fileSystem: any FileSystem, segmentRecordCount: Int,
    by plan: ReadingPlan,
    into fold: inout some LogFold
  ) throws(StorageError) {
    let directory = LedgerDirectory(
      fileSystem: fileSystem, path: path, layout: SegmentLayout(recordCount: segmentRecordCount),
      reading: plan)
    try self.init(directory, into: &fold)
  }

  init(_ directory: LedgerDirectory, into fold: inout some LogFold) throws(StorageError) {
    (self.directory, descriptionBytes, description) = try Self.described(directory)
    state = LogState(self.directory.layout)
    tree = TreeCache(self.directory.layout)
    try catchUp(countingSegments: true, into: &fold)
  }

  /// A store that knows of its log what `anchor` says, as far as that is an anchor; whoever calls
  /// this looks whether it holds.
  init?(
    _ directory: LedgerDirectory, resuming anchor: UnsafeRawBufferPointer
  ) throws(StorageError) {
    (self.directory, descriptionBytes, description) = try Self.described(directory)
    guard let anchor = LogAnchor(anchor, layout: self.directory.layout) else { return nil }
    state = anchor.state
    tree = anchor.tree
    hasCountedSegments = false
    guard try holds(anchor) else { return nil }
  }

  /// What `ledger.json` says, and the directory laid out as it says.
  private static func described(
    _ directory: LedgerDirectory
  ) throws(StorageError) -> (LedgerDirectory, [UInt8], LedgerDescription) {
    let bytes = try directory.readDescription()
    let description = try parse(bytes, of: directory)
    var laidOut = directory
    laidOut.layout.sectorByteCount = description.sectorByteCount ?? 1
    return (laidOut, bytes, description)
  }

  private static func parse(
    _ bytes: [UInt8], of directory: LedgerDirectory
  ) throws(StorageError) -> LedgerDescription {
    do throws(DescriptionError) {
      return try LedgerDescription(parsing: bytes)
    } catch {
      let code: StorageError.Code =
        switch error {
        case .unsupportedFormat(let found): .unsupportedFormat(found: found)
        case .malformed(let fault): .malformedDescription(fault)
        }
      throw StorageError(code, path: directory.descriptionPath)
    }
  }

  /// Catches up with what other processes have appended; only new bytes are read.
  /// - Throws: `StorageError`: damage, `.logShrank`, `.descriptionChanged`.
  /// - Complexity: O(n) in the bytes that are new.
  public func refresh(visiting visit: (RecordView) -> Void) throws(StorageError) {
    guard try directory.readDescription() == descriptionBytes else {
      throw StorageError(.descriptionChanged, path: directory.descriptionPath)
    }
    try catchUp(countingSegments: !hasCountedSegments, visiting: visit)
  }

  /// Catches up with what other processes have appended, while `fold` takes it in.
  /// - Throws: `StorageError`: damage, `.logShrank`, `.descriptionChanged`.
  /// - Complexity: O(n) in the bytes that are new.
  public func refresh(into fold: inout some LogFold) throws(StorageError) {
    guard try directory.readDescription() == descriptionBytes else {
      throw StorageError(.descriptionChanged, path: directory.descriptionPath)
    }
    try catchUp(countingSegments: !hasCountedSegments, into: &fold)
  }

  private func catchUp<Fold: LogFold>(
    countingSegments: Bool, into fold: inout Fold
  ) throws(StorageError) {
    guard !isHalfRead else { throw StorageError(.poisoned, path: directory.path) }
    try refuseOtherLastRecord()
    // A tree that lags is left alone: whoever asks for a root has it hashed then.
    if tree.size == state.size {
      var scan = PieceScan<Fold>(
        directory, from: state, tree, comparing: CheckpointComparison(origin: description.origin))
      // Moved, not shared: two owners would make every append to the offsets a copy.
      state.segments = []
      scan.run(into: &fold) { _ in }
      (state, tree) = (scan.state, scan.tree)
      if !scan.lastLine.isEmpty { lastLineRead = scan.lastLine }
    }
    try catchUpByLines(countingSegments: countingSegments) { fold.take($0) }
  }

  private func catchUp(
    countingSegments: Bool, visiting visit: (RecordView) -> Void
  ) throws(StorageError) {
    guard !isHalfRead else { throw StorageError(.poisoned, path: directory.path) }
    try refuseOtherLastRecord()
    try catchUpByLines(countingSegments: countingSegments, visiting: visit)
  }

  private func catchUpByLines(
    countingSegments: Bool, visiting visit: (RecordView) -> Void
  ) throws(StorageError) {
    var line: [UInt8] = []
    let sizeBefore = size
    var visitCount: UInt64 = 0
    defer {
      if !line.isEmpty { lastLineRead = line }
      isHalfRead = visitCount != size - sizeBefore
    }
    let isHashing = tree.size == state.size
    var leaves = LeafBatch()
    try accusingTwice { () throws(StorageError) in
      guard visitCount == size - sizeBefore else {
        throw StorageError(.poisoned, path: directory.path)
      }
      var scan = LogScan(directory, from: state)
      // Moved, not shared: two owners would make every append to the offsets a copy.
      state.segments = []
      defer { state = scan.state }
      let segmentCount = countingSegments ? try directory.countSegments() : nil
      try scan.run(segmentCount: segmentCount) { record in
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: record.line)
        visitCount += 1
        if isHashing { tree.append(record.line, by: &leaves) }
        visit(record)
      }
    }
    hasCountedSegments = true
    if isHashing { tree.append(&leaves) }
  }

  /// Looks again before it accuses.
  ///
  /// A reader without the lock may measure a segment, and find the next one begun by the time it
  /// judges what it read: a race that looks like damage. Real damage is there the next time too. A
  /// scan goes on from the last complete batch, so looking again is cheap and hands out nothing
  /// twice.
  func accusingTwice(
    _ scan: () throws(StorageError) -> Void
  ) throws(StorageError) {
    var looks = 1
    while true {
      do throws(StorageError) {
        return try scan()
      } catch {
        guard lock == nil, looks < Self.looksMax, error.mayBeRace else { throw error }
        looks += 1
        directory.fileSystem.pause(milliseconds: 1)
      }
    }
  }

  /// How often a reader looks at what seems to be damage before it says so.
  private static var looksMax: Int { 3 }

  /// What was read last must still be there: a batch whose writer failed can be read before it is
  /// taken back, and another may stand in its place by now.
  private func refuseOtherLastRecord() throws(StorageError) {
    // Another file may have the name by now.
    fetcher = nil
    guard let line = lastLineRead, let last = state.segments.indices.last else { return }
    let path = directory.segmentPath(last)
    do throws(StorageError) {
      guard try record(at: size - 1).line != line else { return }
    } catch {
      // A log that is shorter by now is the scan's to report, with the figures.
      guard case .damagedRecord = error.code else { return }
    }
    throw StorageError(.logRewritten, path: path, position: size - 1)
  }

  /// Hands out records, reading the segments one after the other in large pieces.
  /// - Throws: What `body` throws; `StorageError` in the same type: damage, `.noSuchPosition`.
  /// - Complexity: O(n) in the bytes of the records.
  public func forEachRecord<Failure: StorageErrorCarrying>(
    in positions: Range<UInt64>, _ body: (RecordView) throws(Failure) -> Void
  ) throws(Failure) {
    guard positions.upperBound <= size else {
      throw Failure(storage: noSuchPosition(positions.upperBound))
    }
    guard !positions.isEmpty else { return }
    let offset: UInt64
    do throws(StorageError) {
      offset = try lineOffset(of: positions.lowerBound)
    } catch {
      throw Failure(storage: error)
    }
    try directory.visitRecords(
      positions, firstAt: offset, endingAt: state.knownOffset(of: positions.upperBound), body)
  }

  /// The record at `position`, found by the offset remembered from the scan.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`.
  public func record(at position: UInt64) throws(StorageError) -> StoredRecord {
    guard position < size else { throw noSuchPosition(position) }
    var found: StoredRecord?
    let offset = try lineOffset(of: position)
    // A piece of two lines' length instead of a megabyte: the record is all that is wanted.
    var near = directory
    near.pieceByteCount = 2 * LedgerLayout.lineByteCountMax
    try near.visitRecords(
      position..<(position + 1), firstAt: offset, endingAt: state.knownOffset(of: position + 1)
    ) { (record) throws(StorageError) in found = StoredRecord(record) }
    guard let found else { preconditionFailure("A visit of one position hands out one record.") }
    return found
  }

  /// What this store has read before must still be there.
  func refuseLoss(comparedWith found: LogState) throws(StorageError) {
    for (number, known) in state.segments.enumerated() {
      let byteCount = number < found.segments.count ? found.segments[number].completeByteCount : 0
      guard byteCount >= known.completeByteCount else {
        throw StorageError(
          .logShrank(known: known.completeByteCount, found: byteCount),
          path: directory.segmentPath(number), position: found.size)
      }
    }
  }

  func noSuchPosition(_ requested: UInt64) -> StorageError {
    StorageError(
      .noSuchPosition(requested: requested, size: size), path: directory.path, position: requested)
  }
}

extension StorageError {
  /// Whether somebody writing at the same moment could look like this to a reader.
  fileprivate var mayBeRace: Bool {
    switch code {
    case .segmentTooShort, .damagedRecord: true
    default: false
    }
  }
}
