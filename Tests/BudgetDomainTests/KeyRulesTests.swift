// 流水号: the same key and content is recorded once, whatever kind of command it is.

import BudgetDomain
import Testing

@Suite struct `A key on any command` {
  /// A step of a life: the command, who gives it, and a reason.
  struct Step: Sendable {
    let command: @Sendable (Scenario) -> Command
    var actor = "会计"

    init(_ actor: String = "会计", _ command: @escaping @Sendable (Scenario) -> Command) {
      self.command = command
      self.actor = actor
    }
  }

  /// One command of every kind, in an order in which all of them are right.
  static let steps: [Step] = [
    Step { _ in .describeUnit(.institution) },
    Step { _ in .registerCode(`A registered code`.registration(2_019_998)) },
    Step { _ in .setPolicy(Sample.policy("shortfall", "record-with-override")) },
    Step { _ in .moveProject(Reproducer.step, to: .running) },
    Step { _ in .moveProject(Reproducer.step, to: .completed) },
    Step { _ in .moveProject(Reproducer.step, to: .cancelled) },
    Step { _ in .recordOpeningBalance(Sample.entry("50.00")) },
    Step { _ in .approveAppropriation(Sample.entry("100.00")) },
    Step { _ in .supplementAppropriation(Sample.entry("20.00")) },
    Step { _ in .reduceAppropriation(Sample.entry("10.00")) },
    Step { _ in
      .approveVirement(Sample.virement("1.00", to: Sample.line(function: "2010301")))
    },
    Step { _ in .receiveIncome(Sample.entry("100.00")) },
    Step { _ in .recordExpenditure(Sample.entry("9,000.00", economic: "30201")) },
    Step { past in Sample.reverse(past.last) },
    Step { _ in .recordExpenditure(Sample.entry("30.00", economic: "30201")) },
    Step { past in
      Sample.correct(past.last, .expenditureRecorded(Sample.entry("31.00", economic: "30201")))
    },
    Step { _ in .refundExpenditure(Sample.entry("1.00", economic: "30201")) },
    Step { _ in .receiveIncome(Sample.entry("9.00", Sample.line(source: .service))) },
    Step { _ in .applyFundBalance(Sample.entry("1.00", Sample.line(source: .service))) },
    Step { _ in .distributeSurplus(Sample.entry("1.00", Sample.line(source: .service))) },
    Step { _ in
      .adjustPriorYear(Sample.adjustment(.recovery, "1.00", Sample.line(), on: "2018-03-01"))
    },
    Step { _ in .submitAdjustment(.supplement(Sample.entry("1.00"))) },
    Step { past in .withdrawAdjustment(target: past.last) },
    Step { _ in .submitAdjustment(.reduction(Sample.entry("1.00"))) },
    Step { past in
      .completeAdjustment(target: past.last, date: Sample.date("2018-07-01"), document: "批")
    },
    Step { _ in .propose(.receiveIncome(Sample.entry("2.00"))) },
    Step("局长") { past in .rejectProposal(target: past.last) },
    Step { _ in .propose(.receiveIncome(Sample.entry("2.00"))) },
    Step("局长") { past in
      .approveProposal(target: past.last, command: .receiveIncome(Sample.entry("2.00")))
    },
    Step { _ in
      .reportFact(
        FactReport(
          metric: .vehicles, year: Sample.year(), date: Sample.date("2018-12-31"), value: 1))
    },
    Step { _ in
      .attachDocument(
        DocumentAttachment(
          position: 1, digest: String(repeating: "0a", count: 32), fileName: "a", sizeInBytes: 1))
    },
    Step { _ in Sample.close(2018) },
    Step { _ in Sample.reopen(2018) },
  ]

  @Test func `is a no-op the second time, right away and at the end`() throws {
    var scenario = Scenario()
    try scenario.carryOut(.openLedger(Sample.opening), key: "开账")
    scenario.when(.openLedger(Sample.opening), key: "开账").thenAlreadyRecorded(at: 0)
    var submissions: [(submission: Submission, position: UInt64)] = []
    for (index, step) in Self.steps.enumerated() {
      let submission = Submission(
        step.command(scenario), actor: step.actor, key: "K-\(index)", reason: "理由",
        override: Sample.permission)
      submissions.append((submission, UInt64(scenario.log.count)))
      try scenario.carryOut(
        submission.command, reason: "理由", by: step.actor, key: submission.key,
        override: Sample.permission)
      scenario.decided(submission).thenAlreadyRecorded(at: submissions[index].position)
    }
    for (submission, position) in submissions {
      #expect(
        scenario.decided(submission) == .decided(.alreadyRecorded(position: position)),
        "\(submission.command)")
    }
  }

  @Test func `is a conflict with the content of any other command`() throws {
    var scenario = Scenario.given()
    for (index, step) in Self.steps.enumerated() {
      try scenario.carryOut(
        step.command(scenario), reason: "理由", by: step.actor, key: "K-\(index)",
        override: Sample.permission)
    }
    let other = Command.receiveIncome(Sample.entry("77.00", Sample.line(year: 2019)))
    for index in Self.steps.indices {
      #expect(
        scenario.when(other, key: "K-\(index)").ruleName == "keyUsedForOtherContent", "\(index)")
    }
  }

  @Test func `of a refused attempt is free for the attempt that succeeds`() {
    var scenario = Scenario.given(Sample.funded)
    let command = Command.receiveIncome(Sample.entry("1.00"))
    let refused = RefusedCommand(
      type: .incomeReceived, rule: "needsSecondPerson", line: nil, amountInFen: nil,
      sentence: "须经第二人审批。")
    scenario.append(.commandRefused(refused), key: "K-1")
    #expect(scenario.state.position(ofKey: "K-1") == nil)
    scenario.when(command, key: "K-1").then([.incomeReceived(Sample.entry("1.00"))])
    scenario.append(.incomeReceived(Sample.entry("1.00")), key: "K-1")
    scenario.when(command, key: "K-1").thenAlreadyRecorded(at: 4)
  }

  @Test func `differs by any field, also by an empty one`() throws {
    var scenario = Scenario.given()
    let entry = Sample.entry("1.00")
    try scenario.carryOut(.receiveIncome(entry), key: "K")
    var others: [Entry] = []
    for change: (inout Entry) -> Void in [
      { $0.memo = "" }, { $0.payee = "某公司" }, { $0.document = "1" },
      { $0.date = Sample.date("2018-06-29") }, { $0.amount = Sample.yuan("1.01") },
      { $0.line = Sample.line(function: "2010301") },
    ] {
      var other = entry
      change(&other)
      others.append(other)
    }
    for other in others {
      #expect(
        scenario.when(.receiveIncome(other), key: "K").ruleName == "keyUsedForOtherContent")
    }
    #expect(
      scenario.when(.approveAppropriation(entry), key: "K").ruleName == "keyUsedForOtherContent")
    scenario.when(.receiveIncome(entry), key: "").thenRefused(.textMissing(field: .key))
  }
}
