// 红字冲销: once, with a reason, linked, and never below what was used.

import BudgetDomain
import Testing

@Suite struct `A reversal` {
  private var spent: Scenario {
    var scenario = Scenario.given(Sample.funded)
    scenario.append(.expenditureRecorded(Sample.entry("4,000.00", economic: "30201")))
    return scenario
  }

  private func reversal(_ scenario: Scenario, of position: Int, on date: String) -> Command {
    .reverseEntry(target: scenario.log[position], date: Sample.date(date), document: nil)
  }

  @Test func `names what it takes back and carries the opposite movement`() throws {
    let scenario = spent
    let movement = try #require(scenario.log[3].event.movements.first)
    let expected = Event.entryReversed(
      Reversal(
        reverses: 3, date: Sample.date("2018-07-01"), movements: [movement.reversed],
        document: nil))
    scenario.when(reversal(scenario, of: 3, on: "2018-07-01"), reason: "重复入账").then([expected])
  }

  @Test func `frees what the entry used`() throws {
    var scenario = spent
    try scenario.carryOut(reversal(scenario, of: 3, on: "2018-07-01"), reason: "重复入账")
    #expect(scenario.state.totals(of: Sample.line()).freeAuthorityInFen == 1_000_000)
    let all = Sample.entry("10,000.00", economic: "30201")
    scenario.when(.recordExpenditure(all)).then([.expenditureRecorded(all)])
  }

  @Test func `gives its reason`() {
    let scenario = spent
    scenario.when(reversal(scenario, of: 3, on: "2018-07-01"))
      .thenRefused(.textMissing(field: .reason))
    scenario.when(reversal(scenario, of: 3, on: "2018-07-01"), reason: "")
      .thenRefused(.textMissing(field: .reason))
  }

  @Test func `happens once`() throws {
    var scenario = spent
    try scenario.carryOut(reversal(scenario, of: 3, on: "2018-07-01"), reason: "重复入账")
    scenario.when(reversal(scenario, of: 3, on: "2018-07-02"), reason: "再来一次")
      .thenRefused(.entryAlreadyReversed(position: 3, by: 4))
  }

  @Test func `takes back entries only`() throws {
    var scenario = spent
    scenario.when(reversal(scenario, of: 0, on: "2018-07-01"), reason: "误")
      .thenRefused(.entryNotReversible(position: 0, type: .ledgerOpened))
    try scenario.carryOut(reversal(scenario, of: 3, on: "2018-07-01"), reason: "重复入账")
    scenario.when(reversal(scenario, of: 4, on: "2018-07-02"), reason: "误")
      .thenRefused(.entryNotReversible(position: 4, type: .entryReversed))
  }

  @Test func `is not dated before its entry, but may be dated in a later year`() {
    let scenario = spent
    scenario.when(reversal(scenario, of: 3, on: "2018-06-29"), reason: "误").thenRefused(
      .reversalBeforeEntry(Sample.date("2018-06-29"), entryDate: Sample.date("2018-06-30")))
    let later = scenario.when(reversal(scenario, of: 3, on: "2019-02-01"), reason: "误")
    #expect(later.rejection == nil)
  }

  @Test func `of authority that was spent is refused`() {
    let scenario = spent
    let outcome = scenario.when(reversal(scenario, of: 1, on: "2018-07-01"), reason: "误")
    guard case .leavesLessThanUsed(.authority, let shortfall) = outcome.rejection else {
      Issue.record("expected a refusal, got \(outcome)")
      return
    }
    #expect(shortfall.requested == Sample.yuan("10,000.00"))
    #expect(shortfall.freeInFen == 600_000)
  }

  @Test func `of money that was spent is refused`() {
    let scenario = spent
    let outcome = scenario.when(reversal(scenario, of: 2, on: "2018-07-01"), reason: "误")
    guard case .leavesLessThanUsed(.money, _) = outcome.rejection else {
      Issue.record("expected a refusal, got \(outcome)")
      return
    }
  }

  @Test func `drops the entry from what a later refusal lists`() throws {
    var scenario = spent
    try scenario.carryOut(reversal(scenario, of: 3, on: "2018-07-01"), reason: "重复入账")
    let outcome = scenario.when(.recordExpenditure(Sample.entry("10,000.01", economic: "30201")))
    guard case .exceedsFreeAuthority(let shortfall) = outcome.rejection else {
      Issue.record("expected a refusal, got \(outcome)")
      return
    }
    #expect(shortfall.useCount == 0)
  }
}
