// One block of DEFLATE with its codes: how long it is, and its bits.

/// Tokens with the codes they are written in.
struct DeflateBlock {
  private let tokens: ArraySlice<DeflateToken>
  private let isDynamic: Bool
  private let literals: HuffmanLengths
  private let distances: HuffmanLengths
  private let header: Header?
  /// How many bits it takes without the one that says whether it is the last.
  let bitCount: Int

  private static let codeLengthLimit = 15

  /// How often each symbol stands in a block.
  private struct Counts {
    var literals = Array(repeating: 0, count: 286)
    var distances = Array(repeating: 0, count: 30)
    var extraBitCount = 0

    init(_ tokens: ArraySlice<DeflateToken>) {
      literals[DeflateTables.endOfBlock] = 1
      for token in tokens {
        switch token {
        case .literal(let byte): literals[Int(byte)] += 1
        case .match(let length, let distance):
          let (symbol, distanceSymbol) = DeflateBlock.symbols(length, distance)
          literals[257 + symbol] += 1
          distances[distanceSymbol] += 1
          extraBitCount +=
            DeflateTables.lengths[symbol].extraBits
            + DeflateTables.distances[distanceSymbol].extraBits
        }
      }
    }
  }

  /// The block of `tokens` in codes made for them, or in the fixed ones where these are as short.
  static func shortest(of tokens: ArraySlice<DeflateToken>) -> DeflateBlock {
    let counts = Counts(tokens)
    let fixed = DeflateBlock(tokens, counts, isDynamic: false)
    let dynamic = DeflateBlock(tokens, counts, isDynamic: true)
    return dynamic.bitCount < fixed.bitCount ? dynamic : fixed
  }

  private init(_ tokens: ArraySlice<DeflateToken>, _ counts: Counts, isDynamic: Bool) {
    self.tokens = tokens
    self.isDynamic = isDynamic
    if isDynamic {
      literals = HuffmanLengths(frequencies: counts.literals, limit: Self.codeLengthLimit)
      distances = HuffmanLengths(frequencies: counts.distances, limit: Self.codeLengthLimit)
    } else {
      literals = HuffmanLengths(lengths: DeflateTables.fixedLiteralLengths)
      distances = HuffmanLengths(lengths: DeflateTables.fixedDistanceLengths)
    }
    header = isDynamic ? Header(literals.lengths, distances.lengths) : nil
    func cost(_ counts: [Int], _ code: HuffmanLengths) -> Int {
      zip(counts, code.lengths).reduce(0) { $0 + $1.0 * $1.1 }
    }
    bitCount =
      2 + (header?.bitCount ?? 0) + counts.extraBitCount + cost(counts.literals, literals)
      + cost(counts.distances, distances)
  }

  /// Writes its kind, its codes, its tokens and its end.
  func write(to bits: inout DeflateBits) {
    bits.write(isDynamic ? 2 : 1, count: 2)
    header?.write(to: &bits)
    let literalCodes = literals.codes
    let distanceCodes = distances.codes
    func writeLiteral(_ symbol: Int, _ bits: inout DeflateBits) {
      bits.write(code: literalCodes[symbol], count: literals.lengths[symbol])
    }
    for token in tokens {
      switch token {
      case .literal(let byte): writeLiteral(Int(byte), &bits)
      case .match(let length, let distance):
        let (symbol, distanceSymbol) = Self.symbols(length, distance)
        let lengthStep = DeflateTables.lengths[symbol]
        let distanceStep = DeflateTables.distances[distanceSymbol]
        writeLiteral(257 + symbol, &bits)
        bits.write(UInt32(length - lengthStep.base), count: lengthStep.extraBits)
        bits.write(code: distanceCodes[distanceSymbol], count: distances.lengths[distanceSymbol])
        bits.write(UInt32(distance - distanceStep.base), count: distanceStep.extraBits)
      }
    }
    writeLiteral(DeflateTables.endOfBlock, &bits)
  }

  /// The last symbol whose base is not greater.
  private static func symbols(_ length: Int, _ distance: Int) -> (length: Int, distance: Int) {
    let lengthSymbol = DeflateTables.lengths.lastIndex { $0.base <= length }
    let distanceSymbol = DeflateTables.distances.lastIndex { $0.base <= distance }
    guard let lengthSymbol, let distanceSymbol else {
      preconditionFailure("matches are within the limits of DEFLATE")
    }
    return (lengthSymbol, distanceSymbol)
  }
}

extension DeflateBlock {
  /// The codes of a dynamic block as they are written before it (RFC 1951, 3.2.7).
  private struct Header {
    /// A length, or a repetition of one with its extra bits.
    private struct Step {
      let symbol: Int
      var extra: UInt32 = 0
      var extraBitCount = 0
    }

    private let literalCount: Int
    private let distanceCount: Int
    private let steps: [Step]
    private let code: HuffmanLengths
    private let codeLengths: [Int]

    init(_ literals: [Int], _ distances: [Int]) {
      literalCount = max(257, (literals.lastIndex { $0 > 0 } ?? 0) + 1)
      distanceCount = max(1, (distances.lastIndex { $0 > 0 } ?? 0) + 1)
      steps = Self.steps(Array(literals.prefix(literalCount) + distances.prefix(distanceCount)))
      var counts = Array(repeating: 0, count: 19)
      for step in steps { counts[step.symbol] += 1 }
      let code = HuffmanLengths(frequencies: counts, limit: 7)
      self.code = code
      let ordered = DeflateTables.codeLengthOrder.map { code.lengths[$0] }
      codeLengths = Array(ordered.prefix(max(4, (ordered.lastIndex { $0 > 0 } ?? 0) + 1)))
    }

    var bitCount: Int {
      14 + 3 * codeLengths.count
        + steps.reduce(0) { $0 + code.lengths[$1.symbol] + $1.extraBitCount }
    }

    func write(to bits: inout DeflateBits) {
      bits.write(UInt32(literalCount - 257), count: 5)
      bits.write(UInt32(distanceCount - 1), count: 5)
      bits.write(UInt32(codeLengths.count - 4), count: 4)
      for length in codeLengths { bits.write(UInt32(length), count: 3) }
      let codes = code.codes
      for step in steps {
        bits.write(code: codes[step.symbol], count: code.lengths[step.symbol])
        bits.write(step.extra, count: step.extraBitCount)
      }
    }

    /// Runs of one length are shortened: 16 repeats the one before 3 to 6 times, 17 and 18 are 3
    /// to 10 and 11 to 138 zeros.
    private static func steps(_ lengths: [Int]) -> [Step] {
      var steps: [Step] = []
      var index = 0
      while index < lengths.count {
        let length = lengths[index]
        let run = lengths[index...].prefix { $0 == length }.count
        if length == 0, run >= 11 {
          let count = min(run, 138)
          steps.append(Step(symbol: 18, extra: UInt32(count - 11), extraBitCount: 7))
          index += count
        } else if length == 0, run >= 3 {
          steps.append(Step(symbol: 17, extra: UInt32(run - 3), extraBitCount: 3))
          index += run
        } else if run >= 4, length > 0 {
          let count = min(run - 1, 6)
          steps.append(Step(symbol: length))
          steps.append(Step(symbol: 16, extra: UInt32(count - 3), extraBitCount: 2))
          index += count + 1
        } else {
          steps.append(Step(symbol: length))
          index += 1
        }
      }
      return steps
    }
  }
}
