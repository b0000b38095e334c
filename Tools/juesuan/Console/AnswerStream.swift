// Writes an answer piece by piece: to standard output, or to a file that appears whole.

import BudgetDomain
import Glibc

/// An answer that is written while it is made, so that its length does not matter.
///
/// A file is written beside its place and renamed by ``finish()``; without that nothing appears.
/// What is there but is no plain file (a device, a pipe, a link) is written as it is.
final class AnswerStream {
  private let name: String
  private let target: String?
  private let isSpecial: Bool
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var isFinished = false

  /// A stream to `path`; `-` or `nil` is standard output.
  ///
  /// - Throws: ``Failure`` where the file cannot be made, or lies in a ledger.
  init(to path: String?) throws(Failure) {
    guard let path, path != "-" else {
      name = "<stdout>"
      target = nil
      isSpecial = true
      descriptor = STDOUT_FILENO
      return
    }
    try OutputPlace.refuseLedger(path)
    var status = stat()
    isSpecial = lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    name = path
    let target = isSpecial ? path : "\(path).\(getpid()).draft"
    self.target = target
    let flags = O_WRONLY | O_CLOEXEC | (isSpecial ? O_TRUNC : O_CREAT | O_EXCL)
    descriptor = open(target, flags, 0o666)
    guard descriptor >= 0 else { throw .system("open", path, code: .cannotCreate) }
  }

  deinit {
    guard let target, !isFinished, descriptor >= 0 else { return }
    close(descriptor)
    if !isSpecial { unlink(target) }
  }

  /// Adds a text.
  func write(_ text: String) throws(Failure) {
    buffer += text.utf8
    if buffer.count >= Self.pieceByteCount { try flush() }
  }

  /// Adds bytes that are no text.
  func write(_ bytes: [UInt8]) throws(Failure) {
    buffer += bytes
    if buffer.count >= Self.pieceByteCount { try flush() }
  }

  /// Adds a line that stands somewhere else, and a line feed.
  func write(line: UnsafeRawBufferPointer) throws(Failure) {
    buffer += line
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.pieceByteCount { try flush() }
  }

  /// Writes what is left and gives a file its name.
  func finish() throws(Failure) {
    try flush()
    guard let target else { return }
    close(descriptor)
    isFinished = true
    guard isSpecial || rename(target, name) == 0 else {
      let failure = Failure.system("rename", name, code: .cannotCreate)
      unlink(target)
      throw failure
    }
  }

  private func flush() throws(Failure) {
    guard !buffer.isEmpty else { return }
    try Console.write(buffer, to: descriptor, name: name)
    buffer.removeAll(keepingCapacity: true)
  }

  private static let pieceByteCount = 1 << 16
}
