// Who may do what once a register of actors exists. Without one, everybody may do everything.

/// Refuses whoever is not in the register, or whose role does not include the command.
///
/// The name is what the command claims: the register makes a claim refusable, it proves nothing.
func guardActor(_ submission: Submission, _ state: BudgetState) throws(Rejection) {
  guard !state.actors.isEmpty else { return }
  guard let role = state.actors[submission.actor] else {
    throw .actorNotRegistered(submission.actor, registered: state.actors.keys.sorted())
  }
  let allowed = submission.command.allowedRoles(state)
  guard allowed.contains(role) else {
    throw .roleMayNot(
      actor: submission.actor, role: role, submission.command.intendedType, allowed: allowed)
  }
  guard let allowedBy = submission.override?.allowedBy, !allowedBy.isEmpty else { return }
  guard state.actors[allowedBy] == .head else {
    throw .overrideNotByHead(allowedBy, role: state.actors[allowedBy])
  }
}

/// The register begins with a 负责人 and never loses the last one: nobody else could change it.
func guardRegistration(
  _ registration: ActorRegistration, _ state: BudgetState
) throws(Rejection) {
  guard !registration.name.isEmpty else { throw .textMissing(field: .name) }
  try guardSingleLine(registration.name, .name)
  let present = state.actors[registration.name]
  guard present != registration.role else {
    throw .actorAlready(registration.name, registration.role)
  }
  guard !state.actors.isEmpty || registration.role == .head else {
    throw .firstActorNotHead(registration.name, registration.role)
  }
  let isOnlyHead =
    present == .head && state.actors.values.count(where: { $0 == .head }) == 1
  guard !isOnlyHead else { throw .lastHead(registration.name) }
}

extension Command {
  /// The roles that may do this, once there is a register.
  func allowedRoles(_ state: BudgetState) -> [ActorRole] {
    switch self {
    case .openLedger: ActorRole.allCases
    case .registerActor, .setPolicy, .describeUnit, .publishStatements: [.head]
    case .registerCode, .moveProject, .closeYear: [.preparer, .head]
    case .reopenYear: [.approver, .head]
    case .attachDocument: [.preparer, .approver, .head, .reviewer]
    case .explainCheck: [.preparer, .approver, .head]
    case .scorePerformance: [.preparer, .approver, .head, .reviewer]
    case .approveProposal(let target, _), .rejectProposal(let target):
      deciders(of: state.pendingProposals[target.envelope.position]?.event.type)
    case .completeAdjustment(let target, _, _):
      deciders(of: state.pendingAdjustments[target.envelope.position]?.event.type)
    case .withdrawAdjustment(let target):
      preparers(of: state.pendingAdjustments[target.envelope.position]?.event.type)
    case .submitAdjustment(let adjustment): preparers(of: adjustment.event.type)
    case .propose(let command): preparers(of: command.intendedType)
    case .correctEntry, .reverseEntry, .reportFact: [.preparer]
    default: preparers(of: intendedType)
    }
  }

  /// Who decides about an event of `type` that waits: 财政 only where it is of the budget.
  private func deciders(of type: EventType?) -> [ActorRole] {
    type?.isOfBudget == true ? [.approver, .head, .reviewer] : [.approver, .head]
  }

  /// Who records or prepares an event of `type`: the budget also comes from 财政 itself.
  private func preparers(of type: EventType?) -> [ActorRole] {
    type?.isOfBudget == true ? [.preparer, .reviewer] : [.preparer]
  }
}

extension EventType {
  /// Whether it grants or changes authority: what the finance bureau issues (批复, 追加, 追减, 调剂).
  fileprivate var isOfBudget: Bool {
    switch self {
    case .appropriationApproved, .appropriationSupplemented, .appropriationReduced,
      .virementApproved, .adjustmentSubmitted:
      true
    default: false
    }
  }
}
