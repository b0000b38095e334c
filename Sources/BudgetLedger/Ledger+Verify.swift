// Proof of what stands in the log: the checkpoint, and the reading of every byte again.

public import EventStorage
public import Merkle
import Projections

/// What was checked, and what the log adds up to.
public struct LedgerVerification: Sendable {
  /// What the engine checked: bytes, frames, checksums, order, batches, times, tree.
  public let log: VerificationReport
  /// How many records were read as events and folded from nothing.
  public let eventCount: UInt64
  /// How many attached documents were read and compared with their digests.
  public let documentCount: Int
  /// The checkpoint of the log as verified.
  public let checkpoint: Checkpoint
}

extension Ledger {
  /// The Merkle root over the first `size` records.
  ///
  /// - Throws: ``LedgerError/storage(_:)``, ``LedgerError/unknownPosition(_:size:)``.
  public func root(ofSize wanted: UInt64) throws(LedgerError) -> Digest {
    guard wanted <= size else { throw .unknownPosition(wanted, size: size) }
    return try reachingStore { () throws(StorageError) in try store.root(ofSize: wanted) }
  }

  /// The checkpoint of the ledger as it stands: origin, size and root (C2SP tlog-checkpoint).
  ///
  /// - Throws: ``LedgerError/storage(_:)``.
  public func checkpoint() throws(LedgerError) -> Checkpoint {
    try checkpoint(ofSize: size)
  }

  /// The checkpoint of the first `size` records.
  ///
  /// - Throws: as ``root(ofSize:)``.
  public func checkpoint(ofSize size: UInt64) throws(LedgerError) -> Checkpoint {
    checkpoint(size: size, root: try root(ofSize: size))
  }

  /// Reads every byte again, checks it, compares it with every published checkpoint, and folds
  /// every event from nothing. The index is compared with that, too, and made again where it
  /// differs.
  ///
  /// - Parameters:
  ///   - checkpoints: checkpoints that came another way, to be compared as well.
  ///   - progress: told how many records have been checked.
  /// - Throws: the first thing that is wrong, as ``LedgerError``.
  /// - Complexity: O(n) in the bytes of the log.
  public func verify(
    against checkpoints: [Checkpoint] = [], progress: (UInt64) -> Void = { _ in }
  ) throws(LedgerError) -> LedgerVerification {
    var fresh = LedgerFold()
    let report = try reachingStore { () throws(StorageError) in
      try store.verify(against: checkpoints, into: &fresh, progress)
    }
    if let failure = fresh.failure { throw failure }
    try refresh()
    replaceIndex(unlessItIsThatOf: fresh)
    return LedgerVerification(
      log: report, eventCount: fresh.columns.endPosition,
      documentCount: try verifyDocuments(),
      checkpoint: checkpoint(size: report.recordCount, root: report.root))
  }

  func checkpoint(size: UInt64, root: Digest) -> Checkpoint {
    do {
      return try Checkpoint(origin: store.description.origin, size: size, root: root)
    } catch {
      preconditionFailure("an origin that ledger.json holds is one that a checkpoint holds")
    }
  }
}
