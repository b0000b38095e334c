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
  guard position < state.nextPosition else {
    throw .positionUnknown(position, size: state.nextPosition)
  }
  guard target.event.isReversible, let entryDate = target.event.effectiveDate,
    let line = target.event.movements.first?.line
  else { throw .entryNotReversible(position: position, type: target.event.type) }
  if let earlier = state.reversal(of: position) {
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
  // A project that ended keeps its errors correctable, as long as nothing more is spent on it.
  if let wrong = target.event.entry, let right = replacement.entry, right.line == wrong.line,
    right.amount <= wrong.amount, let project = right.line.project
  {
    draft.projects[project] = nil
  }
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
  if target.event.type == .expenditureRecorded {
    try guardPossible(undo.movements + decided.movements, state)
  } else {
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
  try guardPossible(movements, state)
  for (line, totals) in totals(after: movements, state) {
    let before = state.totals(of: line)
    let requested = clamped(
      max(
        before.freeAuthorityInFen - totals.freeAuthorityInFen,
        before.closingInFen - totals.closingInFen))
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

/// Looks at the sums of every line after `movements` that are below zero in no real year: what came
/// back is at most what was spent, and neither the adjusted opening nor income is negative.
private func guardPossible(_ movements: [Movement], _ state: BudgetState) throws(Rejection) {
  for (line, totals) in totals(after: movements, state) {
    let before = state.totals(of: line)
    guard totals.expenditureInFen >= min(0, before.expenditureInFen) else {
      throw .refundExceedsExpenditure(
        state.shortfall(
          of: line, clamped(before.expenditureInFen - totals.expenditureInFen),
          granted: before.expenditureInFen, used: 0))
    }
    guard totals.adjustedOpeningInFen >= min(0, before.adjustedOpeningInFen) else {
      throw .adjustmentExceedsOpening(
        state.shortfall(
          of: line, clamped(before.adjustedOpeningInFen - totals.adjustedOpeningInFen),
          granted: before.adjustedOpeningInFen, used: 0))
    }
    guard totals.incomeInFen >= min(0, before.incomeInFen) else {
      throw .leavesLessThanUsed(
        .money,
        state.shortfall(
          of: line, clamped(before.incomeInFen - totals.incomeInFen),
          granted: before.incomeInFen, used: 0))
    }
  }
}

/// The sums of every line that `movements` touch, after them, in the order of the lines.
private func totals(
  after movements: [Movement], _ state: BudgetState
) -> [(BudgetLine, LineTotals)] {
  var after: [BudgetLine: LineTotals] = [:]
  for movement in movements {
    after[movement.line, default: state.totals(of: movement.line)]
      .add(movement.amount.fen, kind: movement.kind)
  }
  return after.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
}

/// A difference of sums as an amount, cut to the exact range.
private func clamped(_ fen: Int64) -> Amount {
  guard let amount = Amount(fen: min(max(fen, 0), Amount.limitInFen)) else {
    preconditionFailure("a difference clamped to the exact range is in it")
  }
  return amount
}
