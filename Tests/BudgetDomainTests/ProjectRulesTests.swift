// Projects: their states turn 结转 into 结余 by event, and 结余 is money without authority.

import BudgetDomain
import Testing

@Suite struct `A project` {
  static let line = Sample.line(nature: .project, project: "平台")
  static let next = Sample.line(year: 2019, nature: .project, project: "平台")
  static let step = Reproducer.step

  private func past() -> Scenario {
    Scenario.given([
      .appropriationApproved(Sample.entry("100.00", Self.line)),
      .incomeReceived(Sample.entry("100.00", Self.line)),
      .expenditureRecorded(Sample.entry("60.00", Self.line, economic: "30201")),
    ])
  }

  static let moves: [([ProjectState], ProjectState, String?)] = [
    ([], .running, nil), ([], .completed, nil), ([], .cancelled, nil),
    ([.running], .running, "projectAlready"), ([.running], .completed, nil),
    ([.running], .cancelled, nil), ([.completed], .completed, "projectAlready"),
    ([.completed], .cancelled, nil), ([.completed], .running, nil),
    ([.cancelled], .cancelled, "projectAlready"), ([.cancelled], .completed, nil),
    ([.cancelled], .running, nil),
  ]

  @Test(arguments: moves)
  func `moves between its states`(
    before: [ProjectState], wanted: ProjectState, rule: String?
  ) throws {
    var scenario = past()
    for state in before { try scenario.carryOut(.moveProject(Self.step, to: state)) }
    #expect(scenario.when(.moveProject(Self.step, to: wanted)).ruleName == rule)
  }

  @Test(arguments: [ProjectState.completed, .cancelled])
  func `that ended spends nothing and carries 结余`(state: ProjectState) throws {
    var scenario = past()
    try scenario.carryOut(.moveProject(Self.step, to: state))
    scenario.when(.recordExpenditure(Sample.entry("1.00", Self.line, economic: "30201")))
      .thenRefused(.projectEnded(Sample.project("平台"), state))
    #expect(
      scenario.when(.refundExpenditure(Sample.entry("1.00", Self.line, economic: "30201")))
        .ruleName == nil)
    let carryOver = CarryOver(
      line: Self.line, amount: Sample.yuan("40.00"), state: .surplus,
      originYear: Sample.year())
    #expect(scenario.when(Sample.close(2018)).events.last == .balanceCarriedOver(carryOver))
    try scenario.carryOut(Sample.close(2018))
    #expect(scenario.totals(Self.next).carriedSurplusInFen == 4_000)
    #expect(scenario.totals(Self.next).authorityInFen == 0)
    #expect(scenario.totals(Self.next).closingInFen == 4_000)
  }

  @Test func `that runs carries 结转 and spends on`() throws {
    var scenario = past()
    try scenario.carryOut(Sample.close(2018))
    let rest = Sample.entry("40.00", Self.next, economic: "30201", on: "2019-03-01")
    scenario.when(.recordExpenditure(rest)).then([.expenditureRecorded(rest)])
  }

  @Test func `taken up again has its 结余 as money, but needs a budget to spend it`() throws {
    var scenario = past()
    try scenario.carryOut(.moveProject(Self.step, to: .completed))
    try scenario.carryOut(Sample.close(2018))
    try scenario.carryOut(.moveProject(Self.step, to: .running))
    let rest = Sample.entry("40.00", Self.next, economic: "30201", on: "2019-03-01")
    #expect(scenario.when(.recordExpenditure(rest)).ruleName == "exceedsFreeAuthority")
    try scenario.carryOut(
      .supplementAppropriation(Sample.entry("40.00", Self.next, on: "2019-03-01")))
    #expect(scenario.when(.recordExpenditure(rest)).ruleName == nil)
  }

  @Test func `that never occurred cannot end`() {
    for state in [ProjectState.completed, .cancelled] {
      Scenario.given().when(.moveProject(Self.step, to: state))
        .thenRefused(.projectUnknown(Sample.project("平台")))
    }
  }
}

