// CRC-32C (Castagnoli) by the processor or by tables, looking for control bytes on the way.

import CDigest

/// The checksum of a record: CRC-32C, as in iSCSI (RFC 3720 section 12.1).
///
/// It finds rot in one line without the tree. It proves nothing against a person who recomputes it;
/// that is what the Merkle tree and its checkpoints are for.
struct CRC32C {
  /// Eight tables of 256 words: table k holds the effect of a byte k places back.
  private let tables: UnsafePointer<UInt32>
  private let usesProcessor: Bool

  /// What one pass over a line finds out.
  struct Pass {
    var checksum: UInt32
    var hasControlByte: Bool
  }

  /// The checksum by the processor's instruction if it has one.
  init() {
    self.init(usesProcessor: CRC32C.processorHasIt)
  }

  /// The checksum by the processor's instruction, which must be there, or by tables.
  init(usesProcessor: Bool) {
    precondition(!usesProcessor || CRC32C.processorHasIt, "The processor must have SSE4.2.")
    self.usesProcessor = usesProcessor
    tables = CRC32C.sharedTables
  }

  /// Whether this processor has the instruction.
  static let processorHasIt = cdigest_instructions() & CDIGEST_CRC32C != 0

  /// The checksum of `bytes`, and whether any of them is below 0x20.
  /// - Complexity: O(n).
  @inline(__always)
  func pass(over bytes: UnsafeRawBufferPointer) -> Pass {
    guard let start = bytes.baseAddress else { return Pass(checksum: 0, hasControlByte: false) }
    guard usesProcessor else { return passByTables(over: bytes, from: start) }
    var least: UInt8 = 0xff
    let checksum = cdigest_crc32c(
      start.assumingMemoryBound(to: UInt8.self), bytes.count, &least)
    return Pass(checksum: checksum, hasControlByte: least < 0x20)
  }

  /// Eight bytes at a time by tables.
  private func passByTables(
    over bytes: UnsafeRawBufferPointer, from start: UnsafeRawPointer
  ) -> Pass {
    var next = start
    let end = next + bytes.count
    var crc: UInt32 = 0xffff_ffff
    var low: UInt64 = 0
    let eighths = UnsafeRawPointer(next + (bytes.count & ~7))
    while next < eighths {
      let word = UInt64(littleEndian: next.loadUnaligned(as: UInt64.self))
      // A byte is below 0x20 exactly if subtracting 0x20 borrows and its own top bit was clear;
      // a borrow can only come from a lower byte that is itself below 0x20.
      low |= (word &- 0x2020_2020_2020_2020) & ~word
      let mixed = word ^ UInt64(crc)
      crc =
        table(7, mixed) ^ table(6, mixed &>> 8) ^ table(5, mixed &>> 16) ^ table(4, mixed &>> 24)
        ^ table(3, mixed &>> 32) ^ table(2, mixed &>> 40) ^ table(1, mixed &>> 48)
        ^ table(0, mixed &>> 56)
      next += 8
    }
    var hasControlByte = low & 0x8080_8080_8080_8080 != 0
    while next < end {
      let byte = next.load(as: UInt8.self)
      hasControlByte = hasControlByte || byte < 0x20
      crc = table(0, UInt64(crc ^ UInt32(byte))) ^ (crc &>> 8)
      next += 1
    }
    return Pass(checksum: ~crc, hasControlByte: hasControlByte)
  }

  @inline(__always)
  private func table(_ number: Int, _ value: UInt64) -> UInt32 {
    tables[number &* 256 &+ Int(truncatingIfNeeded: value & 0xff)]
  }

  /// Written once before the first use and never freed; an array would cost a bounds check and a
  /// retain for each byte.
  // Unsafe only in name: the memory is never changed after this initializer has returned.
  private nonisolated(unsafe) static let sharedTables: UnsafePointer<UInt32> = {
    let words = UnsafeMutablePointer<UInt32>.allocate(capacity: 8 * 256)
    for index in 0..<256 {
      var crc = UInt32(index)
      for _ in 0..<8 {
        // 0x82f63b78 is the Castagnoli polynomial 0x1edc6f41 with its bits reversed.
        crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82f6_3b78 : crc >> 1
      }
      words[index] = crc
    }
    for index in 256..<(8 * 256) {
      let before = words[index - 256]
      words[index] = words[Int(before & 0xff)] ^ (before >> 8)
    }
    return UnsafePointer(words)
  }()
}
