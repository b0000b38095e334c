// Income on allotment (额度到账) or on payment (集中支付): the same books where nothing is left unpaid.

import BudgetDomain
import Testing

@Suite struct `Income recognised with each payment` {
  static let payment = Event.policySet(
    Sample.policy("income-recognition", "payment", year: 2018))

  /// A line with an opening of `opening` and 100.00 of budget.
  private func past(_ opening: String? = nil) -> Scenario {
    var events = [Self.payment, .appropriationApproved(Sample.entry("100.00"))]
    if let opening { events.append(.openingBalanceRecorded(Sample.entry(opening))) }
    return Scenario.given(events)
  }

  private func spend(_ amount: String) -> Command {
    .recordExpenditure(Sample.entry(amount, economic: "30201"))
  }

  private func refund(_ amount: String) -> Command {
    .refundExpenditure(Sample.entry(amount, economic: "30201"))
  }

  @Test func `is what the payment needs beyond the money carried over`() throws {
    var scenario = past("30.00")
    try scenario.carryOut(spend("20.00"))
    #expect(scenario.last.event.entry?.recognisedIncome == nil)
    try scenario.carryOut(spend("20.00"))
    #expect(scenario.last.event.entry?.recognisedIncome == Sample.yuan("10.00"))
    try scenario.carryOut(spend("90.00"))
    #expect(scenario.last.event.entry?.recognisedIncome == Sample.yuan("90.00"))
    #expect(scenario.totals().incomeInFen == 10_000)
    #expect(scenario.totals().closingInFen == 0)
    #expect(scenario.when(spend("0.01")).ruleName == "exceedsFreeAuthority")
  }

  @Test func `is undone by reversal and by refund`() throws {
    var scenario = past()
    try scenario.carryOut(spend("80.00"))
    let payment = scenario.last
    try scenario.carryOut(refund("30.00"))
    let refunded = scenario.last
    #expect(scenario.totals().incomeInFen == 5_000)
    #expect(scenario.totals().closingInFen == 0)
    try scenario.carryOut(Sample.reverse(refunded), reason: "误")
    #expect(scenario.totals().incomeInFen == 8_000)
    try scenario.carryOut(Sample.reverse(payment), reason: "误")
    #expect(scenario.totals().incomeInFen == 0)
    #expect(scenario.totals().expenditureInFen == 0)
  }

  @Test func `never falls below nothing, however payments are taken back`() throws {
    var scenario = past()
    try scenario.carryOut(spend("40.00"))
    let first = scenario.last
    let up = Sample.adjustment(.recovery, "40.00", Sample.line(), on: "2018-03-01")
    try scenario.carryOut(.adjustPriorYear(up))
    try scenario.carryOut(spend("40.00"))
    #expect(scenario.last.event.entry?.recognisedIncome == nil)
    try scenario.carryOut(refund("40.00"))
    try? scenario.carryOut(Sample.reverse(first), reason: "误")
    #expect(scenario.totals().incomeInFen >= 0)
    #expect(scenario.totals().closingInFen >= 0)
  }

  @Test func `is not recorded by itself, nor for other money than 财政拨款`() throws {
    var scenario = past()
    scenario.when(.receiveIncome(Sample.entry("1.00")))
      .thenRefused(.incomeFollowsPayment(Sample.year(), .generalBudget))
    let other = Sample.line(source: .other)
    try scenario.carryOut(.receiveIncome(Sample.entry("5.00", other)))
    try scenario.carryOut(.approveAppropriation(Sample.entry("9.00", other)))
    let more = Sample.entry("5.01", other, economic: "30201")
    #expect(scenario.when(.recordExpenditure(more)).ruleName == "exceedsAvailableMoney")
  }

  @Test func `closes like income on allotment where nothing is left unpaid`() throws {
    var byPayment = past("30.00")
    var byAllotment = Scenario.given([
      .appropriationApproved(Sample.entry("100.00")),
      .openingBalanceRecorded(Sample.entry("30.00")),
      .incomeReceived(Sample.entry("100.00")),
    ])
    for amount in ["25.00", "60.00", "45.00"] {
      try byPayment.carryOut(spend(amount))
      try byAllotment.carryOut(spend(amount))
    }
    #expect(byPayment.totals() == byAllotment.totals())
    let closing = byPayment.when(Sample.close(2018)).events
    #expect(closing == byAllotment.when(Sample.close(2018)).events)
    #expect(closing.count == 1)
  }

  static let changes: [(Int?, String?)] = [(2018, "recognitionChangedInYear"), (2019, nil)]

  @Test(arguments: changes)
  func `is chosen before the year has income or spending`(year: Int?, rule: String?) {
    let scenario = Scenario.given([.incomeReceived(Sample.entry("1.00"))])
    let change = Sample.policy("income-recognition", "payment", year: year)
    #expect(scenario.when(.setPolicy(change)).ruleName == rule)
    let always = Sample.policy("income-recognition", "payment")
    #expect(scenario.when(.setPolicy(always)).ruleName == "recognitionChangedInYear")
  }

  @Test func `decides a repetition under a key as no-op though the need has changed`() throws {
    var scenario = past()
    try scenario.carryOut(spend("40.00"), key: "K-1")
    #expect(scenario.last.event.entry?.recognisedIncome != nil)
    let up = Sample.adjustment(.recovery, "50.00", Sample.line(), on: "2018-03-01")
    try scenario.carryOut(.adjustPriorYear(up))
    scenario.when(spend("40.00"), key: "K-1").thenAlreadyRecorded(at: 3)
    try scenario.carryOut(refund("10.00"), key: "K-2")
    try scenario.carryOut(refund("30.00"))
    scenario.when(refund("10.00"), key: "K-2")
      .thenAlreadyRecorded(at: 5)
  }
}
