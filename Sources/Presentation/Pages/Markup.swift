// Writes HTML that is well-formed XML, too: elements, attributes, and texts that cannot break out.

/// A piece of a page. A text enters it through ``words(_:)`` or as an attribute and is escaped
/// there; nothing else can be put in.
struct Markup: Sendable {
  /// The piece as it is written.
  let text: String

  private init(text: String) { self.text = text }

  /// Nothing.
  static let nothing = Markup(text: "")

  /// A text: marks escaped, characters that no document may hold replaced.
  static func words(_ words: String) -> Markup { Markup(text: XMLText.escaped(words)) }

  /// The pieces one after the other.
  ///
  /// - Complexity: O(n) in the length of the text.
  static func joined(_ pieces: [Markup]) -> Markup {
    Markup(text: pieces.map(\.text).joined())
  }

  /// An element; an attribute without a value is left out.
  static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
    _ contents: Markup...
  ) -> Markup {
    element(name, attributes, contents: contents)
  }

  /// An element that holds `contents`.
  static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
    contents: [Markup]
  ) -> Markup {
    var text = "<\(name)"
    for (attribute, value) in attributes {
      guard let value else { continue }
      text += " \(attribute)=\"\(XMLText.escaped(value).replacing("\"", with: "&quot;"))\""
    }
    let end = endsLine.contains("\(name)") ? "\n" : ""
    guard !isVoid.contains("\(name)") else { return Markup(text: text + " />" + end) }
    text += ">"
    for piece in contents { text += piece.text }
    return Markup(text: text + "</\(name)>" + end)
  }

  /// The style sheet of a page. It comes from this room alone: texts enter it by ``StyleText``.
  static func style(_ sheet: String) -> Markup {
    precondition(!sheet.contains("<") && !sheet.contains("&"), "a style sheet holds no marks")
    return Markup(text: "<style>\n\(sheet)</style>\n")
  }

  /// The whole document around `root`.
  static func document(_ root: Markup) -> String { "<!DOCTYPE html>\n" + root.text }

  private static let isVoid: Set<String> = ["meta", "br", "link"]
  /// Elements behind which a line ends, so that two pages can be compared line by line.
  private static let endsLine: Set<String> = [
    "meta", "title", "head", "body", "html", "h1", "h2", "p", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "ul", "li", "ol", "dl", "div", "section", "article", "nav", "main", "footer",
    "header", "pre", "svg", "g", "rect", "line", "text", "polyline",
  ]
}

/// Texts inside a style sheet.
enum StyleText {
  /// `text` as a string of CSS: what is no letter, digit or blank is written as an escape, so that
  /// it can end neither the string nor the style sheet.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in DisplayWidth.oneLine(text).unicodeScalars {
      let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isPlain || scalar == " " {
        quoted.unicodeScalars.append(scalar)
      } else {
        quoted += "\\" + String(scalar.value, radix: 16) + " "
      }
    }
    return quoted + "\""
  }
}
