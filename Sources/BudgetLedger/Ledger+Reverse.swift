// Taking back an entry: the façade fetches what is to be reversed, the domain decides.

public import BudgetDomain

extension Ledger {
  /// Takes back the entry at `position` in full (红字冲销). The entry itself stays.
  ///
  /// - Parameter date: when the reversal is made; today in Beijing time where `nil`.
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func reverse(
    _ position: UInt64, date: EffectiveDate? = nil, reason: String, document: String? = nil,
    actor: String, isDryRun: Bool = false, expectedPosition: UInt64? = nil
  ) throws(LedgerError) -> RecordOutcome {
    try refresh()
    let target = try event(at: position)
    let command = Command.reverseEntry(
      target: target, date: date ?? environment.today, document: document)
    return try record(
      [Submission(command, actor: actor, reason: reason)], isDryRun: isDryRun,
      expectedPosition: expectedPosition)
  }
}
