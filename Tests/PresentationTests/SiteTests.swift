// The pages of a site one by one: well formed, readable without being seen, safe from hostile texts.

import BudgetDomain
import Presentation
import Projections
import Statements
import Testing

@Suite struct SiteTests {
  private func plan(
    _ language: Language = .chinese, unit: String = "政务服务中心", events: Range<UInt64> = 0..<4
  ) throws -> SitePlan {
    let year = try #require(FiscalYear(2018))
    let form = try Form(json: Array(sampleForm.utf8), fileName: "sample.json")
    let tableSet = try FormLibrary.builtIn.tableSet("hunan-2018")
    let set = StatementSet(
      of: tableSet, forms: [form], from: FigureCube(of: try sampleColumns(), year: year),
      catalogue: .builtIn, unit: unit)
    let context = PageContext(
      asOf: sampleAsOf, standing: YearStanding(state: .open, publications: []), language: language)
    return SitePlan(set, context, eventPositions: Array(events))
  }

  private func expenditure(_ words: String, at position: UInt64) throws -> SiteEvent {
    let line = BudgetLine(
      year: try #require(FiscalYear(2018)), source: .generalBudget,
      function: try #require(FunctionCode(text: "2010301")), nature: .basic, project: nil)
    let entry = Entry(
      line: line, economic: EconomicCode(text: "30201"), amount: try #require(Amount(fen: 1)),
      date: try #require(EffectiveDate(text: "2018-06-30")), document: words, payee: words,
      memo: words)
    let envelope = Envelope(
      position: position, recordedAt: RecordedTime(microseconds: 0), actor: words, key: words,
      reason: words)
    return SiteEvent(
      RecordedEvent(envelope: envelope, event: .expenditureRecorded(entry)), changes: [])
  }

  /// One page of each sort, with `words` wherever people write.
  private func pages(_ words: String, _ language: Language) throws -> [SiteFile] {
    let plan = try plan(language, unit: words)
    let year = try #require(FiscalYear(2018))
    let columns = try sampleColumns()
    let statement = try #require(plan.set.statements.first)
    var files = [plan.indexFile(SiteCounts(findings: 2, openFindings: 1))] + plan.formFiles
    for cell in statement.cells {
      let explanation = try #require(
        Explanation(of: cell.address, in: statement, columns: columns, catalogue: .builtIn))
      files.append(
        plan.amountFile(explanation, of: statement, documents: [0: words, 2: words]))
    }
    let course = YearCourse(
      of: columns, year: year, at: Moment(), known: EffectiveDate(text: "2019-01-01"))
    let origin = SiteOrigin(
      year: try #require(FiscalYear(2017)), openingInFen: 5, closingInFen: -3)
    files.append(plan.chartsFile(course, [origin]))
    files.append(plan.historyFile(0, [try expenditure(words, at: 2)], .builtIn))
    let phrase = Phrase(zh: words, en: words)
    files.append(
      plan.findingsFile([
        SiteFinding(
          severity: phrase, id: words, title: phrase, what: phrase, positions: [1, 99],
          answer: phrase, isOpen: true)
      ]))
    let publication = Publication(
      name: words, year: year, tableSet: words, treeSize: 3, root: words, tables: [])
    return files
      + plan.integrityFiles(
        SiteIntegrity(
          checkpoint: words,
          checkpoints: [
            SiteIntegrity.Published(size: 3, rootHex: "ab", isSigned: true, agrees: false)
          ], publications: [(position: 3, publication: publication, agrees: true)]))
  }

  private static let hostileTexts = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style></title><b>", "&lt;",
    "\u{202E}倒\u{0}\u{7}\u{1B}[31m", "a' onclick='x", "javascript:alert(1)", "]]>-->",
  ]

