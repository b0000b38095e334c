// Who may do what: every command against every role, and the register that cannot be lost.

import BudgetDomain
import Testing

@Suite struct `The register of actors` {
  /// Who stands in the register of the scenarios, by role.
  static let names: [ActorRole: String] = [
    .preparer: "会计", .approver: "审核", .head: "王局长", .reviewer: "财政局", .auditor: "审计局",
  ]

  /// A ledger with a register, something that waits of every kind, and a closed year.
  static func past() throws -> Scenario {
    var scenario = Reproducer.registered
    try scenario.carryOut(.propose(.receiveIncome(Sample.entry("1.00"))))
    try scenario.carryOut(.propose(.approveAppropriation(Sample.entry("1.00"))))
    try scenario.carryOut(.submitAdjustment(.supplement(Sample.entry("1.00"))))
    scenario.append(
      .yearClosed(YearClosing(year: Sample.year(2016), date: Sample.date("2017-01-15"))))
    scenario.append(.unitDescribed(.institution))
    return scenario
  }

  /// A command, and the roles that may give it, written down apart from the rules.
  struct Right: Sendable, CustomTestStringConvertible {
    let what: String
    let roles: Set<ActorRole>
    let command: @Sendable (Scenario) -> Command

    var testDescription: String { what }

    init(
      _ what: String, _ roles: Set<ActorRole>, _ command: @escaping @Sendable (Scenario) -> Command
    ) {
      self.what = what
      self.roles = roles
      self.command = command
    }
  }

  static let budget: Set<ActorRole> = [.preparer, .reviewer]
  static let rights: [Right] = [
    Right("spend", [.preparer]) { _ in
      .recordExpenditure(Sample.entry("1.00", economic: "30201"))
    },
    Right("income", [.preparer]) { _ in .receiveIncome(Sample.entry("1.00")) },
    Right("appropriation", budget) { _ in .approveAppropriation(Sample.entry("1.00")) },
    Right("supplement", budget) { _ in .supplementAppropriation(Sample.entry("1.00")) },
    Right("reduction", budget) { _ in .reduceAppropriation(Sample.entry("1.00")) },
    Right("virement", budget) { _ in
      .approveVirement(Sample.virement("1.00", to: Sample.line(function: "2010301")))
    },
    Right("reverse", [.preparer]) { Sample.reverse($0.log[2]) },
    Right("fact", [.preparer]) { _ in
      .reportFact(
        FactReport(
          metric: .vehicles, year: Sample.year(), date: Sample.date("2018-12-31"), value: 1))
    },
    Right("propose spending", [.preparer]) { _ in
      .propose(.recordExpenditure(Sample.entry("1.00", economic: "30201")))
    },
    Right("propose a supplement", budget) { _ in
      .propose(.supplementAppropriation(Sample.entry("1.00")))
    },
    Right("submit an adjustment", budget) { _ in
      .submitAdjustment(.supplement(Sample.entry("1.00")))
    },
    Right("complete an adjustment", [.approver, .head, .reviewer]) {
      .completeAdjustment(target: $0.log[10], date: Sample.date("2018-07-01"), document: nil)
    },
    Right("withdraw an adjustment", budget) { .withdrawAdjustment(target: $0.log[10]) },
    Right("approve income", [.approver, .head]) {
      .approveProposal(target: $0.log[8], command: .receiveIncome(Sample.entry("1.00")))
    },
    Right("approve an appropriation", [.approver, .head, .reviewer]) {
      .approveProposal(target: $0.log[9], command: .approveAppropriation(Sample.entry("1.00")))
    },
    Right("reject income", [.approver, .head]) { .rejectProposal(target: $0.log[8]) },
    Right("close", [.preparer, .head]) { _ in Sample.close(2017) },
    Right("reopen", [.approver, .head]) { _ in Sample.reopen(2016) },
    Right("policy", [.head]) { _ in .setPolicy(Sample.policy("ceilings", "appropriation")) },
    Right("register", [.head]) { _ in
      .registerActor(ActorRegistration(name: "新来的", role: .auditor))
    },
    Right("unit", [.head]) { _ in .describeUnit(.administrative) },
    Right("project", [.preparer, .head]) { _ in
      .moveProject(
        ProjectStep(project: Sample.project("平台"), date: Sample.date("2018-01-01")), to: .running)
    },
    Right("explain a check", [.preparer, .approver, .head]) { _ in
      .explainCheck(CheckExplanation(year: Sample.year(), check: "X3", text: "尾差"))
    },
    Right("score", [.preparer, .approver, .head, .reviewer]) { _ in
      .scorePerformance(Sample.score("7", of: "8", year: 2018))
    },
    Right("attach", [.preparer, .approver, .head, .reviewer]) { _ in
      .attachDocument(
        DocumentAttachment(
          position: 1, digest: String(repeating: "0a", count: 32), fileName: "a", sizeInBytes: 1))
    },
  ]

