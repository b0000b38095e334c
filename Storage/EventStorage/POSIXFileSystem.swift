// The real disk: POSIX calls, with interrupted calls repeated and short writes continued.

import Glibc

/// The file system of the machine.
///
/// It has no state of its own; any number may be used side by side.
public final class POSIXFileSystem: FileSystem, Sendable {
  /// The file system of the machine.
  public init() {}

  /// Yes: the kernel sees to it.
  public var servesSeveralThreads: Bool { true }

  /// Opens a file with `open`, closed on exec, new files readable by all.
  /// - Throws: `SystemCallError`.
  public func open(_ path: String, _ mode: OpenMode) throws(SystemCallError) -> OpenFile {
    let flags =
      switch mode {
      case .reading: O_RDONLY
      case .writing: O_RDWR
      case .creating: O_RDWR | O_CREAT
      case .creatingExclusively: O_RDWR | O_CREAT | O_EXCL
      }
    let descriptor = try repeating("open", path) { Glibc.open(path, flags | O_CLOEXEC, 0o644) }
    return OpenFile(descriptor: Int32(descriptor), path: path)
  }

  /// Closes a file with `close`.
  public func close(_ file: OpenFile) {
    // Never repeated: on Linux the descriptor is gone even after EINTR, and may be another's.
    _ = Glibc.close(file.descriptor)
  }

  /// Reads with `pread`.
  /// - Throws: `SystemCallError`.
  public func read(
    _ file: OpenFile, at offset: UInt64, into target: UnsafeMutableRawBufferPointer
  ) throws(SystemCallError) -> Int {
    try repeating("pread", file.path) {
      Glibc.pread(file.descriptor, target.baseAddress, target.count, off_t(offset))
    }
  }

  /// Yes, with `mmap`.
  public var mapsFiles: Bool { true }

  /// Maps with `mmap`, readable only.
  /// - Throws: `SystemCallError`.
  public func map(_ path: String) throws(SystemCallError) -> FileBytes {
    let file = try open(path, .reading)
    defer { close(file) }
    let length = Int(try length(of: file))
    guard length > 0 else { return FileBytes(copying: []) }
    let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
    guard let start, start != MAP_FAILED else {
      throw SystemCallError(call: "mmap", errno: errno, path: path)
    }
    return FileBytes(mapped: start, count: length)
  }

  /// Writes all of `bytes` with as many `pwrite` as it takes.
  /// - Throws: `SystemCallError`.
  public func write(
    _ file: OpenFile, at offset: UInt64, _ bytes: UnsafeRawBufferPointer
  ) throws(SystemCallError) {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = try repeating("pwrite", file.path) {
        Glibc.pwrite(
          file.descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(written))
      }
      // A write of nothing without an error would go on forever.
      guard count > 0 else { throw SystemCallError(call: "pwrite", errno: EIO, path: file.path) }
      written += count
    }
  }

  /// Makes contents and length durable with `fdatasync`.
  /// - Throws: `SystemCallError`.
  public func synchronize(_ file: OpenFile) throws(SystemCallError) {
    _ = try repeating("fdatasync", file.path) { Int(Glibc.fdatasync(file.descriptor)) }
  }

  /// Cuts the file with `ftruncate`.
  /// - Throws: `SystemCallError`.
  public func truncate(_ file: OpenFile, to length: UInt64) throws(SystemCallError) {
    _ = try repeating("ftruncate", file.path) {
      Int(Glibc.ftruncate(file.descriptor, off_t(length)))
    }
  }

  /// The length from `lseek(SEEK_END)`, which the kernel answers in half the time of `fstat`: it is
  /// asked before single records are read. No place in a file is kept, see `pread` and `pwrite`.
  /// - Throws: `SystemCallError`.
  public func length(of file: OpenFile) throws(SystemCallError) -> UInt64 {
    UInt64(try repeating("lseek", file.path) { lseek(file.descriptor, 0, SEEK_END) })
  }

  /// Takes the lock with `flock(LOCK_EX | LOCK_NB)`.
  /// - Throws: `SystemCallError`.
  public func tryLock(_ file: OpenFile) throws(SystemCallError) -> Bool {
    do throws(SystemCallError) {
      _ = try repeating("flock", file.path) {
        Int(flock(file.descriptor, LOCK_EX | LOCK_NB))
      }
      return true
    } catch {
      if error.errno == EWOULDBLOCK { return false }
      throw error
    }
  }

  /// Gives the lock back with `flock(LOCK_UN)`.
  public func unlock(_ file: OpenFile) {
    _ = flock(file.descriptor, LOCK_UN)
  }

  /// Makes the entries durable with `fsync` on the directory.
  /// - Throws: `SystemCallError`.
  public func synchronizeDirectory(_ path: String) throws(SystemCallError) {
    let descriptor = try repeating("open", path) {
      Int(Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }
    defer { _ = Glibc.close(Int32(descriptor)) }
    _ = try repeating("fsync", path) { Int(Glibc.fsync(Int32(descriptor))) }
  }

  /// Creates a directory with `mkdir`.
  /// - Throws: `SystemCallError`.
  public func makeDirectory(_ path: String) throws(SystemCallError) {
    _ = try repeating("mkdir", path) { Int(Glibc.mkdir(path, 0o755)) }
  }

  /// The names from `readdir`.
  /// - Throws: `SystemCallError`.
  /// - Complexity: O(n).
  public func list(_ path: String) throws(SystemCallError) -> [String] {
    guard let directory = opendir(path) else {
      throw SystemCallError(call: "opendir", errno: Glibc.errno, path: path)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      Glibc.errno = 0
      guard let entry = readdir(directory) else {
        // The end of the directory and an error both return null; only errno tells them apart.
        if Glibc.errno != 0 {
          throw SystemCallError(call: "readdir", errno: Glibc.errno, path: path)
        }
        return names
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }

  /// Renames with `rename`, which replaces the target at once.
  /// - Throws: `SystemCallError`.
  public func rename(_ source: String, to target: String) throws(SystemCallError) {
    _ = try repeating("rename", target) { Int(Glibc.rename(source, target)) }
  }

  /// Removes with `unlink`.
  /// - Throws: `SystemCallError`.
  public func remove(_ path: String) throws(SystemCallError) {
    _ = try repeating("unlink", path) { Int(Glibc.unlink(path)) }
  }

  /// Sleeps with `usleep`.
  public func pause(milliseconds: Int) {
    usleep(UInt32(milliseconds) * 1_000)
  }

  /// Runs a call until it is not interrupted; a negative result is an error.
  private func repeating<Result: BinaryInteger>(
    _ call: String, _ path: String, _ body: () -> Result
  ) throws(SystemCallError) -> Result {
    while true {
      let result = body()
      if result >= 0 { return result }
      let number = Glibc.errno
      if number != EINTR { throw SystemCallError(call: call, errno: number, path: path) }
    }
  }
}
