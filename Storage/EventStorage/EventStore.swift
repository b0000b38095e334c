// What every keeper of a log offers, whether it keeps it in files or in memory.

public import Merkle

/// An append-only log of records, each a short run of bytes that the log does not understand.
///
/// A store is used by one thread at a time. Many stores, in many processes, may be open on one
/// ledger: reading needs no lock, appending takes one with `exclusively`. A store sees what others
/// have appended after `refresh`, and at the start of `exclusively`.
///
/// ```swift
/// let store = try FileEventStore(openingAt: "books")
/// try store.exclusively(waitingAtMost: .seconds(5)) { () throws(StorageError) in
///   try store.append([Array(#""memo":"pencils""#.utf8)], recordedAtMicroseconds: now)
/// }
/// ```
public protocol EventStore: LogProving {
  /// The labels the ledger was created with.
  var description: LedgerDescription { get }

  /// The number of records this store knows of: those it has seen and those it appended.
  var size: UInt64 { get }

  /// When the last known record was appended; `nil` for an empty log. Microseconds since 1970, UTC.
  var lastRecordedAtMicroseconds: Int64? { get }

  /// What followed the last complete batch when the log was last read.
  var tail: TailReport { get }

  /// The torn tails that this store has moved out of the log, in order.
  var setAsideTails: [SetAsideTail] { get }

  /// Catches up with what others have appended, and hands each record that is new to `visit`.
  ///
  /// Records this store appended itself are not handed out. `visit` must not use the store, which
  /// during the call still answers for the time before it.
  /// - Throws: `StorageError`: damage, or a ledger that is not the one that was opened.
  /// - Complexity: O(n) in the bytes that are new.
  func refresh(visiting visit: (RecordView) -> Void) throws(StorageError)

  /// Catches up with what others have appended, while `fold` takes it in.
  /// - Throws: `StorageError`: damage, or a ledger that is not the one that was opened.
  /// - Complexity: O(n) in the bytes that are new.
  func refresh(into fold: inout some LogFold) throws(StorageError)

  /// Hands out the records at `positions` in order, each read and checked again.
  ///
  /// The body stops the walk by throwing.
  /// - Throws: What `body` throws; `StorageError` in the same type: damage, `.noSuchPosition`.
  /// - Complexity: O(n) in the bytes of the records.
  func forEachRecord<Failure: StorageErrorCarrying>(
    in positions: Range<UInt64>, _ body: (RecordView) throws(Failure) -> Void
  ) throws(Failure)

  /// Hands out the records at `positions`, which ascend, each read and checked again.
  ///
  /// The body stops the walk by throwing; it may read from the store itself.
  /// - Throws: What `body` throws; `StorageError` in the same type: damage, `.noSuchPosition`.
  /// - Complexity: O(n) in the bytes of the records.
  func forEachRecord<Failure: StorageErrorCarrying>(
    at positions: some RandomAccessCollection<UInt64>,
    _ body: (RecordView) throws(Failure) -> Void
  ) throws(Failure)

  /// The record at `position`, read and checked again.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`.
  func record(at position: UInt64) throws(StorageError) -> StoredRecord

