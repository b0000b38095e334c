// Which pages a site has, what their files are called, and where amounts and events are found.

import BudgetDomain
package import Statements

/// A file of a site: its place below the folder, and its text.
package struct SiteFile: Hashable, Sendable {
  /// The place, with `/` between folders.
  package let name: String
  /// The whole text.
  package let text: String
}

/// The plan of a site: a folder of pages about one year that need nothing but each other.
///
/// It knows every name before a page is written, so no link can lead to a page that is not made.
package struct SitePlan: Sendable {
  /// The statements of the year.
  package let set: StatementSet
  /// What all pages have in common.
  package let context: PageContext
  /// The positions of the events that the history tells, in order.
  package let eventPositions: [UInt64]

  /// How many events stand on one page of the history.
  package static let eventsPerPage = 500
  /// How many events the page of an amount lists: the last ones.
  package static let eventsPerAmount = 2_000

  /// The plan of the site of `set`.
  package init(_ set: StatementSet, _ context: PageContext, eventPositions: [UInt64]) {
    self.set = set
    self.context = context
    self.eventPositions = eventPositions
  }

  /// The pages that every page leads to.
  enum Page: Hashable {
    case index
    case form(String)
    case charts
    case history
    case findings
    case integrity

    var name: String {
      switch self {
      case .index: "index.html"
      case .form(let code): "form-\(SafeName.text(of: code)).html"
      case .charts: "charts.html"
      case .history: "history.html"
      case .findings: "findings.html"
      case .integrity: "integrity.html"
      }
    }
  }

  /// The pages that every page leads to, in order.
  var pages: [Page] {
    [.index] + set.statements.map { .form($0.form.code) }
      + [.charts, .history, .findings, .integrity]
  }

  /// What a page is called.
  func title(of page: Page) -> String {
    switch page {
    case .index: context.say("目录", "contents")
    case .form(let code): set.statement(code)?.form.name ?? code
    case .charts: context.say("图表", "charts")
    case .history: context.say("事项", "history")
    case .findings: context.say("关注事项", "findings")
    case .integrity: context.say("核对", "integrity")
    }
  }

  /// The year in words, as titles begin.
  var yearWords: String {
    let year = set.statements.first.map { "\($0.year.number)" } ?? ""
    return context.say("\(year) 年度", year)
  }

  /// The name of the unit.
  var unit: String { self.set.statements.first?.unit ?? "" }

  /// How many pages the history has.
  package var historyPageCount: Int {
    max(1, (eventPositions.count + Self.eventsPerPage - 1) / Self.eventsPerPage)
  }

  /// The positions that a page of the history tells; pages are counted from 0.
  package func positions(onHistoryPage page: Int) -> ArraySlice<UInt64> {
    let start = page * Self.eventsPerPage
    return eventPositions[start..<min(start + Self.eventsPerPage, eventPositions.count)]
  }

  /// The file of a page of the history.
  func historyName(_ page: Int) -> String {
    page == 0 ? Page.history.name : "history-\(page + 1).html"
  }

  /// Where an event is told; `nil` where the site does not tell it.
  ///
  /// - Complexity: O(log n) in the events.
  func address(ofEvent position: UInt64) -> String? {
    var (low, high) = (0, eventPositions.count)
    while low < high {
      let middle = (low + high) / 2
      if eventPositions[middle] < position { low = middle + 1 } else { high = middle }
    }
    guard low < eventPositions.count, eventPositions[low] == position else { return nil }
    return "\(historyName(low / Self.eventsPerPage))#\(Self.eventID(position))"
  }

  /// The id of an event on its page.
  static func eventID(_ position: UInt64) -> String { "e\(position)" }

  /// The file that explains the amount at `address` of form `code`; `nil` where there is none.
  func amountName(_ code: String, _ address: CellAddress) -> String? {
    guard set.statement(code)?.cell(at: address) != nil else { return nil }
    // Behind the last hyphen stands the column, so that no two amounts share a name.
    return "amounts/\(SafeName.text(of: code))/\(SafeName.text(of: address.row))-"
      + "\(address.column).html"
  }

  /// Where an amount is printed.
  func address(_ code: String, _ address: CellAddress) -> String {
    Page.form(code).name + "#" + SafeName.fragment(FormTable.anchor(code, address))
  }
}

extension SitePlan {
  /// A page of the site with its ways to all others.
  ///
  /// - Parameters:
  ///   - name: the file; a page that lies deeper finds the others above it.
  ///   - page: the page that is here, marked among the ways.
  ///   - isWide: whether it is printed on the long side of the paper.
  ///   - hasFoot: whether every printed sheet says what the page was made from; the pages of forms
  ///     say so themselves.
  func file(
    _ name: String, _ title: String, at page: Page?, style: String = "", isWide: Bool = false,
    hasFoot: Bool = true, _ contents: [Markup]
  ) -> SiteFile {
    let base = Self.base(of: name)
    var frame = PageFrame(context: context, title: "\(title) · \(yearWords) · \(unit)")
    frame.ways = pages.map {
      PageFrame.Way(title: self.title(of: $0), address: base + $0.name, isHere: $0 == page)
    }
    frame.style = style
    guard hasFoot else { return SiteFile(name: name, text: frame.document(contents)) }
    frame.style += PageStyle.sheets(
      named: "sitesheet", isWide: isWide, foot: footWords, context.language)
    let article = Markup.element("article", ["class": "sitesheet"], contents: contents)
    return SiteFile(name: name, text: frame.document([article]))
  }

  /// The way from the file `name` up to the folder.
  static func base(of name: String) -> String {
    String(repeating: "../", count: name.count { $0 == "/" })
  }

  private var footWords: String {
    [
      unit, yearWords, context.placeWords, context.checkpointWords,
      context.standing.words.text(context.language),
    ].joined(separator: " · ")
  }

  /// What a page says about the log it was made from, behind `rows` of its own.
  func strip(_ rows: [(label: String, text: String)] = []) -> Markup {
    PageStrip(
      rows: [
        (context.say("单位", "unit"), unit), (context.say("年度", "fiscal year"), yearWords),
      ] + rows + [
        (context.say("截至", "as of"), context.placeWords),
        (context.say("检查点", "checkpoint"), context.checkpointWords),
        (context.say("状态", "state"), context.standing.words.text(context.language)),
      ]
    ).markup
  }

  /// The pages of the forms, each amount with its way to what it is made of.
  package var formFiles: [SiteFile] {
    self.set.statements.map { statement in
      let form = statement.form
      let markup = StatementMarkup(statement, context)
      let article = markup.article { amountName(form.code, $0) }
      return file(
        Page.form(form.code).name, "\(form.name) \(form.title)", at: .form(form.code),
        style: markup.sheets, hasFoot: false, [article])
    }
  }
}
