// What holds in every life of a ledger, whatever people do: identities, closings, undoing, replay.

import BudgetDomain
import BudgetDomainTesting
import EventCoding
import Projections
import Testing

@Suite struct `Every life of several years` {
  /// Sums by line and kind, added up movement by movement from the log.
  struct NaiveSums {
    private(set) var sums: [BudgetLine: [EntryKind: Int64]] = [:]
    private(set) var virements: [FiscalYear: Int64] = [:]
    private(set) var internalAdjustments: [FiscalYear: Int64] = [:]

    mutating func add(_ event: Event) {
      for movement in event.movements {
        sums[movement.line, default: [:]][movement.kind, default: 0] += movement.amount.fen
        if movement.kind == .virement {
          virements[movement.line.year, default: 0] += movement.amount.fen
        }
      }
      guard case .priorYearAdjusted(let adjustment) = event, adjustment.target != nil else {
        return
      }
      for movement in event.movements {
        internalAdjustments[movement.line.year, default: 0] += movement.amount.fen
      }
    }

    func closing(_ line: BudgetLine) -> Int64 {
      let sums = sums[line] ?? [:]
      let plus: [EntryKind] = [
        .openingBalance, .carriedSurplus, .priorYearAdjustment, .income, .fundBalanceApplied,
      ]
      let minus: [EntryKind] = [.expenditure, .surplusDistribution]
      return plus.reduce(0) { $0 + (sums[$1] ?? 0) } - minus.reduce(0) { $0 + (sums[$1] ?? 0) }
    }
  }

