// A file of entries at hand: its header, its rows, and what is wrong with them.

import BudgetDomain
import Merkle

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
      // A file of nothing but faults could be a million of them: what is kept of it is bounded.
      guard problems.count < LedgerError.listedMax else { break }
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
        bytes.append(Self.endOfCell)
      }
      bytes.append(Self.endOfRow)
    }
    return Self.contentName(of: SHA256.hash(bytes))
  }

  /// The bytes behind a cell and behind a row where their content is hashed.
  static let endOfCell: UInt8 = 0x1F
  static let endOfRow: UInt8 = 0x1E

  /// The name of a content of this hash.
  static func contentName(of digest: Digest) -> String { String(digest.hex.prefix(24)) }

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
