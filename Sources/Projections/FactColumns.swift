// Every event as rows of small integers, one run of memory per field.

public import BudgetDomain

/// The facts of the log in columns (a structure of arrays), in order of position.
///
/// An event about money gives one row per movement, any other event one row without a movement, so
/// that the columns answer questions about history as well as about sums. All fields are integers
/// of fixed width: the columns can be written to a file and mapped as they are. Copying columns is
/// cheap; copies share their memory.
public struct FactColumns: Sendable {
  private(set) var table = FactTable()

  /// How many rows there are.
  public private(set) var count = 0
  /// One more than the last position taken in; 0 at the beginning.
  public private(set) var endPosition: UInt64 = 0

  /// The day number of events without an effective date.
  public static let noDate = Int32.min

  /// Columns without rows.
  public init() {}

  init(
    blocks: [FactBlock], count: Int, endPosition: UInt64, reopenedYears: Set<UInt16>,
    actors: NameTable, projects: NameTable, lines: LineTable
  ) {
    table.blocks = blocks
    table.count = count
    table.reopenedYears = reopenedYears
    table.actors = actors
    table.projects = projects
    table.lines = lines
    self.count = count
    self.endPosition = endPosition
  }

  /// When each row was recorded, in microseconds since 1970 UTC.
  public var recordedAt: Column<Int64> { column(.recordedAt) }
  /// `EventType` as its raw value.
  public var type: Column<UInt8> { column(.type) }
  /// Number of the actor in ``actors``.
  public var actor: Column<UInt32> { column(.actor) }
  /// `EntryKind` of the movement as its raw value; 0 where the row moves nothing.
  public var kind: Column<UInt8> { column(.kind) }
  /// Fiscal year; 0 where the row moves nothing.
  public var year: Column<UInt16> { column(.year) }
  /// `FundSource` as its raw value; 0 where the row moves nothing.
  public var source: Column<UInt8> { column(.source) }
  /// Function code as a number; 0 where the row moves nothing.
  public var function: Column<UInt32> { column(.function) }
  /// Economic code as a number; 0 where there is none.
  public var economic: Column<UInt32> { column(.economic) }
  /// `SpendingNature` as its raw value; 0 where the row moves nothing.
  public var nature: Column<UInt8> { column(.nature) }
  /// 1 + number of the project in ``projects``; 0 where there is none.
  public var project: Column<UInt32> { column(.project) }
  /// Effective date as a day number; ``noDate`` where the event has none.
  public var date: Column<Int32> { column(.date) }
  /// Signed amount in fen; 0 where the row moves nothing.
  public var amountInFen: Column<Int64> { column(.amount) }
  /// 1 + position of the entry that the event takes back; 0 where it takes back none.
  public var reverses: Column<UInt32> { column(.reverses) }
  /// ``TextHash`` of the idempotency key; 0 where there is none.
  public var keyHash: Column<UInt32> { column(.key) }
  /// ``TextHash`` of the document number; 0 where there is none.
  public var documentHash: Column<UInt32> { column(.document) }
  /// ``TextHash`` of the payee; 0 where there is none.
  public var payeeHash: Column<UInt32> { column(.payee) }
  /// ``FactFlags`` of the event.
  public var flags: Column<UInt8> { column(.flags) }

  /// Position of the event of each row; rows of one event are neighbours.
  public var position: PositionColumn { PositionColumn(columns: self) }

  /// Who recorded events.
  public var actors: NameTable { table.actors }
  /// Projects that occur.
  public var projects: NameTable { table.projects }

  /// How many budget lines occur.
  var lineCount: Int { table.lines.count }

  private func column<Element>(_ place: FactBlock.Place) -> Column<Element> {
    Column(blocks: table.blocks, place: place, endIndex: count)
  }

  func position(ofRow row: Int) -> UInt64 {
    precondition(row >= 0 && row < count, "a row lies within the columns")
    let block = table.blocks[row >> FactBlock.shift]
    let offset = block.column(.position, of: UInt16.self)[row & FactBlock.mask]
    return block.firstPosition + UInt64(offset)
  }

  /// Takes in the rows of the next event, at least one; adds ``FactFlags/duringReopening``.
  private mutating func append(_ rows: [FactRow]) {
    for var row in rows {
      if row.kind != 0, !table.reopenedYears.isEmpty, table.reopenedYears.contains(row.year) {
        row.flags.insert(.duringReopening)
      }
      endPosition = row.position + 1
      table.append(row)
    }
    count = table.count
  }

  /// Takes in the next event. Events are given in order of position.
  public mutating func append(_ recorded: RecordedEvent) {
    own()
    switch recorded.event {
    case .yearReopened(let reopening):
      table.reopenedYears.insert(UInt16(reopening.year.number))
    case .yearClosed(let closing): table.reopenedYears.remove(UInt16(closing.year.number))
    default: break
    }
    append(rows(of: recorded))
  }

