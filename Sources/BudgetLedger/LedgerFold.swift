// Takes records into the state and the columns, and refuses histories that cannot have happened.

import BudgetDomain
import EventCoding
import EventStorage
import Projections

/// The two folds of one log, kept in step: the columns that report, and the state that decides.
///
/// Events of money alone go into the columns only; the state asks for them there when a rule needs
/// them. So taking in a record costs the same whether anything is decided afterwards or not.
struct LedgerFold {
  /// What the events that are more than money made of the state; it knows no sums of lines.
  private(set) var state = BudgetState()
  private(set) var columns = FactColumns()
  /// The first record that could not be taken in; nothing after it is.
  private(set) var failure: LedgerError?
  private var reader = FactReader()
  /// What the reader makes of one record at a time, and its numbers in the columns.
  private var facts = LooseFactCollector()
  private var factNumbers = FactNumbers()
  /// The numbers of the readers of pieces, by the number of the reader.
  private var pieceNumbers: [Int: FactNumbers] = [:]
  /// What the fold was at its mark.
  private var marked: Marked?
  /// Entries that were taken back; made of the columns when it is first asked for.
  private var reversed: PositionSet?
  /// The state that decides, once something is decided; it must be given up when others record.
  private var deciding: (state: BudgetState, past: ColumnPast)?
  /// What decides batches of plain entries, and keeps of them what ``deciding`` was not told yet.
  private var plain = PlainBatches()

  /// Folds of no records.
  init() {}

  /// Folds as an index kept them.
  ///
  /// - Parameter state: has evolved the events that are more than money, and restored the sums of
  ///   the others.
  init(resuming state: BudgetState, _ columns: FactColumns) {
    self.state = state
    self.columns = columns
  }

  /// Reads a record and takes it in.
  mutating func take(_ record: RecordView) {
    guard failure == nil else { return }
    forgetDeciding()
    if reader.read(
      record.body, position: record.position,
      recordedAtMicroseconds: record.recordedAtMicroseconds, into: &facts)
    {
      let taken = facts.take()
      if let impossible = impossibility(of: taken.rows[...]) {
        failure = .impossibleRecord(RecordPlace(record), impossible)
      } else {
        pass(taken.rows[...])
        columns.append(taken, rows: taken.rows.indices, numbers: &factNumbers)
      }
      return
    }
    do throws(CodingProblem) {
      let recorded = try EventCodec.event(of: record)
      if let impossible = impossibility(of: recorded) {
        failure = .impossibleRecord(RecordPlace(record), impossible)
      } else {
        take(recorded)
      }
    } catch {
      failure = .unreadableRecord(RecordPlace(record), error)
    }
  }

  /// Begins to take in pieces of plain entries that are being written.
  mutating func beginTakingPieces(makerCount: Int) {
    forgetDeciding()
    for number in 0..<makerCount { pieceNumbers[number] = FactNumbers() }
  }

  /// Takes in the next plain entries that were decided and are written.
  mutating func take(_ piece: FactPiece) {
    take(piece, records: 0..<piece.recordCount)
    precondition(failure == nil, "What was just decided can have happened.")
  }

  private mutating func forgetDeciding() {
    deciding = nil
    plain.forget()
  }

  private mutating func takeRows(
    of bodies: RecordBodies, from position: UInt64, recordedAt: RecordedTime
  ) {
    bodies.forEach { index, body in
      let position = position + UInt64(index)
      guard
        !reader.read(
          body, position: position, recordedAtMicroseconds: recordedAt.microseconds, into: &facts)
      else { return }
      takeCollected()
      // Such as a name of the system user that is written with escapes. The place in the batch is
      // nothing that the folds know.
      do throws(CodingProblem) {
        take(
          try EventCodec.decode(
            body, position: position, recordedAt: recordedAt, batchIndex: 1, batchSize: 1))
      } catch {
        preconditionFailure("what was just written can be read: \(error)")
      }
    }
    takeCollected()
  }

  /// Takes in the rows that were collected, event by event.
  private mutating func takeCollected() {
    let taken = facts.take()
    var rows = taken.rows[...]
    while let first = rows.first {
      let event = rows.prefix { $0.position == first.position }
      pass(event)
      rows = rows.dropFirst(event.count)
    }
    columns.append(taken, rows: taken.rows.indices, numbers: &factNumbers)
  }

  /// Takes the rows of one plain event into the state.
  private mutating func pass(_ rows: ArraySlice<FactRow>) {
    guard let first = rows.first else { return }
    state.passOver(first.position)
    if first.reverses != 0 { reversed?.insert(UInt64(first.reverses - 1)) }
    for row in rows {
      guard let movement = RowMovement(row) else { continue }
      state.passOver(
        movement.kind, year: movement.year, source: movement.source, economic: movement.economic,
        amountInFen: row.amountInFen)
    }
  }

