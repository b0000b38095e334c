// `juesuan project`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

enum ProjectsCommand {
  /// A project, and where it stands; `nil` where budget lines name it and nobody registered it.
  private typealias Row = (project: ProjectName, state: ProjectState?)

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let format: TableFormat = try readingArguments { () throws(UsageProblem) in
      try invocation.format()
    }
    let open = try OpenLedger(invocation, console)
    let rows = rows(open.ledger)
    let text =
      switch format {
      case .text: table(rows, console.language).text
      case .csv: table(rows, console.language).csv
      case .json: try json(rows, open)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private static func rows(_ ledger: Ledger) -> [Row] {
    let columns = ledger.columns
    let numbers = Set(columns.project).subtracting([0])
    let named = numbers.compactMap { ProjectName(columns.projects[$0 - 1]) }
    let registered = ledger.projects
    return Set(named).union(registered.keys).sorted().map { ($0, registered[$0]) }
  }

  private static func table(_ rows: [Row], _ language: Language) -> PlainTable {
    let titles = [EntryField.project.label, Phrase(zh: "状态", en: "state")]
    return PlainTable(
      columns: titles.map { PlainTable.Column($0.text(language)) },
      rows: rows.map { row in
        let state =
          row.state.map { Phrase(zh: $0.officialTerm, en: $0.rawValue) }
          ?? Phrase(zh: "未登记", en: "not registered")
        return [row.project.text, state.text(language)]
      })
  }

  private static func json(_ rows: [Row], _ open: OpenLedger) throws(Failure) -> String {
    JSONValue.object([
      JSONValue.Member("schema", "juesuan/projects/1"),
      JSONValue.Member("as_of", try open.asOf(Moment()).json),
      JSONValue.Member(
        "projects",
        .array(
          rows.map {
            .object([
              JSONValue.Member("project", .string($0.project.text)),
              JSONValue.Member("state", JSONValue($0.state?.rawValue)),
            ])
          })),
    ]).text
  }
}
