// Files that people put beside the log, handed out unread.

/// A file with its name.
public struct NamedFile: Hashable, Sendable {
  /// The name without its folder.
  public let name: String
  /// Its bytes.
  public let bytes: [UInt8]

  /// A file made of its parts.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

extension FileEventStore {
  /// The files in `folder` of the ledger directory whose names end in `suffix`, by name; none where
  /// there is no such folder. Names that begin with a point are left out.
  /// Of a file beyond 1 MiB the beginning is handed out.
  /// - Throws: `StorageError`: failed system calls.
  public func files(in folder: String, suffix: String) throws(StorageError) -> [NamedFile] {
    let path = "\(directory.path)/\(folder)"
    guard try directory.lists(path) else { return [] }
    let names = try directory.attempt { () throws(SystemCallError) in
      try directory.fileSystem.list(path)
    }
    var files: [NamedFile] = []
    for name in names.sorted() where name.hasSuffix(suffix) && !name.hasPrefix(".") {
      guard let file = try directory.openIfPresent("\(path)/\(name)", .reading) else { continue }
      defer { directory.fileSystem.close(file) }
      let bytes = try directory.read(file, at: 0, upTo: Self.neighbourByteCountMax)
      files.append(NamedFile(name: name, bytes: bytes))
    }
    return files
  }

  /// How much of a neighbouring file is read: more than any form has.
  private static var neighbourByteCountMax: Int { 1 << 20 }
}
