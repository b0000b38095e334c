// `juesuan record KIND`.

import BudgetDomain
import BudgetLedger

enum RecordCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let word = invocation.operands[0]
    guard EntryKind(word: word) != nil else {
      let choices = EntryKind.allCases.map(\.word)
      throw Failure(usage: .valueUnknown(word, place: "KIND", choices: choices))
    }
    let actor = try invocation.actor()
    let expected = try readingArguments { () throws(UsageProblem) in
      try invocation.number(Options.expectPosition)
    }
    let open = try OpenLedger(invocation, console)
    let outcome = try open.use(source: "juesuan record") { (ledger) throws(LedgerError) in
      try ledger.record(
        texts(invocation), named: "juesuan record", actor: actor,
        isDryRun: invocation.has(Options.dryRun), expectedPosition: expected)
    }
    open.tellSetAside(console)
    try console.report(RecordReport(open, outcome).text(console.language))
    return .done
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
