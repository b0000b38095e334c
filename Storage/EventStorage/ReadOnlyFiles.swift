// Files that exist only in memory and can only be read: a log is checked before it is on any disk.

import Glibc

/// A file system that holds given files and refuses every change (`EROFS`).
final class ReadOnlyFiles: FileSystem {
  private let files: [String: [UInt8]]
  private var opened: [[UInt8]] = []

  /// A file system with `files`, by path; a directory exists where a path passes through it.
  init(_ files: [String: [UInt8]]) {
    self.files = files
  }

  func open(_ path: String, _ mode: OpenMode) throws(SystemCallError) -> OpenFile {
    guard mode == .reading else { throw refusal("open", path) }
    guard let bytes = files[path] else {
      throw SystemCallError(call: "open", errno: ENOENT, path: path)
    }
    opened.append(bytes)
    return OpenFile(descriptor: Int32(opened.count - 1), path: path)
  }

  func close(_ file: OpenFile) {
    opened[Int(file.descriptor)] = []
  }

  func read(
    _ file: OpenFile, at offset: UInt64, into target: UnsafeMutableRawBufferPointer
  ) throws(SystemCallError) -> Int {
    let bytes = opened[Int(file.descriptor)]
    guard offset < UInt64(bytes.count) else { return 0 }
    let count = min(target.count, bytes.count - Int(offset))
    bytes.withUnsafeBytes { source in
      target.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: source[Int(offset)..<(Int(offset) + count)]))
    }
    return count
  }

  func length(of file: OpenFile) throws(SystemCallError) -> UInt64 {
    UInt64(opened[Int(file.descriptor)].count)
  }

  func list(_ path: String) throws(SystemCallError) -> [String] {
    let prefix = path + "/"
    let names = files.keys.filter { $0.hasPrefix(prefix) }.compactMap { file in
      file.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
    }
    guard !names.isEmpty else { throw SystemCallError(call: "open", errno: ENOENT, path: path) }
    return Array(Set(names))
  }

  func write(
    _ file: OpenFile, at offset: UInt64, _ bytes: UnsafeRawBufferPointer
  ) throws(SystemCallError) { throw refusal("write", file.path) }

  func synchronize(_ file: OpenFile) throws(SystemCallError) {
    throw refusal("fdatasync", file.path)
  }

  func truncate(_ file: OpenFile, to length: UInt64) throws(SystemCallError) {
    throw refusal("ftruncate", file.path)
  }

  func tryLock(_ file: OpenFile) throws(SystemCallError) -> Bool {
    throw refusal("flock", file.path)
  }

  func unlock(_ file: OpenFile) {}

  func synchronizeDirectory(_ path: String) throws(SystemCallError) {
    throw refusal("fsync", path)
  }

  func makeDirectory(_ path: String) throws(SystemCallError) { throw refusal("mkdir", path) }

  func rename(_ source: String, to target: String) throws(SystemCallError) {
    throw refusal("rename", target)
  }

  func remove(_ path: String) throws(SystemCallError) { throw refusal("unlink", path) }

  func pause(milliseconds: Int) {}

  private func refusal(_ call: String, _ path: String) -> SystemCallError {
    SystemCallError(call: call, errno: EROFS, path: path)
  }
}
