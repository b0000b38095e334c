// Where the program speaks: answers to standard output, everything else to standard error.

import BudgetDomain
import Glibc

/// The two streams of the program and the language it speaks on them.
struct Console: Sendable {
  let language: Language
  /// Whether reports of success are left out.
  var isQuiet = false

  /// Prints an answer.
  ///
  /// - Throws: ``Failure`` when the stream cannot be written; a reader that went away is none.
  func answer(_ text: String) throws(Failure) {
    try Self.write(Array(text.utf8), to: STDOUT_FILENO, name: "<stdout>")
  }

  /// Prints what was done, unless `--quiet` was given.
  func report(_ text: String) throws(Failure) {
    if !isQuiet { try answer(text) }
  }

  /// Prints a remark that is no part of the answer. There is nobody to tell when this fails.
  func remark(_ text: String) {
    try? Self.write(Array(text.utf8), to: STDERR_FILENO, name: "<stderr>")
  }

  /// Writes an answer to where `-o` says: a file, or standard output.
  ///
  /// A file appears whole or not at all: it is written beside its place and then renamed. What is
  /// there but is no plain file (a device, a pipe, a link) is written as it is.
  func deliver(_ text: String, to path: String?) throws(Failure) {
    guard let path, path != "-" else { return try answer(text) }
    try OutputPlace.refuseLedger(path)
    var status = stat()
    let isSpecial = lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    let target = isSpecial ? path : "\(path).\(getpid()).draft"
    let flags = O_WRONLY | O_CLOEXEC | (isSpecial ? O_TRUNC : O_CREAT | O_EXCL)
    let descriptor = open(target, flags, 0o666)
    guard descriptor >= 0 else { throw .system("open", path, code: .cannotCreate) }
    do throws(Failure) {
      defer { close(descriptor) }
      try Self.write(Array(text.utf8), to: descriptor, name: path)
    } catch {
      if !isSpecial { unlink(target) }
      throw error
    }
    guard isSpecial || rename(target, path) == 0 else {
      let failure = Failure.system("rename", path, code: .cannotCreate)
      unlink(target)
      throw failure
    }
  }

  /// Writes all of `bytes` to an open file, which messages call `name`.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, name: String
  ) throws(Failure) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if written >= 0 {
        start += written
      } else if errno == EPIPE {
        return  // The reader has seen enough (`| head`); the work itself is done.
      } else if errno != EINTR {
        throw .system("write", name, code: .inputOutput)
      }
    }
  }
}
