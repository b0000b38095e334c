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

  /// The correct figures of the published text, as our sentences print them.
  static let figures = [
    "本年收入3,082.32万元", "2017年度的2,897.74万元增加184.58万元，增长6.37%",
    "本年支出3,383.61万元", "2017年度的2,899.18万元增加484.43万元，增长16.71%",
    "财政拨款收入2,899.74万元，占94.08%", "其他收入182.58万元，占5.92%",
    "占本年支出的100.00%", "一般公共服务支出2,415.04万元，占71.37%",
    "社会保障和就业支出1.66万元，占0.05%", "医疗卫生与计划生育支出1.98万元，占0.06%",
    "城乡社区支出803.85万元，占23.76%", "其他支出161.08万元，占4.76%",
    "基本支出1,170.07万元", "工资福利支出555.44万元，占47.47%", "公用经费606.56万元，占51.84%",
    "对个人和家庭的补助8.07万元，占0.69%",
    "“三公”经费年初预算17.00万元，支出决算10.08万元，完成年初预算的59.29%",
    "公务接待费年初预算13.00万元，支出决算7.00万元，完成年初预算的53.85%",
    "公务用车购置及运行维护费年初预算4.00万元，支出决算3.08万元，完成年初预算的76.99%",
    "公务接待费占69.45%", "公务用车购置及运行维护费占30.55%", "接待20批次、200人次",
    "购置0辆", "2018年12月31日公务用车保有量1辆", "项目支出2,213.54万元，占65.42%",
    "会议费7.36万元，培训费30.18万元", "政府采购支出总额0.00万元", "通用设备1台（套）",
    "年初预算1,079.00万元，本年收入比年初预算多2,003.32万元", "追加预算1,820.74万元",
    "平台建设经费1,685.26万元", "增人增资25.59万元", "绩效、综治奖等其他62.05万元",
    "工作表彰经费40.00万元", "2018年预调工资4.20万元", "退休生活补助1.66万元", "公务员医疗费1.98万元",
    "人员经费占本年支出的16.65%", "公用经费占本年支出的17.93%", "项目支出年初预算768.00万元", "人员编制59名", "在职人员40人",
    "退休人员7人", "聘用人员41人", "总计均为4,545.16万元", "没有政府性基金预算财政拨款收入和支出",
  ]

  @Test func `holds every correct figure of the document`() throws {
    let narrative = try Self.narrative(Self.account())
    let text = Self.text(narrative)
    let asOf = AsOf(position: 264, recordedAtText: nil, treeSize: 265, rootHex: "ab12")
    let page = NarrativePage(narrative, asOf: asOf)
    // A page marks its figures; a document keeps a paragraph in one run.
    let html = page.html(.chinese).replacing(/<data [^>]*>|<\/data>/, with: "")
    let main = try Container(page.document(.chinese)).content(of: "word/document.xml")
    let document = String(decoding: try #require(main), as: UTF8.self)
    for figure in Self.figures {
      #expect(text.contains(figure), "\(figure)")
      #expect(html.contains(figure), "\(figure)")
      #expect(document.contains(figure), "\(figure)")
    }
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
    #expect(pages[0].text(.chinese).hasSuffix("模板第 1 版\n"))
  }
}
