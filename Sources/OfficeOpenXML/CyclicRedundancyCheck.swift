// The checksum of entries in a ZIP container.

/// CRC-32 as ZIP and PNG use it: polynomial 0x04C11DB7 reflected, initial value and final
/// exclusive-or 0xFFFFFFFF (APPNOTE.TXT 4.4.7; ITU-T V.42).
///
/// It differs from the CRC-32C of the log, which has another polynomial.
public struct CyclicRedundancyCheck: Hashable, Sendable {
  private var remainder: UInt32 = 0xFFFF_FFFF

  /// The check of no bytes.
  public init() {}

  /// The check of `bytes`.
  public init(of bytes: some Sequence<UInt8>) {
    self.init()
    update(bytes)
  }

  /// Goes on over `bytes`.
  ///
  /// - Complexity: O(n) in the bytes.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      let index = Int((remainder ^ UInt32(byte)) & 0xFF)
      remainder = Self.table[index] ^ (remainder >> 8)
    }
  }

  /// The value over all bytes so far.
  public var value: UInt32 { remainder ^ 0xFFFF_FFFF }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { remainder, _ in
      remainder & 1 == 0 ? remainder >> 1 : (remainder >> 1) ^ 0xEDB8_8320
    }
  }
}
