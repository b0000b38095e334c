// A statement as a workbook: what its cells hold, which totals are formulas, what it is called.

import BudgetDomain
import OfficeOpenXML
import Presentation
import Projections
import Statements
import Testing

@Suite struct StatementWorkbookTests {
  private static let checkpoint = "example.com/books\n4\nqxI=\n"

  private func workbook(
    of statement: Statement, _ language: Language = .chinese
  ) -> StatementWorkbook {
    StatementWorkbook(
      statement,
      PageContext(
        asOf: sampleAsOf, standing: YearStanding(state: .open, publications: []),
        language: language), checkpointText: Self.checkpoint)
  }

  private func sheet(_ statement: Statement) throws -> Worksheet {
    try #require(workbook(of: statement).workbook.sheets.first)
  }

  /// What the cell that is called `name` holds.
  private func content(_ name: String, of workbook: Workbook) throws -> SheetCell.Content {
    let defined = try #require(workbook.definedNames.first { $0.name == name }, "\(name)")
    let sheet = try #require(workbook.sheets.first { $0.name == defined.sheet })
    return try #require(sheet.cells[defined.range.first]).content
  }

  /// All texts of a sheet, row by row.
  private func texts(_ sheet: Worksheet) -> [String] {
    sheet.cells.sorted { $0.key < $1.key }.compactMap { _, cell in
      if case .text(let text) = cell.content { text } else { nil }
    }
  }

  @Test func `amounts are numbers in the unit of the form, codes and headers are texts`() throws {
    let book = workbook(of: try sampleStatement()).workbook
    #expect(try content("F90_R1_C1", of: book) == .number(try #require(DecimalText("1.23"))))
    #expect(try content("F90_R3_C1", of: book) == .number(try #require(DecimalText("0.50"))))
    let sheet = try #require(book.sheets.first)
    #expect(sheet.name == "试01")
    // Title, number, unit and money; two levels of header; the numbers of the columns.
    #expect(sheet[1, 1]?.content == .text("收支表"))
    #expect(sheet[2, 1]?.content == .text("试01表"))
    #expect(sheet[3, 1]?.content == .text("部门：政务服务中心"))
    #expect(sheet[4, 3]?.content == .text("本年及年末各项金额"))
    #expect(sheet[6, 3]?.content == .text("1"))
    #expect(sheet[7, 2]?.content == .text("1") && sheet[7, 2]?.style.numberFormat == .text)
    #expect(sheet[7, 3]?.style.numberFormat == .amount)
    #expect(sheet[8, 1]?.content == .text("其中, 财政") && sheet[8, 1]?.style.indent == 1)
    // What the form leaves empty is empty, with a frame.
    #expect(sheet[8, 4] == SheetCell(.blank, style: try #require(sheet[7, 4]).style))
    #expect(sheet[8, 4]?.style.borders == .all && sheet[8, 4]?.style.font.name == "宋体")
  }

  @Test func `headers are merged as on paper, stand still and are printed on every page`() throws {
    let sheet = try sheet(try sampleStatement())
    let merged = Set(sheet.mergedRanges.map(\.reference))
    #expect(merged.isSuperset(of: ["A1:D1", "A4:A5", "B4:B5", "C4:D4"]))
    #expect(sheet.printedTitleRows == 1...6)
    #expect(sheet.frozenUntil == CellPlace(row: 7, column: 3))
    #expect(sheet.page.pagesWide == 1 && sheet.page.pagesTall == 1)
    #expect(sheet.columns.count == 4)
  }

