// A short hash of texts that columns keep in place of them.

/// The 32-bit hash under which columns remember keys, document numbers and payees.
///
/// Two texts may share one: whoever finds a row by its hash reads the record before believing it.
/// It is the same in every process and on every machine, because the index keeps it.
public enum TextHash {
  /// The hash of `text`; never 0, which stands for no text.
  ///
  /// - Complexity: O(n) in the bytes.
  public static func hash(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }

  /// The hash of the text with these bytes in UTF-8; never 0.
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    narrow(wideHash(bytes))
  }

  /// The hash of the text whose wide hash this is.
  static func narrow(_ wide: UInt64) -> UInt32 {
    let narrow = UInt32(truncatingIfNeeded: wide ^ (wide >> 32))
    return narrow == 0 ? 1 : narrow
  }

  /// Mixes eight bytes at a time by multiplying to 128 bits and folding the halves together.
  static func wideHash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      state = mixed(state ^ word)
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    return mixed(state ^ rest)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return high ^ low ^ (value >> 29)
  }
}
