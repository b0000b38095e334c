// Recording one entry from the texts a person gave as flags.

public import BudgetDomain

extension Ledger {
  /// Records the entry that `texts` describe, as one row of an import file would be recorded.
  ///
  /// - Parameters:
  ///   - source: what to call the input in messages.
  ///   - procedure: whether it counts at once, waits for its procedure, or for a second person.
  ///   - override: who lets it pass control rules, where the policy allows it.
  /// - Throws: ``LedgerError/badInput(source:_:)`` with every problem by flag, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func record(
    _ texts: EntryTexts, named source: String, actor: String,
    as procedure: EntryProcedure = .direct, override: OverrideRequest? = nil,
    isDryRun: Bool = false, expectedPosition: UInt64? = nil
  ) throws(LedgerError) -> RecordOutcome {
    var reader = EntryReader(texts)
    guard var submission = reader.submission(defaultActor: actor) else {
      throw .badInput(source: source, reader.problems)
    }
    submission.override = override
    switch procedure {
    case .direct: break
    case .proposal: submission.command = .propose(submission.command)
    case .pending:
      guard let adjustment = submission.command.asAdjustment else {
        throw .notAnAdjustment
      }
      submission.command = .submitAdjustment(adjustment)
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

/// How an entry comes to count.
public enum EntryProcedure: Hashable, Sendable {
  /// At once.
  case direct
  /// When a second person approves it.
  case proposal
  /// When its procedure is complete; for supplements, reductions and virements.
  case pending
}

extension Command {
  /// The command as an adjustment that can wait for its procedure, or `nil`.
  var asAdjustment: BudgetAdjustment? {
    switch self {
    case .supplementAppropriation(let entry): .supplement(entry)
    case .reduceAppropriation(let entry): .reduction(entry)
    case .approveVirement(let virement): .virement(virement)
    default: nil
    }
  }
}
