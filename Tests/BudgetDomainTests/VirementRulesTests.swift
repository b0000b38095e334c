// 调剂: zero-sum, within one year, never more than is free, across sources only by document.

import BudgetDomain
import Testing

@Suite struct `A virement` {
  static let other = Sample.line(function: "2010301")

  static let targets: [(String, Virement)] = [
    ("function", Sample.virement("10,000.00", to: other)),
    ("nature", Sample.virement("10,000.00", to: Sample.line(nature: .project, project: "平台"))),
    (
      "source, with its document",
      Sample.virement("10,000.00", to: Sample.line(source: .governmentFund), document: "批1号")
    ),
    (
      "economic code of the same line",
      Sample.virement("1.00", economic: "30201", to: Sample.line(), toEconomic: "30202")
    ),
    (
      "no code to a code of the same line",
      Sample.virement("1.00", to: Sample.line(), toEconomic: "30202")
    ),
  ]

  @Test(arguments: targets)
  func `moves authority to another`(what: String, virement: Virement) {
    let events = Scenario.given(Sample.funded).when(.approveVirement(virement)).events
    #expect(events == [.virementApproved(virement)], "\(what)")
    let movements = events.flatMap(\.movements)
    #expect(movements.reduce(0) { $0 + $1.amount.fen } == 0)
    #expect(movements.map(\.kind) == [.virement, .virement])
  }

  @Test func `of a project goes to another project of the same function`() throws {
    let from = Sample.line(nature: .project, project: "甲")
    let target = Sample.line(nature: .project, project: "乙")
    var scenario = Scenario.given([.appropriationApproved(Sample.entry("5.00", from))])
    try scenario.carryOut(.approveVirement(Sample.virement("5.00", from, to: target)))
    #expect(scenario.totals(from).freeAuthorityInFen == 0)
    #expect(scenario.totals(target).freeAuthorityInFen == 500)
    #expect(scenario.totals(target).revisedAppropriationInFen == 500)
    #expect(scenario.totals(target).moneyInFen == 0)
  }

  static let refused: [(String, Virement)] = [
    ("virementExceedsFreeAuthority", Sample.virement("10,000.01", to: other)),
    (
      "virementAcrossSourcesNeedsDocument",
      Sample.virement("1.00", to: Sample.line(source: .governmentFund))
    ),
    (
      "virementAcrossSourcesNeedsDocument",
      Sample.virement("1.00", to: Sample.line(source: .governmentFund), document: "")
    ),
    ("transferToItself", Sample.virement("1.00", to: Sample.line())),
    (
      "transferToItself",
      Sample.virement("1.00", economic: "30201", to: Sample.line(), toEconomic: "30201")
    ),
    ("transferAcrossYears", Sample.virement("1.00", to: Sample.line(year: 2019))),
    ("transferAcrossYears", Sample.virement("1.00", to: Sample.line(year: 2017))),
    ("functionCodeUnknown", Sample.virement("1.00", to: Sample.line(function: "2019998"))),
    ("projectRequired", Sample.virement("1.00", to: Sample.line(nature: .project))),
    ("projectNotAllowed", Sample.virement("1.00", to: Sample.line(project: "平台"))),
    ("economicCodeUnknown", Sample.virement("1.00", to: other, toEconomic: "39998")),
    ("economicCodeUnknown", Sample.virement("1.00", economic: "39998", to: other)),
    (
      "textTooLong",
      Sample.virement(
        "1.00",
        to: Sample.line(
          nature: .project, project: String(repeating: "长", count: textLimitInBytes / 3 + 1)))
    ),
    (
      "textHasControlCharacter",
      Sample.virement("1.00", to: Sample.line(nature: .project, project: "平\u{7}台"))
    ),
    ("dateOutsideYear", Sample.virement("1.00", to: other, on: "2019-01-01")),
  ]

  @Test(arguments: refused)
  func `is refused by name when it breaks a rule`(rule: String, virement: Virement) {
    #expect(Scenario.given(Sample.funded).when(.approveVirement(virement)).ruleName == rule)
  }

  @Test func `takes no authority that was spent`() throws {
    var scenario = Reproducer.spent
    let fits = Sample.virement("6,000.00", to: Self.other)
    try scenario.carryOut(.approveVirement(fits))
    #expect(scenario.totals().freeAuthorityInFen == 0)
    let outcome = scenario.when(.approveVirement(Sample.virement("0.01", to: Self.other)))
    #expect(outcome.ruleName == "virementExceedsFreeAuthority")
  }

