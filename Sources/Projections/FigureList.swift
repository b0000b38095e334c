// Figures in the order of their keys, summed by looking only where a filter can match.

/// The figures of a cube, or of one with a dimension rolled up, with the place of each kind and
/// source.
struct FigureList: Sendable {
  /// One group with its sum.
  typealias Figure = (key: FigureCube.Key, fen: Int64)

  /// The figures in the order of their keys.
  let figures: [Figure]
  /// Where the figures of each kind and source begin, by 16 × kind + source; one more at the end.
  private let starts: [Int32]

  /// A list of figures in the order of their keys.
  init(_ figures: [Figure]) {
    self.figures = figures
    var starts = [Int32](repeating: 0, count: 257)
    for figure in figures { starts[Self.group(figure.key) + 1] += 1 }
    for group in 1..<starts.count { starts[group] += starts[group - 1] }
    self.starts = starts
  }

  private static func group(_ key: FigureCube.Key) -> Int {
    Int(key.kind & 15) << 4 | Int(key.source & 15)
  }

  /// The sum of the figures that pass `filter`.
  ///
  /// - Complexity: O(m) in the figures of the functions asked for, or of the economic codes where
  ///   functions are rolled up.
  func sum(_ filter: CompiledFilter) -> Int64 {
    var sum: Int64 = 0
    filter.forEachKindAndSource { group in
      let range = Int(starts[group])..<Int(starts[group + 1])
      guard !range.isEmpty else { return }
      guard let codes = filter.leadingCodes else {
        sum += self.sum(filter, in: range)
        return
      }
      for code in codes {
        let first = firstFigure(in: range, from: code.lowerBound, filter.leadsByFunction)
        let end = firstFigure(in: range, from: code.upperBound + 1, filter.leadsByFunction)
        sum += self.sum(filter, in: first..<end)
      }
    }
    return sum
  }

  private func sum(_ filter: CompiledFilter, in range: Range<Int>) -> Int64 {
    var sum: Int64 = 0
    for index in range where filter.admits(figures[index].key) { sum += figures[index].fen }
    return sum
  }

  /// The first figure in `range` whose code is not below `code`.
  private func firstFigure(in range: Range<Int>, from code: UInt32, _ byFunction: Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      let key = figures[middle].key
      if (byFunction ? key.function : key.economic) < code {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
