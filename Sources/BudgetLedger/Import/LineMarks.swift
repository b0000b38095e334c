// Whether a line is one that is read where it lies.

import EventCoding

/// What a line holds, looked at eight bytes at a time.
struct LineMarks {
  /// Whether there is any quote.
  let hasQuotes: Bool

  /// `nil` where the line holds a control character, a backslash, or bytes that are no UTF-8.
  init?(_ line: UnsafeRawBufferPointer) {
    var bad: UInt64 = 0
    var high: UInt64 = 0
    var quotes: UInt64 = 0
    var nextControls: UInt64 = 0
    var offset = 0
    func look(_ word: UInt64) {
      bad |=
        ByteMarks.ofControls(word) | ByteMarks.of(UInt8(ascii: "\\"), word)
        | ByteMarks.of(0x7F, word)
      high |= ByteMarks.ofHigh(word)
      quotes |= ByteMarks.of(UInt8(ascii: "\""), word)
      // U+0080 to U+009F begin with this byte, and so do others.
      nextControls |= ByteMarks.of(0xC2, word)
    }
    while offset + 8 <= line.count {
      look(line.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    if offset < line.count {
      var word: UInt64 = 0x4141_4141_4141_4141
      while offset < line.count {
        word = word << 8 | UInt64(line[offset])
        offset += 1
      }
      look(word)
    }
    guard bad == 0 else { return nil }
    if nextControls != 0 {
      let followers = zip(line, line.dropFirst())
      guard !followers.contains(where: { $0 == 0xC2 && $1 < 0xA0 }) else { return nil }
    }
    guard high == 0 || line.isUTF8 else { return nil }
    hasQuotes = quotes != 0
  }
}
