// What a first walk over plain rows adds up to: sums, keys, and the name of their content.

import BudgetDomain
import EventCoding
import EventStorage
import Merkle
import Projections

/// What one thread makes of the rows of a piece, before those in front are decided.
struct SurveyedPiece: Sendable {
  /// A row in numbers.
  struct Row: Sendable {
    let kind: SubmissionKind
    /// The number of its line among those of the maker.
    let line: UInt32
    let economic: UInt32
    let date: EffectiveDate
    let amount: Amount
  }

  /// The number of the maker that numbered the lines.
  let makerNumber: Int
  /// What was read.
  let digest: Digest
  fileprivate(set) var rows: [Row] = []
  /// The hash of the key of each row; none where the file has no keys.
  fileprivate(set) var keyHashes: [UInt64] = []
  /// The lines by their numbers.
  fileprivate(set) var lines: [BudgetLine] = []
  /// The cells of all rows, where they give rows without keys theirs.
  fileprivate(set) var content: [UInt8] = []
}

/// Makes surveyed pieces; used by one thread.
final class SurveyMaker: PieceMaker {
  private let number: Int
  private let pieces: RowPieces
  private let reader: PlainRowReader
  private let buffer: RowBuffer
  private var projects = NameTable()
  private var lineTable = LineTable()
  private var lines: [BudgetLine] = []

  init(number: Int, _ pieces: RowPieces, _ reader: PlainRowReader) {
    self.number = number
    self.pieces = pieces
    self.reader = reader
    buffer = pieces.makeBuffer()
  }

  func make(_ piece: Int) -> Result<SurveyedPiece, RowPieceFault> {
    do throws(RowPieceFault) {
      let (text, digest) = try buffer.read(piece: piece, of: pieces)
      var survey = SurveyedPiece(makerNumber: number, digest: digest)
      try text.forEachLine { (line) throws(RowPieceFault) in
        switch reader.read(line) {
        case .blank: return
        case .other: throw .notPlain
        case .plain: break
        }
        guard let row = row() else { throw .notPlain }
        survey.rows.append(row)
        if reader.hasKeyColumn {
          guard let hash = reader.entry.key.flatMap({ KeyHashes.hash(of: $0) }) else {
            throw .notPlain
          }
          survey.keyHashes.append(hash)
        } else {
          reader.addContent(of: line, to: &survey.content)
        }
      }
      survey.lines = lines
      return .success(survey)
    } catch {
      return .failure(error)
    }
  }

  /// The row that was read last; `nil` where it needs another look.
  private func row() -> SurveyedPiece.Row? {
    let entry = reader.entry
    guard let line = lineNumber(of: entry), let amount = Amount(fen: entry.amountInFen) else {
      return nil
    }
    return SurveyedPiece.Row(
      kind: reader.kind, line: line, economic: entry.economic, date: entry.date, amount: amount)
  }

  private func lineNumber(of entry: PlainEntry) -> UInt32? {
    var project: UInt32 = 0
    if let name = entry.project {
      guard let number = projects.intern(name) else { return nil }
      project = number + 1
    }
    let number = lineTable.intern(
      LineTable.Key(
        year: entry.year, source: entry.source.rawValue, nature: entry.nature.rawValue,
        function: entry.function, project: project))
    if Int(number) <= lines.count { return number - 1 }
    guard let year = FiscalYear(Int(entry.year)),
      let function = FunctionCode(number: entry.function)
    else { return nil }
    lines.append(
      BudgetLine(
        year: year, source: entry.source, function: function, nature: entry.nature,
        project: project == 0 ? nil : ProjectName(projects[project - 1])))
    return number - 1
  }
}

/// Decides plain rows one after the other and remembers their keys.
struct RowSurvey {
  private var decider: PlainDecider
  /// The decider's numbers of the lines of each maker.
  private var numbers: [[Int]]
  /// The keys of the rows.
  private(set) var keys = KeyHashes()
  /// What was found of each piece.
  private(set) var pieces: [PlainImportPlan.Piece] = []
  /// How many rows were accepted.
  private(set) var rowCount = 0
  /// The year of the first row.
  private(set) var firstYear: FiscalYear?

  /// A survey on top of `state`; `nil` where submissions must be looked at one by one.
  init?(_ state: BudgetState, makerCount: Int) {
    guard let decider = PlainDecider(state) else { return nil }
    self.decider = decider
    numbers = Array(repeating: [], count: makerCount)
  }

  /// Whether all rows of the next piece would be recorded as they are; if not, the survey is of no
  /// more use.
  mutating func accepts(_ piece: SurveyedPiece) -> Bool {
    let maker = piece.makerNumber
    for line in piece.lines[numbers[maker].count...] {
      guard let number = decider.number(of: line) else { return false }
      numbers[maker].append(number)
    }
    keys.approach(piece.keyHashes)
    for hash in piece.keyHashes where !keys.insert(hash: hash) { return false }
    for row in piece.rows {
      guard
        decider.accepts(
          row.kind, row.amount, onLine: numbers[maker][Int(row.line)], economic: row.economic,
          date: row.date)
      else { return false }
    }
    if firstYear == nil, let row = piece.rows.first {
      firstYear = piece.lines[Int(row.line)].year
    }
    pieces.append(PlainImportPlan.Piece(firstRow: rowCount, digest: piece.digest))
    rowCount += piece.rows.count
    return true
  }

  /// Takes in a key; `false` where it, or another one that may be the same text, was taken in, and
  /// where other bytes may spell it.
  mutating func takesKey(_ key: UnsafeRawBufferPointer) -> Bool {
    keys.insert(key)
  }
}
