// One row of the columns while it is on its way into them.

/// What one movement of one event adds to the columns; an event that moves nothing gives one row
/// with ``kind`` 0.
///
/// The fields are those of ``FactColumns``, texts already as numbers or hashes.
public struct FactRow: Hashable, Sendable {
  /// Position of the event.
  public var position: UInt64
  /// When it was recorded, in microseconds since 1970 UTC.
  public var recordedAtMicroseconds: Int64
  /// Number of the actor in ``FactColumns/actors``.
  public var actor: UInt32
  /// `EventType` as its raw value.
  public var type: UInt8
  /// `EntryKind` of the movement as its raw value; 0 where the row moves nothing.
  public var kind: UInt8 = 0
  /// `FundSource` as its raw value; 0 where the row moves nothing.
  public var source: UInt8 = 0
  /// `SpendingNature` as its raw value; 0 where the row moves nothing.
  public var nature: UInt8 = 0
  /// Fiscal year; 0 where the row moves nothing.
  public var year: UInt16 = 0
  /// Function code as a number; 0 where the row moves nothing.
  public var function: UInt32 = 0
  /// Economic code as a number; 0 where there is none.
  public var economic: UInt32 = 0
  /// 1 + number of the project in ``FactColumns/projects``; 0 where there is none.
  public var project: UInt32 = 0
  /// Effective date as a day number; ``FactColumns/noDate`` where the event has none.
  public var date: Int32 = FactColumns.noDate
  /// Signed amount in fen; 0 where the row moves nothing.
  public var amountInFen: Int64 = 0
  /// 1 + position of the entry that the event takes back; 0 where it takes back none.
  public var reverses: UInt32 = 0
  /// ``TextHash`` of the idempotency key; 0 where there is none.
  public var keyHash: UInt32 = 0
  /// ``TextHash`` of the document number; 0 where there is none.
  public var documentHash: UInt32 = 0
  /// ``TextHash`` of the payee; 0 where there is none.
  public var payeeHash: UInt32 = 0
  /// Marks of the event.
  public var flags: FactFlags = []

  /// A row of an event, without a movement yet.
  public init(position: UInt64, recordedAtMicroseconds: Int64, actor: UInt32, type: UInt8) {
    self.position = position
    self.recordedAtMicroseconds = recordedAtMicroseconds
    self.actor = actor
    self.type = type
  }
}
