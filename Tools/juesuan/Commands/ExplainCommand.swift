// `juesuan explain FORM CELL --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum ExplainCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<TableFormat>(invocation)
    let page = try readingArguments { () throws(UsageProblem) in
      (
        skip: try number(CommandTable.Figures.skip, invocation, terms),
        limit: try number(CommandTable.Figures.limit, invocation, terms)
      )
    }
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: terms.year, open)
    let statement = try open.use { (ledger) throws(LedgerError) in
      try ledger.statement(
        invocation.operands[0], for: terms.year, at: moment, tableSet: tableSet,
        money: terms.money)
    }
    let explanation = try explanation(of: invocation.operands[1], in: statement, open)
    let documents = try open.documentNumbers(of: explanation.events.map(\.position))
    let report = ExplanationReport(explanation, of: statement, documents: documents)
    let text =
      switch terms.format {
      case .text:
        report.text(console.language, events: shown(page, of: report.eventCount))
      case .csv: report.csv(console.language)
      case .json: report.json(asOf: try open.asOf(moment)).text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  /// A count that only a page of text obeys.
  private static func number(
    _ option: OptionDescription, _ invocation: Invocation, _ terms: StatementTerms<TableFormat>
  ) throws(UsageProblem) -> Int? {
    guard let number = try invocation.number(option) else { return nil }
    guard terms.format == .text else {
      throw .optionNotForFormat(option.name, terms.format.output)
    }
    return Int(clamping: number)
  }

  private static func shown(_ page: (skip: Int?, limit: Int?), of count: Int) -> Range<Int> {
    let first = min(page.skip ?? 0, count)
    return first..<(first + min(page.limit ?? count, count - first))
  }

  private static func explanation(
    of text: String, in statement: Statement, _ open: OpenLedger
  ) throws(Failure) -> Explanation {
    guard let address = CellAddress(text: text),
      let explanation = open.ledger.explanation(of: address, in: statement)
    else {
      throw Failure(.badInput, CellUnknown(text: text, statement: statement), place: open.path)
    }
    return explanation
  }
}

extension OpenLedger {
  /// The document numbers (文号) of the events at `positions`, by position.
  func documentNumbers(of positions: [UInt64]) throws(Failure) -> [UInt64: String] {
    let wanted = Set(positions).sorted()
    let events = try use { (ledger) throws(LedgerError) in try ledger.events(at: wanted) }
    var numbers: [UInt64: String] = [:]
    for recorded in events { numbers[recorded.envelope.position] = recorded.event.document }
    return numbers
  }
}

/// A cell that the statement does not have.
struct CellUnknown: Worded {
  let text: String
  let statement: Statement

  var wording: Wording {
    let form = statement.form
    return Wording(
      name: "unknownCell",
      what: Phrase(
        zh: "表 \(form.tableSet)/\(form.code) 没有单元格 \(text)。",
        en: "Form \(form.tableSet)/\(form.code) has no cell \(text)."),
      next: Phrase(
        zh: "最接近的：\(nearest.joined(separator: " "))；全部：juesuan forms show \(form.code) "
          + "--for \(statement.year.number)",
        en: "Nearest: \(nearest.joined(separator: " ")); all: juesuan forms show \(form.code) "
          + "--for \(statement.year.number)"))
  }

  /// The addresses most like `text`; where none is, those of its row or column, else the first.
  private var nearest: [String] {
    let addresses = statement.cells.map(\.address)
    let near = nearestWords(to: text, among: addresses.map(\.text), onlySimilar: true)
    if !near.isEmpty { return near }
    let parts = text.split(separator: ":", maxSplits: 1).map { String($0) }
    let related = addresses.filter { parts.contains($0.row) }
    return (related.isEmpty ? addresses : related).prefix(3).map(\.text)
  }
}
