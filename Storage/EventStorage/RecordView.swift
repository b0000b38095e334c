// One record as it is handed out: borrowed bytes while scanning, owned bytes by position.

/// A record during a scan: its envelope, and its bytes where the scan read them.
///
/// The two pointers are valid only until the closure that was handed the view returns; a caller who
/// wants to keep bytes copies them. For a record to keep, see `StoredRecord`.
public struct RecordView {
  /// The record's place in the log, from 0 without gaps.
  public let position: UInt64
  /// When the record was appended: microseconds since 1970, UTC. Never less than the record before.
  public let recordedAtMicroseconds: Int64
  /// The record's place in its batch, from 1.
  public let batchIndex: UInt32
  /// The number of records in its batch.
  public let batchSize: UInt32
  /// The whole line without its newline: what the Merkle leaf hashes.
  public let line: UnsafeRawBufferPointer
  /// The bytes the caller appended, within `line`.
  public let body: UnsafeRawBufferPointer
  /// Where the line begins in its segment file, in bytes.
  public let byteOffset: UInt64
  /// The first position of its segment.
  public let segmentStart: UInt64

  /// The name of the segment file in the ledger's `log` directory.
  public var fileName: String {
    LedgerLayout.segmentName(startingAt: segmentStart)
  }
}

/// A record with bytes of its own, as random access returns it.
public struct StoredRecord: Hashable, Sendable {
  /// The record's place in the log, from 0 without gaps.
  public let position: UInt64
  /// When the record was appended: microseconds since 1970, UTC.
  public let recordedAtMicroseconds: Int64
  /// The record's place in its batch, from 1.
  public let batchIndex: UInt32
  /// The number of records in its batch.
  public let batchSize: UInt32
  /// The whole line without its newline: what the Merkle leaf hashes.
  public let line: [UInt8]
  /// Where the bytes the caller appended are in `line`.
  public let bodyRange: Range<Int>
  /// Where the line begins in its segment file, in bytes.
  public let byteOffset: UInt64
  /// The first position of its segment.
  public let segmentStart: UInt64

  /// The bytes the caller appended.
  public var body: [UInt8] {
    Array(line[bodyRange])
  }

  /// The name of the segment file in the ledger's `log` directory.
  public var fileName: String {
    LedgerLayout.segmentName(startingAt: segmentStart)
  }

  /// A copy of what `view` borrows.
  /// - Complexity: O(n).
  public init(_ view: RecordView) {
    position = view.position
    recordedAtMicroseconds = view.recordedAtMicroseconds
    batchIndex = view.batchIndex
    batchSize = view.batchSize
    line = Array(view.line)
    let start =
      view.body.baseAddress.map { body in view.line.baseAddress.map { body - $0 } ?? 0 } ?? 0
    bodyRange = start..<(start + view.body.count)
    byteOffset = view.byteOffset
    segmentStart = view.segmentStart
  }
}
