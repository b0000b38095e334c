// The seam between the log and the disk: every system call the log makes, and no other.

/// A file opened by a `FileSystem`, and the path it was opened by.
public struct OpenFile: Hashable, Sendable {
  /// The number by which the file system knows the open file.
  public let descriptor: Int32
  /// The path it was opened by; errors name it.
  public let path: String

  /// The open file that `descriptor` stands for.
  public init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }
}

/// How a file is opened.
public enum OpenMode: Hashable, Sendable {
  /// For reading; the file must exist.
  case reading
  /// For reading and writing; the file must exist.
  case writing
  /// For writing; created if it does not exist, and left as it is if it does.
  case creating
  /// For writing; the file must not exist.
  case creatingExclusively
}

/// A system call that failed.
public struct SystemCallError: Error, Hashable, Sendable {
  /// The call's name, for example `open`.
  public let call: String
  /// The error number it left.
  public let errno: Int32
  /// The file or directory it was about.
  public let path: String

  /// The failure of `call` on `path`.
  public init(call: String, errno: Int32, path: String) {
    self.call = call
    self.errno = errno
    self.path = path
  }
}

/// The file operations of the log, one method for each system call.
///
/// The log does nothing to a disk except through these methods, so a test can fail any one of them
/// and see what an unlucky machine would see. An implementation repeats interrupted calls (EINTR)
/// and goes on after short writes; it repeats nothing else.
public protocol FileSystem: AnyObject {
  /// Opens a file.
  /// - Throws: `SystemCallError`.
  func open(_ path: String, _ mode: OpenMode) throws(SystemCallError) -> OpenFile

  /// Closes a file. Whatever had to be durable was synchronized before, so no error is reported.
  func close(_ file: OpenFile)

  /// Reads up to `target.count` bytes from `offset`; returns how many, 0 at the end of the file.
  /// - Throws: `SystemCallError`.
  func read(
    _ file: OpenFile, at offset: UInt64, into target: UnsafeMutableRawBufferPointer
  ) throws(SystemCallError) -> Int

  /// The bytes of a whole file as they are now; for files that are replaced, never changed.
  /// - Throws: `SystemCallError`.
  func map(_ path: String) throws(SystemCallError) -> FileBytes

  /// Whether ``map(_:)`` shows the file itself rather than a copy in memory.
  var mapsFiles: Bool { get }

  /// Writes all of `bytes` at `offset`. After an error any part of them may have been written.
  /// - Throws: `SystemCallError`.
  func write(
    _ file: OpenFile, at offset: UInt64, _ bytes: UnsafeRawBufferPointer
  ) throws(SystemCallError)

  /// Makes the file's contents and length durable (`fdatasync`).
  /// - Throws: `SystemCallError`.
  func synchronize(_ file: OpenFile) throws(SystemCallError)

  /// Cuts the file to `length` bytes.
  /// - Throws: `SystemCallError`.
  func truncate(_ file: OpenFile, to length: UInt64) throws(SystemCallError)

  /// The file's length in bytes.
  /// - Throws: `SystemCallError`.
  func length(of file: OpenFile) throws(SystemCallError) -> UInt64

  /// Tries to take the exclusive advisory lock (`flock`); `false` if another open file holds it.
  /// - Throws: `SystemCallError`.
  func tryLock(_ file: OpenFile) throws(SystemCallError) -> Bool

  /// Gives the lock back. Closing the file does so too, as does the death of the process.
  func unlock(_ file: OpenFile)

  /// Makes the directory's entries durable (`fsync` on the directory).
  /// - Throws: `SystemCallError`.
  func synchronizeDirectory(_ path: String) throws(SystemCallError)

  /// Creates a directory. Its parent must exist.
  /// - Throws: `SystemCallError`.
  func makeDirectory(_ path: String) throws(SystemCallError)

  /// The names in a directory, without `.` and `..`, in no order.
  /// - Throws: `SystemCallError`.
  /// - Complexity: O(n).
  func list(_ path: String) throws(SystemCallError) -> [String]

  /// Gives the file `source` the name `target`, replacing a file of that name at once.
  /// - Throws: `SystemCallError`.
  func rename(_ source: String, to target: String) throws(SystemCallError)

  /// Removes a file.
  /// - Throws: `SystemCallError`.
  func remove(_ path: String) throws(SystemCallError)

  /// Whether several threads may read by it at the same time.
  var servesSeveralThreads: Bool { get }

  /// Lets time pass while another writer holds the lock.
  func pause(milliseconds: Int)
}

extension FileSystem {
  /// No: only a file system without state of its own can.
  public var servesSeveralThreads: Bool { false }

  /// No: ``map(_:)`` copies where a file system has no better way.
  public var mapsFiles: Bool { false }

  /// The bytes of a whole file, read into memory where a file system cannot map.
  /// - Throws: `SystemCallError`.
  public func map(_ path: String) throws(SystemCallError) -> FileBytes {
    let file = try open(path, .reading)
    defer { close(file) }
    let length = Int(try length(of: file))
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 16)
    defer { memory.deallocate() }
    var filled = 0
    while filled < length {
      let rest = UnsafeMutableRawBufferPointer(rebasing: memory[filled...])
      let count = try read(file, at: UInt64(filled), into: rest)
      guard count > 0 else { break }
      filled += count
    }
    return FileBytes(copying: Array(memory[..<filled]))
  }
}
