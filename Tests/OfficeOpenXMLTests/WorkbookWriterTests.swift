// A workbook is written as its parts say, always with the same bytes, or refused.

import OfficeOpenXML
import Testing

@Suite struct `A workbook` {
  private static func workbook(sheet name: String = "公开01") throws -> Workbook {
    var sheet = Worksheet(name: name)
    sheet[1, 1] = SheetCell(.text("=1+1 <&> \u{3000}合计"))
    sheet[2, 1] = SheetCell(.number(try #require(DecimalText("2899.74"))))
    sheet[3, 1] = SheetCell(.number(try #require(DecimalText("-0.01"))))
    sheet[4, 1] = SheetCell(
      .formula("SUM(A2:A3)", cached: try #require(DecimalText("2899.73"))))
    return Workbook(
      sheets: [sheet],
      definedNames: [
        DefinedName(
          "F01_R1_C1", sheet: name,
          range: CellRange(CellPlace(row: 2, column: 1), CellPlace(row: 2, column: 1)))
      ])
  }

  private static func part(_ name: String, of workbook: Workbook) throws -> String {
    let container = try Container(try WorkbookWriter.bytes(of: workbook))
    return String(decoding: try #require(try container.content(of: name)), as: UTF8.self)
  }

  @Test func `has numbers as digits and formulas with the value they had`() throws {
    let sheet = try Self.part("xl/worksheets/sheet1.xml", of: try Self.workbook())
    #expect(sheet.contains("<v>2899.74</v>"))
    #expect(sheet.contains("<f>SUM(A2:A3)</f><v>2899.73</v>"))
  }

  @Test func `keeps a text that looks like a formula a text`() throws {
    let texts = try Self.part("xl/sharedStrings.xml", of: try Self.workbook())
    #expect(texts.contains("=1+1 &lt;&amp;&gt; \u{3000}合计"))
  }

  @Test func `names its cells`() throws {
    let main = try Self.part("xl/workbook.xml", of: try Self.workbook())
    #expect(main.contains("<definedName name=\"F01_R1_C1\">'公开01'!$A$2</definedName>"))
  }

  @Test func `is the same for the same cells`() throws {
    let once = try WorkbookWriter.bytes(of: try Self.workbook())
    #expect(try WorkbookWriter.bytes(of: try Self.workbook()) == once)
  }

  @Test(arguments: ["", "a/b", "[1]", "'x", "History", String(repeating: "长", count: 32)])
  func `takes no sheet name that office programs refuse`(name: String) throws {
    let workbook = try Self.workbook(sheet: name)
    #expect(throws: OfficeWritingProblem.self) { try WorkbookWriter.bytes(of: workbook) }
  }

  @Test(arguments: ["A1", "R1C1", "c", "1a", "a b", ""])
  func `takes no name that is a cell`(name: String) {
    #expect(!DefinedName.isValid(name))
  }
}
