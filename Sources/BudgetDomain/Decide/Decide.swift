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
/// Refuses first: every rule is one guard, in the order in which people want to hear of them.
/// After the last guard the command cannot fail.
///
/// - Throws: the ``Rejection`` that names the broken rule.
public func decide(
  _ submission: Submission, given state: BudgetState
) throws(Rejection) -> Decision {
  try guardEnvelope(submission)
  let events = facts(of: submission.command)
  if let key = submission.key, let earlier = state.keys[key] {
    guard earlier.content == BudgetState.content(of: events) else {
      throw .keyUsedForOtherContent(key: key, position: earlier.position)
    }
    return .alreadyRecorded(position: earlier.position)
  }
  switch submission.command {
  case .openLedger(let opening):
    try guardOpening(opening, state)
  case .registerCode(let registration):
    try guardRegistration(registration, state)
  case .recordOpeningBalance(let entry):
    try guardEntry(entry, .openingBalance, state)
    try guardFirstYear(entry.line.year, state)
  case .approveAppropriation(let entry):
    try guardEntry(entry, .appropriation, state)
  case .supplementAppropriation(let entry):
    try guardEntry(entry, .supplement, state)
  case .reduceAppropriation(let entry):
    try guardEntry(entry, .reduction, state)
    try guardReduction(entry, state)
  case .receiveIncome(let entry):
    try guardEntry(entry, .income, state)
  case .recordExpenditure(let entry):
    try guardEntry(entry, .expenditure, state)
    try guardSpending(entry, state)
  case .reverseEntry(let target, let date, let document):
    try guardReversal(of: target, date, document, submission.reason, state)
  }
  return .record(events)
}

/// The events a command would become if no rule forbade it.
private func facts(of command: Command) -> [Event] {
  switch command {
  case .openLedger(let opening): [.ledgerOpened(opening)]
  case .registerCode(let registration): [.codeRegistered(registration)]
  case .recordOpeningBalance(let entry): [.openingBalanceRecorded(entry)]
  case .approveAppropriation(let entry): [.appropriationApproved(entry)]
  case .supplementAppropriation(let entry): [.appropriationSupplemented(entry)]
  case .reduceAppropriation(let entry): [.appropriationReduced(entry)]
  case .receiveIncome(let entry): [.incomeReceived(entry)]
  case .recordExpenditure(let entry): [.expenditureRecorded(entry)]
  case .reverseEntry(let target, let date, let document):
    [
      .entryReversed(
        Reversal(
          reverses: target.envelope.position, date: date,
          movements: target.event.movements.map(\.reversed), document: document))
    ]
  }
}
