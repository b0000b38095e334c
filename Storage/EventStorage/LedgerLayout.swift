// Names and limits of a ledger directory, each in one place (see Storage/FORMAT.md).

/// Where things are in a ledger directory, and how large they may be.
enum LedgerLayout {
  /// Records in a full segment: a perfect subtree of the Merkle tree, 2^16 leaves.
  static let segmentRecordCount = 65_536
  /// The longest line, newline included. A leaf must fit the 16-bit length of a tlog entry bundle
  /// (C2SP tlog-tiles), and a segment must fit 32-bit offsets: 65,535 * 65,536 < 2^32.
  static let lineByteCountMax = 65_535
  /// The longest `ledger.json`.
  static let descriptionByteCountMax = 65_535

  static let descriptionName = "ledger.json"
  static let unfinishedDescriptionName = ".ledger.json.unfinished"
  static let logName = "log"
  static let setAsideName = "set-aside"
  /// The directory of attached documents.
  static let documentsName = "documents"
  /// The directory of published checkpoints.
  static let checkpointsName = "checkpoints"
  static let segmentSuffix = ".jsonl"
  static let checkpointSuffix = ".checkpoint"
  /// What `ssh-keygen -Y sign` adds to the name of the file it signs.
  static let signatureSuffix = ".sig"
  /// The longest detached signature.
  static let signatureByteCountMax = 65_535

  /// The file name of the segment that begins with `position`.
  static func segmentName(startingAt position: UInt64) -> String {
    twentyDigits(position) + segmentSuffix
  }

  /// The file name of the checkpoint of `size` records.
  static func checkpointName(ofSize size: UInt64) -> String {
    twentyDigits(size) + checkpointSuffix
  }

  /// The size that a checkpoint's file name stands for; `nil` if no checkpoint is called so.
  static func checkpointSize(named name: String) -> UInt64? {
    guard name.hasSuffix(checkpointSuffix) else { return nil }
    let size = UInt64(name.dropLast(checkpointSuffix.count))
    return size.flatMap { checkpointName(ofSize: $0) == name ? $0 : nil }
  }

  /// The name of the `attempt`-th set-aside tail whose first byte belongs to `position`.
  static func setAsideFileName(_ position: UInt64, attempt: Int) -> String {
    "\(twentyDigits(position))-\(attempt)\(segmentSuffix)"
  }

  private static func twentyDigits(_ value: UInt64) -> String {
    let digits = String(value)
    return String(repeating: "0", count: 20 - digits.count) + digits
  }
}

/// The division of the log into segments, which are numbered from 0.
struct SegmentLayout: Equatable {
  /// Records in a full segment. The format says 65,536; tests of segment boundaries take fewer.
  var recordCount = LedgerLayout.segmentRecordCount
  /// What a commit fills up with newlines, so that the next begins on a sector that holds nothing
  /// acknowledged; 1 where commits follow each other without a gap.
  var sectorByteCount = 1

  /// How many newlines follow the last line of a commit in a segment, if that line ends at `end`.
  func paddingByteCount(after end: UInt64) -> Int {
    let surplus = Int(end % UInt64(sectorByteCount))
    return surplus == 0 ? 0 : sectorByteCount - surplus
  }

  /// The first position of a segment.
  func start(of number: Int) -> UInt64 {
    UInt64(number) * UInt64(recordCount)
  }

  /// The number of the segment that holds `position`.
  func number(of position: UInt64) -> Int {
    Int(position / UInt64(recordCount))
  }

  /// How many records precede `position` in its segment.
  func place(of position: UInt64) -> Int {
    Int(position % UInt64(recordCount))
  }

  /// A segment's file name.
  func name(of number: Int) -> String {
    LedgerLayout.segmentName(startingAt: start(of: number))
  }

  /// The number of the segment with this file name; `nil` if no segment is called so.
  func number(named name: String) -> Int? {
    guard name.hasSuffix(LedgerLayout.segmentSuffix) else { return nil }
    let digits = name.dropLast(LedgerLayout.segmentSuffix.count)
    guard let position = UInt64(digits), place(of: position) == 0 else { return nil }
    // Back and forth: only one spelling is a segment's name.
    return LedgerLayout.segmentName(startingAt: position) == name ? number(of: position) : nil
  }
}
