// Finds repetitions in bytes: the LZ77 half of DEFLATE.

/// One step of a compressed text: a byte, or a copy of what stands `distance` bytes before.
enum DeflateToken {
  case literal(UInt8)
  case match(length: Int, distance: Int)
}

/// Turns bytes into literals and matches. The same bytes give the same tokens.
struct DeflateMatches {
  private let bytes: [UInt8]
  /// The newest place of each hash, and for each place the one before with the same hash.
  private var newest = Array(repeating: Int32(-1), count: 1 << hashBits)
  private var previous: [Int32]

  private static let hashBits = 15
  /// How many places are looked at for one match; more find little that is longer.
  private static let chainLimit = 128
  /// A match of this length is good enough to look no further.
  private static let goodLength = 64

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    previous = Array(repeating: -1, count: bytes.count)
  }

  /// The tokens of `bytes`. A match is put off for one byte where the next place has a longer one.
  ///
  /// - Complexity: O(n) places, each compared with at most 128 others.
  static func tokens(of bytes: [UInt8]) -> [DeflateToken] {
    var finder = DeflateMatches(bytes)
    var tokens: [DeflateToken] = []
    var place = 0
    var waiting: (length: Int, distance: Int)?
    while place < bytes.count {
      let found = finder.longestMatch(at: place)
      if let match = waiting {
        waiting = nil
        guard let found, found.length > match.length else {
          tokens.append(.match(length: match.length, distance: match.distance))
          let end = place - 1 + match.length
          while place < end {
            finder.remember(place)
            place += 1
          }
          continue
        }
        tokens.append(.literal(bytes[place - 1]))
      }
      if let found {
        waiting = found
      } else {
        tokens.append(.literal(bytes[place]))
      }
      finder.remember(place)
      place += 1
    }
    if let match = waiting {
      tokens.append(.match(length: match.length, distance: match.distance))
    }
    return tokens
  }

  private func hash(at place: Int) -> Int? {
    guard place + 3 <= bytes.count else { return nil }
    let value =
      UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
    return Int((value &* 0x9E37_79B1) >> (32 - UInt32(Self.hashBits)))
  }

  private mutating func remember(_ place: Int) {
    guard let hash = hash(at: place) else { return }
    previous[place] = newest[hash]
    newest[hash] = Int32(place)
  }

  private func longestMatch(at place: Int) -> (length: Int, distance: Int)? {
    guard let hash = hash(at: place) else { return nil }
    let lengthMax = min(DeflateTables.matchLengths.upperBound, bytes.count - place)
    var best = (length: DeflateTables.matchLengths.lowerBound - 1, distance: 0)
    var candidate = Int(newest[hash])
    var looked = 0
    while candidate >= 0, place - candidate <= DeflateTables.distanceMax,
      looked < Self.chainLimit, best.length < min(lengthMax, Self.goodLength)
    {
      if bytes[candidate + best.length] == bytes[place + best.length] {
        var length = 0
        while length < lengthMax, bytes[candidate + length] == bytes[place + length] {
          length += 1
        }
        if length > best.length { best = (length, place - candidate) }
      }
      candidate = Int(previous[candidate])
      looked += 1
    }
    return best.distance > 0 ? best : nil
  }
}
