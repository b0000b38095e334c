// Code lengths of a Huffman code whose codes have a greatest length, and the codes themselves.

/// The lengths of a canonical Huffman code, symbol by symbol; 0 for symbols that do not occur.
struct HuffmanLengths {
  let lengths: [Int]

  /// The best code for `frequencies` in which no code is longer than `limit` bits, by
  /// package-merge. Ties go to the smaller symbol, so that the same frequencies give the same code.
  ///
  /// Fewer than two symbols that occur are made two: readers differ in what they take one for.
  ///
  /// - Complexity: O(n · limit) packages for n symbols.
  init(frequencies: [Int], limit: Int) {
    var used = frequencies.indices.filter { frequencies[$0] > 0 }
    for symbol in frequencies.indices where used.count < 2 && !used.contains(symbol) {
      used.append(symbol)
    }
    precondition(used.count <= 1 << limit, "every symbol needs a code")
    let leaves = used.map { Package(weight: max(1, frequencies[$0]), symbols: [$0]) }
      .sorted { ($0.weight, $0.symbols[0]) < ($1.weight, $1.symbols[0]) }
    var packages: [Package] = []
    for _ in 0..<limit { packages = Self.merged(leaves, Self.pairs(packages)) }
    var lengths = Array(repeating: 0, count: frequencies.count)
    for package in packages.prefix(2 * leaves.count - 2) {
      for symbol in package.symbols { lengths[symbol] += 1 }
    }
    self.lengths = lengths
  }

  /// A code with these lengths.
  init(lengths: [Int]) {
    self.lengths = lengths
  }

  /// The codes in the order of symbols, written from their most significant bit on (3.2.2).
  var codes: [UInt32] {
    var counts = Array(repeating: 0, count: 17)
    for length in lengths where length > 0 { counts[length] += 1 }
    var next = Array(repeating: UInt32(0), count: 17)
    for length in 1...16 { next[length] = (next[length - 1] + UInt32(counts[length - 1])) << 1 }
    return lengths.map { length in
      guard length > 0 else { return 0 }
      defer { next[length] += 1 }
      return next[length]
    }
  }

  /// Symbols that are coded together, with how often they occur together.
  private struct Package {
    let weight: Int
    let symbols: [Int]
  }

  private static func pairs(_ packages: [Package]) -> [Package] {
    stride(from: 0, to: packages.count - packages.count % 2, by: 2).map { index in
      let (one, other) = (packages[index], packages[index + 1])
      return Package(weight: one.weight + other.weight, symbols: one.symbols + other.symbols)
    }
  }

  /// Leaves stand before packages of the same weight.
  private static func merged(_ leaves: [Package], _ packages: [Package]) -> [Package] {
    var result: [Package] = []
    var rest = packages[...]
    for leaf in leaves {
      while let package = rest.first, package.weight < leaf.weight {
        result.append(package)
        rest = rest.dropFirst()
      }
      result.append(leaf)
    }
    return result + rest
  }
}
