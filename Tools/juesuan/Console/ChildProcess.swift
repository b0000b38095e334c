// Runs another program and waits for it: by its arguments, never through a shell.

import BudgetDomain
import Glibc

/// What a run of another program came to.
struct ChildProcess: Sendable {
  /// Its exit code, or 128 and the number of the signal that ended it.
  let exitCode: Int32
  /// What it wrote, to standard output and standard error together.
  let output: String

  /// The most that is kept of what it wrote, in bytes.
  private static let outputByteCountMax = 1 << 16

  /// Runs the program `name`, found by `PATH`, with `input` as its standard input.
  ///
  /// - Throws: ``Failure`` with ``ProgramMissing`` where there is no such program.
  init(running name: String, _ arguments: [String], input: [UInt8] = []) throws(Failure) {
    let incoming = try Self.pipe(name)
    let outgoing: (reading: Int32, writing: Int32)
    do throws(Failure) {
      outgoing = try Self.pipe(name)
    } catch {
      close(incoming.reading)
      close(incoming.writing)
      throw error
    }
    let child = Self.spawn(name, arguments, input: incoming.reading, output: outgoing.writing)
    close(incoming.reading)
    close(outgoing.writing)
    guard child.error == 0 else {
      close(incoming.writing)
      close(outgoing.reading)
      errno = child.error
      guard child.error == ENOENT else { throw .system("posix_spawn", name, code: .inputOutput) }
      throw Failure(.inputOutput, ProgramMissing(name: name), place: name)
    }
    Self.write(input, to: incoming.writing)
    close(incoming.writing)
    output = Self.readAll(outgoing.reading)
    close(outgoing.reading)
    var status: Int32 = 0
    while waitpid(child.pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    exitCode = signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private static func pipe(_ name: String) throws(Failure) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { throw .system("pipe", name, code: .inputOutput) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ name: String, _ arguments: [String], input: Int32, output: Int32
  ) -> (pid: pid_t, error: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    // This program ignores SIGPIPE; the other one is to find it as it expects it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let error = posix_spawnp(&pid, name, &actions, &attributes, words, environ)
    return (pid, error)
  }

  /// A child that reads no further has seen enough; how it ends tells what it thinks of it.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if written >= 0 { start += written } else if errno != EINTR { return }
    }
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return String(decoding: content, as: UTF8.self) }
      content += buffer[..<min(count, outputByteCountMax - content.count)]
    }
  }
}

/// A program that is not installed.
struct ProgramMissing: Worded {
  let name: String

  var wording: Wording {
    Wording(
      name: "programMissing",
      what: Phrase(
        zh: "找不到程序 \(name)（OpenSSH 的一部分）。", en: "There is no program \(name), a part of OpenSSH."),
      next: Phrase(
        zh: "安装 openssh-client，或在装有它的机器上核对同样的文件。",
        en: "Install openssh-client, or check the same files on a machine that has it."))
  }
}
