// The parts of a line: checksum, time, frame, description, segment names.

import Testing

@testable import EventStorage

@Suite struct ChecksumTests {
  /// The tables, and the processor's instruction where it is there.
  private let ways =
    [CRC32C(usesProcessor: false)]
    + (CRC32C.processorHasIt ? [CRC32C(usesProcessor: true)] : [])

  /// By all ways, which must agree.
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    let found = ways.map { way in bytes.withUnsafeBytes { way.pass(over: $0).checksum } }
    #expect(Set(found).count == 1, "\(bytes.count) bytes")
    return found[0]
  }

  /// The definition: one bit at a time.
  private func definition(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82f6_3b78 : crc >> 1 }
    }
    return ~crc
  }

  /// RFC 3720 appendix B.4.
  private static let published: [([UInt8], UInt32)] = [
    (Array("123456789".utf8), 0xe306_9283), ([], 0),
    ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
    ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
    (Array(0..<32), 0x46dd_794e),
    (Array((0..<32).reversed()), 0x113f_db5c),
  ]

  @Test(arguments: published)
  func `the published bytes have the published checksum`(bytes: [UInt8], expected: UInt32) {
    #expect(checksum(bytes) == expected)
  }

  @Test func `eight bytes at a time agrees with one bit at a time`() {
    let bytes = (0..<100).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
    for start in 0..<9 {
      for end in start...bytes.count {
        let piece = Array(bytes[start..<end])
        #expect(checksum(piece) == definition(piece))
      }
    }
  }

  @Test func `many bytes agree with one bit at a time around the seams of three streams`() {
    let bytes = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3) }
    let seams = [256, 512, 768, 1_536, 2_304, 3_072]
    for count in seams.flatMap({ ($0 - 17)...($0 + 17) }) {
      let piece = Array(bytes[(count % 13)..<(count % 13 + count)])
      #expect(checksum(piece) == definition(piece))
    }
  }

  @Test func `a control byte is seen among many bytes, wherever it is`() {
    for place in 0..<800 {
      var bytes = [UInt8](repeating: 0x20, count: 800)
      bytes[place] = 0x1f
      for way in ways {
        #expect(bytes.withUnsafeBytes { way.pass(over: $0).hasControlByte }, "at \(place)")
        bytes[place] = 0x20
        #expect(!bytes.withUnsafeBytes { way.pass(over: $0).hasControlByte })
        bytes[place] = 0x1f
      }
    }
  }

  @Test func `a control byte is seen at any place, and nothing else is taken for one`() {
    for value in 0...255 {
      for place in 0..<20 {
        for filler in [UInt8(0x20), 0x7f, 0xa0, 0xff] {
          var bytes = [UInt8](repeating: filler, count: 20)
          bytes[place] = UInt8(value)
          for way in ways {
            let pass = bytes.withUnsafeBytes { way.pass(over: $0) }
            #expect(pass.hasControlByte == (value < 0x20))
          }
        }
      }
    }
  }
}

