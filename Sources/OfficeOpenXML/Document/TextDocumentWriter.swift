// Writes a text document as a `.docx` file (ECMA-376 part 1, WordprocessingML).

/// Makes the bytes of a text document. The same document gives the same bytes.
public enum TextDocumentWriter {
  static let schema = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let contentTypes =
    "application/vnd.openxmlformats-officedocument.wordprocessingml"
  private static let main = "word/document.xml"

  /// The file of `document`.
  ///
  /// - Throws: ``OfficeWritingProblem`` for a text with characters that XML has no place for.
  public static func bytes(of document: TextDocument) throws(OfficeWritingProblem) -> [UInt8] {
    let package: PackageWriter
    do throws(XMLWritingProblem) {
      package = try Self.package(document)
    } catch {
      throw .text(error)
    }
    return try package.bytes()
  }

  private static func package(
    _ document: TextDocument
  ) throws(XMLWritingProblem) -> PackageWriter {
    var package = PackageWriter()
    package.relate("", to: main, type: "\(relations)/officeDocument")
    let footer = package.relate(main, to: "word/footer1.xml", type: "\(relations)/footer")
    package.add(
      main, contentType: "\(contentTypes).document.main+xml",
      try body(document, footer: footer).finished())
    package.add(
      "word/footer1.xml", contentType: "\(contentTypes).footer+xml", try pageNumber.finished())
    let parts: [(name: String, xml: XMLWriter)] = [
      ("styles", TextDocumentStyles.styles), ("fontTable", TextDocumentStyles.fonts),
      ("settings", settings),
    ]
    for part in parts {
      let name = "word/\(part.name).xml"
      package.relate(main, to: name, type: "\(relations)/\(part.name)")
      package.add(
        name, contentType: "\(contentTypes).\(part.name)+xml", try part.xml.finished())
    }
    try package.add(document.properties)
    return package
  }

  /// The paragraphs, and after them the page: A4 with the margins of official documents
  /// (GB/T 9704—2012, 5.2.1: 37 mm above, 28 mm left; the type area is 156 mm × 225 mm).
  private static func body(_ document: TextDocument, footer: String) -> XMLWriter {
    var xml = XMLWriter()
    xml.element("w:document", ["xmlns:w": schema, "xmlns:r": relations]) { xml in
      xml.element("w:body") { xml in
        for paragraph in document.paragraphs {
          xml.element("w:p") { xml in
            xml.element("w:pPr") { $0.element("w:pStyle", ["w:val": paragraph.style.rawValue]) }
            run(paragraph.text, &xml)
          }
        }
        xml.element("w:sectPr") { xml in
          xml.element("w:footerReference", ["w:type": "default", "r:id": footer])
          xml.element("w:pgSz", ["w:w": "11906", "w:h": "16838"])
          xml.element(
            "w:pgMar",
            [
              "w:top": "2098", "w:right": "1474", "w:bottom": "1985", "w:left": "1588",
              "w:header": "851", "w:footer": "1418", "w:gutter": "0",
            ])
        }
      }
    }
    return xml
  }

  private static func run(_ text: String, _ xml: inout XMLWriter) {
    xml.element("w:r") { $0.element("w:t", ["xml:space": "preserve"], text: text) }
  }

  /// The number of the page between dashes, as official documents have it.
  private static var pageNumber: XMLWriter {
    var xml = XMLWriter()
    xml.element("w:ftr", ["xmlns:w": schema]) { xml in
      xml.element("w:p") { xml in
        xml.element("w:pPr") { $0.element("w:pStyle", ["w:val": "Footer"]) }
        run("— ", &xml)
        xml.element("w:fldSimple", ["w:instr": " PAGE "]) { run("1", &$0) }
        run(" —", &xml)
      }
    }
    return xml
  }

  /// Tells Word that the file is of its present form and needs no compatibility mode.
  private static var settings: XMLWriter {
    var xml = XMLWriter()
    xml.element("w:settings", ["xmlns:w": schema]) { xml in
      xml.element("w:compat") { xml in
        xml.element(
          "w:compatSetting",
          [
            "w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word",
            "w:val": "15",
          ])
      }
    }
    return xml
  }
}
