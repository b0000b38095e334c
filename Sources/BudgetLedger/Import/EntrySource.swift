// The text of an import: at hand, or in a file that is read piece by piece.

import BudgetDomain
package import EventStorage

/// Where the rows of an import come from.
public struct EntrySource {
  enum Place {
    case bytes([UInt8])
    case file(path: String, any FileSystem)
  }

  let place: Place
  /// What messages call it.
  public let name: String

  /// Text that is at hand.
  public init(_ text: [UInt8], named name: String) {
    place = .bytes(text)
    self.name = name
  }

  /// The text of the regular file at `path`, which need not fit into memory.
  public init(fileAt path: String) {
    self.init(fileAt: path, on: POSIXFileSystem())
  }

  /// The text of a file on another file system.
  package init(fileAt path: String, on fileSystem: any FileSystem) {
    place = .file(path: path, fileSystem)
    name = path
  }

  /// The longest text that is taken into memory whole.
  static let wholeByteCountMax = 1 << 30

  /// The whole text.
  ///
  /// - Throws: ``LedgerError/storage(_:)``: the file cannot be read;
  ///   ``LedgerError/badInput(source:_:)``: it is longer than `limit` bytes.
  func bytes(atMost limit: Int = wholeByteCountMax) throws(LedgerError) -> [UInt8] {
    guard case .file = place else {
      if case .bytes(let bytes) = place { return bytes }
      return []
    }
    let open = try OpenText(self)
    var text: [UInt8] = []
    // To where the file ends now, which may be behind the length that it was said to have.
    var step = open.byteCount + 1
    repeat {
      guard max(open.byteCount, text.count) <= limit else {
        throw .badInput(source: name, [.tooLarge(limit)])
      }
      guard try text.append(from: open, atMost: step) == step else { return text }
      step = Self.stepByteCount
    } while true
  }

  /// How many bytes are read at a time of a file that is longer than it was said to be.
  private static let stepByteCount = 1 << 20

  /// The first bytes, enough to tell what kind of file it is.
  ///
  /// - Throws: as ``bytes()``.
  func beginning() throws(LedgerError) -> [UInt8] {
    if case .bytes(let bytes) = place { return Array(bytes.prefix(1_024)) }
    var text: [UInt8] = []
    try text.append(from: OpenText(self), atMost: 1_024)
    return text
  }
}

extension InputProblem {
  /// A file too large for what cannot be done while it is being read.
  fileprivate static func tooLarge(_ limitInBytes: Int) -> InputProblem {
    let limit = limitInBytes >> 20
    return InputProblem(
      row: nil, column: nil, excerpt: "",
      wording: Wording(
        name: "inputTooLarge",
        what: Phrase(
          zh: "文件超过 \(limit) MiB，又不全是可以边读边记的普通行。",
          en: """
            The file is longer than \(limit) MiB, and not all of its rows can be recorded as they \
            are read.
            """),
        next: Phrase(
          zh: "分成几个文件导入：不合规则或需要逐行判断的行会指出来。",
          en: "Import it in several files: rows that are refused or need a look are named then.")))
  }
}
