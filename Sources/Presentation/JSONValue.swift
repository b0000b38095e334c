// Writes JSON: keys in the order given, integers only, the same bytes every time.

/// A value to be written as JSON (RFC 8259). There is no case for fractions: amounts are fen.
public indirect enum JSONValue: Hashable, Sendable, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// An integer; readers keep those within ±(2^53 − 1) exactly.
  case integer(Int64)
  /// A text.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object with its members in the order they are written.
  case object([Member])

  /// One member of an object.
  public struct Member: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The value.
    public let value: JSONValue

    /// A member made of its parts.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A literal text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A literal integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A literal `nil`.
  public init(nilLiteral: ()) { self = .null }

  /// A text, or `null` where there is none.
  public init(_ text: String?) { self = text.map { .string($0) } ?? .null }

  /// A position or count of the log; those lie far below 2^63.
  public init(_ number: UInt64) { self = .integer(Int64(number)) }
}

extension JSONValue {
  /// The value on lines of its own, ending with a line feed: members and elements are broken over
  /// lines, but an array or object that holds nothing nested stays on one line. So a list of cells
  /// or events has one line for each.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var text: String {
    var text = ""
    write(to: &text, indentation: 0)
    text += "\n"
    return text
  }

  /// The value on one line without a line feed at the end, for lists of one value a line.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var lineText: String {
    var text = ""
    write(to: &text, indentation: nil)
    return text
  }

  private var isNested: Bool {
    switch self {
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    case .null, .boolean, .integer, .string: false
    }
  }

  /// Writes on one line where `indentation` is `nil`.
  private func write(to text: inout String, indentation: Int?) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .string(let value): Self.write(value, to: &text)
    case .array(let elements):
      let broken = elements.contains(where: \.isNested) ? indentation : nil
      Self.writeList("[", elements, "]", to: &text, indentation: broken) { element, text, inner in
        element.write(to: &text, indentation: inner)
      }
    case .object(let members):
      let broken = members.contains(where: \.value.isNested) ? indentation : nil
      Self.writeList("{", members, "}", to: &text, indentation: broken) { member, text, inner in
        Self.write(member.key, to: &text)
        text += ":"
        member.value.write(to: &text, indentation: inner)
      }
    }
  }

  private static func writeList<Element>(
    _ opening: String, _ elements: [Element], _ closing: String, to text: inout String,
    indentation: Int?, write: (Element, inout String, Int?) -> Void
  ) {
    let inner = indentation.map { $0 + 1 }
    text += opening
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: "  ", count: inner) }
      write(element, &text, inner)
    }
    if let indentation, !elements.isEmpty {
      text += "\n" + String(repeating: "  ", count: indentation)
    }
    text += closing
  }

  /// Escapes what RFC 8259 §7 requires and nothing else, so that Chinese stays readable.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
