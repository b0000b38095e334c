// A disk in memory that several threads may use, and that counts what is read.

public import EventStorage
import Glibc

/// A `FaultyFileSystem` behind a lock: calls come one at a time, from whatever thread.
///
/// While threads read by it, the disk itself is to be left alone.
public final class SharedFileSystem: FileSystem {
  private let disk: FaultyFileSystem
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var readByteCounts: [String: UInt64] = [:]

  /// The disk as several threads see it.
  public init(_ disk: FaultyFileSystem) {
    self.disk = disk
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Yes: that is what it is for.
  public var servesSeveralThreads: Bool { true }

  /// How many bytes of the file at `path` were read.
  public func readByteCount(of path: String) -> UInt64 {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return readByteCounts[path] ?? 0
  }

  private func call<Result>(
    _ body: () throws(SystemCallError) -> Result
  ) throws(SystemCallError) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body()
  }

  /// Opens a file of the disk.
  /// - Throws: `SystemCallError`.
  public func open(_ path: String, _ mode: OpenMode) throws(SystemCallError) -> OpenFile {
    try call { () throws(SystemCallError) in try disk.open(path, mode) }
  }

  /// Closes a file, and gives its lock back.
  public func close(_ file: OpenFile) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    disk.close(file)
  }

  /// Reads what is written, and counts it.
  /// - Throws: `SystemCallError`.
  public func read(
    _ file: OpenFile, at offset: UInt64, into target: UnsafeMutableRawBufferPointer
  ) throws(SystemCallError) -> Int {
    try call { () throws(SystemCallError) in
      let count = try disk.read(file, at: offset, into: target)
      readByteCounts[file.path, default: 0] += UInt64(count)
      return count
    }
  }

  /// The bytes of a whole file.
  /// - Throws: `SystemCallError`.
  public func map(_ path: String) throws(SystemCallError) -> FileBytes {
    try call { () throws(SystemCallError) in try disk.map(path) }
  }

  /// Writes to the disk.
  /// - Throws: `SystemCallError`.
  public func write(
    _ file: OpenFile, at offset: UInt64, _ bytes: UnsafeRawBufferPointer
  ) throws(SystemCallError) {
    try call { () throws(SystemCallError) in try disk.write(file, at: offset, bytes) }
  }

  /// Makes what is written to the file durable.
  /// - Throws: `SystemCallError`.
  public func synchronize(_ file: OpenFile) throws(SystemCallError) {
    try call { () throws(SystemCallError) in try disk.synchronize(file) }
  }

  /// Cuts the file.
  /// - Throws: `SystemCallError`.
  public func truncate(_ file: OpenFile, to length: UInt64) throws(SystemCallError) {
    try call { () throws(SystemCallError) in try disk.truncate(file, to: length) }
  }

  /// The length of what is written.
  /// - Throws: `SystemCallError`.
  public func length(of file: OpenFile) throws(SystemCallError) -> UInt64 {
    try call { () throws(SystemCallError) in try disk.length(of: file) }
  }

  /// Takes the lock of a ledger.
  /// - Throws: `SystemCallError`.
  public func tryLock(_ file: OpenFile) throws(SystemCallError) -> Bool {
    try call { () throws(SystemCallError) in try disk.tryLock(file) }
  }

  /// Gives the lock of a ledger back.
  public func unlock(_ file: OpenFile) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    disk.unlock(file)
  }

  /// Makes the names in the directory durable.
  /// - Throws: `SystemCallError`.
  public func synchronizeDirectory(_ path: String) throws(SystemCallError) {
    try call { () throws(SystemCallError) in try disk.synchronizeDirectory(path) }
  }

  /// Creates a directory.
  /// - Throws: `SystemCallError`.
  public func makeDirectory(_ path: String) throws(SystemCallError) {
    try call { () throws(SystemCallError) in try disk.makeDirectory(path) }
  }

  /// The names in a directory.
  /// - Throws: `SystemCallError`.
  public func list(_ path: String) throws(SystemCallError) -> [String] {
    try call { () throws(SystemCallError) in try disk.list(path) }
  }

  /// Renames.
  /// - Throws: `SystemCallError`.
  public func rename(_ source: String, to target: String) throws(SystemCallError) {
    try call { () throws(SystemCallError) in try disk.rename(source, to: target) }
  }

  /// Removes a name.
  /// - Throws: `SystemCallError`.
  public func remove(_ path: String) throws(SystemCallError) {
    try call { () throws(SystemCallError) in try disk.remove(path) }
  }

  /// Lets no time pass.
  public func pause(milliseconds: Int) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    disk.pause(milliseconds: milliseconds)
  }
}
