// Eight bytes looked at together: which of them are what is looked for.

/// Marks the bytes of a word: the top bit of each byte that is meant.
///
/// A byte equal to another is zero after an exclusive or, and a zero byte borrows when one is taken
/// from it. A borrow goes on into higher bytes only, so the lowest mark is always right, and there
/// is none where no byte is meant.
public enum ByteMarks {
  /// A one in each byte.
  @inlinable public static var ones: UInt64 { 0x0101_0101_0101_0101 }
  /// The top bit of each byte.
  @inlinable public static var tops: UInt64 { 0x8080_8080_8080_8080 }

  /// Bytes equal to `byte`.
  @inlinable @inline(__always)
  public static func of(_ byte: UInt8, _ word: UInt64) -> UInt64 {
    let zeros = word ^ (ones &* UInt64(byte))
    return (zeros &- ones) & ~zeros & tops
  }

  /// Bytes equal to `byte`, every mark right.
  @inlinable @inline(__always)
  public static func ofExactly(_ byte: UInt8, _ word: UInt64) -> UInt64 {
    let zeros = word ^ (ones &* UInt64(byte))
    return ~(((zeros & ~tops) &+ ~tops) | zeros | ~tops)
  }

  /// Bytes below 0x20.
  @inlinable @inline(__always)
  public static func ofControls(_ word: UInt64) -> UInt64 { (word &- ones &* 0x20) & ~word & tops }

  /// Bytes that a JSON text cannot hold as they are: quotes, backslashes and those below 0x20.
  @inlinable @inline(__always)
  public static func ofEscapes(_ word: UInt64) -> UInt64 {
    of(UInt8(ascii: "\""), word) | of(UInt8(ascii: "\\"), word) | ofControls(word)
  }

  /// Bytes that are not ASCII.
  @inlinable @inline(__always)
  public static func ofHigh(_ word: UInt64) -> UInt64 { word & tops }
}
