// Importing plain rows: looked at twice where they lie, and never made into submissions.

import BudgetDomain
import EventCoding
import EventStorage
import Merkle
import Projections

/// What a first walk over a file found: every row is a plain entry that the rules accept.
struct PlainImportPlan: Sendable {
  /// A piece of the file.
  struct Piece: Sendable {
    /// How many rows stand before it.
    let firstRow: Int
    /// What was read, so that a file that changes before it is read again is noticed.
    let digest: Digest
  }

  /// How many rows there are.
  let rowCount: Int
  /// The size of the ledger that the rows were decided on.
  let size: UInt64
  /// The header, as it stands in the file.
  let headerBytes: [UInt8]
  /// The pieces, as long as the second walk reads them.
  let pieces: [Piece]
  /// The name of the content, of which rows without a key get one.
  let contentName: String?
  /// The year of the first row.
  let firstYear: FiscalYear?
}

/// A file of plain rows. The first walk decides, the second writes; a row that is not plain, or
/// that a rule may refuse, ends the first, and the file is imported row by row instead.
///
/// Each walk is one of several threads: they read pieces, and the thread of the caller decides or
/// writes them in order.
final class PlainImport {
  private let source: EntrySource
  private let setting: ImportSetting
  // Unsafe memory, because rows that name nobody refer to it as others do to their cells.
  private let defaultActor: UnsafeMutableRawBufferPointer

  private var second: (crew: PieceCrew<RecordMaker>, plan: PlainImportPlan)?
  /// How many rows the second walk has passed.
  private(set) var doneCount = 0
  /// How many makers the second walk has.
  private(set) var makerCount = 0

  /// An import of `source` by `actor`.
  init(_ source: EntrySource, actor: String, _ setting: ImportSetting) {
    self.source = source
    self.setting = setting
    let name = Array(actor.utf8)
    defaultActor = .allocate(byteCount: name.count, alignment: 1)
    defaultActor.copyBytes(from: name)
  }

  deinit {
    precondition(second == nil, "A walk is ended before it is given up.")
    defaultActor.deallocate()
  }

  /// Readers of rows below `header`, one for each maker; `nil` where they need another look.
  private func readers(_ header: EntryHeader, for pieces: RowPieces) -> [PlainRowReader]? {
    let count = pieces.makerCount(atMost: setting.threadCount)
    let readers = (0..<count).compactMap { _ in
      PlainRowReader(header, defaultActor: UnsafeRawBufferPointer(defaultActor))
    }
    return readers.count == count ? readers : nil
  }

  // MARK: The first walk

  /// Decides all rows on top of `state`; `nil` where they must be looked at one by one.
  ///
  /// - Returns: What it found, and the keys, which nothing may have been recorded under.
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be read;
  ///   ``LedgerError/badInput(source:_:)``: it became shorter.
  func plan(
    _ state: BudgetState, _ columns: FactColumns, equalRows: EqualRows
  ) throws(LedgerError) -> (plan: PlainImportPlan, keys: KeyHashes)? {
    guard defaultActor.count > 0, defaultActor.count <= textLimitInBytes,
      LineMarks(UnsafeRawBufferPointer(defaultActor))?.hasQuotes == false,
      let pieces = try RowPieces(source, pieceByteCount: setting.pieceByteCount),
      let header = pieces.header, let readers = readers(header, for: pieces),
      var survey = RowSurvey(state, makerCount: readers.count)
    else { return nil }
    // Without keys the content of the whole file gives rows theirs.
    var content: SHA256? = header.columns[.key] == nil ? SHA256() : nil
    let makers = readers.enumerated().map { SurveyMaker(number: $0, pieces, $1) }
    let crew = PieceCrew(pieces.count, makers: makers)
    defer { crew.dismiss() }
    while let made = crew.next() {
      guard let piece = try Self.plainPiece(made, of: source), survey.accepts(piece) else {
        return nil
      }
      content?.update(piece.content)
    }
    guard survey.rowCount > 0 else { return nil }
    if content != nil, equalRows != .record, columns.holdsKeys { return nil }
    let name = content.map { EntrySheet.contentName(of: $0.finalize()) }
    if let keys = name.map({ DerivedKeys($0) }) {
      for number in 1...survey.rowCount {
        guard survey.takesKey(keys.key(ofRow: number)) else { return nil }
      }
    }
    let plan = PlainImportPlan(
      rowCount: survey.rowCount, size: columns.endPosition, headerBytes: pieces.headerBytes,
      pieces: survey.pieces, contentName: name, firstYear: survey.firstYear)
    return (plan, survey.keys)
  }

  /// The piece, or `nil` where it is not plain.
  ///
  /// - Throws: as ``plan(_:_:equalRows:)``.
  private static func plainPiece<Piece>(
    _ made: Result<Piece, RowPieceFault>, of source: EntrySource
  ) throws(LedgerError) -> Piece? {
    switch made {
    case .success(let piece): return piece
    case .failure(.notPlain): return nil
    case .failure(.changed): throw changed(source.name)
    case .failure(.unreadable(let error)): throw .storage(StorageError(error))
    }
  }

  // MARK: The second walk

  /// Begins the second walk, over what was planned; ``endWriting()`` ends it.
  ///
  /// - Throws: as ``next()``.
  func beginWriting(
    _ plan: PlainImportPlan, recordedAt: RecordedTime, user: String?
  ) throws(LedgerError) {
    guard let pieces = try RowPieces(source, pieceByteCount: setting.pieceByteCount),
      pieces.headerBytes == plan.headerBytes, pieces.count == plan.pieces.count,
      let header = pieces.header, let readers = readers(header, for: pieces)
    else { throw Self.changed(source.name) }
    let terms = RecordTerms(plan: plan, recordedAt: recordedAt, user: user)
    let makers = readers.enumerated().map { RecordMaker(number: $0, pieces, $1, terms) }
    makerCount = makers.count
    second = (PieceCrew(pieces.count, makers: makers), plan)
    doneCount = 0
  }

  /// The records of the next rows, at least one; to be asked for until all were there.
  ///
  /// - Throws: ``LedgerError/badInput(source:_:)`` where the file is not what the plan was made of;
  ///   known at the latest with the last row. ``LedgerError/storage(_:)``: it cannot be read.
  func next() throws(LedgerError) -> RecordPiece {
    guard let (crew, plan) = second else {
      preconditionFailure("a second walk is begun before it goes on")
    }
    while let made = crew.next() {
      guard let piece = try Self.plainPiece(made, of: source) else {
        throw Self.changed(source.name)
      }
      guard piece.bodies.count > 0 else { continue }
      doneCount += piece.bodies.count
      // Pieces without rows may stand behind the last row, and may have changed as well.
      while doneCount == plan.rowCount, let rest = crew.next() {
        guard let rest = try Self.plainPiece(rest, of: source), rest.bodies.count == 0 else {
          throw Self.changed(source.name)
        }
      }
      return piece
    }
    throw Self.changed(source.name)
  }

  /// Ends the second walk, wherever it is.
  func endWriting() {
    second?.crew.dismiss()
    second = nil
  }

  /// The file is not what it was a moment ago.
  static func changed(_ source: String) -> LedgerError {
    .badInput(
      source: source,
      [
        InputProblem(
          row: nil, column: nil, excerpt: "",
          wording: Wording(
            name: "inputChanged",
            what: Phrase(
              zh: "文件在导入过程中被改动；什么也没有记入。",
              en: "The file changed while it was imported; nothing was recorded."),
            next: Phrase(zh: "保存并关闭文件后再导入一次。", en: "Save and close it, then import it again.")))
      ])
  }
}
