// One record while it is being read: what is plain in it as values and places, or the whole event.

public import BudgetDomain
public import EventCoding
import EventStorage

/// A record of the log where it was read.
///
/// It is valid until the closure that was handed it returns: its bytes are those of a buffer that
/// is used again.
public struct RecordReading {
  private let record: RecordView

  init(_ record: RecordView) {
    self.record = record
  }

  /// The place in the log.
  public var position: UInt64 { record.position }
  /// When the ledger learnt the fact.
  public var recordedAt: RecordedTime {
    RecordedTime(microseconds: record.recordedAtMicroseconds)
  }
  /// Place in the atomic batch, from 1, and the number of events in that.
  public var batch: (index: Int, size: Int) { (Int(record.batchIndex), Int(record.batchSize)) }
  /// The bytes of the record that an ``EntryDigest`` is of.
  public var members: UnsafeRawBufferPointer { record.body }

  /// What the record says, without making an event; `nil` where that is no plain entry.
  ///
  /// - Complexity: O(n) in the bytes, without allocating.
  public func digest() -> EntryDigest? { EntryDigest(record.body) }

  /// The whole event.
  ///
  /// - Throws: ``LedgerError/unreadableRecord(_:_:)``.
  public func event() throws(LedgerError) -> RecordedEvent { try EventCodec.decode(record) }
}

extension RecordPlace {
  init(_ record: RecordView) {
    self.init(position: record.position, file: record.fileName, offset: record.byteOffset)
  }
}
