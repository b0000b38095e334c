// A tree head as text, in the form of the C2SP tlog-checkpoint: origin, size, root.

/// Why a text is not a checkpoint, or why a checkpoint cannot be written.
public enum CheckpointError: Error, Hashable, Sendable {
  /// The text is longer than a checkpoint may be.
  case tooLong(byteCount: Int, limit: Int)
  /// The text does not end with a line break.
  case missingFinalNewline
  /// The text has fewer than three lines.
  case missingLines(found: Int)
  /// The first line is empty.
  case emptyOrigin
  /// The origin contains a line break or another control character.
  case controlCharacterInOrigin
  /// The second line is not a decimal number below 2^64 without leading zeros.
  case malformedSize(String)
  /// The third line is not the base64 text of 32 bytes.
  case malformedRoot(String)
}

/// A statement of how large a log is and what its root is (C2SP tlog-checkpoint).
///
/// It is the one thing that has to leave the building: whoever keeps it can later prove that the
/// log was only appended to. It is plain text, so that any tool can sign it.
public struct Checkpoint: Hashable, Sendable {
  /// The name of the log, for example `juesuan.example.gov.cn/2018`.
  public let origin: String
  /// The number of records the tree covers.
  public let size: UInt64
  /// The root of the tree over the first `size` records.
  public let root: Digest

  /// The longest text that is parsed, in bytes.
  public static let textByteCountMax = 65_535

  /// A checkpoint of the log named `origin`.
  /// - Throws: `CheckpointError.emptyOrigin`, `.controlCharacterInOrigin`.
  public init(origin: String, size: UInt64, root: Digest) throws(CheckpointError) {
    guard !origin.isEmpty else { throw .emptyOrigin }
    guard !origin.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
      throw .controlCharacterInOrigin
    }
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The checkpoint read from its text.
  ///
  /// Lines after the third are extensions, which this version does not know and ignores, as the
  /// specification asks; so is a signature block after an empty line. The three lines themselves
  /// must be spelt exactly as `text` spells them.
  /// - Throws: `CheckpointError`, every case.
  /// - Complexity: O(n).
  public init(parsing text: String) throws(CheckpointError) {
    guard text.utf8.count <= Checkpoint.textByteCountMax else {
      throw .tooLong(byteCount: text.utf8.count, limit: Checkpoint.textByteCountMax)
    }
    guard text.utf8.last == UInt8(ascii: "\n") else { throw .missingFinalNewline }
    // Over bytes: Swift takes a carriage return and a line feed for one character.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast().prefix(3).map { String(decoding: $0, as: UTF8.self) }
    guard lines.count == 3 else { throw .missingLines(found: lines.count) }
    guard let size = UInt64(lines[1]), String(size) == lines[1] else {
      throw .malformedSize(lines[1])
    }
    guard let bytes = Base64.decode(lines[2]), let root = Digest(bytes: bytes) else {
      throw .malformedRoot(lines[2])
    }
    try self.init(origin: lines[0], size: size, root: root)
  }

  /// The three lines: origin, size in decimal, root in base64, each with a line feed.
  public var text: String {
    "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n"
  }
}
