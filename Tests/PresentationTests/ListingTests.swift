// Plain tables, balances, comma-separated text and widths of text.

import BudgetDomain
import Presentation
import Projections
import Testing

struct PlainTableTests {
  let table = PlainTable(
    columns: [PlainTable.Column("名称"), PlainTable.Column("金额", alignment: .right)],
    rows: [["办公费", "1.00"], ["a", "12,345.00"]], total: ["合计", "12,346.00"])

  @Test func `columns are aligned by display width`() {
    #expect(
      table.text == """
        名称         金额
        ------  ---------
        办公费       1.00
        a       12,345.00
        ------  ---------
        合计    12,346.00

        """)
  }

  @Test func `comma-separated text quotes what it must`() {
    #expect(table.csv == "名称,金额\n办公费,1.00\na,\"12,345.00\"\n合计,\"12,346.00\"\n")
  }

  @Test func `lines have no blanks at their end and cells no line breaks`() {
    let table = PlainTable(
      columns: [PlainTable.Column("a"), PlainTable.Column("b")], rows: [["x\ny\tz", ""]])
    #expect(table.text == "a      b\n-----  -\nx y z\n")
  }

  @Test func `without rows there is only the header`() {
    let table = PlainTable(columns: [PlainTable.Column("a")], rows: [])
    #expect(table.text == "a\n-\n")
  }
}

struct CSVTextTests {
  @Test(arguments: [
    ("", ""), ("甲", "甲"), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
    ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), ("“甲”", "“甲”"),
  ])
  func `a field is quoted where it must be`(_ text: String, _ field: String) {
    #expect(CSVText.text(rows: [[text, "x"]]) == field + ",x\n")
  }
}

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("一、财政拨款", 12), ("行次", 4), ("２０１８", 8), ("ｱ", 1), ("，。", 4),
    ("“三公”", 6), ("é", 1), ("e\u{301}", 1), ("\u{200B}\u{FEFF}", 0), ("\t", 0), ("한글", 4),
    ("かな", 4), ("😀", 2), ("𠀀", 2), ("→", 1), ("≠", 1), ("（）", 4), ("￥", 2), ("¥", 1),
    ("\u{1100}", 2), ("\u{1160}", 1), ("\u{3000}", 2), ("〇", 2), ("\u{303F}", 1),
  ])
  func `Chinese takes two columns, marks take none`(_ text: String, _ width: Int) {
    #expect(DisplayWidth.columns(of: text) == width)
  }

  @Test(arguments: [
    ("决算", 7, ColumnAlignment.left, "决算   "), ("决算", 7, .right, "   决算"),
    ("决算", 7, .center, " 决算  "), ("决算", 3, .left, "决算"), ("", 2, .center, "  "),
  ])
  func `padding counts columns`(
    _ text: String, _ width: Int, _ alignment: ColumnAlignment, _ padded: String
  ) {
    #expect(DisplayWidth.padded(text, to: width, alignment: alignment) == padded)
  }

  @Test(arguments: [
    ("甲乙", "甲乙"), ("a\nb", "a b"), ("a\r\nb", "a  b"), ("\u{1B}[2J", " [2J"),
    ("a\u{85}b\u{2028}c", "a b c"),
  ])
  func `control characters become blanks`(_ text: String, _ line: String) {
    #expect(DisplayWidth.oneLine(text) == line)
  }
}

struct BalanceTableTests {
  func table(at moment: Moment = Moment()) throws -> BalanceTable {
    let year = try #require(FiscalYear(2018))
    return BalanceTable(
      Balances(of: try sampleColumns(), year: year, at: moment), catalogue: .builtIn)
  }

