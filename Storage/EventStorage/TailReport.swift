// What lies after the last complete batch, and what was done about it.

/// The bytes after the last complete batch: none, or the traces of a write that was interrupted.
///
/// Such a tail was provably never acknowledged. Readers ignore it; the next writer sets it aside.
public struct TailReport: Hashable, Sendable {
  /// How the tail proves that it was never acknowledged.
  public enum Reason: Hashable, Sendable {
    /// The last line has no newline.
    case unterminatedLine
    /// All lines are valid, but the last batch lacks records.
    case incompleteBatch
    /// The bytes contain blocks of zeros: the file had grown, its blocks were not written.
    case unwrittenBlocks
  }

  /// A run of ignored bytes in one segment.
  public struct Part: Hashable, Sendable {
    /// The position that the first ignored byte would have belonged to.
    public let position: UInt64
    /// The segment's file name in the `log` directory.
    public let fileName: String
    /// Where the ignored bytes begin.
    public let offset: UInt64
    /// How many they are.
    public let length: UInt64
  }

  /// Why the bytes are ignored; `nil` if there are none.
  public let reason: Reason?
  /// The ignored bytes, in the order of the log: one part, or one for each segment of the batch.
  public let parts: [Part]

  /// Whether the log ends with a complete batch.
  public var isClean: Bool { parts.isEmpty }

  /// The report of a log that ends with a complete batch.
  public static let clean = TailReport(reason: nil, parts: [])
}

/// A torn tail that a writer has moved out of the log.
public struct SetAsideTail: Hashable, Sendable {
  /// The file in `set-aside` that keeps the bytes.
  public let fileName: String
  /// Where they had been in the log.
  public let part: TailReport.Part
  /// Why they were set aside.
  public let reason: TailReport.Reason
}
