// 更正 and 支出退回: what takes back and what comes back, and figures that stay possible after it.

import BudgetDomain
import Testing

@Suite struct `A correction` {
  static let project = Sample.line(nature: .project, project: "平台")

  @Test func `is one reversal and one replacement that names what it stands in for`() throws {
    let scenario = Reproducer.spent
    let wrong = scenario.log[3]
    let right = Sample.entry("3,000.00", economic: "30202", memo: "更正")
    var named = right
    named.corrects = 3
    let undo = Event.entryReversed(
      Reversal(
        reverses: 3, date: Sample.date("2020-12-31"),
        movements: wrong.event.movements.map(\.reversed), document: nil))
    scenario.when(Sample.correct(wrong, .expenditureRecorded(right)), reason: "金额有误")
      .then([undo, .expenditureRecorded(named)])
  }

  @Test func `needs a reason and happens once; what stands in can be corrected again`() throws {
    var scenario = Reproducer.spent
    let wrong = scenario.log[3]
    func right(_ amount: String) -> Event {
      .expenditureRecorded(Sample.entry(amount, economic: "30201"))
    }
    scenario.when(Sample.correct(wrong, right("1.00")))
      .thenRefused(.textMissing(field: .reason))
    try scenario.carryOut(Sample.correct(wrong, right("1.00")), reason: "误")
    let replacement = scenario.last
    scenario.when(Sample.correct(wrong, right("2.00")), reason: "误")
      .thenRefused(.entryAlreadyReversed(position: 3, by: 4))
    scenario.when(Sample.reverse(wrong), reason: "误")
      .thenRefused(.entryAlreadyReversed(position: 3, by: 4))
    try scenario.carryOut(Sample.correct(replacement, right("2.00")), reason: "误")
    #expect(scenario.totals().expenditureInFen == 200)
    #expect(scenario.last.event.entry?.corrects == replacement.envelope.position)
  }

  @Test func `moves spending between 基本 and 项目`() throws {
    var scenario = Reproducer.spent
    let moved = Event.expenditureRecorded(
      Sample.entry("4,000.00", Self.project, economic: "30201"))
    #expect(
      scenario.when(Sample.correct(scenario.log[3], moved), reason: "误").ruleName
        == "exceedsFreeAuthority")
    scenario.append(.appropriationApproved(Sample.entry("4,000.00", Self.project)))
    scenario.append(.incomeReceived(Sample.entry("4,000.00", Self.project)))
    try scenario.carryOut(Sample.correct(scenario.log[3], moved), reason: "性质有误")
    #expect(scenario.totals().expenditureInFen == 0)
    #expect(scenario.totals(Self.project).expenditureInFen == 400_000)
  }

  @Test func `may use what the wrong entry used`() throws {
    var scenario = Reproducer.spent
    let all = Event.expenditureRecorded(Sample.entry("10,000.00", economic: "30201"))
    try scenario.carryOut(Sample.correct(scenario.log[3], all), reason: "误")
    #expect(scenario.totals().freeAuthorityInFen == 0)
    let more = Event.expenditureRecorded(Sample.entry("10,000.01", economic: "30201"))
    #expect(
      scenario.when(Sample.correct(scenario.last, more), reason: "误").ruleName
        == "exceedsFreeAuthority")
  }

  static let decreased: [(Int, Event, String?)] = [
    (1, .appropriationApproved(Sample.entry("3,999.99")), "leavesLessAuthorityThanUsed"),
    (1, .appropriationApproved(Sample.entry("4,000.00")), nil),
    (2, .incomeReceived(Sample.entry("3,999.99")), "leavesLessMoneyThanUsed"),
    (2, .incomeReceived(Sample.entry("4,000.00")), nil),
    (
      1, .appropriationApproved(Sample.entry("10,000.00", Sample.line(function: "2010301"))),
      "leavesLessAuthorityThanUsed"
    ),
  ]

  @Test(arguments: decreased)
  func `of authority or money looks at what is left after both halves`(
    position: Int, replacement: Event, rule: String?
  ) {
    let scenario = Reproducer.spent
    let outcome = scenario.when(
      Sample.correct(scenario.log[position], replacement), reason: "误")
    #expect(outcome.ruleName == rule)
  }

  static let foreign: [Event] = [
    .incomeReceived(Sample.entry("4,000.00")),
    .expenditureRefunded(Sample.entry("4,000.00", economic: "30201")),
    .expenditureRecorded(
      Sample.entry("1.00", Sample.line(year: 2019), economic: "30201", on: "2019-06-30")),
    .yearClosed(YearClosing(year: Sample.year(), date: Sample.date("2019-01-15"))),
  ]

  @Test(arguments: foreign)
  func `keeps kind and year`(replacement: Event) {
    let scenario = Reproducer.spent
    scenario.when(Sample.correct(scenario.log[3], replacement), reason: "误")
      .thenRefused(.correctionChangesKindOrYear(position: 3))
  }

  @Test func `of what is no entry is refused by name`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.submitAdjustment(.supplement(Sample.entry("1.00"))))
    let submitted = scenario.last
    try scenario.carryOut(
      .completeAdjustment(target: submitted, date: Sample.date("2018-07-01"), document: nil))
    let completed = scenario.last
    for target in [scenario.log[0], submitted, completed] {
      let other = Event.adjustmentCompleted(
        AdjustmentCompletion(
          completes: 3, date: Sample.date("2018-07-02"), movements: [], document: nil))
      let outcome = scenario.when(
        Sample.correct(target, target == completed ? other : target.event), reason: "误")
      #expect(
        ["entryNotReversible", "correctionChangesNothing"].contains(outcome.ruleName ?? ""))
    }
  }

  @Test func `of a project that ended is possible as long as nothing more is spent`() throws {
    var scenario = Scenario.given([
      .appropriationApproved(Sample.entry("10.00", Self.project)),
      .incomeReceived(Sample.entry("10.00", Self.project)),
      .expenditureRecorded(Sample.entry("6.00", Self.project, economic: "30201")),
      .projectCompleted(Reproducer.step),
    ])
    let more = Event.expenditureRecorded(Sample.entry("6.01", Self.project, economic: "30201"))
    #expect(
      scenario.when(Sample.correct(scenario.log[3], more), reason: "误").ruleName
        == "projectEnded")
    let other = Event.expenditureRecorded(Sample.entry("6.00", Self.project, economic: "30202"))
    try scenario.carryOut(Sample.correct(scenario.log[3], other), reason: "科目有误")
    #expect(scenario.totals(Self.project).expenditureInFen == 600)
  }
}

