// What a first walk over plain rows adds up to: sums, keys, and the name of their content.

import BudgetDomain
import EventCoding
import Merkle
import Projections

/// Decides plain rows one after the other and remembers their keys.
struct RowSurvey {
  private var decider: PlainDecider
  private var projects = NameTable()
  private var lines = LineTable()
  /// The decider's number of each line in ``lines``.
  private var numbers: [Int] = []
  /// The keys of the rows.
  private(set) var keys = KeyHashes()
  /// How many rows were accepted.
  private(set) var rowCount = 0
  /// The year of the first row.
  private(set) var firstYear: FiscalYear?

  /// A survey on top of `state`; `nil` where submissions must be looked at one by one.
  init?(_ state: BudgetState) {
    guard let decider = PlainDecider(state) else { return nil }
    self.decider = decider
  }

  /// Whether the row would be recorded as it is; if not, the survey is of no more use.
  mutating func accepts(_ kind: SubmissionKind, _ entry: PlainEntry) -> Bool {
    if let key = entry.key, !takesKey(key) { return false }
    guard let number = number(of: entry), let amount = Amount(fen: entry.amountInFen),
      decider.accepts(
        kind, amount, onLine: number, economic: entry.economic, date: entry.date)
    else { return false }
    if rowCount == 0 { firstYear = FiscalYear(Int(entry.year)) }
    rowCount += 1
    return true
  }

  /// Takes in a key; `false` where it, or another one that may be the same text, was taken in, and
  /// where other bytes may spell it.
  mutating func takesKey(_ key: UnsafeRawBufferPointer) -> Bool {
    keys.insert(key)
  }

  private mutating func number(of entry: PlainEntry) -> Int? {
    var project: UInt32 = 0
    if let name = entry.project {
      guard let number = projects.intern(name) else { return nil }
      project = number + 1
    }
    let place = lines.intern(
      LineTable.Key(
        year: entry.year, source: entry.source.rawValue, nature: entry.nature.rawValue,
        function: entry.function, project: project))
    if Int(place) <= numbers.count { return numbers[Int(place) - 1] }
    guard let year = FiscalYear(Int(entry.year)),
      let function = FunctionCode(number: entry.function)
    else { return nil }
    let line = BudgetLine(
      year: year, source: entry.source, function: function, nature: entry.nature,
      project: project == 0 ? nil : ProjectName(projects[project - 1]))
    guard let number = decider.number(of: line) else { return nil }
    numbers.append(number)
    return number
  }
}

/// The name of the content of a file: a hash of every field of every row in a fixed order.
struct ContentName {
  private var hash = SHA256()
  private var bytes: [UInt8] = []

  /// Adds the row that `reader` has just read from `line`.
  mutating func add(_ line: UnsafeRawBufferPointer, of reader: PlainRowReader) {
    reader.addContent(of: line, to: &bytes)
    guard bytes.count >= 1 << 16 else { return }
    hash.update(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// The name, at the end.
  mutating func finish() -> String {
    hash.update(bytes)
    return EntrySheet.contentName(of: hash.finalize())
  }
}
