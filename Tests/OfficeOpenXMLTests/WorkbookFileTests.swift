// Workbooks are read as Excel, WPS and LibreOffice write them; hostile ones are refused in time.

import Testing

@testable import OfficeOpenXML

private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let package = "http://schemas.openxmlformats.org/package/2006/relationships"

/// A workbook made of raw parts.
private struct Parts {
  var parts: [(name: String, content: [UInt8])] = []

  subscript(name: String) -> String {
    get {
      parts.first { $0.name == name }.map { String(decoding: $0.content, as: UTF8.self) } ?? ""
    }
    set {
      parts.removeAll { $0.name == name }
      parts.append((name, Array(newValue.utf8)))
    }
  }

  /// A workbook with one sheet that holds `rows`.
  init(
    rows: String, texts: String? = nil, formats: String? = nil, properties: String = "",
    sheet: String = "<sheet name='入账' sheetId='1' r:id='rId1'/>", beside: String = "",
    before: String = ""
  ) {
    self["[Content_Types].xml"] = "<Types/>"
    self["_rels/.rels"] =
      "<Relationships xmlns='\(package)'><Relationship Id='a' Type='\(office)/officeDocument' "
      + "Target='/xl/workbook.xml'/></Relationships>"
    self["xl/workbook.xml"] =
      "<workbook xmlns='\(main)' xmlns:r='\(office)'>\(properties)<sheets>\(sheet)</sheets>"
      + "\(beside)</workbook>"
    var relations =
      "<Relationship Id='rId1' Type='\(office)/worksheet' Target='worksheets/sheet1.xml'/>"
    if let texts {
      relations += "<Relationship Id='t' Type='\(office)/sharedStrings' Target='texts.xml'/>"
      self["xl/texts.xml"] = "<sst xmlns='\(main)'>\(texts)</sst>"
    }
    if let formats {
      relations += "<Relationship Id='s' Type='\(office)/styles' Target='./styles.xml'/>"
      self["xl/styles.xml"] = "<styleSheet xmlns='\(main)'>\(formats)</styleSheet>"
    }
    self["xl/_rels/workbook.xml.rels"] =
      "<Relationships xmlns='\(package)'>\(relations)</Relationships>"
    self["xl/worksheets/sheet1.xml"] =
      "<worksheet xmlns='\(main)'>\(before)<sheetData>\(rows)</sheetData></worksheet>"
  }

  var bytes: [UInt8] {
    get throws {
      var writer = ZIPArchiveWriter()
      for part in parts { try writer.add(part.name, part.content) }
      return writer.bytes
    }
  }
}

