// Documents beside the log: files named by the digest of their bytes, written once.

import Glibc
public import Merkle

extension FileEventStore {
  /// Keeps `document` under `documents/`, in a file named by its digest; durable when this returns.
  ///
  /// The file appears by renaming, so a name that is there holds the whole document. Keeping the
  /// same bytes again changes nothing, and mends a copy that was damaged.
  /// - Throws: `StorageError`: failed system calls, `.diskFull`.
  @discardableResult
  public func keep(document: [UInt8]) throws(StorageError) -> Digest {
    let digest = SHA256.hash(document)
    let folder = "\(directory.documentsPath)/\(digest.hex.prefix(2))"
    guard try self.document(withDigest: digest.hex).map(SHA256.hash) != digest else {
      // Whoever wrote it may have died before its name was durable; its contents were.
      try directory.attempt { () throws(SystemCallError) in
        try directory.fileSystem.synchronizeDirectory(directory.path)
        try directory.fileSystem.synchronizeDirectory(directory.documentsPath)
        try directory.fileSystem.synchronizeDirectory(folder)
      }
      return digest
    }
    try make(directory.documentsPath, in: directory.path)
    try make(folder, in: directory.documentsPath)
    let unfinished = "\(folder)/.\(digest.hex).\(getpid())"
    try directory.attempt { () throws(SystemCallError) in
      let fileSystem = directory.fileSystem
      let file = try fileSystem.open(unfinished, .creating)
      defer { fileSystem.close(file) }
      try fileSystem.truncate(file, to: 0)
      try fileSystem.write(file, document)
      try fileSystem.synchronize(file)
      try fileSystem.rename(unfinished, to: "\(folder)/\(digest.hex)")
      try fileSystem.synchronizeDirectory(folder)
    }
    return digest
  }

  /// The bytes kept under `digest` (64 hexadecimal digits), or `nil` where there are none. They are
  /// not compared with the digest: whoever needs to know hashes them.
  /// - Throws: `StorageError`: failed system calls.
  /// - Complexity: O(n) in the bytes of the document.
  public func document(withDigest digest: String) throws(StorageError) -> [UInt8]? {
    let path = "\(directory.documentsPath)/\(digest.prefix(2))/\(digest)"
    guard let file = try directory.openIfPresent(path, .reading) else { return nil }
    defer { directory.fileSystem.close(file) }
    let length = try directory.attempt { () throws(SystemCallError) in
      try directory.fileSystem.length(of: file)
    }
    return try directory.read(file, at: 0, upTo: Int(length))
  }

  /// Makes a directory that may be there already. Its name is synchronized in any case: whoever
  /// made it may have died before it was durable.
  private func make(_ path: String, in parent: String) throws(StorageError) {
    try directory.attempt { () throws(SystemCallError) in
      do throws(SystemCallError) {
        try directory.fileSystem.makeDirectory(path)
      } catch {
        guard error.errno == EEXIST else { throw error }
      }
      try directory.fileSystem.synchronizeDirectory(parent)
    }
  }
}
