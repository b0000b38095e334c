// Adjustments on their way, proposals and their decision: commands about an earlier event.

public import BudgetDomain

extension Ledger {
  /// Declares the procedure of the adjustment at `position` complete: it counts from now on.
  ///
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func completeAdjustment(
    _ position: UInt64, date: EffectiveDate? = nil, document: String? = nil, actor: String,
    isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    try refresh()
    let command = Command.completeAdjustment(
      target: try event(at: position), date: date ?? environment.today, document: document)
    return try record([Submission(command, actor: actor)], isDryRun: isDryRun)
  }

  /// Withdraws the adjustment at `position`, whose procedure is not complete.
  ///
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func withdrawAdjustment(
    _ position: UInt64, reason: String, actor: String, isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    try refresh()
    let command = Command.withdrawAdjustment(target: try event(at: position))
    return try record([Submission(command, actor: actor, reason: reason)], isDryRun: isDryRun)
  }

  /// Approves the proposal at `position`: what was prepared is decided now and recorded with it.
  ///
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func approve(
    _ position: UInt64, actor: String, reason: String? = nil, override: OverrideRequest? = nil,
    isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    try refresh()
    let target = try event(at: position)
    let command = Command.approveProposal(
      target: target, command: try preparedCommand(of: target))
    return try record(
      [Submission(command, actor: actor, reason: reason, override: override)],
      isDryRun: isDryRun)
  }

  /// Rejects the proposal at `position`.
  ///
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func reject(
    _ position: UInt64, reason: String, actor: String, isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    try refresh()
    let command = Command.rejectProposal(target: try event(at: position))
    return try record([Submission(command, actor: actor, reason: reason)], isDryRun: isDryRun)
  }

  /// The command that was prepared, made again from the log. For an event that is no proposal it is
  /// a command that `decide` refuses to take for one.
  private func preparedCommand(of target: RecordedEvent) throws(LedgerError) -> Command {
    guard case .proposalSubmitted(let proposal) = target.event else {
      return .rejectProposal(target: target)
    }
    switch proposal.event {
    case .entryReversed(let reversal):
      return .reverseEntry(
        target: try event(at: reversal.reverses), date: reversal.date,
        document: reversal.document)
    case .yearReopened(let reopening):
      return .reopenYear(reopening.year, date: reopening.date)
    default:
      guard let command = entryCommand(recording: proposal.event) else {
        preconditionFailure("decide lets only entries, reversals and reopenings be proposed")
      }
      return command
    }
  }
}
