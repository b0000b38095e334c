// The format document as the tests see it: its worked record, and its script.

import Glibc

/// What `Storage/FORMAT.md` says.
enum FormatDocument {
  /// The worked record, without its newline.
  static let workedRecord =
    #"{"position":0,"recorded_at":"2026-11-21T05:57:09.123456Z","batch":[1,1],"#
    + #""memo":"铅笔","crc":"cd71f1c8"}"#
  /// The Merkle leaf of the worked record.
  static let workedLeafHash = "48e1c826c415607a8462f61012efe230fe6d339b4465b36b9f359ad42cbaea7f"

  /// The document's text; found from this file, because tests run anywhere.
  static func text() -> String? {
    let tests = "/Tests/EventStorageTests/FormatDocument.swift"
    guard #filePath.hasSuffix(tests) else { return nil }
    return read("\(#filePath.dropLast(tests.count))/Storage/FORMAT.md")
  }

  /// The script between the lines "```python" and "```".
  static func script() -> String? {
    guard let text = text() else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: "```python"),
      let end = lines[start...].firstIndex(of: "```")
    else { return nil }
    return lines[(start + 1)..<end].joined(separator: "\n") + "\n"
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
