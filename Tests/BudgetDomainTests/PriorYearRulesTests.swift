// 年初结转和结余调整: the official kinds move the opening balance and nothing else.

import BudgetDomain
import Testing

@Suite struct `A prior-year adjustment` {
  static let line = Sample.line(year: 2019)
  static let other = Sample.line(year: 2019, function: "2010301")

  /// 2019 opens with 100.00 carried over; 30.00 came in and 60.00 were spent since.
  static func past() throws -> Scenario {
    var scenario = Scenario.given([.openingBalanceRecorded(Sample.entry("100.00"))])
    try scenario.carryOut(Sample.close(2018))
    for event: Event in [
      .appropriationApproved(Sample.entry("30.00", line, on: "2019-02-01")),
      .incomeReceived(Sample.entry("30.00", line, on: "2019-02-01")),
      .expenditureRecorded(Sample.entry("60.00", line, economic: "30201", on: "2019-02-02")),
    ] {
      scenario.append(event)
    }
    return scenario
  }

  static let kinds: [(PriorYearReason, Int64)] = [
    (.errorCorrectionUp, 1_000), (.errorCorrectionDown, -1_000), (.recovery, 1_000),
    (.transferIn, 1_000), (.transferOut, -1_000), (.remittance, -1_000),
    (.internalTransfer, -1_000),
  ]

  @Test(arguments: kinds)
  func `moves the opening balance only`(reason: PriorYearReason, change: Int64) throws {
    var scenario = try Self.past()
    let before = scenario.totals(Self.line)
    let target = reason == .internalTransfer ? Self.other : nil
    try scenario.carryOut(.adjustPriorYear(Sample.adjustment(reason, "10.00", to: target)))
    let after = scenario.totals(Self.line)
    #expect(after.adjustedOpeningInFen == before.adjustedOpeningInFen + change)
    #expect(after.openingInFen == before.openingInFen)
    #expect(after.incomeInFen == before.incomeInFen)
    #expect(after.expenditureInFen == before.expenditureInFen)
    #expect(after.revisedAppropriationInFen == before.revisedAppropriationInFen)
    #expect(after.closingInFen == before.closingInFen + change)
    #expect(scenario.totals().closingInFen == 10_000, "2018 stays as it was closed")
    #expect(scenario.totals(Self.other).adjustedOpeningInFen == (target == nil ? 0 : 1_000))
    let sum = scenario.last.event.movements.reduce(0) { $0 + $1.amount.fen }
    #expect(sum == (reason == .internalTransfer ? 0 : change))
    #expect(scenario.last.event.movements.allSatisfy { $0.kind == .priorYearAdjustment })
  }