  /// Takes in an event that is recorded already or was just decided.
  private mutating func take(_ recorded: RecordedEvent) {
    if case .entryReversed(let reversal) = recorded.event { reversed?.insert(reversal.reverses) }
    if recorded.event.isOfMoneyAlone {
      state.passOver(recorded.envelope.position)
      for movement in recorded.event.movements {
        state.passOver(
          movement.kind, year: movement.line.year, source: movement.line.source,
          economic: movement.economic, amountInFen: movement.amount.fen)
      }
    } else {
      state.evolve(recorded, remembersKey: false)
    }
    columns.append(recorded)
  }

  /// The state that decides, with the columns as its past.
  var decidingState: BudgetState {
    mutating get { decider().state }
  }

  /// Decides batches of plain entries on top of what was recorded, as far as they need no closer
  /// look; `nil` where a batch of several needs one, or there are too few to do so.
  mutating func plainDecisions(
    on groups: [[Submission]], recordedAt: RecordedTime, systemUser: String?
  ) -> PlainDecisions? {
    guard plain.isWorthwhile(groups) else { return nil }
    if !plain.hasDecider { plain.begin(decider().state) }
    return plain.decided(groups, columns, recordedAt: recordedAt, systemUser: systemUser)
  }

  /// What was decided last is recorded as `bodies`, or it is not, where those are `nil`.
  mutating func takePlain(_ events: [RecordedEvent], as bodies: RecordBodies?) {
    guard let bodies, let first = events.first?.envelope else { return plain.forgetDecider() }
    takeRows(of: bodies, from: first.position, recordedAt: first.recordedAt)
    if deciding != nil, !plain.keep(events) { deciding = nil }
  }

  /// A state that was not told of many events is made anew, and reads what it is asked for from the
  /// columns: in the time that it takes to be told of an event, so many rows are looked through.
  private static let rowsReadPerEventTold = 512

  /// The past of ``decidingState``, for questions that the state does not ask itself.
  var decidingPast: ColumnPast {
    mutating get { decider().past }
  }

  private mutating func decider() -> (state: BudgetState, past: ColumnPast) {
    if plain.untold.count > columns.count / Self.rowsReadPerEventTold {
      plain.forgetUntold()
      deciding = nil
    }
    if var known = deciding {
      guard !plain.untold.isEmpty else { return known }
      // Given up by all others, so that telling and settling copy nothing.
      deciding = nil
      plain.forgetDecider()
      for event in plain.takeUntold() { known.state.evolve(event) }
      known.state.settle()
      deciding = known
      return known
    }
    var decider = (state: state, past: ColumnPast(columns))
    decider.state.attach(decider.past)
    deciding = decider
    return decider
  }

  /// Lets the deciding state recall what was recorded under a key.
  mutating func recall(_ key: String, at position: UInt64, _ events: [Event]) {
    var decider = decider()
    deciding = nil
    decider.state.recall(key, at: position, events)
    deciding = decider
  }

  /// Replaces the deciding state by one that has evolved further, and takes in the events that it
  /// decided. `decided` is left empty, so that settling copies nothing.
  mutating func advance(to decided: inout BudgetState, taking recorded: [RecordedEvent]) {
    let past = decider().past
    deciding = nil
    // Attempts change nothing that plain entries are decided by.
    if !recorded.allSatisfy({ $0.event.type == .commandRefused }) { plain.forgetDecider() }
    for event in recorded { take(event) }
    var next = BudgetState()
    swap(&next, &decided)
    next.settle()
    deciding = (next, past)
  }
}

extension LedgerFold: LogFold {
  /// What a fold was before a batch that may not be whole.
  private struct Marked {
    let state: BudgetState
    let columns: FactColumns.Mark
    let reversed: PositionSet?
    let failure: LedgerError?
  }

  mutating func makeReader(number: Int) -> FactPieceReader {
    pieceNumbers[number] = FactNumbers()
    return FactPieceReader(number: number)
  }

  mutating func mark() {
    marked = Marked(state: state, columns: columns.mark(), reversed: reversed, failure: failure)
  }

  mutating func returnToMark() {
    guard let marked else { preconditionFailure("a fold returns to a mark that it was given") }
    state = marked.state
    columns.goBack(to: marked.columns)
    reversed = marked.reversed
    failure = marked.failure
    factNumbers = FactNumbers()
    pieceNumbers = [:]
    self.marked = nil
  }

  mutating func forgetMark() { marked = nil }

