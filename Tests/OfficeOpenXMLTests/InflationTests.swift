// DEFLATE data is read as RFC 1951 says, and refused where zlib refuses it.

import Foundation
import Testing

@testable import OfficeOpenXML

/// A case of zlib's own coverage test (`test/infcover.c`), with what zlib says about it.
private struct Vector: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let hex: String
  /// How many zeros it stands for; all that are valid stand for zeros alone.
  var zeroCount: Int?
  var fault: Inflation.Fault?

  var bytes: [UInt8] { hex.split(separator: " ").compactMap { UInt8($0, radix: 16) } }

  static let all = [
    Vector(testDescription: "nothing", hex: "03 00", zeroCount: 0),
    Vector(testDescription: "a stored byte", hex: "01 01 00 fe ff 00", zeroCount: 1),
    Vector(
      testDescription: "long codes", hex: "ed c0 01 01 00 00 00 40 20 ff 57 1b 42 2c 4f",
      zeroCount: 516),
    Vector(
      testDescription: "extra bits of lengths",
      hex: "ed cf c1 b1 2c 47 10 c4 30 fa 6f 35 1d 01 82 59 3d fb be 2e 2a fc 0f 0c",
      zeroCount: 518),
    Vector(
      testDescription: "long distances",
      hex: "ed c0 81 00 00 00 00 80 a0 fd a9 17 a9"
        + String(repeating: " 00", count: 26) + " 06", zeroCount: 26_833),
    Vector(
      testDescription: "stored length", hex: "00 00 00 00 00", fault: .storedLengthWrong),
    Vector(testDescription: "reserved type", hex: "06", fault: .blockTypeReserved),
    Vector(testDescription: "too many symbols", hex: "fc 00 00", fault: .codeLengthsInvalid),
    Vector(testDescription: "code lengths", hex: "04 00 fe ff", fault: .codeLengthsInvalid),
    Vector(
      testDescription: "repeat of nothing", hex: "04 00 24 49 00", fault: .codeLengthsInvalid),
    Vector(
      testDescription: "repeat too long", hex: "04 00 24 e9 ff ff", fault: .codeLengthsInvalid),
    Vector(testDescription: "no end", hex: "04 00 24 e9 ff 6d", fault: .codeLengthsInvalid),
    Vector(
      testDescription: "literal code", hex: "04 80 49 92 24 49 92 24 71 ff ff 93 11 00",
      fault: .codeLengthsInvalid),
    Vector(
      testDescription: "distance code", hex: "04 80 49 92 24 49 92 24 0f b4 ff ff c3 84",
      fault: .codeLengthsInvalid),
    Vector(
      testDescription: "no such literal", hex: "04 c0 81 08 00 00 00 00 20 7f eb 0b 00 00",
      fault: .symbolInvalid),
    Vector(testDescription: "no such distance", hex: "02 7e ff ff", fault: .symbolInvalid),
    Vector(
      testDescription: "before the beginning", hex: "0c c0 81 00 00 00 00 00 90 ff 6b 04 00",
      fault: .distanceTooFar),
    Vector(testDescription: "cut off", hex: "01 05 00 fa ff 00", fault: .truncated),
  ]
}

private func inflated(_ bytes: [UInt8], about count: Int = 1 << 16) throws -> [UInt8] {
  var inflation = Inflation(bytes[...])
  var content: [UInt8] = []
  while let piece = try inflation.next(about: count) { content += piece }
  return content
}

@Suite struct `Compressed data` {
  @Test(arguments: Vector.all)
  private func `of zlib's own test is read or refused as zlib does`(vector: Vector) throws {
    if let count = vector.zeroCount {
      #expect(try inflated(vector.bytes) == [UInt8](repeating: 0, count: count))
    }
    if let fault = vector.fault {
      #expect(throws: fault) { try inflated(vector.bytes) }
    }
  }

  @Test func `comes out the same whatever the size of the pieces`() throws {
    let vector = Vector.all[4]
    for count in [1, 2, 257, 258, 259, 32_768] {
      #expect(try inflated(vector.bytes, about: count) == inflated(vector.bytes))
    }
  }

  /// Every level and strategy of zlib: stored, fixed and dynamic blocks, lazy and greedy matches.
  @Test func `of zlib at every level comes back`() throws {
    let script = """
      import sys, zlib
      state, made = 7, bytearray()
      while len(made) < 150000:
          state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
          if state >> 62 == 0 and len(made) > 70000:
              start = len(made) - 1 - (state >> 20) % 40000
              made += made[start:start + 3 + (state >> 40) % 300]
          else:
              made += b'%d,' % (state >> 33) if state >> 61 == 1 else bytes([state >> 56])
      out = sys.stdout.buffer
      out.write(len(made).to_bytes(4, 'little') + made)
      for level in range(10):
          for strategy in range(5):
              packer = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
              packed = packer.compress(bytes(made)) + packer.flush()
              out.write(len(packed).to_bytes(4, 'little') + packed)
      """
    var rest = try Python.output(of: script)[...]
    func taken() -> [UInt8] {
      let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      defer { rest = rest.dropFirst(4 + count) }
      return Array(rest.dropFirst(4).prefix(count))
    }
    let content = taken()
    try #require(content.count >= 150_000)
    var count = 0
    while !rest.isEmpty {
      #expect(try inflated(taken()) == content)
      count += 1
    }
    #expect(count == 50)
  }
}
