// Budget adjustments that count only once their procedure is complete (调整预算数).

func adjustmentEvents(
  _ submission: Submission, _ state: BudgetState
) throws(Rejection) -> [Event] {
  switch submission.command {
  case .submitAdjustment(let adjustment):
    try guardAdjustment(adjustment, state)
    return [.adjustmentSubmitted(adjustment.asSubmitted)]
  case .completeAdjustment(let target, let date, let document):
    let adjustment = try pending(target, state)
    try guardText(document, .document)
    guard date >= adjustment.entry.date else {
      throw .completionBeforeSubmission(date, submitted: adjustment.entry.date)
    }
    guard adjustment.entry.line.year.contains(date) else {
      throw .dateOutsideYear(date, adjustment.entry.line.year)
    }
    try guardCompleter(submission.actor, of: adjustment, submittedAs: target, state)
    try guardAdjustment(adjustment, state)
    let movements = adjustment.event.movements
    try guardCapacity(of: movements, state)
    return [
      .adjustmentCompleted(
        AdjustmentCompletion(
          completes: target.envelope.position, date: date, movements: movements,
          document: document))
    ]
  case .withdrawAdjustment(let target):
    guard submission.reason?.isEmpty == false else { throw .textMissing(field: .reason) }
    _ = try pending(target, state)
    return [.adjustmentWithdrawn(target.envelope.position)]
  default: preconditionFailure("every other command is decided elsewhere")
  }
}

/// Where the kind of the adjustment is under four eyes, who submitted it does not complete it.
private func guardCompleter(
  _ actor: String, of adjustment: BudgetAdjustment, submittedAs target: RecordedEvent,
  _ state: BudgetState
) throws(Rejection) {
  let policy = state.policy(for: adjustment.entry.line.year)
  guard policy.fourEyes.contains(adjustment.event.type) else { return }
  guard actor != target.envelope.actor else {
    throw .approverIsPreparer(actor: actor, position: target.envelope.position)
  }
}

/// The rules of the adjustment's own kind, asked when it is submitted and again when it counts.
private func guardAdjustment(
  _ adjustment: BudgetAdjustment, _ state: BudgetState
) throws(Rejection) {
  switch adjustment {
  case .supplement(let entry): try guardEntry(entry, .supplement, state)
  case .reduction(let entry):
    try guardEntry(entry, .reduction, state)
    try guardReduction(entry, state)
  case .virement(let virement): try guardVirement(virement, state)
  }
}

private func pending(
  _ target: RecordedEvent, _ state: BudgetState
) throws(Rejection) -> BudgetAdjustment {
  let position = target.envelope.position
  guard let adjustment = state.pendingAdjustments[position] else {
    throw .adjustmentNotPending(position: position, type: target.event.type)
  }
  return adjustment
}
