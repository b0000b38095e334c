// Reading everything again from its first byte, trusting nothing that is remembered.

public import Merkle

extension FileEventStore {
  /// Reads every file from its first byte, and trusts nothing this store remembers.
  ///
  /// Every published checkpoint, and each of `checkpoints`, must agree with the records.
  /// - Throws: `StorageError`: the first damage found; `.logShrank` if known records are gone;
  ///   `.checkpointContradicted`, `.checkpointBeyondLog`, `.foreignCheckpoint`.
  /// - Complexity: O(n) in the bytes of the log.
  public func verify(
    against checkpoints: [Checkpoint], visiting visit: (RecordView) -> Void,
    _ progress: (UInt64) -> Void
  ) throws(StorageError) -> VerificationReport {
    var published = 0
    let comparison = try comparison(with: checkpoints, &published)
    return try verifyByLines(
      from: LogState(directory.layout), TreeCache(directory.layout), comparison,
      publishedCount: published, visiting: visit, progress)
  }

  /// Reads every file from its first byte as the other method does, while `fold` takes the records
  /// in; a long log is read by several threads.
  /// - Throws: `StorageError`, as the other method.
  /// - Complexity: O(n) in the bytes of the log.
  public func verify<Fold: LogFold>(
    against checkpoints: [Checkpoint], into fold: inout Fold, _ progress: (UInt64) -> Void
  ) throws(StorageError) -> VerificationReport {
    var published = 0
    var comparison = try comparison(with: checkpoints, &published)
    let tree = TreeCache(directory.layout)
    comparison.compare(size: 0, root: tree.root)
    var scan = PieceScan<Fold>(
      directory, from: LogState(directory.layout), tree, comparing: comparison)
    scan.run(into: &fold, progress)
    return try verifyByLines(
      from: scan.state, scan.tree, scan.comparison, publishedCount: published,
      visiting: { fold.take($0) }, progress)
  }

  /// The checkpoints that the log is to be compared with.
  private func comparison(
    with checkpoints: [Checkpoint], _ publishedCount: inout Int
  ) throws(StorageError) -> CheckpointComparison {
    guard try directory.readDescription() == descriptionBytes else {
      throw StorageError(.descriptionChanged, path: directory.descriptionPath)
    }
    var comparison = CheckpointComparison(origin: description.origin)
    let published = try self.checkpoints()
    publishedCount = published.count
    for stored in published {
      try comparison.add(stored.checkpoint, path: directory.checkpointPath(stored.checkpoint.size))
    }
    for checkpoint in checkpoints {
      try comparison.add(checkpoint, path: directory.path)
    }
    return comparison
  }

  private func verifyByLines(
    from start: LogState, _ startTree: TreeCache, _ started: CheckpointComparison,
    publishedCount: Int, visiting visit: (RecordView) -> Void, _ progress: (UInt64) -> Void
  ) throws(StorageError) -> VerificationReport {
    var (found, tree, comparison) = (start, startTree, started)
    var leaves = LeafBatch()
    comparison.compare(size: tree.size, root: tree.root)
    try accusingTwice { () throws(StorageError) in
      var scan = LogScan(directory, from: found)
      defer { found = scan.state }
      try scan.run(segmentCount: directory.countSegments()) { record in
        tree.append(record.line, by: &leaves)
        visit(record)
        let seen = record.position + 1
        if seen == comparison.nextSize {
          tree.append(&leaves)
          comparison.compare(size: seen, root: tree.root)
        }
        if seen % UInt64(LedgerLayout.segmentRecordCount) == 0 { progress(seen) }
      }
    }
    tree.append(&leaves)
    try refuseLoss(comparedWith: found)
    let confirmed = try comparison.finish(size: tree.size)
    progress(tree.size)
    return VerificationReport(
      recordCount: found.size, batchCount: found.batchCount,
      byteCount: found.segments.reduce(0) { $0 + $1.completeByteCount },
      segmentCount: found.segments.count,
      firstRecordedAtMicroseconds: found.firstRecordedAtMicroseconds,
      lastRecordedAtMicroseconds: found.lastRecordedAtMicroseconds, root: tree.root,
      tail: found.tail, publishedCheckpointCount: publishedCount,
      lastConfirmedCheckpoint: confirmed)
  }
}
