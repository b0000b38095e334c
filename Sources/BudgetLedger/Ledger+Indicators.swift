// Performance indicators: the figures they are computed from, and the scores that people give.

public import BudgetDomain
import EventStorage
public import Projections
public import Statements

extension Ledger {
  /// What indicators of `year` are computed from as of `moment`; for one project where it is named.
  ///
  /// Where no forms are valid in that year, formulas over cells have no value.
  ///
  /// - Throws: as ``statement(_:for:at:tableSet:money:)``.
  /// - Complexity: O(n) in the facts of the ledger.
  public func indicatorFigures(
    for year: FiscalYear, project: ProjectName? = nil, at moment: Moment = Moment(),
    tableSet: String? = nil
  ) throws(LedgerError) -> IndicatorFigures {
    try checkRows()
    let positions = columns.positions(ofTypes: [.factReported, .performanceScored])
      .filter { $0 < moment.endPosition ?? size }
    var facts: [RecordedFact] = []
    var scores: [RecordedScore] = []
    for recorded in try events(at: positions) {
      let envelope = recorded.envelope
      switch recorded.event {
      case .factReported(let report) where report.year == year:
        facts.append(RecordedFact(position: envelope.position, report: report))
      case .performanceScored(let score) where score.year == year:
        scores.append(
          RecordedScore(
            position: envelope.position, actor: envelope.actor, reason: envelope.reason ?? "",
            score: score))
      default: break
      }
    }
    return IndicatorFigures(
      project: project, statements: try statementsIfAny(year, moment, tableSet),
      cube: FigureCube(of: columns, year: year, at: moment), columns: columns, facts: facts,
      scores: scores)
  }

  private func statementsIfAny(
    _ year: FiscalYear, _ moment: Moment, _ tableSet: String?
  ) throws(LedgerError) -> [Statement] {
    do throws(LedgerError) {
      return try statementSet(for: year, at: moment, tableSet: tableSet).statements
    } catch {
      guard case .noForm = error, tableSet == nil else { throw error }
      return []
    }
  }

  /// Records a score that somebody gives to an indicator (自评、评价得分).
  ///
  /// - Throws: as ``record(_:isDryRun:expectedPosition:)``.
  public func score(
    _ score: PerformanceScore, reason: String?, actor: String, isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    try record(
      [Submission(.scorePerformance(score), actor: actor, reason: reason)], isDryRun: isDryRun)
  }
}