  @Test func `balances are listed with a total`() throws {
    let listing = try table().table(.chinese)
    #expect(
      listing.columns.map(\.title) == [
        "资金来源", "功能科目", "科目名称", "支出性质", "项目", "预算额度", "已用", "执行率", "可用预算", "年初结转和结余", "收入", "支出",
        "年末结转和结余",
      ])
    let names = ["一般公共预算财政拨款", "2010301", "行政运行"]
    #expect(
      listing.rows == [
        names + ["基本支出", "", "13,000.00", "5,000.00", "38.46%", "8,000.00", "0.00"]
          + ["12,345.67", "5,000.00", "7,345.67"],
        names + ["项目支出", "平台", "9.00", "0.00", "0.00%", "9.00", "0.00", "0.00"]
          + ["0.00", "0.00"],
      ])
    #expect(
      listing.total == ["合计", "", "", "", ""]
        + ["13,009.00", "5,000.00", "38.43%", "8,009.00", "0.00", "12,345.67", "5,000.00"]
        + ["7,345.67"])
    #expect(try table().text(.chinese) == listing.text)
  }

  @Test func `balances as comma-separated text have plain numbers and English words`() throws {
    let expected = """
      source,function,name,nature,project,authority,used,execution,free,opening,income,\
      expenditure,closing
      general-budget,2010301,行政运行,basic,,13000.00,5000.00,38.46%,8000.00,0.00,12345.67,\
      5000.00,7345.67
      general-budget,2010301,行政运行,project,平台,9.00,0.00,0.00%,9.00,0.00,0.00,0.00,0.00
      total,,,,,13009.00,5000.00,38.43%,8009.00,0.00,12345.67,5000.00,7345.67

      """
    #expect(try table().csv(.english) == expected)
  }

  @Test func `balances as JSON are in fen`() throws {
    let expected = """
      {
        "schema":"juesuan/balance/1",
        "unit":"甲",
        "year":2018,
        "as_of":{"position":3,"recorded_at":"2018-12-31T16:00:00.000000Z","tree_size":4,\
      "root":"ab12"},
        "lines":[
          {"line":"2018/general-budget/2010301/basic","source":"general-budget",\
      "function":"2010301",\
      "function_name":"行政运行","nature":"basic","project":null,"authority_fen":1300000,\
      "used_fen":500000,"execution_basis_points":3846,"free_fen":800000,"opening_fen":0,\
      "adjustment_fen":0,"income_fen":1234567,"applied_fen":0,\
      "expenditure_fen":500000,"distributed_fen":0,"closing_fen":734567},
          {"line":"2018/general-budget/2010301/project/平台","source":"general-budget",\
      "function":"2010301","function_name":"行政运行","nature":"project","project":"平台",\
      "authority_fen":900,"used_fen":0,"execution_basis_points":0,"free_fen":900,\
      "opening_fen":0,"adjustment_fen":0,"income_fen":0,"applied_fen":0,"expenditure_fen":0,\
      "distributed_fen":0,"closing_fen":0}
        ],
        "total":{"authority_fen":1300900,"used_fen":500000,\
      "execution_basis_points":3843,"free_fen":800900,"opening_fen":0,"adjustment_fen":0,\
      "income_fen":1234567,"applied_fen":0,"expenditure_fen":500000,"distributed_fen":0,\
      "closing_fen":734567}
      }

      """
    let json = try table().json(unit: "甲", at: Moment(), asOf: sampleAsOf)
    #expect(json.text == expected)
  }

  @Test func `adjustments, fund balance and surplus have columns where a line has any`() throws {
    var columns = try sampleColumns()
    let year = try #require(FiscalYear(2018))
    let line = BudgetLine(
      year: year, source: .other, function: try #require(FunctionCode(text: "2010301")),
      nature: .basic, project: nil)
    func entry(_ fen: Int64) throws -> Entry {
      Entry(
        line: line, amount: try #require(Amount(fen: fen)),
        date: try #require(EffectiveDate(text: "2018-06-30")))
    }
    let facts: [Event] = [
      .openingBalanceRecorded(try entry(1_000)),
      .priorYearAdjusted(PriorYearAdjustment(reason: .recovery, entry: try entry(200))),
      .fundBalanceApplied(try entry(30)), .surplusDistributed(try entry(4)),
    ]
    for (index, fact) in facts.enumerated() {
      let envelope = Envelope(
        position: UInt64(4 + index), recordedAt: RecordedTime(microseconds: 0), actor: "甲")
      columns.append(RecordedEvent(envelope: envelope, event: fact))
    }
    let table = BalanceTable(Balances(of: columns, year: year), catalogue: .builtIn)
    let csv = table.csv(.english)
    #expect(
      csv.contains("free,opening,adjustment,income,applied,expenditure,distributed,closing\n"))
    #expect(csv.contains("other,2010301,行政运行,basic,,12.00,0.00,0.00%,12.00,10.00,2.00,"))
    #expect(csv.contains(",2.00,0.00,0.30,0.00,0.04,12.26\n"))
  }

  @Test func `money that may not be spent is in the opening and not in the authority`() throws {
    let year = try #require(FiscalYear(2017))
    let line = BudgetLine(
      year: year, source: .other, function: try #require(FunctionCode(text: "2010301")),
      nature: .basic, project: nil)
    let carryOver = CarryOver(
      line: line, amount: try #require(Amount(fen: 500)), state: .surplus, originYear: year)
    var columns = FactColumns()
    columns.append(
      RecordedEvent(
        envelope: Envelope(position: 0, recordedAt: RecordedTime(microseconds: 0), actor: "甲"),
        event: .balanceCarriedOver(carryOver)))
    let next = try #require(year.next)
    let table = BalanceTable(Balances(of: columns, year: next), catalogue: .builtIn)
    #expect(table.csv(.english).contains("total,,,,,0.00,0.00,,0.00,5.00,0.00,0.00,5.00\n"))
    #expect(table.table(.english).total?[7] == "n/a")
    #expect(table.table(.chinese).total?[7] == "不适用")
    let json = table.json(unit: "甲", at: Moment(), asOf: sampleAsOf).text
    #expect(json.contains("\"execution_basis_points\":null"))
  }

  @Test func `balances through a date say so`() throws {
    let moment = Moment(throughDate: EffectiveDate(text: "2018-03-31"))
    let text = try table(at: moment).json(unit: "甲", at: moment, asOf: sampleAsOf).text
    #expect(text.contains("\"through\":\"2018-03-31\",\n  \"lines\":[],"))
  }
}
