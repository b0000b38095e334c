// Sums grouped by a number, for grouping millions of movements without an allocation for each.

/// Sums by key: an open-addressing table from 64-bit keys, none of which is 0, to sums.
struct FigureSums: Sendable {
  private var keys: [UInt64] = []
  private var sums: [Int64] = []
  private var used = 0

  init() {}

  /// Adds `amount` to the sum of `key`; sums of honest books stay far below 2^63, and those that an
  /// index was made to say must not end the program.
  mutating func add(_ amount: Int64, to key: UInt64) {
    if 2 * (used + 1) > keys.count { grow() }
    let index = place(of: key)
    if keys[index] == 0 {
      keys[index] = key
      used += 1
    }
    sums[index] &+= amount
  }

  /// The sums in the order of their keys.
  ///
  /// - Complexity: O(k log k) in the keys.
  var sorted: [(key: UInt64, sum: Int64)] {
    var found: [(key: UInt64, sum: Int64)] = []
    found.reserveCapacity(used)
    for index in keys.indices where keys[index] != 0 {
      found.append((keys[index], sums[index]))
    }
    return found.sorted { $0.key < $1.key }
  }

  /// The sums as figures of a cube, in the order of their keys.
  ///
  /// - Complexity: O(k log k) in the keys.
  var figures: [FigureList.Figure] {
    sorted.map { (FigureCube.Key(packed: $0.key), $0.sum) }
  }

  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var hash = key &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 29
    var index = Int(truncatingIfNeeded: hash) & mask
    while keys[index] != 0, keys[index] != key { index = (index + 1) & mask }
    return index
  }

  private mutating func grow() {
    let old = (keys, sums)
    keys = Array(repeating: 0, count: max(256, 2 * old.0.count))
    sums = Array(repeating: 0, count: keys.count)
    for index in old.0.indices where old.0[index] != 0 {
      let place = place(of: old.0[index])
      keys[place] = old.0[index]
      sums[place] = old.1[index]
    }
  }
}
