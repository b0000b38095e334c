// Audit questions in one process that has the ledger open: how long until the answer is in hand.

import BudgetDomain
import BudgetLedger
import EventCoding
import Projections

/// Questions that auditors ask, each with parameters drawn from the events of the ledger.
enum HistoryBenchmark {
  /// How many questions of a kind are asked at most, and for how long.
  private static let questionsMax = 1000
  private static let nanosecondsMax = 2_000_000_000
  /// How many entries are taken back, so that there is something to ask about.
  private static let reversalCount = 200

  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    let books = try session.wholeBooks()
    let ledger = try reachingLedger { () throws(LedgerError) in
      try Ledger(openingAt: books.path)
    }
    var questions = AuditQuestions(ledger, books.workload)
    session.progress("history")
    func draw() -> Int { questions.drawRow() }
    var figures = [
      try measure("actor and month, newest 100", draw) { (row) throws(BenchFailure) in
        try questions.newestOfActorAndMonth(of: row)
      },
      try measure("a budget line's life", draw) { (row) throws(BenchFailure) in
        try questions.lifeOfLine(of: row)
      },
      try measure("one day", draw) { (row) throws(BenchFailure) in try questions.day(of: row) },
      try measure("document number", draw) { (row) throws(BenchFailure) in
        try questions.document(row)
      },
      try measure("as-of sum of a line", draw) { (row) throws(BenchFailure) in
        try questions.sumAsOf(row)
      },
      try measure("by position", draw) { (row) throws(BenchFailure) in
        try questions.byPosition(of: row)
      },
    ]
    figures.append(try measureReversals(session, books))
    return figures
  }

  /// The reversals are recorded in a ledger of their own: the others stay as they were.
  private static func measureReversals(
    _ session: Session, _ books: Session.Books
  ) throws(BenchFailure) -> Figure {
    let (ledger, path) = try session.freshLedger()
    defer { Folder.remove(path) }
    let text = try RawFile.contents(of: books.importFile)
    let targets = try reachingLedger { () throws(LedgerError) in
      _ = try ledger.importEntries(text, named: books.importFile, actor: "bench")
      return try reverseSome(ledger)
    }
    var questions = AuditQuestions(ledger, books.workload)
    return try measure("what took an entry back", { questions.drawRow() }) {
      (row) throws(BenchFailure) in
      try questions.reversal(among: targets, row)
    }
  }

  /// Takes back expenditures spread over the ledger, in one batch.
  private static func reverseSome(_ ledger: Ledger) throws(LedgerError) -> [UInt64] {
    let expenditure = EventType.expenditureRecorded.rawValue
    let columns = ledger.columns
    let step = max(1, columns.count / reversalCount)
    let rows = stride(from: step - 1, to: columns.count, by: step)
    let positions = rows.filter { columns.type[$0] == expenditure }.map { columns.position[$0] }
    var taken: [UInt64] = []
    for position in positions {
      let target = try ledger.event(at: position)
      guard let date = target.event.effectiveDate else { continue }
      let command = Command.reverseEntry(target: target, date: date, document: nil)
      do throws(LedgerError) {
        _ = try ledger.record([Submission(command, actor: "bench", reason: "测速")])
        taken.append(position)
      } catch {
        // A refund of the workload may have taken it back already: then another one will do.
        guard case .rejected = error else { throw error }
      }
    }
    return taken
  }

  /// Measures a question; what it is about is drawn before the watch is started, as for SQLite.
  private static func measure(
    _ name: String, _ draw: () -> Int, _ ask: (Int) throws(BenchFailure) -> Int
  ) throws(BenchFailure) -> Figure {
    var times: [Int] = []
    var found = 0
    let whole = Stopwatch()
    while times.count < questionsMax, times.count < 5 || whole.nanoseconds < nanosecondsMax {
      let drawn = draw()
      let watch = Stopwatch()
      found += try ask(drawn)
      times.append(watch.nanoseconds)
    }
    let rows = found * 10 / times.count
    let told = "\(rows / 10).\(rows % 10) events each, p99 \(p99(times))"
    return Figure("history", name, .nanoseconds, times, remark: told)
  }

  private static func p99(_ times: [Int]) -> String {
    Unit.nanoseconds.text(Figure.quantile(times, 99) ?? 0)
  }
}

/// The questions, with parameters from rows drawn at random.
struct AuditQuestions {
  private static let newestMax = 100
  private let ledger: Ledger
  private let columns: FactColumns
  private let lookups: FactLookups
  private let workload: Workload
  private var chance = SplitMix64(seed: 42)
  /// Document numbers to ask for, drawn before the first question.
  private var documents: [(number: String, position: UInt64)] = []
  private static let documentCount = 200
  private var checkedSumCount = 0
  private static let checkedSumMax = 3

  init(_ ledger: Ledger, _ workload: Workload) {
    self.ledger = ledger
    columns = ledger.columns
    lookups = FactLookups(columns)
    self.workload = workload
  }

  /// The newest events of the actor and the month of a row. Returns how many there are.
  func newestOfActorAndMonth(of row: Int) throws(BenchFailure) -> Int {
    let civil = EffectiveDate(dayNumber: columns.date[row]).civil
    let first = EffectiveDate(year: civil.year, month: civil.month, day: 1)
    let last = (28...31).reversed().lazy.compactMap {
      EffectiveDate(year: civil.year, month: civil.month, day: $0)
    }.first
    guard let first, let last else { preconditionFailure("a month has days") }
    let positions = lookups.newest(
      Self.newestMax, of: columns.actors[columns.actor[row]], from: first, through: last)
    return try read(positions.reversed(), containing: nil)
  }

