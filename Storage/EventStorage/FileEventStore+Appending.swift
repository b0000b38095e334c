// The lock and the append: the only two places where the log is changed, besides a torn tail.

extension FileEventStore {
  /// Runs `body` under the lock (`flock`) on `ledger.json`, once the log has been caught up with.
  /// - Throws: What `body` throws; `StorageError` in the same type: `.busy`, `.poisoned`, damage.
  @discardableResult
  public func exclusively<Result, Failure: StorageErrorCarrying>(
    waitingAtMost limit: Duration, visiting visit: (RecordView) -> Void,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(lock == nil, "A store takes its ledger's lock once at a time.")
    do throws(StorageError) {
      guard !isPoisoned else { throw StorageError(.poisoned, path: directory.path) }
      lock = try takeLock(waitingAtMost: limit)
    } catch {
      throw Failure(storage: error)
    }
    defer { giveLockBack() }
    do throws(StorageError) {
      try catchUpUnderLock(visiting: visit)
      try refuseLogShorterThanPublished(lookingAgain: !tail.isClean)
      try setAsideTornTail()
      try makeDurableWhatOthersWrote()
    } catch {
      throw Failure(storage: error)
    }
    return try body()
  }

  /// Appends one batch with one write and one `fdatasync` for each segment it touches.
  ///
  /// An earlier segment of the batch is durable before the next is begun.
  /// - Returns: The positions of the new records.
  /// - Throws: `StorageError`; after a failed write or sync the store is poisoned.
  /// - Complexity: O(n) in the bytes appended.
  @discardableResult
  public func append(
    _ bodies: RecordBodies, batchSizes: [Int], recordedAtMicroseconds: Int64
  ) throws(StorageError) -> Range<UInt64> {
    try refuseUnlessAppendable()
    let first = size
    guard bodies.count > 0 else { return first..<first }
    let time = max(recordedAtMicroseconds, lastRecordedAtMicroseconds ?? 0)
    let batch = try AppendBatch(
      bodies, batchSizes: batchSizes, at: first, recordedAtMicroseconds: recordedAtMicroseconds,
      appliedTime: time,
      layout: directory.layout, path: directory.path)
    var begunCount = 0
    do throws(StorageError) {
      try batch.forEachPart { (part, bytes) throws(StorageError) in
        begunCount += 1
        try write(part, bytes)
      }
    } catch {
      // From here on the contents of the disk are a guess (see Storage/README.md).
      isPoisoned = true
      if !error.code.blamesUnlockedWriter { takeBack(batch.parts[..<begunCount]) }
      throw error
    }
    // A tree that lags is left alone: whoever asks for a root has it hashed then.
    if tree.size == size { batch.hashLeaves(into: &tree) }
    accept(
      batch.parts, recordCount: batch.recordCount, batchCount: batch.batchCount,
      recordedAtMicroseconds: time)
    return first..<size
  }

  /// Refuses to append after a failure, and without the lock.
  /// - Throws: `StorageError.Code.poisoned`.
  func refuseUnlessAppendable() throws(StorageError) {
    precondition(lock != nil, "Appending needs the lock: call append inside exclusively.")
    guard !isPoisoned else { throw StorageError(.poisoned, path: directory.path) }
  }

  /// Catches up with what others have appended since this store last looked, if they have.
  ///
  /// A file that ends where this store has ended it needs no reading, and stays open for the append
  /// that follows: whoever records one event at a time would otherwise open it twice for each.
  private func catchUpUnderLock(visiting visit: (RecordView) -> Void) throws(StorageError) {
    guard let lock, knowsAllItRead, tail.isClean, let last = state.segments.indices.last,
      state.segments[last].lineOffsets.count < directory.layout.recordCount
    else { return try refresh(visiting: visit) }
    let description = try directory.read(lock, at: 0, upTo: descriptionBytes.count + 1)
    guard description == descriptionBytes,
      let file = try directory.openIfPresent(directory.segmentPath(last), .writing)
    else { return try refresh(visiting: visit) }
    heldSegment = (last, file)
    let length = try directory.attempt { () throws(SystemCallError) in
      try directory.fileSystem.length(of: file)
    }
    guard length == knownByteCount(last) else { return try refresh(visiting: visit) }
    // Another file may have the name by now.
    fetcher = nil
  }

  /// Polls, because a blocked `flock` could not be given up when the time is over.
  private func takeLock(waitingAtMost limit: Duration) throws(StorageError) -> OpenFile {
    let fileSystem = directory.fileSystem
    guard let file = try directory.openIfPresent(directory.descriptionPath, .writing) else {
      throw StorageError(.notALedger, path: directory.path)
    }
    var waited = Duration.zero
    var pause = 1
    do throws(StorageError) {
      while try !directory.attempt({ () throws(SystemCallError) in try fileSystem.tryLock(file) }) {
        guard waited < limit else {
          throw StorageError(.busy(waited: waited), path: directory.descriptionPath)
        }
        fileSystem.pause(milliseconds: pause)
        waited += .milliseconds(pause)
        pause = min(2 * pause, 16)
      }
    } catch {
      fileSystem.close(file)
      throw error
    }
    return file
  }

