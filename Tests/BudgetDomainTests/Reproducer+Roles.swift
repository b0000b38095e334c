// One way to be refused by each rule about the register of actors.

import BudgetDomain

extension Reproducer {
  /// A ledger with a head, 王局长, and a preparer, 会计.
  static var registered: Scenario {
    Scenario.given(
      Sample.funded + [
        .actorRegistered(ActorRegistration(name: "王局长", role: .head)),
        .actorRegistered(ActorRegistration(name: "会计", role: .preparer)),
        .actorRegistered(ActorRegistration(name: "财政局", role: .reviewer)),
        .actorRegistered(ActorRegistration(name: "审计局", role: .auditor)),
        .actorRegistered(ActorRegistration(name: "审核", role: .approver)),
      ])
  }

  private static func register(_ name: String, _ role: ActorRole) -> Command {
    .registerActor(ActorRegistration(name: name, role: role))
  }

  static let roles: [Reproducer] = [
    Reproducer("actorNotRegistered", ["路人", "王局长"]) {
      registered.when(.receiveIncome(Sample.entry("1.00")), by: "路人")
    },
    Reproducer("roleMayNot", ["审计局"]) {
      registered.when(.receiveIncome(Sample.entry("1.00")), by: "审计局")
    },
    Reproducer("overrideNotByHead", ["会计"]) {
      var scenario = registered
      try scenario.carryOut(
        .setPolicy(Sample.policy("shortfall", "record-with-override")), by: "王局长")
      return scenario.when(
        .recordExpenditure(Sample.entry("10,000.01", economic: "30201")),
        override: OverrideRequest(allowedBy: "会计", reason: "急"))
    },
    Reproducer("firstActorNotHead", ["会计"]) {
      Scenario.given().when(register("会计", .preparer))
    },
    Reproducer("lastHead", ["王局长"]) {
      registered.when(register("王局长", .auditor), by: "王局长")
    },
    Reproducer("actorAlready", ["会计"]) {
      registered.when(register("会计", .preparer), by: "王局长")
    },
  ]
}
