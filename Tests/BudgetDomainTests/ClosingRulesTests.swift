// 结账 and 反结账: what must be in order, what is carried, and what a second closing adds.

import BudgetDomain
import Testing

@Suite struct `Closing a year` {
  static func carryOver(
    _ amount: String, _ line: BudgetLine = Sample.line(), from origin: Int,
    _ state: CarryOverState = .continuing
  ) -> Event {
    let magnitude = Sample.yuan(amount.hasPrefix("-") ? String(amount.dropFirst()) : amount)
    return .balanceCarriedOver(
      CarryOver(
        line: line, amount: amount.hasPrefix("-") ? magnitude.negated : magnitude, state: state,
        originYear: Sample.year(origin)))
  }

  static func closing(_ year: Int) -> Event {
    .yearClosed(YearClosing(year: Sample.year(year), date: Sample.date("\(year + 1)-01-15")))
  }

  @Test func `carries what is left of each line, and nothing where nothing is left`() throws {
    var scenario = Reproducer.spent
    let empty = Sample.line(function: "2010301")
    try scenario.carryOut(.approveAppropriation(Sample.entry("1.00", empty)))
    scenario.when(Sample.close(2018)).then([
      Self.closing(2018), Self.carryOver("6,000.00", from: 2018),
    ])
    try scenario.carryOut(Sample.close(2018))
    let opening = scenario.totals(Sample.line(year: 2019))
    #expect(opening.openingInFen == scenario.totals().closingInFen)
    #expect(opening.authorityInFen == 600_000)
    #expect(scenario.state.yearState(of: Sample.year()) == .closed(position: 5))
  }

  @Test func `spends the oldest money first, over several years`() throws {
    var scenario = Scenario.given([.openingBalanceRecorded(Sample.entry("100.00"))])
    func live(_ year: Int, income: String, spend: String) throws {
      let line = Sample.line(year: year)
      let date = "\(year)-03-01"
      try scenario.carryOut(.approveAppropriation(Sample.entry(income, line, on: date)))
      try scenario.carryOut(.receiveIncome(Sample.entry(income, line, on: date)))
      try scenario.carryOut(
        .recordExpenditure(Sample.entry(spend, line, economic: "30201", on: date)))
    }
    try live(2018, income: "50.00", spend: "30.00")
    scenario.when(Sample.close(2018)).then([
      Self.closing(2018), Self.carryOver("70.00", from: 2017),
      Self.carryOver("50.00", from: 2018),
    ])
    try scenario.carryOut(Sample.close(2018))
    try live(2019, income: "20.00", spend: "90.00")
    let line = Sample.line(year: 2019)
    scenario.when(Sample.close(2019)).then([
      Self.closing(2019), Self.carryOver("30.00", line, from: 2018),
      Self.carryOver("20.00", line, from: 2019),
    ])
    try scenario.carryOut(Sample.close(2019))
    try live(2020, income: "1.00", spend: "51.00")
    scenario.when(Sample.close(2020)).then([Self.closing(2020)])
  }

  @Test func `counts what prior-year adjustments take and give as old money`() throws {
    var scenario = Scenario.given([.openingBalanceRecorded(Sample.entry("100.00"))])
    try scenario.carryOut(.receiveIncome(Sample.entry("50.00")))
    try scenario.carryOut(
      .adjustPriorYear(Sample.adjustment(.remittance, "80.00", Sample.line(), on: "2018-03-01")))
    scenario.when(Sample.close(2018)).then([
      Self.closing(2018), Self.carryOver("20.00", from: 2017),
      Self.carryOver("50.00", from: 2018),
    ])
  }

  @Test func `is refused while an earlier year is open, but not by years without entries`() throws {
    var scenario = Scenario.given(Sample.funded)
    scenario.append(
      .incomeReceived(Sample.entry("1.00", Sample.line(year: 2020), on: "2020-01-01")))
    scenario.when(Sample.close(2020))
      .thenRefused(.earlierYearOpen(Sample.year(), Sample.year(2020)))
    try scenario.carryOut(Sample.close(2018))
    scenario.when(Sample.close(2020))
      .thenRefused(.earlierYearOpen(Sample.year(2019), Sample.year(2020)))
    try scenario.carryOut(Sample.close(2019))
    #expect(scenario.when(Sample.close(2020)).ruleName == nil)
    #expect(scenario.when(Sample.close(2017)).ruleName == "yearHasNoEntries")
  }

