// One line of the log, read as Storage/FORMAT.md section 3 prescribes, and nothing else.

/// What is wrong with a line, or with the place it stands at.
enum Flaw: Error, Equatable {
  case checksum(stored: UInt32, computed: UInt32)
  case frame(String)
  case controlByte
  case tooLong
  case zeroBytes
  case newlineLost
  case padding
  case position(expected: UInt64, found: UInt64)
  case batch(expectedIndex: UInt64, foundIndex: UInt64, foundSize: UInt64)
  case batchTime
  case time(before: String, found: String)
  case segmentOverfull
}

/// The parts of a line whose checksum and frame are right.
struct RecordLine {
  static let byteCountMax = 65_535
  private static let trailerByteCount = 18

  let position: UInt64
  /// Twenty-seven bytes; their order as text is the order of time.
  let time: String
  let batchIndex: UInt64
  let batchSize: UInt64
  /// Where the body is in the line.
  let body: Range<Int>

  /// Reads a line without its line feed.
  init(_ line: UnsafeRawBufferPointer) throws(Flaw) {
    let bodyEnd = line.count - RecordLine.trailerByteCount
    guard bodyEnd > 0 else { throw .frame("crc") }
    var trailer = Words(line, at: bodyEnd)
    guard trailer.take(",\"crc\":\""), let stored = trailer.checksum(), trailer.take("\"}") else {
      throw .frame("crc")
    }
    let computed = castagnoli(UnsafeRawBufferPointer(rebasing: line[..<bodyEnd]))
    guard stored == computed else { throw .checksum(stored: stored, computed: computed) }
    guard !line.contains(where: { $0 < 0x20 }) else { throw .controlByte }
    var words = Words(line, at: 0)
    guard words.take("{\"position\":"), let position = words.number() else {
      throw .frame("position")
    }
    guard words.take(",\"recorded_at\":\""), let time = words.time() else {
      throw .frame("recorded_at")
    }
    guard words.take("\",\"batch\":["), let index = words.number(), words.take(","),
      let size = words.number(), words.take("],"), index >= 1, index <= size,
      size <= 4_294_967_295
    else { throw .frame("batch") }
    guard words.at < bodyEnd else { throw .frame("body") }
    self.position = position
    self.time = time
    batchIndex = index
    batchSize = size
    body = words.at..<bodyEnd
  }
}

/// A line being read from left to right.
private struct Words {
  private let bytes: UnsafeRawBufferPointer
  private(set) var at: Int

  init(_ bytes: UnsafeRawBufferPointer, at: Int) {
    self.bytes = bytes
    self.at = at
  }

  mutating func take(_ text: StaticString) -> Bool {
    let expected = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[at...].starts(with: expected) else { return false }
    at += expected.count
    return true
  }

  /// A decimal number below 2^64 without leading zeros.
  mutating func number() -> UInt64? {
    var value: UInt64 = 0
    let start = at
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) {
      let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOverAgain) = tens.addingReportingOverflow(UInt64(bytes[at] - 0x30))
      guard !isOver, !isOverAgain else { return nil }
      value = sum
      at += 1
    }
    let isPlain = at == start + 1 || at > start && bytes[start] != 0x30
    return isPlain ? value : nil
  }

  /// Eight hexadecimal digits in lower case.
  mutating func checksum() -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<8 {
      guard at < bytes.count else { return nil }
      switch bytes[at] {
      case 0x30...0x39: value = value << 4 | UInt32(bytes[at] - 0x30)
      case 0x61...0x66: value = value << 4 | UInt32(bytes[at] - 0x61 + 10)
      default: return nil
      }
      at += 1
    }
    return value
  }

  /// A time of the form 2026-11-21T05:57:09.123456Z that exists.
  mutating func time() -> String? {
    let pattern = Array("dddd-dd-ddTdd:dd:dd.ddddddZ".utf8)
    guard at + pattern.count <= bytes.count else { return nil }
    let text = bytes[at..<(at + pattern.count)]
    for (byte, expected) in zip(text, pattern) {
      let fits = expected == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == expected
      guard fits else { return nil }
    }
    func figure(_ place: Int, _ count: Int) -> Int {
      text.dropFirst(place).prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    let (year, month, day) = (figure(0, 4), figure(5, 2), figure(8, 2))
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard year >= 1970, (1...12).contains(month), (1...days[month - 1]).contains(day),
      figure(11, 2) < 24, figure(14, 2) < 60, figure(17, 2) < 60
    else { return nil }
    at += pattern.count
    return String(decoding: text, as: UTF8.self)
  }
}

/// The effect of one byte on a CRC-32C, for each of its values.
private let castagnoliTable: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0x82f6_3b78 : crc >> 1 }
}

/// CRC-32C (RFC 3720 section 12.1), byte by byte.
func castagnoli(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
  castagnoliTable.withUnsafeBufferPointer { table in
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes { crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8 }
    return ~crc
  }
}
