// Importing a file of plain entries: decided where they lie, written piece by piece.

import BudgetDomain
import EventCoding
import EventStorage
import Projections

extension Ledger {
  /// Records the rows, if every one of them is a plain entry that would be recorded as it is;
  /// `nil`, with nothing done, where any needs a closer look.
  func importPlainRows(
    _ rows: PlainImport, _ equalRows: EqualRows, _ expectedPosition: UInt64?,
    _ progress: (Int, Int) -> Void
  ) throws(LedgerError) -> ImportOutcome? {
    try refresh()
    // Whoever is told that others recorded in between is told of bad rows first.
    guard expectedPosition ?? size == size, let plan = try plan(rows, equalRows) else {
      return nil
    }
    // Before, so that nobody waits for the index while holding the lock or an acknowledgement.
    keepIndex()
    return try exclusively { () throws(LedgerError) in
      try expect(expectedPosition)
      // Whoever recorded since may have used up what the rows need.
      guard let plan = plan.size == size ? plan : try self.plan(rows, equalRows) else {
        return nil
      }
      try write(rows, plan, progress)
      return ImportOutcome(
        rowCount: plan.rowCount, recorded: plan.size..<size, alreadyRecorded: [],
        isDryRun: false, size: size, firstYear: plan.firstYear, preview: [],
        isOfPlainRows: true)
    }
  }

  /// Decides the rows on top of the ledger as it is; `nil` where they must be looked at one by one.
  private func plan(
    _ rows: PlainImport, _ equalRows: EqualRows
  ) throws(LedgerError) -> PlainImportPlan? {
    guard let (plan, keys) = try rows.plan(fold.decidingState, columns, equalRows: equalRows)
    else { return nil }
    let candidates = columns.positions(underKeysIn: keys)
    guard candidates.count <= Self.keyCandidatesMax else { return nil }
    for recorded in try events(at: candidates) {
      if let key = recorded.envelope.key, keys.mayHold(key) { return nil }
    }
    return plan
  }

  /// Where more records than this may stand under a key of the file, most of them do.
  private static let keyCandidatesMax = 4_096

  /// Writes the rows, durable at the end, and takes them into the folds only then.
  private func write(
    _ rows: PlainImport, _ plan: PlainImportPlan, _ progress: (Int, Int) -> Void
  ) throws(LedgerError) {
    let recordedAt = recordingTime
    var taking = fold
    try rows.beginWriting(plan, recordedAt: recordedAt, user: environment.systemUser)
    defer { rows.endWriting() }
    taking.beginTakingPieces(makerCount: rows.makerCount)
    try store.append(
      batchOf: plan.rowCount, recordedAtMicroseconds: recordedAt.microseconds
    ) { (bodies: inout RecordBodies) throws(LedgerError) in
      let piece = try rows.next()
      bodies = piece.bodies
      if let facts = piece.facts { taking.take(facts) }
      progress(rows.doneCount, plan.rowCount)
    }
    fold = taking
  }
}
