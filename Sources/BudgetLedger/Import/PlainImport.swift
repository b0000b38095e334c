// Importing plain rows: looked at twice where they lie, and never made into submissions.

import BudgetDomain
import EventCoding
import EventStorage
import Merkle
import Projections

/// What a first walk over a file found: every row is a plain entry that the rules accept.
struct PlainImportPlan {
  /// How many rows there are.
  let rowCount: Int
  /// The size of the ledger that the rows were decided on.
  let size: UInt64
  /// What was read, so that a file that changes before it is read again is noticed.
  let digest: Digest
  /// The name of the content, of which rows without a key get one.
  let contentName: String?
  /// The year of the first row.
  let firstYear: FiscalYear?
}

/// A file of plain rows. The first walk decides, the second writes; a row that is not plain, or
/// that a rule may refuse, ends the first, and the file is imported row by row instead.
///
/// Texts of rows lie in memory that is kept by this object, until the next row is asked for.
final class PlainImport {
  private let source: EntrySource
  private let pieceByteCount: Int
  private let defaultActor: UnsafeMutableRawBufferPointer
  private let keyMemory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)

  private var second: (walk: RowWalk, reader: PlainRowReader, plan: PlainImportPlan)?
  /// How many rows the second walk has passed.
  private(set) var doneCount = 0

  /// An import of `source` by `actor`.
  init(_ source: EntrySource, actor: String, pieceByteCount: Int) {
    self.source = source
    self.pieceByteCount = pieceByteCount
    let name = Array(actor.utf8)
    defaultActor = .allocate(byteCount: name.count, alignment: 1)
    defaultActor.copyBytes(from: name)
  }

  deinit {
    defaultActor.deallocate()
    keyMemory.deallocate()
  }

  /// Begins a walk: the pieces behind the header, and a reader of rows.
  private func begin() throws(LedgerError) -> (RowWalk, PlainRowReader)? {
    let walk = try RowWalk(source, pieceByteCount: pieceByteCount)
    guard let first = try walk.nextLine(),
      let header = EntryHeader(line: first),
      let reader = PlainRowReader(header, defaultActor: UnsafeRawBufferPointer(defaultActor))
    else { return nil }
    return (walk, reader)
  }

  // MARK: The first walk

  /// Decides all rows on top of `state`; `nil` where they must be looked at one by one.
  ///
  /// - Returns: What it found, and the keys, which nothing may have been recorded under.
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be read.
  func plan(
    _ state: BudgetState, _ columns: FactColumns, equalRows: EqualRows
  ) throws(LedgerError) -> (plan: PlainImportPlan, keys: KeyHashes)? {
    guard defaultActor.count > 0, defaultActor.count <= textLimitInBytes,
      LineMarks(UnsafeRawBufferPointer(defaultActor))?.hasQuotes == false,
      var survey = RowSurvey(state), let (walk, reader) = try begin()
    else { return nil }
    // Without keys the content of the whole file gives rows theirs.
    var content: ContentName? = reader.hasKeyColumn ? nil : ContentName()
    while let line = try walk.nextLine() {
      switch reader.read(line) {
      case .blank: continue
      case .other: return nil
      case .plain:
        guard survey.accepts(reader.kind, reader.entry) else { return nil }
        if reader.entry.key == nil, content == nil { return nil }
        content?.add(line, of: reader)
      }
    }
    guard !walk.holdsLongLine, survey.rowCount > 0 else { return nil }
    if content != nil, equalRows != .record, columns.holdsKeys { return nil }
    let name = content?.finish()
    if let name {
      for number in 1...survey.rowCount {
        guard survey.takesKey(derivedKey(number, of: name)) else { return nil }
      }
    }
    let plan = PlainImportPlan(
      rowCount: survey.rowCount, size: columns.endPosition, digest: walk.digest,
      contentName: name, firstYear: survey.firstYear)
    return (plan, survey.keys)
  }

  // MARK: The second walk

  /// Begins the second walk, over what was planned.
  ///
  /// - Throws: as ``fill(_:user:)``.
  func beginWriting(_ plan: PlainImportPlan) throws(LedgerError) {
    guard let (walk, reader) = try begin() else { throw Self.changed(source.name) }
    second = (walk, reader, plan)
    doneCount = 0
  }

  /// Adds the records of the next rows to `bodies`.
  ///
  /// - Throws: ``LedgerError/badInput(source:_:)`` where the file is not what the plan was made of;
  ///   known at the latest with the last row. ``LedgerError/storage(_:)``: it cannot be read.
  func fill(_ bodies: inout RecordBodies, user: String?) throws(LedgerError) {
    guard let (walk, reader, plan) = second else {
      preconditionFailure("a second walk is begun before it goes on")
    }
    while doneCount < plan.rowCount, bodies.bytes.count < pieceByteCount {
      guard let line = try walk.nextLine() else { throw Self.changed(source.name) }
      switch reader.read(line) {
      case .blank: continue
      case .plain: break
      case .other: throw Self.changed(source.name)
      }
      doneCount += 1
      if let name = plan.contentName { reader.entry.key = derivedKey(doneCount, of: name) }
      EventCodec.encode(reader.entry, user: user, into: &bodies.bytes)
      bodies.endBody()
    }
    guard doneCount == plan.rowCount else { return }
    while let line = try walk.nextLine() {
      guard case .blank = reader.read(line) else { throw Self.changed(source.name) }
    }
    guard walk.digest == plan.digest else { throw Self.changed(source.name) }
  }

  /// Writes the key of a row whose file names none.
  private func derivedKey(_ number: Int, of name: String) -> UnsafeRawBufferPointer {
    var count = 0
    for byte in "import-\(name)-\(number)".utf8 {
      keyMemory[count] = byte
      count += 1
    }
    return UnsafeRawBufferPointer(rebasing: keyMemory[..<count])
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
