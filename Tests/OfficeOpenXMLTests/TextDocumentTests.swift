// A text document is written as its paragraphs say, always with the same bytes, or refused.

import OfficeOpenXML
import Testing

@Suite struct `A text document` {
  private static let document = TextDocument(
    properties: DocumentProperties(title: "说明"),
    paragraphs: [
      .init(.title, "部门决算情况说明"), .init(.heading, "一、收入"), .init(.subheading, "（一）总体"),
      .init(.body, " 收入 < 支出 & “结余” "), .init(.note, "依据"),
    ])

  private static func part(_ name: String) throws -> String {
    let container = try Container(try TextDocumentWriter.bytes(of: document))
    return String(decoding: try #require(try container.content(of: name)), as: UTF8.self)
  }

  @Test func `keeps the words of each paragraph under its style`() throws {
    let main = try Self.part("word/document.xml")
    #expect(
      main.contains(
        """
        <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r>\
        <w:t xml:space="preserve">一、收入</w:t></w:r></w:p>
        """))
    #expect(main.contains(">\u{20}收入 &lt; 支出 &amp; “结余”\u{20}</w:t>"))
    #expect(main.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"))
  }

  @Test(arguments: TextDocument.Style.allCases)
  func `has a style for every kind of paragraph`(_ style: TextDocument.Style) throws {
    #expect(try Self.part("word/styles.xml").contains("w:styleId=\"\(style.rawValue)\""))
  }

  @Test func `numbers its pages and names typefaces for every system`() throws {
    #expect(try Self.part("word/footer1.xml").contains("w:instr=\" PAGE \""))
    let relations = try Self.part("word/_rels/document.xml.rels")
    #expect(relations.contains("Id=\"rId1\"") && relations.contains("footer1.xml"))
    #expect(try Self.part("word/document.xml").contains("r:id=\"rId1\""))
    #expect(
      try Self.part("word/fontTable.xml").contains(
        "<w:font w:name=\"仿宋\"><w:altName w:val=\"FangSong\"/>"))
  }

  @Test func `is the same for the same paragraphs`() throws {
    let once = try TextDocumentWriter.bytes(of: Self.document)
    #expect(try TextDocumentWriter.bytes(of: Self.document) == once)
  }

  @Test func `takes no character that XML has no place for`() {
    let document = TextDocument(paragraphs: [.init(.body, "a\u{0}")])
    #expect(throws: OfficeWritingProblem.self) { try TextDocumentWriter.bytes(of: document) }
  }
}
