// Why a file cannot be read: what is wrong and where in the file.

/// Why a file that came from somebody cannot be read. Whoever shows it puts it into words.
public struct OfficeFileProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public let fault: Fault
  /// The part of the file, such as `xl/workbook.xml`; `nil` where the file as a whole is meant.
  public let part: String?
  /// The byte of the file, or of the part after decompression, as far as it is known.
  public let offset: Int?

  /// A problem made of its parts.
  public init(_ fault: Fault, part: String? = nil, offset: Int? = nil) {
    self.fault = fault
    self.part = part
    self.offset = offset
  }

  /// What can be wrong.
  public enum Fault: Hashable, Sendable {
    /// The container (ZIP) is damaged or of a kind that is not read.
    case container(ContainerFault)
    /// The file asks for more memory or time than a workbook needs.
    case beyondLimit(Limit)
    /// The compressed data of a part is damaged.
    case compressedDataDamaged
  }

  /// What can be wrong with the container.
  public enum ContainerFault: Hashable, Sendable, CaseIterable {
    /// The end of the container is missing: the file is cut off, or never was one.
    case endMissing
    /// Bytes follow the end of the container.
    case trailingBytes
    /// It is spread over several files.
    case severalDisks
    /// Its directory contradicts itself.
    case directoryDamaged
    /// An entry lies outside the file.
    case entryOutOfBounds
    /// Two entries share bytes.
    case entriesOverlap
    /// Two entries have the same name.
    case nameRepeated
    /// A name leads out of the container, or is none.
    case nameRefused
    /// An entry is encrypted.
    case entryEncrypted
    /// An entry is compressed by a method other than DEFLATE.
    case methodUnknown
    /// An entry says something else about itself than the directory does.
    case entryDiffers
    /// An entry is longer or shorter than it says.
    case lengthDiffers
    /// The check of an entry does not fit its bytes.
    case checkDiffers
  }

  /// What is bounded.
  public enum Limit: Hashable, Sendable, CaseIterable {
    /// The file as it stands.
    case fileSize
    /// How many entries the container has.
    case entryCount
    /// One part after decompression.
    case partSize
    /// How much a part grows by decompression.
    case compressionRatio
  }
}
