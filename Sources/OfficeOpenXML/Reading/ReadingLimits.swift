// What a workbook may ask for: sizes beyond which a file is refused before memory is taken.

/// The limits within which a file from somebody is read. The defaults are far above what books of a
/// budget unit need and far below what a program should be made to do by a stranger.
public struct ReadingLimits: Hashable, Sendable {
  /// The file as it stands, in bytes.
  public var fileByteCount = 256 << 20
  /// Entries of the container.
  public var entryCount = 10_000
  /// One part after decompression, in bytes; a sheet of a million full rows stays below.
  public var partByteCount = 1 << 30
  /// All parts together, after decompression, in bytes, as the directory states them.
  public var totalByteCount = 2 << 30
  /// How many times longer than its compressed data a part may be, beyond ``ratioFreeByteCount``.
  /// Sheets reach about sixty; DEFLATE can do a thousand.
  public var compressionRatio = 250
  /// What a part may be long without its ratio being looked at.
  public var ratioFreeByteCount = 1 << 20
  /// Elements inside each other.
  public var markupDepth = 64
  /// A tag or a text, in bytes. A cell of a spreadsheet holds 32,767 characters.
  public var markupByteCount = 1 << 18
  /// Different texts of the workbook, and their bytes.
  public var textCount = 4_000_000
  /// The bytes of all different texts of the workbook together.
  public var textByteCount = 256 << 20
  /// The bytes of the texts in all cells of a sheet together: many cells may show the same text.
  public var cellTextByteCount = 512 << 20

  /// The default limits.
  public init() {}
}
