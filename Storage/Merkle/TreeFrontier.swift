// The right edge of a growing Merkle tree: all that is needed to append and to know the root.

/// A Merkle tree of RFC 9162 section 2.1.1 that can only grow, kept as its right edge.
///
/// It holds one digest for each one bit of `size`: the roots of the perfect subtrees, the largest
/// (leftmost) first. It can say the root, but prove nothing about single leaves: a proof needs the
/// leaves again. Copies are independent and small.
public struct TreeFrontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: UInt64 = 0
  private var subtrees: [Digest] = []

  /// The tree without leaves.
  public init() {}

  /// Adds one leaf, given by its `leafHash`.
  /// - Complexity: O(1) amortized, O(log n) at most.
  public mutating func append(_ leaf: Digest) {
    var root = leaf
    var merging = size
    // Every trailing one bit of the size is a perfect subtree that this leaf completes into a pair.
    while merging & 1 == 1, let left = subtrees.popLast() {
      root = nodeHash(left, root)
      merging >>= 1
    }
    subtrees.append(root)
    size += 1
  }

  /// Adds many leaves at once, given by their `leafHash`; faster than one by one.
  /// - Complexity: O(n).
  public mutating func append(contentsOf leaves: [Digest]) {
    append(contentsOf: leaves, .ofThisProcessor)
  }

  mutating func append(contentsOf leaves: [Digest], _ instructions: HashingInstructions) {
    var level = leaves
    // The first node of `level` is number `first` of its level.
    var first = size
    size += UInt64(leaves.count)
    // Right edges of the levels passed, lowest first; they end up last in `subtrees`.
    var edges: [Digest] = []
    while !level.isEmpty {
      var skipped = 0
      if first & 1 == 1, let left = subtrees.popLast() {
        level[0] = nodeHash(left, level[0], instructions)
        skipped = 1
      }
      let pairCount = (level.count - skipped) / 2
      if (level.count - skipped) & 1 == 1, let edge = level.last { edges.append(edge) }
      TreeLevel.hashPairs(
        in: &level, from: skipped, count: pairCount, to: skipped, instructions)
      level.removeLast(level.count - skipped - pairCount)
      first >>= 1
    }
    subtrees += edges.reversed()
  }

  /// Adds a whole perfect subtree at once, given by its hash.
  ///
  /// The leaves it stands for must be the next ones: `size` is a multiple of their number.
  /// - Complexity: O(log n).
  public mutating func append(_ subtree: Digest, ofLevel level: Int) {
    let leafCount: UInt64 = 1 << UInt64(level)
    precondition(size % leafCount == 0, "A subtree begins at a multiple of its leaf count.")
    var root = subtree
    var merging = size >> UInt64(level)
    while merging & 1 == 1, let left = subtrees.popLast() {
      root = nodeHash(left, root)
      merging >>= 1
    }
    subtrees.append(root)
    size += leafCount
  }

  /// Adds a whole smaller tree at once, whose leaves are the next ones.
  ///
  /// It must be smaller than every perfect subtree of this one, so that none is completed.
  /// - Complexity: O(log n).
  public mutating func append(_ smaller: TreeFrontier) {
    precondition(
      size == 0 || smaller.size < 1 << UInt64(size.trailingZeroBitCount),
      "A tree that would complete a subtree is added leaf by leaf.")
    subtrees += smaller.subtrees
    size += smaller.size
  }

  /// The Merkle tree hash; of the empty tree, the SHA-256 of nothing.
  /// - Complexity: O(log n).
  public var root: Digest {
    guard var root = subtrees.last else { return SHA256.hash([]) }
    for left in subtrees.dropLast().reversed() {
      root = nodeHash(left, root)
    }
    return root
  }
}
