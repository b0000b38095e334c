// Taking the log along: its lines as they stand, and its events one after the other.

public import BudgetDomain
import EventCoding
public import EventStorage

extension Ledger {
  /// Hands out the line of every record, as it stands in the log, without its newline. The bytes
  /// are valid only during the call.
  ///
  /// - Throws: What `emit` throws; a failure of the log in the same type.
  /// - Complexity: O(n) in the bytes of the log.
  public func forEachLine<Failure: StorageErrorCarrying>(
    _ emit: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try store.forEachRecord(in: 0..<size) { (record) throws(Failure) in try emit(record.line) }
  }

  /// Hands out every event before `endPosition` in order, without keeping them.
  ///
  /// - Throws: What `body` throws; a failure of the log in the same type. Every event could be read
  ///   when the ledger was opened, so one that cannot be is reported as rewritten since.
  /// - Complexity: O(n) in the bytes of the log.
  public func forEachEvent<Failure: StorageErrorCarrying>(
    before endPosition: UInt64? = nil, _ body: (RecordedEvent) throws(Failure) -> Void
  ) throws(Failure) {
    try store.forEachRecord(in: 0..<min(endPosition ?? size, size)) { (record) throws(Failure) in
      let recorded: RecordedEvent
      do throws(LedgerError) {
        recorded = try EventCodec.decode(record)
      } catch {
        throw Failure(
          storage: StorageError(.logRewritten, path: record.fileName, position: record.position))
      }
      try body(recorded)
    }
  }

  /// The bytes kept under a digest of an attached document, or `nil` where they are missing.
  ///
  /// - Throws: ``LedgerError/storage(_:)``.
  public func document(of attachment: DocumentAttachment) throws(LedgerError) -> [UInt8]? {
    try reachingStore { () throws(StorageError) in
      try store.document(withDigest: attachment.digest)
    }
  }

  /// Every attachment with the position of the event that names it, in order.
  ///
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n) in the facts, and a read of the log for each attachment.
  public func attachmentEvents() throws(LedgerError) -> [(
    position: UInt64, attachment: DocumentAttachment
  )] {
    try checkRows()
    return try allAttachments()
  }
}
