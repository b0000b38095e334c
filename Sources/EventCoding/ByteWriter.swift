// Appends canonical JSON to a buffer of bytes.

/// Writes members of JSON objects in the order in which they are given, without spaces.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init() {
    bytes.reserveCapacity(384)
  }

  mutating func member(_ key: StaticString, _ text: String) {
    beginMember(key)
    string(text)
  }

  mutating func member(_ key: StaticString, optional text: String?) {
    if let text { member(key, text) }
  }

  mutating func member(_ key: StaticString, _ number: some BinaryInteger) {
    beginMember(key)
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func member(
    _ key: StaticString, _ contents: (inout ByteWriter) -> Void
  ) {
    beginMember(key)
    object(contents)
  }

  mutating func member<Element>(
    _ key: StaticString, array elements: [Element],
    _ contents: (inout ByteWriter, Element) -> Void
  ) {
    beginMember(key)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      object { contents(&$0, element) }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func object(_ contents: (inout ByteWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    contents(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  private mutating func beginMember(_ key: StaticString) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case UInt8(ascii: "\n"):
        bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case UInt8(ascii: "\t"):
        bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      default:
        precondition(byte >= 0x20, "decide lets no other control character into an event")
        bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