@Suite struct `A refund` {
  @Test func `lowers spending, not income, and frees what it brings back`() throws {
    var scenario = Reproducer.spent
    try scenario.carryOut(.refundExpenditure(Sample.entry("1,500.00", economic: "30201")))
    let totals = scenario.totals()
    #expect(totals.expenditureInFen == 250_000)
    #expect(totals.incomeInFen == 1_000_000)
    #expect(totals.freeAuthorityInFen == 750_000)
    #expect(totals.closingInFen == 750_000)
  }

  @Test func `brings back no more than this year's spending of its line`() throws {
    var scenario = Reproducer.spent
    try scenario.carryOut(.refundExpenditure(Sample.entry("4,000.00", economic: "30201")))
    let more = scenario.when(.refundExpenditure(Sample.entry("0.01", economic: "30201")))
    #expect(more.ruleName == "refundExceedsExpenditure")
    let elsewhere = Sample.entry("0.01", Sample.line(function: "2010301"), economic: "30201")
    #expect(
      scenario.when(.refundExpenditure(elsewhere)).ruleName == "refundExceedsExpenditure")
  }

  @Test func `keeps its spending from being taken back as well`() throws {
    var scenario = Reproducer.spent
    let spending = scenario.last
    try scenario.carryOut(.refundExpenditure(Sample.entry("1,500.00", economic: "30201")))
    let refund = scenario.last
    #expect(
      scenario.when(Sample.reverse(spending), reason: "误").ruleName
        == "refundExceedsExpenditure")
    let less = Event.expenditureRecorded(Sample.entry("1,499.99", economic: "30201"))
    #expect(
      scenario.when(Sample.correct(spending, less), reason: "误").ruleName
        == "refundExceedsExpenditure")
    let enough = Event.expenditureRecorded(Sample.entry("1,500.00", economic: "30201"))
    #expect(scenario.when(Sample.correct(spending, enough), reason: "误").ruleName == nil)
    try scenario.carryOut(Sample.reverse(refund), reason: "误")
    try scenario.carryOut(Sample.reverse(spending), reason: "误")
    #expect(scenario.totals().expenditureInFen == 0)
    #expect(scenario.totals().closingInFen == 1_000_000)
  }

  @Test func `is taken back only where the money is still there`() throws {
    var scenario = Reproducer.spent
    try scenario.carryOut(.refundExpenditure(Sample.entry("4,000.00", economic: "30201")))
    let refund = scenario.last
    try scenario.carryOut(.recordExpenditure(Sample.entry("10,000.00", economic: "30201")))
    #expect(
      scenario.when(Sample.reverse(refund), reason: "误").ruleName
        == "leavesLessAuthorityThanUsed")
  }
}
