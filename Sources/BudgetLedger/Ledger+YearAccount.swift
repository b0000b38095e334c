// What texts about a year are made from and checked against.

public import BudgetDomain
public import Projections
public import Statements

extension Ledger {
  /// Everything a text about `year` may say as of `moment`: statements, sums, facts, changes of
  /// the budget.
  ///
  /// - Throws: as ``statementSet(for:at:tableSet:money:)`` and ``events(at:)``.
  /// - Complexity: O(n) in the facts of the ledger.
  public func yearAccount(
    for year: FiscalYear, at moment: Moment = Moment(), tableSet: String? = nil
  ) throws(LedgerError) -> YearAccount {
    let set = try statementSet(for: year, at: moment, tableSet: tableSet)
    var previous: FigureCube?
    if let earlier = year.previous, fold.state.movedYears.contains(earlier) {
      previous = try cube(of: earlier, at: moment)
    }
    try checkRows()
    return YearAccount(
      set: set, cube: FigureCube(of: columns, year: year, at: moment), previous: previous,
      facts: try facts(at: moment), budgetChanges: try budgetChanges(of: year, at: moment),
      explanations: checkExplanations(for: year), catalogue: catalogue, unit: opening?.unit ?? "",
      columns: columns)
  }

  /// Whether what counts at `date` and stands at `position` is inside the moment.
  private func isInside(_ moment: Moment, _ position: UInt64, _ date: EffectiveDate?) -> Bool {
    guard position < moment.endPosition ?? size else { return false }
    guard let through = moment.throughDate, let date else { return true }
    return date <= through
  }

  private func facts(at moment: Moment) throws(LedgerError) -> [YearAccount.ReportedFact] {
    let positions = columns.positions(ofTypes: [.factReported])
    var facts: [YearAccount.ReportedFact] = []
    for recorded in try events(at: positions) {
      guard case .factReported(let report) = recorded.event,
        isInside(moment, recorded.envelope.position, report.date)
      else { continue }
      facts.append(
        YearAccount.ReportedFact(report: report, position: recorded.envelope.position))
    }
    return facts
  }

  private func budgetChanges(
    of year: FiscalYear, at moment: Moment
  ) throws(LedgerError) -> [YearAccount.BudgetChange] {
    let kinds: Set<EntryKind> = [.appropriation, .supplement, .reduction, .virement]
    let entries = columns.entryFacts(of: year).filter {
      kinds.contains($0.kind) && $0.amountInFen > 0 && !$0.isReversed
        && $0.type != .entryReversed && isInside(moment, $0.position, $0.date)
    }
    var events: [UInt64: RecordedEvent] = [:]
    for recorded in try self.events(at: Set(entries.map(\.position)).sorted()) {
      events[recorded.envelope.position] = recorded
    }
    return entries.map { entry in
      let recorded = events[entry.position]
      let memo = recorded?.event.entry?.memo
      return YearAccount.BudgetChange(
        kind: entry.kind, amountInFen: entry.amountInFen,
        item: recorded?.envelope.reason ?? memo ?? entry.kind.officialTerm,
        document: recorded?.event.document, position: entry.position)
    }
  }
}
