// `juesuan record KIND` and `juesuan propose KIND`.

import BudgetDomain
import BudgetLedger

enum RecordCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let source = "juesuan \(invocation.verb.rawValue)"
    try readingArguments { () throws(UsageProblem) in try checkFlags(invocation) }
    let terms = try invocation.writingTerms()
    let open = try OpenLedger(invocation, console)
    let outcome = try open.use(source: source) { (ledger) throws(LedgerError) in
      try ledger.record(
        texts(invocation), named: source, actor: terms.actor, as: procedure(invocation),
        override: terms.override, isDryRun: terms.isDryRun,
        expectedPosition: terms.expectedPosition)
    }
    return try console.report(open, outcome)
  }

  private static func procedure(_ invocation: Invocation) -> EntryProcedure {
    if invocation.verb == .propose { return .proposal }
    return invocation.has(Options.pending) ? .pending : .direct
  }

  /// Refuses flags that are missing for the kind, or that would have no effect on it.
  private static func checkFlags(_ invocation: Invocation) throws(UsageProblem) {
    let word = invocation.operands[0]
    guard let kind = SubmissionKind(word: word) else {
      let choices = SubmissionKind.allCases.map(\.word)
      throw .valueUnknown(word, place: "KIND", choices: choices)
    }
    for field in kind.neededFields where !invocation.has(Options.field(field)) {
      throw .fieldMissing(field, kind, invocation.verb)
    }
    if kind != .expenditure, invocation.has(Options.allowedBy) {
      throw .optionNotForKind(Options.allowedBy.name, kind)
    }
  }

  /// The operand and the flags as the fields of an entry. `--actor` is not among them: it says who
  /// records, for every command alike.
  private static func texts(_ invocation: Invocation) -> EntryTexts {
    var texts: [EntryField: String] = [.kind: invocation.operands[0]]
    var names: [EntryField: String] = [.kind: "KIND"]
    for field in EntryField.importColumns where field != .actor {
      let option = Options.field(field)
      names[field] = names[field] ?? option.name
      texts[field] = texts[field] ?? invocation.value(option)
    }
    return EntryTexts(row: nil, texts, names: names)
  }
}
