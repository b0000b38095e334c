// Closing and reopening years.

public import BudgetDomain
import Projections
import Statements

/// What closing a year came to, or would come to.
public struct ClosingOutcome: Sendable {
  /// What was recorded: the closing and one carry-over per line and year of origin.
  public let outcome: RecordOutcome
  /// What is carried over.
  public let carryOvers: [CarryOver]
  /// Carry-overs whose money has not been used for two years: to be taken back by the finance
  /// bureau under most local rules (财预〔2016〕18号 第3条). Proposed, never done by itself.
  public let lapsing: [CarryOver]
}

extension Ledger {
  /// How many years money may stay unused before its lapse is proposed.
  public static let yearsUntilLapse = 2

  /// Closes `year`: refuses while anything is out of order, then carries what is left into the
  /// next year, line by line and with its year of origin.
  ///
  /// - Throws: as ``record(_:isDryRun:expectedPosition:)``.
  public func close(
    _ year: FiscalYear, date: EffectiveDate? = nil, actor: String, isDryRun: Bool = false,
    expectedPosition: UInt64? = nil
  ) throws(LedgerError) -> ClosingOutcome {
    try refresh()
    let command = Command.closeYear(
      year, date: date ?? environment.today, failedChecks: failedChecks(of: year))
    let outcome = try record(
      [Submission(command, actor: actor)], isDryRun: isDryRun, expectedPosition: expectedPosition)
    let carryOvers = outcome.recorded.compactMap { recorded in
      if case .balanceCarriedOver(let carryOver) = recorded.event { carryOver } else { nil }
    }
    let lapsing = carryOvers.filter {
      $0.amount > .zero && $0.originYear.number <= year.number - Self.yearsUntilLapse
    }
    return ClosingOutcome(outcome: outcome, carryOvers: carryOvers, lapsing: lapsing)
  }

  /// Opens a closed year again.
  ///
  /// - Parameter isProposal: prepare it for a second person instead of doing it.
  /// - Throws: as ``record(_:isDryRun:expectedPosition:)``.
  public func reopen(
    _ year: FiscalYear, date: EffectiveDate? = nil, reason: String, actor: String,
    isProposal: Bool = false, isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    let command = Command.reopenYear(year, date: date ?? environment.today)
    return try record(
      [Submission(isProposal ? .propose(command) : command, actor: actor, reason: reason)],
      isDryRun: isDryRun)
  }

  /// Whether `year` is open, closed or reopened.
  public func yearState(of year: FiscalYear) -> YearState { fold.state.yearState(of: year) }

  /// The policy in force for `year`.
  public func policy(for year: FiscalYear) -> Policy { fold.state.policy(for: year) }

  /// The type of the unit, once it was described.
  public var unitType: UnitType? { fold.state.unitType }

  /// The register of actors: names and roles; empty where nobody is registered.
  public var actors: [String: ActorRole] { fold.state.actors }

  /// Where each registered project stands.
  public var projects: [ProjectName: ProjectState] { fold.state.projects }

  /// Proposals that wait for a decision, by position.
  public var pendingProposals: [UInt64: PendingProposal] { fold.state.pendingProposals }

  /// Adjustments that wait for their procedure, by position.
  public var pendingAdjustments: [UInt64: BudgetAdjustment] { fold.state.pendingAdjustments }

  /// The audit formulas of severity error that fail in the forms of the year, by name. A table set
  /// without forms for the year has none to fail.
  private func failedChecks(of year: FiscalYear) -> [String] {
    guard let set = try? statementSet(for: year) else { return [] }
    let explained = checkExplanations(for: year)
    var names: [String] = []
    for (form, outcome) in set.failedChecks where outcome.check.severity == .error {
      let name = (form.map { "\($0) " } ?? "") + outcome.check.id
      // A check that is made row by row may fail in several rows; its name is said once.
      if explained[name] == nil, !names.contains(name) { names.append(name) }
    }
    return names
  }
}
