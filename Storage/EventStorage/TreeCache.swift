// Frontiers of the Merkle tree at segment boundaries, so that a root hashes only what is new.

import Merkle

/// The Merkle tree of a log as far as it has been hashed.
///
/// A frontier is kept for the start of every segment and for the largest size so far, some hundred
/// bytes each; from them the root of any earlier size is at most one segment of hashing away.
struct TreeCache {
  private var segmentStarts: [TreeFrontier] = [TreeFrontier()]
  private var latest = TreeFrontier()

  /// The largest tree known whose size is not above `size`.
  func frontier(upTo size: UInt64) -> TreeFrontier {
    if latest.size <= size { return latest }
    let number = min(Int(size / UInt64(LedgerLayout.segmentRecordCount)), segmentStarts.count - 1)
    return segmentStarts[number]
  }

  /// Remembers a tree, if it is worth it.
  mutating func remember(_ frontier: TreeFrontier) {
    if frontier.size > latest.size { latest = frontier }
    let next = UInt64(segmentStarts.count) * UInt64(LedgerLayout.segmentRecordCount)
    if frontier.size == next { segmentStarts.append(frontier) }
  }
}
