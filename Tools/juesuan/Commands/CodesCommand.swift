// `juesuan codes [function|economic]`.

import BudgetDomain
import BudgetLedger
import Presentation

enum CodesCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      var systems = CodeSystem.allCases
      if let word = invocation.operands.first { systems = [try system(word)] }
      return (
        systems: systems, year: try invocation.year(Options.forYear),
        format: try invocation.format() as TableFormat
      )
    }
    let catalogue = try catalogue(invocation, console)
    let prefix = invocation.value(CommandTable.codePrefix) ?? ""
    var rows: [(system: CodeSystem, entry: CodeEntry)] = []
    for system in asked.systems {
      for entry in catalogue.list(of: system).sortedEntries
      where String(entry.code).hasPrefix(prefix) && (asked.year.map(entry.isValid) ?? true) {
        rows.append((system, entry))
      }
    }
    let text =
      switch asked.format {
      case .text: table(rows, console.language).text
      case .csv: table(rows, console.language).csv
      case .json: json(rows)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  /// The code system called `word`.
  static func system(_ word: String) throws(UsageProblem) -> CodeSystem {
    guard let system = CodeSystem(word: word) else {
      throw .valueUnknown(word, place: "codes", choices: CommandTable.codeSystemWords)
    }
    return system
  }

  /// The lists of the ledger, or the built-in ones where no ledger is named.
  private static func catalogue(
    _ invocation: Invocation, _ console: Console
  ) throws(Failure) -> ClassificationCatalogue {
    guard
      invocation.has(Options.ledger)
        || Surroundings.variable(Surroundings.ledgerVariable) != nil
    else { return .builtIn }
    return try OpenLedger(invocation, console).ledger.catalogue
  }

  private static func table(
    _ rows: [(system: CodeSystem, entry: CodeEntry)], _ language: Language
  ) -> PlainTable {
    let titles = [
      Phrase(zh: "体系", en: "system"), Phrase(zh: "科目", en: "code"),
      Phrase(zh: "名称", en: "name"), Phrase(zh: "起始年度", en: "valid_from_year"),
      Phrase(zh: "终止年度", en: "valid_to_year"),
    ]
    return PlainTable(
      columns: titles.map { PlainTable.Column($0.text(language)) },
      rows: rows.map { system, entry in
        [
          system.word, String(entry.code), entry.name, entry.validFromYear.map(String.init) ?? "",
          entry.validToYear.map(String.init) ?? "",
        ]
      })
  }

  private static func json(_ rows: [(system: CodeSystem, entry: CodeEntry)]) -> String {
    func year(_ number: Int?) -> JSONValue { number.map { .integer(Int64($0)) } ?? .null }
    let codes = rows.map { system, entry in
      JSONValue.object([
        JSONValue.Member("system", .string(system.word)),
        JSONValue.Member("code", .string(String(entry.code))),
        JSONValue.Member("name", .string(entry.name)),
        JSONValue.Member("valid_from_year", year(entry.validFromYear)),
        JSONValue.Member("valid_to_year", year(entry.validToYear)),
      ])
    }
    return JSONValue.object([
      JSONValue.Member("schema", "juesuan/codes/1"), JSONValue.Member("codes", .array(codes)),
    ]).text
  }
}
