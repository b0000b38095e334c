// Four eyes: who prepares never decides, and what needs a second person has no other way in.

import BudgetDomain
import Testing

@Suite struct `Four eyes` {
  /// A command for every type of event that a policy can put under four eyes.
  static func commands(_ past: Scenario) -> [(EventType, Command)] {
    let institutional = Sample.line(source: .service)
    return [
      (.appropriationApproved, .approveAppropriation(Sample.entry("1.00"))),
      (.appropriationSupplemented, .supplementAppropriation(Sample.entry("1.00"))),
      (.appropriationReduced, .reduceAppropriation(Sample.entry("1.00"))),
      (
        .virementApproved,
        .approveVirement(Sample.virement("1.00", to: Sample.line(function: "2010301")))
      ),
      (.incomeReceived, .receiveIncome(Sample.entry("1.00"))),
      (.expenditureRecorded, .recordExpenditure(Sample.entry("1.00", economic: "30201"))),
      (.expenditureRefunded, .refundExpenditure(Sample.entry("1.00", economic: "30201"))),
      (.fundBalanceApplied, .applyFundBalance(Sample.entry("1.00", institutional))),
      (.surplusDistributed, .distributeSurplus(Sample.entry("1.00", institutional))),
      (
        .priorYearAdjusted,
        .adjustPriorYear(
          Sample.adjustment(.recovery, "1.00", Sample.line(), on: "2018-03-01"))
      ),
      (.entryReversed, Sample.reverse(past.log[3])),
      (.yearReopened, Sample.reopen(2016)),
    ]
  }

  /// A ledger in which each of the commands is right.
  static func past() throws -> Scenario {
    var scenario = Scenario.given(
      Sample.funded + [
        .expenditureRecorded(Sample.entry("4,000.00", economic: "30201")),
        .unitDescribed(.institution),
        .incomeReceived(Sample.entry("5.00", Sample.line(source: .service))),
        .yearClosed(YearClosing(year: Sample.year(2016), date: Sample.date("2017-01-15"))),
      ])
    let all = EventType.fourEyesChoices.map(\.word).joined(separator: ",")
    try scenario.carryOut(.setPolicy(Sample.policy("four-eyes", all)))
    return scenario
  }

  @Test func `have an example here for every kind they can look at`() throws {
    let types = Self.commands(try Self.past()).map(\.0)
    #expect(Set(types) == Set(EventType.fourEyesChoices))
  }

