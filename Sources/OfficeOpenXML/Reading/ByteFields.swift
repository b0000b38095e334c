// Little-endian numbers in bytes that may be too short.

extension [UInt8] {
  /// The number in the two bytes from `offset` on, or `nil` beyond the end.
  func twoBytes(at offset: Int) -> Int? { littleEndian(at: offset, byteCount: 2) }

  /// The number in the four bytes from `offset` on, or `nil` beyond the end.
  func fourBytes(at offset: Int) -> Int? { littleEndian(at: offset, byteCount: 4) }

  /// The number in the eight bytes from `offset` on, or `nil` beyond the end and where it is no
  /// place in any file.
  func eightBytes(at offset: Int) -> Int? {
    guard let low = fourBytes(at: offset), let high = fourBytes(at: offset + 4),
      high < 1 << 30
    else { return nil }
    return high << 32 | low
  }

  private func littleEndian(at offset: Int, byteCount: Int) -> Int? {
    guard offset >= 0, offset <= count - byteCount else { return nil }
    return (0..<byteCount).reduce(0) { $0 | Int(self[offset + $1]) << (8 * $1) }
  }
}
