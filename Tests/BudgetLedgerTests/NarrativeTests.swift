// 部门决算情况说明 of a real unit: every correct figure of its document, none that the ledger lacks.

import BudgetDomain
import BudgetLedger
import OfficeOpenXML
import Presentation
import Projections
import Statements
import Testing

@Suite struct `The narrative of 永州 2018` {
  static func account(withFacts: Bool = true) throws -> YearAccount {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.yongzhou.create(in: directory)
    try GoldenBooks.yongzhou.importFile("import.csv", into: ledger)
    if withFacts { try GoldenBooks.yongzhou.importFile("facts.csv", into: ledger) }
    return try ledger.yearAccount(for: try Books.year(2018))
  }

  static func narrative(_ account: YearAccount) throws -> Narrative {
    let template = try #require(NarrativeTemplate.builtIn(tableSet: account.set.tableSet.name))
    return Narrative(of: account, by: template)
  }

  private static func text(_ narrative: Narrative) -> String {
    narrative.sections.map { section in
      section.heading + "\n"
        + section.paragraphs.map { narrative.text(of: $0) + "\n" }.joined()
    }.joined()
  }

  @Test func `says every correct figure of the document, and none that is wrong`() throws {
    let narrative = try Self.narrative(Self.account())
    let text = Self.text(narrative)
    let asOf = AsOf(position: 264, recordedAtText: nil, treeSize: 265, rootHex: "ab12")
    let page = NarrativePage(narrative, asOf: asOf)
    // A page marks its figures; a document keeps a paragraph in one run.
    let html = page.html(.chinese).replacing(/<data [^>]*>|<\/data>/, with: "")
    let main = try Container(page.document(.chinese)).content(of: "word/document.xml")
    let document = String(decoding: try #require(main), as: UTF8.self)
    for figure in NarrativeFigure.all {
      for words in figure.ours {
        #expect(text.contains(words), "\(figure.printed): \(words)")
        #expect(html.contains(words), "\(words)")
        #expect(document.contains(words), "\(words)")
      }
      for words in figure.absent { #expect(!text.contains(words), "\(figure.printed): \(words)") }
    }
  }

  /// The sentences of the document without its tables, and without blanks.
  private static func sentences() throws -> [String] {
    let lines = try ["document.txt", "overview.txt"].flatMap { file in
      String(decoding: try GoldenBooks.yongzhou.bytes(file), as: UTF8.self)
        .split(separator: "\n").prefix { !$0.hasPrefix("\t") }
    }
    return lines.map { String($0.filter { !$0.isWhitespace }) }
  }

  @Test func `the list of figures is all of the document`() throws {
    let sentences = try Self.sentences()
    #expect(sentences.count == 32)
    let printed = NarrativeFigure.all.map(\.printed).sorted { $0.count > $1.count }
    var used: Set<String> = []
    for sentence in sentences {
      var rest = sentence
      for words in printed where rest.contains(words) {
        used.insert(words)
        rest = rest.replacing(words, with: "□")
      }
      // Years and days name no figure.
      rest = rest.replacing(/(2017|2018)年|12月31日/, with: "□")
      let numbers = rest.filter { $0.isASCII && $0.isNumber }
      #expect(numbers.isEmpty, "\(rest)")
    }
    let unused = printed.filter { !used.contains($0) }
    #expect(unused == [])
    #expect(Set(printed).count == printed.count)
  }

  @Test func `says what the ledger does not know instead of making it up`() throws {
    let text = Self.text(try Self.narrative(Self.account(withFacts: false)))
    #expect(text.contains("2017年度的收入决算数不在账内，不作同比。"))
    #expect(text.contains("公务用车保有量账上未记"))
    #expect(text.contains("政府采购支出账上未记"))
    #expect(text.contains("公用经费没有可比的年初预算"))
    #expect(text.contains("完成年初预算的—"))
    #expect(!text.contains("6.37%") && !text.contains("（未记）"))
  }

  @Test func `names the largest projects one by one, and the others together`() throws {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.yongzhou.create(in: directory)
    let rows = (1...22).map {
      "2018-01-24,appropriation,general-budget,2010306,project,项目\($0),\($0)0000.00"
    }
    let header = "date,kind,source,function,nature,project,amount"
    let file = Array(([header] + rows).joined(separator: "\n").utf8)
    _ = try ledger.importEntries(file, named: "projects.csv", actor: "会计")
    let account = try ledger.yearAccount(for: try Books.year(2018))
    let text = Self.text(try Self.narrative(account))
    #expect(text.contains("安排了年初预算的项目：项目22年初预算22.00万元，"))
    #expect(text.contains("；项目3年初预算3.00万元，财政拨款到位0.00万元，支出0.00万元等。"))
    #expect(!text.contains("项目2年初预算"))
    #expect(text.contains("以上项目年初预算合计250.00万元，"))
    #expect(text.contains("其余项目年初预算3.00万元。"))
  }

  @Test func `traces every figure to events that add up to it`() throws {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.yongzhou.create(in: directory)
    try GoldenBooks.yongzhou.importFile("import.csv", into: ledger)
    try GoldenBooks.yongzhou.importFile("facts.csv", into: ledger)
    let account = try ledger.yearAccount(for: try Books.year(2018))
    let narrative = try Self.narrative(account)
    #expect(narrative.figures.count > 100)
    for figure in narrative.figures {
      #expect(!figure.operands.isEmpty, "\(figure.formula)")
      for operand in figure.operands {
        let hasEvents = !operand.events.isEmpty
        #expect(hasEvents || operand.value == 0, "\(operand.formula)")
        if let cell = operand.cell, let address = CellAddress(text: cell.address) {
          let statement = try #require(account.set.statement(cell.form))
          #expect(statement.cell(at: address)?.fen == operand.value)
        }
      }
    }
    let growth = try #require(narrative.figures.first { $0.text == "6.37%" })
    #expect(growth.operands.map(\.value) == [3_082_320_000, 2_897_740_000])
  }

  @Test func `is the same bytes as page, text and JSON each time`() throws {
    let asOf = AsOf(position: 264, recordedAtText: nil, treeSize: 265, rootHex: "ab12")
    let account = try Self.account()
    let pages = try (0..<2).map { _ in NarrativePage(try Self.narrative(account), asOf: asOf) }
    #expect(pages[0].html(.chinese) == pages[1].html(.chinese))
    #expect(pages[0].json.text == pages[1].json.text)
    #expect(pages[0].document(.chinese) == pages[1].document(.chinese))
    #expect(
      pages[0].html(.chinese).contains("title=\"ratio($fiscal-income, $income)\">94.08%</data>"))
    #expect(pages[0].text(.chinese).hasSuffix("模板第 2 版\n"))
  }
}
