// Recognises files that are no workbook of this kind, to say what they are instead.

/// Kinds of files by their first bytes.
enum ForeignFormat {
  case container
  case compound
  case pdf
  case webPage
  case unknown

  /// The kind of file that begins as `bytes` do.
  static func beginning(_ bytes: [UInt8]) -> ForeignFormat {
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
      return .container
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compound }
    if bytes.starts(with: "%PDF-".utf8) { return .pdf }
    let start = bytes.prefix(512).drop { $0 <= 0x20 || $0 >= 0x80 }
    let words = String(decoding: start, as: UTF8.self).lowercased()
    let isPage = ["<html", "<!doctype html", "<table", "<meta"].contains { words.hasPrefix($0) }
    return isPage ? .webPage : .unknown
  }

  /// What the file is where it cannot be a workbook of this kind; `nil` where it may be one.
  static func foreign(_ bytes: [UInt8]) -> OfficeFileProblem.ForeignFile? {
    switch beginning(bytes) {
    case .container: nil
    case .compound: isEncryptedPackage(bytes) ? .encryptedWorkbook : .legacyWorkbook
    case .pdf: .pdf
    case .webPage: .webPage
    case .unknown: bytes.isEmpty ? .empty : .unknown
    }
  }

  /// What a container holds where that is no workbook of this kind; `nil` where it may be one.
  static func foreign(_ container: Container) -> OfficeFileProblem.ForeignFile? {
    if container.has("xl/workbook.bin") { return .binaryWorkbook }
    if container.has("word/document.xml") || container.has("ppt/presentation.xml") {
      return .otherOfficeDocument
    }
    if container.has("mimetype"), container.has("content.xml") { return .openDocument }
    return container.has("[Content_Types].xml") || container.has("xl/workbook.xml")
      ? nil : .otherContainer
  }

  /// Whether a compound file (MS-CFB) has a stream `EncryptedPackage`, as workbooks with a password
  /// have (MS-OFFCRYPTO 2.3.1). Names of streams stand in it in UTF-16.
  private static func isEncryptedPackage(_ bytes: [UInt8]) -> Bool {
    var name: [UInt8] = []
    for byte in "EncryptedPackage".utf8 { name += [byte, 0] }
    // Directory entries are 128 bytes long and begin at multiples of that.
    return stride(from: 0, to: bytes.count - name.count, by: 128).contains { place in
      bytes[place..<(place + name.count)].elementsEqual(name)
    }
  }
}
