// Compresses bytes as DEFLATE (RFC 1951), for the entries of a ZIP container.

/// DEFLATE without a header: matches within 32 KiB, and for every block the shortest of stored,
/// fixed and dynamic codes.
public enum DeflateCompressor {
  /// How many steps one block holds; after them the codes are made anew.
  private static let blockTokenCount = 1 << 15
  private static let storedByteCountMax = 65_535

  /// `bytes` compressed. The same bytes give the same result on every machine.
  ///
  /// - Complexity: O(n) in the bytes, with a factor for the search of repetitions.
  public static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    let tokens = DeflateMatches.tokens(of: bytes)
    var bits = DeflateBits()
    var start = 0
    var byteStart = 0
    repeat {
      let end = min(start + blockTokenCount, tokens.count)
      let byteEnd = byteStart + tokens[start..<end].reduce(0) { $0 + $1.byteCount }
      write(
        tokens[start..<end], of: bytes[byteStart..<byteEnd], isLast: end == tokens.count,
        to: &bits)
      start = end
      byteStart = byteEnd
    } while start < tokens.count
    return bits.finished
  }

  private static func write(
    _ tokens: ArraySlice<DeflateToken>, of bytes: ArraySlice<UInt8>, isLast: Bool,
    to bits: inout DeflateBits
  ) {
    let coded = DeflateBlock.shortest(of: tokens)
    let storedBitCount = (bytes.count + 5 * (bytes.count / storedByteCountMax + 1)) * 8
    guard coded.bitCount >= storedBitCount else {
      bits.write(isLast ? 1 : 0, count: 1)
      coded.write(to: &bits)
      return
    }
    var rest = bytes
    repeat {
      let part = rest.prefix(storedByteCountMax)
      rest = rest.dropFirst(part.count)
      bits.write(isLast && rest.isEmpty ? 1 : 0, count: 1)
      bits.write(0, count: 2)
      bits.writeStored(part)
    } while !rest.isEmpty
  }
}

extension DeflateToken {
  /// How many bytes it stands for.
  fileprivate var byteCount: Int {
    if case .match(let length, _) = self { length } else { 1 }
  }
}

/// Bits in the order of DEFLATE: the first one is the least significant of the first byte.
struct DeflateBits {
  private var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Writes the `count` least significant bits of `value`, least significant first.
  mutating func write(_ value: UInt32, count: Int) {
    pending |= UInt64(value) << UInt64(pendingCount)
    pendingCount += count
    while pendingCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingCount -= 8
    }
  }

  /// Writes a code of `count` bits, most significant first.
  mutating func write(code: UInt32, count: Int) {
    for bit in stride(from: count - 1, through: 0, by: -1) {
      write(code >> UInt32(bit) & 1, count: 1)
    }
  }

  /// Writes the length and the bytes of a stored block, after its three bits.
  mutating func writeStored(_ part: ArraySlice<UInt8>) {
    if pendingCount > 0 { write(0, count: 8 - pendingCount) }
    let count = UInt32(part.count)
    write(count, count: 16)
    write(~count & 0xFFFF, count: 16)
    bytes += part
  }

  /// The bytes; the last one is filled with zeros.
  var finished: [UInt8] {
    pendingCount > 0 ? bytes + [UInt8(truncatingIfNeeded: pending)] : bytes
  }
}