  static let negative: [Event] = [
    .expenditureRecorded(Sample.entry("10,000.01", economic: "30201")),
    .appropriationReduced(Sample.entry("10,000.01")),
    .entryReversed(
      Reversal(
        reverses: 2, date: Sample.date("2018-07-01"),
        movements: Event.incomeReceived(Sample.entry("10,000.01")).movements.map(\.reversed),
        document: nil)),
  ]

  @Test(arguments: negative)
  func `is refused while a line is below zero, and names the line`(event: Event) {
    let scenario = Scenario.given(Sample.funded + [event])
    guard case .linesNegative(let lines) = scenario.when(Sample.close(2018)).rejection else {
      Issue.record("closed with \(scenario.totals())")
      return
    }
    #expect(lines.map(\.line) == [Sample.line()])
  }

  @Test func `is refused until the override that overdrew a line is made good`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.setPolicy(Sample.policy("shortfall", "record-with-override")))
    try scenario.carryOut(
      .recordExpenditure(Sample.entry("10,500.00", economic: "30201")),
      override: Sample.permission)
    #expect(scenario.when(Sample.close(2018)).ruleName == "linesNegative")
    try scenario.carryOut(.supplementAppropriation(Sample.entry("500.00")))
    #expect(scenario.when(Sample.close(2018)).ruleName == "linesNegative")
    try scenario.carryOut(.receiveIncome(Sample.entry("500.00")))
    scenario.when(Sample.close(2018)).then([Self.closing(2018)])
  }

  @Test func `is possible in the last year a ledger can hold only where nothing is left`() throws {
    let line = Sample.line(year: 2999)
    var scenario = Scenario.given([
      .appropriationApproved(Sample.entry("1.00", line, on: "2999-01-01")),
      .incomeReceived(Sample.entry("1.00", line, on: "2999-01-01")),
    ])
    #expect(
      scenario.when(
        .closeYear(Sample.year(2999), date: Sample.date("2999-12-31"), failedChecks: [])
      ).rejection != nil)
    scenario.append(
      .expenditureRecorded(Sample.entry("1.00", line, economic: "30201", on: "2999-01-02")))
    #expect(
      scenario.when(.receiveIncome(Sample.entry("1.00", line, on: "2999-01-03"))).rejection
        == nil)
  }
}

@Suite struct `Reopening a year` {
  private func closedTwice() throws -> Scenario {
    var scenario = Reproducer.spent
    try scenario.carryOut(Sample.close(2018))
    try scenario.carryOut(Sample.reopen(2018), reason: "漏记一笔")
    return scenario
  }

  @Test func `needs a reason, a closed year and open years after it`() throws {
    var scenario = Reproducer.spent
    scenario.when(Sample.reopen(2018), reason: "误").thenRefused(.yearNotClosed(Sample.year()))
    try scenario.carryOut(Sample.close(2018))
    for reason in [nil, ""] {
      scenario.when(Sample.reopen(2018), reason: reason)
        .thenRefused(.textMissing(field: .reason))
    }
    try scenario.carryOut(Sample.close(2019))
    scenario.when(Sample.reopen(2018), reason: "误")
      .thenRefused(.laterYearClosed(Sample.year(), Sample.year(2019)))
    try scenario.carryOut(Sample.reopen(2019), reason: "误")
    try scenario.carryOut(Sample.reopen(2018), reason: "误")
    scenario.when(Sample.reopen(2018), reason: "误").thenRefused(.yearNotClosed(Sample.year()))
  }

