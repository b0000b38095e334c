// A prefix code made of the lengths of its codes, as DEFLATE describes them.

/// A canonical prefix code (RFC 1951, 3.2.2). Codes of up to ten bits are found in a table, longer
/// ones by counting: a table for all would cost more to make than a small block to read.
struct PrefixCode: Sendable {
  /// The longest code in bits.
  static let lengthMax = 15

  /// Symbol × 16 + length, by the next ten bits as they stand in the data; 0 where none fits.
  private let table: [UInt16]
  /// How many codes there are of each length.
  private let counts: [Int]
  /// The symbols in the order of their codes.
  private let symbols: [UInt16]

  /// The code in which the symbol `n` has a code of `lengths[n]` bits; 0 is no code.
  ///
  /// - Parameter mayBeIncomplete: whether bit patterns may be left over. RFC 1951 allows that for a
  ///   single code of one bit and for no code at all; nothing else.
  /// - Returns: `nil` when the lengths make no such code.
  init?(lengths: ArraySlice<UInt8>, mayBeIncomplete: Bool) {
    var counts = [Int](repeating: 0, count: Self.lengthMax + 1)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var left = 1
    for length in 1...Self.lengthMax {
      left = left * 2 - counts[length]
      guard left >= 0 else { return nil }
    }
    let used = counts.reduce(0, +)
    guard left == 0 || mayBeIncomplete && (used == 0 || used == 1 && counts[1] == 1) else {
      return nil
    }
    var offsets = [Int](repeating: 0, count: Self.lengthMax + 2)
    for length in 1...Self.lengthMax { offsets[length + 1] = offsets[length] + counts[length] }
    var symbols = [UInt16](repeating: 0, count: used)
    var next = offsets
    for (symbol, length) in lengths.enumerated() where length != 0 {
      symbols[next[Int(length)]] = UInt16(symbol)
      next[Int(length)] += 1
    }
    self.counts = counts
    self.symbols = symbols
    table = Self.table(counts, symbols, offsets)
  }

  /// The symbol whose code begins `bits`, least significant bit first, and the length of the code.
  func symbol(in bits: UInt64) -> (symbol: Int, bitCount: Int)? {
    let entry = table[Int(bits & Self.tableMask)]
    if entry != 0 { return (Int(entry >> 4), Int(entry & 15)) }
    var rest = bits
    var code = 0
    var first = 0
    var index = 0
    for length in 1...Self.lengthMax {
      code |= Int(rest & 1)
      rest >>= 1
      let count = counts[length]
      if code - count < first { return (Int(symbols[index + code - first]), length) }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return nil
  }

  private static func table(_ counts: [Int], _ symbols: [UInt16], _ offsets: [Int]) -> [UInt16] {
    var table = [UInt16](repeating: 0, count: 1 << tableBits)
    var code = 0
    for length in 1...tableBits {
      for place in 0..<counts[length] {
        let entry = symbols[offsets[length] + place] << 4 | UInt16(length)
        var index = reversed(code, bitCount: length)
        while index < table.count {
          table[index] = entry
          index += 1 << length
        }
        code += 1
      }
      code <<= 1
    }
    return table
  }

  private static func reversed(_ code: Int, bitCount: Int) -> Int {
    (0..<bitCount).reduce(0) { $0 << 1 | (code >> $1) & 1 }
  }

  private static let tableBits = 10
  private static let tableMask: UInt64 = 1 << UInt64(tableBits) - 1

  /// The code for literals and lengths in blocks that bring none (RFC 1951, 3.2.6).
  static let fixedLiterals = made(DeflateTables.fixedLiteralLengths)
  /// The code for distances in blocks that bring none.
  static let fixedDistances = made(DeflateTables.fixedDistanceLengths)

  private static func made(_ lengths: [Int]) -> PrefixCode {
    let bytes = lengths.map { UInt8($0) }
    guard let code = PrefixCode(lengths: bytes[...], mayBeIncomplete: false) else {
      preconditionFailure("the lengths in RFC 1951 make a code")
    }
    return code
  }
}
