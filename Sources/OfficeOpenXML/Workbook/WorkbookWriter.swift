// Writes a workbook as an `.xlsx` file (ECMA-376 part 1, SpreadsheetML).

/// Makes the bytes of a workbook. The same workbook gives the same bytes.
public struct WorkbookWriter {
  private let workbook: Workbook
  private var styles = StyleTable()
  private var texts = SharedTexts()

  static let schema = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let contentTypes =
    "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private init(_ workbook: Workbook) {
    self.workbook = workbook
  }

  /// The file of `workbook`.
  ///
  /// - Throws: ``OfficeWritingProblem`` for what office programs would refuse or repair.
  public static func bytes(of workbook: Workbook) throws(OfficeWritingProblem) -> [UInt8] {
    do throws(WorkbookProblem) {
      try workbook.validate()
    } catch {
      throw .workbook(error)
    }
    var writer = WorkbookWriter(workbook)
    let package: PackageWriter
    do throws(XMLWritingProblem) {
      package = try writer.package()
    } catch {
      throw .text(error)
    }
    return try package.bytes()
  }

  /// Sheets are written before the texts and styles that they number.
  private mutating func package() throws(XMLWritingProblem) -> PackageWriter {
    var sheets: [[UInt8]] = []
    for index in workbook.sheets.indices {
      sheets.append(
        try WorksheetXML(workbook.sheets[index], isSelected: index == 0)
          .bytes(&styles, &texts))
    }
    var package = PackageWriter()
    let main = "xl/workbook.xml"
    package.relate("", to: main, type: "\(Self.relations)/officeDocument")
    let names = sheets.indices.map { "xl/worksheets/sheet\($0 + 1).xml" }
    let identifiers = names.map {
      package.relate(main, to: $0, type: "\(Self.relations)/worksheet")
    }
    package.add(
      main, contentType: "\(Self.contentTypes).sheet.main+xml",
      try document(namingSheets: identifiers).finished())
    for (name, bytes) in zip(names, sheets) {
      package.add(name, contentType: "\(Self.contentTypes).worksheet+xml", bytes)
    }
    package.relate(main, to: "xl/styles.xml", type: "\(Self.relations)/styles")
    package.add(
      "xl/styles.xml", contentType: "\(Self.contentTypes).styles+xml", try styles.bytes)
    package.relate(main, to: "xl/sharedStrings.xml", type: "\(Self.relations)/sharedStrings")
    package.add(
      "xl/sharedStrings.xml", contentType: "\(Self.contentTypes).sharedStrings+xml",
      try texts.bytes)
    try package.add(workbook.properties)
    return package
  }

  /// The part that lists the sheets, each by the name of its relation.
  private func document(namingSheets identifiers: [String]) -> XMLWriter {
    var xml = XMLWriter()
    xml.element("workbook", ["xmlns": Self.schema, "xmlns:r": Self.relations]) { xml in
      xml.element("bookViews") { $0.element("workbookView", ["activeTab": "0"]) }
      xml.element("sheets") { xml in
        for (index, (sheet, identifier)) in zip(workbook.sheets, identifiers).enumerated() {
          xml.element(
            "sheet",
            ["name": sheet.name, "sheetId": String(index + 1), "r:id": identifier])
        }
      }
      writeNames(&xml)
    }
    return xml
  }

  private func writeNames(_ xml: inout XMLWriter) {
    let hasPrintNames = workbook.sheets.contains {
      $0.printArea != nil || $0.printedTitleRows != nil
    }
    guard hasPrintNames || !workbook.definedNames.isEmpty else { return }
    xml.element("definedNames") { xml in
      for (index, sheet) in workbook.sheets.enumerated() {
        if let area = sheet.printArea {
          xml.element(
            "definedName", ["name": "_xlnm.Print_Area", "localSheetId": String(index)],
            text: Self.reference(sheet.name, area))
        }
        if let rows = sheet.printedTitleRows {
          xml.element(
            "definedName", ["name": "_xlnm.Print_Titles", "localSheetId": String(index)],
            text: "\(Self.quoted(sheet.name))!$\(rows.lowerBound):$\(rows.upperBound)")
        }
      }
      for name in workbook.definedNames {
        xml.element(
          "definedName", ["name": name.name], text: Self.reference(name.sheet, name.range))
      }
    }
  }

  /// The cells of a sheet as formulas name them: `'公开01'!$A$1:$B$2`.
  static func reference(_ sheet: String, _ range: CellRange) -> String {
    "\(quoted(sheet))!\(range.absoluteReference)"
  }

  private static func quoted(_ sheet: String) -> String {
    let doubled = sheet.split(separator: "'", omittingEmptySubsequences: false)
    return "'\(doubled.joined(separator: "''"))'"
  }
}
