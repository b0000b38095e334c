// The two hashes of the Merkle tree of RFC 9162 section 2.1.1: leaf and interior node.

/// The hash of one leaf: SHA-256 of the byte 0x00 and the leaf's bytes.
///
/// The prefix keeps leaves and nodes apart (RFC 9162 section 2.1.1), so that no leaf can pass for a
/// subtree.
/// - Complexity: O(n).
public func leafHash(_ leaf: UnsafeRawBufferPointer) -> Digest {
  var hasher = SHA256()
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
  var hasher = SHA256()
  hasher.update(0x01)
  hasher.update(left)
  hasher.update(right)
  return hasher.finalize()
}