  mutating func take(_ piece: FactPiece?, records: Range<Int>) {
    guard failure == nil, let piece else { return }
    deciding = nil
    // Taken out and put back, so that the numbers are written in place.
    var numbers = pieceNumbers.removeValue(forKey: piece.readerNumber) ?? FactNumbers()
    defer { pieceNumbers[piece.readerNumber] = numbers }
    if records == 0..<piece.recordCount, let sums = piece.sums, takeAtOnce(piece, sums) {
      columns.append(piece.facts, rows: piece.facts.rows.indices, numbers: &numbers)
      return
    }
    var record = records.lowerBound
    for event in piece.events where records.contains(event.record) {
      takeRows(of: piece, record..<event.record, &numbers)
      takeEvent(event.outcome, at: piece.place(ofRecord: event.record))
      guard failure == nil else { return }
      record = event.record + 1
    }
    takeRows(of: piece, record..<records.upperBound, &numbers)
  }

  /// Takes a piece of plain events alone into the state by its sums; `false` where one of them may
  /// be impossible, which is for taking them one by one to find out.
  private mutating func takeAtOnce(_ piece: FactPiece, _ sums: PassedSums) -> Bool {
    guard let first = piece.facts.rows.first, first.position > 0 else { return false }
    for volume in sums.volumes {
      guard !state.yearState(of: volume.year).isClosed,
        state.hasCapacity(volume.kind, year: volume.year, magnitude: volume.fen.magnitude)
      else { return false }
    }
    guard Set(piece.reversals.map(\.entry)).count == piece.reversals.count else { return false }
    for reversal in piece.reversals {
      guard reversal.entry < reversal.position, !isReversed(reversal.entry) else { return false }
    }
    for reversal in piece.reversals { reversed?.insert(reversal.entry) }
    state.passOver(sums)
    return true
  }

  /// Takes in plain events one by one.
  private mutating func takeRows(
    of piece: FactPiece, _ records: Range<Int>, _ numbers: inout FactNumbers
  ) {
    guard failure == nil else { return }
    let start = piece.firstRow(ofRecord: records.lowerBound)
    var end = start
    for record in records {
      let next = piece.firstRow(ofRecord: record + 1)
      let rows = piece.facts.rows[end..<next]
      if let impossible = impossibility(of: rows) {
        failure = .impossibleRecord(piece.place(ofRecord: record), impossible)
        break
      }
      pass(rows)
      end = next
    }
    columns.append(piece.facts, rows: start..<end, numbers: &numbers)
  }

  private mutating func takeEvent(
    _ outcome: Result<RecordedEvent, CodingProblem>, at place: RecordPlace
  ) {
    switch outcome {
    case .success(let recorded):
      if let impossible = impossibility(of: recorded) {
        failure = .impossibleRecord(place, impossible)
      } else {
        take(recorded)
      }
    case .failure(let problem): failure = .unreadableRecord(place, problem)
    }
  }
}

extension LedgerFold {
  private mutating func isReversed(_ position: UInt64) -> Bool {
    if let reversed { return reversed.contains(position) }
    let known = columns.reversedPositions
    reversed = known
    return known.contains(position)
  }

  /// Why the event of `rows` cannot have followed what was taken in, or `nil` when it can.
  private mutating func impossibility(of rows: ArraySlice<FactRow>) -> ImpossibleEvent? {
    guard let first = rows.first, first.position > 0 else { return .openingOutOfPlace }
    if first.reverses != 0 {
      let entry = UInt64(first.reverses - 1)
      guard entry < first.position, !isReversed(entry) else { return .reversalOfNothing }
    }
    for index in rows.indices {
      let row = rows[index]
      guard let movement = RowMovement(row) else { continue }
      if state.yearState(of: movement.year).isClosed { return .yearOutOfOrder }
      // Movements of one kind and year count together, as a reversal of a virement has two.
      let magnitude = rows[...index].reduce(into: UInt64(0)) { sum, other in
        if other.kind == row.kind, other.year == row.year { sum += other.amountInFen.magnitude }
      }
      guard state.hasCapacity(movement.kind, year: movement.year, magnitude: magnitude) else {
        return .beyondCapacity
      }
    }
    return nil
  }

  /// Why `recorded` cannot have followed what was taken in, or `nil` when it can.
  ///
  /// These are the conditions under which `evolve` stays exact; whether every rule was kept is a
  /// question for `decide`, and rules may differ by year and policy.
  private mutating func impossibility(of recorded: RecordedEvent) -> ImpossibleEvent? {
    let isOpening = recorded.event.type == .ledgerOpened
    guard isOpening == (recorded.envelope.position == 0) else { return .openingOutOfPlace }
    if case .entryReversed(let reversal) = recorded.event {
      guard reversal.reverses < recorded.envelope.position, !isReversed(reversal.reverses)
      else { return .reversalOfNothing }
    }
    return state.impossibility(of: recorded.event)
  }
}
