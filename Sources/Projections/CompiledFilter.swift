// A filter as numbers to compare, for asking it of every figure of a cube.

import BudgetDomain

/// ``FactFilter`` as bit masks and ranges: the same answers, without a look at a set or a prefix.
struct CompiledFilter {
  private let kinds: UInt16
  private let sources: UInt16
  private let natures: UInt16
  /// The codes asked for, in order and apart from each other; `nil` where all are.
  private let functions: [ClosedRange<UInt32>]?
  private let economics: [ClosedRange<UInt32>]?

  init(_ filter: FactFilter) {
    kinds = Self.mask(filter.kinds)
    sources = Self.mask(filter.sources)
    natures = Self.mask(filter.natures)
    functions = filter.functions.isEmpty ? nil : Self.ranges(filter.functions, codeDigits: 7)
    economics = filter.economics.isEmpty ? nil : Self.ranges(filter.economics, codeDigits: 5)
  }

  private static func mask<Value: RawRepresentable<UInt8>>(_ values: Set<Value>) -> UInt16 {
    values.isEmpty ? .max : values.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
  }

  private static func ranges(
    _ prefixes: [CodePrefix], codeDigits: Int
  ) -> [ClosedRange<UInt32>] {
    let all = prefixes.compactMap { $0.range(codeDigits: codeDigits) }
    guard all.count > 1 else { return all }
    var apart: [ClosedRange<UInt32>] = []
    for range in all.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = apart.last, range.lowerBound <= last.upperBound {
        apart[apart.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        apart.append(range)
      }
    }
    return apart
  }

  /// Whether figures are found by their function, which sorts before the economic code.
  var leadsByFunction: Bool { functions != nil }

  /// The codes by which figures are found, where the filter names any.
  var leadingCodes: [ClosedRange<UInt32>]? { functions ?? economics }

  /// Calls `body` with 16 × kind + source for each pair that may pass.
  func forEachKindAndSource(_ body: (Int) -> Void) {
    var kindsLeft = kinds
    while kindsLeft != 0 {
      let kind = kindsLeft.trailingZeroBitCount
      kindsLeft &= kindsLeft - 1
      var sourcesLeft = sources
      while sourcesLeft != 0 {
        body(kind << 4 | sourcesLeft.trailingZeroBitCount)
        sourcesLeft &= sourcesLeft - 1
      }
    }
  }

  /// Whether a movement with these fields passes; projects are looked at elsewhere.
  @inline(__always)
  func admits(_ key: FigureCube.Key) -> Bool {
    guard kinds >> UInt16(key.kind) & 1 != 0, sources >> UInt16(key.source) & 1 != 0,
      natures >> UInt16(key.nature) & 1 != 0
    else { return false }
    if let functions, !Self.holds(functions, key.function) { return false }
    if let economics, !Self.holds(economics, key.economic) { return false }
    return true
  }

  @inline(__always)
  private static func holds(_ ranges: [ClosedRange<UInt32>], _ code: UInt32) -> Bool {
    for range in ranges where range.contains(code) { return true }
    return false
  }
}

extension CodePrefix {
  /// The codes of so many digits that begin with the prefix; `nil` where the prefix is longer.
  func range(codeDigits: Int) -> ClosedRange<UInt32>? {
    guard digits <= codeDigits else { return nil }
    let step = (digits..<codeDigits).reduce(UInt32(1)) { power, _ in power * 10 }
    return (number * step)...(number * step + (step - 1))
  }
}
