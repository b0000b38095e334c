// `juesuan correct POSITION --reason TEXT --set FIELD=VALUE`.

import BudgetDomain
import BudgetLedger

enum CorrectCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try invocation.writingTerms()
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        position: try invocation.position(ofOperand: 0),
        changes: try changes(invocation.allValues(CommandTable.change)),
        date: try invocation.date(Options.field(.date))
      )
    }
    let open = try OpenLedger(invocation, console)
    let outcome = try open.use(source: "juesuan correct") { (ledger) throws(LedgerError) in
      try ledger.correct(
        asked.position, setting: asked.changes, date: asked.date, reason: invocation.reason,
        document: invocation.value(Options.field(.document)), actor: terms.actor,
        override: terms.override, isDryRun: terms.isDryRun,
        expectedPosition: terms.expectedPosition)
    }
    return try console.report(open, outcome)
  }

  /// The fields that a correction can change. Who recorded an entry, and under which key, is no
  /// part of its content.
  static let fields = EntryField.importColumns.filter {
    ![.actor, .key, .metric, .value].contains($0)
  }

  private static func changes(
    _ texts: [String]
  ) throws(UsageProblem) -> [EntryField: String] {
    var changes: [EntryField: String] = [:]
    for text in texts {
      let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else {
        throw .valueUnknown(text, place: "--set", choices: ["FIELD=VALUE"])
      }
      let name = halves[0].replacing("-", with: "_")
      guard let field = EntryField(header: name), fields.contains(field) else {
        throw .valueUnknown(
          String(halves[0]), place: "--set", choices: fields.map { "\($0.rawValue)" })
      }
      guard changes[field] == nil else { throw .optionGivenTwice("--set \(field.rawValue)") }
      changes[field] = String(halves[1])
    }
    return changes
  }
}
