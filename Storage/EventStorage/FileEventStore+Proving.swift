// Roots and proofs, from the bytes of the files: no index is needed, and none is trusted.

public import Merkle

extension FileEventStore {
  /// The Merkle root over the first `size` records, from the bytes of the files.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`, `.logRewritten`.
  /// - Complexity: O(n) in the records since the last root; at most a tile for an earlier size.
  public func root(ofSize size: UInt64) throws(StorageError) -> Digest {
    try hashLeaves(upTo: size)
    if size == tree.size { return tree.root }
    var reader = SubtreeReader(store: self)
    return try Subtree.hash(over: 0..<size) { (subtree) throws(StorageError) in
      try reader.hash(of: subtree)
    }
  }

  /// The proof that the record at `position` is in the tree over the first `size` records.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`, `.logRewritten`.
  /// - Complexity: O(n) in the records that were never hashed; two tiles at most for the others.
  public func inclusionProof(
    of position: UInt64, inTreeOf size: UInt64
  ) throws(StorageError) -> InclusionProof {
    try inclusionProofs(of: [position], inTreeOf: size)[0]
  }

  /// The proofs that the records at `positions`, which ascend, are in the tree over the first
  /// `size` records, in order; records of one tile are read and hashed once.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`, `.logRewritten`.
  /// - Complexity: O(n) in the records that were never hashed; two tiles at most for each other.
  public func inclusionProofs(
    of positions: ArraySlice<UInt64>, inTreeOf size: UInt64
  ) throws(StorageError) -> [InclusionProof] {
    try hashLeaves(upTo: size)
    var reader = SubtreeReader(store: self)
    var proofs: [InclusionProof] = []
    proofs.reserveCapacity(positions.count)
    for position in positions {
      guard position < size else { throw noSuchPosition(position) }
      proofs.append(
        try InclusionProof(of: position, inTreeOf: size) { (subtree) throws(StorageError) in
          try reader.hash(of: subtree)
        })
    }
    return proofs
  }

  /// The proof that the tree over the first `newSize` records begins with that over `oldSize`.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`, `.logRewritten`.
  /// - Complexity: O(n) in the records that were never hashed; two tiles at most for the others.
  public func consistencyProof(
    from oldSize: UInt64, to newSize: UInt64
  ) throws(StorageError) -> ConsistencyProof {
    try hashLeaves(upTo: newSize)
    guard oldSize <= newSize else { throw noSuchPosition(oldSize) }
    var reader = SubtreeReader(store: self)
    return try ConsistencyProof(from: oldSize, to: newSize) { (subtree) throws(StorageError) in
      try reader.hash(of: subtree)
    }
  }

  private func hashLeaves(upTo size: UInt64) throws(StorageError) {
    guard size <= self.size else { throw noSuchPosition(size) }
    guard tree.size < size else { return }
    var leaves = LeafBatch()
    try forEachRecord(in: tree.size..<size) { (record) throws(StorageError) in
      tree.append(record.line, by: &leaves)
    }
    tree.append(&leaves)
  }
}

/// The hashes that one root or proof needs, with the leaves of the tile read last.
private struct SubtreeReader {
  let store: FileEventStore
  private var first: UInt64 = 0
  private var leaves: [Digest] = []

  init(store: FileEventStore) {
    self.store = store
  }

  mutating func hash(of subtree: Subtree) throws(StorageError) -> Digest {
    if let known = store.tree.hash(of: subtree) { return known }
    let start = subtree.leaves.lowerBound
    let tile = store.tree.tile(containing: start)
    if leaves.isEmpty || first != tile.leaves.lowerBound {
      leaves = try read(tile.leaves)
      first = tile.leaves.lowerBound
      // The same bytes hashed a second time: whatever changed in between must not be proved.
      guard treeHash(leaves[...]) == tile.hash else {
        let layout = store.directory.layout
        throw StorageError(
          .logRewritten, path: store.directory.path,
          position: layout.start(of: layout.number(of: first)))
      }
    }
    let place = Int(start - first)
    return treeHash(leaves[place..<(place + (1 << subtree.level))])
  }

  private func read(_ tile: Range<UInt64>) throws(StorageError) -> [Digest] {
    do throws(StorageError) {
      return try hashes(of: tile)
    } catch {
      guard case .damagedRecord = error.code else { throw error }
      // Lines of other lengths may stand there now. Where the segment can be read from its first
      // byte, it is rewritten and not damaged: no leaves, which hash to something else.
      let layout = store.directory.layout
      let start = layout.start(of: layout.number(of: tile.lowerBound))
      _ = try hashes(of: start..<tile.upperBound)
      return []
    }
  }

  private func hashes(of positions: Range<UInt64>) throws(StorageError) -> [Digest] {
    var hashes: [Digest] = []
    hashes.reserveCapacity(positions.count)
    var leaves = LeafBatch()
    try store.forEachRecord(in: positions) { leaves.append($0.line) }
    leaves.drain(into: &hashes)
    return hashes
  }
}
