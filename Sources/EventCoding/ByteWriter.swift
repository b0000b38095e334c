// Appends canonical JSON to a buffer of bytes.

/// Writes members of JSON objects in the order in which they are given, without spaces.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// A writer that adds to `bytes`.
  init(behind bytes: consuming [UInt8] = []) {
    self.bytes = bytes
  }

  mutating func member(_ key: StaticString, _ text: String) {
    beginMember(key)
    string(text)
  }

  mutating func member(_ key: StaticString, optional text: String?) {
    if let text { member(key, text) }
  }

  mutating func member(_ key: StaticString, _ number: Int64) {
    beginMember(key)
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    decimal(number.magnitude)
  }

  mutating func member(_ key: StaticString, _ number: Int) { member(key, Int64(number)) }

  mutating func member(_ key: StaticString, _ number: UInt64) {
    beginMember(key)
    decimal(number)
  }

  /// Writes the digits from the left, without making a text of them.
  private mutating func decimal(_ number: UInt64) {
    var divisor: UInt64 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
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
    let isPlain = text.utf8.withContiguousStorageIfAvailable { utf8 in
      guard utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) else { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if isPlain != true { escaped(text) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ text: String) {
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
  }
}
