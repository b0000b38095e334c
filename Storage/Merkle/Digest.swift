// A SHA-256 value: thirty-two bytes held in place, without a heap allocation.

/// A SHA-256 digest: 32 bytes.
///
/// Equal digests mean equal contents for every practical purpose. A digest has no order; it is
/// compared, stored and printed, never sorted.
public struct Digest: Hashable, Sendable {
  /// The eight 32-bit words of FIPS 180-4 section 6.2.2, first word first.
  let words: SIMD8<UInt32>

  /// The number of bytes in a digest.
  public static let byteCount = 32

  init(words: SIMD8<UInt32>) {
    self.words = words
  }

  /// The digest in the first 32 of `bytes`, which must have as many.
  public init(loading bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count >= Digest.byteCount, "A digest has 32 bytes.")
    var words = SIMD8<UInt32>()
    for place in 0..<8 {
      words[place] = UInt32(
        bigEndian: bytes.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self))
    }
    self.init(words: words)
  }

  /// A digest of exactly 32 bytes; `nil` for any other count.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Digest.byteCount else { return nil }
    var words = SIMD8<UInt32>()
    for index in 0..<8 {
      let at = index * 4
      words[index] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16
        | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3])
    }
    self.words = words
  }

  /// A digest written as 64 hexadecimal digits, either case; `nil` for anything else.
  public init?(hex: String) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for unit in hex.utf8 {
      guard let value = Digest.hexValue(of: unit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    guard high == nil else { return nil }
    self.init(bytes: bytes)
  }

  /// The 32 bytes, most significant first.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Digest.byteCount)
    for index in 0..<8 {
      let word = words[index]
      bytes.append(UInt8(truncatingIfNeeded: word >> 24))
      bytes.append(UInt8(truncatingIfNeeded: word >> 16))
      bytes.append(UInt8(truncatingIfNeeded: word >> 8))
      bytes.append(UInt8(truncatingIfNeeded: word))
    }
    return bytes
  }

  /// The digest as 64 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * Digest.byteCount)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func hexValue(of unit: UInt8) -> UInt8? {
    switch unit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return unit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): return unit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): return unit - UInt8(ascii: "A") + 10
    default: return nil
    }
  }
}
