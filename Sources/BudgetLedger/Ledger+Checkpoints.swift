// Checkpoints on their way out of the building, their signatures on the way in, and tiles.

public import EventStorage
public import Merkle

extension Ledger {
  /// The published checkpoints with their signatures, the smallest first.
  ///
  /// - Throws: ``LedgerError/storage(_:)``.
  public func checkpoints() throws(LedgerError) -> [StoredCheckpoint] {
    try reachingStore { () throws(StorageError) in try store.checkpoints() }
  }

  /// Publishes the checkpoint of the ledger as it stands; the file is durable when this returns.
  ///
  /// From then on the ledger refuses to be shorter than that, or another.
  ///
  /// - Throws: ``LedgerError/storage(_:)``.
  public func publishCheckpoint() throws(LedgerError) -> Checkpoint {
    try exclusively { () throws(LedgerError) in
      try reachingStore { () throws(StorageError) in try store.publishCheckpoint() }
    }
  }

  /// The published checkpoint whose file holds exactly `text`: what a detached signature of that
  /// text signs.
  ///
  /// - Parameter source: what to call the text in messages.
  /// - Throws: ``LedgerError/badCheckpoint(_:source:)``; ``LedgerError/storage(_:)`` with
  ///   `noSuchCheckpoint` and as ``proof(from:named:to:named:)``;
  ///   ``LedgerError/checkpointTextDiffers(source:)``.
  public func publishedCheckpoint(
    withText text: String, named source: String
  ) throws(LedgerError) -> StoredCheckpoint {
    let checkpoint: Checkpoint
    do throws(CheckpointError) {
      checkpoint = try Checkpoint(parsing: text)
    } catch {
      throw .badCheckpoint(error, source: source)
    }
    try refuse(notOurs: checkpoint, named: source)
    guard let found = try checkpoints().first(where: { $0.checkpoint.size == checkpoint.size })
    else {
      throw .storage(
        StorageError(
          .noSuchCheckpoint(size: checkpoint.size), path: source, position: checkpoint.size))
    }
    guard found.text == text else { throw .checkpointTextDiffers(source: source) }
    return found
  }

  /// Keeps a detached signature beside the published checkpoint of `size`, in place of an earlier
  /// one. It is not checked here.
  ///
  /// - Throws: ``LedgerError/storage(_:)``.
  public func keep(
    signature: [UInt8], ofCheckpointAt size: UInt64
  ) throws(LedgerError) {
    try reachingStore { () throws(StorageError) in
      try store.keep(signature: signature, ofCheckpointAt: size)
    }
  }

  /// Lays the log out in tiles (C2SP tlog-tiles) and hands out every file but the checkpoint.
  ///
  /// - Returns: The checkpoint of what was handed out.
  /// - Throws: What `emit` throws; a failure of the log in the same type.
  /// - Complexity: O(n) in the bytes of the log.
  public func tiles<Failure: StorageErrorCarrying>(
    emit: (LogTile) throws(Failure) -> Void
  ) throws(Failure) -> Checkpoint {
    var stream = TileStream()
    try store.forEachRecord(in: 0..<size) { (record) throws(Failure) in
      try stream.append(record.line, emit: emit)
    }
    try stream.finish(emit: emit)
    return checkpoint(size: stream.size, root: stream.root)
  }
}
