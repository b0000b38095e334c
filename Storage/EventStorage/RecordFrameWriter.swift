// Writes the lines of records around their bodies.

import Glibc

/// Writes lines, one after the other, into one buffer.
struct RecordFrameWriter {
  private(set) var bytes: [UInt8] = []
  private let crc = CRC32C()
  private let timeText: [UInt8]

  init(recordedAtMicroseconds: Int64, byteCount: Int) {
    timeText = Timestamp.text(recordedAtMicroseconds)
    bytes.reserveCapacity(byteCount)
  }

  /// The length of a line, newline included.
  static func lineByteCount(
    position: UInt64, batchIndex: UInt32, batchSize: UInt32, bodyByteCount: Int
  ) -> Int {
    fixedByteCount + digitCount(position) + digitCount(UInt64(batchIndex))
      + digitCount(UInt64(batchSize)) + bodyByteCount
  }

  /// The bytes of a line that are the same for every record: all but three numbers and the body.
  private static let fixedByteCount =
    RecordFrame.beforePosition.utf8CodeUnitCount + RecordFrame.beforeTime.utf8CodeUnitCount
    + Timestamp.byteCount + RecordFrame.beforeBatch.utf8CodeUnitCount + 1
    + RecordFrame.beforeBody.utf8CodeUnitCount + RecordFrame.trailerByteCount + 1

  /// Adds the line of one record; returns whether its body has a byte below 0x20.
  mutating func append(
    _ body: UnsafeRawBufferPointer, position: UInt64, batchIndex: UInt32, batchSize: UInt32
  ) -> Bool {
    let count = Self.lineByteCount(
      position: position, batchIndex: batchIndex, batchSize: batchSize, bodyByteCount: body.count)
    var hasControlByte = false
    // Written through a pointer, because a dozen appends would cost more than all the rest.
    bytes.append(addingCapacity: count) { (free: inout OutputSpan<UInt8>) in
      free.withUnsafeMutableBufferPointer { buffer, filled in
        let target = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count])
        var line = LinePen(target)
        line.put(RecordFrame.beforePosition)
        line.put(decimal: position)
        line.put(RecordFrame.beforeTime)
        timeText.withUnsafeBytes { line.put($0) }
        line.put(RecordFrame.beforeBatch)
        line.put(decimal: UInt64(batchIndex))
        line.put(",")
        line.put(decimal: UInt64(batchSize))
        line.put(RecordFrame.beforeBody)
        line.put(body)
        let pass = crc.pass(over: UnsafeRawBufferPointer(rebasing: target[..<line.count]))
        line.put(RecordFrame.beforeChecksum)
        line.put(hexadecimal: pass.checksum)
        line.put(RecordFrame.afterChecksum)
        line.put("\n")
        precondition(line.count == count, "A line is as long as it was said to be.")
        hasControlByte = pass.hasControlByte
        filled = count
      }
    }
    return hasControlByte
  }

  /// Lends the lines to `body`.
  func withLines<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var failure: Failure?
    bytes.withUnsafeBytes { lines in
      do throws(Failure) { try body(lines) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Forgets all lines and keeps their memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Fills up a sector.
  mutating func appendNewlines(_ count: Int) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: count))
  }

  private static func digitCount(_ value: UInt64) -> Int {
    var count = 1
    var rest = value / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }
}

/// A place in memory that was reserved for a line, moving right; checked against its end.
private struct LinePen {
  private let target: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(_ target: UnsafeMutableRawBufferPointer) {
    self.target = target
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func put(_ bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count <= target.count - count, "A line is as long as it was said to be.")
    guard let source = bytes.baseAddress, let start = target.baseAddress else { return }
    memcpy(start + count, source, bytes.count)
    count += bytes.count
  }

  @inline(__always)
  mutating func put(decimal value: UInt64) {
    var digits = (UInt64(0), UInt64(0), UInt32(0))
    withUnsafeMutableBytes(of: &digits) { digits in
      var first = 20
      var rest = value
      repeat {
        first -= 1
        digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      put(UnsafeRawBufferPointer(rebasing: digits[first..<20]))
    }
  }

  @inline(__always)
  mutating func put(hexadecimal value: UInt32) {
    var digits = UInt64(0)
    for place in 0..<8 {
      let digit = UInt64(value >> UInt32(28 - 4 * place) & 15)
      let byte = digit < 10 ? 0x30 + digit : 0x57 + digit
      digits |= byte << UInt64(8 * place)
    }
    withUnsafeBytes(of: digits.littleEndian) { put($0) }
  }
}
