// Appends canonical JSON to a buffer of bytes.

import BudgetDomain

/// Writes members of JSON objects in the order in which they are given, without spaces.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// A writer that adds to `bytes`.
  init(behind bytes: consuming [UInt8] = []) {
    self.bytes = bytes
  }

  mutating func member(_ key: StaticString, _ text: String) {
    let isWritten: Bool? = text.utf8.withContiguousStorageIfAvailable { utf8 in
      let raw = UnsafeRawBufferPointer(utf8)
      guard Self.needsNoEscape(raw) else { return false }
      member(key, plainText: raw)
      return true
    }
    if isWritten == true { return }
    beginMember(key)
    bytes.append(UInt8(ascii: "\""))
    escaped(text)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func member(_ key: StaticString, optional text: String?) {
    if let text { member(key, text) }
  }

  /// Writes a text of UTF-8 that needs no escape.
  mutating func member(_ key: StaticString, plainText text: UnsafeRawBufferPointer) {
    // One growth of the array for the whole member, because a dozen would cost more than the rest.
    reserveMember(key, valueByteCount: text.count + 2) { value in
      value[0] = UInt8(ascii: "\"")
      value[text.count + 1] = UInt8(ascii: "\"")
      if text.count > 0 {
        UnsafeMutableRawBufferPointer(rebasing: value[1..<(text.count + 1)])
          .copyMemory(from: text)
      }
    }
  }

  mutating func member(_ key: StaticString, optionalPlainText text: UnsafeRawBufferPointer?) {
    if let text { member(key, plainText: text) }
  }

  mutating func member(_ key: StaticString, _ number: Int64) {
    let magnitude = number.magnitude
    let sign = number < 0 ? 1 : 0
    reserveMember(key, valueByteCount: sign + Self.digitCount(magnitude)) { value in
      if sign == 1 { value[0] = UInt8(ascii: "-") }
      Self.write(magnitude, to: value, sign..<value.count)
    }
  }

  mutating func member(_ key: StaticString, _ number: Int) { member(key, Int64(number)) }

  mutating func member(_ key: StaticString, _ number: UInt64) {
    reserveMember(key, valueByteCount: Self.digitCount(number)) { value in
      Self.write(number, to: value, 0..<value.count)
    }
  }

  /// Writes a code in quotes.
  mutating func member(_ key: StaticString, code number: UInt32) {
    let count = Self.digitCount(UInt64(number))
    reserveMember(key, valueByteCount: count + 2) { value in
      value[0] = UInt8(ascii: "\"")
      value[count + 1] = UInt8(ascii: "\"")
      Self.write(UInt64(number), to: value, 1..<(count + 1))
    }
  }

  /// Writes a day as `2018-03-05`, in quotes.
  mutating func member(_ key: StaticString, _ date: EffectiveDate) {
    let (year, month, day) = date.civil
    reserveMember(key, valueByteCount: 12) { value in
      value[0] = UInt8(ascii: "\"")
      Self.write(UInt64(year), to: value, 1..<5)
      value[5] = UInt8(ascii: "-")
      Self.write(UInt64(month), to: value, 6..<8)
      value[8] = UInt8(ascii: "-")
      Self.write(UInt64(day), to: value, 9..<11)
      value[11] = UInt8(ascii: "\"")
    }
  }

  private static func digitCount(_ number: UInt64) -> Int {
    var count = 1
    var rest = number / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  /// Fills `places` of `target` with the last digits of `number`.
  private static func write(
    _ number: UInt64, to target: UnsafeMutableRawBufferPointer, _ places: Range<Int>
  ) {
    var rest = number
    var place = places.upperBound
    while place > places.lowerBound {
      place -= 1
      target[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Writes the key of a member and lets `fill` write its value, whose length is known.
  @inline(__always)
  private mutating func reserveMember(
    _ key: StaticString, valueByteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) {
    let comma = needsComma ? 1 : 0
    needsComma = true
    let keyCount = key.utf8CodeUnitCount
    let valueStart = comma + keyCount + 3
    bytes.append(addingCapacity: valueStart + valueByteCount) { (free: inout OutputSpan<UInt8>) in
      free.withUnsafeMutableBufferPointer { buffer, count in
        count = valueStart + valueByteCount
        let all = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count])
        all[0] = UInt8(ascii: ",")
        all[comma] = UInt8(ascii: "\"")
        UnsafeMutableRawBufferPointer(rebasing: all[(comma + 1)..<(valueStart - 2)])
          .copyMemory(from: UnsafeRawBufferPointer(start: key.utf8Start, count: keyCount))
        all[valueStart - 2] = UInt8(ascii: "\"")
        all[valueStart - 1] = UInt8(ascii: ":")
        fill(UnsafeMutableRawBufferPointer(rebasing: all[valueStart...]))
      }
    }
  }

  /// Whether no byte of `text` is a quote, a backslash or a control character.
  private static func needsNoEscape(_ text: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index + 8 <= text.count {
      let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard ByteMarks.ofEscapes(word) == 0 else { return false }
      index += 8
    }
    return text[index...].allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
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
