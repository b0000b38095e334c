// A disk in memory that fails on command, tears writes, and forgets what was not synchronized.

public import EventStorage
import Glibc

/// What one system call does wrong.
public struct Fault: Sendable {
  /// The call that fails, counted from 1.
  public var callNumber: Int
  /// The error number it leaves.
  public var errno: Int32
  /// How many bytes of a failing write reach the file.
  public var writtenByteCount: Int
  /// Whether every call after it fails too, as for a process that has died.
  public var isLasting: Bool

  /// The failure of the call number `callNumber`.
  public init(
    callNumber: Int, errno: Int32, writtenByteCount: Int = 0, isLasting: Bool = false
  ) {
    self.callNumber = callNumber
    self.errno = errno
    self.writtenByteCount = writtenByteCount
    self.isLasting = isLasting
  }
}

/// A file system in memory, keeping apart what is written and what is durable.
///
/// It is used like this: run a script once and read `callCount`; then, for every call number, run
/// it again with that call failing, `crash`, and look at what is left.
public final class FaultyFileSystem: FileSystem {
  final class Node {
    var current: [UInt8] = []
    var durable: [UInt8] = []
    var isDirectory = false
    var holder: Int32?
  }

  /// What goes wrong, and when.
  public var faults: [Fault] = []
  /// The number of calls so far.
  public private(set) var callCount = 0
  /// Every call so far: its name and the last component of its path.
  public private(set) var calls: [String] = []
  /// How long writers have waited for the lock.
  public private(set) var pausedMilliseconds = 0
  /// Called at every pause, so that a test can let the other writer go.
  public var whenPaused: () -> Void = {}

  /// Called before every call, so that a test can let a reader look at any moment.
  public var beforeCall: () -> Void = {}
  /// Called for every call that fails: its name and the error number.
  public var whenFailing: (_ call: String, _ errno: Int32) -> Void = { _, _ in }
  /// How many bytes files may still grow by; `nil` for a disk that never fills up.
  public var freeByteCount: Int?
  /// A disk that says it has synchronized a file, and has not: for planting a bug.
  public var forgetsToSynchronize = false
  /// What the device writes at once, if it does.
  public var sectorByteCount = 512

  var entries: [String: Node] = [:]
  var durableEntries: [String: Node] = [:]
  private var openNodes: [Int32: Node] = [:]
  private var nextDescriptor: Int32 = 3

  /// An empty disk.
  public init() {
    let root = Node()
    root.isDirectory = true
    entries["/"] = root
    durableEntries["/"] = root
  }

  /// The number of files that are open; a test that ends with any has found a leak.
  public var openFileCount: Int { openNodes.count }

  /// The contents of a file, or `nil` if there is none.
  public func contents(_ path: String) -> [UInt8]? {
    entries[path].flatMap { $0.isDirectory ? nil : $0.current }
  }

  /// Puts a file there, durably, as if it had always been.
  public func put(_ bytes: [UInt8], at path: String) {
    let node = entries[path] ?? Node()
    node.current = bytes
    node.durable = bytes
    entries[path] = node
    durableEntries[path] = node
  }

  /// Makes a file vanish, durably.
  public func vanish(_ path: String) {
    entries[path] = nil
    durableEntries[path] = nil
  }

  /// The most bytes that any file has grown by since it was synchronized.
  public var unsyncedByteCountMax: Int {
    entries.values.map { $0.current.count - $0.durable.count }.max() ?? 0
  }

  /// Every file's path, sorted.
  public var filePaths: [String] {
    entries.filter { !$0.value.isDirectory }.keys.sorted()
  }

  private var presentFault: Fault? {
    faults.first {
      callCount == $0.callNumber || $0.isLasting && callCount > $0.callNumber
    }
  }

  /// Counts a call, and fails it if it is the one.
  private func step(_ call: String, _ path: String) throws(SystemCallError) {
    beforeCall()
    callCount += 1
    calls.append("\(call) \(path.split(separator: "/").last ?? "/")")
    if let fault = presentFault {
      whenFailing(call, fault.errno)
      throw SystemCallError(call: call, errno: fault.errno, path: path)
    }
  }

