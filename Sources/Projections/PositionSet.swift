// A set of positions as one bit each.

/// A set of positions; grows with the largest, an eighth of a byte for each.
public struct PositionSet: Sendable {
  private var words: [UInt64] = []

  /// No positions.
  public init() {}

  /// Whether `position` is in it.
  public func contains(_ position: UInt64) -> Bool {
    let word = Int(position >> 6)
    return word < words.count && words[word] >> (position & 63) & 1 != 0
  }

  /// Puts `position` into it.
  public mutating func insert(_ position: UInt64) {
    let word = Int(position >> 6)
    while words.count <= word {
      words.append(contentsOf: repeatElement(0, count: max(16, words.count)))
    }
    words[word] |= 1 << (position & 63)
  }
}

extension FactColumns {
  /// The positions of all entries that were taken back.
  ///
  /// - Complexity: O(n) in the rows.
  public var reversedPositions: PositionSet {
    var found = PositionSet()
    forEachRun(in: 0..<count) { run in
      let reverses = run.reverses
      for index in run.range where reverses[index] != 0 {
        found.insert(UInt64(reverses[index] - 1))
      }
    }
    return found
  }

  /// The positions of the events whose records are read again to rebuild the state of the books.
  ///
  /// - Complexity: O(n) in the rows from `firstRow` on.
  public func proceduralPositions(fromRow firstRow: Int = 0) -> [UInt64] {
    var found: [UInt64] = []
    forEachRun(in: firstRow..<count) { run in
      let flags = run.flags
      for index in run.range where flags[index] & FactFlags.procedural.rawValue != 0 {
        let position = run.position(index)
        if found.last != position { found.append(position) }
      }
    }
    return found
  }
}
