// Consistency: the newer tree begins with the whole older one (RFC 9162 section 2.1.4).

/// The proof that a tree was only appended to: its first `oldSize` leaves are the older tree.
///
/// Nothing changed, moved or vanished in between. Compare `InclusionProof`, about one leaf.
public struct ConsistencyProof: Hashable, Sendable {
  /// The number of leaves of the older tree.
  public let oldSize: UInt64
  /// The number of leaves of the newer tree.
  public let newSize: UInt64
  /// The hashes of which both roots are made, in the order of RFC 9162 section 2.1.4.1.
  public let path: [Digest]

  /// A proof as somebody hands it over; nothing is known of it before it is verified.
  public init(oldSize: UInt64, newSize: UInt64, path: [Digest]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// The proof between two sizes of a tree, from the hashes of its perfect subtrees.
  ///
  /// `reading` is asked for the subtrees that are needed and for no other.
  /// - Throws: What `reading` throws.
  /// - Complexity: O(log n) hashes, O(log² n) in the unluckiest sizes.
  public init<Failure: Error>(
    from oldSize: UInt64, to newSize: UInt64, reading: (Subtree) throws(Failure) -> Digest
  ) throws(Failure) {
    precondition(oldSize <= newSize, "A tree does not shrink.")
    var path: [Digest] = []
    for leaves in ConsistencyProof.parts(from: oldSize, to: newSize) {
      path.append(try Subtree.hash(over: leaves, reading: reading))
    }
    self.init(oldSize: oldSize, newSize: newSize, path: path)
  }

  /// The number of hashes that a proof between these sizes has.
  /// - Complexity: O(log n).
  public static func pathLength(from oldSize: UInt64, to newSize: UInt64) -> Int {
    oldSize <= newSize ? parts(from: oldSize, to: newSize).count : 0
  }

  /// RFC 9162 section 2.1.4.1, SUBPROOF, without the recursion. From nothing, nothing is needed.
  private static func parts(from oldSize: UInt64, to newSize: UInt64) -> [Range<UInt64>] {
    guard oldSize > 0 else { return [] }
    var leaves = 0..<newSize
    var found: [Range<UInt64>] = []
    // The older tree's own root is known to the reader, so it is left out where it is a subtree.
    var isWholeOldTree = true
    while leaves.upperBound != oldSize {
      let split = Subtree.split(leaves)
      if oldSize <= split {
        found.append(split..<leaves.upperBound)
        leaves = leaves.lowerBound..<split
      } else {
        found.append(leaves.lowerBound..<split)
        leaves = split..<leaves.upperBound
        isWholeOldTree = false
      }
    }
    if !isWholeOldTree { found.append(leaves) }
    return found.reversed()
  }

  /// Checks that the tree with `newRoot` begins with the tree with `oldRoot`.
  ///
  /// RFC 9162 section 2.1.4.2; in addition, every tree begins with the empty one.
  /// - Throws: `ProofError.sizesOutOfOrder`, `.wrongPathLength`, `.oldRootMismatch`,
  ///   `.rootMismatch`.
  /// - Complexity: O(log n).
  public func verify(oldRoot: Digest, newRoot: Digest) throws(ProofError) {
    guard oldSize <= newSize else { throw .sizesOutOfOrder(old: oldSize, new: newSize) }
    let expected = ConsistencyProof.pathLength(from: oldSize, to: newSize)
    guard path.count == expected else {
      throw .wrongPathLength(expected: expected, found: path.count)
    }
    guard oldSize > 0 else {
      let empty = SHA256.hash([])
      guard oldRoot == empty else { throw .oldRootMismatch(published: oldRoot, computed: empty) }
      // Of an empty newer tree the root is known too; of another, only that it is one.
      guard newSize > 0 || newRoot == empty else {
        throw .rootMismatch(published: newRoot, computed: empty)
      }
      return
    }
    let (old, new) = roots(oldRoot: oldRoot)
    guard old == oldRoot else { throw .oldRootMismatch(published: oldRoot, computed: old) }
    guard new == newRoot else { throw .rootMismatch(published: newRoot, computed: new) }
  }

  /// Both roots as the path makes them; its length is known to be right.
  private func roots(oldRoot: Digest) -> (old: Digest, new: Digest) {
    var rest = path[...]
    // A power of two: the older tree is one subtree, and its root the first hash.
    let first = oldSize & (oldSize - 1) == 0 ? oldRoot : rest.popFirst() ?? oldRoot
    var (old, new) = (first, first)
    var place = oldSize - 1
    var last = newSize - 1
    while place & 1 == 1 {
      place >>= 1
      last >>= 1
    }
    for hash in rest {
      if place & 1 == 1 || place == last {
        old = nodeHash(hash, old)
        new = nodeHash(hash, new)
        while place & 1 == 0, place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        new = nodeHash(new, hash)
      }
      place >>= 1
      last >>= 1
    }
    return (old, new)
  }
}
