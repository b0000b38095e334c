// The questions of an audit, answered from lists that are made when a question is first asked.

public import BudgetDomain
import Synchronization

/// Finds events of one actor, line, day or document in columns that no longer change, and sums of a
/// line's purpose as of any position.
///
/// Each kind of question sorts the rows once, in time that grows with them; after that an answer
/// costs what it is long. Whoever asks only once scans the columns by a ``HistoryFilter`` instead.
public final class FactLookups: Sendable {
  private let columns: FactColumns
  private let memory = Mutex(Memory())

  private struct Memory {
    var byActor: RowsByActorAndDay?
    /// Positions by line and by day, rows by document.
    var lists = [RowsByNumber?](repeating: nil, count: List.allCases.count)
    var reversals: [UInt32: UInt64]?
    var spending: RunningSums?
  }

  private enum List: Int, CaseIterable {
    case line, day, document
  }

  /// Lists over the rows that `columns` hold now.
  public init(_ columns: FactColumns) {
    self.columns = columns
  }

  /// The newest `limit` events of `actor` that count from `first` to `last`, newest first.
  ///
  /// - Complexity: O(m log m) in the events of the actor in that time.
  public func newest(
    _ limit: Int, of actor: String, from first: EffectiveDate, through last: EffectiveDate
  ) -> [UInt64] {
    guard let number = columns.actors.number(of: actor), first <= last else { return [] }
    let byActor = memory.withLock { memory in
      let known = memory.byActor ?? RowsByActorAndDay(of: columns)
      memory.byActor = known
      return known
    }
    var found: [UInt64] = []
    for row in byActor.rows(of: number, on: first.dayNumber...last.dayNumber).sorted(by: >) {
      let position = columns.position(ofRow: Int(row))
      if found.last != position { found.append(position) }
      if found.count == limit { break }
    }
    return found
  }

  /// Every event that moved something on `line`, oldest first.
  public func positions(on line: BudgetLine) -> [UInt64] {
    guard let number = columns.number(of: line) else { return [] }
    let lines = list(
      .line, numberCount: columns.lineCount + 1, numbering: { $0.line[$1] },
      keeping: Self.position)
    return Self.distinct(lines.rows(of: number))
  }

  /// Every event that counts on `day`, oldest first.
  public func positions(on day: EffectiveDate) -> [UInt64] {
    guard let number = Self.number(ofDay: day.dayNumber) else { return [] }
    let days = list(
      .day, numberCount: Self.days.count + 1,
      numbering: { Self.number(ofDay: $0.date[$1]) ?? 0 }, keeping: Self.position)
    return Self.distinct(days.rows(of: number))
  }

  /// The events that may have been recorded under the document number; the records say which were.
  public func positions(underDocument document: String) -> [UInt64] {
    let hash = TextHash.hash(document)
    let rows = list(
      .document, numberCount: Self.bucketCount,
      numbering: { $0.document[$1] & UInt32(Self.bucketCount - 1) })
    let hashes = columns.documentHash
    let bucket = rows.rows(of: hash & UInt32(Self.bucketCount - 1))
    return columns.positions(ofRows: bucket.filter { hashes[Int($0)] == hash })
  }

  /// Where the entry at `position` was taken back, or `nil`.
  public func reversal(of position: UInt64) -> UInt64? {
    memory.withLock { memory in
      if memory.reversals == nil { memory.reversals = columns.reversalsByEntry }
      return memory.reversals?[UInt32(clamping: position + 1)]
    }
  }

  /// What was spent from `source` for `function` in `year`, by events before `end`, in fen.
  ///
  /// - Complexity: O(log n) once the running sums are made.
  public func spending(
    in year: FiscalYear, from source: FundSource, for function: FunctionCode, before end: UInt64
  ) -> Int64 {
    let sums = memory.withLock { memory in
      let known = memory.spending ?? RunningSums(ofSpendingIn: columns)
      memory.spending = known
      return known
    }
    let row = end >= columns.endPosition ? columns.count : columns.firstRow(atOrAfter: end)
    return sums.sum(year: year, source: source, function: function, beforeRow: row)
  }

  private func list(
    _ list: List, numberCount: Int, numbering number: (FactRun, Int) -> UInt32,
    keeping kept: (FactRun, Int) -> UInt32 = { UInt32($0.firstRow + $1) }
  ) -> RowsByNumber {
    memory.withLock { memory in
      if let known = memory.lists[list.rawValue] { return known }
      let made = RowsByNumber(
        of: columns, numberCount: numberCount, numbering: number, keeping: kept)
      memory.lists[list.rawValue] = made
      return made
    }
  }

  private static func position(_ run: FactRun, _ index: Int) -> UInt32 {
    UInt32(run.position(index))
  }

  /// Positions that ascend, each once.
  private static func distinct(_ positions: ArraySlice<UInt32>) -> [UInt64] {
    var found: [UInt64] = []
    found.reserveCapacity(positions.count)
    for position in positions where found.last != UInt64(position) {
      found.append(UInt64(position))
    }
    return found
  }

  private static let bucketCount = 1 << 18
  /// Every day that an event can count on.
  private static let days: ClosedRange<Int32> = {
    let years = FiscalYear.range
    guard let first = EffectiveDate(year: years.lowerBound, month: 1, day: 1),
      let last = EffectiveDate(year: years.upperBound, month: 12, day: 31)
    else { preconditionFailure("every year has a first and a last day") }
    return first.dayNumber...last.dayNumber
  }()

  /// Days from 1; `nil` for what is none, such as ``FactColumns/noDate``.
  private static func number(ofDay day: Int32) -> UInt32? {
    days.contains(day) ? UInt32(day - days.lowerBound) + 1 : nil
  }
}

/// The spending of each purpose as it grew, row by row.
private struct RunningSums: Sendable {
  /// Where the steps of a purpose are in ``rows`` and ``sums``.
  private var ranges: [UInt64: Range<Int>] = [:]
  private var rows: [UInt32] = []
  private var sums: [Int64] = []

  init(ofSpendingIn columns: FactColumns) {
    var steps: [UInt64: [(row: UInt32, fen: Int64)]] = [:]
    columns.forEachRun(in: 0..<columns.count) { run in
      let kinds = run.kind
      for index in run.range where kinds[index] == EntryKind.expenditure.rawValue {
        let key = Self.key(run.year[index], run.source[index], run.function[index])
        steps[key, default: []].append((UInt32(run.firstRow + index), run.amount[index]))
      }
    }
    for (key, steps) in steps {
      let first = rows.count
      var sum: Int64 = 0
      for step in steps {
        sum += step.fen
        rows.append(step.row)
        sums.append(sum)
      }
      ranges[key] = first..<rows.count
    }
  }

  func sum(
    year: FiscalYear, source: FundSource, function: FunctionCode, beforeRow end: Int
  ) -> Int64 {
    let key = Self.key(UInt16(year.number), source.rawValue, function.number)
    guard let range = ranges[key] else { return 0 }
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if Int(rows[middle]) < end { low = middle + 1 } else { high = middle }
    }
    return low == range.lowerBound ? 0 : sums[low - 1]
  }

  private static func key(_ year: UInt16, _ source: UInt8, _ function: UInt32) -> UInt64 {
    UInt64(year) << 40 | UInt64(source) << 32 | UInt64(function)
  }
}
