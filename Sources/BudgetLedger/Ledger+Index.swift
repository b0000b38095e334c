// Opening a ledger by its index, and keeping the index behind the log.

import BudgetDomain
import EventCoding
import EventStorage
import Glibc
import Merkle
import Projections

/// Why an index was not used and had to be made again from the log.
public enum IndexFault: String, Hashable, Sendable {
  /// There was none, though the log is long enough for one.
  case missing
  /// Its bytes are not what was written.
  case damaged
  /// It is not of this log: of another ledger, or of records that are not there.
  case foreign
}

extension Ledger {
  /// The index as a ledger keeps it in mind.
  struct IndexMemory {
    let folder: IndexFolder
    /// The index that was last read or written, if any.
    var current: LedgerIndex?
    /// Whether the files of rows were all checked; before that only figures, the last file and
    /// those in ``checkedBlocks`` are used.
    var isChecked = true
    /// The numbers of the blocks whose files were checked one by one.
    var checkedBlocks: Set<Int> = []
    var fault: IndexFault?

    /// The size of the log that the index covers.
    var size: UInt64 { current?.size ?? 0 }
  }

  /// What a ledger is opened with: a store, and the folds of its first records.
  struct Opened {
    let store: FileEventStore
    let fold: LedgerFold
  }

  /// Opens by the index, as far as there is one that can be believed; `nil` where there is none.
  static func open(
    _ place: LedgerPlace, byIndexIn memory: inout IndexMemory, checksAllRows: Bool
  ) throws(LedgerError) -> Opened? {
    guard let manifest = memory.folder.file(LedgerIndex.manifestName) else { return nil }
    guard let index = LedgerIndex(manifest),
      let columns = index.columns(in: memory.folder, checksAll: checksAllRows)
    else {
      memory.fault = .damaged
      return nil
    }
    do throws(StorageError) {
      guard
        let store = try FileEventStore(
          openingAt: place.path, fileSystem: place.fileSystem,
          segmentRecordCount: place.segmentRecordCount, by: place.reading,
          resumingAt: index.anchor),
        store.description.origin == index.origin, store.size == index.size,
        try store.root(ofSize: index.size) == index.root,
        let state = try index.state(reading: store)
      else {
        memory.fault = .foreign
        return nil
      }
      memory.current = index
      memory.isChecked = checksAllRows
      return Opened(store: store, fold: LedgerFold(resuming: state, columns))
    } catch {
      // What the log says about itself is for the reading of the log to report.
      memory.fault = .foreign
      return nil
    }
  }

  /// Makes sure that every row may be read: the index may have been opened for its figures only.
  ///
  /// - Throws: as ``init(openingAt:environment:)``, where the log must be read after all.
  func checkRows() throws(LedgerError) {
    guard let memory, !memory.isChecked else { return }
    let blocks = 0..<(memory.current?.blockFiles.count ?? 0)
    guard memory.current?.check(blocks, in: memory.folder) == true else {
      return try readLogInstead()
    }
    self.memory?.isChecked = true
  }

  /// Gives up an index that turned out to be damaged, folds the log from its first record, and
  /// makes the index again.
  private func readLogInstead() throws(LedgerError) {
    giveUpDamagedIndex()
    var fresh = LedgerFold()
    try reachingStore { () throws(StorageError) in
      try store.forEachRecord(in: 0..<store.size) { fresh.take($0) }
    }
    fold = fresh
    try checkFold()
    keepIndex()
  }

  /// Believes nothing in the index any more; the next one says that this one was damaged.
  private func giveUpDamagedIndex() {
    memory?.current = nil
    memory?.isChecked = true
    memory?.fault = .damaged
  }

  /// Writes the index when enough records stand behind the one that is there.
  ///
  /// It is written behind the log and needs no lock: whoever writes one writes a whole one, and the
  /// last of several stays. Where it cannot be written, nothing is lost but time.
  func keepIndex() {
    guard let memory, fold.failure == nil, size >= memory.size + environment.indexedRecordCount
    else { return }
    do throws(LedgerError) {
      try checkRows()
      try writeIndex()
    } catch {
      return
    }
  }