  @Test func `is taken back only while the target still has it`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.approveVirement(Sample.virement("100.00", to: Self.other)))
    let virement = scenario.last
    scenario.append(.incomeReceived(Sample.entry("60.00", Self.other)))
    try scenario.carryOut(
      .recordExpenditure(Sample.entry("60.00", Self.other, economic: "30201")))
    let refused = scenario.when(Sample.reverse(virement), reason: "误")
    #expect(refused.ruleName == "leavesLessAuthorityThanUsed")
    try scenario.carryOut(Sample.reverse(scenario.last), reason: "误")
    try scenario.carryOut(Sample.reverse(virement), reason: "误")
    #expect(scenario.totals().freeAuthorityInFen == 1_000_000)
    #expect(scenario.totals(Self.other).freeAuthorityInFen == 0)
  }
}

@Suite struct `Control by economic code` {
  /// 100.00 each for 30201 and 30203, 50.00 for no code; 250.00 of money; 30201 is spent.
  private func past(_ level: String = "line-economic") throws -> Scenario {
    var scenario = Scenario.given([
      .policySet(Sample.policy("control-level", level)),
      .appropriationApproved(Sample.entry("100.00", economic: "30201")),
      .appropriationApproved(Sample.entry("100.00", economic: "30203")),
      .appropriationApproved(Sample.entry("50.00")),
      .incomeReceived(Sample.entry("250.00")),
    ])
    try scenario.carryOut(.recordExpenditure(Sample.entry("100.00", economic: "30201")))
    return scenario
  }

  static let spendings: [(String, String, Bool)] = [
    ("30201", "50.00", true), ("30201", "50.01", false), ("30202", "50.00", true),
    ("30202", "50.01", false), ("30203", "150.00", true), ("30203", "150.01", false),
  ]

  @Test(arguments: spendings)
  func `lets a code spend its own budget and what no code claims`(
    code: String, amount: String, isAllowed: Bool
  ) throws {
    let scenario = try past()
    let outcome = scenario.when(.recordExpenditure(Sample.entry(amount, economic: code)))
    #expect((outcome.ruleName == nil) == isAllowed)
    guard case .exceedsFreeAuthority(let shortfall) = outcome.rejection else { return }
    #expect(shortfall.missingInFen == 1)
  }

  @Test func `lets what no code claims be used once`() throws {
    var scenario = try past()
    try scenario.carryOut(.recordExpenditure(Sample.entry("30.00", economic: "30202")))
    let more = scenario.when(.recordExpenditure(Sample.entry("20.01", economic: "30201")))
    #expect(more.ruleName == "exceedsFreeAuthority")
    guard case .exceedsFreeAuthority(let shortfall) = more.rejection else { return }
    #expect(shortfall.economic == Sample.economic("30201"))
    let rest = Sample.entry("20.00", economic: "30201")
    scenario.when(.recordExpenditure(rest)).then([.expenditureRecorded(rest)])
  }

  @Test func `is off where control goes by line`() throws {
    let all = Sample.entry("150.00", economic: "30202")
    try past("line").when(.recordExpenditure(all)).then([.expenditureRecorded(all)])
  }

  @Test func `gives a code what is moved to it`() throws {
    var scenario = try past()
    try scenario.carryOut(
      .approveVirement(
        Sample.virement("40.00", economic: "30203", to: Sample.line(), toEconomic: "30202")))
    let fits = Sample.entry("90.00", economic: "30202")
    scenario.when(.recordExpenditure(fits)).then([.expenditureRecorded(fits)])
    let outcome = scenario.when(.recordExpenditure(Sample.entry("90.01", economic: "30202")))
    #expect(outcome.ruleName == "exceedsFreeAuthority")
    let left = scenario.when(.recordExpenditure(Sample.entry("110.01", economic: "30203")))
    #expect(left.ruleName == "exceedsFreeAuthority")
  }

  static let spentOnOthers = Sample.line(function: "2010301")

  @Test func `moves nothing out of a code that is spent`() throws {
    let scenario = try past()
    for target in [Sample.line(), Self.spentOnOthers] {
      let outcome = scenario.when(
        .approveVirement(
          Sample.virement("50.01", economic: "30201", to: target, toEconomic: "30202")))
      #expect(outcome.ruleName == "virementExceedsFreeAuthority")
    }
    let unnamed = scenario.when(
      .approveVirement(Sample.virement("50.01", to: Self.spentOnOthers)))
    #expect(unnamed.ruleName == "virementExceedsFreeAuthority")
    let reduced = scenario.when(.reduceAppropriation(Sample.entry("50.01", economic: "30201")))
    #expect(reduced.ruleName == "reductionExceedsFreeAuthority")
    let fits = Sample.virement("150.00", economic: "30203", to: Self.spentOnOthers)
    scenario.when(.approveVirement(fits)).then([.virementApproved(fits)])
  }
}