private func rows(_ parts: Parts, limits: ReadingLimits = ReadingLimits()) throws -> [ReadRow] {
  let workbook = try WorkbookFile(try parts.bytes, limits: limits)
  var reader = try workbook.cells(of: try #require(workbook.sheets.first))
  var rows: [ReadRow] = []
  while let row = try reader.next() { rows.append(row) }
  return rows
}

private func values(_ parts: Parts) throws -> [String: CellValue] {
  var values: [String: CellValue] = [:]
  for cell in try rows(parts).flatMap(\.cells) { values[cell.place.reference] = cell.value }
  return values
}

@Suite struct `A workbook file` {
  @Test func `gives back what was written`() throws {
    var sheet = Worksheet(name: "公开01")
    sheet[1, 1] = SheetCell(.text("收入支出\r\n决算总表_x000D_ <&>"))
    sheet[2, 2] = SheetCell(.number(try #require(DecimalText("-12345.67"))))
    sheet[2, 3] = SheetCell(
      .date(try #require(SheetDate(year: 2018, month: 3, day: 5))),
      style: CellStyle(numberFormat: .date))
    sheet[4, 1] = SheetCell(.formula("1+1", cached: DecimalText(2)))
    let range = CellRange(rows: 2...2, columns: 2...2)
    let written = Workbook(
      sheets: [sheet], definedNames: [DefinedName("F01_R1_C1", sheet: "公开01", range: range)])
    let workbook = try WorkbookFile(try WorkbookWriter.bytes(of: written))
    #expect(workbook.definedNames == written.definedNames)
    #expect(workbook.sheets.map(\.name) == ["公开01"])
    var reader = try workbook.cells(of: workbook.sheets[0])
    var read: [ReadCell] = []
    while let row = try reader.next() { read += row.cells }
    let number = try #require(SheetNumber("-12345.67"))
    let serial = try #require(SheetNumber("43164"))
    let two = try #require(SheetNumber("2"))
    #expect(read.map(\.place.reference) == ["A1", "B2", "C2", "A4"])
    #expect(read.map(\.isFormula) == [false, false, false, true])
    #expect(read[0].value == .text("收入支出\r\n决算总表_x000D_ <&>"))
    #expect(read[1].value == .number(number))
    guard case .day(serial, let day?) = read[2].value else {
      Issue.record("\(read[2].value)")
      return
    }
    #expect(day.text == "2018-03-05")
    #expect(read[3].value == .number(two))
  }

  @Test func `joins the runs of a text and leaves out how it is pronounced`() throws {
    let parts = Parts(
      rows: """
        <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>
        <c r='C1' t='inlineStr'><is><r><t>行</t></r><r><t>内</t></r></is></c>
        <c r='D1' t='str'><f>A1</f><v>公式</v></c><c r='E1' t='str'><f>""</f><v></v></c></row>
        """,
      texts: """
        <si><r><rPr><b/></rPr><t>一般</t></r><r><t xml:space='preserve'> 公共</t></r>
        <rPh sb='0' eb='1'><t>いっぱん</t></rPh></si><si><t>回_x000D_车</t></si>
        """)
    #expect(
      try values(parts) == [
        "A1": .text("一般 公共"), "B1": .text("回\r车"), "C1": .text("行内"), "D1": .text("公式"),
        "E1": .text(""),
      ])
  }

  @Test func `tells days from numbers by their format`() throws {
    let codes = [
      ("yyyy-mm-dd", true), ("yyyy\"年\"m\"月\"d\"日\"", true), ("m/d", true), ("mmm", true),
      ("[$-804]aaaa", true), ("#,##0.00", false), ("0.00E+00", false), ("[h]:mm:ss", false),
      ("h:mm", false), ("General", false), ("\"day\"0", false), ("[Red]0.00;\\d0", false),
      ("0.00_d", false), ("@", false),
    ]
    for (code, isDay) in codes { #expect(DateFormats.writesDays(code) == isDay, "\(code)") }
    let parts = Parts(
      rows: """
        <row><c s='1'><v>43164</v></c><c s='2'><v>43164.5</v></c><c s='0'><v>43164</v></c></row>
        """,
      formats: """
        <numFmts><numFmt numFmtId='164' formatCode='yyyy/m/d'/></numFmts>
        <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>
        <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs>
        """)
    let found = try values(parts)
    for place in ["A1", "B1"] {
      guard case .day(_, let day?) = found[place] else {
        Issue.record("\(place) is no day")
        continue
      }
      #expect(day.text == "2018-03-05")
    }
    #expect(found["C1"] == SheetNumber("43164").map { .number($0) })
    var old = parts
    old["xl/workbook.xml"] = parts["xl/workbook.xml"].replacing(
      "<sheets>", with: "<workbookPr date1904='1'/><sheets>")
    guard case .day(_, let day?) = try values(old)["A1"] else { throw OldDayMissing() }
    #expect(day.text == "2022-03-06")
  }

  private struct OldDayMissing: Error {}

  @Test func `says what is hidden, merged, wrong and not computed`() throws {
    var parts = Parts(
      rows: """
        <row r='2' hidden='1'><c r='A2' t='b'><v>1</v></c><c r='B2' t='e'><v>#REF!</v></c>
        <c r='C2'><f>1+1</f></c><c r='D2'/></row>
        """, before: "<cols><col min='2' max='3' hidden='1'/><col min='4' max='4'/></cols>")
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replacing(
      "</sheetData>", with: "</sheetData><mergeCells><mergeCell ref='A5:B7'/></mergeCells>")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replacing(
      "sheetId='1'", with: "sheetId='1' state='veryHidden'")
    let workbook = try WorkbookFile(try parts.bytes)
    #expect(workbook.sheets.map(\.isHidden) == [true])
    var reader = try workbook.cells(of: workbook.sheets[0])
    #expect(reader.hiddenColumns == [2...3])
    let row = try #require(try reader.next())
    #expect(row.isHidden && row.number == 2)
    #expect(row.cells.map(\.value) == [.boolean(true), .error("#REF!"), .notComputed])
    #expect(try reader.next() == nil)
    #expect(reader.mergedRanges.map(\.reference) == ["A5:B7"])
  }

  @Test(
    arguments: [
      ("<row r='0'/>", .addressRefused), ("<row r='2'/><row r='2'/>", .orderBroken),
      ("<row r='2'/><row r='1'/>", .orderBroken),
      ("<row r='1'><c r='A2'><v>1</v></c></row>", .addressRefused),
      ("<row r='1'><c r='B1'/><c r='A1'/></row>", .orderBroken),
      ("<row r='1'><c r='A1'/><c r='A1'/></row>", .orderBroken),
      ("<row r='1'><c r='ZZZZ1'/></row>", .addressRefused),
      ("<row r='1'><c r='A1' t='s'><v>7</v></c></row>", .textMissing),
      ("<row r='1'><c r='A1' t='s'><v>x</v></c></row>", .cellMalformed),
      ("<row r='1'><c r='A1' t='q'><v>1</v></c></row>", .cellMalformed),
      ("<row r='1'><c r='A1' t='b'><v>2</v></c></row>", .cellMalformed),
      ("<row r='1'><c r='A1'><v>1,5</v></c></row>", .cellMalformed),
      ("<row r='1'><c r='A1' s='9'><v>1</v></c></row>", .formatMissing),
    ] as [(String, OfficeFileProblem.WorkbookFault)])
  func `with a cell that cannot be is refused with its place`(
    xml: String, fault: OfficeFileProblem.WorkbookFault
  ) {
    let problem = #expect(throws: OfficeFileProblem.self) { try rows(Parts(rows: xml)) }
    #expect(problem?.fault == .workbook(fault))
    #expect(problem?.part?.hasPrefix("xl/worksheets/sheet1.xml") == true)
  }

  @Test(arguments: ["_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/texts.xml"])
  func `without a part is refused`(name: String) {
    var parts = Parts(rows: "", texts: "")
    parts.parts.removeAll { $0.name == name }
    let problem = #expect(throws: OfficeFileProblem.self) { try rows(parts) }
    #expect(problem?.fault == .workbook(.partMissing))
  }

  @Test(
    arguments: [
      ("", .empty), ("%PDF-1.7\n", .pdf), ("\n<html><table>", .webPage), ("日期,类型\n", .unknown),
    ] as [(String, OfficeFileProblem.ForeignFile)])
  func `of another kind is called by its name`(
    text: String, kind: OfficeFileProblem.ForeignFile
  ) {
    let problem = #expect(throws: OfficeFileProblem.self) { try WorkbookFile(Array(text.utf8)) }
    #expect(problem?.fault == .foreign(kind))
  }

  @Test func `of old Excel, with a password, or of another program is called by its name`() throws {
    let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let blank = [UInt8](repeating: 0, count: 1016)
    var encrypted = compound + blank
    encrypted.replaceSubrange(
      512..<(512 + 32), with: "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] })
    func kind(_ bytes: [UInt8]) -> OfficeFileProblem.Fault? {
      #expect(throws: OfficeFileProblem.self) { try WorkbookFile(bytes) }?.fault
    }
    #expect(kind(compound + blank) == .foreign(.legacyWorkbook))
    #expect(kind(encrypted) == .foreign(.encryptedWorkbook))
    for (names, expected) in [
      (["mimetype", "content.xml"], .openDocument), (["xl/workbook.bin"], .binaryWorkbook),
      (["word/document.xml"], .otherOfficeDocument), (["a.txt"], .otherContainer),
    ] as [([String], OfficeFileProblem.ForeignFile)] {
      var writer = ZIPArchiveWriter()
      for name in names { try writer.add(name, []) }
      #expect(kind(writer.bytes) == .foreign(expected))
    }
  }

  /// Rows that are nothing pack to a few kilobytes: they are refused while they swell.
  @Test func `of hundreds of thousands of empty rows in a few kilobytes is refused`() throws {
    let parts = Parts(rows: String(repeating: "<row/>", count: 300_000))
    #expect(try parts.bytes.count < 5_000)
    let problem = #expect(throws: OfficeFileProblem.self) { try rows(parts) }
    #expect(problem?.fault == .beyondLimit(.compressionRatio))
  }

  @Test func `beyond the rows and texts of a spreadsheet is refused`() {
    func fault(_ parts: Parts, _ limits: ReadingLimits) -> OfficeFileProblem.Fault? {
      #expect(throws: OfficeFileProblem.self) { try rows(parts, limits: limits) }?.fault
    }
    let limits = ReadingLimits()
    #expect(fault(Parts(rows: "<row r='1048577'/>"), limits) == .beyondLimit(.sheetSize))
    var few = limits
    few.textCount = 2
    let texts = String(repeating: "<si><t>x</t></si>", count: 3)
    #expect(fault(Parts(rows: "", texts: texts), few) == .beyondLimit(.textCount))
    var small = limits
    small.partByteCount = 100
    #expect(fault(Parts(rows: ""), small) == .beyondLimit(.partSize))
    small.fileByteCount = 100
    #expect(fault(Parts(rows: ""), small) == .beyondLimit(.fileSize))
    var bare = limits
    bare.entryCount = 2
    #expect(fault(Parts(rows: ""), bare) == .beyondLimit(.entryCount))
  }
  /// No part is too long, but all of them together are; and texts that are shown again and again.
  @Test func `whose parts or texts are too long together is refused`() {
    func fault(_ parts: Parts, _ limits: ReadingLimits) -> OfficeFileProblem.Fault? {
      #expect(throws: OfficeFileProblem.self) { try rows(parts, limits: limits) }?.fault
    }
    var limits = ReadingLimits()
    limits.partByteCount = 1_000
    limits.totalByteCount = 1_500
    var parts = Parts(rows: "")
    parts["a.xml"] = String(repeating: "a", count: 900)
    #expect((try? rows(parts, limits: limits))?.isEmpty == nil)
    #expect(fault(parts, limits) == .beyondLimit(.totalSize))
    limits.totalByteCount = 10_000
    #expect((try? rows(parts, limits: limits))?.isEmpty == true)
    var few = ReadingLimits()
    few.cellTextByteCount = 25
    let cells = (1...3).map { "<row r='\($0)'><c r='A\($0)' t='s'><v>0</v></c></row>" }
    let shown = Parts(rows: cells.joined(), texts: "<si><t>0123456789</t></si>")
    #expect(fault(shown, few) == .beyondLimit(.cellTextSize))
    few.cellTextByteCount = 30
    #expect((try? rows(shown, limits: few))?.count == 3)
  }

  @Test func `two of whose sheets are one part is refused`() {
    let sheets =
      "<sheet name='a' sheetId='1' r:id='rId1'/><sheet name='b' sheetId='2' r:id='rId1'/>"
    let problem = #expect(throws: OfficeFileProblem.self) {
      try rows(Parts(rows: "", sheet: sheets))
    }
    #expect(problem?.fault == .workbook(.orderBroken))
  }
}
