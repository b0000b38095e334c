// The folds that report, compared with the fold that decides and with slow, obvious sums.

import BudgetDomain
import Projections
import Testing

/// A seeded source of numbers (splitmix64), so that a failing life can be lived again.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A random life of a ledger, decided rule by rule; what is refused does not happen.
struct RandomLife {
  private(set) var log: [RecordedEvent] = []
  private(set) var state = BudgetState()
  private var numbers: SeededNumbers

  init(seed: UInt64, steps: Int) throws {
    numbers = SeededNumbers(state: seed)
    let opening = LedgerOpening(origin: "o", unit: "u", unitCode: nil, tableSet: "hunan-2018")
    take(.openLedger(opening), reason: nil)
    for _ in 0..<steps { take(try command(), reason: "更正") }
  }

  private mutating func take(_ command: Command, reason: String?) {
    let actor = ["甲", "乙", "丙"].randomElement(using: &numbers) ?? "甲"
    guard
      case .record(let events)? = try? decide(
        Submission(command, actor: actor, reason: reason), given: state)
    else { return }
    for event in events {
      let envelope = Envelope(
        position: UInt64(log.count), recordedAt: RecordedTime(microseconds: Int64(log.count) * 10),
        actor: actor)
      log.append(RecordedEvent(envelope: envelope, event: event))
      state.evolve(RecordedEvent(envelope: envelope, event: event))
    }
  }

  private mutating func command() throws -> Command {
    if Int.random(in: 0..<8, using: &numbers) == 0, let target = log.randomElement(using: &numbers)
    {
      return .reverseEntry(target: target, date: try date(2019), document: nil)
    }
    let kinds: [(Entry) -> Command] = [
      { .recordOpeningBalance($0) }, { .approveAppropriation($0) },
      { .supplementAppropriation($0) }, { .reduceAppropriation($0) }, { .receiveIncome($0) },
      { .recordExpenditure($0) }, { .refundExpenditure($0) },
    ]
    let number = Int.random(in: 0..<kinds.count, using: &numbers)
    let nature = Bool.random(using: &numbers) ? SpendingNature.basic : .project
    let year = try #require(FiscalYear(Int.random(in: 2018...2019, using: &numbers)))
    let source = try #require(FundSource.allCases.randomElement(using: &numbers))
    let code = try #require(["2010301", "2010306", "2129999"].randomElement(using: &numbers))
    let line = BudgetLine(
      year: year, source: source, function: try #require(FunctionCode(text: code)), nature: nature,
      project: nature == .project ? ProjectName("平台") : nil)
    let economic = number >= 5 ? EconomicCode(text: "30201") : nil
    let amount = try #require(Amount(fen: Int64.random(in: 1...100_000, using: &numbers)))
    let entry = Entry(
      line: line, economic: economic, amount: amount, date: try date(year.number))
    return kinds[number](entry)
  }

  private mutating func date(_ year: Int) throws -> EffectiveDate {
    try #require(
      EffectiveDate(
        year: year, month: Int.random(in: 1...12, using: &numbers),
        day: Int.random(in: 1...28, using: &numbers)))
  }
}

@Suite struct `The columns` {
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `give at every position the balances that decide works with`(seed: UInt64) throws {
    let life = try RandomLife(seed: seed, steps: 300)
    var columns = FactColumns()
    var state = BudgetState()
    for recorded in life.log {
      columns.append(recorded)
      state.evolve(recorded)
      guard let line = recorded.event.movements.first?.line else { continue }
      let balances = Balances(of: columns, year: line.year)
      let row = try #require(balances.rows.first { $0.line == line })
      #expect(row.totals == state.totals(of: line))
      #expect(row.totals.freeAuthorityInFen >= 0)
    }
    #expect(columns.endPosition == UInt64(life.log.count))
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `show at an earlier moment what a shorter log shows`(seed: UInt64) throws {
    let life = try RandomLife(seed: seed, steps: 200)
    var columns = FactColumns()
    for recorded in life.log { columns.append(recorded) }
    let year = try #require(FiscalYear(2018))
    var shorter = FactColumns()
    for recorded in life.log {
      let then = Balances(of: columns, year: year, at: Moment(endPosition: shorter.endPosition))
      #expect(then.rows == Balances(of: shorter, year: year).rows)
      shorter.append(recorded)
    }
  }

  @Test func `find the position at which a time was reached`() throws {
    let life = try RandomLife(seed: 21, steps: 50)
    var columns = FactColumns()
    for recorded in life.log { columns.append(recorded) }
    #expect(columns.endPosition(recordedBy: RecordedTime(microseconds: -1)) == 0)
    for position in 0..<UInt64(life.log.count) {
      let time = RecordedTime(microseconds: Int64(position) * 10)
      #expect(columns.endPosition(recordedBy: time) == position + 1)
      let between = RecordedTime(microseconds: Int64(position) * 10 + 5)
      #expect(columns.endPosition(recordedBy: between) == position + 1)
    }
  }
}

@Suite struct `The cube` {
  @Test(arguments: [31, 32, 33] as [UInt64])
  func `sums what its lineage lists, for every filter`(seed: UInt64) throws {
    let life = try RandomLife(seed: seed, steps: 300)
    var columns = FactColumns()
    for recorded in life.log { columns.append(recorded) }
    let year = try #require(FiscalYear(2018))
    let cube = FigureCube(of: columns, year: year)
    for filter in try filters() {
      let lineage = cube.lineage(filter)
      #expect(lineage.reduce(0) { $0 + columns.amountInFen[$1] } == cube.sum(filter))
      let naive = life.log.flatMap(\.event.movements).filter { admits($0, filter) }
        .filter { $0.line.year == year }
      #expect(naive.reduce(0) { $0 + $1.amount.fen } == cube.sum(filter))
    }
  }

