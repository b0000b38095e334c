// `juesuan statements --for YEAR`.

import BudgetDomain
import BudgetLedger
import Glibc
import Presentation
import Statements

enum StatementsCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<FormFormat>(invocation)
    let output = invocation.value(Options.output)
    let isFolder = output.map { $0 != "-" && OutputFormat(path: $0) == nil } ?? false
    if terms.format == .csv, !isFolder {
      throw Failure(.usage, FolderMissing(), place: Options.output.name)
    }
    let open = try OpenLedger(invocation, console, asksTables: true)
    let moment = try invocation.moment(open)
    let set = try open.statementSet(
      terms, at: moment, tableSet: try invocation.tableSet(for: terms.year, open))
    open.tellIndex(console)
    let asOf = try open.asOf(moment)
    func tables() -> [(code: String, table: FormTable)] {
      set.statements.map {
        ($0.form.code, FormTable($0, asOf: asOf, language: console.language))
      }
    }
    switch terms.format {
    case .text:
      try console.deliver(tables().map(\.table.text).joined(separator: "\n"), to: output)
    case .json:
      try console.deliver(StatementSetJSON.value(of: set, asOf: asOf).text, to: output)
    case .html:
      let context = try open.pageContext(terms.year, at: moment, console.language)
      try console.deliver(StatementPage(set, context).html, to: output)
    case .xlsx:
      let context = try open.pageContext(terms.year, at: moment, console.language)
      let workbook = StatementWorkbook(
        set, context, checkpointText: try open.checkpointText(asOf))
      try console.deliver(workbook, to: output)
    case .csv:
      let folder = output ?? ""
      try make(folder)
      for (code, table) in tables() {
        try console.deliver(table.csv, to: "\(folder)/\(code).csv")
      }
    }
    let explanations = open.ledger.checkExplanations(for: terms.year)
    return console.tell(set.failures, explanations)
  }

  /// Makes the folder where it does not exist.
  private static func make(_ folder: String) throws(Failure) {
    try OutputPlace.refuseLedger(folder)
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw .system("mkdir", folder, code: .cannotCreate)
    }
  }
}

/// Several tables as comma-separated text without a folder to write them to.
struct FolderMissing: Worded {
  var wording: Wording {
    Wording(
      name: "folderMissing",
      what: Phrase(
        zh: "全套报表写成 CSV 是一表一个文件。", en: "Every table becomes a CSV file of its own."),
      next: Phrase(
        zh: "加 -o 目录；只要一张表：juesuan statement FORM --for YEAR --format csv",
        en: "Add -o DIR; for one table: juesuan statement FORM --for YEAR --format csv"))
  }
}
