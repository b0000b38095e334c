// Hashes of whole segments, so that a root or a proof hashes little more than what is new.

import Merkle

/// The Merkle tree of a log as far as it has been hashed.
///
/// A full segment is a perfect subtree (2^16 leaves) whose hash never changes, so one hash is kept
/// for each, and the leaves of the segment after them. Any root, and any hash of a proof, is then
/// at most one segment of hashing away.
struct TreeCache {
  /// The height of a run of leaves that is kept as one hash: a whole segment.
  private let runLevel: Int
  private var runs: [Digest] = []
  /// The leaves behind the last whole run, less than a run of them, and the tree they make.
  private var lastLeaves: [Digest] = []
  private var lastTree = TreeFrontier()

  /// A cache for a log of this layout.
  init(_ layout: SegmentLayout) {
    // A run must not cross a segment; tests also divide logs into segments of other sizes.
    runLevel = layout.recordCount.trailingZeroBitCount
  }

  /// The cache of a log whose whole runs have the hashes `runs`, and whose leaves behind them are
  /// `leaves`; `nil` where these are a run or more.
  /// - Complexity: O(n) in the leaves.
  init?(_ layout: SegmentLayout, runs: [Digest], leaves: [Digest]) {
    guard leaves.count < layout.recordCount else { return nil }
    self.init(layout)
    self.runs = runs
    lastLeaves = leaves
    lastTree.append(contentsOf: leaves)
  }

  /// What the cache is made of.
  var parts: (runs: [Digest], leaves: [Digest]) { (runs, lastLeaves) }

  private var wholeSize: UInt64 { UInt64(runs.count) << UInt64(runLevel) }

  /// The number of leaves that have been hashed.
  var size: UInt64 { wholeSize + lastTree.size }

  /// Takes the next leaf.
  /// - Complexity: O(1) amortized.
  mutating func append(_ leaf: Digest) {
    lastLeaves.append(leaf)
    lastTree.append(leaf)
    guard lastLeaves.count == 1 << runLevel else { return }
    runs.append(lastTree.root)
    lastLeaves.removeAll(keepingCapacity: true)
    lastTree = TreeFrontier()
  }

  /// Takes the next leaves out of `batch`.
  /// - Complexity: O(n).
  mutating func append(_ batch: inout LeafBatch) {
    var leaves: [Digest] = []
    batch.drain(into: &leaves)
    append(contentsOf: leaves[...])
  }

  /// Takes the next leaf, which waits in `batch` until it is worth hashing that.
  mutating func append(_ leaf: UnsafeRawBufferPointer, by batch: inout LeafBatch) {
    batch.append(leaf)
    if batch.count >= Self.batchedLeafCount { append(&batch) }
  }

  /// How many leaves are hashed before the tree grows by them: enough to fill every stream.
  private static var batchedLeafCount: Int { 4_096 }

  /// Takes the next leaves.
  /// - Complexity: O(n).
  mutating func append(contentsOf leaves: ArraySlice<Digest>) {
    var rest = leaves
    while !rest.isEmpty {
      let wanted = (1 << runLevel) - lastLeaves.count
      let fitting = rest.prefix(wanted)
      rest = rest.dropFirst(wanted)
      lastLeaves += fitting
      lastTree.append(contentsOf: Array(fitting))
      guard fitting.count == wanted else { return }
      runs.append(lastTree.root)
      lastLeaves.removeAll(keepingCapacity: true)
      lastTree = TreeFrontier()
    }
  }

  /// The root over all leaves that have been hashed.
  /// - Complexity: O(n) in the segments.
  var root: Digest {
    var tree = TreeFrontier()
    for run in runs { tree.append(run, ofLevel: runLevel) }
    tree.append(lastTree)
    return tree.root
  }

  /// The hash of a subtree, unless it lies inside a whole run, whose leaves are not kept.
  func hash(of subtree: Subtree) -> Digest? {
    let leaves = subtree.leaves
    if leaves.lowerBound >= wholeSize {
      let start = Int(leaves.lowerBound - wholeSize)
      return treeHash(lastLeaves[start..<(start + (1 << subtree.level))])
    }
    guard subtree.level >= runLevel else { return nil }
    let start = Int(leaves.lowerBound >> UInt64(runLevel))
    return treeHash(runs[start..<(start + (1 << (subtree.level - runLevel)))])
  }

  /// The whole run that contains a leaf: its leaves, and its hash as it was when it was hashed.
  func run(containing leaf: UInt64) -> (leaves: Range<UInt64>, hash: Digest) {
    let run = Subtree(level: runLevel, index: leaf >> UInt64(runLevel))
    return (run.leaves, runs[Int(run.index)])
  }
}

/// The Merkle tree hash over hashes of one level.
/// - Complexity: O(n).
func treeHash(_ hashes: ArraySlice<Digest>) -> Digest {
  var tree = TreeFrontier()
  tree.append(contentsOf: Array(hashes))
  return tree.root
}
