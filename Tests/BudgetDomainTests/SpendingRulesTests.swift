// The control rule: authority and money on the budget line, and what a refusal says.

import BudgetDomain
import Testing

@Suite struct `Spending needs authority and money on its budget line` {
  @Test func `what the line may and has is recorded`() {
    let entry = Sample.entry("10,000.00", economic: "30201")
    Scenario.given(Sample.funded).when(.recordExpenditure(entry))
      .then([.expenditureRecorded(entry)])
  }

  @Test func `one fen too much is refused with the figures and what used the line`() {
    var scenario = Scenario.given(Sample.funded)
    scenario.append(.expenditureRecorded(Sample.entry("4,000.00", economic: "30201")))
    scenario.append(.expenditureRecorded(Sample.entry("5,000.00", economic: "30202")))
    scenario.when(.recordExpenditure(Sample.entry("1,000.01", economic: "30201")))
      .thenRefused(
        .exceedsFreeAuthority(
          Shortfall(
            line: Sample.line(), requested: Sample.yuan("1,000.01"), grantedInFen: 1_000_000,
            usedInFen: 900_000,
            largestUses: [
              EntryUse(position: 4, amountInFen: 500_000),
              EntryUse(position: 3, amountInFen: 400_000),
            ], useCount: 2)))
  }

  @Test func `authority without money is refused for want of money`() {
    let given: [Event] = [
      .appropriationApproved(Sample.entry("10,000.00")), .incomeReceived(Sample.entry("1.00")),
    ]
    let outcome = Scenario.given(given)
      .when(.recordExpenditure(Sample.entry("2.00", economic: "30201")))
    guard case .exceedsAvailableMoney(let shortfall) = outcome.rejection else {
      Issue.record("expected a refusal for want of money, got \(outcome)")
      return
    }
    #expect(shortfall.freeInFen == 100)
    #expect(shortfall.missingInFen == 100)
  }

  @Test func `money without authority is refused for want of authority`() {
    let outcome = Scenario.given([.incomeReceived(Sample.entry("10.00"))])
      .when(.recordExpenditure(Sample.entry("2.00", economic: "30201")))
    guard case .exceedsFreeAuthority(let shortfall) = outcome.rejection else {
      Issue.record("expected a refusal for want of authority, got \(outcome)")
      return
    }
    #expect(shortfall.grantedInFen == 0)
    #expect(shortfall.useCount == 0)
  }

  @Test func `carried-over money is authority and money for its own purpose`() {
    let entry = Sample.entry("5.00", economic: "30201")
    Scenario.given([.openingBalanceRecorded(Sample.entry("5.00"))])
      .when(.recordExpenditure(entry)).then([.expenditureRecorded(entry)])
  }

  static let otherLines: [BudgetLine] = [
    Sample.line(source: .governmentFund), Sample.line(function: "2010301"),
    Sample.line(nature: .project, project: "平台"), Sample.line(year: 2019),
  ]

  @Test(arguments: otherLines)
  func `what another line has does not count`(line: BudgetLine) {
    let date = "\(line.year.number)-03-01"
    let outcome = Scenario.given(Sample.funded)
      .when(.recordExpenditure(Sample.entry("1.00", line, economic: "30201", on: date)))
    guard case .exceedsFreeAuthority = outcome.rejection else {
      Issue.record("expected a refusal, got \(outcome)")
      return
    }
  }

  @Test func `a refusal lists the five largest uses and counts the rest`() {
    var scenario = Scenario.given(Sample.funded)
    for fen in 1...7 {
      scenario.append(
        .expenditureRecorded(Sample.entry("\(fen).00", economic: "30201")))
    }
    let outcome = scenario.when(.recordExpenditure(Sample.entry("10,000.00", economic: "30201")))
    guard case .exceedsFreeAuthority(let shortfall) = outcome.rejection else {
      Issue.record("expected a refusal, got \(outcome)")
      return
    }
    #expect(shortfall.largestUses.map(\.amountInFen) == [700, 600, 500, 400, 300])
    #expect(shortfall.useCount == 7)
  }

  @Test func `a reduction takes only what is unused`() {
    var scenario = Scenario.given(Sample.funded)
    scenario.append(.expenditureRecorded(Sample.entry("9,000.00", economic: "30201")))
    let fits = Sample.entry("1,000.00")
    scenario.when(.reduceAppropriation(fits)).then([.appropriationReduced(fits)])
    let outcome = scenario.when(.reduceAppropriation(Sample.entry("1,000.01")))
    guard case .reductionExceedsFreeAuthority(let shortfall) = outcome.rejection else {
      Issue.record("expected a refusal, got \(outcome)")
      return
    }
    #expect(shortfall.missingInFen == 1)
  }
}
