// Control policy as events: what a broken control rule leads to, and who let it pass.

import BudgetDomain
import Testing

@Suite struct `The policy for a broken control rule` {
  static let more = Sample.entry("10,000.01", economic: "30201")

  private func past(_ changes: PolicyChange...) -> Scenario {
    Scenario.given(Sample.funded + changes.map { .policySet($0) })
  }

  @Test func `is to refuse, also with a permission, unless it says otherwise`() throws {
    for scenario in [past(), past(Sample.policy("shortfall", "refuse"))] {
      #expect(
        scenario.when(.recordExpenditure(Self.more), override: Sample.permission).ruleName
          == "exceedsFreeAuthority")
    }
  }

  @Test func `records with who allowed it, why, and every rule that was broken`() throws {
    let scenario = past(Sample.policy("shortfall", "record-with-override"))
    #expect(scenario.when(.recordExpenditure(Self.more)).ruleName == "exceedsFreeAuthority")
    var recorded = Self.more
    recorded.override = Override(
      allowedBy: "局长", reason: "应急",
      brokenRules: [
        BrokenRule(rule: .exceedsFreeAuthority, missingInFen: 1),
        BrokenRule(rule: .exceedsAvailableMoney, missingInFen: 1),
      ])
    scenario.when(.recordExpenditure(Self.more), override: Sample.permission)
      .then([.expenditureRecorded(recorded)])
  }

  @Test func `leaves no trace of a permission that was not needed`() {
    let scenario = past(Sample.policy("shortfall", "record-with-override"))
    let entry = Sample.entry("10,000.00", economic: "30201")
    scenario.when(.recordExpenditure(entry), override: Sample.permission)
      .then([.expenditureRecorded(entry)])
  }

  static let incomplete: [(OverrideRequest, String)] = [
    (OverrideRequest(allowedBy: "", reason: "应急"), "overrideIncomplete"),
    (OverrideRequest(allowedBy: "局长", reason: ""), "overrideIncomplete"),
    (OverrideRequest(allowedBy: "局\u{7}长", reason: "应急"), "textHasControlCharacter"),
    (
      OverrideRequest(
        allowedBy: "局长", reason: String(repeating: "长", count: textLimitInBytes / 3 + 1)),
      "textTooLong"
    ),
  ]

  @Test(arguments: incomplete)
  func `wants a name and a reason that can be kept`(override: OverrideRequest, rule: String) {
    let scenario = past(Sample.policy("shortfall", "record-with-override"))
    #expect(
      scenario.when(.recordExpenditure(Self.more), override: override).ruleName == rule)
  }

  @Test func `passes over control rules only`() {
    let scenario = past(Sample.policy("shortfall", "record-with-override"))
    let virement = Sample.virement("10,000.01", to: Sample.line(function: "2010301"))
    let commands: [(Command, String)] = [
      (.reduceAppropriation(Sample.entry("10,000.01")), "reductionExceedsFreeAuthority"),
      (.approveVirement(virement), "virementExceedsFreeAuthority"),
      (
        .refundExpenditure(Sample.entry("0.01", economic: "30201")), "refundExceedsExpenditure"
      ),
      (.recordExpenditure(Sample.entry("1.00")), "economicCodeRequired"),
      (.recordExpenditure(Sample.entry("1.00", economic: "39998")), "economicCodeUnknown"),
    ]
    for (command, rule) in commands {
      #expect(scenario.when(command, override: Sample.permission).ruleName == rule)
    }
  }

  @Test func `of a year wins over that of all years`() {
    let scenario = past(
      Sample.policy("shortfall", "record-with-override"),
      Sample.policy("shortfall", "refuse", year: 2018))
    #expect(
      scenario.when(.recordExpenditure(Self.more), override: Sample.permission).ruleName
        == "exceedsFreeAuthority")
    #expect(scenario.state.policy(for: Sample.year(2019)).shortfall == .recordWithOverride)
  }

  @Test func `never takes an override, a correction or income from whoever submits`() {
    var forged = Sample.entry("1.00", economic: "30201")
    forged.override = Override(
      allowedBy: "局长", reason: "伪造",
      brokenRules: [BrokenRule(rule: .exceedsFreeAuthority, missingInFen: 1)])
    forged.corrects = 1
    forged.recognisedIncome = Sample.yuan("5.00")
    var scenario = past()
    scenario.append(.expenditureRecorded(Sample.entry("4.00", economic: "30201")))
    let honest = Sample.entry("1.00", economic: "30201")
    let cases: [(Command, Event)] = [
      (.recordExpenditure(forged), .expenditureRecorded(honest)),
      (.refundExpenditure(forged), .expenditureRefunded(honest)),
      (.approveAppropriation(forged), .appropriationApproved(honest)),
      (
        .propose(.refundExpenditure(forged)),
        .proposalSubmitted(Proposal(.expenditureRefunded(honest)))
      ),
    ]
    for (command, event) in cases { scenario.when(command).then([event]) }
  }
}

