// The two hashes of the Merkle tree of RFC 9162 section 2.1.1: leaf and interior node.

/// The hash of one leaf: SHA-256 of the byte 0x00 and the leaf's bytes.
///
/// The prefix keeps leaves and nodes apart (RFC 9162 section 2.1.1), so that no leaf can pass for a
/// subtree. Where there are many leaves, `LeafBatch` is faster.
/// - Complexity: O(n).
public func leafHash(_ leaf: UnsafeRawBufferPointer) -> Digest {
  leafHash(leaf, .ofThisProcessor)
}

func leafHash(
  _ leaf: UnsafeRawBufferPointer, _ instructions: HashingInstructions
) -> Digest {
  var hasher = SHA256(instructions)
  hasher.update(0x00)
  hasher.update(leaf)
  return hasher.finalize()
}

/// The hash of one leaf: SHA-256 of the byte 0x00 and the leaf's bytes.
/// - Complexity: O(n).
public func leafHash(_ leaf: [UInt8]) -> Digest {
  leaf.withUnsafeBytes { leafHash($0) }
}

/// The hash of an interior node: SHA-256 of the byte 0x01, the left and the right child.
public func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
  nodeHash(left, right, .ofThisProcessor)
}

func nodeHash(
  _ left: Digest, _ right: Digest, _ instructions: HashingInstructions
) -> Digest {
  var words = SHA256.initialState
  withUnsafeBytes(of: NodeMessage(left, right)) { message in
    // A message is never empty, so it has an address.
    guard let address = message.baseAddress else { return }
    SHA256Compression.compress(&words, address, count: 2, hasSHA: instructions.hasSHA)
  }
  return Digest(words: words)
}

/// What an interior node hashes, padded: always 65 bytes, so always the same two blocks.
struct NodeMessage {
  private let first: SIMD16<UInt32>
  private let second: SIMD16<UInt32>

  init(_ left: Digest, _ right: Digest) {
    let children = SIMD16(lowHalf: left.words, highHalf: right.words)
    // The prefix moves all other bytes back by one: a word takes its top byte from the one before.
    var before = SIMD16<UInt32>()
    before[0] = 0x01
    for index in 1..<16 { before[index] = children[index - 1] }
    let words = (children &>> 8) | (before &<< 24)
    var block = SIMD16<UInt32>()
    for index in 0..<16 { block[index] = words[index].bigEndian }
    first = block
    // FIPS 180-4 section 5.1.1: the last byte, a one bit, zeros, the length in bits.
    var last = SIMD16<UInt32>()
    last[0] = (children[15] &<< 24 | 0x0080_0000).bigEndian
    last[15] = UInt32(65 * 8).bigEndian
    second = last
  }
}
