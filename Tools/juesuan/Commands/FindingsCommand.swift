// `juesuan findings`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

enum FindingsCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (year: try invocation.year(Options.forYear), format: try invocation.format())
    }
    let open = try OpenLedger(invocation, console)
    let findings = try open.use { (ledger) throws(LedgerError) in
      try ledger.findings(for: asked.year)
    }
    let text =
      switch asked.format {
      case .text:
        findings.isEmpty
          ? Phrase(zh: "没有需要关注的记录\n", en: "nothing was found\n").text(console.language)
          : table(findings, console.language).text
      case .csv: table(findings, console.language).csv
      case .json: try json(findings, asked.year, open, console.language)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return findings.isEmpty ? .done : .foundSomething
  }

  private static func table(_ findings: [Finding], _ language: Language) -> PlainTable {
    let titles = [
      Phrase(zh: "序号", en: "position"), EntryField.year.label, Phrase(zh: "类别", en: "kind"),
      Phrase(zh: "内容", en: "what"),
    ]
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column($1.text(language), alignment: $0 == 0 ? .right : .left)
      },
      rows: findings.map {
        [
          "\($0.position)", "\($0.year.number)", $0.kind.name.text(language),
          $0.what.text(language),
        ]
      })
  }

  private static func json(
    _ findings: [Finding], _ year: FiscalYear?, _ open: OpenLedger, _ language: Language
  ) throws(Failure) -> String {
    let rows = findings.map {
      JSONValue.object([
        JSONValue.Member("position", JSONValue($0.position)),
        JSONValue.Member("year", .integer(Int64($0.year.number))),
        JSONValue.Member("kind", .string($0.kind.rawValue)),
        JSONValue.Member("what", .string($0.what.text(language))),
      ])
    }
    return JSONValue.object([
      JSONValue.Member("schema", "juesuan/findings/1"),
      JSONValue.Member("year", year.map { .integer(Int64($0.number)) } ?? .null),
      JSONValue.Member("as_of", try open.asOf(Moment()).json),
      JSONValue.Member("findings", .array(rows)),
    ]).text
  }
}

extension Finding.Kind {
  /// What people call it.
  fileprivate var name: Phrase {
    switch self {
    case .override: Phrase(zh: "越权记录", en: rawValue)
    case .duringReopening: Phrase(zh: "反结账期间", en: rawValue)
    }
  }
}
