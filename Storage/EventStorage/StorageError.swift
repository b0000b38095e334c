// Every way in which the log can fail, as a value that names the place and the figures.

import Glibc
public import Merkle

/// What is wrong with a record that was completely written.
///
/// Damage is never repaired: it is reported, and the log is refused from there on. Compare
/// `TailReport.Reason`, the traces of a write that was never acknowledged.
public enum Damage: Error, Hashable, Sendable {
  /// The line's checksum is not the one stored at its end.
  case crcMismatch(stored: UInt32, computed: UInt32)
  /// The line does not have the frame of `Storage/FORMAT.md`; the part that is wrong is named.
  case malformedFrame(FramePart)
  /// The line carries another position than its place in the log.
  case positionOutOfOrder(expected: UInt64, found: UInt64)
  /// The line's place in its batch does not follow the line before it.
  case batchOutOfOrder(expectedIndex: UInt32, foundIndex: UInt32, foundSize: UInt32)
  /// The records of one batch carry different times.
  case batchTimesDiffer
  /// The line was recorded before the line in front of it. Microseconds since 1970, UTC.
  case timeWentBackwards(from: Int64, to: Int64)
  /// More bytes without a newline than a record may have.
  case recordTooLong(limit: Int)
  /// The line contains a byte below 0x20.
  case controlByte
  /// Zero bytes that no interrupted write can explain.
  case zeroBytes
  /// A whole record whose newline has become another byte.
  case newlineLost
  /// What fills the sector behind a commit is not newlines up to its end.
  case paddingBroken
  /// More than 65,536 records in one segment.
  case segmentOverfull

  /// A part of a record's frame, in the order in which the parts are written.
  public enum FramePart: String, Hashable, Sendable {
    case position
    case recordedAt = "recorded_at"
    case batch
    case body
    case crc
  }
}

/// A failure of the log, of its directory or of the disk below it.
///
/// `code` says what happened and is what programs look at; the other fields say where. The wording
/// for people is made elsewhere from these fields; `reason` is a plain English sentence for logs.
public struct StorageError: Error, Hashable, Sendable {
  /// What happened, one case per kind.
  public enum Code: Hashable, Sendable {
    /// A system call failed; `systemCall`, `errno` and `path` say which.
    case systemCallFailed
    /// No room on the disk, or the quota is used up. Nothing acknowledged is lost.
    case diskFull
    /// Another writer held the ledger for all of the time the caller was ready to wait.
    case busy(waited: Duration)
    /// An earlier write or sync of this store failed, or reading failed in the middle of a batch
    /// that was handed out already; it goes on no more. Open the ledger anew.
    case poisoned
    /// A ledger cannot be created in a directory that already contains something.
    case directoryNotEmpty
    /// The directory has no `ledger.json` or no `log`: it is not a ledger.
    case notALedger
    /// `ledger.json` is not one line of the form that `Storage/FORMAT.md` prescribes.
    case malformedDescription(LedgerDescription.Fault)
    /// `ledger.json` names a format that this version does not know.
    case unsupportedFormat(found: UInt64)
    /// `ledger.json` is not the same as when the ledger was opened.
    case descriptionChanged
    /// A `.jsonl` file in `log` whose name is not that of a segment.
    case misnamedSegment
    /// The segment at `path` is missing although later ones exist.
    case segmentMissing
    /// A segment that is not the last has fewer than 65,536 records.
    case segmentTooShort(records: Int)
    /// A complete record is damaged.
    case damagedRecord(Damage)
    /// A segment is shorter than what was already read from it.
    case logShrank(known: UInt64, found: UInt64)
    /// The file grew while this store held the lock: somebody writes without taking it.
    case unlockedWriter(known: UInt64, found: UInt64)
    /// What this store has read before is no longer what stands there: a batch that failed was
    /// taken back after it had been read, or a hand was at work. Opening the ledger anew
    /// tells which.
    case logRewritten
    /// The file of a published checkpoint does not hold a checkpoint.
    case malformedCheckpoint(CheckpointError)
    /// A `.checkpoint` file whose name is not the size of the checkpoint in it.
    case misnamedCheckpoint
    /// A checkpoint of another log: its origin is not this log's.
    case foreignCheckpoint(origin: String)
    /// A checkpoint covers more records than the log has: the newest were cut off, or this is an
    /// old copy.
    case checkpointBeyondLog(checkpointSize: UInt64, logSize: UInt64)
    /// The first `size` records do not have the root that was published: one of them was changed,
    /// removed or inserted. `position` is the first that can be: every smaller checkpoint agrees.
    case checkpointContradicted(size: UInt64, published: Digest, found: Digest)
    /// No checkpoint of this size has been published.
    case noSuchCheckpoint(size: UInt64)
    /// The log has no such position, or no such tree size.
    case noSuchPosition(requested: UInt64, size: UInt64)
    /// A record to be appended has no bytes. `index` counts from 0 in the batch.
    case recordEmpty(index: Int)
    /// A record to be appended would need a longer line than allowed, newline included.
    case recordTooLong(index: Int, length: Int, limit: Int)
    /// A record to be appended contains a byte below 0x20 at `at`.
    case recordHasControlByte(index: Int, at: Int)
    /// The time to be recorded is before 1970 or after 9999.
    case timeOutOfRange(microseconds: Int64)
  }

  /// What happened.
  public let code: Code
  /// The file or directory concerned, as the caller named the ledger.
  public let path: String
  /// The log position concerned.
  public let position: UInt64?
  /// The place in the file, in bytes from its start.
  public let offset: UInt64?
  /// The system call that failed, for example `fdatasync`.
  public let systemCall: String?
  /// The error number that the system call left.
  public let errno: Int32?

  /// A failure at `path`; the other fields as far as they are known.
  public init(
    _ code: Code, path: String, position: UInt64? = nil, offset: UInt64? = nil,
    systemCall: String? = nil, errno: Int32? = nil
  ) {
    self.code = code
    self.path = path
    self.position = position
    self.offset = offset
    self.systemCall = systemCall
    self.errno = errno
  }

  /// A system call that failed; a full disk is told apart.
  package init(_ error: SystemCallError) {
    let isFull = error.errno == ENOSPC || error.errno == EDQUOT
    self.init(
      isFull ? .diskFull : .systemCallFailed, path: error.path, systemCall: error.call,
      errno: error.errno)
  }
}

/// An error type that has room for a failure of the log.
///
/// A closure that runs inside the store throws its caller's own errors; conforming to this protocol
/// lets the store's failures travel in the same type.
public protocol StorageErrorCarrying: Error {
  /// The failure of the log as a value of this type.
  init(storage: StorageError)
}

extension StorageError: StorageErrorCarrying {
  /// The failure itself.
  public init(storage: StorageError) {
    self = storage
  }
}