  @Test func `counts only what counts by then`() throws {
    let life = try RandomLife(seed: 41, steps: 300)
    var columns = FactColumns()
    for recorded in life.log { columns.append(recorded) }
    let year = try #require(FiscalYear(2018))
    let day = try #require(EffectiveDate(text: "2018-06-30"))
    let cube = FigureCube(of: columns, year: year, at: Moment(throughDate: day))
    let naive = life.log.filter { ($0.event.effectiveDate ?? day) <= day }
      .flatMap(\.event.movements).filter { $0.line.year == year && $0.kind == .income }
    var income = FactFilter()
    income.kinds = [.income]
    #expect(cube.sum(income) == naive.reduce(0) { $0 + $1.amount.fen })
  }

  private func filters() throws -> [FactFilter] {
    var filters: [FactFilter] = [FactFilter()]
    for kind in EntryKind.allCases {
      var filter = FactFilter()
      filter.kinds = [kind]
      filters.append(filter)
      filter.sources = [.generalBudget, .other]
      filters.append(filter)
      filter.functions = [try #require(CodePrefix(text: "201"))]
      filters.append(filter)
      filter.functions.append(try #require(CodePrefix(text: "2129999")))
      filters.append(filter)
      filter.natures = [.project]
      filters.append(filter)
      filter.project = ProjectName("平台")
      filters.append(filter)
      filter.economics = [try #require(CodePrefix(text: "302"))]
      filters.append(filter)
    }
    return filters
  }

  /// The slow, obvious reading of a filter.
  private func admits(_ movement: Movement, _ filter: FactFilter) -> Bool {
    let economic = movement.economic?.text ?? ""
    return (filter.kinds.isEmpty || filter.kinds.contains(movement.kind))
      && (filter.sources.isEmpty || filter.sources.contains(movement.line.source))
      && (filter.natures.isEmpty || filter.natures.contains(movement.line.nature))
      && (filter.functions.isEmpty
        || filter.functions.contains {
          movement.line.function.text.hasPrefix(String($0.number))
        })
      && (filter.economics.isEmpty
        || filter.economics.contains { economic.hasPrefix(String($0.number)) })
      && (filter.project == nil || filter.project == movement.line.project)
  }
}

@Suite struct `A question about history` {
  @Test(arguments: [51, 52] as [UInt64])
  func `finds what a slow reading finds`(seed: UInt64) throws {
    let life = try RandomLife(seed: seed, steps: 500)
    var columns = FactColumns()
    for recorded in life.log { columns.append(recorded) }
    var filter = HistoryFilter()
    #expect(filter.positions(in: columns).count == life.log.count)
    filter.actor = "乙"
    filter.types = [.expenditureRecorded, .entryReversed]
    filter.codes = [try #require(CodePrefix(text: "20103"))]
    filter.since = EffectiveDate(text: "2018-04-01")
    filter.until = EffectiveDate(text: "2019-03-31")
    let expected = life.log.filter { recorded in
      let date = recorded.event.effectiveDate?.text ?? ""
      return recorded.envelope.actor == "乙"
        && [.expenditureRecorded, .entryReversed].contains(recorded.event.type)
        && recorded.event.movements.contains { $0.line.function.text.hasPrefix("20103") }
        && date >= "2018-04-01" && date <= "2019-03-31"
    }
    #expect(!expected.isEmpty)
    #expect(filter.positions(in: columns) == expected.map(\.envelope.position))
    filter.actor = "从未出现"
    #expect(filter.positions(in: columns).isEmpty)
  }
}
