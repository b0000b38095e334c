// `juesuan narrative --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum NarrativeCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<NarrativeFormat>(invocation)
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: terms.year, open)
    let account = try open.use { (ledger) throws(LedgerError) in
      try ledger.yearAccount(for: terms.year, at: moment, tableSet: tableSet)
    }
    let name = account.set.tableSet.name
    try open.refuseEmpty(
      account.set.tableSet, for: terms.year, hasForms: !account.set.statements.isEmpty)
    guard let template = NarrativeTemplate.builtIn(tableSet: name) else {
      throw Failure(.badInput, NoNarrative(tableSet: name), place: open.path)
    }
    let page = NarrativePage(Narrative(of: account, by: template), asOf: try open.asOf(moment))
    let output = invocation.value(Options.output)
    switch terms.format {
    case .docx: try console.deliver(page.document(console.language), to: output)
    case .html: try console.deliver(page.html(console.language), to: output)
    case .json: try console.deliver(page.json.text, to: output)
    case .text: try console.deliver(page.text(console.language), to: output)
    }
    return .done
  }
}

/// A table set for which no sentences come with the program.
struct NoNarrative: Worded {
  let tableSet: String

  var wording: Wording {
    let sets = NarrativeTemplate.builtIn.flatMap(\.tableSets).sorted().joined(separator: " ")
    return Wording(
      name: "noNarrative",
      what: Phrase(
        zh: "套表 \(tableSet) 没有决算说明的模板。", en: "Table set \(tableSet) has no narrative."),
      next: Phrase(zh: "加 --table-set：\(sets)", en: "Add --table-set, one of: \(sets)"))
  }
}
