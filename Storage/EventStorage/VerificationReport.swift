// What a full verification has read, checked and counted.

public import Merkle

/// The result of reading every byte of the log again.
///
/// It says what the log *is*. Whether that is what it *was*, only a checkpoint kept elsewhere says.
public struct VerificationReport: Hashable, Sendable {
  /// The complete records.
  public let recordCount: UInt64
  /// The complete batches.
  public let batchCount: UInt64
  /// The bytes of the complete records, newlines included.
  public let byteCount: UInt64
  /// The segment files that hold records.
  public let segmentCount: Int
  /// The time of the first record, microseconds since 1970 UTC; `nil` for an empty log.
  public let firstRecordedAtMicroseconds: Int64?
  /// The time of the last record, microseconds since 1970 UTC; `nil` for an empty log.
  public let lastRecordedAtMicroseconds: Int64?
  /// The Merkle root over all complete records.
  public let root: Digest
  /// The bytes after them.
  public let tail: TailReport
  /// The published checkpoints, all of which agree with the records.
  public let publishedCheckpointCount: Int
  /// The largest checkpoint that was compared and agrees, published or handed in; `nil` if none
  /// was. Cutting off whole batches behind it cannot be noticed.
  public let lastConfirmedCheckpoint: Checkpoint?
}
