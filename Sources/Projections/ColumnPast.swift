// Answers the questions of deciding from the columns, so that a state need not hold the past.

public import BudgetDomain
import Synchronization

/// The events of money alone in columns, as deciding asks about them.
///
/// The first few questions are answered by scanning a column, which for a single command is
/// quickest; whoever asks more often is answered from an index that is built then.
public final class ColumnPast: PastRecords {
  private let columns: FactColumns
  private let memory = Mutex(Memory())

  /// What was built because many questions came.
  private struct Memory {
    var lineQuestions = 0
    var reversalQuestions = 0
    var keyQuestions = 0
    var rowsByLine: RowsByNumber?
    var reversals: [UInt32: UInt64]?
    var keys: HashFilter?
  }

  /// How many questions of a kind are answered by scanning.
  private static let scanMax = 16

  /// The past that `columns` hold now.
  public init(_ columns: FactColumns) {
    self.columns = columns
  }

  /// Every line that any event moved.
  ///
  /// - Complexity: O(n) in the rows.
  public var movedLines: [BudgetLine] {
    var sampleRow = [Int32](repeating: -1, count: columns.lineCount + 1)
    columns.forEachRun(in: 0..<columns.count) { run in
      let lines = run.line
      for index in run.range where lines[index] != 0 && sampleRow[Int(lines[index])] < 0 {
        sampleRow[Int(lines[index])] = Int32(run.firstRow + index)
      }
    }
    return sampleRow.compactMap { $0 < 0 ? nil : columns.line(ofRow: Int($0)) }
  }

  /// Calls `body` with each movement on `line` by an event of money alone, in order of position.
  ///
  /// - Complexity: O(n) in the rows for the first questions, then O(m) in those of the line.
  public func forEachMovement(on line: BudgetLine, _ body: (PastMovement) -> Void) {
    guard let number = columns.number(of: line) else { return }
    for row in rows(ofLine: number) {
      guard !FactFlags(rawValue: columns.flags[row]).contains(.procedural),
        let kind = EntryKind(rawValue: columns.kind[row])
      else { continue }
      body(
        PastMovement(
          position: columns.position[row], kind: kind,
          economic: EconomicCode(number: columns.economic[row]),
          amountInFen: columns.amountInFen[row]))
    }
  }

  private func rows(ofLine number: UInt32) -> [Int] {
    memory.withLock { memory in
      memory.lineQuestions += 1
      if memory.lineQuestions > Self.scanMax, memory.rowsByLine == nil {
        memory.rowsByLine = RowsByNumber(
          of: columns, numberCount: columns.lineCount + 1
        ) { $0.line[$1] }
      }
      if let rowsByLine = memory.rowsByLine { return rowsByLine.rows(of: number).map { Int($0) } }
      return columns.rows { $0.line[$1] == number }
    }
  }

  /// Where the entry at `position` was taken back by an event of money alone, or `nil`.
  ///
  /// - Complexity: O(n) in the rows for the first questions, then O(1).
  public func reversal(of position: UInt64) -> UInt64? {
    guard position < UInt64(UInt32.max) else { return nil }
    let wanted = UInt32(position) + 1
    return memory.withLock { memory in
      memory.reversalQuestions += 1
      if memory.reversalQuestions > Self.scanMax, memory.reversals == nil {
        memory.reversals = columns.reversalsByEntry
      }
      if let reversals = memory.reversals { return reversals[wanted] }
      return columns.rows { $0.reverses[$1] == wanted }.first.map { columns.position[$0] }
    }
  }

  /// The positions of events under a key with this ``TextHash``, in order; the records say whether
  /// it is the key that is meant.
  ///
  /// - Complexity: O(n) in the rows for the first questions and where there are such events, else
  ///   O(1).
  public func positions(underKeyHash hash: UInt32) -> [UInt64] {
    let mayOccur = memory.withLock { memory in
      memory.keyQuestions += 1
      if memory.keyQuestions > Self.scanMax, memory.keys == nil {
        memory.keys = columns.keyFilter
      }
      return memory.keys?.mayHold(hash) ?? true
    }
    guard mayOccur else { return [] }
    return columns.positions(ofRows: columns.rows { $0.key[$1] == hash })
  }

  /// The positions of events under keys with any of these hashes, in order.
  ///
  /// - Complexity: O(n) in the rows.
  public func positions(underKeyHashes hashes: Set<UInt32>) -> [UInt64] {
    var filter = HashFilter(count: hashes.count)
    for hash in hashes { filter.insert(hash) }
    return columns.positions(
      ofRows: columns.rows {
        $0.key[$1] != 0 && filter.mayHold($0.key[$1]) && hashes.contains($0.key[$1])
      })
  }
}

extension FactColumns {
  /// The number of `line`, or `nil` where it never occurs.
  func number(of line: BudgetLine) -> UInt32? {
    var project: UInt32 = 0
    if let name = line.project {
      guard let number = projects.number(of: name.text) else { return nil }
      project = number + 1
    }
    return table.lines.number(
      of: LineTable.Key(
        year: UInt16(line.year.number), source: line.source.rawValue,
        nature: line.nature.rawValue, function: line.function.number, project: project))
  }

  /// The rows for which `isWanted` holds, in order.
  ///
  /// - Complexity: O(n) in the rows.
  func rows(where isWanted: (FactRun, Int) -> Bool) -> [Int] {
    var rows: [Int] = []
    forEachRun(in: 0..<count) { run in
      for index in run.range where isWanted(run, index) { rows.append(run.firstRow + index) }
    }
    return rows
  }

  /// The positions of the events of `rows`, which ascend; each once.
  func positions(ofRows rows: some Sequence<some BinaryInteger>) -> [UInt64] {
    var found: [UInt64] = []
    for row in rows {
      let position = position(ofRow: Int(row))
      if found.last != position { found.append(position) }
    }
    return found
  }

  /// Positions of reversals by 1 + the position of the entry that they take back.
  var reversalsByEntry: [UInt32: UInt64] {
    var found: [UInt32: UInt64] = [:]
    forEachRun(in: 0..<count) { run in
      let reverses = run.reverses
      for index in run.range where reverses[index] != 0 {
        found[reverses[index]] = run.position(index)
      }
    }
    return found
  }

  fileprivate var keyFilter: HashFilter {
    var filter = HashFilter(count: count)
    forEachRun(in: 0..<count) { run in
      let keys = run.key
      for index in run.range where keys[index] != 0 { filter.insert(keys[index]) }
    }
    return filter
  }
}

/// A set of hashes that may claim to hold one that it does not, and never the other way round.
struct HashFilter: Sendable {
  private var words: [UInt64]

  /// A filter for about `count` hashes: sixteen bits for each.
  init(count: Int) {
    var bits = 1_024
    while bits < 16 * count { bits *= 2 }
    words = Array(repeating: 0, count: bits / 64)
  }

  mutating func insert(_ hash: UInt32) {
    let place = place(of: hash)
    words[place >> 6] |= 1 << UInt64(place & 63)
  }

  func mayHold(_ hash: UInt32) -> Bool {
    let place = place(of: hash)
    return words[place >> 6] >> UInt64(place & 63) & 1 != 0
  }

  private func place(of hash: UInt32) -> Int {
    let mixed = UInt64(hash) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20) & (64 * words.count - 1)
  }
}
