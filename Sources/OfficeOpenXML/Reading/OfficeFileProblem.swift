// Why a file cannot be read as a workbook: what is wrong and where in the file.

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
    /// It is a file of another kind.
    case foreign(ForeignFile)
    /// The container (ZIP) is damaged or of a kind that is not read.
    case container(ContainerFault)
    /// The file asks for more memory or time than a workbook needs.
    case beyondLimit(Limit)
    /// The compressed data of a part is damaged.
    case compressedDataDamaged
    /// A part is no XML as workbooks have it.
    case markup(MarkupFault)
    /// The parts do not make a workbook.
    case workbook(WorkbookFault)
  }

  /// Kinds of files that are recognised by their first bytes or parts.
  public enum ForeignFile: Hashable, Sendable, CaseIterable {
    /// No bytes at all.
    case empty
    /// A workbook of Excel 97–2003 (`.xls`), or another compound file (OLE2).
    case legacyWorkbook
    /// A workbook that asks for a password.
    case encryptedWorkbook
    /// A workbook in the binary form `.xlsb`.
    case binaryWorkbook
    /// An OpenDocument file, such as `.ods`.
    case openDocument
    /// A text document or a presentation.
    case otherOfficeDocument
    /// A PDF.
    case pdf
    /// A web page that calls itself a workbook, as some systems export.
    case webPage
    /// A ZIP container without a workbook in it.
    case otherContainer
    /// None of these.
    case unknown
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
    /// All parts together, after decompression.
    case totalSize
    /// How much a part grows by decompression.
    case compressionRatio
    /// How deep elements stand in each other.
    case markupDepth
    /// The length of a tag, a name, or a text.
    case markupLength
    /// How many different texts the workbook has.
    case textCount
    /// How long the texts of all cells of a sheet are together.
    case cellTextSize
    /// Rows and columns of a sheet.
    case sheetSize
  }

  /// What can be wrong with XML.
  public enum MarkupFault: Hashable, Sendable, CaseIterable {
    /// It ends inside something.
    case unexpectedEnd
    /// A tag is malformed.
    case tagMalformed
    /// An end tag closes another element than was open.
    case endTagDiffers
    /// An attribute stands twice, or has no value.
    case attributeMalformed
    /// A prefix that names no namespace.
    case prefixUnknown
    /// Text stands outside the root element, or there are two.
    case textOutsideRoot
    /// A document type, which could bring entities along.
    case documentType
    /// A reference to an entity other than the five of XML.
    case entityUnknown
    /// A reference to a character that XML does not have.
    case characterRefused
    /// An encoding other than UTF-8 and UTF-16.
    case encodingUnknown
    /// Bytes that are not in the encoding.
    case encodingBroken
  }

  /// What can be wrong with the parts of a workbook.
  public enum WorkbookFault: Hashable, Sendable, CaseIterable {
    /// A part that others refer to is missing.
    case partMissing
    /// The root element of a part is another than it must be.
    case rootDiffers
    /// A cell has an address that is none, or not one of its row.
    case addressRefused
    /// Rows or cells do not stand in order, or stand twice.
    case orderBroken
    /// A cell refers to a text that the workbook does not have.
    case textMissing
    /// A cell refers to a format that the workbook does not have.
    case formatMissing
    /// A cell is of a kind, or has a content, that there is not.
    case cellMalformed
  }
}
