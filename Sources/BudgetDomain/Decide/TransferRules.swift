// Rules for what moves between lines: virements, fund balance, distribution, prior-year adjustment.

/// 调剂 moves authority inside the unit; the total stays (预算法 第72条).
func guardVirement(_ virement: Virement, _ state: BudgetState) throws(Rejection) {
  let entry = virement.entry
  try guardEntry(entry, .virement, state)
  try guardTarget(virement.target, of: entry, .virement, state)
  if virement.target.line.source != entry.line.source {
    guard entry.document?.isEmpty == false else {
      throw .virementAcrossSourcesNeedsDocument(
        from: entry.line.source, to: virement.target.line.source)
    }
  }
  // Between two economic codes of one line the line's own authority does not change.
  let isByCode = state.policy(for: entry.line.year).controlLevel == .lineAndEconomic
  guard virement.target.line != entry.line || isByCode else { return }
  let free = state.freeAuthority(for: entry)
  guard entry.amount.fen <= free.fen else {
    throw .virementExceedsFreeAuthority(state.shortfall(of: entry, free))
  }
}

private func guardTarget(
  _ target: TransferTarget, of entry: Entry, _ kind: SubmissionKind, _ state: BudgetState
) throws(Rejection) {
  guard target.line.year == entry.line.year else {
    throw .transferAcrossYears(entry.line.year, target.line.year)
  }
  guard target.line != entry.line || target.economic != entry.economic else {
    throw .transferToItself(entry.line)
  }
  try guardLine(target.line, state)
  try guardEconomic(target.economic, kind, target.line.year, state.catalogue.economics)
}

/// 使用非财政拨款结余 is for 事业单位 and never touches 财政拨款.
func guardFundBalance(_ entry: Entry, _ state: BudgetState) throws(Rejection) {
  guard state.unitType == .institution else { throw .onlyForInstitutions(.fundBalanceApplied) }
  guard !entry.line.source.isFiscal else { throw .notForFiscalMoney(.fundBalanceApplied) }
}

/// 结余分配 is for 事业单位 and distributes only money that is there and is not 财政拨款.
func guardDistribution(_ entry: Entry, _ state: BudgetState) throws(Rejection) {
  guard state.unitType == .institution else { throw .onlyForInstitutions(.surplusDistribution) }
  guard !entry.line.source.isFiscal else { throw .notForFiscalMoney(.surplusDistribution) }
  let totals = state.totals(of: entry.line)
  guard entry.amount.fen <= totals.closingInFen else {
    throw .distributionExceedsMoney(
      state.shortfall(
        of: entry.line, entry.amount, granted: totals.moneyInFen,
        used: totals.moneyInFen - totals.closingInFen))
  }
}

/// The six kinds of 年初结转和结余调整 (财决附表 1-1). What lowers an opening takes no more than the
/// opening holds and the year has not used.
func guardPriorYearAdjustment(
  _ adjustment: PriorYearAdjustment, _ state: BudgetState
) throws(Rejection) {
  let entry = adjustment.entry
  try guardEntry(entry, .priorYearAdjustment, state)
  switch (adjustment.reason, adjustment.target) {
  case (.internalTransfer, nil): throw .transferTargetMissing
  case (.internalTransfer, .some(let target)):
    try guardTarget(target, of: entry, .priorYearAdjustment, state)
  case (_, .some): throw .transferTargetNotAllowed(adjustment.reason)
  default: break
  }
  guard !adjustment.reason.raisesOpening else { return }
  let totals = state.totals(of: entry.line)
  guard entry.amount.fen <= totals.adjustedOpeningInFen else {
    throw .adjustmentExceedsOpening(
      state.shortfall(
        of: entry.line, entry.amount, granted: totals.adjustedOpeningInFen, used: 0))
  }
  try guardNet(adjustment.movements, state)
}
