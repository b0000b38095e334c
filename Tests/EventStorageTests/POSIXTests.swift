// The real disk: a ledger in a temporary directory, the format's own script, the kernel's lock.

import EventStorage
import Glibc
import Merkle
import Testing

/// A directory that is removed with all its contents when it is no longer used.
private final class TemporaryDirectory {
  let path: String

  init() throws {
    var template = Array("\(P_tmpdir)/vault-XXXXXX".utf8CString)
    let created = try #require(mkdtemp(&template))
    path = String(cString: created)
  }

  deinit {
    _ = run(["/bin/rm", "-rf", path])
  }
}

/// Runs a program and returns its exit status; 127 if it could not be started.
private func run(_ arguments: [String], outputTo path: String = "/dev/null") -> Int32 {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  let copies = arguments.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  var pid = pid_t()
  guard posix_spawnp(&pid, arguments[0], &actions, nil, copies + [nil], environ) == 0 else {
    return 127
  }
  var status: Int32 = 0
  while waitpid(pid, &status, 0) < 0, errno == EINTR {}
  return status & 0x7f == 0 ? (status >> 8) & 0xff : 128
}

@Suite struct POSIXTests {
  private func contents(_ path: String) throws(SystemCallError) -> String {
    let files = POSIXFileSystem()
    let file = try files.open(path, .reading)
    defer { files.close(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 1)
    defer { buffer.deallocate() }
    let count = try files.read(file, at: 0, into: buffer)
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  @Test func `a ledger on a real disk is created, written, reopened and verified`() throws {
    let place = try TemporaryDirectory()
    let path = "\(place.path)/books/"
    let description = try LedgerDescription(origin: "real", unit: "unit")
    let store = try FileEventStore.create(at: path, description: description)
    for size in [1, 3, 2] { try store.appendNumbered(size) }
    let other = try FileEventStore(openingAt: path)
    #expect(try other.bodies() == (0..<6).map { "\"text\":\"\($0)\"" })
    try other.appendNumbered(1)
    try store.refresh()
    #expect(store.size == 7)
    #expect(try store.verify().root == other.root(ofSize: 7))
    let names = try POSIXFileSystem().list(path)
    #expect(names.sorted() == ["ledger.json", "log"])
    #expect(throws: StorageError.self) {
      try FileEventStore.create(at: path, description: description)
    }
  }

  @Test(arguments: [nil, 512])
  func `the script of the format document computes the same root`(sectorByteCount: Int?) throws {
    let place = try TemporaryDirectory()
    let path = "\(place.path)/books"
    let description = try LedgerDescription(
      origin: "script", unit: "单位", sectorByteCount: sectorByteCount)
    let store = try FileEventStore.create(at: path, description: description)
    for size in [1, 2, 10, 65_530, 7] {
      try store.appendUnderLock((0..<size).map { Array("\"memo\":\"铅笔 \($0)\"".utf8) })
    }
    let script = try #require(FormatDocument.script(), "Storage/FORMAT.md has no script")
    let file = try POSIXFileSystem().open("\(place.path)/read.py", .creating)
    try script.utf8.withContiguousStorageIfAvailable { bytes in
      try POSIXFileSystem().write(file, at: 0, UnsafeRawBufferPointer(bytes))
    }
    POSIXFileSystem().close(file)
    let output = "\(place.path)/output"
    let status = run(["python3", "\(place.path)/read.py", path], outputTo: output)
    #expect(status != 127, "python3 is missing: the format's own script was NOT run")
    #expect(status == 0)
    #expect(try contents(output) == "65550 \(try store.root(ofSize: 65_550).hex)\n")
    guard sectorByteCount != nil else { return }
    // A byte of padding that is another is not passed over.
    let log = try POSIXFileSystem().open("\(path)/log/00000000000000000000.jsonl", .writing)
    try [UInt8(ascii: "!")].withUnsafeBytes { try POSIXFileSystem().write(log, at: 511, $0) }
    POSIXFileSystem().close(log)
    #expect(run(["python3", "\(place.path)/read.py", path]) == 1)
  }

  @Test func `the worked record of the format document is the one that is written`() throws {
    let text = try #require(FormatDocument.text())
    #expect(text.contains("\n    \(FormatDocument.workedRecord)\n"))
    #expect(text.contains("\n    \(FormatDocument.workedLeafHash)\n"))
    #expect(FormatDocument.workedRecord.utf8.count == 105)
  }

  @Test func `the kernel's lock keeps two stores apart`() throws {
    let place = try TemporaryDirectory()
    let path = "\(place.path)/books"
    let description = try LedgerDescription(origin: "lock", unit: "unit")
    let holder = try FileEventStore.create(at: path, description: description)
    let other = try FileEventStore(openingAt: path)
    try holder.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      do throws(StorageError) {
        try other.appendNumbered(1)
        Issue.record("not busy")
      } catch {
        #expect(error.code == .busy(waited: .zero))
      }
    }
    try other.appendNumbered(1)
    #expect(other.size == 1)
  }

  @Test func `an error carries call, number and path`() throws {
    let place = try TemporaryDirectory()
    let files = POSIXFileSystem()
    let missing = "\(place.path)/missing"
    func failure(_ body: () throws(SystemCallError) -> Void) -> SystemCallError? {
      do throws(SystemCallError) {
        try body()
        return nil
      } catch {
        return error
      }
    }
    #expect(
      failure { () throws(SystemCallError) in _ = try files.open(missing, .reading) }
        == SystemCallError(call: "open", errno: ENOENT, path: missing))
    #expect(
      failure { () throws(SystemCallError) in _ = try files.list(missing) }
        == SystemCallError(call: "opendir", errno: ENOENT, path: missing))
    #expect(
      failure { () throws(SystemCallError) in try files.makeDirectory(place.path) }
        == SystemCallError(call: "mkdir", errno: EEXIST, path: place.path))
    #expect(
      failure { () throws(SystemCallError) in try files.remove(missing) }
        == SystemCallError(call: "unlink", errno: ENOENT, path: missing))
    #expect(
      failure { () throws(SystemCallError) in try files.rename(missing, to: "\(missing)2") }
        == SystemCallError(call: "rename", errno: ENOENT, path: "\(missing)2"))
    let closed = OpenFile(descriptor: -1, path: missing)
    #expect(
      failure { () throws(SystemCallError) in try files.synchronize(closed) }
        == SystemCallError(call: "fdatasync", errno: EBADF, path: missing))
  }

  @Test func `a write that the system cuts short goes on, and its failure is taken back`() async {
    // The limit on file sizes holds for a whole process, so this needs one of its own. The first
    // call writes up to the limit, the second fails with EFBIG.
    await #expect(processExitsWith: .exitCode(7)) {
      let place = try TemporaryDirectory()
      let path = "\(place.path)/books"
      let description = try LedgerDescription(origin: "limit", unit: "unit")
      let store = try FileEventStore.create(at: path, description: description)
      try store.appendUnderLock([body("kept")])
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 1_000, rlim_max: 1_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      do throws(StorageError) {
        try store.appendUnderLock(Array(repeating: body("lost"), count: 100))
      } catch {
        let after = try FileEventStore(openingAt: path)
        let isTakenBack = after.size == 1 && after.tail.isClean
        if error.errno == EFBIG, error.systemCall == "pwrite", isTakenBack {
          _ = run(["/bin/rm", "-rf", place.path])
          exit(7)
        }
      }
    }
  }
}
