// Whether bytes are UTF-8: the characters of most texts at once, the rest by the standard library.

extension UnsafeRawBufferPointer {
  /// Whether the bytes are valid UTF-8.
  ///
  /// Characters of one byte, and of three that begin with any byte but E0 and ED, are looked at
  /// here (RFC 3629 section 4: two continuation bytes may follow, whichever they are); from the
  /// first other one on it is for the standard library.
  ///
  /// - Complexity: O(n) in the bytes.
  public var isUTF8: Bool {
    guard let start = baseAddress else { return true }
    var offset = 0
    while offset < count {
      let byte = start.load(fromByteOffset: offset, as: UInt8.self)
      if byte < 0x80 {
        offset += 1
        continue
      }
      guard byte > 0xE0, byte < 0xF0, byte != 0xED, offset + 2 < count else { break }
      let followers = start.loadUnaligned(fromByteOffset: offset + 1, as: UInt16.self)
      guard followers & 0xC0C0 == 0x8080 else { break }
      offset += 3
    }
    guard offset < count else { return true }
    let rest = UnsafeRawBufferPointer(rebasing: self[offset...])
    return (try? UTF8Span(validating: rest.bindMemory(to: UInt8.self).span)) != nil
  }
}
