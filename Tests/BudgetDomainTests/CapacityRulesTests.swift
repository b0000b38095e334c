// Money is exact at the limits: overflow is a rejection with a name, never a trap.

import BudgetDomain
import Testing

@Suite struct `At the limit of exact amounts` {
  static let limit = Sample.fen(Amount.limitInFen)
  static let service = Sample.line(source: .service)

  static func largest(_ line: BudgetLine = service, economic: String? = nil) -> Entry {
    Entry(
      line: line, economic: economic.map { Sample.economic($0) }, amount: limit,
      date: Sample.date("2018-06-30"))
  }

  /// Everything that a line can be granted or get, each at the limit.
  static var rich: [Event] {
    [
      .unitDescribed(.institution), .openingBalanceRecorded(largest()),
      .appropriationApproved(largest()), .appropriationSupplemented(largest()),
      .incomeReceived(largest()), .fundBalanceApplied(largest()),
      .priorYearAdjusted(PriorYearAdjustment(reason: .recovery, entry: largest())),
    ]
  }

  static let commands: [(Command, [Event])] = [
    (.recordOpeningBalance(largest()), []), (.approveAppropriation(largest()), []),
    (.supplementAppropriation(largest()), []), (.receiveIncome(largest()), []),
    (.applyFundBalance(largest()), [.unitDescribed(.institution)]),
    (
      .adjustPriorYear(PriorYearAdjustment(reason: .transferIn, entry: largest())), []
    ),
    (.reduceAppropriation(largest()), rich), (.distributeSurplus(largest()), rich),
    (.recordExpenditure(largest(economic: "30201")), rich),
  ]

  @Test(arguments: commands.indices)
  func `each kind is recorded once and no fen more`(index: Int) throws {
    let (command, given) = Self.commands[index]
    var scenario = Scenario.given(given)
    try scenario.carryOut(command)
    #expect(scenario.last.event.entry?.amount == Self.limit)
    let year = Sample.year()
    guard case .exceedsLedgerCapacity(_, year) = scenario.when(command).rejection else {
      Issue.record("\(scenario.when(command))")
      return
    }
  }

  @Test func `a transfer counts twice, so half the limit moves`() throws {
    let half = Entry(
      line: Self.service, amount: Sample.fen(Amount.limitInFen / 2),
      date: Sample.date("2018-06-30"))
    let target = TransferTarget(line: Sample.line(source: .service, function: "2010301"))
    let scenario = Scenario.given(Self.rich)
    let fits = Virement(entry: half, target: target)
    scenario.when(.approveVirement(fits)).then([.virementApproved(fits)])
    let outcome = scenario.when(
      .approveVirement(Virement(entry: Self.largest(), target: target)))
    outcome.thenRefused(.exceedsLedgerCapacity(.virement, Sample.year()))
  }

  @Test func `a line with more than can be carried is not closed silently`() throws {
    let both = Scenario.given([
      .unitDescribed(.institution), .incomeReceived(Self.largest()),
      .fundBalanceApplied(
        Entry(line: Self.service, amount: Sample.fen(1), date: Sample.date("2018-06-30"))),
    ])
    both.when(Sample.close(2018))
      .thenRefused(.exceedsLedgerCapacity(.openingBalance, Sample.year(2019)))
    let one = Scenario.given([.incomeReceived(Self.largest())])
    let carried = one.when(Sample.close(2018)).events.dropFirst().flatMap(\.movements)
    #expect(carried.map(\.amount) == [Self.limit])
    let lines = Scenario.given([
      .incomeReceived(Self.largest()), .openingBalanceRecorded(Sample.entry("0.01")),
    ])
    lines.when(Sample.close(2018))
      .thenRefused(.exceedsLedgerCapacity(.openingBalance, Sample.year(2019)))
  }

  @Test func `every rejection can say its figures`() throws {
    let scenario = Scenario.given(Self.rich)
    var spent = scenario
    try spent.carryOut(.recordExpenditure(Self.largest(economic: "30201")))
    let commands: [Command] = [
      .recordExpenditure(Self.largest(economic: "30201")),
      .recordExpenditure(Self.largest(Sample.line(), economic: "30217")),
      .reduceAppropriation(Self.largest(Sample.line())),
      .refundExpenditure(Self.largest(Sample.line(), economic: "30201")),
      .distributeSurplus(Self.largest(Sample.line(source: .other))),
      .adjustPriorYear(PriorYearAdjustment(reason: .remittance, entry: Self.largest())),
    ]
    for past in [Scenario.given(), Scenario.given([.unitDescribed(.institution)]), scenario, spent]
    {
      for command in commands {
        for target in past.log {
          _ = past.when(Sample.reverse(target), reason: "误").rejection?.wording
        }
        guard let rejection = past.when(command).rejection else { continue }
        #expect(!rejection.wording.what.chinese.isEmpty)
      }
    }
  }

  @Test func `overrides say what was missing, also after many of them`() throws {
    var scenario = Scenario.given([
      .policySet(Sample.policy("shortfall", "record-with-override")),
      .policySet(Sample.policy("ceilings", "appropriation")),
    ])
    let share = Entry(
      line: Sample.line(), economic: Sample.economic("30217"),
      amount: Sample.fen(Amount.limitInFen / 4), date: Sample.date("2018-06-30"))
    for count in 1...4 {
      try scenario.carryOut(.recordExpenditure(share), override: Sample.permission)
      let broken = scenario.last.event.entry?.override?.brokenRules ?? []
      #expect(broken.count == 3)
      #expect(broken.allSatisfy { $0.missingInFen == share.amount.fen * Int64(count) })
    }
    #expect(
      scenario.when(.recordExpenditure(share), override: Sample.permission).ruleName
        == "exceedsLedgerCapacity")
  }
}
