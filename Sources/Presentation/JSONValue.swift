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
    var bytes: [UInt8] = []
    write(to: &bytes, indentation: 0)
    bytes.append(Self.lineFeed)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value on one line without a line feed at the end, for lists of one value a line.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var lineText: String {
    var bytes: [UInt8] = []
    write(to: &bytes, indentation: nil)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let lineFeed = UInt8(ascii: "\n")

  private var isNested: Bool {
    switch self {
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    case .null, .boolean, .integer, .string: false
    }
  }

  /// Writes on one line where `indentation` is `nil`.
  private func write(to bytes: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .string(let value): Self.write(value, to: &bytes)
    case .array(let elements):
      let broken = elements.contains(where: \.isNested) ? indentation : nil
      Self.writeList(elements, in: ("[", "]"), to: &bytes, broken) { element, bytes, inner in
        element.write(to: &bytes, indentation: inner)
      }
    case .object(let members):
      let broken = members.contains(where: \.value.isNested) ? indentation : nil
      Self.writeList(members, in: ("{", "}"), to: &bytes, broken) { member, bytes, inner in
        Self.write(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes, indentation: inner)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], in brackets: (Unicode.Scalar, Unicode.Scalar),
    to bytes: inout [UInt8], _ indentation: Int?, write: (Element, inout [UInt8], Int?) -> Void
  ) {
    let inner = indentation.map { $0 + 1 }
    bytes.append(UInt8(ascii: brackets.0))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let inner { beginLine(inner, &bytes) }
      write(element, &bytes, inner)
    }
    if let indentation, !elements.isEmpty { beginLine(indentation, &bytes) }
    bytes.append(UInt8(ascii: brackets.1))
  }

  private static func beginLine(_ indentation: Int, _ bytes: inout [UInt8]) {
    bytes.append(lineFeed)
    for _ in 0..<(2 * indentation) { bytes.append(UInt8(ascii: " ")) }
  }

  /// Escapes what RFC 8259 §7 requires and nothing else, so that Chinese stays readable.
  private static func write(_ string: String, to bytes: inout [UInt8]) {
    var string = string
    bytes.append(UInt8(ascii: "\""))
    string.withUTF8 { utf8 in
      var written = 0
      for index in utf8.indices {
        guard let escape = escape(utf8[index]) else { continue }
        bytes.append(contentsOf: utf8[written..<index])
        bytes += escape.utf8
        written = index + 1
      }
      bytes.append(contentsOf: utf8[written...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// What stands for a byte that must not stand for itself; `nil` for any other.
  @inline(__always)
  private static func escape(_ byte: UInt8) -> String? {
    guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
      return nil
    }
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case lineFeed: return "\\n"
    case UInt8(ascii: "\r"): return "\\r"
    case UInt8(ascii: "\t"): return "\\t"
    default: return "\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
  }
}
