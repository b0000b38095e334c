// Texts of a workbook, in which every character has a place.

/// The escape of SpreadsheetML for characters that XML has no place for (ECMA-376 part 1,
/// 22.9.2.19, ST_Xstring): `_x001B_` stands for the character 1B, and `_x005F_` for the `_` of a
/// text that looks like such an escape.
public enum SheetText {
  /// `text` as it stands in the XML of a workbook, before XML escapes it.
  public static func escaped(_ text: String) -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      // Readers of XML take a carriage return for a line feed.
      if scalar == "\r" || !XMLCharacter.isAllowed(scalar) || looksEscaped(rest) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "_x\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)_"
      } else {
        result.unicodeScalars.append(scalar)
      }
      rest = rest.dropFirst()
    }
    return result
  }

  /// Whether it begins with `_x`, four hexadecimal digits and `_`.
  static func looksEscaped(_ text: Substring.UnicodeScalarView) -> Bool {
    let scalars = Array(text.prefix(7))
    return scalars.count == 7 && scalars[0] == "_" && scalars[1] == "x" && scalars[6] == "_"
      && scalars[2...5].allSatisfy(\.properties.isASCIIHexDigit)
  }
}

/// The texts of a workbook, each once, in the order of their first cell.
struct SharedTexts {
  private var texts = Numbered<String>()
  private var useCount = 0

  /// The number of `text`.
  mutating func number(of text: String) -> Int {
    useCount += 1
    return texts.number(of: text)
  }

  /// The part of the package that holds them.
  var bytes: [UInt8] {
    get throws(XMLWritingProblem) {
      var xml = XMLWriter()
      xml.element(
        "sst",
        [
          "xmlns": WorkbookWriter.schema, "count": String(useCount),
          "uniqueCount": String(texts.ordered.count),
        ]
      ) { xml in
        for text in texts.ordered {
          xml.element("si") { xml in
            xml.element("t", ["xml:space": "preserve"], text: SheetText.escaped(text))
          }
        }
      }
      return try xml.finished()
    }
  }
}
