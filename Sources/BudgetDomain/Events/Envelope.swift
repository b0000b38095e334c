// Who recorded a fact, when, why and in which batch: what surrounds every event.

/// What surrounds an event in the log.
public struct Envelope: Hashable, Sendable {
  /// The place in the log, counted from 0: the second clock of the ledger.
  public var position: UInt64
  /// When the ledger learnt the fact.
  public var recordedAt: RecordedTime
  /// Place in the atomic batch, from 1.
  public var batchIndex: Int
  /// Number of events in the batch.
  public var batchSize: Int
  /// Who recorded it (经办人).
  public var actor: String
  /// Who approved it (审核人), where a second person did.
  public var approver: String?
  /// The user of the operating system under which the command ran, where one was recorded. Beside
  /// the claimed actor, who is whoever the command names.
  public var systemUser: String?
  /// The idempotency key (流水号), where one was given.
  public var key: String?
  /// Why (事由), where one was given.
  public var reason: String?

  /// An envelope made of its parts.
  public init(
    position: UInt64, recordedAt: RecordedTime, batchIndex: Int = 1, batchSize: Int = 1,
    actor: String, approver: String? = nil, systemUser: String? = nil, key: String? = nil,
    reason: String? = nil
  ) {
    self.position = position
    self.recordedAt = recordedAt
    self.batchIndex = batchIndex
    self.batchSize = batchSize
    self.actor = actor
    self.approver = approver
    self.systemUser = systemUser
    self.key = key
    self.reason = reason
  }
}

/// An event with its envelope, as it stands in the log.
public struct RecordedEvent: Hashable, Sendable {
  /// Who, when, why, where.
  public var envelope: Envelope
  /// What happened.
  public var event: Event

  /// A recorded event made of its parts.
  public init(envelope: Envelope, event: Event) {
    self.envelope = envelope
    self.event = event
  }
}
