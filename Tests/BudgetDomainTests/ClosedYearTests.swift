// A closed year refuses everything but reopening: every command there is, walked one by one.

import BudgetDomain
import Testing

@Suite struct `A closed year` {
  static let service = Sample.line(source: .service)

  /// 2018 with one entry of every kind, closed, and 2019 open.
  static func past() throws -> Scenario {
    var scenario = Scenario.given(
      Sample.funded + [
        .unitDescribed(.institution), .openingBalanceRecorded(Sample.entry("5.00")),
        .expenditureRecorded(Sample.entry("4,000.00", economic: "30201")),
        .incomeReceived(Sample.entry("5.00", service)),
      ])
    try scenario.carryOut(Sample.close(2018))
    return scenario
  }

  static func commands(_ past: Scenario) -> [Command] {
    let entry = Sample.entry("1.00")
    let spending = Sample.entry("1.00", economic: "30201")
    let transfer = Sample.virement("1.00", to: Sample.line(function: "2010301"))
    let fact = FactReport(
      metric: .vehicles, year: Sample.year(), date: Sample.date("2018-12-31"), value: 1)
    let recording: [Command] = [
      .recordOpeningBalance(entry), .approveAppropriation(entry),
      .supplementAppropriation(entry), .reduceAppropriation(entry), .approveVirement(transfer),
      .receiveIncome(entry), .recordExpenditure(spending), .refundExpenditure(spending),
      .applyFundBalance(Sample.entry("1.00", service)),
      .distributeSurplus(Sample.entry("1.00", service)),
      .adjustPriorYear(Sample.adjustment(.recovery, "1.00", Sample.line(), on: "2018-03-01")),
      .adjustPriorYear(
        Sample.adjustment(
          .internalTransfer, "1.00", Sample.line(), to: Sample.line(function: "2010301"),
          on: "2018-03-01")),
    ]
    let pending: [Command] = [
      .submitAdjustment(.supplement(entry)), .submitAdjustment(.reduction(entry)),
      .submitAdjustment(.virement(transfer)),
    ]
    let others: [Command] = [
      .setPolicy(Sample.policy("shortfall", "refuse", year: 2018)), .reportFact(fact),
      Sample.close(2018), Sample.reverse(past.log[6]), Sample.reverse(past.log[5]),
      Sample.correct(past.log[5], .expenditureRecorded(spending)),
      Sample.correct(past.log[1], .appropriationApproved(Sample.entry("9,000.00"))),
    ]
    return recording + pending + others + recording.map { .propose($0) }
      + [.propose(Sample.reverse(past.log[6]))]
  }

  @Test func `refuses every command about it`() throws {
    let scenario = try Self.past()
    let closedAt: UInt64 = 7
    for command in Self.commands(scenario) {
      let outcome = scenario.when(command, reason: "理由", override: Sample.permission)
      #expect(
        outcome == .refused(.yearClosed(Sample.year(), closedAt: closedAt)), "\(command)")
    }
  }

  @Test func `takes all of them once it is reopened`() throws {
    var scenario = try Self.past()
    try scenario.carryOut(Sample.reopen(2018), reason: "理由")
    for command in Self.commands(scenario) {
      let outcome = scenario.when(command, reason: "理由")
      #expect(outcome.rejection == nil, "\(command)")
    }
  }

  @Test func `keeps its figures whatever the next year does`() throws {
    var scenario = try Self.past()
    let before = scenario.totals()
    let next = Sample.line(year: 2019)
    let carryOver = scenario.log[8]
    #expect(
      scenario.when(Sample.reverse(carryOver), reason: "误").ruleName == "entryNotReversible")
    try scenario.carryOut(
      .recordExpenditure(Sample.entry("6,000.00", next, economic: "30201", on: "2019-01-01")))
    try scenario.carryOut(Sample.reverse(scenario.last), reason: "误")
    try scenario.carryOut(.adjustPriorYear(Sample.adjustment(.errorCorrectionDown, "5.00")))
    #expect(scenario.totals() == before)
  }
}
