// The frame of one record: how a line is written, and how it is read back without a single copy.

import Glibc

/// The parts of a valid line. Offsets count from the start of the line.
struct RecordFrame {
  var position: UInt64
  var recordedAtMicroseconds: Int64
  var batchIndex: UInt32
  var batchSize: UInt32
  var bodyStart: Int
  var bodyEnd: Int

  static let beforePosition: StaticString = "{\"position\":"
  static let beforeTime: StaticString = ",\"recorded_at\":\""
  static let beforeBatch: StaticString = "\",\"batch\":["
  static let beforeBody: StaticString = "],"
  static let beforeChecksum: StaticString = ",\"crc\":\""
  static let afterChecksum: StaticString = "\"}"
  /// `,"crc":"` + 8 digits + `"}`
  static let trailerByteCount = beforeChecksum.utf8CodeUnitCount + 8 + 2

  /// The eight hexadecimal digits of `value`, the first in the lowest byte.
  @inline(__always)
  static func hexadecimal(_ value: UInt32) -> UInt64 {
    // Four bits to each byte, the last digit in the lowest.
    var digits = UInt64(value)
    digits = (digits | digits &<< 16) & 0x0000_ffff_0000_ffff
    digits = (digits | digits &<< 8) & 0x00ff_00ff_00ff_00ff
    digits = (digits | digits &<< 4) & 0x0f0f_0f0f_0f0f_0f0f
    // A one in each byte that is above nine, whose digit is a letter.
    let letters = ((digits &+ 0x0606_0606_0606_0606) &>> 4) & 0x0101_0101_0101_0101
    return (digits &+ 0x3030_3030_3030_3030 &+ letters &* 0x27).byteSwapped
  }
}

/// Reads lines of the fixed frame.
///
/// The grammar has no choices: every part is at a place that the parts before it determine, so a
/// line is compared, not searched. The time is parsed only when it differs from the line before;
/// within a batch it never does.
struct RecordFrameReader {
  private let crc = CRC32C()
  private var timeText = SIMD4<UInt64>()
  private var timeMicroseconds: Int64?

  /// The parts of `line` (without its newline), once its checksum and its frame are right.
  /// - Throws: `Damage.malformedFrame`, `.crcMismatch`, `.controlByte`.
  mutating func read(_ line: UnsafeRawBufferPointer) throws(Damage) -> RecordFrame {
    guard let start = line.baseAddress, line.count > RecordFrame.trailerByteCount else {
      throw .malformedFrame(.crc)
    }
    let bodyEnd = line.count - RecordFrame.trailerByteCount
    let pass = crc.pass(over: UnsafeRawBufferPointer(start: start, count: bodyEnd))
    if !Self.isTrailer(start + bodyEnd, of: pass.checksum) {
      let stored = try storedChecksum(start + bodyEnd)
      throw .crcMismatch(stored: stored, computed: pass.checksum)
    }
    guard !pass.hasControlByte else { throw .controlByte }
    var cursor = Cursor(next: start, end: start + bodyEnd)
    guard cursor.take(RecordFrame.beforePosition), let position = cursor.takeNumber() else {
      throw .malformedFrame(.position)
    }
    guard cursor.take(RecordFrame.beforeTime), cursor.left >= Timestamp.byteCount,
      let microseconds = time(at: cursor.next)
    else { throw .malformedFrame(.recordedAt) }
    cursor.next += Timestamp.byteCount
    guard cursor.take(RecordFrame.beforeBatch), let index = cursor.takeNumber(),
      cursor.take(","), let size = cursor.takeNumber(), cursor.take(RecordFrame.beforeBody),
      index >= 1, index <= size, size <= UInt64(UInt32.max)
    else { throw .malformedFrame(.batch) }
    guard cursor.left > 0 else { throw .malformedFrame(.body) }
    return RecordFrame(
      position: position, recordedAtMicroseconds: microseconds,
      batchIndex: UInt32(truncatingIfNeeded: index), batchSize: UInt32(truncatingIfNeeded: size),
      bodyStart: cursor.next - start, bodyEnd: bodyEnd)
  }

  /// Whether the bytes behind the body are those that a record of this checksum has.
  @inline(__always)
  private static func isTrailer(_ trailer: UnsafeRawPointer, of checksum: UInt32) -> Bool {
    let digits = (trailer + RecordFrame.beforeChecksum.utf8CodeUnitCount)
    return memcmp(
      trailer, RecordFrame.beforeChecksum.utf8Start, RecordFrame.beforeChecksum.utf8CodeUnitCount)
      == 0
      && UInt64(littleEndian: digits.loadUnaligned(as: UInt64.self))
        == RecordFrame.hexadecimal(checksum)
      && memcmp(
        digits + 8, RecordFrame.afterChecksum.utf8Start,
        RecordFrame.afterChecksum.utf8CodeUnitCount) == 0
  }

  /// What stands where a checksum stands; it is looked at where it is not the one computed.
  private func storedChecksum(_ trailer: UnsafeRawPointer) throws(Damage) -> UInt32 {
    let end = trailer + RecordFrame.trailerByteCount
    var cursor = Cursor(next: trailer, end: end)
    guard cursor.take(RecordFrame.beforeChecksum) else { throw .malformedFrame(.crc) }
    var value: UInt32 = 0
    for _ in 0..<8 {
      let byte = cursor.next.load(as: UInt8.self)
      cursor.next += 1
      let digit = byte &- UInt8(ascii: "0")
      let letter = byte &- UInt8(ascii: "a")
      if digit < 10 {
        value = value &<< 4 | UInt32(digit)
      } else if letter < 6 {
        value = value &<< 4 | UInt32(letter &+ 10)
      } else {
        throw .malformedFrame(.crc)
      }
    }
    guard cursor.take(RecordFrame.afterChecksum) else { throw .malformedFrame(.crc) }
    return value
  }

  private mutating func time(at text: UnsafeRawPointer) -> Int64? {
    // 27 bytes as four overlapping words.
    let words = SIMD4(
      text.loadUnaligned(as: UInt64.self),
      text.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
      text.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
      text.loadUnaligned(fromByteOffset: 19, as: UInt64.self))
    if words == timeText, let timeMicroseconds { return timeMicroseconds }
    guard let microseconds = Timestamp.microseconds(text) else { return nil }
    timeText = words
    timeMicroseconds = microseconds
    return microseconds
  }
}

/// A place in a line, moving right.
private struct Cursor {
  var next: UnsafeRawPointer
  let end: UnsafeRawPointer

  var left: Int { end - next }

  /// Passes over `text` if it is what comes next.
  @inline(__always)
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard left >= count, memcmp(next, text.utf8Start, count) == 0 else { return false }
    next += count
    return true
  }

  /// Passes over a decimal number without leading zeros that fits 64 bits.
  @inline(__always)
  mutating func takeNumber() -> UInt64? {
    let start = next
    var value: UInt64 = 0
    while next < end {
      let digit = next.load(as: UInt8.self) &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      // Nineteen digits always fit; the twentieth is checked.
      if next - start < 19 {
        value = value &* 10 &+ UInt64(digit)
      } else {
        let (tens, overTens) = value.multipliedReportingOverflow(by: 10)
        let (sum, overSum) = tens.addingReportingOverflow(UInt64(digit))
        guard !overTens, !overSum else { return nil }
        value = sum
      }
      next += 1
    }
    let count = next - start
    guard count > 0, count == 1 || start.load(as: UInt8.self) != UInt8(ascii: "0") else {
      return nil
    }
    return value
  }
}
