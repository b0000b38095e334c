// Moving a torn tail out of the log: copied and made durable first, cut off afterwards.

extension FileEventStore {
  /// Sets the torn tail aside, if there is one. Only under the lock: nobody is still writing it.
  ///
  /// Interrupted at any point, it can begin again: until the cut the log still has the tail, and a
  /// second copy does no harm. The last segment is cut first, so that a segment is never shorter
  /// than full while a later one exists.
  func setAsideTornTail() throws(StorageError) {
    guard let reason = state.tail.reason else { return }
    let fileSystem = directory.fileSystem
    if try !directory.lists(directory.setAsidePath) {
      try directory.attempt { () throws(SystemCallError) in
        try fileSystem.makeDirectory(directory.setAsidePath)
        try fileSystem.synchronizeDirectory(directory.path)
      }
    }
    var kept: [SetAsideTail] = []
    for part in state.tail.parts {
      let name = try copy(part)
      kept.append(SetAsideTail(fileName: name, part: part, reason: reason))
    }
    try directory.attempt { () throws(SystemCallError) in
      try fileSystem.synchronizeDirectory(directory.setAsidePath)
    }
    do throws(StorageError) {
      for part in state.tail.parts.reversed() { try cut(part) }
    } catch {
      isPoisoned = true
      throw error
    }
    setAsideTails += kept
    state.tail = .clean
  }

  /// Copies the bytes to the first free name in `set-aside`; returns the name.
  private func copy(_ part: TailReport.Part) throws(StorageError) -> String {
    let fileSystem = directory.fileSystem
    let taken = try directory.attempt { () throws(SystemCallError) in
      Set(try fileSystem.list(directory.setAsidePath))
    }
    var attempt = 1
    while taken.contains(LedgerLayout.setAsideFileName(part.position, attempt: attempt)) {
      attempt += 1
    }
    let name = LedgerLayout.setAsideFileName(part.position, attempt: attempt)
    let source = try directory.attempt { () throws(SystemCallError) in
      try fileSystem.open("\(directory.logPath)/\(part.fileName)", .reading)
    }
    defer { fileSystem.close(source) }
    let target = try directory.attempt { () throws(SystemCallError) in
      try fileSystem.open("\(directory.setAsidePath)/\(name)", .creatingExclusively)
    }
    defer { fileSystem.close(target) }
    var copied: UInt64 = 0
    while copied < part.length {
      let wanted = Int(min(UInt64(directory.pieceByteCount), part.length - copied))
      let bytes = try directory.read(source, at: part.offset + copied, upTo: wanted)
      guard !bytes.isEmpty else {
        throw StorageError(
          .logShrank(known: part.offset + part.length, found: part.offset + copied),
          path: source.path, position: part.position)
      }
      try directory.attempt { () throws(SystemCallError) in
        try fileSystem.write(target, at: copied, bytes)
      }
      copied += UInt64(bytes.count)
    }
    try directory.attempt { () throws(SystemCallError) in try fileSystem.synchronize(target) }
    return name
  }

  /// Cuts the bytes off their segment, and removes the segment if nothing is left of it.
  private func cut(_ part: TailReport.Part) throws(StorageError) {
    let fileSystem = directory.fileSystem
    let path = "\(directory.logPath)/\(part.fileName)"
    try directory.attempt { () throws(SystemCallError) in
      let file = try fileSystem.open(path, .writing)
      defer { fileSystem.close(file) }
      try fileSystem.truncate(file, to: part.offset)
      try fileSystem.synchronize(file)
    }
    guard part.offset == 0, part.fileName != directory.layout.name(of: 0) else { return }
    try directory.attempt { () throws(SystemCallError) in
      try fileSystem.remove(path)
      try fileSystem.synchronizeDirectory(directory.logPath)
    }
  }
}
