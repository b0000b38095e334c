// Decompresses DEFLATE data piece by piece, so that its length does not matter.

/// A decoder for DEFLATE (RFC 1951) over compressed bytes that are in memory whole. What comes out
/// is handed over in pieces; no more than the window of 32 KiB and one piece are kept.
struct Inflation: Sendable {
  /// What is wrong with compressed data.
  enum Fault: Error, Hashable, Sendable {
    /// The data ends inside a block.
    case truncated
    /// A block of the type that RFC 1951 reserves.
    case blockTypeReserved
    /// A stored block whose length and its complement do not agree.
    case storedLengthWrong
    /// Code lengths that make no prefix code, or more codes than there may be.
    case codeLengthsInvalid
    /// A bit pattern that stands for nothing.
    case symbolInvalid
    /// A match that begins before the first byte.
    case distanceTooFar
  }

  private enum Block: Sendable {
    case none
    case stored(remaining: Int)
    case coded(literals: PrefixCode, distances: PrefixCode)
  }

  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var block = Block.none
  private var isLastBlock = false
  private var isDone = false
  /// A match of which a part did not fit into the last piece.
  private var pending = (length: 0, distance: 0)
  private var window: [UInt8] = []

  /// A decoder of `bytes`.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// How many compressed bytes were used; after the end, where the data ended.
  var consumedByteCount: Int { index - bytes.startIndex - bitCount / 8 }

  /// The next bytes, about `wanted` and at most 258 more, or `nil` after the last.
  mutating func next(about wanted: Int) throws(Fault) -> ArraySlice<UInt8>? {
    guard !isDone else { return nil }
    if window.count > DeflateTables.distanceMax {
      window.removeFirst(window.count - DeflateTables.distanceMax)
    }
    let start = window.count
    let end = start + wanted
    while window.count < end, !isDone { try step(to: end) }
    return window.count > start ? window[start...] : (isDone ? nil : [])
  }

  /// Makes some progress inside a block, or goes to the next one.
  private mutating func step(to end: Int) throws(Fault) {
    switch block {
    case .none:
      if isLastBlock {
        isDone = true
      } else {
        try beginBlock()
      }
    case .stored(let remaining):
      let count = min(remaining, end - window.count)
      guard bytes.endIndex - index >= count else { throw .truncated }
      window += bytes[index..<(index + count)]
      index += count
      block = remaining > count ? .stored(remaining: remaining - count) : .none
    case .coded(let literals, let distances):
      try decode(literals, distances, to: end)
    }
  }

  private mutating func beginBlock() throws(Fault) {
    isLastBlock = try take(1) == 1
    switch try take(2) {
    case 0:
      // The rest of the byte is skipped; whole bytes that were taken in advance are given back.
      index -= bitCount / 8
      bits = 0
      bitCount = 0
      guard bytes.endIndex - index >= 4 else { throw .truncated }
      let length = Int(bytes[index]) | Int(bytes[index + 1]) << 8
      let complement = Int(bytes[index + 2]) | Int(bytes[index + 3]) << 8
      guard length ^ complement == 0xFFFF else { throw .storedLengthWrong }
      index += 4
      block = length > 0 ? .stored(remaining: length) : .none
    case 1: block = .coded(literals: .fixedLiterals, distances: .fixedDistances)
    case 2: block = try dynamicBlock()
    default: throw .blockTypeReserved
    }
  }

  /// The codes of a block that brings its own (RFC 1951, 3.2.7).
  private mutating func dynamicBlock() throws(Fault) -> Block {
    let literalCount = Int(try take(5)) + 257
    let distanceCount = Int(try take(5)) + 1
    let lengthCount = Int(try take(4)) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .codeLengthsInvalid }
    var lengths = [UInt8](repeating: 0, count: 19)
    for place in DeflateTables.codeLengthOrder[..<lengthCount] {
      lengths[place] = UInt8(try take(3))
    }
    guard let code = PrefixCode(lengths: lengths[...], mayBeIncomplete: false) else {
      throw .codeLengthsInvalid
    }
    var all: [UInt8] = []
    let count = literalCount + distanceCount
    while all.count < count {
      let symbol = try symbol(in: code)
      let run: (value: UInt8, count: Int)
      switch symbol {
      case ..<16: run = (UInt8(symbol), 1)
      case 16:
        guard let last = all.last else { throw .codeLengthsInvalid }
        run = (last, 3 + Int(try take(2)))
      case 17: run = (0, 3 + Int(try take(3)))
      default: run = (0, 11 + Int(try take(7)))
      }
      guard all.count + run.count <= count else { throw .codeLengthsInvalid }
      all += repeatElement(run.value, count: run.count)
    }
    // Without a code for the end of the block, it would have none.
    guard all[DeflateTables.endOfBlock] != 0,
      let literals = PrefixCode(lengths: all[..<literalCount], mayBeIncomplete: true),
      let distances = PrefixCode(lengths: all[literalCount...], mayBeIncomplete: true)
    else { throw .codeLengthsInvalid }
    return .coded(literals: literals, distances: distances)
  }

  private mutating func decode(
    _ literals: PrefixCode, _ distances: PrefixCode, to end: Int
  ) throws(Fault) {
    copyPending(to: end)
    while window.count < end {
      let symbol = try symbol(in: literals)
      if symbol < DeflateTables.endOfBlock {
        window.append(UInt8(symbol))
        continue
      }
      if symbol == DeflateTables.endOfBlock {
        block = .none
        return
      }
      guard symbol <= 285 else { throw .symbolInvalid }
      let length = DeflateTables.lengths[symbol - 257]
      let matched = length.base + Int(try take(length.extraBits))
      let place = try self.symbol(in: distances)
      guard place < DeflateTables.distances.count else { throw .symbolInvalid }
      let distance = DeflateTables.distances[place]
      let back = distance.base + Int(try take(distance.extraBits))
      guard back <= window.count else { throw .distanceTooFar }
      pending = (matched, back)
      copyPending(to: end)
    }
  }

  /// Copies a match byte by byte: it may reach into what it makes itself.
  private mutating func copyPending(to end: Int) {
    let count = min(pending.length, end - window.count)
    guard count > 0 else { return }
    for _ in 0..<count { window.append(window[window.count - pending.distance]) }
    pending.length -= count
  }

  /// Reads `count` bits, the least significant first.
  private mutating func take(_ count: Int) throws(Fault) -> UInt64 {
    fill(to: count)
    guard bitCount >= count else { throw .truncated }
    let value = bits & ((1 << UInt64(count)) - 1)
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  private mutating func fill(to count: Int) {
    guard bitCount < count else { return }
    while bitCount <= 56, index < bytes.endIndex {
      bits |= UInt64(bytes[index]) << UInt64(bitCount)
      index += 1
      bitCount += 8
    }
  }

  private mutating func symbol(in code: PrefixCode) throws(Fault) -> Int {
    fill(to: PrefixCode.lengthMax)
    guard let found = code.symbol(in: bits) else {
      throw bitCount < PrefixCode.lengthMax ? .truncated : .symbolInvalid
    }
    guard found.bitCount <= bitCount else { throw .truncated }
    bits >>= UInt64(found.bitCount)
    bitCount -= found.bitCount
    return found.symbol
  }
}
