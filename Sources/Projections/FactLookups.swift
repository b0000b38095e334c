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
    var byActor: RowsByNumber?
    var byLine: RowsByNumber?
    var byDay: RowsByNumber?
    var byDocument: RowsByNumber?
    var reversals: [UInt32: UInt64]?
    var spending: RunningSums?
  }

  /// Lists over the rows that `columns` hold now.
  public init(_ columns: FactColumns) {
    self.columns = columns
  }

  /// The newest `limit` events of `actor` that count from `first` to `last`, newest first.
  public func newest(
    _ limit: Int, of actor: String, from first: EffectiveDate, through last: EffectiveDate
  ) -> [UInt64] {
    guard let number = columns.actors.number(of: actor) else { return [] }
    let rows = rows(\.byActor, numberCount: columns.actors.texts.count) { $0.actor[$1] }
    let dates = columns.date
    var found: [UInt64] = []
    for row in rows.rows(of: number).reversed() {
      let date = dates[Int(row)]
      guard date >= first.dayNumber, date <= last.dayNumber else { continue }
      let position = columns.position[Int(row)]
      if found.last != position { found.append(position) }
      if found.count == limit { break }
    }
    return found
  }

  /// Every event that moved something on `line`, oldest first.
  public func positions(on line: BudgetLine) -> [UInt64] {
    guard let number = columns.number(of: line) else { return [] }
    let rows = rows(\.byLine, numberCount: columns.lineCount + 1) { $0.line[$1] }
    return columns.positions(ofRows: rows.rows(of: number))
  }

  /// Every event that counts on `day`, oldest first.
  public func positions(on day: EffectiveDate) -> [UInt64] {
    let number = Self.dayNumber(day.dayNumber)
    let rows = rows(\.byDay, numberCount: Self.dayCount) { Self.dayNumber($0.date[$1]) }
    let dates = columns.date
    return columns.positions(
      ofRows: rows.rows(of: number).filter { dates[Int($0)] == day.dayNumber })
  }

  /// The events that may have been recorded under the document number; the records say which were.
  public func positions(underDocument document: String) -> [UInt64] {
    let hash = TextHash.hash(document)
    let rows = rows(\.byDocument, numberCount: Self.bucketCount) {
      $0.document[$1] & UInt32(Self.bucketCount - 1)
    }
    let hashes = columns.documentHash
    let bucket = rows.rows(of: hash & UInt32(Self.bucketCount - 1))
    return columns.positions(ofRows: bucket.filter { hashes[Int($0)] == hash })
  }

  /// Where the entry at `position` was taken back, or `nil`.
  public func reversal(of position: UInt64) -> UInt64? {
    let reversals = memory.withLock { memory in
      let known = memory.reversals ?? columns.reversalsByEntry
      memory.reversals = known
      return known
    }
    return reversals[UInt32(clamping: position + 1)]
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

  private func rows(
    _ place: any WritableKeyPath<Memory, RowsByNumber?> & Sendable, numberCount: Int,
    by number: (FactRun, Int) -> UInt32
  ) -> RowsByNumber {
    memory.withLock { memory in
      if let known = memory[keyPath: place] { return known }
      let made = RowsByNumber(of: columns, numberCount: numberCount, numbering: number)
      memory[keyPath: place] = made
      return made
    }
  }

  private static let bucketCount = 1 << 18
  /// Days are sorted into as many places as a century has, round and round.
  private static let dayCount = 1 << 16

  private static func dayNumber(_ day: Int32) -> UInt32 {
    UInt32(bitPattern: day) & UInt32(dayCount - 1)
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
