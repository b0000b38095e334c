// Rules for taking back an entry and for putting another in its place.
//
// Once, with a reason, in an open year, and never so that less is left than was used.

/// 红字冲销 and 更正 (会计基础工作规范 第51条): the wrong entry stays, an opposite one names it.
func correctionEvents(
  _ submission: Submission, _ state: BudgetState
) throws(Rejection) -> [Event] {
  guard let reason = submission.reason, !reason.isEmpty else {
    throw .textMissing(field: .reason)
  }
  switch submission.command {
  case .reverseEntry(let target, let date, let document):
    try guardReversible(target, date, document, state)
    let event = reversal(of: target, date, document)
    try guardCapacity(of: event.movements, state)
    try guardNet(event.movements, state)
    return [event]
  case .correctEntry(let target, let replacement, let date, let document):
    try guardReversible(target, date, document, state)
    return try correction(of: target, replacement, date, document, submission, state)
  default: preconditionFailure("every other command is decided elsewhere")
  }
}

private func guardReversible(
  _ target: RecordedEvent, _ date: EffectiveDate, _ document: String?, _ state: BudgetState
) throws(Rejection) {
  try guardText(document, .document)
  let position = target.envelope.position
  guard target.event.isReversible, let entryDate = target.event.effectiveDate,
    let line = target.event.movements.first?.line
  else { throw .entryNotReversible(position: position, type: target.event.type) }
  if let earlier = state.reversals[position] {
    throw .entryAlreadyReversed(position: position, by: earlier)
  }
  try guardYearOpen(line.year, state)
  guard date >= entryDate else { throw .reversalBeforeEntry(date, entryDate: entryDate) }
}

/// The reversal and the replacement; the replacement obeys the rules as if the wrong entry had
/// never been, and what is left is looked at after both.
private func correction(
  of target: RecordedEvent, _ replacement: Event, _ date: EffectiveDate, _ document: String?,
  _ submission: Submission, _ state: BudgetState
) throws(Rejection) -> [Event] {
  guard replacement.type == target.event.type,
    replacement.entry?.line.year == target.event.entry?.line.year
  else { throw .correctionChangesKindOrYear(position: target.envelope.position) }
  guard replacement.asSubmitted != target.event.asSubmitted else {
    throw .correctionChangesNothing(position: target.envelope.position)
  }
  let undo = reversal(of: target, date, document)
  try guardCapacity(of: undo.movements, state)
  var draft = state
  draft.evolve(
    RecordedEvent(
      envelope: Envelope(
        position: state.nextPosition, recordedAt: RecordedTime(microseconds: 0),
        actor: submission.actor), event: undo))
  guard let command = entryCommand(recording: replacement) else {
    throw .entryNotReversible(position: target.envelope.position, type: target.event.type)
  }
  var again = submission
  again.command = command
  var decided = try entryEvent(again, draft)
  if var entry = decided.entry {
    entry.corrects = target.envelope.position
    decided = decided.replacing(entry: entry)
  }
  if target.event.type != .expenditureRecorded {
    try guardNet(undo.movements + decided.movements, state)
  }
  return [undo, decided]
}

extension Event {
  /// Whether the event can be taken back: entries and completed adjustments, not carry-overs (they
  /// follow from a closing) and not reversals (record the entry anew instead).
  var isReversible: Bool {
    switch self {
    case .entryReversed, .balanceCarriedOver, .adjustmentSubmitted: false
    default: !movements.isEmpty
    }
  }
}

/// Looks at every line after `movements`: none may be left with less authority or money than is
/// used, unless it was so before and does not get worse.
func guardNet(_ movements: [Movement], _ state: BudgetState) throws(Rejection) {
  var after: [BudgetLine: LineTotals] = [:]
  for movement in movements {
    after[movement.line, default: state.totals(of: movement.line)]
      .add(movement.amount.fen, kind: movement.kind)
  }
  for (line, totals) in after.sorted(by: { $0.key < $1.key }) {
    let before = state.totals(of: line)
    let lost = max(
      before.freeAuthorityInFen - totals.freeAuthorityInFen,
      before.closingInFen - totals.closingInFen)
    guard let requested = Amount(fen: min(max(lost, 0), Amount.limitInFen)) else {
      preconditionFailure("a difference clamped to the exact range is in it")
    }
    guard totals.freeAuthorityInFen >= min(0, before.freeAuthorityInFen) else {
      throw .leavesLessThanUsed(
        .authority, state.shortfall(of: line, requested, granted: before.authorityInFen))
    }
    guard totals.closingInFen >= min(0, before.closingInFen) else {
      throw .leavesLessThanUsed(
        .money,
        state.shortfall(
          of: line, requested, granted: before.moneyInFen,
          used: before.moneyInFen - before.closingInFen))
    }
  }
}
