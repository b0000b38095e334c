// Statements as one page of HTML: to be read on a screen and printed on the paper of the form.

import BudgetDomain
import Projections
public import Statements

/// One statement or a whole set as a page that needs no other file, no script and no network.
///
/// Printed, every form begins on a sheet of its own; the head of the table with title and unit of
/// money stands on each of its sheets, and the foot says what the figures were made from.
public struct StatementPage: Sendable {
  private let statements: [Statement]
  private let outcomesBetween: [CheckOutcome]
  private let context: PageContext

  /// The page of one statement.
  public init(_ statement: Statement, _ context: PageContext) {
    statements = [statement]
    outcomesBetween = []
    self.context = context
  }

  /// The page of all statements of `set`, with what the checks between them found.
  public init(_ set: StatementSet, _ context: PageContext) {
    statements = set.statements
    outcomesBetween = set.checks
    self.context = context
  }

  /// The page.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var html: String {
    let first = statements.first
    let title =
      statements.count == 1
      ? "\(first?.form.name ?? "") \(first?.form.title ?? "")" : context.say("决算报表", "Statements")
    let year = first.map { "\($0.year.number)" } ?? ""
    var frame = PageFrame(
      context: context, title: "\(title) \(year) · \(first?.unit ?? "")")
    frame.style = statements.map { StatementMarkup($0, context).sheets }.joined()
    let list = statements.count > 1 ? [contents] : []
    return frame.document(
      list + statements.map { StatementMarkup($0, context).article { _ in nil } } + [between])
  }

  /// The forms on the page, each a way to it.
  private var contents: Markup {
    .element(
      "ul", ["class": "screen"],
      contents: statements.map { statement in
        .element(
          "li", [:],
          .element(
            "a",
            [
              "href": "#\(StatementMarkup(statement, context).id)",
              "lang": PageContext.officialTag,
            ], .words("\(statement.form.name) \(statement.form.title)")))
      })
  }

  private var between: Markup {
    guard !outcomesBetween.isEmpty else { return .nothing }
    let failed = outcomesBetween.filter { !$0.isPassed }
    let lines =
      [FormTable.checkLine(outcomesBetween)] + failed.map { FormTable.failureLine($0) }
    return .element(
      "section", ["class": "below"],
      .element("h2", [:], .words(context.say("表间审核", "Checks between the forms"))),
      .element(
        "ul", [:], contents: lines.map { .element("li", [:], .words($0.text(context.language))) }))
  }
}

/// Writes one statement as part of a page.
struct StatementMarkup {
  let statement: Statement
  let context: PageContext
  private let table: FormTable

  init(_ statement: Statement, _ context: PageContext) {
    self.statement = statement
    self.context = context
    table = FormTable(statement, asOf: context.asOf, language: context.language)
  }

  /// The id of the statement on its page.
  var id: String { "form-\(SafeName.text(of: statement.form.code))" }

  /// The sheets of paper it is printed on.
  var sheets: String {
    PageStyle.sheets(
      named: sheetName, isWide: table.isWide, foot: footWords, context.language)
  }

  private var sheetName: String {
    "sheet" + SafeName.text(of: statement.form.code).filter { $0 != "-" }
  }

  /// The strip, the table and what stands below it; amounts lead where `address` says.
  func article(leadingTo address: (CellAddress) -> String?) -> Markup {
    let form = statement.form
    return .element(
      "article", ["class": "statement \(sheetName)\(table.isDense ? " dense" : "")", "id": id],
      .element(
        "h1", ["class": "screen", "lang": PageContext.officialTag],
        .words("\(form.name) \(form.title)")),
      strip.markup,
      table.markup(
        code: form.code, money: statement.money.word, context, leadingTo: address),
      below)
  }

  private var failedCount: Int { statement.failedChecks.count }

  private var editionWords: String {
    let form = statement.form
    return context.say(
      "\(form.tableSet)/\(form.code) 第 \(form.edition) 版",
      "\(form.tableSet)/\(form.code) edition \(form.edition)")
  }

  private var throughWords: String {
    statement.moment.throughDate.map {
      context.say("，业务日期至 \($0.text)", ", through \($0.text)")
    } ?? ""
  }

  private var strip: PageStrip {
    let form = statement.form
    return PageStrip(rows: [
      (context.say("单位", "unit"), statement.unit),
      (context.say("报表", "form"), "\(form.name) \(form.title)"),
      (context.say("年度", "fiscal year"), "\(statement.year.number)\(throughWords)"),
      (context.say("金额单位", "unit of money"), statement.money.word),
      (context.say("截至", "as of"), context.placeWords),
      (context.say("检查点", "checkpoint"), context.checkpointWords),
      (context.say("状态", "state"), context.standing.words.text(context.language)),
      (context.say("表样", "form edition"), editionWords),
      (context.say("审核不符", "failed checks"), "\(failedCount)"),
    ])
  }

  /// What the foot of every printed sheet says.
  private var footWords: String {
    [
      "\(statement.year.number)\(throughWords)", context.placeWords, context.checkpointWords,
      editionWords, context.standing.words.text(context.language),
      context.say("审核不符 \(failedCount)", "failed checks \(failedCount)"),
    ].joined(separator: " · ")
  }

  private var below: Markup {
    let official = [table.emptySentence, table.footnote].compactMap { $0 }.filter { !$0.isEmpty }
    let roles = ["单位负责人：", "财务负责人：", "填表人："]
    return .element(
      "div", ["class": "below"],
      contents: official.map {
        .element("p", ["lang": PageContext.officialTag], .words($0))
      } + [
        .element(
          "ul", ["class": "evidence"],
          contents: (table.notes + table.evidence).map { .element("li", [:], .words($0)) }),
        .element(
          "p", ["class": "signatures", "lang": PageContext.officialTag],
          contents: roles.map { .element("span", [:], .words($0)) }),
      ])
  }
}
