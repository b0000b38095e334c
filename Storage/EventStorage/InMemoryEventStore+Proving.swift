// Roots, proofs and checkpoints of a log in memory, computed anew each time.

public import Merkle

extension InMemoryEventStore {
  /// The Merkle root over the first `size` records.
  /// - Throws: `StorageError`: `.noSuchPosition`.
  /// - Complexity: O(n) in the bytes of the records.
  public func root(ofSize size: UInt64) throws(StorageError) -> Digest {
    treeHash(try leaves(upTo: size)[...])
  }

  /// The proof that the record at `position` is in the tree over the first `size` records.
  /// - Throws: `StorageError`: `.noSuchPosition`.
  /// - Complexity: O(n) in the bytes of the records.
  public func inclusionProof(
    of position: UInt64, inTreeOf size: UInt64
  ) throws(StorageError) -> InclusionProof {
    let leaves = try leaves(upTo: size)
    guard position < size else { throw noSuchPosition(position) }
    return InclusionProof(of: position, inTreeOf: size) { leaves.hash(of: $0) }
  }

  /// The proof that the tree over the first `newSize` records begins with that over `oldSize`.
  /// - Throws: `StorageError`: `.noSuchPosition`.
  /// - Complexity: O(n) in the bytes of the records.
  public func consistencyProof(
    from oldSize: UInt64, to newSize: UInt64
  ) throws(StorageError) -> ConsistencyProof {
    let leaves = try leaves(upTo: newSize)
    guard oldSize <= newSize else { throw noSuchPosition(oldSize) }
    return ConsistencyProof(from: oldSize, to: newSize) { leaves.hash(of: $0) }
  }

  /// Publishes the checkpoint of the log as it stands.
  /// - Throws: Nothing, as long as the process is sane.
  /// - Complexity: As `root(ofSize:)`.
  @discardableResult
  public func publishCheckpoint() throws(StorageError) -> Checkpoint {
    precondition(isHeld, "Publishing needs the lock: call it inside exclusively.")
    let root = try root(ofSize: size)
    do throws(CheckpointError) {
      let checkpoint = try Checkpoint(origin: description.origin, size: size, root: root)
      if published.last?.checkpoint != checkpoint { published.append((checkpoint, nil)) }
      return checkpoint
    } catch {
      preconditionFailure("An origin of a description is one that a checkpoint holds.")
    }
  }

  /// The published checkpoints, the smallest first.
  public func checkpoints() throws(StorageError) -> [StoredCheckpoint] {
    published.map { checkpoint, signature in
      StoredCheckpoint(
        checkpoint: checkpoint, text: checkpoint.text,
        fileName: LedgerLayout.checkpointName(ofSize: checkpoint.size), signature: signature)
    }
  }

  /// Keeps a detached signature with a published checkpoint.
  /// - Throws: `StorageError`: `.noSuchCheckpoint`.
  public func keep(
    signature: [UInt8], ofCheckpointAt size: UInt64
  ) throws(StorageError) {
    guard let place = published.firstIndex(where: { $0.checkpoint.size == size }) else {
      throw StorageError(.noSuchCheckpoint(size: size), path: "memory", position: size)
    }
    published[place].signature = signature
  }

  /// Checks every line again, computes the root, and compares it with the checkpoints.
  /// - Throws: `StorageError`: a checkpoint that does not agree.
  /// - Complexity: O(n) in the bytes of the log.
  public func verify(
    against checkpoints: [Checkpoint], visiting visit: (RecordView) -> Void,
    _ progress: (UInt64) -> Void
  ) throws(StorageError) -> VerificationReport {
    var comparison = CheckpointComparison(origin: description.origin)
    for checkpoint in published.map(\.checkpoint) + checkpoints {
      try comparison.add(checkpoint, path: "memory")
    }
    var tree = TreeFrontier()
    comparison.compare(tree)
    try forEachRecord(in: 0..<size) { record in
      tree.append(leafHash(record.line))
      comparison.compare(tree)
      visit(record)
    }
    let confirmed = try comparison.finish(size: tree.size)
    progress(size)
    let first = size == 0 ? nil : try record(at: 0).recordedAtMicroseconds
    return VerificationReport(
      recordCount: size, batchCount: batchCount, byteCount: UInt64(bytes.count),
      segmentCount: size == 0 ? 0 : layout.number(of: size - 1) + 1,
      firstRecordedAtMicroseconds: first, lastRecordedAtMicroseconds: lastRecordedAtMicroseconds,
      root: tree.root, tail: .clean, publishedCheckpointCount: published.count,
      lastConfirmedCheckpoint: confirmed)
  }

  private func leaves(upTo size: UInt64) throws(StorageError) -> [Digest] {
    var leaves: [Digest] = []
    try forEachRecord(in: 0..<size) { leaves.append(leafHash($0.line)) }
    return leaves
  }
}

extension [Digest] {
  /// The hash of a subtree of the tree that has these leaves.
  fileprivate func hash(of subtree: Subtree) -> Digest {
    treeHash(self[Int(subtree.leaves.lowerBound)..<Int(subtree.leaves.upperBound)])
  }
}
