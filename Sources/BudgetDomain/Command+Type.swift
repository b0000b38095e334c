// Which type of event a command asks for: what a refusal is recorded as.

extension Command {
  /// The type of the event that the command would lead to first.
  public var intendedType: EventType {
    switch self {
    case .openLedger: .ledgerOpened
    case .describeUnit: .unitDescribed
    case .registerCode: .codeRegistered
    case .registerActor: .actorRegistered
    case .setPolicy: .policySet
    case .moveProject(_, .running): .projectRegistered
    case .moveProject(_, .completed): .projectCompleted
    case .moveProject(_, .cancelled): .projectCancelled
    case .submitAdjustment: .adjustmentSubmitted
    case .completeAdjustment: .adjustmentCompleted
    case .withdrawAdjustment: .adjustmentWithdrawn
    case .reverseEntry, .correctEntry: .entryReversed
    case .closeYear: .yearClosed
    case .reopenYear: .yearReopened
    case .reportFact: .factReported
    case .attachDocument: .documentAttached
    case .publishStatements: .statementPublished
    case .explainCheck: .checkExplained
    case .scorePerformance: .performanceScored
    case .propose: .proposalSubmitted
    case .approveProposal: .proposalApproved
    case .rejectProposal: .proposalRejected
    default: entryFact(of: self)?.type ?? .commandRefused
    }
  }

  /// The entry at the heart of the command, or of the event it is about; `nil` where there is none.
  public var subjectEntry: Entry? {
    switch self {
    case .submitAdjustment(let adjustment): adjustment.entry
    case .completeAdjustment(let target, _, _), .withdrawAdjustment(let target),
      .reverseEntry(let target, _, _):
      target.event.entry
    case .correctEntry(_, let replacement, _, _): replacement.entry
    case .propose(let command), .approveProposal(_, let command): command.subjectEntry
    default: entryFact(of: self)?.entry
    }
  }
}

extension Command {
  /// The event of a command that records one entry, as it is submitted; `nil` for other commands.
  public var recordedEvent: Event? { entryFact(of: self) }
}
