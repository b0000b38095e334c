// Runs a program as a new process and says how long it took and how much memory it held.

import Glibc

/// What became of a process.
struct ChildProcess {
  /// From before the start to after the end.
  let nanoseconds: Int
  /// The most memory that was resident at once.
  let peakBytes: Int
  let output: String

  /// Runs the program `name` that stands beside this one and waits for it.
  ///
  /// It gets an empty environment, so that the surroundings have no part in the figures.
  /// - Throws: `BenchFailure.program` where it is not there or ends with another code than 0, or
  ///   1 where that is accepted: the tables of a drawn workload need not pass every check.
  init(
    _ name: String, _ arguments: [String], acceptingFindings: Bool = false
  ) throws(BenchFailure) {
    let path = try Self.place(of: name)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw RawFile.failure("pipe", name) }
    defer { _ = close(ends[0]) }
    let watch = Stopwatch()
    let child = try Self.start(path, arguments, output: ends)
    let bytes = Self.readAll(ends[0])
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw RawFile.failure("wait4", name) }
    }
    nanoseconds = watch.nanoseconds
    peakBytes = usage.ru_maxrss * 1024
    output = String(decoding: bytes, as: UTF8.self)
    guard status == 0 || (acceptingFindings && status == 1 << 8) else {
      let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
      let last = String(decoding: bytes.suffix(400), as: UTF8.self)
      throw .program(name: name, exitCode: code, output: last)
    }
  }

  /// Where the program `name` stands: in the directory of this one.
  static func place(of name: String) throws(BenchFailure) -> String {
    let own = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      buffer.withMemoryRebound(to: CChar.self) {
        guard let start = $0.baseAddress else { return }
        count = max(0, readlink("/proc/self/exe", start, $0.count))
      }
    }
    let folder = own.lastIndex(of: UInt8(ascii: "/")).map { own[...$0] } ?? []
    let path = String(decoding: folder, as: UTF8.self) + name
    guard access(path, X_OK) == 0 else {
      throw .program(name: path, exitCode: 127, output: "swift build -c release")
    }
    return path
  }

  /// Starts the program with its standard output on the pipe and its complaints there, too.
  private static func start(
    _ path: String, _ arguments: [String], output ends: [Int32]
  ) throws(BenchFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var nothing: [UnsafeMutablePointer<CChar>?] = [nil]
    var child = pid_t()
    defer { _ = close(ends[1]) }
    let code = posix_spawn(&child, path, &actions, nil, &words, &nothing)
    guard code == 0 else { throw .system(call: "posix_spawn", path: path, errno: code) }
    return child
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &block, block.count)
      if count == 0 || (count < 0 && errno != EINTR) { return bytes }
      if count > 0 { bytes.append(contentsOf: block[..<count]) }
    }
  }
}