  @Test func `waits for every later year, not only for the next one`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(
      .recordExpenditure(Sample.entry("10,000.00", economic: "30201")))
    try scenario.carryOut(Sample.close(2018))
    scenario.append(
      .incomeReceived(Sample.entry("1.00", Sample.line(year: 2020), on: "2020-01-01")))
    try scenario.carryOut(Sample.close(2020))
    scenario.when(Sample.reopen(2018), reason: "误")
      .thenRefused(.laterYearClosed(Sample.year(), Sample.year(2020)))
  }

  @Test func `lets the year take entries; a second closing carries differences only`() throws {
    var scenario = try closedTwice()
    try scenario.carryOut(.recordExpenditure(Sample.entry("1,000.00", economic: "30201")))
    scenario.when(Sample.close(2018)).then([
      `Closing a year`.closing(2018), `Closing a year`.carryOver("-1,000.00", from: 2018),
    ])
    try scenario.carryOut(Sample.close(2018))
    #expect(scenario.totals(Sample.line(year: 2019)).openingInFen == 500_000)
    try scenario.carryOut(Sample.reopen(2018), reason: "再次")
    scenario.when(Sample.close(2018)).then([`Closing a year`.closing(2018)])
  }

  @Test func `and closing again moves 结转 to 结余 where the project ended in between`() throws {
    let line = Sample.line(nature: .project, project: "平台")
    var scenario = Scenario.given([.openingBalanceRecorded(Sample.entry("9.00", line))])
    try scenario.carryOut(Sample.close(2018))
    try scenario.carryOut(Sample.reopen(2018), reason: "误")
    try scenario.carryOut(.moveProject(Reproducer.step, to: .cancelled))
    scenario.when(Sample.close(2018)).then([
      `Closing a year`.closing(2018),
      `Closing a year`.carryOver("-9.00", line, from: 2017, .continuing),
      `Closing a year`.carryOver("9.00", line, from: 2017, .surplus),
    ])
    try scenario.carryOut(Sample.close(2018))
    let next = scenario.totals(Sample.line(year: 2019, nature: .project, project: "平台"))
    #expect(next.openingInFen == 0)
    #expect(next.carriedSurplusInFen == 900)
  }

  @Test func `cannot take back what the next year has used`() throws {
    var scenario = Reproducer.spent
    try scenario.carryOut(Sample.close(2018))
    let next = Sample.line(year: 2019)
    try scenario.carryOut(
      .recordExpenditure(Sample.entry("5,500.00", next, economic: "30201", on: "2019-02-01")))
    try scenario.carryOut(Sample.reopen(2018), reason: "误")
    try scenario.carryOut(.recordExpenditure(Sample.entry("500.01", economic: "30201")))
    #expect(scenario.when(Sample.close(2018)).ruleName == "leavesLessAuthorityThanUsed")
    try scenario.carryOut(Sample.reverse(scenario.last), reason: "误")
    try scenario.carryOut(.recordExpenditure(Sample.entry("500.00", economic: "30201")))
    try scenario.carryOut(Sample.close(2018))
    #expect(scenario.totals(next).closingInFen == 0)
  }

  @Test func `cannot leave the next year an opening below nothing`() throws {
    var scenario = Reproducer.spent
    try scenario.carryOut(Sample.close(2018))
    let next = Sample.line(year: 2019)
    try scenario.carryOut(.adjustPriorYear(Sample.adjustment(.remittance, "6,000.00", next)))
    for event: Event in [
      .appropriationApproved(Sample.entry("9,000.00", next, on: "2019-04-01")),
      .incomeReceived(Sample.entry("9,000.00", next, on: "2019-04-01")),
    ] { scenario.append(event) }
    try scenario.carryOut(Sample.reopen(2018), reason: "误")
    try scenario.carryOut(.recordExpenditure(Sample.entry("0.01", economic: "30201")))
    #expect(scenario.when(Sample.close(2018)).ruleName == "adjustmentExceedsOpening")
  }
}

@Suite struct `A year before a closed one` {
  @Test func `takes no entries, because what it leaves could not be carried`() throws {
    var scenario = Reproducer.spent
    try scenario.carryOut(Sample.close(2018))
    let early = Sample.line(year: 2016)
    #expect(
      scenario.when(.receiveIncome(Sample.entry("1.00", early, on: "2016-05-01"))).ruleName
        == "laterYearClosed")
    #expect(
      scenario.when(.recordOpeningBalance(Sample.entry("1.00", early, on: "2016-01-01")))
        .rejection != nil)
  }
}
