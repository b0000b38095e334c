// XML is read as office files have it; everything else is refused by name.

import Testing

@testable import OfficeOpenXML

/// The document as a line: elements with attributes, texts, ends.
private func line(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) throws -> String {
  var reader = try XMLReader(.bytes(bytes), limits: limits)
  var line = ""
  while let token = try reader.next() {
    switch token {
    case .start:
      let attributes = reader.attributes.map { " \($0.name.local)=\($0.value)" }.joined()
      line += "<\(reader.name.local)\(attributes)>"
    case .end: line += "</\(reader.name.local)>"
    case .text: line += reader.text
    }
  }
  return line
}

private func line(_ text: String) throws -> String { try line(Array(text.utf8)) }

private func utf16(_ text: String, isLittleEndian: Bool) -> [UInt8] {
  ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
    let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    return isLittleEndian ? pair.reversed() : pair
  }
}

@Suite struct `An XML document` {
  @Test(arguments: [
    ("<a/>", "<a></a>"), ("<a></a>", "<a></a>"), ("<a ></a >", "<a></a>"),
    ("<?xml version=\"1.0\" encoding='UTF-8'?>\n<a/>\n", "<a></a>"),
    ("<a b='1' c=\"2\"/>", "<a b=1 c=2></a>"), ("<a b = '1'\n/>", "<a b=1></a>"),
    ("<a b='>'>x</a>", "<a b=>>x</a>"), ("<a>金额</a>", "<a>金额</a>"),
    ("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x5143;</a>", "<a><>&\"'A元</a>"),
    ("<a><![CDATA[<b>&amp;]]></a>", "<a><b>&amp;</a>"), ("<a>1<!-- - > -->2</a>", "<a>12</a>"),
    ("<a><?p <b>?>x</a>", "<a>x</a>"), ("<a>1\r\n2\r3</a>", "<a>1\n2\n3</a>"),
    ("<x:a xmlns:x='u'><x:b/></x:a>", "<a><b></b></a>"),
    ("<a xml:space='preserve'> </a>", "<a space=preserve> </a>"),
  ])
  func `is read element by element`(document: String, expected: String) throws {
    #expect(try line(document) == expected)
  }

  @Test func `knows a namespace by its address, whatever the prefix`() throws {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    for (document, isSheet) in [
      ("<c xmlns='\(main)'/>", true), ("<s:c xmlns:s='\(main)'/>", true),
      ("<q:c xmlns:q='\(strict)' xmlns='\(main)'/>", true), ("<c/>", false),
      ("<c xmlns:s='\(main)'/>", false), ("<s:c xmlns:s='urn:x' xmlns='\(main)'/>", false),
    ] {
      var reader = try XMLReader(.bytes(Array(document.utf8)))
      #expect(try reader.next() == .start)
      #expect(reader.name.isSpreadsheet("c") == isSheet, "\(document)")
    }
  }

  @Test func `ends the scope of a prefix with its element`() throws {
    #expect(throws: OfficeFileProblem.self) { try line("<a><x:b xmlns:x='u'/><x:c/></a>") }
  }

  @Test func `may be in UTF-8 with a mark or in UTF-16`() throws {
    let document = "<?xml version='1.0'?><a b='元'>万元😀</a>"
    let expected = "<a b=元>万元😀</a>"
    #expect(try line([0xEF, 0xBB, 0xBF] + Array(document.utf8)) == expected)
    #expect(try line(utf16(document, isLittleEndian: true)) == expected)
    #expect(try line(utf16(document, isLittleEndian: false)) == expected)
    let declared = document.replacing("'1.0'", with: "'1.0' encoding='UTF-16'")
    #expect(try line(utf16(declared, isLittleEndian: true)) == expected)
  }

