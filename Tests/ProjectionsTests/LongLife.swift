// Random lives of several years: every kind of command, closings, reopenings, second persons.

import BudgetDomain
import Testing

/// A random life of several years, decided rule by rule; what is refused does not happen.
struct LongLife {
  private(set) var log: [RecordedEvent] = []
  private(set) var state = BudgetState()
  /// How many batches were recorded, by the type of their last event.
  private(set) var recorded: [EventType: Int] = [:]
  /// How often each rule said no.
  private(set) var refused: [String: Int] = [:]
  /// Whether anything was ever recorded against a control rule.
  private(set) var hasOverrides = false
  var numbers: SeededNumbers
  /// The year around which life goes on; it grows.
  private(set) var year = 2018

  static let years = 2018...2022

  /// Begins a life and lives `steps` of it, telling `watch` the life after every recorded batch.
  init(
    seed: UInt64, steps: Int,
    watch: (LongLife, _ batch: [RecordedEvent]) throws -> Void = { _, _ in }
  ) throws {
    numbers = SeededNumbers(state: seed)
    let opening = LedgerOpening(origin: "o", unit: "u", unitCode: nil, tableSet: "hunan-2018")
    try watch(self, take(.openLedger(opening)))
    if chance(2) { try watch(self, take(.describeUnit(.institution))) }
    for step in 0..<steps {
      year = min(2021, 2018 + step * 4 / max(steps, 1))
      let before = log.count
      live()
      if log.count > before { try watch(self, Array(log[before...])) }
    }
  }

  /// Decides a command and takes what was decided; returns the recorded batch, empty for none.
  @discardableResult
  mutating func take(
    _ command: Command, by actor: String? = nil, override: OverrideRequest? = nil
  ) -> [RecordedEvent] {
    let actor = actor ?? pick(["甲", "乙", "丙"])
    let submission = Submission(command, actor: actor, reason: "理由", override: override)
    do throws(Rejection) {
      guard case .record(let events) = try decide(submission, given: state) else { return [] }
      let first = log.count
      for event in events {
        if event.entry?.override != nil { hasOverrides = true }
        let envelope = Envelope(
          position: UInt64(log.count),
          recordedAt: RecordedTime(microseconds: Int64(log.count) * 10), actor: actor)
        log.append(RecordedEvent(envelope: envelope, event: event))
        state.evolve(RecordedEvent(envelope: envelope, event: event))
      }
      if let last = events.last { recorded[last.type, default: 0] += 1 }
      return Array(log[first...])
    } catch {
      refused[error.wording.name, default: 0] += 1
      guard case .needsSecondPerson = error, command.isEntryLike else { return [] }
      return take(.propose(command), by: actor)
    }
  }

  // MARK: Chance

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &numbers)]
  }

  /// A small amount for what uses money, a larger one for what grants it.
  mutating func amount(granting: Bool = false) -> Amount {
    let range: ClosedRange<Int64> = granting ? 100...900 : 1...300
    guard let amount = Amount(fen: Int64.random(in: range, using: &numbers)) else {
      preconditionFailure("a small amount is exact")
    }
    return amount
  }

  func fiscalYear(_ number: Int) -> FiscalYear {
    guard let year = FiscalYear(number) else { preconditionFailure("no year \(number)") }
    return year
  }

  mutating func date(in year: Int) -> EffectiveDate {
    let month = Int.random(in: 1...12, using: &numbers)
    let day = Int.random(in: 1...28, using: &numbers)
    guard let date = EffectiveDate(year: year, month: month, day: day) else {
      preconditionFailure("every month has 28 days")
    }
    return date
  }

  mutating func line(in year: Int) -> BudgetLine {
    let code = pick(["2010306", "2010306", "2010301"])
    guard let function = FunctionCode(text: code) else { preconditionFailure("no code \(code)") }
    let project = pick([nil, nil, "甲", "甲", "乙"])
    return BudgetLine(
      year: fiscalYear(year), source: pick([.generalBudget, .service]), function: function,
      nature: project == nil ? .basic : .project, project: project.flatMap { ProjectName($0) })
  }

  /// An entry on any line, as often as not one that no rule lets pass.
  mutating func entry(economic: Bool = false, granting: Bool = false) -> Entry {
    let year = chance(8) ? pick(Array(Self.years)) : self.year
    return Entry(
      line: line(in: year), economic: economic ? code() : nil,
      amount: amount(granting: granting), date: date(in: year))
  }

  /// Mostly an entry on a line of the year that has some of `figure`; otherwise any.
  mutating func entry(
    economic: Bool = false, granting: Bool = false, on figure: (LineTotals) -> Int64
  ) -> Entry {
    let year = chance(5) ? pick(Array(Self.years)) : self.year
    let lines = state.knownLines.filter {
      $0.year.number == year && figure(state.totals(of: $0)) > 0
    }
    guard !lines.isEmpty, !chance(6) else { return entry(economic: economic, granting: granting) }
    return Entry(
      line: pick(lines.sorted()), economic: economic ? code() : nil,
      amount: amount(granting: granting), date: date(in: year))
  }

  /// Such an entry that mostly takes no more than there is of `figure`.
  mutating func entry(economic: Bool = false, from figure: (LineTotals) -> Int64) -> Entry {
    var entry = entry(economic: economic, on: figure)
    let available = figure(state.totals(of: entry.line))
    guard available > 0, !chance(8) else { return entry }
    let fen = chance(3) ? available : Int64.random(in: 1...available, using: &numbers)
    if let amount = Amount(fen: fen) { entry.amount = amount }
    return entry
  }

  mutating func code() -> EconomicCode? {
    EconomicCode(text: pick(["30201", "30202", "30217", "30231"]))
  }

  mutating func recent() -> RecordedEvent {
    log[Int.random(in: (chance(3) ? 0 : max(0, log.count - 12))..<log.count, using: &numbers)]
  }
}

extension Command {
  /// Whether the command can wait for a second person.
  fileprivate var isEntryLike: Bool {
    switch self {
    case .reverseEntry, .reopenYear: true
    default: recordedEvent != nil
    }
  }
}