  @Test func `is one of the six official kinds`() {
    let terms = Set(PriorYearReason.allCases.map { $0.officialTerm.prefix { $0 != "（" } })
    #expect(
      terms == ["会计差错更正", "收回以前年度支出", "归集调入", "归集调出", "归集上缴和缴回资金", "单位内部调剂"])
    #expect(Set(Self.kinds.map(\.0)) == Set(PriorYearReason.allCases))
  }

  static let lowering = PriorYearReason.allCases.filter { !$0.raisesOpening }

  @Test(arguments: lowering)
  func `takes no more than the opening holds`(reason: PriorYearReason) throws {
    let scenario = try Self.past()
    let target = reason == .internalTransfer ? Self.other : nil
    let outcome = scenario.when(
      .adjustPriorYear(Sample.adjustment(reason, "100.01", to: target)))
    #expect(outcome.ruleName == "adjustmentExceedsOpening")
  }

  @Test(arguments: lowering)
  func `takes nothing that was used since`(reason: PriorYearReason) throws {
    let scenario = try Self.past()
    let target = reason == .internalTransfer ? Self.other : nil
    let outcome = scenario.when(
      .adjustPriorYear(Sample.adjustment(reason, "70.01", to: target)))
    #expect(outcome.ruleName == "leavesLessAuthorityThanUsed")
    let fits = Sample.adjustment(reason, "70.00", to: target)
    scenario.when(.adjustPriorYear(fits)).then([.priorYearAdjusted(fits)])
  }

  static let misplaced: [(String, PriorYearAdjustment)] = [
    ("transferTargetMissing", Sample.adjustment(.internalTransfer, "1.00")),
    ("transferTargetNotAllowed", Sample.adjustment(.transferIn, "1.00", to: other)),
    ("transferTargetNotAllowed", Sample.adjustment(.remittance, "1.00", to: other)),
    ("transferToItself", Sample.adjustment(.internalTransfer, "1.00", to: line)),
    (
      "transferAcrossYears",
      Sample.adjustment(.internalTransfer, "1.00", to: Sample.line(year: 2020))
    ),
    ("yearClosed", Sample.adjustment(.recovery, "1.00", Sample.line(), on: "2018-12-31")),
    (
      "economicCodeNotAllowed",
      PriorYearAdjustment(
        reason: .recovery,
        entry: Sample.entry("1.00", line, economic: "30201", on: "2019-03-01"))
    ),
  ]

  @Test(arguments: misplaced)
  func `is refused by name when it breaks a rule`(
    rule: String, adjustment: PriorYearAdjustment
  ) throws {
    #expect(try Self.past().when(.adjustPriorYear(adjustment)).ruleName == rule)
  }

  @Test func `is spent like the money it adds to`() throws {
    var scenario = try Self.past()
    let more = Command.recordExpenditure(
      Sample.entry("80.00", Self.line, economic: "30201", on: "2019-04-01"))
    #expect(scenario.when(more).ruleName == "exceedsFreeAuthority")
    try scenario.carryOut(.adjustPriorYear(Sample.adjustment(.recovery, "10.00")))
    #expect(scenario.when(more).ruleName == nil)
  }

  @Test func `is taken back, but never so that less than nothing is the opening`() throws {
    var scenario = try Self.past()
    try scenario.carryOut(.adjustPriorYear(Sample.adjustment(.recovery, "50.00")))
    let recovery = scenario.last
    try scenario.carryOut(
      .supplementAppropriation(Sample.entry("900.00", Self.line, on: "2019-05-01")))
    try scenario.carryOut(.receiveIncome(Sample.entry("900.00", Self.line, on: "2019-05-01")))
    try scenario.carryOut(.adjustPriorYear(Sample.adjustment(.remittance, "120.00")))
    let remittance = scenario.last
    #expect(
      scenario.when(Sample.reverse(recovery), reason: "误").ruleName
        == "adjustmentExceedsOpening")
    let smaller = Event.priorYearAdjusted(Sample.adjustment(.recovery, "19.99"))
    #expect(
      scenario.when(Sample.correct(recovery, smaller), reason: "误").ruleName
        == "adjustmentExceedsOpening")
    try scenario.carryOut(Sample.reverse(remittance), reason: "误")
    try scenario.carryOut(Sample.reverse(recovery), reason: "误")
    #expect(scenario.totals(Self.line).adjustedOpeningInFen == 10_000)
  }

  @Test func `of ended projects takes 结余 first`() throws {
    let project = Sample.line(nature: .project, project: "平台")
    var scenario = Scenario.given([
      .openingBalanceRecorded(Sample.entry("100.00", project)),
      .projectCompleted(Reproducer.step),
    ])
    try scenario.carryOut(Sample.close(2018))
    let next = Sample.line(year: 2019, nature: .project, project: "平台")
    #expect(scenario.totals(next).carriedSurplusInFen == 10_000)
    #expect(scenario.totals(next).authorityInFen == 0)
    try scenario.carryOut(.adjustPriorYear(Sample.adjustment(.remittance, "40.00", next)))
    #expect(scenario.totals(next).authorityInFen == 0)
    #expect(scenario.totals(next).closingInFen == 6_000)
    let more = scenario.when(.adjustPriorYear(Sample.adjustment(.remittance, "60.01", next)))
    #expect(more.ruleName == "adjustmentExceedsOpening")
  }
}
