// The one gate: a submission and the past become events, or a named rejection.

/// What a submission was decided into.
public enum Decision: Hashable, Sendable {
  /// These events, to be recorded in one batch.
  case record([Event])
  /// Nothing: the same content stands at this position under the same key.
  case alreadyRecorded(position: UInt64)
}

/// Decides `submission` against the past.
///
/// Refuses first: every rule is a guard, in the order in which people want to hear of them. After
/// the last guard the command cannot fail.
///
/// - Throws: the ``Rejection`` that names the broken rule.
public func decide(
  _ submission: Submission, given state: BudgetState
) throws(Rejection) -> Decision {
  try guardEnvelope(submission)
  try guardActor(submission, state)
  if let key = submission.key, let earlier = state.keys[key] {
    let facts = submittedFacts(of: submission.command)
    guard earlier.content == BudgetState.content(of: facts) else {
      throw .keyUsedForOtherContent(key: key, position: earlier.position)
    }
    return .alreadyRecorded(position: earlier.position)
  }
  if case .openLedger = submission.command {
  } else {
    guard state.opening != nil else { throw .ledgerNotOpened }
  }
  try guardFourEyes(submission.command, state)
  return .record(try events(of: submission, state))
}

/// The events of a command after all its rules; four eyes were looked at before.
func events(
  of submission: Submission, _ state: BudgetState
) throws(Rejection) -> [Event] {
  switch submission.command {
  case .openLedger(let opening):
    try guardOpening(opening, state)
    return [.ledgerOpened(opening)]
  case .describeUnit(let type):
    return [.unitDescribed(type)]
  case .registerCode(let registration):
    try guardRegistration(registration)
    return [.codeRegistered(registration)]
  case .registerActor(let registration):
    try guardRegistration(registration, state)
    return [.actorRegistered(registration)]
  case .setPolicy(let change):
    try guardPolicy(change, state)
    return [.policySet(change)]
  case .moveProject(let step, let projectState):
    return [try projectEvent(step, to: projectState, state)]
  case .reportFact(let report):
    try guardFact(report, state)
    return [.factReported(report)]
  case .attachDocument(let attachment):
    try guardAttachment(attachment, state)
    return [.documentAttached(attachment)]
  case .publishStatements(let publication):
    try guardPublication(publication, state)
    return [.statementPublished(publication)]
  case .explainCheck(let explanation):
    guard !explanation.text.isEmpty else { throw .textMissing(field: .reason) }
    try guardText(explanation.text, .reason)
    try guardSingleLine(explanation.check, .key)
    return [.checkExplained(explanation)]
  case .scorePerformance(let score):
    try guardScore(score, submission.reason, state)
    return [.performanceScored(score)]
  case .closeYear(let year, let date, let failedChecks):
    return try closingEvents(year, date, failedChecks, state)
  case .reopenYear(let year, let date):
    try guardReopening(year, submission.reason, state)
    return [.yearReopened(YearReopening(year: year, date: date))]
  case .propose, .approveProposal, .rejectProposal:
    return try proposalEvents(submission, state)
  case .reverseEntry, .correctEntry:
    return try correctionEvents(submission, state)
  case .submitAdjustment, .completeAdjustment, .withdrawAdjustment:
    return try adjustmentEvents(submission, state)
  default:
    return [try entryEvent(submission, state)]
  }
}

