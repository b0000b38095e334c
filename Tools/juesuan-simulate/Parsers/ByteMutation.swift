// Changes valid input a little, in ways that find what a parser takes for granted.

import EventStorageTesting

/// Mutations of bytes, drawn from one seed.
struct ByteMutation {
  /// Pieces that mean something to one of the parsers.
  static let words: [[UInt8]] =
    [
      "\"", "\"\"", ",", "\n", "\r\n", "<", ">", "</", "/>", "&", "&#x0;", "&#x10FFFF;", "&amp;",
      "&lt", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml ", "?>",
      "xmlns:x=\"\"", "xml:space", "r=\"A1\"", "r=\"XFD1048576\"", "r=\"1048577\"", "t=\"s\"",
      "t=\"inlineStr\"", "t=\"d\"", "<v>-1</v>", "<v>1E308</v>", "1e-400", "9223372036854775807",
      "9223372036854775808", "18446744073709551616", "-0", "0.005", "2018-02-29", "9999-12-31",
      "1,23,4", "２０１８", "，", "\u{FEFF}", "\u{FFFE}", "\u{0}", "_x0000_", "_xD800_", "_x000D_",
      "../", "/", "PK\u{3}\u{4}", "PK\u{1}\u{2}", "PK\u{5}\u{6}", "{", "}", "[", "]", "null",
      "\\u0000", "\\ud800", "\\", "\"amount\":", "'", "$A$1:$B$2", "[Red]", "yyyy",
    ].map { Array($0.utf8) } + [[0xD6, 0xD0], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFE]]

  private var chance: SeededChance

  init(_ chance: SeededChance) {
    self.chance = chance
  }

  /// A copy of `bytes`, changed in one to eight places; pieces may come from `other`.
  mutating func changed(_ bytes: [UInt8], with other: [UInt8]) -> [UInt8] {
    var changed = bytes
    let count = chance.happens(onceIn: 2) ? 1 : 1 + chance.below(8)
    for _ in 0..<count { change(&changed, other) }
    return changed
  }

  /// A number below `limit`.
  mutating func below(_ limit: Int) -> Int { chance.below(limit) }

  private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
    guard !bytes.isEmpty else {
      bytes = piece(of: other)
      return
    }
    let place = chance.below(bytes.count)
    switch chance.below(12) {
    case 0: bytes[place] ^= 1 << UInt8(chance.below(8))
    case 1: bytes[place] = UInt8(chance.below(256))
    case 2: bytes[place] = [0, 1, 0x20, 0x2C, 0x30, 0x39, 0x7F, 0x80, 0xFF][chance.below(9)]
    case 3: bytes.removeSubrange(range(in: bytes))
    case 4: bytes.insert(contentsOf: Self.words[chance.below(Self.words.count)], at: place)
    case 5: bytes.insert(contentsOf: piece(of: bytes), at: place)
    case 6: bytes.insert(contentsOf: piece(of: other), at: place)
    case 7: bytes.replaceSubrange(range(in: bytes), with: piece(of: other))
    case 8: bytes.removeLast(bytes.count - place)
    case 9: changeNumber(&bytes, near: place)
    case 10: swapPieces(&bytes)
    default:
      // A little-endian number, as containers have many.
      let end = min(bytes.count, place + [2, 4, 8][chance.below(3)])
      let filling: UInt8 = [0, 0xFF, 0x7F, 0x80][chance.below(4)]
      for index in place..<end { bytes[index] = filling }
    }
  }

  /// A short range, now and then a long one.
  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = chance.below(bytes.count)
    let most = chance.happens(onceIn: 8) ? bytes.count : 24
    return start..<min(bytes.count, start + 1 + chance.below(most))
  }

  private mutating func piece(of bytes: [UInt8]) -> [UInt8] {
    bytes.isEmpty ? [0x30] : Array(bytes[range(in: bytes)])
  }

  /// Gives the decimal digits around `place`, or those behind it, another value.
  private mutating func changeNumber(_ bytes: inout [UInt8], near place: Int) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    let numbers = [
      "", "0", "1", "00", "65535", "65536", "1048577", "16385", "2147483648", "4294967295",
      "9999999999", "9223372036854775807", "18446744073709551615", "99999999999999999999",
      String(chance.below(100)), String(chance.next()),
    ]
    bytes.replaceSubrange(start..<end, with: Array(numbers[chance.below(numbers.count)].utf8))
  }

  private mutating func swapPieces(_ bytes: inout [UInt8]) {
    let (one, other) = (range(in: bytes), range(in: bytes))
    guard one.upperBound <= other.lowerBound else { return }
    let (first, second) = (Array(bytes[one]), Array(bytes[other]))
    bytes.replaceSubrange(other, with: first)
    bytes.replaceSubrange(one, with: second)
  }
}