  private func node(_ file: OpenFile) throws(SystemCallError) -> Node {
    guard let node = openNodes[file.descriptor] else {
      throw SystemCallError(call: "any", errno: EBADF, path: file.path)
    }
    return node
  }

  private func refuse(
    _ call: String, _ number: Int32, _ path: String
  ) -> SystemCallError {
    SystemCallError(call: call, errno: number, path: path)
  }
}

extension FaultyFileSystem {
  /// Opens a file.
  /// - Throws: `SystemCallError`.
  public func open(_ path: String, _ mode: OpenMode) throws(SystemCallError) -> OpenFile {
    try step("open", path)
    if mode == .creatingExclusively, entries[path] != nil { throw refuse("open", EEXIST, path) }
    let isCreating = mode == .creating || mode == .creatingExclusively
    if entries[path] == nil {
      guard isCreating, entries[parent(path)]?.isDirectory == true else {
        throw refuse("open", ENOENT, path)
      }
      entries[path] = Node()
    }
    guard let node = entries[path], !node.isDirectory else { throw refuse("open", EISDIR, path) }
    nextDescriptor += 1
    openNodes[nextDescriptor] = node
    return OpenFile(descriptor: nextDescriptor, path: path)
  }

  /// Closes a file, and gives its lock back.
  public func close(_ file: OpenFile) {
    unlock(file)
    openNodes[file.descriptor] = nil
  }

  /// Reads what is written, durable or not.
  /// - Throws: `SystemCallError`.
  public func read(
    _ file: OpenFile, at offset: UInt64, into target: UnsafeMutableRawBufferPointer
  ) throws(SystemCallError) -> Int {
    try step("pread", file.path)
    let bytes = try node(file).current
    guard Int(offset) < bytes.count else { return 0 }
    let piece = bytes[Int(offset)..<min(bytes.count, Int(offset) + target.count)]
    target.copyBytes(from: piece)
    return piece.count
  }

  /// The bytes of a whole file as they are now.
  /// - Throws: `SystemCallError`.
  public func map(_ path: String) throws(SystemCallError) -> FileBytes {
    try step("mmap", path)
    guard let node = entries[path] else { throw refuse("mmap", ENOENT, path) }
    guard !node.isDirectory else { throw refuse("mmap", EISDIR, path) }
    return FileBytes(copying: node.current)
  }

  /// Writes, or tears the write if it is the one that fails.
  /// - Throws: `SystemCallError`.
  public func write(
    _ file: OpenFile, at offset: UInt64, _ bytes: UnsafeRawBufferPointer
  ) throws(SystemCallError) {
    let node = try node(file)
    do throws(SystemCallError) {
      try step("pwrite", file.path)
    } catch {
      if let fault = faults.first(where: { $0.callNumber == callCount }) {
        put(bytes.prefix(fault.writtenByteCount), in: node, at: Int(offset))
      }
      throw error
    }
    let growth = max(0, Int(offset) + bytes.count - node.current.count)
    if let free = freeByteCount {
      guard growth <= free else {
        put(bytes.prefix(bytes.count - growth + free), in: node, at: Int(offset))
        freeByteCount = 0
        whenFailing("pwrite", ENOSPC)
        throw refuse("pwrite", ENOSPC, file.path)
      }
      freeByteCount = free - growth
    }
    put(bytes[...], in: node, at: Int(offset))
  }

  private func put(_ bytes: Slice<UnsafeRawBufferPointer>, in node: Node, at offset: Int) {
    guard !bytes.isEmpty else { return }
    if offset == node.current.count {
      // Files of the index have megabytes: they are not to be copied byte by byte.
      UnsafeRawBufferPointer(rebasing: bytes).withMemoryRebound(to: UInt8.self) {
        node.current.append(contentsOf: $0)
      }
      return
    }
    while node.current.count < offset { node.current.append(0) }
    let end = min(node.current.count, offset + bytes.count)
    node.current.replaceSubrange(offset..<end, with: bytes)
  }

