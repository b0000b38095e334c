// The two directions of the wire format: an event to the members of a record, and back.

public import BudgetDomain

/// Writes events as the members of one JSON line and reads them back, strictly.
///
/// The engine adds the frame around the members (position, time, batch, checksum); see
/// `Storage/FORMAT.md`. Encoding what was decoded gives the same bytes again, for every record
/// that decoding accepts.
public enum EventCodec {
  /// The members of the record of an event: envelope first, then type and data. Position, time
  /// and batch are not among them; the engine writes those.
  public static func encode(_ recorded: RecordedEvent) -> [UInt8] {
    var members: [UInt8] = []
    encode(recorded, into: &members)
    return members
  }

  /// Adds the members of the record of an event to `members`, as ``encode(_:)``.
  public static func encode(_ recorded: RecordedEvent, into members: inout [UInt8]) {
    let envelope = recorded.envelope
    var writer = ByteWriter(behind: members)
    // Given up here, so that the writer alone owns the memory and adds to it in place.
    members = []
    defer { members = writer.bytes }
    writer.member("actor", envelope.actor)
    writer.member("approver", optional: envelope.approver)
    writer.member("user", optional: envelope.systemUser)
    writer.member("key", optional: envelope.key)
    writer.member("reason", optional: envelope.reason)
    writer.member("type", wireName(of: recorded.event.type))
    writer.member("data") { (data: inout ByteWriter) in
      encodeData(of: recorded.event, into: &data)
    }
  }

  /// The event whose members stand in `members`.
  ///
  /// - Throws: ``CodingProblem`` for anything but the canonical form of a known type of event.
  public static func decode(
    _ members: UnsafeRawBufferPointer, position: UInt64, recordedAt: RecordedTime,
    batchIndex: Int, batchSize: Int
  ) throws(CodingProblem) -> RecordedEvent {
    if let (envelope, event) = decodePlain(members) {
      return RecordedEvent(
        envelope: Envelope(
          position: position, recordedAt: recordedAt, batchIndex: batchIndex, batchSize: batchSize,
          actor: envelope.actor, approver: envelope.approver, systemUser: envelope.user,
          key: envelope.key, reason: envelope.reason),
        event: event)
    }
    return try decodeByMembers(
      members, position: position, recordedAt: recordedAt, batchIndex: batchIndex,
      batchSize: batchSize)
  }

  /// The texts of the envelope.
  private typealias EnvelopeTexts = (
    actor: String, approver: String?, user: String?, key: String?, reason: String?
  )

  /// What the record of a plain entry says; `nil` where member by member must be looked at.
  private static func decodePlain(
    _ members: UnsafeRawBufferPointer
  ) -> (envelope: EnvelopeTexts, event: Event)? {
    guard let digest = EntryDigest(members), let actor = digest.string(.actor, in: members),
      let approver = digest.optional(.approver, in: members),
      let user = digest.optional(.user, in: members), let key = digest.optional(.key, in: members),
      let reason = digest.optional(.reason, in: members), let event = digest.event(in: members)
    else { return nil }
    return ((actor, approver, user, key, reason), event)
  }

  /// As ``decode(_:position:recordedAt:batchIndex:batchSize:)``, for any event; it names the fault
  /// where there is one.
  static func decodeByMembers(
    _ members: UnsafeRawBufferPointer, position: UInt64, recordedAt: RecordedTime,
    batchIndex: Int, batchSize: Int
  ) throws(CodingProblem) -> RecordedEvent {
    var reader = ByteReader(members)
    var fields = MemberReader()
    let actor = try fields.text("actor", &reader)
    let approver = try fields.optionalText("approver", &reader)
    let systemUser = try fields.optionalText("user", &reader)
    let key = try fields.optionalText("key", &reader)
    let reason = try fields.optionalText("reason", &reader)
    try fields.required("type", &reader)
    let typeOffset = reader.offset
    let name = try reader.string()
    guard let type = type(ofWireName: name) else {
      throw CodingProblem(reason: .unknownType(name), offset: typeOffset)
    }
    try fields.required("data", &reader)
    let event = try decodeData(of: type, &reader)
    guard reader.isAtEnd else { throw fields.unexpected(wanted: nil, reader) }
    let envelope = Envelope(
      position: position, recordedAt: recordedAt, batchIndex: batchIndex, batchSize: batchSize,
      actor: actor, approver: approver, systemUser: systemUser, key: key, reason: reason)
    return RecordedEvent(envelope: envelope, event: event)
  }

  /// The versioned name of a type of event, such as `expenditure-recorded.v1`.
  public static func wireName(of type: EventType) -> String { wireNames[Int(type.rawValue)] }

  /// The names by raw value, made once.
  private static let wireNames: [String] = {
    var names = [String](repeating: "", count: 256)
    for type in EventType.allCases { names[Int(type.rawValue)] = type.word + ".v1" }
    return names
  }()

  private static let typesByWireName = Dictionary(
    uniqueKeysWithValues: EventType.allCases.map { (wireName(of: $0), $0) })

  static func type(ofWireName name: String) -> EventType? { typesByWireName[name] }
}
