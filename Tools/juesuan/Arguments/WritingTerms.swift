// What every writing command takes: who writes, and under which conditions.

import BudgetDomain
import BudgetLedger

/// Who writes, and under which conditions.
struct WritingTerms: Sendable {
  let actor: String
  /// Whether nothing is to be written.
  let isDryRun: Bool
  /// How many events the ledger must hold, where somebody looked before.
  let expectedPosition: UInt64?
  /// Who lets control rules be passed over, where somebody does.
  let override: OverrideRequest?
}

extension Invocation {
  /// The terms on which the command writes.
  func writingTerms() throws(Failure) -> WritingTerms {
    let actor = try actor()
    return try readingArguments { () throws(UsageProblem) in
      WritingTerms(
        actor: actor, isDryRun: has(Options.dryRun),
        expectedPosition: try number(Options.expectPosition), override: try override())
    }
  }

  /// The permission to pass over control rules: a name and a reason, or neither.
  private func override() throws(UsageProblem) -> OverrideRequest? {
    switch (value(Options.allowedBy), value(Options.overrideReason)) {
    case (nil, nil): return nil
    case (.some(let name), .some(let reason)):
      return OverrideRequest(allowedBy: name, reason: reason)
    case (.some, nil):
      throw .pairIncomplete(missing: Options.overrideReason.name, given: Options.allowedBy.name)
    case (nil, .some):
      throw .pairIncomplete(missing: Options.allowedBy.name, given: Options.overrideReason.name)
    }
  }

  /// The operand at `index` as a fiscal year.
  func year(ofOperand index: Int) throws(UsageProblem) -> FiscalYear {
    guard let year = FiscalYear(text: operands[index]) else {
      throw .valueUnknown(operands[index], place: "YEAR", choices: ["YYYY"])
    }
    return year
  }
}

extension SubmissionKind {
  /// The fields that facts of this kind cannot do without, whatever else they say.
  var neededFields: [EntryField] {
    let line: [EntryField] = [.date, .amount, .source, .function, .nature]
    return switch self {
    case .fact: [.date, .metric, .value]
    case .virement: line + [.toFunction, .toNature]
    case .priorYearAdjustment: line + [.reason]
    case .expenditure, .refund: line + [.economic]
    default: line
    }
  }
}