  /// Runs `body` while no other store can append.
  ///
  /// Before it runs, the store has caught up with the log, with new records handed to `visit`; a
  /// torn tail has been set aside; and what others wrote is durable. The lock is given back in any
  /// case, by the kernel if the process dies. Not to be nested.
  /// - Throws: What `body` throws; `StorageError` in the same type: `.busy`, `.poisoned`, damage.
  @discardableResult
  func exclusively<Result, Failure: StorageErrorCarrying>(
    waitingAtMost limit: Duration, visiting visit: (RecordView) -> Void,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Appends several batches with one sync: after a crash each is there whole or not at all. Only
  /// inside `exclusively`.
  ///
  /// - Parameter batchSizes: how many of `bodies` belong to each batch, in order; none is 0, and
  ///   they add up.
  /// - Returns: The positions of the new records.
  /// - Throws: `StorageError`, as for one batch; then none of them is acknowledged.
  /// - Complexity: O(n) in the bytes appended.
  @discardableResult
  func append(
    _ bodies: RecordBodies, batchSizes: [Int], recordedAtMicroseconds: Int64
  ) throws(StorageError) -> Range<UInt64>

  /// Appends one batch of `count` records whose bodies come in pieces, all or nothing, so that a
  /// batch may be larger than memory should hold. Only inside `exclusively`.
  ///
  /// - Parameter fill: adds the next bodies, at least one, to empty ones; it is called until all
  ///   `count` are there, and must not use the store. It stops the append by throwing.
  /// - Returns: The positions of the new records.
  /// - Throws: What `fill` throws, with nothing left of the batch; `StorageError` in the same type,
  ///   as for bodies that are at hand.
  /// - Complexity: O(n) in the bytes appended.
  @discardableResult
  func append<Failure: StorageErrorCarrying>(
    batchOf count: Int, recordedAtMicroseconds: Int64,
    filling fill: (inout RecordBodies) throws(Failure) -> Void
  ) throws(Failure) -> Range<UInt64>

  /// Keeps a document beside the log under the digest of its bytes; durable when this returns.
  /// - Throws: `StorageError`: failed system calls, `.diskFull`.
  @discardableResult
  func keep(document: [UInt8]) throws(StorageError) -> Digest

  /// The bytes kept under `digest` (64 hexadecimal digits), or `nil` where there are none.
  /// - Throws: `StorageError`: failed system calls.
  func document(withDigest digest: String) throws(StorageError) -> [UInt8]?

  /// The files that people put into `folder` beside the log, by name; the store does not read them.
  /// - Throws: `StorageError`: failed system calls.
  func files(in folder: String, suffix: String) throws(StorageError) -> [NamedFile]
}

extension EventStore {
  /// Appends one batch, all or nothing; it is durable when this returns. Only inside `exclusively`.
  ///
  /// A body is a non-empty list of JSON members, joined by commas; the log checks no more than that
  /// it has no byte below 0x20 and fits a line. A batch of nothing appends nothing. If the clock is
  /// behind the last record, the last record's time is used.
  /// - Returns: The positions of the new records.
  /// - Throws: `StorageError`: `.recordEmpty`, `.recordTooLong`, `.recordHasControlByte`,
  ///   `.timeOutOfRange` (nothing was written); a failed write or sync (the store is poisoned);
  ///   `.poisoned`.
  /// - Complexity: O(n) in the bytes appended.
  @discardableResult
  public func append(
    _ bodies: [[UInt8]], recordedAtMicroseconds: Int64
  ) throws(StorageError) -> Range<UInt64> {
    try append(
      RecordBodies(bodies), batchSizes: bodies.isEmpty ? [] : [bodies.count],
      recordedAtMicroseconds: recordedAtMicroseconds)
  }

  /// Catches up with what others have appended.
  /// - Throws: `StorageError`: damage, or a ledger that is not the one that was opened.
  /// - Complexity: O(n) in the bytes that are new.
  public func refresh() throws(StorageError) {
    try refresh(visiting: { _ in })
  }

  /// Catches up with what others have appended, handing `fold` one record after the other.
  /// - Throws: `StorageError`: damage, or a ledger that is not the one that was opened.
  public func refresh(into fold: inout some LogFold) throws(StorageError) {
    try refresh(visiting: { fold.take($0) })
  }

  /// Hands out the records at `positions`, which ascend, one after the other.
  /// - Throws: What `body` throws; `StorageError` in the same type: damage, `.noSuchPosition`.
  public func forEachRecord<Failure: StorageErrorCarrying>(
    at positions: some RandomAccessCollection<UInt64>,
    _ body: (RecordView) throws(Failure) -> Void
  ) throws(Failure) {
    for position in positions { try forEachRecord(in: position..<(position + 1), body) }
  }

  /// Hands out the records at `positions` to a body that cannot fail.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`.
  /// - Complexity: O(n) in the bytes of the records.
  public func forEachRecord(
    in positions: Range<UInt64>, _ body: (RecordView) -> Void
  ) throws(StorageError) {
    try forEachRecord(in: positions) { (record) throws(StorageError) in body(record) }
  }

  /// Runs `body` while no other store can append.
  /// - Throws: What `body` throws; `StorageError` in the same type: `.busy`, `.poisoned`, damage.
  @discardableResult
  public func exclusively<Result, Failure: StorageErrorCarrying>(
    waitingAtMost limit: Duration, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try exclusively(waitingAtMost: limit, visiting: { _ in }, body)
  }
}
