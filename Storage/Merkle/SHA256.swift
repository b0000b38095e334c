// SHA-256 (FIPS 180-4), one shot or piece by piece, without heap allocation.

/// The SHA-256 hash function of FIPS 180-4, piece by piece.
///
/// Use the static `hash` functions when all bytes are at hand. A value is a hash in progress:
/// copying it forks the computation.
///
/// ```swift
/// var hasher = SHA256()
/// hasher.update([0x61, 0x62])
/// hasher.update([0x63])
/// let digest = hasher.finalize()  // of "abc"
/// ```
public struct SHA256: Sendable {
  private var state = SHA256.initialState
  private var block = SIMD64<UInt8>()
  private var blockCount = 0
  private var byteCount: UInt64 = 0
  private let hasSHA: Bool

  /// A hash of nothing yet.
  public init() {
    self.init(.ofThisProcessor)
  }

  init(_ instructions: HashingInstructions) {
    hasSHA = instructions.hasSHA
  }

  /// The digest of `bytes`.
  /// - Complexity: O(n).
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
    var hasher = SHA256()
    hasher.update(bytes)
    return hasher.finalize()
  }

  /// The digest of `bytes`.
  /// - Complexity: O(n).
  public static func hash(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { hash($0) }
  }

  /// Adds `bytes` to what is hashed.
  /// - Complexity: O(n).
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// Adds one byte to what is hashed.
  public mutating func update(_ byte: UInt8) {
    withUnsafeBytes(of: byte) { update($0) }
  }

  /// Adds a digest's 32 bytes to what is hashed.
  public mutating func update(_ digest: Digest) {
    var bigEndian = SIMD8<UInt32>()
    for index in 0..<8 { bigEndian[index] = digest.words[index].bigEndian }
    withUnsafeBytes(of: bigEndian) { update($0) }
  }

  /// Adds `bytes` to what is hashed.
  /// - Complexity: O(n).
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard var next = bytes.baseAddress else { return }
    var left = bytes.count
    byteCount &+= UInt64(left)
    if blockCount > 0 {
      let taken = min(64 - blockCount, left)
      fillBlock(from: next, count: taken)
      next += taken
      left -= taken
      guard blockCount == 64 else { return }
      compressBlock()
    }
    if left >= 64 {
      let blockCount = left / 64
      SHA256Compression.compress(&state, next, count: blockCount, hasSHA: hasSHA)
      next += 64 * blockCount
      left -= 64 * blockCount
    }
    fillBlock(from: next, count: left)
  }

  /// The digest of everything added so far.
  ///
  /// The hash in progress is left as it is, so a longer input can go on from here.
  public func finalize() -> Digest {
    var last = self
    last.pad()
    return Digest(words: last.state)
  }

  private mutating func fillBlock(from source: UnsafeRawPointer, count: Int) {
    guard count > 0 else { return }
    let at = blockCount
    withUnsafeMutableBytes(of: &block) { target in
      UnsafeMutableRawBufferPointer(rebasing: target[at..<at + count])
        .copyMemory(from: UnsafeRawBufferPointer(start: source, count: count))
    }
    blockCount = at + count
  }

  private mutating func compressBlock() {
    var next = state
    withUnsafeBytes(of: block) { bytes in
      // SIMD64<UInt8> is never empty, so it has an address.
      guard let address = bytes.baseAddress else { return }
      SHA256Compression.compress(&next, address, count: 1, hasSHA: hasSHA)
    }
    state = next
    blockCount = 0
  }

  /// FIPS 180-4 section 5.1.1: a one bit, zeros, and the length in bits as 64 bits.
  private mutating func pad() {
    let bitCount = (byteCount &* 8).bigEndian
    let start = blockCount
    withUnsafeMutableBytes(of: &block) { bytes in
      bytes[start] = 0x80
      for index in (start + 1)..<64 { bytes[index] = 0 }
    }
    if start >= 56 {
      compressBlock()
      block = SIMD64<UInt8>()
    }
    withUnsafeMutableBytes(of: &block) { bytes in
      bytes.storeBytes(of: bitCount, toByteOffset: 56, as: UInt64.self)
    }
    compressBlock()
  }

  /// FIPS 180-4 section 5.3.3.
  static let initialState = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
}