  @Test(arguments: 0..<10)
  func `keeps its identities and its closed years`(block: Int) throws {
    for seed in 0..<UInt64(Self.livesPerBlock) {
      var sums = NaiveSums()
      var closed: [FiscalYear: [BudgetLine: LineTotals]] = [:]
      let life = try LongLife(seed: UInt64(block) * 100_000 + seed, steps: 80) { life, batch in
        for recorded in batch {
          sums.add(recorded.event)
          if case .yearReopened(let facts) = recorded.event { closed[facts.year] = nil }
        }
        let touched = Set(batch.flatMap { $0.event.movements.map(\.line) })
        for line in touched {
          let totals = life.state.totals(of: line)
          #expect(totals.closingInFen == sums.closing(line))
          #expect(closed[line.year] == nil, "\(line.text) moved while its year was closed")
          #expect(totals.expenditureInFen >= 0 && totals.incomeInFen >= 0)
          #expect(totals.adjustedOpeningInFen >= 0)
          if !life.hasOverrides {
            #expect(totals.freeAuthorityInFen >= 0 && totals.closingInFen >= 0)
          }
        }
        for recorded in batch {
          guard case .yearClosed(let closing) = recorded.event else { continue }
          closed[closing.year] = life.totals(of: closing.year)
          try Self.checkCarrying(closing.year, life)
        }
      }
      for (year, totals) in closed { #expect(life.totals(of: year) == totals) }
      #expect(sums.virements.values.allSatisfy { $0 == 0 })
      #expect(sums.internalAdjustments.values.allSatisfy { $0 == 0 })
    }
  }

  static let livesPerBlock = 150

  /// Closing of N is the opening of N+1 line by line, and the years of origin add up to it.
  static func checkCarrying(_ year: FiscalYear, _ life: LongLife) throws {
    let next = try #require(year.next)
    var carried: [BudgetLine: [FiscalYear: Int64]] = [:]
    for recorded in life.log {
      guard case .balanceCarriedOver(let carryOver) = recorded.event,
        carryOver.line.year == year
      else { continue }
      carried[carryOver.line, default: [:]][carryOver.originYear, default: 0] +=
        carryOver.amount.fen
    }
    for line in life.state.knownLines where line.year == year {
      let closing = life.state.totals(of: line).closingInFen
      let opening = life.state.totals(of: line.inYear(next))
      #expect(opening.openingInFen + opening.carriedSurplusInFen == closing)
      #expect(opening.adjustedOpeningInFen == closing + opening.adjustedInFen)
      let origins = carried[line] ?? [:]
      #expect(origins.values.reduce(0, +) == closing)
      #expect(origins.allSatisfy { $0.key <= year && $0.value >= 0 }, "\(line.text) \(origins)")
    }
  }

  @Test func `is full enough to meet every kind of event and most rules`() throws {
    var recorded: [EventType: Int] = [:]
    var refused: Set<String> = []
    for seed in 0..<80 as Range<UInt64> {
      let life = try LongLife(seed: seed, steps: 100)
      recorded.merge(life.recorded, uniquingKeysWith: +)
      refused.formUnion(life.refused.keys)
    }
    let never: Set<EventType> = [
      .codeRegistered, .documentAttached, .commandRefused, .proposalApproved,
      .statementPublished, .checkExplained, .actorRegistered,
      .performanceScored,
    ]
    #expect(Set(EventType.allCases).subtracting(recorded.keys) == never)
    #expect(refused.count >= 35, "\(refused.sorted())")
  }

  @Test(arguments: 0..<4)
  func `ends at nothing when everything that can be taken back is`(block: Int) throws {
    for seed in 0..<50 as Range<UInt64> {
      var life = try LongLife(seed: 7_000_000 + UInt64(block) * 1_000 + seed, steps: 100)
      life.undoEverything()
      for line in life.state.knownLines {
        let totals = life.state.totals(of: line)
        #expect(totals == LineTotals(), "seed \(seed): \(line.text) \(totals)")
      }
    }
  }

  @Test(arguments: 0..<4)
  func `is the same when it is read again from its log`(block: Int) throws {
    for seed in 0..<25 as Range<UInt64> {
      let life = try LongLife(seed: 8_000_000 + UInt64(block) * 1_000 + seed, steps: 120)
      var state = BudgetState()
      var columns = FactColumns()
      var replayed = FactColumns()
      for recorded in life.log {
        let again = try Self.reread(recorded)
        #expect(again == recorded)
        state.evolve(again)
        columns.append(recorded)
        replayed.append(again)
      }
      #expect(state.knownLines.count == life.state.knownLines.count)
      for line in life.state.knownLines {
        #expect(state.totals(of: line) == life.state.totals(of: line))
      }
      #expect(state.projects == life.state.projects)
      #expect(state.pendingProposals == life.state.pendingProposals)
      #expect(state.pendingAdjustments == life.state.pendingAdjustments)
      for number in LongLife.years {
        let year = life.fiscalYear(number)
        #expect(state.yearState(of: year) == life.state.yearState(of: year))
        #expect(state.policy(for: year) == life.state.policy(for: year))
        #expect(state.carryOvers(of: year) == life.state.carryOvers(of: year))
        let balances = Balances(of: replayed, year: year)
        #expect(balances.rows == Balances(of: columns, year: year).rows)
        for row in balances.rows { #expect(row.totals == state.totals(of: row.line)) }
      }
    }
  }

  static func reread(_ recorded: RecordedEvent) throws -> RecordedEvent {
    let envelope = recorded.envelope
    return try EventCodec.encode(recorded).withUnsafeBytes { bytes in
      try EventCodec.decode(
        bytes, position: envelope.position, recordedAt: envelope.recordedAt,
        batchIndex: envelope.batchIndex, batchSize: envelope.batchSize)
    }
  }

  @Test(arguments: [61, 62, 63, 64, 65, 66] as [UInt64])
  func `reports at every position the balances that decide works with`(seed: UInt64) throws {
    var columns = FactColumns()
    _ = try LongLife(seed: seed, steps: 150) { life, batch in
      for recorded in batch { columns.append(recorded) }
      for number in LongLife.years {
        let balances = Balances(of: columns, year: life.fiscalYear(number))
        for row in balances.rows { #expect(row.totals == life.state.totals(of: row.line)) }
        let known = life.state.knownLines.filter {
          $0.year.number == number && life.state.totals(of: $0) != LineTotals()
        }
        #expect(Set(known).isSubset(of: Set(balances.rows.map(\.line))))
        let authority = balances.rows.reduce(0) { $0 + $1.totals.authorityInFen }
        #expect(balances.authorityInFen == authority)
      }
    }
  }
}

extension LongLife {
  /// The sums of every line of a year.
  func totals(of year: FiscalYear) -> [BudgetLine: LineTotals] {
    var totals: [BudgetLine: LineTotals] = [:]
    for line in state.knownLines where line.year == year { totals[line] = state.totals(of: line) }
    return totals
  }

  /// Reopens every year, takes back every entry, newest first and again until nothing is left to
  /// take back, and closes the years again, so that what was carried is taken back as well.
  ///
  /// Meanwhile every line is lent what it may need: where a refund brought back two payments and
  /// one of them was taken back, the rest cannot be taken back one by one without money.
  mutating func undoEverything() {
    guard let none = PolicySetting(key: "four-eyes", value: "none"),
      let refuse = PolicySetting(key: "shortfall", value: "refuse")
    else { preconditionFailure("these settings exist") }
    let day = date(in: 2024)
    for number in Self.years.reversed() {
      take(.setPolicy(PolicyChange(setting: none, year: nil)))
      if !state.yearState(of: fiscalYear(number)).isClosed {
        take(.setPolicy(PolicyChange(setting: none, year: fiscalYear(number))))
      }
      let wasClosed = state.yearState(of: fiscalYear(number)).isClosed
      take(.reopenYear(fiscalYear(number), date: day))
      if wasClosed, state.yearState(of: fiscalYear(number)).isClosed { reopenByTwo(number, day) }
      take(.setPolicy(PolicyChange(setting: none, year: fiscalYear(number))))
    }
    take(.setPolicy(PolicyChange(setting: refuse, year: nil)))
    let ownCount = log.count
    lend()
    let lentCount = log.count
    for range in [0..<ownCount, ownCount..<lentCount] {
      for _ in 0..<20 {
        let before = log.count
        for index in range.reversed() {
          take(.reverseEntry(target: log[index], date: day, document: nil))
        }
        if log.count == before { break }
      }
    }
    for number in Self.years {
      for position in state.pendingProposals.keys.sorted() {
        let target = log[Int(position)]
        take(.rejectProposal(target: target), by: target.envelope.actor == "甲" ? "乙" : "甲")
      }
      for position in state.pendingAdjustments.keys.sorted() {
        take(.withdrawAdjustment(target: log[Int(position)]))
      }
      take(.closeYear(fiscalYear(number), date: day, failedChecks: []))
    }
  }

  /// Lends every line authority and money: a prior-year adjustment is both.
  private mutating func lend() {
    guard let much = Amount(fen: 1_000_000) else { preconditionFailure("the amount is exact") }
    for line in state.knownLines.sorted() where Self.years.contains(line.year.number) {
      let entry = Entry(line: line, amount: much, date: date(in: line.year.number))
      take(.adjustPriorYear(PriorYearAdjustment(reason: .recovery, entry: entry)))
    }
  }

  private mutating func reopenByTwo(_ number: Int, _ day: EffectiveDate) {
    let command = Command.reopenYear(fiscalYear(number), date: day)
    guard let proposal = take(.propose(command), by: "甲").first else { return }
    take(.approveProposal(target: proposal, command: command), by: "乙")
  }
}