  /// Makes what is written to the file durable.
  /// - Throws: `SystemCallError`.
  public func synchronize(_ file: OpenFile) throws(SystemCallError) {
    try step("fdatasync", file.path)
    let node = try node(file)
    if !forgetsToSynchronize { node.durable = node.current }
  }

  /// Cuts the file; durable only after `synchronize`.
  /// - Throws: `SystemCallError`.
  public func truncate(_ file: OpenFile, to length: UInt64) throws(SystemCallError) {
    try step("ftruncate", file.path)
    let node = try node(file)
    freeByteCount = freeByteCount.map { $0 + max(0, node.current.count - Int(length)) }
    node.current = Array(node.current.prefix(Int(length)))
    while node.current.count < Int(length) { node.current.append(0) }
  }

  /// The length of what is written.
  /// - Throws: `SystemCallError`.
  public func length(of file: OpenFile) throws(SystemCallError) -> UInt64 {
    try step("fstat", file.path)
    return UInt64(try node(file).current.count)
  }

  /// Takes the lock.
  /// - Throws: `SystemCallError`.
  public func tryLock(_ file: OpenFile) throws(SystemCallError) -> Bool {
    try step("flock", file.path)
    let node = try node(file)
    guard node.holder == nil || node.holder == file.descriptor else { return false }
    node.holder = file.descriptor
    return true
  }

  /// Gives the lock back.
  public func unlock(_ file: OpenFile) {
    guard let node = openNodes[file.descriptor], node.holder == file.descriptor else { return }
    node.holder = nil
  }

  /// Makes the names in the directory durable.
  /// - Throws: `SystemCallError`.
  public func synchronizeDirectory(_ path: String) throws(SystemCallError) {
    try step("fsync", path)
    guard entries[path]?.isDirectory == true else { throw refuse("fsync", ENOENT, path) }
    for name in Set(entries.keys).union(durableEntries.keys) where parent(name) == path {
      if name != "/" { durableEntries[name] = entries[name] }
    }
  }

  /// Creates a directory.
  /// - Throws: `SystemCallError`.
  public func makeDirectory(_ path: String) throws(SystemCallError) {
    try step("mkdir", path)
    guard entries[path] == nil else { throw refuse("mkdir", EEXIST, path) }
    let directory = Node()
    directory.isDirectory = true
    entries[path] = directory
  }

  /// The names in a directory.
  /// - Throws: `SystemCallError`.
  public func list(_ path: String) throws(SystemCallError) -> [String] {
    try step("readdir", path)
    guard let directory = entries[path] else { throw refuse("readdir", ENOENT, path) }
    guard directory.isDirectory else { throw refuse("readdir", ENOTDIR, path) }
    // Sorted, so that the same seed is the same life.
    return entries.keys.filter { $0 != "/" && parent($0) == path }.sorted()
      .compactMap { $0.split(separator: "/").last.map(String.init) }
  }

  /// Renames; durable only after `synchronizeDirectory`.
  /// - Throws: `SystemCallError`.
  public func rename(_ source: String, to target: String) throws(SystemCallError) {
    try step("rename", target)
    guard let node = entries[source] else { throw refuse("rename", ENOENT, source) }
    entries[target] = node
    entries[source] = nil
  }

  /// Removes a name; durable only after `synchronizeDirectory`.
  /// - Throws: `SystemCallError`.
  public func remove(_ path: String) throws(SystemCallError) {
    try step("unlink", path)
    guard entries[path] != nil else { throw refuse("unlink", ENOENT, path) }
    entries[path] = nil
  }

  /// Lets no time pass, but counts it, and lets the test act.
  public func pause(milliseconds: Int) {
    pausedMilliseconds += milliseconds
    whenPaused()
  }

  func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
