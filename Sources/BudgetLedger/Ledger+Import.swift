// Importing a file: all rows or none, every bad row named, and running it again is harmless.

public import BudgetDomain
import Merkle

/// What an import came to.
public struct ImportOutcome: Sendable {
  /// What recording the rows came to.
  public let outcome: RecordOutcome
  /// How many rows the file has, without its header.
  public let rowCount: Int
}

extension Ledger {
  /// Records every row of comma-separated `text` in one atomic batch.
  ///
  /// A row without a key of its own gets one from the content of the whole file and its place in
  /// it: the same file twice records nothing the second time, while equal rows within one file are
  /// two facts. Byte order mark, line endings and quoting do not count as content.
  ///
  /// - Parameters:
  ///   - source: what to call the input in messages.
  ///   - override: who lets rows pass control rules, where the policy of their year allows it.
  ///   - equalRows: what to do with rows without a key that equal something recorded before from
  ///     another file, such as an earlier state of this one.
  ///   - progress: told rows done and rows in all, while deciding.
  /// - Throws: ``LedgerError/badInput(source:_:)`` with every problem by row and column, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func importEntries(
    _ text: [UInt8], named source: String, actor: String, override: OverrideRequest? = nil,
    equalRows: EqualRows = .refuse, isDryRun: Bool = false, expectedPosition: UInt64? = nil,
    progress: (Int, Int) -> Void = { _, _ in }
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
      return ImportOutcome(outcome: outcome, rowCount: submissions.count)
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
    throw .badInput(
      source: source,
      strangers.compactMap { row in
        twin(of: row).map { InputProblem.equalRow(row.row, position: $0, row.texts) }
      })
  }

  /// What `decide` says about the input of rows that could be read, beside rows that could not.
  ///
  /// Refusals for want of money are left out here: they may only be due to the missing rows.
  private func inputFaults(of rows: [EntryRow], _ sheet: EntrySheet) -> [InputProblem] {
    let state = fold.decidingState
    return rows.compactMap { row in
      do throws(Rejection) {
        _ = try decide(row.submission, given: state)
        return nil
      } catch {
        return sheet.problem(error, row)
      }
    }
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

/// One row that could be read.
struct EntryRow {
  let row: Int
  /// Whether its key was made from the content of the file.
  let hasDerivedKey: Bool
  let texts: EntryTexts
  let submission: Submission
}

/// A file of entries: its header, its rows, and what is wrong with them.
struct EntrySheet {
  private let header: EntryHeader
  private let rows: [(number: Int, cells: [String])]
  private(set) var problems: [InputProblem]

  init(_ text: [UInt8]) {
    let separated = CommaSeparatedText(text)
    problems = separated.problems
    header = EntryHeader(separated.rows.first?.cells ?? [])
    rows = Array(separated.rows.dropFirst())
    if problems.isEmpty { problems = header.problems }
    if !problems.isEmpty { return }
    if rows.isEmpty { problems.append(Self.noRows) }
  }

  /// The rows that can be read; ``problems`` names the others.
  mutating func submissions(
    actor: String, override: OverrideRequest?, progress: (Int, Int) -> Void
  ) -> [EntryRow] {
    guard problems.isEmpty else { return [] }
    let digest = contentDigest
    var read: [EntryRow] = []
    read.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      if index % 1_024 == 0 { progress(index, rows.count) }
      guard row.cells.count == header.cells.count else {
        problems.append(cellCount(row))
        continue
      }
      let texts = texts(of: row)
      var reader = EntryReader(texts)
      guard var submission = reader.submission(defaultActor: actor) else {
        problems.append(contentsOf: reader.problems)
        continue
      }
      submission.override = override
      let hasDerivedKey = submission.key == nil
      if hasDerivedKey { submission.key = "import-\(digest)-\(index + 1)" }
      read.append(
        EntryRow(
          row: row.number, hasDerivedKey: hasDerivedKey, texts: texts, submission: submission))
    }
    progress(rows.count, rows.count)
    return read
  }

  /// The rejection as a problem of its cell, or `nil` when it is not about a cell.
  func problem(_ rejection: Rejection, _ row: EntryRow) -> InputProblem? {
    rejection.field.map { field in
      InputProblem(
        row: row.row, column: header.name(of: field), excerpt: row.texts.text(field),
        wording: rejection.wording)
    }
  }

  private func texts(of row: (number: Int, cells: [String])) -> EntryTexts {
    let texts = header.columns.mapValues { row.cells[$0].trimmingBlanks }
    return EntryTexts(row: row.number, texts, names: header.names)
  }

  /// A name for the content of the file: every field of every row, in a fixed order of fields.
  private var contentDigest: String {
    var bytes: [UInt8] = []
    let columns = EntryField.importColumns.map { header.columns[$0] }
    for row in rows where row.cells.count == header.cells.count {
      for column in columns {
        if let column { bytes.append(contentsOf: row.cells[column].trimmingBlanks.utf8) }
        bytes.append(0x1F)
      }
      bytes.append(0x1E)
    }
    return String(SHA256.hash(bytes).hex.prefix(24))
  }

  private func cellCount(_ row: (number: Int, cells: [String])) -> InputProblem {
    InputProblem(
      row: row.number, column: nil, excerpt: row.cells.joined(separator: ","),
      wording: Wording(
        name: "cellCountWrong",
        what: Phrase(
          zh: "这一行有 \(row.cells.count) 格，表头有 \(header.cells.count) 格。",
          en: "The row has \(row.cells.count) cells, the header \(header.cells.count)."),
        next: Phrase(
          zh: "检查金额或摘要里的逗号是否加了引号。",
          en: "See whether a comma in an amount or memo stands outside quotes.")))
  }

  private static let noRows = InputProblem(
    row: nil, column: nil, excerpt: "",
    wording: Wording(
      name: "inputHasNoRows",
      what: Phrase(zh: "文件里没有数据行。", en: "The file has no rows."),
      next: Phrase(
        zh: "第一行写列名，从第二行起一行一笔。", en: "Columns in the first row, one fact a row below.")))
}

extension [InputProblem] {
  /// The problems in the order of their rows.
  var sortedByRow: [InputProblem] {
    enumerated().sorted {
      ($0.element.row ?? 0, $0.offset) < ($1.element.row ?? 0, $1.offset)
    }.map(\.element)
  }
}
