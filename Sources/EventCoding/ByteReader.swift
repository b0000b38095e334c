// Reads canonical JSON from a buffer of bytes, and nothing else.

/// A cursor over the members of a record. Every access is checked against the end of the buffer.
///
/// It reads through an unsafe pointer because the engine hands out its read buffer without copying;
/// the pointer is not kept beyond the call.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset == bytes.count }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func problem(_ reason: CodingProblem.Reason) -> CodingProblem {
    CodingProblem(reason: reason, offset: offset)
  }

  /// Consumes `byte` if it stands here.
  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    offset += 1
    return true
  }

  mutating func expect(_ byte: UInt8) throws(CodingProblem) {
    guard take(byte) else {
      throw problem(.unexpectedBytes(expected: String(UnicodeScalar(byte))))
    }
  }

  /// Consumes `"key":` if it stands here.
  mutating func takeKey(_ key: StaticString) -> Bool {
    let length = key.utf8CodeUnitCount
    guard offset + length + 3 <= bytes.count, bytes[offset] == UInt8(ascii: "\""),
      bytes[offset + length + 1] == UInt8(ascii: "\""),
      bytes[offset + length + 2] == UInt8(ascii: ":")
    else { return false }
    let start = key.utf8Start
    for index in 0..<length where bytes[offset + 1 + index] != start[index] { return false }
    offset += length + 3
    return true
  }

  /// The key that stands here, for messages.
  func peekedKey() -> String? {
    guard current == UInt8(ascii: "\"") else { return nil }
    let rest = bytes[(offset + 1)...]
    guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  mutating func string() throws(CodingProblem) -> String {
    try expect(UInt8(ascii: "\""))
    let start = offset
    var escapes = 0
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw problem(.unexpectedBytes(expected: "a printable byte")) }
      if byte == UInt8(ascii: "\\") {
        escapes += 1
        offset += 1
      }
      offset += 1
    }
    guard offset < bytes.count else { throw problem(.unexpectedBytes(expected: "\"")) }
    let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<offset])
    offset += 1
    if escapes == 0 {
      guard let text = String(validating: slice, as: UTF8.self) else {
        throw CodingProblem(reason: .invalidUTF8, offset: start)
      }
      return text
    }
    return try unescaped(slice, start: start)
  }

  private func unescaped(
    _ slice: UnsafeRawBufferPointer, start: Int
  ) throws(CodingProblem) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(slice.count)
    var index = 0
    while index < slice.count {
      var byte = slice[index]
      if byte == UInt8(ascii: "\\") {
        index += 1
        switch slice[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte = slice[index]
        case UInt8(ascii: "n"): byte = UInt8(ascii: "\n")
        case UInt8(ascii: "t"): byte = UInt8(ascii: "\t")
        default: throw CodingProblem(reason: .needlessEscape, offset: start + index)
        }
      }
      plain.append(byte)
      index += 1
    }
    guard let text = String(validating: plain, as: UTF8.self) else {
      throw CodingProblem(reason: .invalidUTF8, offset: start)
    }
    return text
  }

  /// An array of at least one object, each read by `element` from behind its brace to its end.
  mutating func array(
    _ element: (inout ByteReader) throws(CodingProblem) -> Void
  ) throws(CodingProblem) {
    try expect(UInt8(ascii: "["))
    repeat {
      try expect(UInt8(ascii: "{"))
      try element(&self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }

  /// An integer without leading zeros, within `range`.
  mutating func integer(
    _ key: StaticString, in range: ClosedRange<Int64>
  ) throws(CodingProblem) -> Int64 {
    let start = offset
    let isNegative = take(UInt8(ascii: "-"))
    var magnitude: Int64 = 0
    let firstDigit = offset
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      // Sixteen digits hold every allowed number; more cannot be in range.
      guard offset - firstDigit < 17 else {
        throw CodingProblem(reason: .numberOutOfRange(key: "\(key)"), offset: start)
      }
      magnitude = magnitude * 10 + Int64(byte - UInt8(ascii: "0"))
      offset += 1
    }
    guard offset > firstDigit else { throw problem(.unexpectedBytes(expected: "a number")) }
    let hasLeadingZero = bytes[firstDigit] == UInt8(ascii: "0") && offset > firstDigit + 1
    let value = isNegative ? -magnitude : magnitude
    guard !hasLeadingZero, !(isNegative && magnitude == 0), range.contains(value) else {
      throw CodingProblem(reason: .numberOutOfRange(key: "\(key)"), offset: start)
    }
    return value
  }
}
