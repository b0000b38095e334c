// Importing a file: all rows or none, every bad row named, and running it again is harmless.

public import BudgetDomain
import EventStorage

/// What an import came to.
public struct ImportOutcome: Sendable {
  /// How many rows the file has, without its header.
  public let rowCount: Int
  /// Where the events stand that were recorded; in a dry run, where they would.
  public let recorded: Range<UInt64>
  /// Positions at which rows stood already under their keys.
  public let alreadyRecorded: [UInt64]
  /// Whether nothing was written because only a preview was asked for.
  public let isDryRun: Bool
  /// How many records the ledger holds afterwards; in a dry run, as it stands.
  public let size: UInt64
  /// The year of the first event on a line; `nil` where there is none.
  public let firstYear: FiscalYear?
  /// The events that would be recorded, in a dry run.
  public let preview: [RecordedEvent]
  /// Whether the rows were decided as plain entries, without making submissions of them.
  package let isOfPlainRows: Bool
}

/// How an import goes about it; the answers are the same.
package struct ImportSetting {
  /// How many bytes of a file make a piece, of which a few are in memory at a time.
  package var pieceByteCount = 1 << 18
  /// How many threads read pieces, that of the caller included.
  package var threadCount = ReadingPlan.processorCount
  /// How long a file may be that is taken into memory whole, to be imported row by row.
  package var wholeByteCountMax = EntrySource.wholeByteCountMax
  /// Whether plain rows are decided where they lie.
  package var decidesPlainRows = true

  /// The setting of every import that does not say otherwise.
  package init() {}
}

