// The log in memory: the same records, checksums and roots as in files, gone with the process.

public import Merkle

/// A log without files, for tests and for trying things out.
///
/// It keeps the very lines that `FileEventStore` would write, so roots and records are the same.
/// It is alone with its log: nothing is ever durable, torn or busy.
public final class InMemoryEventStore: EventStore {
  /// The labels the log was created with.
  public let description: LedgerDescription

  /// When the last record was appended: microseconds since 1970, UTC.
  public private(set) var lastRecordedAtMicroseconds: Int64?

  /// Always clean: an append in memory is never interrupted.
  public var tail: TailReport { .clean }

  /// Always empty: there are no torn tails.
  public var setAsideTails: [SetAsideTail] { [] }

  /// The number of records.
  public var size: UInt64 { UInt64(lineStarts.count) }

  let layout = SegmentLayout()
  private(set) var bytes: [UInt8] = []
  private var lineStarts: [Int] = []
  private(set) var batchCount: UInt64 = 0
  private(set) var isHeld = false
  private var documents: [String: [UInt8]] = [:]
  /// The checkpoints published so far, in order.
  var published: [(checkpoint: Checkpoint, signature: [UInt8]?)] = []

  /// An empty log with these labels.
  public init(description: LedgerDescription) {
    self.description = description
  }

  /// Keeps a document under the digest of its bytes.
  @discardableResult
  public func keep(document: [UInt8]) throws(StorageError) -> Digest {
    let digest = SHA256.hash(document)
    documents[digest.hex] = document
    return digest
  }

  /// The bytes kept under `digest`, or `nil` where there are none.
  public func document(withDigest digest: String) throws(StorageError) -> [UInt8]? {
    documents[digest]
  }

  /// None: nothing stands beside a log in memory.
  public func files(in folder: String, suffix: String) throws(StorageError) -> [NamedFile] { [] }

  /// Does nothing: nobody else can append.
  public func refresh(visiting visit: (RecordView) -> Void) throws(StorageError) {}

  /// Hands out the records at `positions` in order.
  /// - Throws: What `body` throws; `StorageError.Code.noSuchPosition` in the same type.
  /// - Complexity: O(n) in the bytes of the records.
  public func forEachRecord<Failure: StorageErrorCarrying>(
    in positions: Range<UInt64>, _ body: (RecordView) throws(Failure) -> Void
  ) throws(Failure) {
    guard positions.upperBound <= size else {
      throw Failure(storage: noSuchPosition(positions.upperBound))
    }
    var frames = RecordFrameReader()
    var failure: Failure?
    // Borrowed, not copied line by line; the array is held, so that `body` may do as it likes.
    let held = bytes
    held.withUnsafeBytes { buffer in
      do throws(Failure) {
        for position in positions {
          let start = lineStarts[Int(position)]
          let next = Int(position) + 1
          let end = next < lineStarts.count ? lineStarts[next] : held.count
          let segmentStart = Int(position) - layout.place(of: position)
          let line = UnsafeRawBufferPointer(rebasing: buffer[start..<(end - 1)])
          try body(view(line, UInt64(start - lineStarts[segmentStart]), &frames))
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// The record at `position`.
  /// - Throws: `StorageError`: `.noSuchPosition`.
  public func record(at position: UInt64) throws(StorageError) -> StoredRecord {
    guard position < size else { throw noSuchPosition(position) }
    var found: StoredRecord?
    try forEachRecord(in: position..<(position + 1)) { found = StoredRecord($0) }
    guard let found else { preconditionFailure("A visit of one position hands out one record.") }
    return found
  }

  /// Runs `body`, which may append. Nobody is ever waited for.
  /// - Throws: What `body` throws.
  @discardableResult
  public func exclusively<Result, Failure: StorageErrorCarrying>(
    waitingAtMost limit: Duration, visiting visit: (RecordView) -> Void,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(!isHeld, "A store takes its ledger's lock once at a time.")
    isHeld = true
    defer { isHeld = false }
    return try body()
  }

  /// Appends batches.
  /// - Returns: The positions of the new records.
  /// - Throws: `StorageError`: the record or the time is not acceptable.
  /// - Complexity: O(n) in the bytes appended.
  @discardableResult
  public func append(
    _ bodies: RecordBodies, batchSizes: [Int], recordedAtMicroseconds: Int64
  ) throws(StorageError) -> Range<UInt64> {
    precondition(isHeld, "Appending needs the lock: call append inside exclusively.")
    let first = size
    guard bodies.count > 0 else { return first..<first }
    let time = max(recordedAtMicroseconds, lastRecordedAtMicroseconds ?? 0)
    let batch = try AppendBatch(
      bodies, batchSizes: batchSizes, at: first, recordedAtMicroseconds: recordedAtMicroseconds,
      appliedTime: time,
      layout: layout, path: "memory")
    batch.forEachPart { part, lines in
      lineStarts += part.lineOffsets.map { bytes.count + Int($0) }
      bytes += lines
    }
    lastRecordedAtMicroseconds = time
    batchCount += UInt64(batch.batchCount)
    return first..<size
  }

  /// Appends one batch whose bodies come in pieces; all are kept until the last is there.
  /// - Returns: The positions of the new records.
  /// - Throws: What `fill` throws, and `StorageError` in the same type.
  /// - Complexity: O(n) in the bytes appended.
  @discardableResult
  public func append<Failure: StorageErrorCarrying>(
    batchOf count: Int, recordedAtMicroseconds: Int64,
    filling fill: (inout RecordBodies) throws(Failure) -> Void
  ) throws(Failure) -> Range<UInt64> {
    var all = RecordBodies()
    var piece = RecordBodies()
    while all.count < count {
      piece.removeAll()
      try fill(&piece)
      precondition(
        piece.count > 0 && piece.count <= count - all.count,
        "A batch has as many records as were announced.")
      all.append(piece)
    }
    do throws(StorageError) {
      return try append(all, batchSizes: [count], recordedAtMicroseconds: recordedAtMicroseconds)
    } catch {
      throw Failure(storage: error)
    }
  }

  private func view(
    _ line: UnsafeRawBufferPointer, _ offset: UInt64, _ frames: inout RecordFrameReader
  ) -> RecordView {
    do throws(Damage) {
      let frame = try frames.read(line)
      return RecordView(frame, SegmentReader.Line(bytes: line, offset: offset), in: layout)
    } catch {
      preconditionFailure("A line in memory was written by this process: \(error)")
    }
  }

  func noSuchPosition(_ requested: UInt64) -> StorageError {
    StorageError(
      .noSuchPosition(requested: requested, size: size), path: "memory", position: requested)
  }
}