@Suite struct `Accumulated money` {
  static let line = Sample.line(source: .service)

  static let types: [(UnitType?, String?)] = [
    (nil, "onlyForInstitutions"), (.administrative, "onlyForInstitutions"),
    (.civilServantInstitution, "onlyForInstitutions"), (.institution, nil),
  ]

  @Test(arguments: types)
  func `is applied and distributed by 事业单位 only`(type: UnitType?, rule: String?) throws {
    var scenario = Scenario.given([.incomeReceived(Sample.entry("10.00", Self.line))])
    if let type { try scenario.carryOut(.describeUnit(type)) }
    let entry = Sample.entry("10.00", Self.line)
    #expect(scenario.when(.applyFundBalance(entry)).ruleName == rule)
    #expect(scenario.when(.distributeSurplus(entry)).ruleName == rule)
  }

  @Test(arguments: FundSource.allCases)
  func `is never 财政拨款`(source: FundSource) {
    let line = Sample.line(source: source)
    let scenario = Scenario.given([
      .unitDescribed(.institution), .incomeReceived(Sample.entry("10.00", line)),
    ])
    let rule = source.isFiscal ? "notForFiscalMoney" : nil
    let entry = Sample.entry("10.00", line)
    #expect(scenario.when(.applyFundBalance(entry)).ruleName == rule)
    #expect(scenario.when(.distributeSurplus(entry)).ruleName == rule)
  }

  @Test func `covers a deficit, and what is distributed is not carried over`() throws {
    var scenario = Scenario.given([
      .unitDescribed(.institution), .appropriationApproved(Sample.entry("20.00", Self.line)),
      .incomeReceived(Sample.entry("10.00", Self.line)),
    ])
    let spending = Sample.entry("15.00", Self.line, economic: "30201")
    #expect(
      scenario.when(.recordExpenditure(spending)).ruleName == "exceedsAvailableMoney")
    try scenario.carryOut(.applyFundBalance(Sample.entry("8.00", Self.line)))
    try scenario.carryOut(.recordExpenditure(spending))
    #expect(scenario.totals(Self.line).incomeInFen == 1_000)
    let more = scenario.when(.distributeSurplus(Sample.entry("3.01", Self.line)))
    #expect(more.ruleName == "distributionExceedsMoney")
    try scenario.carryOut(.distributeSurplus(Sample.entry("3.00", Self.line)))
    let distribution = scenario.last
    #expect(scenario.totals(Self.line).closingInFen == 0)
    #expect(scenario.when(Sample.close(2018)).events.count == 1)
    try scenario.carryOut(Sample.reverse(distribution), reason: "误")
    #expect(scenario.when(Sample.close(2018)).events.count == 2)
  }
}

@Suite struct `A reported fact` {
  static let cases: [(Int64, String, Int, String?)] = [
    (0, "2018-12-31", 2018, nil), (Amount.limitInFen, "2018-12-31", 2018, nil),
    (-1, "2018-12-31", 2018, "factOutOfRange"),
    (Amount.limitInFen + 1, "2018-12-31", 2018, "factOutOfRange"),
    (1, "2019-01-01", 2018, "dateOutsideYear"), (Int64.max, "2018-12-31", 2018, "factOutOfRange"),
    (Int64.min, "2018-12-31", 2018, "factOutOfRange"),
  ]

  @Test(arguments: cases)
  func `is a figure that can be, dated in its year`(
    value: Int64, date: String, year: Int, rule: String?
  ) throws {
    var past = Scenario.given()
    try past.carryOut(.moveProject(Reproducer.step, to: .running))
    for metric in Metric.allCases {
      let report = FactReport(
        metric: metric, year: Sample.year(year), date: Sample.date(date), value: value,
        project: metric.isOfProject ? Sample.project("平台") : nil)
      #expect(past.when(.reportFact(report)).ruleName == rule)
    }
  }
}
