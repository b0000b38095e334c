// Writes XML 1.0 in UTF-8: elements, attributes and texts, escaped to be read back as they are.

/// A document being written, from the declaration to the end of its root element.
///
/// Names come from the specifications this room writes by, never from data; attributes and texts
/// may come from anyone. The first character that XML has no place for is kept as a problem, and
/// ``finished()`` refuses the document; to a caller that must keep such characters, the format
/// above XML has to offer an escape.
public struct XMLWriter {
  private var output: [UInt8]
  private var problem: XMLWritingProblem?

  /// A document with its declaration.
  public init() {
    output = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".utf8)
  }

  /// Writes an element with what `content` writes in it; attributes that are `nil` are left out.
  public mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    content: (inout XMLWriter) -> Void
  ) {
    start(name, attributes)
    output.append(UInt8(ascii: ">"))
    content(&self)
    output += "</\(name)>".utf8
  }

  /// Writes an element with a text in it.
  public mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String
  ) {
    element(name, attributes) { $0.text(text) }
  }

  /// Writes an element with nothing in it.
  public mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    start(name, attributes)
    output += "/>".utf8
  }

  /// Writes a text.
  public mutating func text(_ text: String) { escape(text, isAttribute: false) }

  /// The bytes of the document.
  ///
  /// - Throws: ``XMLWritingProblem`` where a text or an attribute held a character that XML has no
  ///   place for.
  public func finished() throws(XMLWritingProblem) -> [UInt8] {
    if let problem { throw problem }
    return output
  }

  private mutating func start(_ name: String, _ attributes: KeyValuePairs<String, String?>) {
    output += "<\(name)".utf8
    for case (let key, let value?) in attributes {
      output += " \(key)=\"".utf8
      escape(value, isAttribute: true)
      output.append(UInt8(ascii: "\""))
    }
  }

  /// Readers turn line ends and, in attributes, tabs into blanks: they are written as references.
  private mutating func escape(_ text: String, isAttribute: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;".utf8
      case "<": output += "&lt;".utf8
      case ">": output += "&gt;".utf8
      case "\"" where isAttribute: output += "&quot;".utf8
      case "\t" where isAttribute: output += "&#9;".utf8
      case "\n" where isAttribute: output += "&#10;".utf8
      case "\r": output += "&#13;".utf8
      case _ where XMLCharacter.isAllowed(scalar): output += UTF8.encode(scalar) ?? .init()
      default: problem = problem ?? .forbiddenCharacter(scalar, text: text)
      }
    }
  }
}

/// Why a document cannot be written.
public enum XMLWritingProblem: Error, Hashable, Sendable {
  /// A character that XML 1.0 has no place for, and the text it stands in.
  case forbiddenCharacter(Unicode.Scalar, text: String)
}