  private func writeIndex() throws(LedgerError) {
    guard var memory else { return }
    let columns = fold.columns
    guard let store = store as? FileEventStore, store.size == columns.endPosition else { return }
    let root = try root(ofSize: size)
    let anchor = try reachingStore { () throws(StorageError) in try store.anchor() }
    let known = Dictionary(
      (memory.current?.blockFiles ?? []).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    // Tells apart the unfinished files of several ledgers, in this process and in others.
    let marker = "\(getpid())-\(UInt(bitPattern: ObjectIdentifier(self)))"
    guard let files = Self.writeBlocks(of: columns, known: known, memory.folder, marker) else {
      return
    }
    let from = memory.current?.proceduralPositions ?? []
    let firstNewRow = memory.current.map { columns.firstRow(atOrAfter: $0.size) } ?? 0
    let manifest = LedgerIndex.manifest(
      origin: store.description.origin, size: size, root: root, anchor: anchor,
      sums: fold.state.passedSums,
      proceduralPositions: from + columns.proceduralPositions(fromRow: firstNewRow),
      columns: columns, blockFiles: files, figuresContinuing: memory.current?.figures)
    let isWritten = manifest.withUnsafeBytes {
      memory.folder.replace(LedgerIndex.manifestName, with: [$0], marker: marker)
    }
    guard isWritten else { return }
    memory.folder.removeFiles(except: Set(files.map(\.name) + [LedgerIndex.manifestName]))
    memory.current = LedgerIndex(FileBytes(copying: manifest))
    self.memory = memory
  }

  /// Writes the files of rows that are not `known`; `nil` where one cannot be written.
  ///
  /// As many blocks are packed side by side as there are processors.
  private static func writeBlocks(
    of columns: FactColumns, known: [String: LedgerIndex.BlockFile], _ folder: IndexFolder,
    _ marker: String
  ) -> [LedgerIndex.BlockFile]? {
    let blocks = columns.blocks.enumerated().map { number, block in
      (
        name: "rows-\(number)-\(block.rowCount)", block: block.block, rowCount: block.rowCount,
        firstRow: number * FactBlock.capacity
      )
    }
    let new = blocks.filter { known[$0.name] == nil }
    var written = known
    for start in stride(from: 0, to: new.count, by: ReadingPlan.processorCount) {
      let some = Array(new[start..<min(new.count, start + ReadingPlan.processorCount)])
      let packed = SideBySide.make(some.count) { number in
        let (_, block, rowCount, firstRow) = some[number]
        return (
          rows: block.packed(first: rowCount, of: columns),
          figures: KeptFigures.bytes(of: columns, rows: firstRow..<(firstRow + rowCount))
        )
      }
      for (file, bytes) in zip(some, packed) {
        let isWritten = bytes.rows.withUnsafeBytes { rows in
          bytes.figures.withUnsafeBytes { figures in
            folder.replace(file.name, with: [rows, figures], marker: marker)
          }
        }
        guard isWritten else { return nil }
        written[file.name] = LedgerIndex.BlockFile(
          name: file.name, firstPosition: file.block.firstPosition,
          rowCount: UInt32(file.rowCount), rowsByteCount: UInt32(bytes.rows.count),
          rowsChecksum: bytes.rows.withUnsafeBytes { IndexFolder.checksum(of: $0) },
          figuresChecksum: bytes.figures.withUnsafeBytes { IndexFolder.checksum(of: $0) })
      }
    }
    return blocks.compactMap { written[$0.name] }
  }

  /// Compares what the index brought with what the log says, and makes it again where they differ.
  ///
  /// - Complexity: O(n) in the facts.
  func replaceIndex(unlessItIsThatOf fresh: LedgerFold) {
    guard let memory, let index = memory.current,
      fresh.columns.endPosition == fold.columns.endPosition
    else { return }
    let blocks = index.figures(ofBlocks: index.blockFiles.indices, in: memory.folder)
    let isSame =
      fresh.state.passedSums.isSame(as: fold.state.passedSums)
      && Self.isSame(fresh.columns, fold.columns, index.figures, blocks)
    guard !isSame else { return }
    fold = fresh
    giveUpDamagedIndex()
    keepIndex()
  }

  /// Whether `fresh` rows are those of the index, and its figures are their sums; compared by as
  /// many threads as there are processors.
  private static func isSame(
    _ fresh: FactColumns, _ indexed: FactColumns, _ figures: KeptFigures, _ blocks: [KeptFigures]?
  ) -> Bool {
    guard let blocks, figures.isSum(of: blocks) else { return false }
    let partCount = ReadingPlan.processorCount
    return SideBySide.make(partCount) { part in
      fresh.isSame(as: indexed, part: part, of: partCount)
        && blocks.indices.allSatisfy { number in
          number % partCount != part || blocks[number].isRight(for: fresh)
        }
    }.allSatisfy(\.self)
  }

  /// The cube of `year` as of `moment`, from the figures of the index as far as they go.
  func cube(of year: FiscalYear, at moment: Moment) throws(LedgerError) -> FigureCube {
    let kept = try keptFigures(before: moment)
    return FigureCube(of: columns, year: year, at: moment, continuing: kept)
  }

  /// The figures that the index keeps of rows before `moment`; the rows behind them that the moment
  /// lets see are checked.
  private func keptFigures(before moment: Moment) throws(LedgerError) -> [KeptFigures] {
    guard moment.throughDate == nil, let memory, let index = memory.current else {
      try checkRows()
      return []
    }
    let end = moment.endPosition ?? size
    guard end < index.size else { return [index.figures] }
    guard let number = try checkBlock(endingAt: end) else { return [] }
    guard let kept = index.figures(ofBlocks: 0..<number, in: memory.folder) else {
      try readLogInstead()
      return []
    }
    return kept
  }

  /// Checks the block of the index with the last rows before the position `end`, and gives its
  /// number; `nil` where there is no index, or no such row in it. Those rows may then be read.
  ///
  /// - Throws: as ``checkRows()``.
  @discardableResult
  func checkBlock(endingAt end: UInt64) throws(LedgerError) -> Int? {
    // The last one that begins before the end: an event in two blocks begins in the first.
    guard let memory, let index = memory.current, end <= index.size,
      let number = index.blockFiles.lastIndex(where: { $0.firstPosition < end })
    else { return nil }
    if memory.isChecked || memory.checkedBlocks.contains(number) { return number }
    guard index.check(number..<(number + 1), in: memory.folder) else {
      try readLogInstead()
      return nil
    }
    self.memory?.checkedBlocks.insert(number)
    return number
  }
}

extension LedgerIndex {
  /// The state of the books at the size of the index, its procedural events read from `store`.
  fileprivate func state(reading store: FileEventStore) throws(StorageError) -> BudgetState? {
    var state = BudgetState()
    for position in proceduralPositions {
      let record = try store.record(at: position)
      do throws(CodingProblem) {
        state.evolve(try EventCodec.decode(record), remembersKey: false)
      } catch {
        return nil
      }
    }
    state.restore(sums)
    return state
  }
}
