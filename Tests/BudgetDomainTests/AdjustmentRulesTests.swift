// 调整预算数: a change counts only once its procedure is complete, and is decided again then.

import BudgetDomain
import Testing

@Suite struct `A pending adjustment` {
  static let other = Sample.line(function: "2010301")

  static let kinds: [BudgetAdjustment] = [
    .supplement(Sample.entry("100.00")), .reduction(Sample.entry("100.00")),
    .virement(Sample.virement("100.00", to: other)),
  ]

  private func completion(
    _ target: RecordedEvent, on date: String = "2018-07-01", document: String? = "批1号"
  ) -> Command {
    .completeAdjustment(target: target, date: Sample.date(date), document: document)
  }

  @Test(arguments: kinds)
  func `does not count until its procedure is complete`(adjustment: BudgetAdjustment) throws {
    var scenario = Scenario.given(Sample.funded)
    let before = scenario.totals()
    try scenario.carryOut(.submitAdjustment(adjustment))
    let submitted = scenario.last
    #expect(submitted.event.movements.isEmpty)
    #expect(scenario.totals() == before)
    #expect(scenario.state.pendingAdjustments == [3: adjustment])
    scenario.when(completion(submitted)).then([
      .adjustmentCompleted(
        AdjustmentCompletion(
          completes: 3, date: Sample.date("2018-07-01"), movements: adjustment.event.movements,
          document: "批1号"))
    ])
    try scenario.carryOut(completion(submitted))
    #expect(scenario.totals() != before)
    #expect(scenario.state.pendingAdjustments.isEmpty)
    #expect(scenario.when(completion(submitted)).ruleName == "adjustmentNotPending")
  }

  @Test(arguments: kinds)
  func `never counts when it is withdrawn, which needs a reason`(
    adjustment: BudgetAdjustment
  ) throws {
    var scenario = Scenario.given(Sample.funded)
    let before = scenario.totals()
    try scenario.carryOut(.submitAdjustment(adjustment))
    let submitted = scenario.last
    scenario.when(.withdrawAdjustment(target: submitted))
      .thenRefused(.textMissing(field: .reason))
    try scenario.carryOut(.withdrawAdjustment(target: submitted), reason: "不再需要")
    #expect(scenario.totals() == before)
    #expect(scenario.when(completion(submitted)).ruleName == "adjustmentNotPending")
    let again = scenario.when(.withdrawAdjustment(target: submitted), reason: "再撤")
    #expect(again.ruleName == "adjustmentNotPending")
  }

  static let unfit: [(String, BudgetAdjustment)] = [
    ("reductionExceedsFreeAuthority", .reduction(Sample.entry("10,000.01"))),
    ("virementExceedsFreeAuthority", .virement(Sample.virement("10,000.01", to: other))),
    ("transferToItself", .virement(Sample.virement("1.00", to: Sample.line()))),
    ("dateOutsideYear", .supplement(Sample.entry("1.00", on: "2019-01-01"))),
    ("functionCodeUnknown", .supplement(Sample.entry("1.00", Sample.line(function: "2019998")))),
  ]

  @Test(arguments: unfit)
  func `obeys the rules of its kind when it is submitted`(
    rule: String, adjustment: BudgetAdjustment
  ) {
    let outcome = Scenario.given(Sample.funded).when(.submitAdjustment(adjustment))
    #expect(outcome.ruleName == rule)
  }

  @Test func `obeys the rules of its kind again when it is complete`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.submitAdjustment(.reduction(Sample.entry("10,000.00"))))
    let reduction = scenario.last
    try scenario.carryOut(
      .submitAdjustment(.virement(Sample.virement("10,000.00", to: Self.other))))
    let virement = scenario.last
    try scenario.carryOut(.recordExpenditure(Sample.entry("0.01", economic: "30201")))
    #expect(scenario.when(completion(reduction)).ruleName == "reductionExceedsFreeAuthority")
    #expect(scenario.when(completion(virement)).ruleName == "virementExceedsFreeAuthority")
    try scenario.carryOut(Sample.reverse(scenario.last), reason: "误")
    #expect(scenario.when(completion(reduction)).ruleName == nil)
  }

  static let dates: [(String, String?)] = [
    ("2018-06-29", "completionBeforeSubmission"), ("2018-06-30", nil), ("2018-12-31", nil),
    ("2019-01-01", "dateOutsideYear"),
  ]

  @Test(arguments: dates)
  func `is complete within its year and not before it began`(date: String, rule: String?) throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.submitAdjustment(.supplement(Sample.entry("1.00"))))
    #expect(scenario.when(completion(scenario.last, on: date)).ruleName == rule)
  }

  @Test func `is taken back as a whole once complete, and not before`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(
      .submitAdjustment(.virement(Sample.virement("100.00", to: Self.other))))
    let submitted = scenario.last
    #expect(
      scenario.when(Sample.reverse(submitted), reason: "误").ruleName == "entryNotReversible")
    try scenario.carryOut(completion(submitted))
    try scenario.carryOut(Sample.reverse(scenario.last), reason: "误")
    #expect(scenario.totals().viredInFen == 0)
    #expect(scenario.totals(Self.other) == LineTotals())
  }

  @Test func `of a year keeps only that year from being closed`() throws {
    var scenario = Scenario.given(Sample.funded)
    let later = Sample.entry("1.00", Sample.line(year: 2019), on: "2019-01-01")
    try scenario.carryOut(.submitAdjustment(.supplement(later)))
    #expect(scenario.when(Sample.close(2018)).ruleName == nil)
    try scenario.carryOut(.submitAdjustment(.supplement(Sample.entry("1.00"))))
    scenario.when(Sample.close(2018)).thenRefused(.adjustmentsPending(Sample.year(), [4]))
    try scenario.carryOut(.withdrawAdjustment(target: scenario.last), reason: "误")
    #expect(scenario.when(Sample.close(2018)).ruleName == nil)
  }
}
