// Making a new, empty ledger directory that is there entirely or not at all.

import Glibc

extension FileEventStore {
  /// Creates an empty ledger in the directory `path`, and opens it.
  ///
  /// The directory is made if it does not exist; its parent must. `ledger.json` appears last, by
  /// renaming, so a directory with that file is a whole ledger. What an interrupted creation left
  /// behind does not count as content: creating again completes it.
  /// - Throws: `StorageError`: `.directoryNotEmpty`, failed system calls.
  @discardableResult
  public static func create(
    at path: String, description: LedgerDescription, fileSystem: any FileSystem = POSIXFileSystem()
  ) throws(StorageError) -> FileEventStore {
    let directory = LedgerDirectory(fileSystem: fileSystem, path: path)
    try makeDirectoryIfMissing(path, in: directory)
    try refuseContent(of: directory)
    try makeDirectoryIfMissing(directory.logPath, in: directory)
    let unfinished = "\(path)/\(LedgerLayout.unfinishedDescriptionName)"
    try directory.attempt { () throws(SystemCallError) in
      let file = try fileSystem.open(unfinished, .creating)
      defer { fileSystem.close(file) }
      try fileSystem.truncate(file, to: 0)
      try fileSystem.write(file, description.encoded)
      try fileSystem.synchronize(file)
    }
    try directory.attempt { () throws(SystemCallError) in
      try fileSystem.synchronizeDirectory(parent(of: path))
      try fileSystem.rename(unfinished, to: directory.descriptionPath)
      try fileSystem.synchronizeDirectory(path)
    }
    return try FileEventStore(openingAt: path, fileSystem: fileSystem)
  }

  private static func makeDirectoryIfMissing(
    _ path: String, in directory: LedgerDirectory
  ) throws(StorageError) {
    try directory.attempt { () throws(SystemCallError) in
      do throws(SystemCallError) {
        try directory.fileSystem.makeDirectory(path)
      } catch {
        guard error.errno == EEXIST else { throw error }
      }
    }
  }

  private static func refuseContent(of directory: LedgerDirectory) throws(StorageError) {
    let names = try directory.attempt { () throws(SystemCallError) in
      try directory.fileSystem.list(directory.path)
    }
    for name in names where name != LedgerLayout.unfinishedDescriptionName {
      guard name == LedgerLayout.logName else {
        throw StorageError(.directoryNotEmpty, path: directory.path)
      }
      let segments = try directory.attempt { () throws(SystemCallError) in
        try directory.fileSystem.list(directory.logPath)
      }
      guard segments.isEmpty else { throw StorageError(.directoryNotEmpty, path: directory.path) }
    }
  }

  /// The directory that `path` lies in.
  static func parent(of path: String) -> String {
    let trimmed = path.reversed().drop { $0 == "/" }
    guard let slash = trimmed.firstIndex(of: "/") else { return path.hasPrefix("/") ? "/" : "." }
    let parent = String(trimmed[slash...].drop { $0 == "/" }.reversed())
    return parent.isEmpty ? "/" : parent
  }
}

extension FileSystem {
  /// Writes all of `bytes` at the start of a file.
  func write(_ file: OpenFile, at offset: UInt64 = 0, _ bytes: [UInt8]) throws(SystemCallError) {
    var failure: SystemCallError?
    bytes.withUnsafeBytes { buffer in
      do throws(SystemCallError) {
        try write(file, at: offset, buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