  /// The rows that `recorded` gives; its names are numbered now.
  private mutating func rows(of recorded: RecordedEvent) -> [FactRow] {
    let envelope = recorded.envelope
    var row = FactRow(
      position: envelope.position, recordedAtMicroseconds: envelope.recordedAt.microseconds,
      actor: table.actors.intern(envelope.actor), type: recorded.event.type.rawValue)
    row.date = recorded.event.effectiveDate?.dayNumber ?? Self.noDate
    row.keyHash = envelope.key.map { TextHash.hash($0) } ?? 0
    row.documentHash = recorded.event.document.map { TextHash.hash($0) } ?? 0
    row.payeeHash = recorded.event.entry?.payee.map { TextHash.hash($0) } ?? 0
    if case .entryReversed(let reversal) = recorded.event {
      row.reverses = UInt32(clamping: reversal.reverses + 1)
    }
    if recorded.event.entry?.override != nil { row.flags.insert(.overridden) }
    if recorded.event.type == .commandRefused { row.flags.insert(.refused) }
    if !recorded.event.isOfMoneyAlone { row.flags.insert(.procedural) }
    let movements = recorded.event.movements
    guard !movements.isEmpty else { return [row] }
    return movements.map { movement in
      row.kind = movement.kind.rawValue
      row.year = UInt16(movement.line.year.number)
      row.source = movement.line.source.rawValue
      row.function = movement.line.function.number
      row.nature = movement.line.nature.rawValue
      row.economic = movement.economic?.number ?? 0
      row.project = movement.line.project.map { table.projects.intern($0.text) + 1 } ?? 0
      row.amountInFen = movement.amount.fen
      return row
    }
  }

  /// Makes sure that adding to the table adds nothing to what another copy counts.
  private mutating func own() {
    if table.count != count { table = FactTable(table, first: count) }
  }

  /// The table to add to, so that no other copy counts what is added.
  mutating func ownTable() -> FactTable {
    own()
    return table
  }

  /// Counts what was added to the table, up to the event before `position`.
  mutating func count(upTo position: UInt64) {
    count = table.count
    endPosition = position
  }

  /// Where columns stood at one time; see ``mark()``.
  public struct Mark: Sendable {
    fileprivate let count: Int
    fileprivate let endPosition: UInt64
    fileprivate let names: (actors: Int, projects: Int, lines: Int)
    fileprivate let reopenedYears: Set<UInt16>
  }

  /// Where the columns stand now, to be returned to.
  public func mark() -> Mark {
    Mark(
      count: count, endPosition: endPosition,
      names: (table.actors.texts.count, table.projects.texts.count, table.lines.count),
      reopenedYears: table.reopenedYears)
  }

  /// Gives up the rows, names and lines that came since `mark`, which nobody else has seen.
  public mutating func goBack(to mark: Mark) {
    let old = ownTable()
    let table = FactTable(old, first: mark.count)
    table.actors = NameTable(Array(old.actors.texts.prefix(mark.names.actors)))
    table.projects = NameTable(Array(old.projects.texts.prefix(mark.names.projects)))
    table.lines = LineTable(Array(old.lines.keys.prefix(mark.names.lines)))
    table.reopenedYears = mark.reopenedYears
    self.table = table
    count = mark.count
    endPosition = mark.endPosition
  }

  /// The budget line of a row, or `nil` where the row moves nothing.
  public func line(ofRow row: Int) -> BudgetLine? {
    guard kind[row] != 0 else { return nil }
    guard let year = FiscalYear(Int(year[row])), let source = FundSource(rawValue: source[row]),
      let function = FunctionCode(number: function[row]),
      let nature = SpendingNature(rawValue: nature[row])
    else { preconditionFailure("row \(row) holds a movement that no event can have made") }
    let project = project[row]
    let name = project == 0 ? nil : ProjectName(projects[project - 1])
    return BudgetLine(
      year: year, source: source, function: function, nature: nature, project: name)
  }
}

/// The positions of all rows, which columns keep as distances within a block.
public struct PositionColumn: Sendable {
  let columns: FactColumns

  /// Position of the event of `row`.
  public subscript(row: Int) -> UInt64 { columns.position(ofRow: row) }
}

extension FactColumns {
  /// The number of the first row whose position is not below `position`.
  ///
  /// - Complexity: O(log n).
  public func firstRow(atOrAfter wanted: UInt64) -> Int {
    // By the first positions of blocks, so that the column of one block alone is looked at.
    let blocks = table.blocks
    var (low, high) = (0, (count + FactBlock.mask) >> FactBlock.shift)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].firstPosition < wanted { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    let firstRow = (low - 1) << FactBlock.shift
    let block = blocks[low - 1]
    let positions = block.column(.position, of: UInt16.self)
    let rowCount = min(count - firstRow, FactBlock.capacity)
    // Most events have one row, and none has less, so the row is hardly ever far from here.
    let distance = wanted - block.firstPosition
    (low, high) = (0, rowCount)
    let likely = Int(min(distance, UInt64(rowCount)))
    if likely < rowCount, positions[likely] < distance {
      low = likely + 1
    } else if likely > 0 {
      guard positions[likely - 1] >= distance else { return firstRow + likely }
      high = likely
    }
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < distance { low = middle + 1 } else { high = middle }
    }
    return firstRow + low
  }

  /// One more than the position of the last event recorded at `time` or before; 0 where none was.
  ///
  /// - Complexity: O(log n).
  public func endPosition(recordedBy time: RecordedTime) -> UInt64 {
    let recordedAt = recordedAt
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if recordedAt[middle] <= time.microseconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : position(ofRow: low - 1) + 1
  }

  /// Calls `body` with the rows of `range`, a run of neighbours within one block at a time.
  func forEachRun(in range: Range<Int>, _ body: (FactRun) -> Void) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "rows lie in the columns")
    var row = range.lowerBound
    while row < range.upperBound {
      let index = row >> FactBlock.shift
      let firstRow = index << FactBlock.shift
      let end = min(range.upperBound, firstRow + FactBlock.capacity)
      body(
        FactRun(
          block: table.blocks[index], range: (row - firstRow)..<(end - firstRow),
          firstRow: firstRow))
      row = end
    }
  }

  /// The rows that `moment` lets see, by position alone.
  func rows(at moment: Moment) -> Range<Int> {
    guard let end = moment.endPosition, end < endPosition else { return 0..<count }
    return 0..<firstRow(atOrAfter: end)
  }
}
