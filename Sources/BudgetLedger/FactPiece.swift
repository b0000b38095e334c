// What one thread makes of the records of a piece of the log, before those in front are known.

import BudgetDomain
import EventCoding
import EventStorage
import Projections

/// The plain events of a piece as rows, and the others as events.
struct FactPiece: Sendable {
  /// The number of the reader that numbered the names in ``facts``.
  let readerNumber: Int
  let facts: LooseFacts
  /// Where the rows of each record end.
  fileprivate(set) var rowEnds: [UInt32] = []
  /// What is no plain event, in order.
  fileprivate(set) var events: [(record: Int, outcome: Result<RecordedEvent, CodingProblem>)] = []
  /// Which plain events take an entry back.
  fileprivate(set) var reversals: [(position: UInt64, entry: UInt64)] = []
  /// What the movements of all rows come to; `nil` where there are other events, or too much.
  fileprivate(set) var sums: PassedSums?
  /// Where the records stand; `nil` while they are being written.
  private let origin: (file: String, firstPosition: UInt64, offsets: [UInt64])?

  fileprivate init(_ facts: LooseFacts, by readerNumber: Int, _ records: PieceRecords) {
    self.facts = facts
    self.readerNumber = readerNumber
    origin = (
      records[0].fileName, records[0].position,
      (0..<records.count).map { records[$0].byteOffset }
    )
  }

  /// A piece of records that are being written, plain entries of one row each.
  init(_ facts: LooseFacts, by readerNumber: Int) {
    self.facts = facts
    self.readerNumber = readerNumber
    origin = nil
    rowEnds = facts.rows.indices.map { UInt32($0 + 1) }
    addUp()
  }

  var recordCount: Int { rowEnds.count }

  /// The first row of a record of the piece, or of what would come next.
  func firstRow(ofRecord record: Int) -> Int { record == 0 ? 0 : Int(rowEnds[record - 1]) }

  /// Where a record of the piece stands.
  func place(ofRecord record: Int) -> RecordPlace {
    guard let origin else { preconditionFailure("a record that was read has a place") }
    return RecordPlace(
      position: origin.firstPosition + UInt64(record), file: origin.file,
      offset: origin.offsets[record])
  }

  /// Finds the sums and reversals of the piece.
  fileprivate mutating func addUp() {
    var state = BudgetState()
    for row in facts.rows {
      if row.reverses != 0, reversals.last?.position != row.position {
        reversals.append((row.position, UInt64(row.reverses - 1)))
      }
      guard let movement = RowMovement(row) else { continue }
      let magnitude = row.amountInFen.magnitude
      guard state.hasCapacity(movement.kind, year: movement.year, magnitude: magnitude) else {
        return
      }
      state.passOver(
        movement.kind, year: movement.year, source: movement.source, economic: movement.economic,
        amountInFen: row.amountInFen)
    }
    if let last = facts.rows.last { state.passOver(last.position) }
    sums = state.passedSums
  }
}

/// Makes pieces; used by one thread.
final class FactPieceReader: PieceReader {
  private let number: Int
  private var reader = FactReader()
  private var facts = LooseFactCollector()

  init(number: Int) {
    self.number = number
  }

  func read(_ records: PieceRecords) -> FactPiece? {
    guard records.count > 0 else { return nil }
    var rowEnds: [UInt32] = []
    rowEnds.reserveCapacity(records.count)
    var events: [(record: Int, outcome: Result<RecordedEvent, CodingProblem>)] = []
    for index in 0..<records.count {
      let record = records[index]
      let isPlain = reader.read(
        record.body, position: record.position,
        recordedAtMicroseconds: record.recordedAtMicroseconds, into: &facts)
      if !isPlain { events.append((index, EventCodec.outcome(of: record))) }
      rowEnds.append(UInt32(facts.rows.count))
    }
    var piece = FactPiece(facts.take(), by: number, records)
    piece.rowEnds = rowEnds
    piece.events = events
    if events.isEmpty { piece.addUp() }
    return piece
  }
}

extension EventCodec {
  /// The event of a record while it is being read.
  static func event(of record: RecordView) throws(CodingProblem) -> RecordedEvent {
    try decode(
      record.body, position: record.position,
      recordedAt: RecordedTime(microseconds: record.recordedAtMicroseconds),
      batchIndex: Int(record.batchIndex), batchSize: Int(record.batchSize))
  }

  /// The event of a record, or what is wrong with it.
  fileprivate static func outcome(
    of record: RecordView
  ) -> Result<RecordedEvent, CodingProblem> {
    do throws(CodingProblem) {
      return .success(try event(of: record))
    } catch {
      return .failure(error)
    }
  }
}