  @Test(
    arguments: [
      ("", .unexpectedEnd), ("<a>", .unexpectedEnd), ("<a", .unexpectedEnd),
      ("<a b='", .unexpectedEnd),
      ("<a><!-- ", .unexpectedEnd), ("<a><![CDATA[x", .unexpectedEnd), ("  ", .unexpectedEnd),
      ("<a></b>", .endTagDiffers), ("</a>", .endTagDiffers), ("<a></a></a>", .endTagDiffers),
      ("<a b/>", .attributeMalformed), ("<a b=1/>", .attributeMalformed),
      ("<a b='1'c='2'/>", .attributeMalformed), ("<a b='1' b='2'/>", .attributeMalformed),
      ("<a b='<'/>", .attributeMalformed), ("< a/>", .tagMalformed), ("<1/>", .tagMalformed),
      ("<>", .tagMalformed), ("<!ELEMENT a>", .tagMalformed),
      ("<a><?xml version='1.0'?></a>", .tagMalformed),
      ("<x:a/>", .prefixUnknown), ("<a x:b='1'/>", .prefixUnknown),
      ("x<a/>", .textOutsideRoot), ("<a/>x", .textOutsideRoot), ("<a/><b/>", .textOutsideRoot),
      ("<a>&b;</a>", .entityUnknown), ("<a>& </a>", .entityUnknown),
      ("<a>&nbsp;</a>", .entityUnknown),
      ("<a>&#0;</a>", .characterRefused), ("<a>&#xD800;</a>", .characterRefused),
      ("<a>&#x110000;</a>", .characterRefused), ("<a>&#-1;</a>", .characterRefused),
      ("<a>\u{1}</a>", .characterRefused),
      ("<?xml version='1.0' encoding='GB2312'?><a/>", .encodingUnknown),
      ("<?xml version='1.0' encoding='UTF-16'?><a/>", .encodingBroken),
    ] as [(String, OfficeFileProblem.MarkupFault)])
  func `that is not well-formed is refused by name`(
    document: String, fault: OfficeFileProblem.MarkupFault
  ) {
    let problem = #expect(throws: OfficeFileProblem.self) { try line(document) }
    #expect(problem?.fault == .markup(fault), "\(document)")
  }

  @Test func `in no encoding at all is refused`() {
    for bytes in [
      Array("<a>".utf8) + [0xBD, 0xF0] + Array("</a>".utf8), [0xFF, 0xFE, 0x3C],
      [0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x3C], [0xFE, 0xFF, 0xDC, 0x00],
    ] {
      let problem = #expect(throws: OfficeFileProblem.self) { try line(bytes) }
      #expect(problem?.fault == .markup(.encodingBroken))
    }
  }

  /// Neither a file of the machine nor a text that doubles itself thirty times is ever made.
  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;&l;&l;&l;&l;&l;'>]><a>&m;</a>",
    "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>",
  ])
  func `with a document type is refused before its entities are read`(document: String) {
    let problem = #expect(throws: OfficeFileProblem.self) { try line(document) }
    #expect(problem?.fault == .markup(.documentType))
  }

  @Test func `that is too deep or has too long a tag, text or comment is refused`() {
    var limits = ReadingLimits()
    limits.markupDepth = 10
    limits.markupByteCount = 100
    func fault(_ document: String) -> OfficeFileProblem.Fault? {
      #expect(throws: OfficeFileProblem.self) {
        try line(Array(document.utf8), limits: limits)
      }?.fault
    }
    #expect(fault(String(repeating: "<a>", count: 11)) == .beyondLimit(.markupDepth))
    let long = String(repeating: "x", count: 101)
    #expect(fault("<a b='\(long)") == .beyondLimit(.markupLength))
    #expect(fault("<a>\(long)") == .beyondLimit(.markupLength))
    #expect(fault("<a><!--\(long)") == .beyondLimit(.markupLength))
    let many = (0..<300).map { " a\($0)=''" }.joined()
    var wide = limits
    wide.markupByteCount = 10_000
    #expect(throws: OfficeFileProblem.self) { try line(Array("<a\(many)/>".utf8), limits: wide) }
  }
}
