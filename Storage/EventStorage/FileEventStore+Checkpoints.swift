// Published checkpoints: one small file each, written once, never changed.

import Glibc
public import Merkle

extension FileEventStore {
  /// Publishes the checkpoint of the log as it stands, in a file named by its size.
  ///
  /// The file appears by renaming, so a name that is there holds the whole text.
  /// - Throws: `StorageError`: damage, `.checkpointContradicted`, failed system calls.
  /// - Complexity: As `root(ofSize:)`.
  @discardableResult
  public func publishCheckpoint() throws(StorageError) -> Checkpoint {
    precondition(lock != nil, "Publishing needs the lock: call it inside exclusively.")
    guard !isPoisoned else { throw StorageError(.poisoned, path: directory.path) }
    // A log never publishes what contradicts what it has published (C2SP tlog-checkpoint).
    if let last = try checkpoints().last { try refuseContradiction(of: last.checkpoint) }
    let checkpoint = currentCheckpoint(root: try root(ofSize: size))
    let path = directory.checkpointPath(size)
    guard try read(path, upTo: 1) == nil else {
      // Whoever published it may have died before its name was durable; its contents were.
      try directory.attempt { () throws(SystemCallError) in
        try directory.fileSystem.synchronizeDirectory(directory.path)
        try directory.fileSystem.synchronizeDirectory(directory.checkpointsPath)
      }
      return checkpoint
    }
    try write(Array(checkpoint.text.utf8), as: path)
    publishedSize = size
    return checkpoint
  }

  /// The published checkpoints, the smallest first.
  /// - Throws: `StorageError`: `.malformedCheckpoint`, `.misnamedCheckpoint`, failed system calls.
  /// - Complexity: O(n) in the checkpoints.
  public func checkpoints() throws(StorageError) -> [StoredCheckpoint] {
    var found: [StoredCheckpoint] = []
    for name in try checkpointNames() {
      let path = "\(directory.checkpointsPath)/\(name)"
      guard let bytes = try read(path, upTo: Checkpoint.textByteCountMax + 1) else { continue }
      let checkpoint: Checkpoint
      do throws(CheckpointError) {
        checkpoint = try Checkpoint(parsing: String(decoding: bytes, as: UTF8.self))
      } catch {
        throw StorageError(.malformedCheckpoint(error), path: path)
      }
      guard LedgerLayout.checkpointName(ofSize: checkpoint.size) == name else {
        throw StorageError(.misnamedCheckpoint, path: path)
      }
      let signature = try read(
        path + LedgerLayout.signatureSuffix, upTo: LedgerLayout.signatureByteCountMax)
      found.append(
        StoredCheckpoint(
          checkpoint: checkpoint, text: String(decoding: bytes, as: UTF8.self), fileName: name,
          signature: signature))
    }
    return found
  }

  /// Keeps a detached signature beside a published checkpoint, replacing an earlier one.
  /// - Throws: `StorageError`: `.noSuchCheckpoint`, failed system calls.
  public func keep(
    signature: [UInt8], ofCheckpointAt size: UInt64
  ) throws(StorageError) {
    let path = directory.checkpointPath(size)
    guard try read(path, upTo: 1) != nil else {
      throw StorageError(.noSuchCheckpoint(size: size), path: path, position: size)
    }
    try write(signature, as: path + LedgerLayout.signatureSuffix)
  }

  /// Refuses to go on with a log that is shorter than one that was published: this is an old copy,
  /// or its newest records were cut off, and appending would make a second history.
  ///
  /// Only the names are read. Nobody publishes more than the log holds, so one look when the lock
  /// is first taken will do, and one before a tail is taken for torn.
  func refuseLogShorterThanPublished(lookingAgain: Bool) throws(StorageError) {
    if publishedSize == nil || lookingAgain {
      let last = try checkpointNames().last
      publishedSize = last.flatMap { LedgerLayout.checkpointSize(named: $0) } ?? 0
    }
    guard let published = publishedSize, published > size else { return }
    publishedSize = nil
    throw StorageError(
      .checkpointBeyondLog(checkpointSize: published, logSize: size),
      path: directory.checkpointPath(published), position: size)
  }

  private func refuseContradiction(of checkpoint: Checkpoint) throws(StorageError) {
    let path = directory.checkpointPath(checkpoint.size)
    guard checkpoint.origin == description.origin else {
      throw StorageError(.foreignCheckpoint(origin: checkpoint.origin), path: path)
    }
    guard checkpoint.size <= size else {
      throw StorageError(
        .checkpointBeyondLog(checkpointSize: checkpoint.size, logSize: size), path: path,
        position: size)
    }
    let found = try root(ofSize: checkpoint.size)
    guard found == checkpoint.root else {
      throw StorageError(
        .checkpointContradicted(size: checkpoint.size, published: checkpoint.root, found: found),
        path: path, position: 0)
    }
  }

  private func currentCheckpoint(root: Digest) -> Checkpoint {
    do {
      return try Checkpoint(origin: description.origin, size: size, root: root)
    } catch {
      preconditionFailure("An origin that ledger.json holds is one that a checkpoint holds.")
    }
  }

  /// The names of checkpoint files in the order of their sizes; other names mean nothing.
  private func checkpointNames() throws(StorageError) -> [String] {
    let names = try directory.attempt { () throws(SystemCallError) in
      do throws(SystemCallError) {
        return try directory.fileSystem.list(directory.checkpointsPath)
      } catch {
        if error.errno == ENOENT { return [] }
        throw error
      }
    }
    let suffix = LedgerLayout.checkpointSuffix
    let found = names.filter { !$0.hasPrefix(".") && $0.hasSuffix(suffix) }
    for name in found where LedgerLayout.checkpointSize(named: name) == nil {
      throw StorageError(.misnamedCheckpoint, path: "\(directory.checkpointsPath)/\(name)")
    }
    return found.sorted()
  }

  private func read(_ path: String, upTo count: Int) throws(StorageError) -> [UInt8]? {
    guard let file = try directory.openIfPresent(path, .reading) else { return nil }
    defer { directory.fileSystem.close(file) }
    return try directory.read(file, at: 0, upTo: count)
  }

  /// Writes a whole file under a passing name, and gives it its own when it is durable.
  private func write(_ bytes: [UInt8], as path: String) throws(StorageError) {
    let fileSystem = directory.fileSystem
    let name = path.split(separator: "/").last ?? ""
    let unfinished = "\(directory.checkpointsPath)/.\(name).\(getpid())"
    try directory.attempt { () throws(SystemCallError) in
      do throws(SystemCallError) {
        try fileSystem.makeDirectory(directory.checkpointsPath)
      } catch {
        guard error.errno == EEXIST else { throw error }
      }
      try fileSystem.synchronizeDirectory(directory.path)
      let file = try fileSystem.open(unfinished, .creating)
      defer { fileSystem.close(file) }
      try fileSystem.truncate(file, to: 0)
      try fileSystem.write(file, bytes)
      try fileSystem.synchronize(file)
      try fileSystem.rename(unfinished, to: path)
      try fileSystem.synchronizeDirectory(directory.checkpointsPath)
    }
  }
}
