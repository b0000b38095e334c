// The lines of a whole log in one text: checked in memory, and laid out as a new ledger directory.

import Glibc

/// A log as one text, as `export jsonl` writes it: the record lines, one after the other.
///
/// The lines keep their positions, times, batches and checksums, so what is laid out has the same
/// tree. Nothing is written before somebody has opened the text and found it right.
public struct LogText: Sendable {
  private let segments: [[UInt8]]

  /// The lines of `bytes`. Empty lines are no records and are left out.
  ///
  /// - Complexity: O(n).
  public init(_ bytes: [UInt8]) {
    var segments: [[UInt8]] = [[]]
    var lineCount = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      if end - start > 1 || bytes[start] != UInt8(ascii: "\n") {
        if lineCount == LedgerLayout.segmentRecordCount {
          segments.append([])
          lineCount = 0
        }
        segments[segments.count - 1] += bytes[start..<end]
        lineCount += 1
      }
      start = end
    }
    self.segments = segments
  }

  /// Opens the log in memory, checking every record as `FileEventStore` does; it cannot be appended
  /// to.
  /// - Throws: `StorageError`: damage, with the file and offset that the lines would have.
  /// - Complexity: O(n) in the bytes of the log.
  public func opened(as description: LedgerDescription) throws(StorageError) -> FileEventStore {
    let root = "log-text"
    var files = ["\(root)/\(LedgerLayout.descriptionName)": description.encoded]
    let directory = LedgerDirectory(fileSystem: ReadOnlyFiles([:]), path: root)
    for (number, segment) in segments.enumerated() {
      files[directory.segmentPath(number)] = segment
    }
    return try FileEventStore(openingAt: root, fileSystem: ReadOnlyFiles(files))
  }

  /// Refuses a directory that holds anything; one that does not exist holds nothing.
  /// - Throws: `StorageError`: `.directoryNotEmpty`, failed system calls.
  public static func refuseContent(
    of path: String, fileSystem: any FileSystem = POSIXFileSystem()
  ) throws(StorageError) {
    let directory = LedgerDirectory(fileSystem: fileSystem, path: path)
    let names = try directory.attempt { () throws(SystemCallError) in
      do throws(SystemCallError) {
        return try fileSystem.list(path)
      } catch {
        if error.errno == ENOENT { return [] }
        throw error
      }
    }
    guard names.isEmpty else { throw StorageError(.directoryNotEmpty, path: path) }
  }

  /// Lays the log out as a new ledger in the directory `path`, durably, and opens it.
  ///
  /// `ledger.json` comes last: what is interrupted is no ledger, and has to be removed by hand
  /// before it is tried again.
  /// - Throws: `StorageError`: `.directoryNotEmpty`, failed system calls, `.diskFull`.
  /// - Complexity: O(n) in the bytes of the log.
  @discardableResult
  public func laidOut(
    at path: String, as description: LedgerDescription,
    fileSystem: any FileSystem = POSIXFileSystem()
  ) throws(StorageError) -> FileEventStore {
    try Self.refuseContent(of: path, fileSystem: fileSystem)
    let directory = LedgerDirectory(fileSystem: fileSystem, path: path)
    let unfinished = "\(path)/\(LedgerLayout.unfinishedDescriptionName)"
    try directory.attempt { () throws(SystemCallError) in
      do throws(SystemCallError) {
        try fileSystem.makeDirectory(path)
      } catch {
        guard error.errno == EEXIST else { throw error }
      }
      try fileSystem.makeDirectory(directory.logPath)
      for (number, segment) in segments.enumerated() {
        try write(segment, to: directory.segmentPath(number), fileSystem)
      }
      try fileSystem.synchronizeDirectory(directory.logPath)
      try write(description.encoded, to: unfinished, fileSystem)
      try fileSystem.synchronizeDirectory(FileEventStore.parent(of: path))
      try fileSystem.rename(unfinished, to: directory.descriptionPath)
      try fileSystem.synchronizeDirectory(path)
    }
    return try FileEventStore(openingAt: path, fileSystem: fileSystem)
  }

  private func write(
    _ bytes: [UInt8], to path: String, _ fileSystem: any FileSystem
  ) throws(SystemCallError) {
    let file = try fileSystem.open(path, .creatingExclusively)
    defer { fileSystem.close(file) }
    try fileSystem.write(file, bytes)
    try fileSystem.synchronize(file)
  }
}