  private func giveLockBack() {
    if let held = heldSegment { directory.fileSystem.close(held.file) }
    heldSegment = nil
    guard let file = lock else { return }
    directory.fileSystem.unlock(file)
    directory.fileSystem.close(file)
    lock = nil
  }

  /// Syncs what another writer may have written and not lived to sync.
  ///
  /// Whatever the body decides from those records must not vanish after it has been acknowledged.
  /// Only the last segment can hold unsynced bytes: a writer syncs each before it begins the next.
  func makeDurableWhatOthersWrote() throws(StorageError) {
    guard durableSize != size else { return }
    let fileSystem = directory.fileSystem
    do throws(StorageError) {
      if let last = state.segments.indices.last {
        try directory.attempt { () throws(SystemCallError) in
          let file = try fileSystem.open(directory.segmentPath(last), .writing)
          defer { fileSystem.close(file) }
          try fileSystem.synchronize(file)
        }
      }
      try directory.attempt { () throws(SystemCallError) in
        try fileSystem.synchronizeDirectory(directory.logPath)
        if durableSize == nil { try fileSystem.synchronizeDirectory(directory.path) }
      }
    } catch {
      isPoisoned = true
      throw error
    }
    durableSize = size
  }

  /// The length of a segment as this store knows it; 0 for one that does not exist yet.
  private func knownByteCount(_ number: Int) -> UInt64 {
    number < state.segments.count ? state.segments[number].completeByteCount : 0
  }

  private func write(
    _ part: SegmentPart, _ bytes: UnsafeRawBufferPointer
  ) throws(StorageError) {
    let fileSystem = directory.fileSystem
    let (file, known) = try openToAppend(part.segment)
    defer { fileSystem.close(file) }
    try directory.attempt { () throws(SystemCallError) in
      try fileSystem.write(file, at: known, bytes)
      try fileSystem.synchronize(file)
    }
  }

  /// Opens a segment that ends where this store says, and begins it if it is new.
  /// - Returns: The file, for the caller to close, and where its next byte goes.
  /// - Throws: `StorageError`: `.unlockedWriter`, failed system calls.
  func openToAppend(_ segment: Int) throws(StorageError) -> (file: OpenFile, end: UInt64) {
    let fileSystem = directory.fileSystem
    let path = directory.segmentPath(segment)
    let known = knownByteCount(segment)
    let file: OpenFile
    if let held = heldSegment, held.number == segment {
      heldSegment = nil
      file = held.file
    } else {
      file = try directory.attempt { () throws(SystemCallError) in
        try fileSystem.open(path, .creating)
      }
    }
    do throws(StorageError) {
      let found = try directory.attempt { () throws(SystemCallError) in
        // The name of a new segment must be durable before a record in it is acknowledged.
        if known == 0 { try fileSystem.synchronizeDirectory(directory.logPath) }
        return try fileSystem.length(of: file)
      }
      guard found == known else {
        throw StorageError(.unlockedWriter(known: known, found: found), path: path, position: size)
      }
    } catch {
      fileSystem.close(file)
      throw error
    }
    return (file, known)
  }

  /// Removes what a failed append has written, the last segment first, as far as that succeeds.
  ///
  /// Also after a failed sync: the kernel may call pages clean that never reached the disk, and the
  /// next writer would build on them. What cannot be taken back is left as a torn tail.
  /// - Returns: Whether all of it was taken back, durably.
  @discardableResult
  func takeBack(_ parts: ArraySlice<SegmentPart>) -> Bool {
    let fileSystem = directory.fileSystem
    do throws(StorageError) {
      for part in parts.reversed() {
        let path = directory.segmentPath(part.segment)
        let known = knownByteCount(part.segment)
        guard let file = try directory.openIfPresent(path, .writing) else { continue }
        defer { fileSystem.close(file) }
        try directory.attempt { () throws(SystemCallError) in
          try fileSystem.truncate(file, to: known)
          try fileSystem.synchronize(file)
          if known == 0, part.segment > 0 {
            try fileSystem.remove(path)
            try fileSystem.synchronizeDirectory(directory.logPath)
          }
        }
      }
    } catch {
      // The append has failed already; the next writer sees the tail.
      return false
    }
    return true
  }

  /// Takes what was made durable into what this store knows of the log.
  func accept(
    _ parts: [SegmentPart], recordCount: Int, batchCount: Int, recordedAtMicroseconds: Int64
  ) {
    for part in parts {
      if part.segment == state.segments.count { state.segments.append(SegmentState()) }
      let start = state.segments[part.segment].completeByteCount
      for offset in part.lineOffsets {
        state.segments[part.segment].lineOffsets.append(
          UInt32(truncatingIfNeeded: start + UInt64(offset)))
      }
      let end = start + UInt64(part.byteCount)
      state.segments[part.segment].completeByteCount = end
      state.segments[part.segment].scannedByteCount = end
    }
    if size == 0 { state.firstRecordedAtMicroseconds = recordedAtMicroseconds }
    state.lastRecordedAtMicroseconds = recordedAtMicroseconds
    state.size += UInt64(recordCount)
    state.batchCount += UInt64(batchCount)
    durableSize = state.size
    lastLineRead = nil
  }
}

extension StorageError.Code {
  /// Whether bytes were found that this store did not write and must not cut.
  var blamesUnlockedWriter: Bool {
    if case .unlockedWriter = self { return true }
    return false
  }
}
