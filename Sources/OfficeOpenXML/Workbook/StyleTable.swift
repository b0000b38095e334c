// The styles of a workbook as SpreadsheetML numbers them.

/// Fonts, fills, borders, number formats and their combinations, each once, in the order in which
/// cells first use them.
struct StyleTable {
  private var styles = Numbered<CellStyle>()
  private var fonts = Numbered<CellFont>()
  private var fills = Numbered<ColorCode>()
  private var borders = Numbered<CellBorders>()
  private var formats = Numbered<String>()

  /// Numbers below are those of the specification.
  private static let firstOwnFormat = 164
  /// Fills 0 and 1 are none and a pattern: programs take them for granted.
  private static let reservedFillCount = 2

  /// The style of cells without one comes first.
  init() {
    _ = borders.number(of: .none)
    _ = number(of: CellStyle())
  }

  /// The number of `style`.
  mutating func number(of style: CellStyle) -> Int {
    let knownCount = styles.ordered.count
    let number = styles.number(of: style)
    guard number == knownCount else { return number }
    _ = fonts.number(of: style.font)
    if let color = style.fillColor { _ = fills.number(of: color) }
    _ = borders.number(of: style.borders)
    if style.numberFormat.builtInNumber == nil { _ = formats.number(of: style.numberFormat.code) }
    return number
  }

  /// The part of the package that holds them.
  var bytes: [UInt8] {
    get throws(XMLWritingProblem) {
      var xml = XMLWriter()
      xml.element("styleSheet", ["xmlns": WorkbookWriter.schema]) { xml in
        writeFormats(&xml)
        writeFonts(&xml)
        writeFills(&xml)
        writeBorders(&xml)
        xml.element("cellStyleXfs", ["count": "1"]) { xml in
          xml.element("xf", ["numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"])
        }
        xml.element("cellXfs", ["count": String(styles.ordered.count)]) { xml in
          for style in styles.ordered { write(style, &xml) }
        }
        xml.element("cellStyles", ["count": "1"]) { xml in
          xml.element("cellStyle", ["name": "Normal", "xfId": "0", "builtinId": "0"])
        }
      }
      return try xml.finished()
    }
  }

  private func writeFormats(_ xml: inout XMLWriter) {
    guard !formats.ordered.isEmpty else { return }
    xml.element("numFmts", ["count": String(formats.ordered.count)]) { xml in
      for (index, code) in formats.ordered.enumerated() {
        xml.element(
          "numFmt", ["numFmtId": String(Self.firstOwnFormat + index), "formatCode": code])
      }
    }
  }

  private func writeFonts(_ xml: inout XMLWriter) {
    xml.element("fonts", ["count": String(fonts.ordered.count)]) { xml in
      for font in fonts.ordered {
        xml.element("font") { xml in
          if font.isBold { xml.element("b") }
          xml.element("sz", ["val": String(font.sizeInPoints)])
          if let color = font.color { xml.element("color", ["rgb": "FF\(color.hexText)"]) }
          xml.element("name", ["val": font.name])
          // Simplified Chinese: who lacks the font looks for another of this character set, and
          // of this family, whose figures are equally wide.
          if !font.name.utf8.allSatisfy({ $0 < 0x80 }) {
            xml.element("family", ["val": "3"])
            xml.element("charset", ["val": "134"])
          }
        }
      }
    }
  }

  private func writeFills(_ xml: inout XMLWriter) {
    let count = Self.reservedFillCount + fills.ordered.count
    xml.element("fills", ["count": String(count)]) { xml in
      for pattern in ["none", "gray125"] {
        xml.element("fill") { $0.element("patternFill", ["patternType": pattern]) }
      }
      for color in fills.ordered {
        xml.element("fill") { xml in
          xml.element("patternFill", ["patternType": "solid"]) { xml in
            xml.element("fgColor", ["rgb": "FF\(color.hexText)"])
            xml.element("bgColor", ["indexed": "64"])
          }
        }
      }
    }
  }

  private func writeBorders(_ xml: inout XMLWriter) {
    let sides: [(String, CellBorders)] = [
      ("left", .left), ("right", .right), ("top", .top), ("bottom", .bottom),
    ]
    xml.element("borders", ["count": String(borders.ordered.count)]) { xml in
      for border in borders.ordered {
        xml.element("border") { xml in
          for (name, side) in sides {
            if border.contains(side) {
              xml.element(name, ["style": "thin"]) { $0.element("color", ["auto": "1"]) }
            } else {
              xml.element(name)
            }
          }
          xml.element("diagonal")
        }
      }
    }
  }

  private func write(_ style: CellStyle, _ xml: inout XMLWriter) {
    let format =
      style.numberFormat.builtInNumber
      ?? (Self.firstOwnFormat + formats.known(style.numberFormat.code))
    let fill = style.fillColor.map { Self.reservedFillCount + fills.known($0) } ?? 0
    xml.element(
      "xf",
      [
        "numFmtId": String(format), "fontId": String(fonts.known(style.font)),
        "fillId": String(fill), "borderId": String(borders.known(style.borders)), "xfId": "0",
        "applyNumberFormat": format == 0 ? nil : "1", "applyFont": "1",
        "applyFill": fill == 0 ? nil : "1", "applyBorder": "1", "applyAlignment": "1",
      ]
    ) { xml in
      let isGeneral = style.horizontal == .general
      xml.element(
        "alignment",
        [
          "horizontal": isGeneral ? nil : style.horizontal.rawValue,
          "vertical": style.vertical.rawValue, "wrapText": style.wraps ? "1" : nil,
          "indent": style.indent > 0 ? String(style.indent) : nil,
          "shrinkToFit": style.shrinksToFit ? "1" : nil,
        ])
    }
  }
}
