// Questions: single events, history, balances, moments.

public import BudgetDomain
import EventCoding
import EventStorage
public import Projections

extension Ledger {
  /// The event at `position`, read from the log and checked again.
  ///
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``, ``LedgerError/storage(_:)``.
  public func event(at position: UInt64) throws(LedgerError) -> RecordedEvent {
    guard position < size else { throw .unknownPosition(position, size: size) }
    var found: RecordedEvent?
    try store.forEachRecord(at: CollectionOfOne(position)) { (record) throws(LedgerError) in
      found = try EventCodec.decode(record)
    }
    guard let found else { preconditionFailure("a record that is there is handed out") }
    return found
  }

  /// The events at `positions`, in order, read in one pass.
  ///
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n) in the bytes of the records.
  public func events(at positions: Range<UInt64>) throws(LedgerError) -> [RecordedEvent] {
    guard positions.upperBound <= size else {
      throw .unknownPosition(positions.upperBound, size: size)
    }
    var events: [RecordedEvent] = []
    events.reserveCapacity(positions.count)
    try store.forEachRecord(in: positions) { (record) throws(LedgerError) in
      events.append(try EventCodec.decode(record))
    }
    return events
  }

  /// The events at `positions`, which ascend; what lies close together is read in one call.
  ///
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n) in the bytes of the records.
  public func events(at positions: [UInt64]) throws(LedgerError) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    events.reserveCapacity(positions.count)
    try forEachReading(at: positions) { (reading) throws(LedgerError) in
      events.append(try reading.event())
    }
    return events
  }

  /// Hands out the records at `positions`, which ascend, each read from the log and checked again,
  /// with what it says where it says it.
  ///
  /// - Throws: as ``event(at:)``, and what `body` throws.
  /// - Complexity: O(n) in the bytes of the records.
  public func forEachReading(
    at positions: [UInt64], _ body: (RecordReading) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    guard (positions.last ?? 0) < size else {
      throw .unknownPosition(positions.last ?? 0, size: size)
    }
    try store.forEachRecord(at: positions) { (record) throws(LedgerError) in
      try body(RecordReading(record))
    }
  }

  /// The line of the log at `position`, as it stands in the file, without its newline.
  ///
  /// - Throws: as ``event(at:)``.
  public func rawRecord(at position: UInt64) throws(LedgerError) -> String {
    guard position < size else { throw .unknownPosition(position, size: size) }
    let record = try reachingStore { () throws(StorageError) in try store.record(at: position) }
    return String(decoding: record.line, as: UTF8.self)
  }

  /// The moment that a person named: a position (that event is the last one known), the name of a
  /// publication, a time, or a day (its end in Beijing time); `through` is an effective date.
  ///
  /// - Throws: ``LedgerError/unknownMoment(_:)``, ``LedgerError/unknownPosition(_:size:)``.
  public func moment(
    asOf text: String?, through throughDate: EffectiveDate? = nil
  ) throws(LedgerError) -> Moment {
    guard let text else { return Moment(endPosition: size, throughDate: throughDate) }
    if let number = UInt64(text), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      guard number < size else { throw .unknownPosition(number, size: size) }
      return Moment(endPosition: number + 1, throughDate: throughDate)
    }
    if let published = fold.state.publications[text] {
      return Moment(endPosition: published.treeSize, throughDate: throughDate)
    }
    let time: RecordedTime
    if let day = EffectiveDate(text: text) {
      time = RecordedTime.end(ofBeijingDay: day)
    } else if let moment = RecordedTime(text: text) {
      time = moment
    } else {
      throw .unknownMoment(text)
    }
    try checkRows()
    return Moment(endPosition: columns.endPosition(recordedBy: time), throughDate: throughDate)
  }

  /// What every budget line of `year` was granted, used and has left.
  ///
  /// - Complexity: O(n) in the facts of the ledger.
  public func balances(of year: FiscalYear, at moment: Moment) -> Balances {
    Balances(of: columns, year: year, at: moment)
  }

  /// When the last event before the moment was recorded, or `nil` when there is none.
  ///
  /// - Throws: as ``init(openingAt:environment:usesIndex:onlyForStatements:)``, where the log must
  ///   be read after all.
  public func recordedAt(_ moment: Moment) throws(LedgerError) -> RecordedTime? {
    guard let wanted = moment.endPosition, wanted != size else {
      return store.lastRecordedAtMicroseconds.map { RecordedTime(microseconds: $0) }
    }
    try checkBlock(endingAt: wanted)
    let end = columns.firstRow(atOrAfter: wanted)
    return end == 0 ? nil : RecordedTime(microseconds: columns.recordedAt[end - 1])
  }

  /// The fiscal years with anything recorded, in order.
  public var years: [FiscalYear] {
    fold.state.movedYears
  }
}

extension EventCodec {
  /// The event of a record while it is being read.
  static func decode(_ record: RecordView) throws(LedgerError) -> RecordedEvent {
    do throws(CodingProblem) {
      return try event(of: record)
    } catch {
      throw .unreadableRecord(RecordPlace(record), error)
    }
  }

  /// The event of a stored record.
  static func decode(_ record: StoredRecord) throws(CodingProblem) -> RecordedEvent {
    var outcome: Result<RecordedEvent, CodingProblem>?
    record.body.withUnsafeBytes { members in
      do throws(CodingProblem) {
        outcome = .success(
          try decode(
            members, position: record.position,
            recordedAt: RecordedTime(microseconds: record.recordedAtMicroseconds),
            batchIndex: Int(record.batchIndex), batchSize: Int(record.batchSize)))
      } catch {
        outcome = .failure(error)
      }
    }
    guard let outcome else { preconditionFailure("the closure above always runs") }
    return try outcome.get()
  }
}
