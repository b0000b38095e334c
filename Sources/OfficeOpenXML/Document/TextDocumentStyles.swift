// How the paragraphs of a text document look: fonts, sizes, indents.

/// The styles and fonts of every text document.
enum TextDocumentStyles {
  /// A typeface with the name other systems have for it.
  private enum Face: String, CaseIterable {
    case imitationSong = "仿宋"
    case song = "宋体"
    case black = "黑体"
    case regular = "楷体"

    var otherName: String {
      switch self {
      case .imitationSong: "FangSong"
      case .song: "SimSun"
      case .black: "SimHei"
      case .regular: "KaiTi"
      }
    }
  }

  /// One style. Sizes are half points, distances twentieths of a point.
  private struct Look {
    let identifier: String
    let name: String
    let face: Face
    let size: Int
    var isBold = false
    /// `center` or `both`.
    var alignment = "both"
    /// The indent of the first line in hundredths of a character.
    var indent = 0
    /// The level in the outline, from 0.
    var outline: Int?
    var spaceAfter = 0
    var line = 560
  }

  /// Sizes by GB/T 9704—2012: title 2 号 (22 pt), text 3 号 (16 pt) in 仿宋, headings 黑体 and 楷体.
  private static let looks = [
    Look(
      identifier: "Title", name: "Title", face: .song, size: 44, isBold: true,
      alignment: "center", spaceAfter: 120, line: 680),
    Look(
      identifier: "Subtitle", name: "Subtitle", face: .regular, size: 32, alignment: "center",
      spaceAfter: 320),
    Look(
      identifier: "Heading1", name: "heading 1", face: .black, size: 32, indent: 200, outline: 0),
    Look(
      identifier: "Heading2", name: "heading 2", face: .regular, size: 32, isBold: true,
      indent: 200, outline: 1),
    Look(identifier: "Note", name: "Note", face: .song, size: 18, line: 320),
    Look(
      identifier: "Footer", name: "footer", face: .song, size: 28, alignment: "center",
      line: 400),
  ]

  static var styles: XMLWriter {
    var xml = XMLWriter()
    xml.element("w:styles", ["xmlns:w": TextDocumentWriter.schema]) { xml in
      xml.element("w:docDefaults") { xml in
        xml.element("w:rPrDefault") { writeLetters(.imitationSong, size: 32, isBold: false, &$0) }
      }
      xml.element("w:style", ["w:type": "paragraph", "w:default": "1", "w:styleId": "Normal"]) {
        xml in
        xml.element("w:name", ["w:val": "Normal"])
        xml.element("w:qFormat")
        xml.element("w:pPr") { xml in
          xml.element("w:spacing", ["w:line": "560", "w:lineRule": "exact"])
          xml.element("w:ind", ["w:firstLineChars": "200", "w:firstLine": "640"])
          xml.element("w:jc", ["w:val": "both"])
        }
      }
      for look in looks { write(look, &xml) }
    }
    return xml
  }

  private static func write(_ look: Look, _ xml: inout XMLWriter) {
    xml.element("w:style", ["w:type": "paragraph", "w:styleId": look.identifier]) { xml in
      xml.element("w:name", ["w:val": look.name])
      xml.element("w:basedOn", ["w:val": "Normal"])
      if look.outline != nil { xml.element("w:next", ["w:val": "Normal"]) }
      xml.element("w:qFormat")
      xml.element("w:pPr") { xml in
        if look.outline != nil { xml.element("w:keepNext") }
        xml.element(
          "w:spacing",
          [
            "w:after": String(look.spaceAfter), "w:line": String(look.line),
            "w:lineRule": "exact",
          ])
        xml.element(
          "w:ind",
          [
            "w:firstLineChars": String(look.indent),
            "w:firstLine": String(look.indent * look.size / 10),
          ])
        xml.element("w:jc", ["w:val": look.alignment])
        if let outline = look.outline {
          xml.element("w:outlineLvl", ["w:val": String(outline)])
        }
      }
      writeLetters(look.face, size: look.size, isBold: look.isBold, &xml)
    }
  }

  private static func writeLetters(
    _ face: Face, size: Int, isBold: Bool, _ xml: inout XMLWriter
  ) {
    xml.element("w:rPr") { xml in
      xml.element(
        "w:rFonts",
        [
          "w:ascii": "Times New Roman", "w:hAnsi": "Times New Roman",
          "w:eastAsia": face.rawValue, "w:cs": "Times New Roman",
        ])
      if isBold { xml.element("w:b") }
      xml.element("w:sz", ["w:val": String(size)])
      xml.element("w:szCs", ["w:val": String(size)])
      xml.element("w:lang", ["w:val": "en-US", "w:eastAsia": "zh-CN"])
    }
  }

  /// The typefaces, each with its other name, so that a system that has neither takes one alike.
  static var fonts: XMLWriter {
    var xml = XMLWriter()
    xml.element("w:fonts", ["xmlns:w": TextDocumentWriter.schema]) { xml in
      for face in Face.allCases {
        xml.element("w:font", ["w:name": face.rawValue]) { xml in
          xml.element("w:altName", ["w:val": face.otherName])
          xml.element("w:charset", ["w:val": "86"])
          xml.element("w:family", ["w:val": face == .black ? "swiss" : "roman"])
        }
      }
    }
    return xml
  }
}
