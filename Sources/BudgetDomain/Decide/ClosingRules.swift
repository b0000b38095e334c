// Closing a year: what must be in order, and what is carried into the next one.

func closingEvents(
  _ year: FiscalYear, _ date: EffectiveDate, _ failedChecks: [String], _ state: BudgetState
) throws(Rejection) -> [Event] {
  try guardYearOpen(year, state)
  guard state.volumes.movedYears.contains(year) else { throw .yearHasNoEntries(year) }
  try guardEarlierYearsClosed(year, state)
  guard let next = year.next else { throw .yearClosed(year, closedAt: 0) }
  try guardYearOpen(next, state)
  let pendingProposals = state.pendingProposals.keys.sorted()
  guard pendingProposals.isEmpty else { throw .proposalsPending(pendingProposals) }
  let pendingAdjustments = state.pendingAdjustments.filter { $0.value.entry.line.year == year }
  guard pendingAdjustments.isEmpty else {
    throw .adjustmentsPending(year, pendingAdjustments.keys.sorted())
  }
  let lines = state.lines.all(in: year)
  let negative = lines.filter {
    $0.value.totals.closingInFen < 0 || $0.value.totals.freeAuthorityInFen < 0
  }.keys.sorted()
  guard negative.isEmpty else {
    throw .linesNegative(negative.map { NegativeLine(line: $0, totals: state.totals(of: $0)) })
  }
  guard failedChecks.isEmpty else { throw .checksFail(year, failedChecks) }
  let isTooMuch = lines.values.contains { $0.totals.closingInFen > Amount.limitInFen }
  guard !isTooMuch else { throw .exceedsLedgerCapacity(.openingBalance, next) }
  let carryOvers = state.carryOvers(of: year)
  let events = carryOvers.map { Event.balanceCarriedOver($0) }
  try guardCapacity(of: events.flatMap(\.movements), state)
  try guardNet(events.flatMap(\.movements), state)
  return [.yearClosed(YearClosing(year: year, date: date))] + events
}

private func guardEarlierYearsClosed(
  _ year: FiscalYear, _ state: BudgetState
) throws(Rejection) {
  let earlier = state.volumes.movedYears.filter { $0 < year }
  for open in earlier.sorted() where !state.yearState(of: open).isClosed {
    throw .earlierYearOpen(open, year)
  }
}

/// What a year leaves is carried into the next one, so nothing changes before a closed year.
func guardLaterYearsOpen(_ year: FiscalYear, _ state: BudgetState) throws(Rejection) {
  let later = state.years.filter { $0.key > year && $0.value.isClosed }.keys.max()
  if let later { throw .laterYearClosed(year, later) }
}

func guardReopening(
  _ year: FiscalYear, _ reason: String?, _ state: BudgetState
) throws(Rejection) {
  guard let reason, !reason.isEmpty else { throw .textMissing(field: .reason) }
  guard state.yearState(of: year).isClosed else { throw .yearNotClosed(year) }
  try guardLaterYearsOpen(year, state)
}

extension BudgetState {
  /// What closing `year` carries over: per line and year of origin, beyond what an earlier closing
  /// of it carried. In the order of the lines, the oldest origin first.
  ///
  /// Money is spent oldest first, so what is left is the newest.
  public func carryOvers(of year: FiscalYear) -> [CarryOver] {
    lines.all(in: year).sorted { $0.key < $1.key }.flatMap { line, lineState in
      carryOvers(of: line, lineState)
    }
  }

  private func carryOvers(of line: BudgetLine, _ lineState: LineState) -> [CarryOver] {
    let isEnded = line.project.flatMap { projects[$0] }?.isEnded ?? false
    let state: CarryOverState = isEnded ? .surplus : .continuing
    var wanted: [CarriedKey: Int64] = [:]
    for (origin, fen) in remainders(of: line, lineState) where fen != 0 {
      wanted[CarriedKey(originYear: origin, state: state)] = fen
    }
    let keys = Set(wanted.keys).union(lineState.carried.keys).sorted {
      ($0.originYear, $0.state.rawValue) < ($1.originYear, $1.state.rawValue)
    }
    return keys.compactMap { key in
      let difference = (wanted[key] ?? 0) - (lineState.carried[key] ?? 0)
      guard difference != 0, let amount = Amount(fen: difference) else { return nil }
      return CarryOver(
        line: line, amount: amount, state: key.state, originYear: key.originYear)
    }
  }

  /// What is left on a line by year of origin, newest money last spent.
  private func remainders(
    of line: BudgetLine, _ lineState: LineState
  ) -> [(origin: FiscalYear, fen: Int64)] {
    let totals = lineState.totals
    var sources: [(FiscalYear, Int64)] = [
      (line.year, totals.incomeInFen + totals.fundBalanceAppliedInFen)
    ]
    var older = lineState.origins
    older[line.year.previous ?? line.year, default: 0] += totals.adjustedInFen
    sources += older.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    var left = totals.closingInFen
    var remainders: [(origin: FiscalYear, fen: Int64)] = []
    for (origin, available) in sources where left > 0 && available > 0 {
      let share = min(left, available)
      remainders.append((origin, share))
      left -= share
    }
    // Negative adjustments beyond their origin leave a rest, which belongs to the oldest money.
    if left > 0, let last = remainders.indices.last { remainders[last].fen += left }
    return remainders
  }
}
