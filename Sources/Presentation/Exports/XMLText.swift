// Writes XML: elements with text or with elements, one to a line.

/// A text of XML 1.0 while it is being written.
struct XMLText {
  private(set) var text = ""
  private var depth: Int

  /// A text whose elements stand `depth` deep in others.
  init(depth: Int = 0) {
    self.depth = depth
  }

  /// An element that holds a text; none where the text is `nil`.
  mutating func element(_ name: String, _ content: String?) {
    guard let content else { return }
    indent()
    text += "<\(name)>\(Self.escaped(content))</\(name)>\n"
  }

  /// An element that holds what `contents` writes.
  mutating func element(_ name: String, _ contents: (inout XMLText) -> Void) {
    open(name)
    contents(&self)
    close(name)
  }

  /// The beginning of an element.
  mutating func open(_ name: String) {
    indent()
    text += "<\(name)>\n"
    depth += 1
  }

  /// The end of an element.
  mutating func close(_ name: String) {
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  /// A comment, in which XML allows no two hyphens.
  mutating func comment(_ words: String) {
    indent()
    text += "<!-- \(JournalText.oneLine(words).replacing("--", with: "—")) -->\n"
  }

  private mutating func indent() {
    text += String(repeating: "  ", count: depth)
  }

  /// A text as XML can hold it: marks escaped, and what is no character of XML 1.0 (§2.2) replaced.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        escaped.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }
}
