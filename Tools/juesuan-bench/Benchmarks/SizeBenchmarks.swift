// How large things get: the memory of processes, the files of a ledger.

/// The most memory that processes of the command line hold.
enum MemoryBenchmark {
  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    let books = try session.wholeBooks()
    let year = String(Session.printedYear)
    var (imports, rebuilds, verifications): ([Int], [Int], [Int]) = ([], [], [])
    for run in 1...session.request.runCount {
      session.progress("memory, run \(run)")
      let (_, path) = try session.freshLedger()
      let arguments = [
        "import", books.importFile, "--ledger", path, "--actor", "bench", "--quiet",
      ]
      imports.append(try PeakMemory.measure("juesuan", arguments))
      Folder.remove("\(path)/index")
      rebuilds.append(
        try PeakMemory.measure("juesuan", ["statements", "--for", year, "--ledger", path]))
      verifications.append(try PeakMemory.measure("juesuan", ["verify", "--ledger", path]))
      Folder.remove(path)
    }
    return [
      Figure("memory", "import, peak resident", .bytes, imports),
      Figure("memory", "rebuild and print the set, peak resident", .bytes, rebuilds),
      Figure("memory", "verify, peak resident", .bytes, verifications),
    ]
  }
}

/// What an event takes on the disk.
enum DiskBenchmark {
  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    let books = try session.wholeBooks()
    let log = Folder.byteCount("\(books.path)/log")
    let index = Folder.byteCount("\(books.path)/index")
    return [
      Figure("disk", "log, an event", .bytes, [log / books.size]),
      Figure(
        "disk", "index, an event", .bytes,
        Folder.exists("\(books.path)/index")
          ? [index / books.size] : [], remark: index == 0 ? "the ledger keeps no index yet" : ""),
      Figure("disk", "log and index, an event", .bytes, [(log + index) / books.size]),
    ]
  }
}