  @Test func `a total is a formula over its parts with the value it has`() throws {
    // Printed in 万元: 1.23 − 0.50 is 0.73, and 0.73 is what is left.
    let book = workbook(of: try sampleStatement()).workbook
    #expect(
      try content("F90_R1_C2", of: book)
        == .formula("ROUND(C7-C9,2)", cached: try #require(DecimalText("0.73"))))
    let inYuan = workbook(of: try sampleStatement(otherIncome: true, money: .yuan)).workbook
    #expect(
      try content("F90_R1_C2", of: inYuan)
        == .formula("ROUND(C7-C9,2)", cached: try #require(DecimalText("7345.68"))))
    // That all income is fiscal makes neither figure a total.
    #expect(try content("F90_R1_C1", of: book) == content("F90_R2_C1", of: book))
  }

  @Test func `an amount of more digits than spreadsheets keep is a text`() throws {
    let statement = try sampleStatement(money: .yuan, incomeInFen: 9_007_199_254_740_991)
    let book = workbook(of: statement).workbook
    #expect(try content("F90_R1_C1", of: book) == .text("90071992547409.91"))
    #expect(try content("F90_R1_C2", of: book) == .text("90071992542409.91"))
    #expect(try content("F90_R3_C1", of: book) == .number(try #require(DecimalText("5000.00"))))
    let sheet = try #require(book.sheets.first)
    #expect(texts(sheet).contains { $0.contains("超过 15 位数字") })
  }

  @Test func `every amount has a name of its own, and the name says form, row and column`() throws {
    let statement = try sampleStatement()
    let names = workbook(of: statement).workbook.definedNames
    #expect(
      names.map(\.name) == ["F90_R1_C1", "F90_R1_C2", "F90_R2_C1", "F90_R3_C1"])
    #expect(names.count == statement.cells.count)
    let address = try #require(CellAddress(text: "人员经费（合计）:1"))
    #expect(CellName.text(form: "01-1", address) == "F01.2D.1_R人员经费.FF08.合计.FF09._C1")
  }

  @Test(arguments: [Language.chinese, .english])
  func `the last sheet says what the figures were made from`(_ language: Language) throws {
    let book = workbook(of: try sampleStatement(otherIncome: true), language).workbook
    let evidence = try #require(book.sheets.last)
    #expect(book.sheets.count == 2 && evidence.name == "依据")
    let texts = texts(evidence)
    for text in [
      "政务服务中心", "2018", "万元", "3", "2018-12-31T16:00:00.000000Z", "example.com/books", "4",
      "qxI=", "ab12", "test",
    ] { #expect(texts.contains(text), "\(text)") }
    let all = texts.joined(separator: "\n")
    let edition = language == .chinese ? "test/90 第 3 版" : "test/90 edition 3"
    #expect(all.contains(edition))
    #expect(all.contains("K2"), "a failed check is told")
    #expect(all.contains("juesuan verify"))
    #expect(
      all.contains(
        "juesuan statement 90 --for 2018 --table-set test --as-of 3 --lang "
          + "\(language == .chinese ? "zh" : "en") -o book.xlsx"))
  }

  @Test func `the same statement gives the same bytes, another one others`() throws {
    let bytes = try workbook(of: try sampleStatement()).bytes
    #expect(try workbook(of: try sampleStatement()).bytes == bytes)
    #expect(try workbook(of: try sampleStatement(otherIncome: true)).bytes != bytes)
  }

  @Test(arguments: [
    "=HYPERLINK(\"http://x\")", "+1", "&L&K", "</t>", "_x0041_", "\u{202E}倒\u{0}\u{7}\r\n",
    "'[]:*?/\\",
  ])
  func `a hostile name of a unit stays a text`(_ name: String) throws {
    let book = workbook(of: try sampleStatement(unit: name))
    let unit = try #require(book.workbook.sheets.first?[3, 1])
    guard case .text(let text) = unit.content else {
      Issue.record("the unit is no text: \(unit)")
      return
    }
    #expect(text.hasPrefix("部门："))
    let parts = try Container(try book.bytes)
    let sheet = String(
      decoding: try #require(try parts.content(of: "xl/worksheets/sheet1.xml")), as: UTF8.self)
    #expect(sheet.matches(of: /<f>/).count == 1, "the total, and nothing that a name says")
  }

  @Test func `a text that no spreadsheet can hold is refused by its place`() throws {
    let name = String(repeating: "长", count: 32_768)
    #expect {
      _ = try workbook(of: try sampleStatement(unit: name)).bytes
    } throws: { error in
      guard let refusal = error as? WorkbookImpossible else { return false }
      let wording = refusal.wording
      return wording.name == "workbookImpossible" && wording.what.english.contains("“试01”")
        && wording.what.chinese.contains("A3") && wording.next.english.contains("csv")
    }
  }
}
