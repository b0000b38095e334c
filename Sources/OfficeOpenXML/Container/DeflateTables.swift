// The length and distance codes of DEFLATE, as RFC 1951 section 3.2.5 lists them.

/// The alphabets of DEFLATE.
enum DeflateTables {
  /// The shortest and the longest match.
  static let matchLengths = 3...258
  /// How far back a match may lie, in bytes; a reader keeps as many.
  static let distanceMax = 32_768
  /// The symbol that ends a block.
  static let endOfBlock = 256
  /// The order in which the lengths of the code for code lengths are written (3.2.7).
  static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// What one symbol stands for: the values from `base` on, told apart by `extraBits` bits.
  struct Step {
    let base: Int
    let extraBits: Int
  }

  /// The lengths of the symbols 257 to 285.
  static let lengths: [Step] = {
    var steps = ranges(first: 3, count: 28, plainCount: 8, perExtraBit: 4)
    steps.append(Step(base: 258, extraBits: 0))
    return steps
  }()

  /// The distances of the symbols 0 to 29.
  static let distances = ranges(first: 1, count: 30, plainCount: 4, perExtraBit: 2)

  /// The lengths of the literal codes in a block with fixed codes (3.2.6).
  static let fixedLiteralLengths: [Int] =
    (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
  /// The same for distances; two of the codes stand for nothing.
  static let fixedDistanceLengths = Array(repeating: 5, count: 32)

  /// The first `plainCount` symbols stand for one value each; after them every `perExtraBit`
  /// symbols have one extra bit more.
  private static func ranges(
    first: Int, count: Int, plainCount: Int, perExtraBit: Int
  ) -> [Step] {
    var base = first
    return (0..<count).map { index in
      let extraBits = index < plainCount ? 0 : (index - plainCount) / perExtraBit + 1
      let step = Step(base: base, extraBits: extraBits)
      base += 1 << extraBits
      return step
    }
  }
}
