// What a log can show of itself: roots, proofs, published checkpoints, a full verification.

public import Merkle

/// The side of a log that an auditor asks: what it adds up to, and that it was never rewritten.
///
/// Every `EventStore` has it.
public protocol LogProving: AnyObject {
  /// The Merkle root (RFC 9162) over the first `size` records.
  ///
  /// The lines are read back from the log, not remembered from when they were appended: a root that
  /// is published must cover what is stored. What was hashed once is not hashed again.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`.
  /// - Complexity: O(n) in the records since the last root; at most a segment for an earlier size.
  func root(ofSize size: UInt64) throws(StorageError) -> Digest

  /// The proof that the record at `position` is in the tree over the first `size` records.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`, `.logRewritten`.
  /// - Complexity: As `root(ofSize:)`; two segments at most for an earlier size.
  func inclusionProof(
    of position: UInt64, inTreeOf size: UInt64
  ) throws(StorageError) -> InclusionProof

  /// The proofs that the records at `positions`, which ascend, are in the tree over the first
  /// `size` records, in order.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`, `.logRewritten`.
  /// - Complexity: As one proof for each; neighbours may share what is hashed for them.
  func inclusionProofs(
    of positions: ArraySlice<UInt64>, inTreeOf size: UInt64
  ) throws(StorageError) -> [InclusionProof]

  /// The proof that the tree over the first `newSize` records begins with that over `oldSize`.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`, `.logRewritten`.
  /// - Complexity: As `root(ofSize:)`; two segments at most for an earlier size.
  func consistencyProof(
    from oldSize: UInt64, to newSize: UInt64
  ) throws(StorageError) -> ConsistencyProof

  /// Publishes the checkpoint of the log as it stands; durable when this returns. Only inside
  /// `exclusively`, so that it covers nothing that could still vanish.
  ///
  /// Publishing the same size again changes nothing. What was published once binds the log for
  /// good: it is compared with the last checkpoint before, and by every `verify`.
  /// - Throws: `StorageError`: damage, `.checkpointContradicted`, failed system calls.
  /// - Complexity: As `root(ofSize:)`.
  @discardableResult
  func publishCheckpoint() throws(StorageError) -> Checkpoint

  /// The published checkpoints, the smallest first.
  /// - Throws: `StorageError`: `.malformedCheckpoint`, `.misnamedCheckpoint`, failed system calls.
  /// - Complexity: O(n) in the checkpoints.
  func checkpoints() throws(StorageError) -> [StoredCheckpoint]

  /// Keeps a detached signature beside the published checkpoint of `size`; durable when this
  /// returns. It is not checked here: that is done by the tool that made it.
  /// - Throws: `StorageError`: `.noSuchCheckpoint`, failed system calls.
  func keep(signature: [UInt8], ofCheckpointAt size: UInt64) throws(StorageError)

  /// Reads and checks every byte of the log again, computes the root from it, and compares it with
  /// every published checkpoint and with each of `checkpoints`, which came another way.
  ///
  /// `visit` is handed every record as it was checked, so that its meaning can be checked in the
  /// same pass; it must not use the store. `progress` is told from time to time how many records
  /// have been read.
  /// - Throws: `StorageError`: the first damage found; `.checkpointContradicted`,
  ///   `.checkpointBeyondLog`, `.foreignCheckpoint`.
  /// - Complexity: O(n) in the bytes of the log.
  func verify(
    against checkpoints: [Checkpoint], visiting visit: (RecordView) -> Void,
    _ progress: (UInt64) -> Void
  ) throws(StorageError) -> VerificationReport

  /// Reads and checks every byte of the log again as the other method does, while `fold` takes the
  /// records in, if it can by several threads.
  /// - Throws: `StorageError`, as the other method.
  /// - Complexity: O(n) in the bytes of the log.
  func verify(
    against checkpoints: [Checkpoint], into fold: inout some LogFold, _ progress: (UInt64) -> Void
  ) throws(StorageError) -> VerificationReport
}

extension LogProving {
  /// The proofs that the records at `positions` are in the tree, each made alone.
  /// - Throws: `StorageError`: damage, `.noSuchPosition`, `.logRewritten`.
  /// - Complexity: As one proof for each.
  public func inclusionProofs(
    of positions: ArraySlice<UInt64>, inTreeOf size: UInt64
  ) throws(StorageError) -> [InclusionProof] {
    var proofs: [InclusionProof] = []
    for position in positions { proofs.append(try inclusionProof(of: position, inTreeOf: size)) }
    return proofs
  }

  /// Reads and checks every byte of the log again, handing `fold` one record after the other.
  /// - Throws: `StorageError`: the first damage found.
  public func verify(
    against checkpoints: [Checkpoint], into fold: inout some LogFold, _ progress: (UInt64) -> Void
  ) throws(StorageError) -> VerificationReport {
    try verify(against: checkpoints, visiting: { fold.take($0) }, progress)
  }

  /// Reads and checks every byte of the log again, against the published checkpoints.
  /// - Throws: `StorageError`: the first damage found.
  /// - Complexity: O(n) in the bytes of the log.
  public func verify(
    against checkpoints: [Checkpoint] = []
  ) throws(StorageError) -> VerificationReport {
    try verify(against: checkpoints, visiting: { _ in }, { _ in })
  }

  /// Reads and checks every byte of the log again, against the published checkpoints.
  /// - Throws: `StorageError`: the first damage found.
  /// - Complexity: O(n) in the bytes of the log.
  public func verify(_ progress: (UInt64) -> Void) throws(StorageError) -> VerificationReport {
    try verify(against: [], visiting: { _ in }, progress)
  }
}
