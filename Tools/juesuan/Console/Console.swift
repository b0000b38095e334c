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

  /// Writes an answer to where `-o` says: a file, which appears whole or not at all, or standard
  /// output.
  func deliver(_ text: String, to path: String?) throws(Failure) {
    let stream = try AnswerStream(to: path)
    try stream.write(text)
    try stream.finish()
  }

  /// Writes a file that is no text to `path`; standard output where it is `nil`.
  func deliver(_ bytes: [UInt8], to path: String?) throws(Failure) {
    let stream = try AnswerStream(to: path)
    try stream.write(bytes)
    try stream.finish()
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
