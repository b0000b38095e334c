// The page of one amount: its formula, its parts, and the events that add up to it.

import BudgetDomain
package import Statements

extension SitePlan {
  /// The page that explains an amount of `statement`; `documents` are the document numbers of
  /// events by position.
  ///
  /// - Complexity: O(n) in the events that are listed.
  package func amountFile(
    _ explanation: Explanation, of statement: Statement, documents: [UInt64: String]
  ) -> SiteFile {
    let form = statement.form
    let cell = explanation.cell
    guard let name = amountName(form.code, cell.address) else {
      preconditionFailure("an amount of the site has a page")
    }
    let base = Self.base(of: name)
    let report = ExplanationReport(explanation, of: statement, documents: documents)
    let title = "\(form.name) \(cell.address.text) \(cell.label)"
    let printed = "\(explanation.text) \(statement.money.word)"
    let yuan = Amount.yuanText(fen: cell.fen)
    return file(
      name, title, at: nil, isWide: true,
      [
        .element("h1", [:], .words(title)),
        .element(
          "p", [:],
          .element(
            "a", ["href": base + address(form.code, cell.address)],
            .words(context.say("← 回到 \(form.name)", "← back to \(form.name)")))),
        strip([
          (context.say("报表", "form"), "\(form.name) \(form.title)"),
          (context.say("印出的数", "as printed"), printed),
          (context.say("准确数", "exact"), context.say("\(yuan) 元", "\(yuan) yuan")),
        ]),
        .element("h2", [:], .words(context.say("公式", "Formula"))),
        .element("p", [:], .words(explanation.formulaWords.text(context.language))),
        .element("pre", [:], .words(explanation.formula)),
        parts(report, base), .element("h2", [:], .words(context.say("事项", "Events"))),
      ] + events(report, base))
  }

  /// The parts of the formula; those that are amounts lead to their own pages.
  private func parts(_ report: ExplanationReport, _ base: String) -> Markup {
    let operands = report.explanation.operands
    guard !operands.isEmpty else { return .nothing }
    return report.operandTable(context.language).markup(named: context.say("组成", "Parts")) {
      row, column in
      guard column == 1, let address = operands[row].address else { return nil }
      let code = operands[row].form ?? report.statement.form.code
      return amountName(code, address).map { base + $0 }
    }
  }

  /// The events with a running total; of very many the last ones, behind a line for the others.
  private func events(_ report: ExplanationReport, _ base: String) -> [Markup] {
    let all = report.explanation.events
    guard !all.isEmpty else {
      return [
        .element(
          "p", [:], .words(context.say("没有事项：这个数是零。", "No events: the amount is nothing.")))
      ]
    }
    let shown = all.suffix(Self.eventsPerAmount)
    let table = EventListing(events: Array(shown), documents: report.documents)
      .table(context.language)
    let listing = table.markup(
      named: context.say(
        "\(all.count) 笔，累计到准确数", "\(all.count) events, adding up to the exact amount")
    ) { row, column in
      guard column == 0 else { return nil }
      return address(ofEvent: shown[shown.startIndex + row].position).map { base + $0 }
    }
    guard shown.startIndex > 0 else { return [listing] }
    let earlier = all[shown.startIndex - 1]
    let yuan = Amount.yuanText(fen: earlier.runningTotalInFen)
    let statement = report.statement
    let command =
      "juesuan explain \(statement.form.code) \(report.explanation.cell.address.text) "
      + "--for \(statement.year.number)"
    return [
      .element(
        "p", [:],
        .words(
          context.say(
            "此页只列最后 \(shown.count) 笔；此前 \(shown.startIndex) 笔合计 \(yuan) 元。全部：\(command)",
            "Only the last \(shown.count) are listed; the \(shown.startIndex) before them add up "
              + "to \(yuan) yuan. All of them: \(command)"))), listing,
    ]
  }
}