@Suite struct TimestampTests {
  private func parse(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { bytes in
      bytes.count == 27 ? bytes.baseAddress.flatMap { Timestamp.microseconds($0) } : nil
    }
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000000Z"), (noon, "2026-11-21T05:57:09.123456Z"),
    (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
    (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
    (1_735_689_599_999_999, "2024-12-31T23:59:59.999999Z"),
    (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
  ])
  func `a time has one text`(microseconds: Int64, text: String) {
    #expect(String(decoding: Timestamp.text(microseconds), as: UTF8.self) == text)
    #expect(parse(text) == microseconds)
  }

  @Test func `every day up to the year 2200 survives, one after the other`() {
    var before = ""
    for day in 0..<84_000 {
      let microseconds = Int64(day) * 86_400_000_000 + 1
      let text = String(decoding: Timestamp.text(microseconds), as: UTF8.self)
      #expect(parse(text) == microseconds)
      #expect(before < text)
      before = text
    }
  }

  @Test(arguments: [
    "1969-12-31T23:59:59.000000Z", "2026-00-01T00:00:00.000000Z", "2026-13-01T00:00:00.000000Z",
    "2026-01-00T00:00:00.000000Z", "2026-01-32T00:00:00.000000Z", "2026-02-29T00:00:00.000000Z",
    "2100-02-29T00:00:00.000000Z", "2026-04-31T00:00:00.000000Z", "2026-01-01T24:00:00.000000Z",
    "2026-01-01T00:60:00.000000Z", "2026-01-01T00:00:60.000000Z", "2026-01-01 00:00:00.000000Z",
    "2026-01-01T00:00:00.00000 Z", "2026-01-01T00:00:00.000000z", "2026/01/01T00:00:00.000000Z",
  ])
  func `a time that does not exist is refused`(text: String) {
    #expect(parse(text) == nil)
  }
}

@Suite struct FrameTests {
  private let valid = FormatDocument.workedRecord

  /// The line with another text in place of a part, and a checksum that fits.
  private func line(_ part: String, _ other: String) throws -> [UInt8] {
    let trailer = RecordFrame.trailerByteCount
    let text = String(decoding: valid.utf8.dropLast(trailer), as: UTF8.self)
    let found = try #require(text.firstRange(of: part))
    let changed = String(text[..<found.lowerBound]) + other + String(text[found.upperBound...])
    let content = Array(changed.utf8)
    let checksum = content.withUnsafeBytes { CRC32C().pass(over: $0).checksum }
    let digits = String(checksum, radix: 16)
    let padded = String(repeating: "0", count: 8 - digits.count) + digits
    return content + Array(",\"crc\":\"\(padded)\"}".utf8)
  }

  private func damage(_ line: [UInt8]) -> Damage? {
    var reader = RecordFrameReader()
    do throws(Damage) {
      var failure: Damage?
      line.withUnsafeBytes { bytes in
        do throws(Damage) { _ = try reader.read(bytes) } catch { failure = error }
      }
      if let failure { throw failure }
      return nil
    } catch {
      return error
    }
  }

  @Test func `a line is read as it was written`() throws {
    var reader = RecordFrameReader()
    try Array(valid.utf8).withUnsafeBytes { bytes in
      let frame = try reader.read(bytes)
      #expect(frame.position == 0)
      #expect(frame.recordedAtMicroseconds == noon)
      #expect(frame.batchIndex == 1)
      #expect(frame.batchSize == 1)
      let body = UnsafeRawBufferPointer(rebasing: bytes[frame.bodyStart..<frame.bodyEnd])
      #expect(String(decoding: body, as: UTF8.self) == #""memo":"铅笔""#)
    }
  }

  @Test func `the predicted length of a line is its length`() {
    for (position, index, size) in [(0, 1, 1), (9, 9, 10), (10, 10, 99_999), (Int.max, 1, 4_000)] {
      var writer = RecordFrameWriter(recordedAtMicroseconds: noon, byteCount: 0)
      writer.append(
        body("x"), position: UInt64(position), batchIndex: UInt32(index),
        batchSize: UInt32(size))
      let predicted = RecordFrameWriter.lineByteCount(
        position: UInt64(position), batchIndex: UInt32(index), batchSize: UInt32(size),
        bodyByteCount: body("x").count)
      #expect(writer.bytes.count == predicted)
    }
  }

  @Test func `the largest numbers are read`() throws {
    let large = try line("\"position\":0", "\"position\":18446744073709551615")
    #expect(damage(large) == nil)
    let full = try line("[1,1]", "[4294967295,4294967295]")
    #expect(damage(full) == nil)
  }

  /// A part of the valid line, what stands in its place, and how that is damaged.
  private static let malformed: [(String, String, Damage)] = [
    ("\"position\":0", "\"position\":00", Damage.malformedFrame(.position)),
    ("\"position\":0", "\"position\":", .malformedFrame(.position)),
    ("\"position\":0", "\"position\":-1", .malformedFrame(.position)),
    ("\"position\":0", "\"position\":18446744073709551616", .malformedFrame(.position)),
    ("\"position\":0", "\"position\":184467440737095516150", .malformedFrame(.position)),
    ("\"position\":0", "\"position\": 0", .malformedFrame(.position)),
    ("{\"position\"", "{\"Position\"", .malformedFrame(.position)),
    (
      "{\"position\":0,\"recorded_at\":\"2026-11-21T05:57:09.123456Z\",\"batch\":[1,1],", "",
      .malformedFrame(.position)
    ),
    ("\"recorded_at\"", "\"recorded at\"", .malformedFrame(.recordedAt)),
    ("2026-11-21", "2026-11-31", .malformedFrame(.recordedAt)),
    ("[1,1]", "[0,1]", .malformedFrame(.batch)), ("[1,1]", "[2,1]", .malformedFrame(.batch)),
    ("[1,1]", "[1,01]", .malformedFrame(.batch)), ("[1,1]", "[1, 1]", .malformedFrame(.batch)),
    ("[1,1]", "[1]", .malformedFrame(.batch)),
    ("[1,1]", "[1,4294967296]", .malformedFrame(.batch)),
    ("\"memo\":\"铅笔\"", "", .malformedFrame(.body)), ("铅笔", "a\tb", .controlByte),
    ("铅笔", "a\u{0}b", .controlByte),
  ]

  @Test(arguments: malformed)
  func `a frame that is not of the grammar is damage, checksum or not`(
    part: String, other: String, expected: Damage
  ) throws {
    #expect(damage(try line(part, other)) == expected)
  }

  @Test(arguments: ["", "{}", ",\"crc\":\"00000000\"}", "x,\"crc\":\"0000000G\"}"])
  func `a line without a trailer is damage`(text: String) {
    #expect(damage(Array(text.utf8)) == .malformedFrame(.crc))
  }

  @Test func `a checksum in capital letters is damage`() throws {
    let digits = valid.utf8.suffix(10).prefix(8)
    try #require(digits.contains { $0 >= UInt8(ascii: "a") })
    let capital = valid.dropLast(10) + String(decoding: digits, as: UTF8.self).uppercased() + "\"}"
    #expect(damage(Array(capital.utf8)) == .malformedFrame(.crc))
  }

  @Test func `every flipped bit of a line is damage`() {
    let line = Array(valid.utf8)
    for index in line.indices {
      for bit in 0..<8 {
        var flipped = line
        flipped[index] ^= 1 << UInt8(bit)
        #expect(damage(flipped) != nil, "byte \(index), bit \(bit)")
      }
    }
  }
}

@Suite struct LayoutTests {
  @Test func `a segment is named by its first position`() {
    let layout = SegmentLayout()
    #expect(layout.name(of: 0) == "00000000000000000000.jsonl")
    #expect(layout.name(of: 1) == "00000000000000065536.jsonl")
    #expect(layout.number(named: "00000000000000131072.jsonl") == 2)
    for name in [
      "0.jsonl", "00000000000000000001.jsonl", "00000000000000065536.json",
      "+0000000000000065536.jsonl", "000000000000000065536.jsonl", ".jsonl",
      "99999999999999999999.jsonl",
    ] {
      #expect(layout.number(named: name) == nil, "\(name)")
    }
  }

  @Test func `a full segment of the longest lines fits the offset table`() {
    let largest = UInt64(LedgerLayout.lineByteCountMax) * UInt64(LedgerLayout.segmentRecordCount)
    #expect(largest <= UInt64(UInt32.max))
  }
}
