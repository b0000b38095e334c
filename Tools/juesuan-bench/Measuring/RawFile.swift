// Files by system calls: written, synchronized, read whole; directories measured and removed.

import Glibc

/// A file open for writing.
struct RawFile {
  private let descriptor: Int32
  private let path: String

  /// Makes the file, empty.
  init(creating path: String) throws(BenchFailure) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    self.path = path
    guard descriptor >= 0 else { throw Self.failure("open", path) }
  }

  func close() { _ = Glibc.close(descriptor) }

  /// Writes all of `bytes` at the end.
  func write(_ bytes: [UInt8]) throws(BenchFailure) {
    try write(bytes[...])
  }

  /// Writes all of `bytes` at the end; one call of `write` unless the system takes less.
  func write(_ bytes: ArraySlice<UInt8>) throws(BenchFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      if count < 0, errno != EINTR { throw Self.failure("write", path) }
    }
  }

  /// Waits until what was written is on the disk.
  func synchronize() throws(BenchFailure) {
    guard fdatasync(descriptor) == 0 else { throw Self.failure("fdatasync", path) }
  }

  /// The bytes of a file.
  static func contents(of path: String) throws(BenchFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { _ = Glibc.close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("fstat", path) }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let taken = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if taken <= 0 {
          failed = taken < 0
          return
        }
        count += taken
      }
    }
    guard !failed else { throw failure("read", path) }
    return bytes
  }

  static func failure(_ call: String, _ path: String) -> BenchFailure {
    .system(call: call, path: path, errno: errno)
  }
}

/// Directories of a run.
enum Folder {
  /// Makes a directory that is not there yet.
  static func make(_ path: String) throws(BenchFailure) {
    guard mkdir(path, 0o755) == 0 else { throw RawFile.failure("mkdir", path) }
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a directory, sorted; none where there is no such directory.
  static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, or a directory with all that is in it.
  static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// The bytes of all files in a directory and below.
  static func byteCount(_ path: String) -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_size) }
    return names(in: path).reduce(0) { $0 + byteCount("\(path)/\($1)") }
  }
}
