// Recognises what a text that is not UTF-8 seems to be written in, so that it can be converted.

/// An encoding in which spreadsheets of this country save texts. Nothing is ever read in one of
/// them: whoever gave the file is told how to convert it.
public enum TextEncoding: String, Hashable, Sendable {
  /// GBK: one or two bytes a character (code page 936).
  case gbk = "GBK"
  /// GB 18030, where characters of four bytes occur.
  case gb18030 = "GB18030"
  /// UTF-16 with a byte order mark.
  case utf16 = "UTF-16"

  /// The encoding that all of `bytes` would be well-formed in, or `nil` where it is none of these.
  ///
  /// - Complexity: O(n).
  init?(of bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      guard bytes.count.isMultiple(of: 2) else { return nil }
      self = .utf16
      return
    }
    var hasFour = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte >= 0x80 else {
        // Nothing but text: controls occur in no list that somebody typed.
        guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return nil }
        index += 1
        continue
      }
      guard (0x81...0xFE).contains(byte), index + 1 < bytes.count else { return nil }
      let second = bytes[index + 1]
      if (0x40...0xFE).contains(second), second != 0x7F {
        index += 2
        continue
      }
      guard (0x30...0x39).contains(second), index + 3 < bytes.count,
        (0x81...0xFE).contains(bytes[index + 2]), (0x30...0x39).contains(bytes[index + 3])
      else { return nil }
      hasFour = true
      index += 4
    }
    self = hasFour ? .gb18030 : .gbk
  }

  /// The command that converts the file at `path` into another one beside it, for a shell.
  public func conversion(of path: String) -> String {
    let dot = path.lastIndex(of: ".").flatMap { dot in
      path[dot...].contains("/") ? nil : dot
    }
    let target = "\(path[..<(dot ?? path.endIndex)]).utf8\(dot.map { path[$0...] } ?? "")"
    return "iconv -f \(rawValue) -t UTF-8 \(Self.quoted(path)) > \(Self.quoted(target))"
  }

  /// A word of a shell: in quotation marks where it holds anything a shell could take apart.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._+-".unicodeScalars.contains($0)
    }
    return isPlain && !word.hasPrefix("-")
      ? word : "\u{27}\(word.replacing("\u{27}", with: "\u{27}\\\u{27}\u{27}"))\u{27}"
  }
}
