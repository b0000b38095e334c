// One worksheet as XML, its elements in the order that the schema demands.

/// Writes the part of a package that holds one sheet (CT_Worksheet, ECMA-376 part 1, 18.3.1.99).
struct WorksheetXML {
  private let sheet: Worksheet
  private let isSelected: Bool

  init(_ sheet: Worksheet, isSelected: Bool) {
    self.sheet = sheet
    self.isSelected = isSelected
  }

  /// The XML of the sheet; its styles and texts are numbered on the way.
  func bytes(
    _ styles: inout StyleTable, _ texts: inout SharedTexts
  ) throws(XMLWritingProblem) -> [UInt8] {
    // Closures below cannot hold on to parameters: they number copies, which are handed back.
    var numbering = Numbering(styles: styles, texts: texts)
    var xml = XMLWriter()
    xml.element("worksheet", ["xmlns": WorkbookWriter.schema]) { xml in
      writeProperties(&xml)
      writeView(&xml)
      xml.element("sheetFormatPr", ["defaultRowHeight": "15"])
      writeColumns(&xml, &numbering)
      writeRows(&xml, &numbering)
      writeMerges(&xml)
      writeValidations(&xml)
      writePage(&xml)
      writeDigitTexts(&xml)
    }
    styles = numbering.styles
    texts = numbering.texts
    return try xml.finished()
  }

  private struct Numbering {
    var styles: StyleTable
    var texts: SharedTexts
  }

  private func writeProperties(_ xml: inout XMLWriter) {
    if sheet.page.isFitted {
      xml.element("sheetPr") { $0.element("pageSetUpPr", ["fitToPage": "1"]) }
    }
    let places = sheet.cells.keys
    guard let rowFirst = places.map(\.row).min(), let rowLast = places.map(\.row).max(),
      let columnFirst = places.map(\.column).min(), let columnLast = places.map(\.column).max()
    else { return }
    let used = CellRange(rows: rowFirst...rowLast, columns: columnFirst...columnLast)
    xml.element("dimension", ["ref": used.reference])
  }

  private func writeView(_ xml: inout XMLWriter) {
    xml.element("sheetViews") { xml in
      xml.element(
        "sheetView",
        [
          "showGridLines": sheet.showsGridlines ? nil : "0",
          "tabSelected": isSelected ? "1" : nil, "workbookViewId": "0",
        ]
      ) { xml in
        guard let frozen = sheet.frozenUntil, frozen.row > 1 || frozen.column > 1 else { return }
        let pane =
          frozen.row == 1 ? "topRight" : frozen.column == 1 ? "bottomLeft" : "bottomRight"
        xml.element(
          "pane",
          [
            "xSplit": frozen.column > 1 ? String(frozen.column - 1) : nil,
            "ySplit": frozen.row > 1 ? String(frozen.row - 1) : nil,
            "topLeftCell": frozen.reference, "activePane": pane, "state": "frozen",
          ])
        xml.element("selection", ["pane": pane])
      }
    }
  }

  private func writeColumns(_ xml: inout XMLWriter, _ numbering: inout Numbering) {
    guard !sheet.columns.isEmpty else { return }
    var columns: [(number: Int, width: String, style: Int?)] = []
    for (number, column) in sheet.columns.sorted(by: { $0.key < $1.key }) {
      let width = "\(column.widthInTenths / 10).\(column.widthInTenths % 10)"
      columns.append((number, width, column.style.map { numbering.styles.number(of: $0) }))
    }
    xml.element("cols") { xml in
      for column in columns {
        xml.element(
          "col",
          [
            "min": String(column.number), "max": String(column.number), "width": column.width,
            "style": column.style.map { String($0) }, "customWidth": "1",
          ])
      }
    }
  }

  private func writeRows(_ xml: inout XMLWriter, _ numbering: inout Numbering) {
    let places = Dictionary(grouping: sheet.cells.keys, by: \.row)
    let rows = Set(places.keys).union(sheet.rowHeightsInPoints.keys).sorted()
    xml.element("sheetData") { xml in
      for row in rows {
        let height = sheet.rowHeightsInPoints[row].map { String($0) }
        xml.element(
          "row", ["r": String(row), "ht": height, "customHeight": height == nil ? nil : "1"]
        ) { xml in
          for place in (places[row] ?? []).sorted() {
            if let cell = sheet.cells[place] { write(cell, at: place, &xml, &numbering) }
          }
        }
      }
    }
  }

