// A disk in memory that fails on command, tears writes, and forgets what was not synchronized.

import EventStorage
import Glibc

/// What one system call does wrong.
struct Fault {
  /// The call that fails, counted from 1.
  var callNumber: Int
  var errno: Int32
  /// How many bytes of a failing write reach the file.
  var writtenByteCount = 0
  /// Whether every call after it fails too, as for a process that has died.
  var isLasting = false
}

/// What a disk holds after the power has failed.
enum CrashOutcome: CaseIterable {
  /// Only what was synchronized.
  case unsyncedLost
  /// Everything, as after the death of the process alone.
  case unsyncedKept
  /// Of every file's unsynchronized bytes the first half.
  case unsyncedHalved
  /// The new length, but zeros in every other new sector, beginning with the first.
  case unsyncedBlocksZero
}

/// A file system in memory, keeping apart what is written and what is durable.
///
/// It is used like this: run a script once and read `callCount`; then, for every call number, run
/// it again with that call failing, `crash`, and look at what is left.
final class FaultyFileSystem: FileSystem {
  final class Node {
    var current: [UInt8] = []
    var durable: [UInt8] = []
    var isDirectory = false
    var holder: Int32?
  }

  var faults: [Fault] = []
  private(set) var callCount = 0
  /// Every call so far: its name and the last component of its path.
  private(set) var calls: [String] = []
  private(set) var pausedMilliseconds = 0
  /// Called at every pause, so that a test can let the other writer go.
  var whenPaused: () -> Void = {}

  private var entries: [String: Node] = [:]
  private var durableEntries: [String: Node] = [:]
  private var openNodes: [Int32: Node] = [:]
  private var nextDescriptor: Int32 = 3

  init() {
    let root = Node()
    root.isDirectory = true
    entries["/"] = root
    durableEntries["/"] = root
  }

  /// The number of files that are open; a test that ends with any has found a leak.
  var openFileCount: Int { openNodes.count }

  /// The contents of a file, or `nil` if there is none.
  func contents(_ path: String) -> [UInt8]? {
    entries[path].flatMap { $0.isDirectory ? nil : $0.current }
  }

  /// Puts a file there, durably, as if it had always been.
  func put(_ bytes: [UInt8], at path: String) {
    let node = entries[path] ?? Node()
    node.current = bytes
    node.durable = bytes
    entries[path] = node
    durableEntries[path] = node
  }

  /// Makes a file vanish, durably.
  func vanish(_ path: String) {
    entries[path] = nil
    durableEntries[path] = nil
  }

  /// Every file's path, sorted.
  var filePaths: [String] {
    entries.filter { !$0.value.isDirectory }.keys.sorted()
  }

  /// The disk after a crash at this moment, on a fresh machine without faults and open files.
  ///
  /// `keepingEntries` says whether names that were not synchronized have survived.
  func crash(_ outcome: CrashOutcome, keepingEntries: Bool) -> FaultyFileSystem {
    let disk = FaultyFileSystem()
    let surviving = keepingEntries ? entries : durableEntries
    for (path, node) in surviving {
      // A name in a directory whose own name was lost is lost with it.
      var ancestor = parent(path)
      while ancestor != "/", surviving[ancestor] != nil { ancestor = parent(ancestor) }
      guard ancestor == "/" else { continue }
      let copy = Node()
      copy.isDirectory = node.isDirectory
      copy.current = FaultyFileSystem.survivor(of: node, outcome)
      copy.durable = copy.current
      disk.entries[path] = copy
      disk.durableEntries[path] = copy
    }
    return disk
  }

  private static func survivor(of node: Node, _ outcome: CrashOutcome) -> [UInt8] {
    let isGrown =
      node.current.count > node.durable.count && node.current.starts(with: node.durable)
    switch outcome {
    case .unsyncedLost: return node.durable
    case .unsyncedKept: return node.current
    case .unsyncedHalved:
      guard isGrown else { return node.durable }
      return Array(node.current.prefix((node.durable.count + node.current.count) / 2))
    case .unsyncedBlocksZero:
      guard isGrown else { return node.durable }
      let firstSector = node.durable.count / 512
      return node.current.enumerated().map { at, byte in
        at >= node.durable.count && (at / 512 - firstSector) % 2 == 0 ? 0 : byte
      }
    }
  }

