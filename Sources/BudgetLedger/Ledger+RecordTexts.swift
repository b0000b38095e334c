// Recording one entry from the texts a person gave as flags.

import BudgetDomain

extension Ledger {
  /// Records the entry that `texts` describe, as one row of an import file would be recorded.
  ///
  /// - Parameter source: what to call the input in messages.
  /// - Throws: ``LedgerError/badInput(source:_:)`` with every problem by flag, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func record(
    _ texts: EntryTexts, named source: String, actor: String, isDryRun: Bool = false,
    expectedPosition: UInt64? = nil
  ) throws(LedgerError) -> RecordOutcome {
    var reader = EntryReader(texts)
    guard let submission = reader.submission(defaultActor: actor) else {
      throw .badInput(source: source, reader.problems)
    }
    do throws(LedgerError) {
      return try record([submission], isDryRun: isDryRun, expectedPosition: expectedPosition)
    } catch {
      guard case .rejected(let rejected) = error else { throw error }
      let faults = rejected.compactMap { refused in
        refused.rejection.field.map { field in
          InputProblem(
            row: nil, column: texts.name(of: field), excerpt: texts.text(field),
            wording: refused.rejection.wording)
        }
      }
      guard faults.isEmpty else { throw .badInput(source: source, faults) }
      throw error
    }
  }
}
