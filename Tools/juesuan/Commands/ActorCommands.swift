// `juesuan actor register` and `juesuan actor list`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

enum RegisterActorCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let word = invocation.value(CommandTable.actorRole) ?? ""
    guard let role = ActorRole(word: word) else {
      throw Failure(
        usage: .valueUnknown(
          word, place: CommandTable.actorRole.name, choices: ActorRole.allCases.map(\.word)))
    }
    let terms = try invocation.writingTerms()
    let open = try OpenLedger(invocation, console)
    let registration = ActorRegistration(name: invocation.operands[0], role: role)
    let outcome = try open.use(source: "juesuan actor register") { (ledger) throws(LedgerError) in
      try ledger.record(
        [Submission(.registerActor(registration), actor: terms.actor)], isDryRun: terms.isDryRun,
        expectedPosition: terms.expectedPosition)
    }
    return try console.report(open, outcome)
  }
}

enum ActorsCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let format: TableFormat = try readingArguments { () throws(UsageProblem) in
      try invocation.format()
    }
    let open = try OpenLedger(invocation, console)
    let actors = open.ledger.actors.sorted { ($0.value.word, $0.key) < ($1.value.word, $1.key) }
    let text =
      switch format {
      case .text: page(actors, console.language)
      case .csv: table(actors, console.language).csv
      case .json: try json(actors, open)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private static func page(
    _ actors: [(key: String, value: ActorRole)], _ language: Language
  ) -> String {
    guard actors.isEmpty else { return table(actors, language).text }
    return Phrase(
      zh: "还没有登记任何人，谁都可以记账 · 登记：juesuan actor register 姓名 --role 负责人\n",
      en: "nobody is registered, so everybody may record · to begin: juesuan actor register NAME "
        + "--role head\n"
    ).text(language)
  }

  private static func table(
    _ actors: [(key: String, value: ActorRole)], _ language: Language
  ) -> PlainTable {
    let titles = [EntryField.name.label, Phrase(zh: "角色", en: "role")]
    return PlainTable(
      columns: titles.map { PlainTable.Column($0.text(language)) },
      rows: actors.map { name, role in
        [name, language == .chinese ? role.officialTerm : role.word]
      })
  }

  private static func json(
    _ actors: [(key: String, value: ActorRole)], _ open: OpenLedger
  ) throws(Failure) -> String {
    JSONValue.object([
      JSONValue.Member("schema", "juesuan/actors/1"),
      JSONValue.Member("as_of", try open.asOf(Moment()).json),
      JSONValue.Member(
        "actors",
        .array(
          actors.map {
            .object([
              JSONValue.Member("name", .string($0.key)),
              JSONValue.Member("role", .string($0.value.word)),
            ])
          })),
    ]).text
  }
}