  private func write(
    _ cell: SheetCell, at place: CellPlace, _ xml: inout XMLWriter, _ numbering: inout Numbering
  ) {
    let style = String(numbering.styles.number(of: cell.style))
    let reference = place.reference
    switch cell.content {
    case .blank: xml.element("c", ["r": reference, "s": style])
    case .text(let text):
      let number = String(numbering.texts.number(of: text))
      xml.element("c", ["r": reference, "s": style, "t": "s"]) { $0.element("v", text: number) }
    case .number(let number):
      xml.element("c", ["r": reference, "s": style]) { $0.element("v", text: number.text) }
    case .date(let date):
      let day = String(date.serialDay)
      xml.element("c", ["r": reference, "s": style]) { $0.element("v", text: day) }
    case .formula(let formula, let cached):
      xml.element("c", ["r": reference, "s": style]) { xml in
        xml.element("f", text: formula)
        xml.element("v", text: cached.text)
      }
    }
  }

  private func writeMerges(_ xml: inout XMLWriter) {
    guard !sheet.mergedRanges.isEmpty else { return }
    xml.element("mergeCells", ["count": String(sheet.mergedRanges.count)]) { xml in
      for range in sheet.mergedRanges { xml.element("mergeCell", ["ref": range.reference]) }
    }
  }

  private func writeValidations(_ xml: inout XMLWriter) {
    guard !sheet.validations.isEmpty else { return }
    xml.element("dataValidations", ["count": String(sheet.validations.count)]) { xml in
      for list in sheet.validations {
        let formula =
          switch list.choices {
          case .words(let words): "\"\(words.joined(separator: ","))\""
          case .cells(let other, let range): WorkbookWriter.reference(other, range)
          }
        xml.element(
          "dataValidation",
          [
            "type": "list", "errorStyle": list.refusesOthers ? nil : "warning",
            "allowBlank": "1", "showInputMessage": "1", "showErrorMessage": "1",
            "errorTitle": list.errorTitle.nonEmptyEscaped,
            "error": list.errorText.nonEmptyEscaped,
            "promptTitle": list.promptTitle.nonEmptyEscaped,
            "prompt": list.promptText.nonEmptyEscaped,
            "sqref": list.ranges.map(\.reference).joined(separator: " "),
          ]
        ) { $0.element("formula1", text: SheetText.escaped(formula)) }
      }
    }
  }

  private func writePage(_ xml: inout XMLWriter) {
    let page = sheet.page
    let margins = page.margins
    if page.isCentered { xml.element("printOptions", ["horizontalCentered": "1"]) }
    xml.element(
      "pageMargins",
      [
        "left": Self.inches(margins.leftInMillimetres),
        "right": Self.inches(margins.rightInMillimetres),
        "top": Self.inches(margins.topInMillimetres),
        "bottom": Self.inches(margins.bottomInMillimetres),
        "header": Self.inches(margins.edgeInMillimetres),
        "footer": Self.inches(margins.edgeInMillimetres),
      ])
    xml.element(
      "pageSetup",
      [
        "paperSize": "9", "fitToWidth": page.isFitted ? String(page.pagesWide) : nil,
        "fitToHeight": page.isFitted ? String(page.pagesTall) : nil,
        "orientation": page.orientation.rawValue,
      ])
    guard !page.header.code.isEmpty || !page.footer.code.isEmpty else { return }
    xml.element("headerFooter") { xml in
      if !page.header.code.isEmpty {
        xml.element("oddHeader", text: SheetText.escaped(page.header.code))
      }
      if !page.footer.code.isEmpty {
        xml.element("oddFooter", text: SheetText.escaped(page.footer.code))
      }
    }
  }

  private func writeDigitTexts(_ xml: inout XMLWriter) {
    guard !sheet.digitTextRanges.isEmpty else { return }
    xml.element("ignoredErrors") { xml in
      xml.element(
        "ignoredError",
        [
          "sqref": sheet.digitTextRanges.map(\.reference).joined(separator: " "),
          "numberStoredAsText": "1",
        ])
    }
  }

  /// Millimetres as inches with two decimals.
  private static func inches(_ millimetres: Int) -> String {
    let hundredths = (millimetres * 1000 + 127) / 254
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }
}

extension String {
  fileprivate var nonEmptyEscaped: String? { isEmpty ? nil : SheetText.escaped(self) }
}
