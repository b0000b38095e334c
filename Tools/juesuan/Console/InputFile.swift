// Reads a file or standard input whole.

import BudgetDomain
import BudgetLedger
import Glibc

/// A text given to the program as a file, or as `-` for standard input.
struct InputFile {
  /// The largest input in bytes; a year's books are far smaller, and it all has to be in memory.
  static let limitInBytes = 1 << 30

  /// What messages call standard input.
  static let standardInputName = "<stdin>"

  /// How messages call it.
  let name: String
  let bytes: [UInt8]

  /// The whole content of `path`.
  ///
  /// - Throws: ``Failure`` when it cannot be read or is longer than ``limitInBytes``.
  init(reading path: String) throws(Failure) {
    let isStandardInput = path == "-"
    name = isStandardInput ? Self.standardInputName : path
    let descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open", name, code: .inputOutput) }
    defer { if !isStandardInput { close(descriptor) } }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system("read", name, code: .inputOutput) }
      if count == 0 { break }
      content += buffer[..<count]
      guard content.count <= Self.limitInBytes else {
        throw Failure(.badInput, InputTooLarge(), place: name)
      }
    }
    bytes = content
  }
}

extension InputFile {
  /// The entries of the file at `path`: a file of any length is read by whoever imports it,
  /// anything else whole.
  ///
  /// - Throws: ``Failure``, as ``init(reading:)``.
  static func entries(at path: String) throws(Failure) -> EntrySource {
    var status = stat()
    if path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      access(path, R_OK) == 0
    {
      return EntrySource(fileAt: path)
    }
    let input = try InputFile(reading: path)
    return EntrySource(input.bytes, named: input.name)
  }
}

/// An input longer than the program reads.
struct InputTooLarge: Worded {
  var wording: Wording {
    let limit = InputFile.limitInBytes >> 20
    return Wording(
      name: "inputTooLarge",
      what: Phrase(
        zh: "输入超过 \(limit) MiB。", en: "The input is longer than \(limit) MiB."),
      next: Phrase(zh: "分成几个文件导入。", en: "Import it in several files."))
  }
}