/// The events under which a key remembers a command: what was submitted, whatever the state was.
func submittedFacts(of command: Command) -> [Event] {
  switch command {
  case .openLedger(let opening): [.ledgerOpened(opening)]
  case .describeUnit(let type): [.unitDescribed(type)]
  case .registerCode(let registration): [.codeRegistered(registration)]
  case .registerActor(let registration): [.actorRegistered(registration)]
  case .setPolicy(let change): [.policySet(change)]
  case .moveProject(let step, .running): [.projectRegistered(step)]
  case .moveProject(let step, .completed): [.projectCompleted(step)]
  case .moveProject(let step, .cancelled): [.projectCancelled(step)]
  case .reportFact(let report): [.factReported(report)]
  case .attachDocument(let attachment): [.documentAttached(attachment)]
  case .publishStatements(let publication): [.statementPublished(publication)]
  case .explainCheck(let explanation): [.checkExplained(explanation)]
  case .scorePerformance(let score): [.performanceScored(score)]
  case .submitAdjustment(let adjustment): [.adjustmentSubmitted(adjustment.asSubmitted)]
  case .reverseEntry(let target, let date, let document):
    [reversal(of: target, date, document)]
  case .correctEntry(let target, let replacement, let date, let document):
    [reversal(of: target, date, document), replacement]
  case .propose(let command): submittedFacts(of: command).map { .proposalSubmitted(Proposal($0)) }
  case .completeAdjustment(let target, let date, let document):
    [completion(of: target, date, document)]
  case .withdrawAdjustment(let target): [.adjustmentWithdrawn(target.envelope.position)]
  case .closeYear(let year, let date, _): [.yearClosed(YearClosing(year: year, date: date))]
  case .reopenYear(let year, let date): [.yearReopened(YearReopening(year: year, date: date))]
  case .approveProposal(let target, let command):
    [.proposalApproved(decision(on: target))] + submittedFacts(of: command)
  case .rejectProposal(let target): [.proposalRejected(decision(on: target))]
  default: entryFact(of: command).map { [$0.asSubmitted] } ?? []
  }
}

/// The completion of the adjustment that `target` submitted.
private func completion(
  of target: RecordedEvent, _ date: EffectiveDate, _ document: String?
) -> Event {
  var movements: [Movement] = []
  if case .adjustmentSubmitted(let adjustment) = target.event {
    movements = adjustment.event.movements
  }
  return .adjustmentCompleted(
    AdjustmentCompletion(
      completes: target.envelope.position, date: date, movements: movements,
      document: document))
}

/// The decision about the proposal `target`, by whoever.
private func decision(on target: RecordedEvent) -> ProposalDecision {
  ProposalDecision(proposal: target.envelope.position, preparer: target.envelope.actor)
}

/// The event of a command that records an entry, before any rule looked at it; `nil` for others.
func entryFact(of command: Command) -> Event? {
  switch command {
  case .recordOpeningBalance(let entry): .openingBalanceRecorded(entry)
  case .approveAppropriation(let entry): .appropriationApproved(entry)
  case .supplementAppropriation(let entry): .appropriationSupplemented(entry)
  case .reduceAppropriation(let entry): .appropriationReduced(entry)
  case .approveVirement(let virement): .virementApproved(virement)
  case .receiveIncome(let entry): .incomeReceived(entry)
  case .recordExpenditure(let entry): .expenditureRecorded(entry)
  case .refundExpenditure(let entry): .expenditureRefunded(entry)
  case .applyFundBalance(let entry): .fundBalanceApplied(entry)
  case .distributeSurplus(let entry): .surplusDistributed(entry)
  case .adjustPriorYear(let adjustment): .priorYearAdjusted(adjustment)
  default: nil
  }
}

/// The command that records `event` as it was submitted; `nil` for events that no entry command
/// makes. The inverse of ``entryFact(of:)``.
public func entryCommand(recording event: Event) -> Command? {
  switch event.asSubmitted {
  case .openingBalanceRecorded(let entry): .recordOpeningBalance(entry)
  case .appropriationApproved(let entry): .approveAppropriation(entry)
  case .appropriationSupplemented(let entry): .supplementAppropriation(entry)
  case .appropriationReduced(let entry): .reduceAppropriation(entry)
  case .virementApproved(let virement): .approveVirement(virement)
  case .incomeReceived(let entry): .receiveIncome(entry)
  case .expenditureRecorded(let entry): .recordExpenditure(entry)
  case .expenditureRefunded(let entry): .refundExpenditure(entry)
  case .fundBalanceApplied(let entry): .applyFundBalance(entry)
  case .surplusDistributed(let entry): .distributeSurplus(entry)
  case .priorYearAdjusted(let adjustment): .adjustPriorYear(adjustment)
  default: nil
  }
}

/// The reversal of `target`: its movements with opposite signs.
func reversal(of target: RecordedEvent, _ date: EffectiveDate, _ document: String?) -> Event {
  .entryReversed(
    Reversal(
      reverses: target.envelope.position, date: date,
      movements: target.event.movements.map(\.reversed), document: document))
}