extension Ledger {
  /// Records every row of comma-separated `text` in one atomic batch; see
  /// ``importEntries(_:actor:override:equalRows:isDryRun:expectedPosition:progress:)``.
  ///
  /// - Parameter source: what to call the input in messages.
  /// - Throws: as that one.
  public func importEntries(
    _ text: [UInt8], named source: String, actor: String, override: OverrideRequest? = nil,
    equalRows: EqualRows = .refuse, isDryRun: Bool = false, expectedPosition: UInt64? = nil,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> ImportOutcome {
    try importEntries(
      EntrySource(text, named: source), actor: actor, override: override, equalRows: equalRows,
      isDryRun: isDryRun, expectedPosition: expectedPosition, progress: progress)
  }

  /// Records every row of a comma-separated text in one atomic batch.
  ///
  /// A row without a key of its own gets one from the content of the whole file and its place in
  /// it: the same file twice records nothing the second time, while equal rows within one file are
  /// two facts. Byte order mark, line endings and quoting do not count as content.
  ///
  /// A file of nothing but plain entries that the rules accept is read twice and never held in
  /// memory; any other is read once and decided row by row, and must not be longer than 1 GiB.
  ///
  /// - Parameters:
  ///   - override: who lets rows pass control rules, where the policy of their year allows it.
  ///   - equalRows: what to do with rows without a key that equal something recorded before from
  ///     another file, such as an earlier state of this one.
  ///   - progress: told rows done and rows in all.
  /// - Throws: ``LedgerError/badInput(source:_:)`` with every problem by row and column, or because
  ///   the file changed meanwhile; ``LedgerError/storage(_:)`` also where the file cannot be read;
  ///   and as ``record(_:isDryRun:expectedPosition:)``.
  public func importEntries(
    _ source: EntrySource, actor: String, override: OverrideRequest? = nil,
    equalRows: EqualRows = .refuse, isDryRun: Bool = false, expectedPosition: UInt64? = nil,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> ImportOutcome {
    try importEntries(
      source, ImportSetting(), actor: actor, override: override, equalRows: equalRows,
      isDryRun: isDryRun, expectedPosition: expectedPosition, progress: progress)
  }

  /// As ``importEntries(_:actor:override:equalRows:isDryRun:expectedPosition:progress:)``, in the
  /// way that `setting` says.
  ///
  /// - Throws: as that one.
  package func importEntries(
    _ source: EntrySource, _ setting: ImportSetting, actor: String,
    override: OverrideRequest? = nil, equalRows: EqualRows = .refuse, isDryRun: Bool = false,
    expectedPosition: UInt64? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> ImportOutcome {
    if setting.decidesPlainRows, override == nil, !isDryRun {
      let rows = PlainImport(source, actor: actor, setting)
      let outcome = try importPlainRows(rows, equalRows, expectedPosition, progress)
      if let outcome { return outcome }
    }
    return try importRowByRow(
      try source.bytes(atMost: setting.wholeByteCountMax), named: source.name, actor: actor,
      override: override,
      equalRows: equalRows, isDryRun: isDryRun, expectedPosition: expectedPosition,
      progress: progress)
  }

  private func importRowByRow(
    _ text: [UInt8], named source: String, actor: String, override: OverrideRequest?,
    equalRows: EqualRows, isDryRun: Bool, expectedPosition: UInt64?,
    progress: (Int, Int) -> Void
  ) throws(LedgerError) -> ImportOutcome {
    var sheet = EntrySheet(text)
    let submissions = sheet.submissions(actor: actor, override: override, progress: progress)
    guard sheet.problems.isEmpty else {
      try refresh()
      try recallKeys(of: submissions.map(\.submission))
      let unfit = inputFaults(of: submissions, sheet)
      throw .badInput(source: source, (sheet.problems + unfit).sortedByRow)
    }
    try refresh()
    try expect(expectedPosition)
    let fresh = try rowsToRecord(submissions, equalRows, source)
    do throws(LedgerError) {
      let outcome = try record(
        fresh.map(\.submission), isDryRun: isDryRun, expectedPosition: expectedPosition)
      return ImportOutcome(outcome, rowCount: submissions.count)
    } catch {
      guard case .rejected(let rejected) = error else { throw error }
      throw Self.blame(rejected, fresh, sheet, source)
    }
  }

  /// The rows to record, after a look at those that equal what another file recorded.
  private func rowsToRecord(
    _ rows: [EntryRow], _ equalRows: EqualRows, _ source: String
  ) throws(LedgerError) -> [EntryRow] {
    try recallKeys(of: rows.map(\.submission))
    let state = fold.decidingState
    let strangers = rows.filter { row in
      row.hasDerivedKey && row.submission.key.map { state.position(ofKey: $0) == nil } ?? false
    }
    guard equalRows != .record, !strangers.isEmpty else { return rows }
    let events = strangers.compactMap(\.submission.command.recordedEvent)
    let found = try positions(recordedUnderKeys: events)
    guard !found.isEmpty else { return rows }
    func twin(of row: EntryRow) -> UInt64? {
      row.submission.command.recordedEvent.flatMap { found[$0] }
    }
    if equalRows == .skip {
      let skipped = Set(strangers.filter { twin(of: $0) != nil }.map(\.row))
      return rows.filter { !skipped.contains($0.row) }
    }
    var equal: [InputProblem] = []
    for row in strangers where equal.count < LedgerError.listedMax {
      if let position = twin(of: row) {
        equal.append(InputProblem.equalRow(row.row, position: position, row.texts))
      }
    }
    throw .badInput(source: source, equal)
  }

  /// What `decide` says about the input of rows that could be read, beside rows that could not.
  ///
  /// Refusals for want of money are left out here: they may only be due to the missing rows.
  private func inputFaults(of rows: [EntryRow], _ sheet: EntrySheet) -> [InputProblem] {
    let state = fold.decidingState
    var faults: [InputProblem] = []
    for row in rows where faults.count < LedgerError.listedMax {
      do throws(Rejection) {
        _ = try decide(row.submission, given: state)
      } catch {
        if let fault = sheet.problem(error, row) { faults.append(fault) }
      }
    }
    return faults
  }

  /// Gives refusals the rows they came from; where any of them is a fault of the input, reports
  /// those alone, because the others may follow from them.
  private static func blame(
    _ rejected: [RejectedSubmission], _ rows: [EntryRow], _ sheet: EntrySheet, _ source: String
  ) -> LedgerError {
    let faults = rejected.compactMap { sheet.problem($0.rejection, rows[$0.index]) }
    guard faults.isEmpty else { return .badInput(source: source, faults.sortedByRow) }
    return .rejected(
      rejected.map {
        RejectedSubmission(
          index: $0.index, row: rows[$0.index].row, submission: $0.submission,
          rejection: $0.rejection, citedRows: $0.citedRows.mapValues { rows[$0].row })
      })
  }
}

extension ImportOutcome {
  /// What recording rows one by one came to.
  fileprivate init(_ outcome: RecordOutcome, rowCount: Int) {
    let first = outcome.recorded.first?.envelope.position ?? outcome.size
    self.init(
      rowCount: rowCount, recorded: first..<(first + UInt64(outcome.recorded.count)),
      alreadyRecorded: outcome.alreadyRecorded, isDryRun: outcome.isDryRun, size: outcome.size,
      firstYear: outcome.recorded.lazy.compactMap { $0.event.entry?.line.year }.first,
      preview: outcome.isDryRun ? outcome.recorded : [], isOfPlainRows: false)
  }
}

/// What an import does with a row without a key that equals something recorded from another file.
public enum EqualRows: String, CaseIterable, Hashable, Sendable {
  /// Refuse the file and name the rows: nothing is guessed.
  case refuse
  /// Leave the row out: it is the same fact.
  case skip
  /// Record it: it is another fact.
  case record
}

extension InputProblem {
  /// A row that equals the event at `position`.
  static func equalRow(_ row: Int, position: UInt64, _ texts: EntryTexts) -> InputProblem {
    InputProblem(
      row: row, column: nil,
      excerpt: [EntryField.date, .kind, .function, .amount].map { texts.text($0) }
        .joined(separator: " "),
      wording: Wording(
        name: "rowEqualsRecorded",
        what: Phrase(
          zh: "这一行与 #\(position) 完全相同，而后者来自另一个文件（或本文件的旧版）。",
          en:
            "The row equals #\(position), which came from another file or an earlier state "
            + "of this one."
        ),
        next: Phrase(
          zh: "是同一笔：加 --equal-rows skip；确是另一笔：加 --equal-rows record，或给该行填流水号。",
          en:
            "The same fact: --equal-rows skip. Another one: --equal-rows record, or give it a key."
        )))
  }
}
