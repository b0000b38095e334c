// Hashes of segments and tiles of them, so that a root or a proof hashes little that is not new.

import Merkle

/// The Merkle tree of a log as far as it has been hashed.
///
/// A full segment is a perfect subtree (2^16 leaves) whose hash never changes, and so is a tile of
/// it (2^8 leaves): one hash is kept for each, and the leaves of the tile after them. Any root, and
/// any hash of a proof, is then at most one tile of hashing away.
struct TreeCache {
  /// The height of a run of leaves that is kept as one hash: a whole segment.
  private let runLevel: Int
  /// The height of a tile.
  private let tileLevel: Int
  private var runs: [Digest] = []
  /// The hashes of all whole tiles, those of whole runs included.
  private var tiles: [Digest] = []
  /// The tree over the tiles behind the last whole run.
  private var tileTree = TreeFrontier()
  /// The leaves behind the last whole tile, less than a tile of them, and the tree they make.
  private var lastLeaves: [Digest] = []
  private var lastTree = TreeFrontier()

  /// A cache for a log of this layout.
  init(_ layout: SegmentLayout) {
    // A run must not cross a segment; tests also divide logs into segments of other sizes.
    runLevel = layout.recordCount.trailingZeroBitCount
    tileLevel = runLevel / 2
  }

  /// The cache of a log whose whole runs and tiles have the hashes `runs` and `tiles`, and whose
  /// leaves behind them are `leaves`; `nil` where these do not fit together.
  /// - Complexity: O(n) in the tiles of the last run.
  init?(_ layout: SegmentLayout, runs: [Digest], tiles: [Digest], leaves: [Digest]) {
    self.init(layout)
    let tilesOfRun = 1 << (runLevel - tileLevel)
    guard leaves.count < 1 << tileLevel, runs.count == tiles.count / tilesOfRun else { return nil }
    self.runs = runs
    self.tiles = tiles
    for tile in tiles[(runs.count * tilesOfRun)...] { tileTree.append(tile, ofLevel: tileLevel) }
    lastLeaves = leaves
    lastTree.append(contentsOf: leaves)
  }

  /// What the cache is made of.
  var parts: (runs: [Digest], tiles: [Digest], leaves: [Digest]) { (runs, tiles, lastLeaves) }

  /// How many leaves are in whole tiles.
  private var tiledSize: UInt64 { UInt64(tiles.count) << UInt64(tileLevel) }

  /// The number of leaves that have been hashed.
  var size: UInt64 { tiledSize + lastTree.size }

  /// Takes the next leaf.
  /// - Complexity: O(1) amortized.
  mutating func append(_ leaf: Digest) {
    lastLeaves.append(leaf)
    lastTree.append(leaf)
    if lastLeaves.count == 1 << tileLevel { closeTile() }
  }

  /// Keeps the last leaves, which are a whole tile, as their hash.
  private mutating func closeTile() {
    append(tile: lastTree.root)
    lastLeaves.removeAll(keepingCapacity: true)
    lastTree = TreeFrontier()
  }

  private mutating func append(tile: Digest) {
    tiles.append(tile)
    tileTree.append(tile, ofLevel: tileLevel)
    guard tileTree.size == 1 << UInt64(runLevel) else { return }
    runs.append(tileTree.root)
    tileTree = TreeFrontier()
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
    let tileCount = 1 << tileLevel
    var rest = leaves
    while !rest.isEmpty {
      if lastLeaves.isEmpty, rest.count >= tileCount {
        append(tile: treeHash(rest.prefix(tileCount)))
        rest = rest.dropFirst(tileCount)
        continue
      }
      let fitting = rest.prefix(tileCount - lastLeaves.count)
      rest = rest.dropFirst(fitting.count)
      lastLeaves += fitting
      lastTree.append(contentsOf: Array(fitting))
      if lastLeaves.count == tileCount { closeTile() }
    }
  }

  /// The root over all leaves that have been hashed.
  /// - Complexity: O(n) in the segments.
  var root: Digest {
    var tree = TreeFrontier()
    for run in runs { tree.append(run, ofLevel: runLevel) }
    tree.append(tileTree)
    tree.append(lastTree)
    return tree.root
  }

  /// The hash of a subtree, unless it lies inside a whole tile, whose leaves are not kept.
  /// - Complexity: O(n) in the tiles of a segment, and in the segments.
  func hash(of subtree: Subtree) -> Digest? {
    let start = subtree.leaves.lowerBound
    if subtree.level >= runLevel {
      let first = Int(start >> UInt64(runLevel))
      return treeHash(runs[first..<(first + (1 << (subtree.level - runLevel)))])
    }
    if subtree.level >= tileLevel {
      let first = Int(start >> UInt64(tileLevel))
      return treeHash(tiles[first..<(first + (1 << (subtree.level - tileLevel)))])
    }
    guard start >= tiledSize else { return nil }
    let first = Int(start - tiledSize)
    return treeHash(lastLeaves[first..<(first + (1 << subtree.level))])
  }

  /// The whole tile that contains a leaf: its leaves, and its hash as it was when it was hashed.
  func tile(containing leaf: UInt64) -> (leaves: Range<UInt64>, hash: Digest) {
    let tile = Subtree(level: tileLevel, index: leaf >> UInt64(tileLevel))
    return (tile.leaves, tiles[Int(tile.index)])
  }
}

/// The Merkle tree hash over hashes of one level.
/// - Complexity: O(n).
func treeHash(_ hashes: ArraySlice<Digest>) -> Digest {
  var tree = TreeFrontier()
  tree.append(contentsOf: Array(hashes))
  return tree.root
}
