// Inclusion: this leaf is in the tree with that root (RFC 9162 section 2.1.3).

/// The proof that a tree contains a leaf at a place: the hashes beside the way up to the root.
///
/// It binds the leaf and its place to a root, not the size of the tree: the shapes of two trees can
/// agree as seen from one leaf. Size and root belong together in a `Checkpoint`, and that is what a
/// reader has to have from elsewhere. Compare `ConsistencyProof`, which is about two trees.
public struct InclusionProof: Hashable, Sendable {
  /// The place of the leaf, from 0.
  public let index: UInt64
  /// The number of leaves of the tree.
  public let treeSize: UInt64
  /// The hashes beside the way, from the leaf's sibling to the root's child.
  public let path: [Digest]

  /// A proof as somebody hands it over; nothing is known of it before it is verified.
  public init(index: UInt64, treeSize: UInt64, path: [Digest]) {
    self.index = index
    self.treeSize = treeSize
    self.path = path
  }

  /// The proof for the leaf at `index` of a tree, from the hashes of its perfect subtrees.
  ///
  /// `reading` is asked once for every subtree that is needed, and for no other: together they
  /// cover every leaf but the one that is proved.
  /// - Throws: What `reading` throws.
  /// - Complexity: O(log n) hashes, O(log² n) in the unluckiest sizes.
  public init<Failure: Error>(
    of index: UInt64, inTreeOf treeSize: UInt64, reading: (Subtree) throws(Failure) -> Digest
  ) throws(Failure) {
    precondition(index < treeSize, "Only a leaf of the tree can be proved to be in it.")
    var path: [Digest] = []
    for sibling in InclusionProof.siblings(of: index, inTreeOf: treeSize) {
      path.append(try Subtree.hash(over: sibling, reading: reading))
    }
    self.init(index: index, treeSize: treeSize, path: path)
  }

  /// The number of hashes that a proof for this leaf and this size has.
  /// - Complexity: O(log n).
  public static func pathLength(of index: UInt64, inTreeOf treeSize: UInt64) -> Int {
    index < treeSize ? siblings(of: index, inTreeOf: treeSize).count : 0
  }

  /// RFC 9162 section 2.1.3.1, PATH, without the recursion.
  private static func siblings(
    of index: UInt64, inTreeOf treeSize: UInt64
  ) -> [Range<UInt64>] {
    var leaves = 0..<treeSize
    var found: [Range<UInt64>] = []
    while leaves.upperBound - leaves.lowerBound > 1 {
      let split = Subtree.split(leaves)
      if index < split {
        found.append(split..<leaves.upperBound)
        leaves = leaves.lowerBound..<split
      } else {
        found.append(leaves.lowerBound..<split)
        leaves = split..<leaves.upperBound
      }
    }
    return found.reversed()
  }

  /// The root that the path leads to from the leaf's hash (RFC 9162 section 2.1.3.2).
  /// - Throws: `ProofError.indexBeyondTree`, `.wrongPathLength`.
  /// - Complexity: O(log n).
  public func root(fromLeaf leaf: Digest) throws(ProofError) -> Digest {
    guard index < treeSize else { throw .indexBeyondTree(index: index, size: treeSize) }
    let expected = InclusionProof.pathLength(of: index, inTreeOf: treeSize)
    guard path.count == expected else {
      throw .wrongPathLength(expected: expected, found: path.count)
    }
    var hash = leaf
    var place = index
    var last = treeSize - 1
    for sibling in path {
      if place & 1 == 1 || place == last {
        hash = nodeHash(sibling, hash)
        // At the right edge, levels without a sibling are passed over.
        while place & 1 == 0, place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        hash = nodeHash(hash, sibling)
      }
      place >>= 1
      last >>= 1
    }
    return hash
  }

  /// Checks that the tree with `root` contains the leaf.
  /// - Throws: `ProofError.indexBeyondTree`, `.wrongPathLength`, `.rootMismatch`.
  /// - Complexity: O(log n).
  public func verify(leaf: Digest, root: Digest) throws(ProofError) {
    let computed = try self.root(fromLeaf: leaf)
    guard computed == root else { throw .rootMismatch(published: root, computed: computed) }
  }
}
