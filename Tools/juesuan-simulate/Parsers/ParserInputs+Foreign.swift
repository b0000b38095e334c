// A workbook as other programs write them: prefixes, runs, inline texts, hidden rows, UTF-16.

extension ParserInputs {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// The parts of such a workbook.
  static let foreignParts: [(name: String, content: [UInt8])] = [
    ("[Content_Types].xml", Array("<Types/>".utf8)),
    ("_rels/.rels", Array(relations([("a", "officeDocument", "/xl/workbook.xml")]).utf8)),
    ("xl/workbook.xml", Array(outline.utf8)),
    (
      "xl/_rels/workbook.xml.rels",
      Array(
        relations([
          ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "texts.xml"),
          ("rId3", "styles", "./styles.xml"), ("rId4", "worksheet", "worksheets/sheet2.xml"),
        ]).utf8)
    ),
    ("xl/texts.xml", Array(texts.utf8)),
    ("xl/styles.xml", Array(styles.utf8)),
    ("xl/worksheets/sheet1.xml", Array(rows.utf8)),
    (
      "xl/worksheets/sheet2.xml",
      [0xFF, 0xFE] + rows.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    ),
  ]

  private static func relations(_ targets: [(id: String, kind: String, path: String)]) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      + "<Relationships xmlns=\"\(package)\">"
      + targets.map {
        "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.path)\"/>"
      }.joined() + "</Relationships>"
  }

  private static let outline = """
    <?xml version="1.0"?>
    <!-- written elsewhere -->
    <x:workbook xmlns:x="\(main)" xmlns:r="\(office)"><x:workbookPr date1904="0"/><x:sheets>
    <x:sheet name="入账" sheetId="1" r:id="rId1"/>
    <x:sheet name="旧" sheetId="2" state="hidden" r:id="rId4"/></x:sheets>
    <x:definedNames><x:definedName name="F01_R1_C1">'入账'!$B$2</x:definedName>
    <x:definedName name="全部">入账!$A$1:$C$9</x:definedName>
    <x:definedName name="税率">0.13</x:definedName></x:definedNames></x:workbook>
    """

  private static let texts = """
    <sst xmlns="\(main)" count="9"><si><t>日期</t></si><si><t>类型</t></si>
    <si><r><rPr><b/></rPr><t>资金</t></r><r><t xml:space="preserve">来源 </t></r>
    <rPh sb="0" eb="1"><t>しきん</t></rPh></si><si><t>行_x000D_内&#10;&lt;外&gt;</t></si></sst>
    """

  private static let styles = """
    <styleSheet xmlns="\(main)"><numFmts count="2">
    <numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
    <numFmt numFmtId="165" formatCode="[Red]#,##0.00_);\\(0\\)"/></numFmts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
    </styleSheet>
    """

  private static let rows = """
    <worksheet xmlns="\(main)"><dimension ref="A1:F9"/>
    <cols><col min="2" max="3" hidden="1"/></cols>
    <sheetData><row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
    <c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>金额</t></is></c></row>
    <row r="2" hidden="1"><c r="A2" s="1"><v>43164</v></c><c r="B2" t="str"><f>A1</f><v>支出</v></c>
    <c r="C2" t="s"><v>3</v></c><c r="D2" s="3"><f>1+1</f><v>12345.670000000002</v></c>
    <c r="E2" t="b"><v>1</v></c><c r="F2" t="e"><v>#REF!</v></c></row>
    <row><c s="2"><v>43165.5</v></c><c/><c t="d"><v>2018-03-05T00:00:00</v></c>
    <c><f>NOW()</f></c><c><v>-1.2E-3</v></c></row></sheetData>
    <mergeCells count="1"><mergeCell ref="A4:B5"/></mergeCells></worksheet>
    """
}
