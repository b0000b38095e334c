// Perfect subtrees: the only hashes a proof is ever made of, and where each of them stands.

/// A perfect subtree of a Merkle tree: 2^`level` leaves, the first a multiple of their number.
///
/// Its hash never changes once its last leaf is there. Every hash of RFC 9162 section 2.1, of a
/// tree of any size, is made from the hashes of such subtrees.
public struct Subtree: Hashable, Sendable {
  /// The height above the leaves: a leaf has level 0.
  public let level: Int
  /// Which of the subtrees of its level it is, from the left, counted from 0.
  public let index: UInt64

  /// The subtree number `index` of `level`, which is below 64.
  public init(level: Int, index: UInt64) {
    precondition((0..<64).contains(level), "A tree of 2^64 leaves has no subtree of 2^64.")
    self.level = level
    self.index = index
  }

  /// The leaves it stands for.
  public var leaves: Range<UInt64> {
    (index << UInt64(level))..<((index + 1) << UInt64(level))
  }

  /// The perfect subtrees that make up `leaves`, from the left, each as large as can be.
  /// - Complexity: O(log n).
  static func covering(_ leaves: Range<UInt64>) -> [Subtree] {
    var found: [Subtree] = []
    var start = leaves.lowerBound
    while start < leaves.upperBound {
      let fitting = 63 - (leaves.upperBound - start).leadingZeroBitCount
      let level = start == 0 ? fitting : min(fitting, start.trailingZeroBitCount)
      found.append(Subtree(level: level, index: start >> UInt64(level)))
      start += 1 << UInt64(level)
    }
    return found
  }

  /// The hash over `leaves`, a range that the tree's own splitting produces, from subtree hashes.
  ///
  /// Over `0..<size` that is the root of the tree of that size (RFC 9162 section 2.1.1).
  /// - Throws: What `reading` throws.
  /// - Complexity: O(log n) hashes are read.
  public static func hash<Failure: Error>(
    over leaves: Range<UInt64>, reading: (Subtree) throws(Failure) -> Digest
  ) throws(Failure) -> Digest {
    var hashes: [Digest] = []
    for subtree in covering(leaves) { hashes.append(try reading(subtree)) }
    guard var hash = hashes.popLast() else { return SHA256.hash([]) }
    for left in hashes.reversed() { hash = nodeHash(left, hash) }
    return hash
  }

  /// Where RFC 9162 section 2.1.1 splits: behind the largest power of two below the leaf count.
  static func split(_ leaves: Range<UInt64>) -> UInt64 {
    let count = leaves.upperBound - leaves.lowerBound
    precondition(count > 1, "A single leaf is not split.")
    return leaves.lowerBound + (1 << UInt64(63 - (count - 1).leadingZeroBitCount))
  }
}