  private var presentFault: Fault? {
    faults.first {
      callCount == $0.callNumber || $0.isLasting && callCount > $0.callNumber
    }
  }

  /// Counts a call, and fails it if it is the one.
  private func step(_ call: String, _ path: String) throws(SystemCallError) {
    callCount += 1
    calls.append("\(call) \(path.split(separator: "/").last ?? "/")")
    if let fault = presentFault {
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
  func open(_ path: String, _ mode: OpenMode) throws(SystemCallError) -> OpenFile {
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

  func close(_ file: OpenFile) {
    unlock(file)
    openNodes[file.descriptor] = nil
  }

  func read(
    _ file: OpenFile, at offset: UInt64, into target: UnsafeMutableRawBufferPointer
  ) throws(SystemCallError) -> Int {
    try step("pread", file.path)
    let bytes = try node(file).current
    guard Int(offset) < bytes.count else { return 0 }
    let piece = bytes[Int(offset)..<min(bytes.count, Int(offset) + target.count)]
    target.copyBytes(from: piece)
    return piece.count
  }

  func write(
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
    put(bytes[...], in: node, at: Int(offset))
  }

  private func put(_ bytes: Slice<UnsafeRawBufferPointer>, in node: Node, at offset: Int) {
    guard !bytes.isEmpty else { return }
    while node.current.count < offset { node.current.append(0) }
    let end = min(node.current.count, offset + bytes.count)
    node.current.replaceSubrange(offset..<end, with: bytes)
  }

  func synchronize(_ file: OpenFile) throws(SystemCallError) {
    try step("fdatasync", file.path)
    let node = try node(file)
    node.durable = node.current
  }

  func truncate(_ file: OpenFile, to length: UInt64) throws(SystemCallError) {
    try step("ftruncate", file.path)
    let node = try node(file)
    node.current = Array(node.current.prefix(Int(length)))
    while node.current.count < Int(length) { node.current.append(0) }
  }

  func length(of file: OpenFile) throws(SystemCallError) -> UInt64 {
    try step("fstat", file.path)
    return UInt64(try node(file).current.count)
  }

  func tryLock(_ file: OpenFile) throws(SystemCallError) -> Bool {
    try step("flock", file.path)
    let node = try node(file)
    guard node.holder == nil || node.holder == file.descriptor else { return false }
    node.holder = file.descriptor
    return true
  }

  func unlock(_ file: OpenFile) {
    guard let node = openNodes[file.descriptor], node.holder == file.descriptor else { return }
    node.holder = nil
  }

  func synchronizeDirectory(_ path: String) throws(SystemCallError) {
    try step("fsync", path)
    guard entries[path]?.isDirectory == true else { throw refuse("fsync", ENOENT, path) }
    for name in Set(entries.keys).union(durableEntries.keys) where parent(name) == path {
      if name != "/" { durableEntries[name] = entries[name] }
    }
  }

  func makeDirectory(_ path: String) throws(SystemCallError) {
    try step("mkdir", path)
    guard entries[path] == nil else { throw refuse("mkdir", EEXIST, path) }
    let directory = Node()
    directory.isDirectory = true
    entries[path] = directory
  }

  func list(_ path: String) throws(SystemCallError) -> [String] {
    try step("readdir", path)
    guard let directory = entries[path] else { throw refuse("readdir", ENOENT, path) }
    guard directory.isDirectory else { throw refuse("readdir", ENOTDIR, path) }
    return entries.keys.filter { $0 != "/" && parent($0) == path }
      .compactMap { $0.split(separator: "/").last.map(String.init) }
  }

  func rename(_ source: String, to target: String) throws(SystemCallError) {
    try step("rename", target)
    guard let node = entries[source] else { throw refuse("rename", ENOENT, source) }
    entries[target] = node
    entries[source] = nil
  }

  func remove(_ path: String) throws(SystemCallError) {
    try step("unlink", path)
    guard entries[path] != nil else { throw refuse("unlink", ENOENT, path) }
    entries[path] = nil
  }

  func pause(milliseconds: Int) {
    pausedMilliseconds += milliseconds
    whenPaused()
  }

  fileprivate func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