  @Test(arguments: rights, ActorRole.allCases)
  func `lets each role do what is its own, and nothing else`(
    right: Right, role: ActorRole
  ) throws {
    let scenario = try Self.past()
    let actor = try #require(Self.names[role])
    let outcome = scenario.when(right.command(scenario), reason: "理由", by: actor)
    if right.roles.contains(role) {
      #expect(outcome.ruleName != "roleMayNot", "\(outcome)")
      #expect(outcome.ruleName != "actorNotRegistered", "\(outcome)")
    } else {
      #expect(outcome.ruleName == "roleMayNot", "\(outcome)")
    }
  }

  @Test(arguments: rights)
  func `lets somebody do everything that there is to do`(right: Right) throws {
    let scenario = try Self.past()
    let outcomes = right.roles.compactMap { Self.names[$0] }.map {
      scenario.when(right.command(scenario), reason: "理由", by: $0)
    }
    let isClosing = right.what == "close"
    #expect(outcomes.contains { !$0.events.isEmpty } || isClosing, "\(outcomes)")
  }

  @Test func `stops nobody as long as it is empty`() {
    let outcome = Scenario.given().when(.receiveIncome(Sample.entry("1.00")), by: "路人")
    #expect(outcome.events.count == 1)
  }

  @Test func `begins with a head, whoever enters them`() throws {
    var scenario = Scenario.given()
    let head = ActorRegistration(name: "王局长", role: .head)
    scenario.when(.registerActor(head), by: "路人").then([.actorRegistered(head)])
    try scenario.carryOut(.registerActor(head), by: "路人")
    #expect(scenario.state.actors == ["王局长": .head])
    let outcome = scenario.when(
      .registerActor(ActorRegistration(name: "路人", role: .head)), by: "路人")
    outcome.thenRefused(.actorNotRegistered("路人", registered: ["王局长"]))
  }

  @Test func `gives a role up only while another head is there`() throws {
    var scenario = Reproducer.registered
    let successor = ActorRegistration(name: "李局长", role: .head)
    try scenario.carryOut(.registerActor(successor), by: "王局长")
    let retired = ActorRegistration(name: "王局长", role: .auditor)
    try scenario.carryOut(.registerActor(retired), by: "王局长")
    #expect(scenario.state.actors["王局长"] == .auditor)
    #expect(
      scenario.when(.setPolicy(Sample.policy("shortfall", "refuse")), by: "王局长").ruleName
        == "roleMayNot")
  }

  @Test func `is asked before a key is recognised`() throws {
    var scenario = Reproducer.registered
    let income = Command.receiveIncome(Sample.entry("1.00"))
    try scenario.carryOut(income, by: "会计", key: "K")
    scenario.when(income, key: "K", by: "会计").thenAlreadyRecorded(
      at: scenario.last.envelope.position)
    #expect(scenario.when(income, key: "K", by: "路人").ruleName == "actorNotRegistered")
  }

  @Test func `lets only a head pass rules over`() throws {
    var scenario = Reproducer.registered
    try scenario.carryOut(
      .setPolicy(Sample.policy("shortfall", "record-with-override")), by: "王局长")
    let over = Command.recordExpenditure(Sample.entry("10,000.01", economic: "30201"))
    func outcome(_ name: String) -> Outcome {
      scenario.when(over, by: "会计", override: OverrideRequest(allowedBy: name, reason: "急"))
    }
    #expect(outcome("王局长").events.count == 1)
    #expect(outcome("审核").rejection == .overrideNotByHead("审核", role: .approver))
    #expect(outcome("路人").rejection == .overrideNotByHead("路人", role: nil))
  }

  @Test func `has a name for every role in both words`() {
    for role in ActorRole.allCases {
      #expect(ActorRole(word: role.word) == role)
      #expect(ActorRole(word: role.officialTerm) == role)
    }
    #expect(ActorRole(word: "boss") == nil)
  }
}
