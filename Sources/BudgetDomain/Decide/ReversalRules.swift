// Rules for taking back an entry: once, with a reason, and never below what was used.

/// 红字冲销 (会计基础工作规范 第51条): the wrong entry stays, an opposite one names it.
func guardReversal(
  of target: RecordedEvent, _ date: EffectiveDate, _ document: String?, _ reason: String?,
  _ state: BudgetState
) throws(Rejection) {
  guard state.opening != nil else { throw .ledgerNotOpened }
  guard let reason, !reason.isEmpty else { throw .textMissing(field: .reason) }
  try guardText(document, .document)
  let position = target.envelope.position
  guard let entryDate = target.event.entry?.date else {
    throw .entryNotReversible(position: position, type: target.event.type)
  }
  if let earlier = state.reversals[position] {
    throw .entryAlreadyReversed(position: position, by: earlier)
  }
  guard date >= entryDate else { throw .reversalBeforeEntry(date, entryDate: entryDate) }
  for movement in target.event.movements.map(\.reversed) {
    try guardCapacity(movement.kind, movement.line.year, movement.amount, state)
    try guardTakingBack(movement, state)
  }
}

private func guardTakingBack(_ movement: Movement, _ state: BudgetState) throws(Rejection) {
  let before = state.totals(of: movement.line)
  var after = before
  after.add(movement.amount.fen, kind: movement.kind)
  guard after.freeAuthorityInFen >= min(0, before.freeAuthorityInFen) else {
    throw .reversalExceedsFreeAuthority(
      state.shortfall(of: movement.line, movement.amount.negated, granted: before.authorityInFen))
  }
  guard after.closingInFen >= min(0, before.closingInFen) else {
    throw .reversalExceedsAvailableMoney(
      state.shortfall(of: movement.line, movement.amount.negated, granted: before.moneyInFen))
  }
}