@Suite struct `A ceiling of 三公经费` {
  static let items: [(String, String, ThreePublicItem)] = [
    ("30212", "30212", .travelAbroad), ("31013", "30913", .vehiclePurchase),
    ("30231", "30231", .vehicleOperation), ("30217", "30217", .reception),
  ]

  private func past(_ policy: String = "appropriation") -> Scenario {
    Scenario.given(
      Sample.funded + [
        .policySet(Sample.policy("ceilings", policy)),
        .appropriationApproved(Sample.entry("5.00", economic: "30217")),
        .appropriationApproved(Sample.entry("5.00", economic: "31013")),
        .appropriationApproved(Sample.entry("5.00", economic: "30231")),
        .appropriationApproved(Sample.entry("5.00", economic: "30212")),
        .incomeReceived(Sample.entry("100.00")),
      ])
  }

  @Test(arguments: items)
  func `is the 年初预算 of the item, over all its codes`(
    code: String, twin: String, item: ThreePublicItem
  ) throws {
    var scenario = past()
    try scenario.carryOut(.recordExpenditure(Sample.entry("3.00", economic: code)))
    let outcome = scenario.when(.recordExpenditure(Sample.entry("2.01", economic: twin)))
    guard case .exceedsThreePublicCeiling(let shortfall) = outcome.rejection else {
      Issue.record("\(outcome)")
      return
    }
    #expect(shortfall.item == item)
    #expect(shortfall.missingInFen == 1)
    let fits = Sample.entry("2.00", economic: twin)
    scenario.when(.recordExpenditure(fits)).then([.expenditureRecorded(fits)])
    try scenario.carryOut(.refundExpenditure(Sample.entry("1.00", economic: code)))
    #expect(
      scenario.when(.recordExpenditure(Sample.entry("3.00", economic: twin))).ruleName == nil)
  }

  @Test func `is not raised by a supplement or a virement`() throws {
    var scenario = past()
    try scenario.carryOut(.supplementAppropriation(Sample.entry("9.00", economic: "30217")))
    try scenario.carryOut(
      .approveVirement(Sample.virement("9.00", to: Sample.line(), toEconomic: "30217")))
    let outcome = scenario.when(.recordExpenditure(Sample.entry("5.01", economic: "30217")))
    #expect(outcome.ruleName == "exceedsThreePublicCeiling")
  }

  @Test func `looks at 财政拨款 only, and only where the policy sets one`() throws {
    let other = Sample.line(source: .other)
    var scenario = past()
    scenario.append(.appropriationApproved(Sample.entry("9.00", other)))
    scenario.append(.incomeReceived(Sample.entry("9.00", other)))
    #expect(
      scenario.when(.recordExpenditure(Sample.entry("9.00", other, economic: "30217")))
        .ruleName == nil)
    #expect(
      past("none").when(.recordExpenditure(Sample.entry("9.00", economic: "30217"))).ruleName
        == nil)
  }
}
