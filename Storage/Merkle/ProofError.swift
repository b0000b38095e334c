// Why a proof proves nothing.

/// A proof that does not show what it is said to show.
public enum ProofError: Error, Hashable, Sendable {
  /// The tree has no such leaf.
  case indexBeyondTree(index: UInt64, size: UInt64)
  /// The newer of two trees is smaller than the older.
  case sizesOutOfOrder(old: UInt64, new: UInt64)
  /// The path has more or fewer hashes than a tree of this size asks for.
  case wrongPathLength(expected: Int, found: Int)
  /// The path leads to another root than the one that was published.
  case rootMismatch(published: Digest, computed: Digest)
  /// The path does not contain the older tree: what was published then is not a part of it.
  case oldRootMismatch(published: Digest, computed: Digest)
  /// The proof was made for another checkpoint than the one it is compared with.
  case foreignOrigin(expected: String, found: String)
  /// The proof was made for a tree of another size than the checkpoint it is compared with.
  case foreignSize(expected: UInt64, found: UInt64)
}
