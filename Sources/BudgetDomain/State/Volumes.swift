// How much was ever moved, by kind and year: the bound within which all sums stay exact.

/// The magnitudes of all movements summed by kind and fiscal year, in fen.
///
/// While each stays within ``Amount/limitInFen``, no sum of movements of a year can overflow.
struct Volumes: Sendable {
  /// The years in the order in which they were first moved; there are few.
  private var years: [FiscalYear] = []
  private var sums: [SIMD16<Int64>] = []

  /// What was moved of `kind` in `year`.
  subscript(kind: EntryKind, year: FiscalYear) -> Int64 {
    place(of: year).map { sums[$0][Int(kind.rawValue)] } ?? 0
  }

  /// Adds a movement.
  mutating func add(_ magnitude: Int64, kind: EntryKind, year: FiscalYear) {
    if place(of: year) == nil {
      years.append(year)
      sums.append(.zero)
    }
    guard let place = place(of: year) else { return }
    sums[place][Int(kind.rawValue)] += magnitude
  }

  /// The years in which anything was moved.
  var movedYears: [FiscalYear] { years }

  /// The years in which anything of `kind` was moved, beyond movements of nothing.
  func years(of kind: EntryKind) -> [FiscalYear] {
    years.indices.filter { sums[$0][Int(kind.rawValue)] > 0 }.map { years[$0] }
  }

  private func place(of year: FiscalYear) -> Int? {
    years.lastIndex(of: year)
  }
}

/// The unit of the capacity rule.
struct KindAndYear: Hashable, Sendable {
  let kind: EntryKind
  let year: FiscalYear
}
