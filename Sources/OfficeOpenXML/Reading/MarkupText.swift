// Pieces of markup: texts with their references, and the name and attributes of a tag.

extension OfficeFileProblem.MarkupFault: Error {}

/// How bytes of a document become text.
enum MarkupText {
  /// A blank of XML.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The text of `bytes`; a line ends with a line feed, whatever it ended with.
  ///
  /// - Parameter hasReferences: whether `&` begins a reference; in CDATA it does not.
  static func string(
    _ bytes: ArraySlice<UInt8>, hasReferences: Bool
  ) throws(OfficeFileProblem.MarkupFault) -> String {
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "&") }
    let plain = isPlain ? bytes[...] : try resolved(bytes, hasReferences: hasReferences)[...]
    guard let text = String(validating: plain, as: UTF8.self) else { throw .encodingBroken }
    return text
  }

  /// The encoding that an XML declaration names, in small letters, or `nil`.
  static func declaredEncoding(_ declaration: ArraySlice<UInt8>) -> String? {
    var pieces = TagPieces(declaration)
    guard pieces.name() != nil else { return nil }
    while let piece = pieces.attribute() {
      if piece.name == "encoding" {
        return String(decoding: piece.value, as: UTF8.self).lowercased()
      }
    }
    return nil
  }

  private static func resolved(
    _ bytes: ArraySlice<UInt8>, hasReferences: Bool
  ) throws(OfficeFileProblem.MarkupFault) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "&") where hasReferences:
        guard let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
          throw .entityUnknown
        }
        try result.append(reference: String(decoding: bytes[index..<end], as: UTF8.self))
        index = end + 1
      case 0x0D:
        if index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
        result.append(0x0A)
      case 0x00..<0x09, 0x0B..<0x20: throw .characterRefused
      default: result.append(byte)
      }
    }
    return result
  }
}

extension [UInt8] {
  /// Appends what the reference `&name;` stands for.
  fileprivate mutating func append(
    reference name: String
  ) throws(OfficeFileProblem.MarkupFault) {
    switch name {
    case "amp": append(UInt8(ascii: "&"))
    case "lt": append(UInt8(ascii: "<"))
    case "gt": append(UInt8(ascii: ">"))
    case "quot": append(UInt8(ascii: "\""))
    case "apos": append(UInt8(ascii: "'"))
    default:
      guard name.hasPrefix("#") else { throw .entityUnknown }
      let isHexadecimal = name.dropFirst().hasPrefix("x")
      let digits = name.dropFirst(isHexadecimal ? 2 : 1)
      guard digits.first?.isHexDigit == true,
        let value = UInt32(digits, radix: isHexadecimal ? 16 : 10),
        let scalar = Unicode.Scalar(value), XMLCharacter.isAllowed(scalar)
      else { throw .characterRefused }
      self += Array(String(scalar).utf8)
    }
  }
}

/// Cuts a tag into its name and attributes.
struct TagPieces {
  private var rest: ArraySlice<UInt8>

  init(_ tag: ArraySlice<UInt8>) {
    rest = tag
  }

  /// Whether nothing but blanks is left.
  var isAtEnd: Bool { rest.allSatisfy(MarkupText.isBlank) }

  /// The name with which the tag begins, or `nil` where there is none.
  mutating func name() -> String? {
    let end = rest.firstIndex { !Self.isNameByte($0) } ?? rest.endIndex
    let name = rest[..<end]
    guard let first = name.first, !(0x2D...0x3A).contains(first) else { return nil }
    rest = rest[end...]
    return String(validating: name, as: UTF8.self)
  }

  /// The next attribute with the bytes of its value, or `nil` where none follows.
  mutating func attribute() -> (name: String, value: ArraySlice<UInt8>)? {
    let before = rest
    guard skipBlanks(), let name = name() else {
      rest = before
      return nil
    }
    _ = skipBlanks()
    guard rest.first == UInt8(ascii: "=") else {
      rest = before
      return nil
    }
    rest = rest.dropFirst()
    _ = skipBlanks()
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = rest.dropFirst().firstIndex(of: quote)
    else {
      rest = before
      return nil
    }
    let value = rest[(rest.startIndex + 1)..<end]
    guard !value.contains(UInt8(ascii: "<")) else {
      rest = before
      return nil
    }
    rest = rest[(end + 1)...]
    return (name, value)
  }

  /// Passes over blanks; `false` where there were none.
  private mutating func skipBlanks() -> Bool {
    let end = rest.firstIndex { !MarkupText.isBlank($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return end > rest.startIndex
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x2C, 0x2F, 0x3B...0x40, 0x5B...0x5E, 0x60, 0x7B...0x7F: false
    default: true
    }
  }
}
