// Documents that records name, and the two labels of ledger.json: as much JSON as that takes.

/// A document that a record says is attached: the members `digest` and `size` in the data of a
/// record of the type document-attached.
struct Attachment: Equatable {
  let digest: String
  let byteCount: UInt64

  /// The attachment that a record's body names; `nil` for every other record.
  init?(_ body: UnsafeRawBufferPointer) {
    // Few records are of this type, so its name is looked for first.
    let name = Array("\"document-attached.".utf8)
    guard body.count > name.count,
      (0...(body.count - name.count)).contains(where: { at in
        body[at] == 0x22 && body[at..<(at + name.count)].elementsEqual(name)
      })
    else { return nil }
    var members = JSONMembers(body)
    members.read()
    guard members.text["type"]?.hasPrefix("document-attached.") == true,
      let digest = members.text["data.digest"], let size = members.number["data.size"]
    else { return nil }
    self.digest = digest
    byteCount = size
  }

  /// Where the document lies.
  var path: String { "documents/\(digest.prefix(2))/\(digest)" }

  /// Whether the digest is 64 hexadecimal digits in lower case, and so a name and not a path.
  var isPlain: Bool {
    digest.utf8.count == 64
      && digest.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

/// The text and number members of an object and of the objects right inside it, by their names:
/// `type`, `data.digest`. Members of arrays and of deeper objects are passed over.
struct JSONMembers {
  private(set) var text: [String: String] = [:]
  private(set) var number: [String: UInt64] = [:]
  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Reads all there is; what is not JSON ends the reading.
  mutating func read() {
    var path: [String] = []
    var depth = 0
    var key: String?
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        guard let string = string() else { return }
        if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
          key = string
          at += 1
        } else {
          if let key, depth == path.count { text[(path + [key]).joined(separator: ".")] = string }
          key = nil
        }
      case UInt8(ascii: "{"):
        // An object without a key is one of an array.
        if let key, depth == path.count { path.append(key) }
        key = nil
        depth += 1
        at += 1
      case UInt8(ascii: "["):
        key = nil
        depth += 1
        at += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth < path.count { path.removeLast(path.count - max(depth, 0)) }
        at += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let value = digits()
        if let key, depth == path.count { number[(path + [key]).joined(separator: ".")] = value }
        key = nil
      default: at += 1
      }
    }
  }

  /// A string from its opening quote to behind its closing one.
  mutating func string() -> String? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
    var found: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return String(validating: found, as: UTF8.self) }
      guard byte >= 0x20 else { return nil }
      guard byte == UInt8(ascii: "\\") else {
        found.append(byte)
        continue
      }
      guard at < bytes.count else { return nil }
      let escape = bytes[at]
      at += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): found.append(escape)
      case UInt8(ascii: "n"): found.append(0x0a)
      case UInt8(ascii: "t"): found.append(0x09)
      case UInt8(ascii: "u"):
        guard let scalar = scalar() else { return nil }
        found += Array(String(scalar).utf8)
      default: return nil
      }
    }
    return nil
  }

  /// Passes over a text if it comes next.
  mutating func take(_ expected: String) -> Bool {
    guard bytes[at...].starts(with: expected.utf8) else { return false }
    at += expected.utf8.count
    return true
  }

  /// Whether everything has been read.
  var isAtEnd: Bool { at == bytes.count }

  /// What follows `\u`: one unit of UTF-16, or two that belong together (RFC 8259 section 7).
  private mutating func scalar() -> Unicode.Scalar? {
    guard let first = unit() else { return nil }
    guard (0xd800..<0xdc00).contains(first) else { return Unicode.Scalar(first) }
    guard take("\\u"), let second = unit(), (0xdc00..<0xe000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
  }

  private mutating func unit() -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    let digits = bytes[at..<(at + 4)]
    at += 4
    guard digits.allSatisfy({ $0 != 0x2b && $0 != 0x2d }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private mutating func digits() -> UInt64? {
    let start = at
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
    return UInt64(String(decoding: bytes[start..<at], as: UTF8.self))
  }
}

extension String {
  /// The text of bytes that are valid in an encoding; `nil` for others.
  fileprivate init?(validating bytes: [UInt8], as encoding: UTF8.Type) {
    let text = String(decoding: bytes, as: encoding)
    guard text.utf8.elementsEqual(bytes) else { return nil }
    self = text
  }
}