  /// Every event of the budget line of an event.
  func lifeOfLine(of row: Int) throws(BenchFailure) -> Int {
    guard let line = columns.line(ofRow: row) else {
      preconditionFailure("rows are drawn among those that move money")
    }
    let positions = lookups.positions(on: line)
    return try read(positions, containing: columns.position[row])
  }

  /// Every event that counts on a day.
  func day(of row: Int) throws(BenchFailure) -> Int {
    let positions = lookups.positions(on: EffectiveDate(dayNumber: columns.date[row]))
    return try read(positions, containing: columns.position[row])
  }

  /// The events under one of the document numbers drawn.
  mutating func document(_ number: Int) throws(BenchFailure) -> Int {
    while documents.count < Self.documentCount {
      let position = columns.position[drawRow()]
      let event = try reachingLedger { () throws(LedgerError) in try ledger.event(at: position) }
      if let number = event.event.document { documents.append((number, position)) }
    }
    let known = documents[number % documents.count]
    return try read(lookups.positions(underDocument: known.number), containing: known.position)
  }

  /// What was spent from a source for a function in a year, as of a position.
  mutating func sumAsOf(_ row: Int) throws(BenchFailure) -> Int {
    guard let line = columns.line(ofRow: row) else {
      preconditionFailure("rows are drawn among those that move money")
    }
    let sum = lookups.spending(
      in: line.year, from: line.source, for: line.function, before: columns.position[row] + 1)
    // Adding it up by hand takes longer than the question, so only the first answers are checked.
    if checkedSumCount < Self.checkedSumMax {
      checkedSumCount += 1
      try expect(sum, toBe: scannedSum(line, upTo: row), in: "history, as-of sum")
    }
    return 1
  }

  /// The event at a position.
  func byPosition(of row: Int) throws(BenchFailure) -> Int {
    let position = columns.position[row]
    return try read([position], containing: position)
  }

  /// The event that took back one of `targets`.
  func reversal(among targets: [UInt64], _ number: Int) throws(BenchFailure) -> Int {
    guard !targets.isEmpty else { return 0 }
    let target = targets[number % targets.count]
    guard let position = lookups.reversal(of: target) else {
      throw .wrongAnswer(benchmark: "history", expected: "reversal of \(target)", found: "none")
    }
    return try read([position], containing: position)
  }

  /// A row of an event of the workload; the prologue is no part of what people ask about.
  mutating func drawRow() -> Int {
    let position = UInt64(1 + workload.prologue.count + chance.below(workload.eventCount))
    return columns.firstRow(atOrAfter: position)
  }

  /// Reads the records and takes every field of each in hand: fixed ones as values, texts as their
  /// bytes in the record, which is what the peer's columns are.
  private func read(_ positions: [UInt64], containing one: UInt64?) throws(BenchFailure) -> Int {
    var count = 0
    var isFound = one == nil
    var inHand = FieldsInHand()
    try reachingLedger { () throws(LedgerError) in
      try ledger.forEachReading(at: positions) { (reading) throws(LedgerError) in
        count += 1
        if reading.position == one { isFound = true }
        if let digest = reading.digest() {
          inHand.take(digest, reading)
        } else {
          inHand.take(try reading.event())
        }
      }
    }
    if let one, !isFound {
      throw .wrongAnswer(benchmark: "history", expected: "#\(one)", found: "not among the events")
    }
    try expect(count, toBe: positions.count, in: "history, events read")
    guard inHand.byteCount > 0 || count == 0 else {
      throw .wrongAnswer(benchmark: "history", expected: "fields", found: "none")
    }
    return count
  }

  private func scannedSum(_ line: BudgetLine, upTo last: Int) -> Int64 {
    var sum: Int64 = 0
    for row in 0...last
    where columns.kind[row] == EntryKind.expenditure.rawValue
      && columns.source[row] == line.source.rawValue
      && columns.function[row] == line.function.number && columns.year[row] == line.year.number
    {
      sum += columns.amountInFen[row]
    }
    return sum
  }
}

/// What was looked at, so that nothing of it is left out by whoever compiles the program.
private struct FieldsInHand {
  private(set) var byteCount = 0
  private var mixed: UInt64 = 0

  @inline(never)
  mutating func take(_ digest: EntryDigest, _ reading: RecordReading) {
    mixed ^= reading.position ^ UInt64(bitPattern: reading.recordedAt.microseconds)
    mixed ^= UInt64(digest.type.rawValue) << 8 ^ UInt64(digest.kind.rawValue)
    mixed ^= UInt64(digest.year) << 48 ^ UInt64(digest.function) << 16
    mixed ^= UInt64(digest.economic) ^ UInt64(digest.source.rawValue) << 4
    mixed ^= UInt64(digest.nature.rawValue) ^ UInt64(bitPattern: digest.amountInFen)
    mixed ^= UInt64(bitPattern: Int64(digest.date.dayNumber)) ^ (digest.refersTo ?? 0)
    for text in EntryDigest.Text.allCases {
      byteCount += digest.bytes(of: text, in: reading.members)?.count ?? 0
    }
  }

  mutating func take(_ recorded: RecordedEvent) {
    mixed ^= recorded.envelope.position
    byteCount += recorded.envelope.actor.utf8.count
  }
}
