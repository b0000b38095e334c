// Names for files and anchors, made of texts that may hold anything.

/// Names that every file system and every address takes as they are.
enum SafeName {
  /// A name of small letters, digits and hyphens that only `text` has: other characters become `u`
  /// and their code point, and so does `u`.
  ///
  /// A name longer than a file system takes is cut, with a digest of the text at its end.
  static func text(of text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."t", "v"..."z", "0"..."9": name.unicodeScalars.append(scalar)
      default: name += "u" + String(scalar.value, radix: 16) + "-"
      }
    }
    if name.hasSuffix("-") { name.removeLast() }
    guard name.utf8.count > longestName else { return name }
    return name.prefix(longestName - 18) + "--" + hexDigest(of: text)
  }

  /// `text` as part of an address: what RFC 3986 leaves unreserved stays, the rest is escaped.
  static func fragment(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F:
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return escaped
  }

  private static let longestName = 120

  /// FNV-1a of 64 bits: it keeps names apart and proves nothing.
  private static func hexDigest(of text: String) -> String {
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
