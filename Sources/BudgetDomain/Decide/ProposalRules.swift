// Four eyes: the one who prepares is never the one who approves, whatever the user interface.

/// A command whose kind needs a second person is refused here unless it is proposed or approved.
func guardFourEyes(_ command: Command, _ state: BudgetState) throws(Rejection) {
  for (type, year) in command.decidedTypes {
    let policy = year.map { state.policy(for: $0) } ?? state.policyForAllYears
    guard !policy.fourEyes.contains(type) else { throw .needsSecondPerson(type) }
  }
}

func proposalEvents(
  _ submission: Submission, _ state: BudgetState
) throws(Rejection) -> [Event] {
  switch submission.command {
  case .propose(let command):
    guard command.isProposable else { throw .notProposable }
    var inner = submission
    inner.command = command
    inner.key = nil
    let prepared = try events(of: inner, state)
    guard prepared.count == 1, let event = prepared.first else { throw .notProposable }
    return [.proposalSubmitted(Proposal(event.asSubmitted))]
  case .approveProposal(let target, let command):
    let decision = try decision(on: target, by: submission.actor, state)
    guard submittedFacts(of: command) == [state.pendingProposals[decision.proposal]?.event] else {
      throw .proposalNotPending(position: decision.proposal, type: target.event.type)
    }
    var inner = submission
    inner.command = command
    inner.key = nil
    inner.reason = submission.reason ?? target.envelope.reason
    return [.proposalApproved(decision)] + (try events(of: inner, state))
  case .rejectProposal(let target):
    guard submission.reason?.isEmpty == false else { throw .textMissing(field: .reason) }
    return [.proposalRejected(try decision(on: target, by: submission.actor, state))]
  default: preconditionFailure("every other command is decided elsewhere")
  }
}

private func decision(
  on target: RecordedEvent, by actor: String, _ state: BudgetState
) throws(Rejection) -> ProposalDecision {
  let position = target.envelope.position
  guard let pending = state.pendingProposals[position] else {
    throw .proposalNotPending(position: position, type: target.event.type)
  }
  guard pending.preparer != actor else {
    throw .approverIsPreparer(actor: actor, position: position)
  }
  return ProposalDecision(proposal: position, preparer: pending.preparer)
}

extension Command {
  /// The types of event that the command records, with their years, as four eyes look at them.
  var decidedTypes: [(EventType, FiscalYear?)] {
    switch self {
    case .reverseEntry(let target, _, _):
      return [(.entryReversed, target.event.movements.first?.line.year)]
    case .correctEntry(let target, let replacement, _, _):
      let year = target.event.movements.first?.line.year
      return [(.entryReversed, year), (replacement.type, year)]
    case .reopenYear(let year, _): return [(.yearReopened, year)]
    // An adjustment has its second person in whoever completes it: see `guardCompleter`.
    case .submitAdjustment, .completeAdjustment, .propose, .approveProposal, .rejectProposal:
      return []
    default:
      return entryFact(of: self).map { [($0.type, $0.entry?.line.year)] } ?? []
    }
  }

  /// Whether the command can wait as a proposal: entries, reversals and reopenings.
  var isProposable: Bool {
    switch self {
    case .reverseEntry, .reopenYear: true
    default: entryFact(of: self) != nil
    }
  }
}

extension BudgetState {
  /// The policy that holds where no year is in question.
  var policyForAllYears: Policy {
    var policy = Policy()
    for key in PolicySetting.keys {
      if let setting = policies[PolicyKey(key: key, year: nil)] { policy.apply(setting) }
    }
    return policy
  }
}