  @Test(arguments: 0..<EventType.fourEyesChoices.count)
  func `let nobody record alone, but two people together`(index: Int) throws {
    var scenario = try Self.past()
    let (type, command) = Self.commands(scenario)[index]
    scenario.when(command, reason: "理由").thenRefused(.needsSecondPerson(type))
    try scenario.carryOut(.propose(command), reason: "理由", by: "会计")
    let proposal = scenario.last
    #expect(proposal.event.movements.isEmpty)
    #expect(scenario.state.pendingProposals[proposal.envelope.position]?.preparer == "会计")
    let approval = Command.approveProposal(target: proposal, command: command)
    scenario.when(approval, reason: "理由", by: "会计")
      .thenRefused(
        .approverIsPreparer(actor: "会计", position: proposal.envelope.position))
    scenario.when(.rejectProposal(target: proposal), reason: "理由", by: "会计")
      .thenRefused(
        .approverIsPreparer(actor: "会计", position: proposal.envelope.position))
    let outcome = scenario.when(approval, reason: "理由", by: "局长")
    let decision = ProposalDecision(
      proposal: proposal.envelope.position, preparer: "会计")
    #expect(outcome.events.first == .proposalApproved(decision))
    #expect(outcome.events.dropFirst().map(\.type) == [type])
    try scenario.carryOut(approval, reason: "理由", by: "局长")
    #expect(
      scenario.when(approval, reason: "理由", by: "局长").ruleName == "proposalNotPending")
  }

  @Test func `look at both halves of a correction`() throws {
    for word in ["entry-reversed", "expenditure-recorded"] {
      var scenario = Reproducer.spent
      try scenario.carryOut(.setPolicy(Sample.policy("four-eyes", word)))
      let smaller = Event.expenditureRecorded(Sample.entry("1.00", economic: "30201"))
      let outcome = scenario.when(Sample.correct(scenario.log[3], smaller), reason: "误")
      #expect(outcome.ruleName == "needsSecondPerson", "\(word)")
    }
  }

  @Test func `look at the completion of an adjustment, not at its beginning`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(
      .setPolicy(Sample.policy("four-eyes", "appropriation-supplemented")))
    try scenario.carryOut(.submitAdjustment(.supplement(Sample.entry("1.00"))))
    let submitted = scenario.last
    let completion = Command.completeAdjustment(
      target: submitted, date: Sample.date("2018-07-01"), document: nil)
    scenario.when(completion).thenRefused(
      .approverIsPreparer(
        actor: submitted.envelope.actor, position: submitted.envelope.position))
    let other = scenario.decided(Submission(completion, actor: "审核"))
    guard case .decided(.record(let events)) = other else {
      Issue.record("a second person completes it: \(other)")
      return
    }
    #expect(events.map(\.type) == [.adjustmentCompleted])
  }

  @Test func `hold for the year of the policy only`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.setPolicy(Sample.policy("four-eyes", "income-received", year: 2018)))
    let later = Sample.entry("1.00", Sample.line(year: 2019), on: "2019-01-01")
    #expect(scenario.when(.receiveIncome(later)).ruleName == nil)
    #expect(
      scenario.when(.receiveIncome(Sample.entry("1.00"))).ruleName == "needsSecondPerson")
    try scenario.carryOut(.setPolicy(Sample.policy("four-eyes", "income-received")))
    try scenario.carryOut(.setPolicy(Sample.policy("four-eyes", "none", year: 2019)))
    #expect(scenario.when(.receiveIncome(later)).ruleName == nil)
  }

  @Test func `decide what was prepared by the rules of the moment of approval`() throws {
    var scenario = Scenario.given(Sample.funded)
    let all = Command.recordExpenditure(Sample.entry("10,000.00", economic: "30201"))
    try scenario.carryOut(.propose(all))
    let proposal = scenario.last
    try scenario.carryOut(.recordExpenditure(Sample.entry("0.01", economic: "30202")))
    let outcome = scenario.when(.approveProposal(target: proposal, command: all), by: "局长")
    #expect(outcome.ruleName == "exceedsFreeAuthority")
    #expect(scenario.state.pendingProposals.count == 1)
    try scenario.carryOut(.rejectProposal(target: proposal), reason: "已用", by: "局长")
    #expect(scenario.state.pendingProposals.isEmpty)
  }

  @Test func `refuse a proposal that no rule would let pass`() {
    let scenario = Scenario.given(Sample.funded)
    let more = Command.recordExpenditure(Sample.entry("10,000.01", economic: "30201"))
    #expect(scenario.when(.propose(more)).ruleName == "exceedsFreeAuthority")
  }

  @Test func `approve what was prepared and nothing else`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.propose(.receiveIncome(Sample.entry("1.00"))))
    let proposal = scenario.last
    for other: Command in [
      .receiveIncome(Sample.entry("1,000.00")), .approveAppropriation(Sample.entry("1.00")),
      Sample.close(2018), .describeUnit(.institution), .rejectProposal(target: proposal),
      .propose(.receiveIncome(Sample.entry("1.00"))),
    ] {
      let outcome = scenario.when(
        .approveProposal(target: proposal, command: other), reason: "理由", by: "局长")
      #expect(outcome.rejection != nil, "\(other)")
    }
  }

  @Test func `reject with a reason`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.propose(.receiveIncome(Sample.entry("1.00"))))
    scenario.when(.rejectProposal(target: scenario.last), by: "局长")
      .thenRefused(.textMissing(field: .reason))
    scenario.when(.rejectProposal(target: scenario.last), reason: "重复", by: "局长")
      .then([.proposalRejected(ProposalDecision(proposal: 3, preparer: "会计"))])
  }

  static let unproposable: [Command] = [
    Sample.close(2018), .describeUnit(.institution), .openLedger(Sample.opening),
    .setPolicy(Sample.policy("shortfall", "refuse")),
    .submitAdjustment(.supplement(Sample.entry("1.00"))),
    .propose(.receiveIncome(Sample.entry("1.00"))),
    .reportFact(
      FactReport(
        metric: .vehicles, year: Sample.year(), date: Sample.date("2018-12-31"), value: 1)),
  ]

  @Test(arguments: unproposable)
  func `wait only for entries, reversals and reopenings`(command: Command) {
    Scenario.given(Sample.funded).when(.propose(command), reason: "理由")
      .thenRefused(.notProposable)
  }
}