  @Test(arguments: hostileTexts)
  func `a hostile text stays a text on every page`(_ words: String) throws {
    let known: Set = [
      "html", "head", "meta", "title", "style", "body", "a", "nav", "main", "article", "section",
      "h1", "h2", "dl", "div", "dt", "dd", "table", "caption", "b", "span", "br", "thead", "tbody",
      "tr", "th", "td", "p", "ul", "li", "pre", "figure", "svg", "desc", "rect", "line",
      "polyline", "text",
    ]
    for file in try pages(words, .chinese) where file.name.hasSuffix(".html") {
      let reader = try ElementReader(file.text)
      #expect(Set(reader.elements.map(\.name)).subtracting(known).isEmpty, "\(file.name)")
      #expect(!reader.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
      #expect(!reader.values("href").contains { $0.contains(":alert") || $0.contains("//") })
      #expect(reader.values("src").isEmpty)
      #expect(
        !file.text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0x7F },
        "\(file.name)")
    }
  }

  @Test(arguments: [Language.chinese, .english])
  func `every page is well formed, leads to all others, and runs nothing`(
    _ language: Language
  ) throws {
    for file in try pages("单位", language) where file.name.hasSuffix(".html") {
      let reader = try ElementReader(file.text)
      let ids = reader.values("id")
      #expect(Set(ids).count == ids.count, "\(file.name)")
      #expect(
        reader.values("content").contains("default-src 'none'; style-src 'unsafe-inline'"))
      let base = file.name.hasPrefix("amounts/") ? "../../" : ""
      for page in ["index", "form-90", "charts", "history", "findings", "integrity"] {
        #expect(reader.values("href").contains("\(base)\(page).html"), "\(file.name) → \(page)")
      }
      #expect(reader.elements.count { $0.name == "h1" } == 1, "\(file.name)")
      // What can scroll can be reached by keys, and nothing comes out of order.
      for index in reader.values("tabindex") { #expect(index == "0") }
      for scroll in reader.elements where scroll.attributes["class"] == "scroll" {
        #expect(scroll.attributes["tabindex"] == "0" && scroll.attributes["aria-label"] != nil)
      }
    }
  }

  @Test func `every chart has a title, a description, and its table with the same figures`()
    throws
  {
    let page = try #require(try pages("单位", .chinese).first { $0.name == "charts.html" })
    let reader = try ElementReader(page.text)
    let drawings = reader.elements.filter { $0.name == "svg" }
    #expect(drawings.count == 3)
    for drawing in drawings {
      #expect(drawing.attributes["role"] == "img")
      let named = (drawing.attributes["aria-labelledby"] ?? "").split(separator: " ")
      #expect(named.count == 2)
      for id in named { #expect(reader.values("id").contains(String(id))) }
    }
    #expect(reader.elements.count { $0.name == "table" } == 3)
    #expect(reader.elements.count { $0.name == "rect" && $0.attributes["class"] == "f1" } > 0)
    for text in ["13,009.00", "5,000.00", "38.43%", "7,345.67", "2017", "0.05", "-0.03"] {
      #expect(reader.texts.contains(text), "\(text)")
    }
    // The sample form is none of 三公, and the page says so.
    #expect(page.text.contains("本套表没有“三公”经费表。"))
  }

  @Test func `a long history turns pages, and every event is found on its own`() throws {
    let plan = try plan(events: 10..<1_210)
    #expect(plan.historyPageCount == 3)
    #expect(Array(plan.positions(onHistoryPage: 1)) == Array(510..<1_010))
    #expect(Array(plan.positions(onHistoryPage: 2)) == Array(1_010..<1_210))
    let pages = try (0..<3).map { plan.historyFile($0, [try expenditure("甲", at: 600)], .builtIn) }
    #expect(pages.map(\.name) == ["history.html", "history-2.html", "history-3.html"])
    #expect(pages[1].text.contains("id=\"e600\""))
    #expect(pages[0].text.contains("href=\"history-3.html\">#1010–#1209"))
    let finding = SiteFinding(
      severity: Phrase(zh: "", en: ""), id: "", title: Phrase(zh: "", en: ""),
      what: Phrase(zh: "", en: ""), positions: [9, 10, 509, 510, 1_209, 1_210], answer: nil,
      isOpen: false)
    let links = try ElementReader(plan.findingsFile([finding]).text).values("href")
    #expect(
      links.filter { $0.contains("#e") } == [
        "history.html#e10", "history.html#e509", "history-2.html#e510", "history-3.html#e1209",
      ])
  }

  @Test func `an amount of very many events lists the last ones and says what the others are`()
    throws
  {
    let year = try #require(FiscalYear(2018))
    let line = BudgetLine(
      year: year, source: .generalBudget, function: try #require(FunctionCode(text: "2010301")),
      nature: .basic, project: nil)
    var columns = FactColumns()
    let count = UInt64(SitePlan.eventsPerAmount) + 7
    for position in 0..<count {
      let entry = Entry(
        line: line, economic: nil, amount: try #require(Amount(fen: 100)),
        date: try #require(EffectiveDate(text: "2018-06-30")))
      let envelope = Envelope(
        position: position, recordedAt: RecordedTime(microseconds: 0), actor: "甲")
      columns.append(RecordedEvent(envelope: envelope, event: .incomeReceived(entry)))
    }
    let form = try Form(json: Array(sampleForm.utf8), fileName: "sample.json")
    let set = StatementSet(
      of: try FormLibrary.builtIn.tableSet("hunan-2018"), forms: [form],
      from: FigureCube(of: columns, year: year), catalogue: .builtIn, unit: "单位")
    let context = PageContext(
      asOf: sampleAsOf, standing: YearStanding(state: .open, publications: []),
      language: .english)
    let plan = SitePlan(set, context, eventPositions: Array(0..<count))
    let statement = try #require(set.statements.first)
    let address = try #require(CellAddress(text: "1:1"))
    let explanation = try #require(
      Explanation(of: address, in: statement, columns: columns, catalogue: .builtIn))
    let page = plan.amountFile(explanation, of: statement, documents: [:])
    #expect(page.name == "amounts/90/1-1.html")
    #expect(page.text.contains("Only the last 2000 are listed; the 7 before them add up to 7.00"))
    let links = try ElementReader(page.text).values("href").filter { $0.contains("#e") }
    #expect(links.count == SitePlan.eventsPerAmount)
    #expect(links.first == "../../history.html#e7")
    #expect(links.last == "../../history-5.html#e2006")
  }
}
