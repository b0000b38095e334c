// The sums of every year up to one row, kept so that the newest statement scans no history.

public import BudgetDomain

/// The figures of every year over the first rows of the columns, as the index keeps them.
///
/// A cube of the newest state is these and the few rows behind them; a cube of any other moment
/// scans the columns.
///
/// `@unchecked Sendable`: the memory is written before this is made, and never again.
public struct NewestFigures: @unchecked Sendable {
  /// How many rows are summed.
  public let rowCount: Int
  private let years: [UInt16: (keys: UnsafeRawBufferPointer, sums: UnsafeRawBufferPointer)]
  /// What keeps the memory of the figures alive.
  private let owner: AnyObject

  /// The figures that ``write(of:continuing:_:)`` wrote.
  ///
  /// - Parameter owner: what keeps the bytes of `reader` where they are.
  public init?(_ reader: inout IndexReader, owner: AnyObject) {
    guard let rowCount = reader.take(UInt64.self), rowCount <= UInt64(UInt32.max),
      let yearCount = reader.take(UInt16.self)
    else { return nil }
    var years: [UInt16: (keys: UnsafeRawBufferPointer, sums: UnsafeRawBufferPointer)] = [:]
    for _ in 0..<yearCount {
      guard let year = reader.take(UInt16.self), let keys = reader.takeElements(of: UInt64.self),
        let sums = reader.takeElements(of: Int64.self), keys.count == sums.count
      else { return nil }
      years[year] = (keys, sums)
    }
    self.rowCount = Int(rowCount)
    self.years = years
    self.owner = owner
  }

  /// Writes the figures over all rows of `columns`, those of `earlier` not summed again.
  ///
  /// - Complexity: O(n) in the rows behind `earlier`, O(k) in the figures.
  public static func write(
    of columns: FactColumns, continuing earlier: NewestFigures?, _ writer: inout IndexWriter
  ) {
    let sums = sums(of: columns, upTo: columns.count, continuing: earlier)
    writer.put(UInt64(columns.count))
    writer.put(UInt16(sums.count))
    for (year, sums) in sums.sorted(by: { $0.key < $1.key }) {
      let figures = sums.sorted
      writer.put(year)
      writer.put(array: figures.map(\.key))
      writer.put(array: figures.map(\.sum))
    }
  }

  /// The sums of each year over the first rows of `columns`, those of `earlier` not summed again.
  private static func sums(
    of columns: FactColumns, upTo rowCount: Int, continuing earlier: NewestFigures?
  ) -> [UInt16: FigureSums] {
    var sums: [UInt16: FigureSums] = [:]
    if let earlier {
      for year in earlier.years.keys { sums[year] = earlier.sums(of: year) }
    }
    var year: UInt16 = 0
    var current = FigureSums()
    columns.forEachRun(in: (earlier?.rowCount ?? 0)..<rowCount) { run in
      let years = run.year
      let kinds = run.kind
      for index in run.range where kinds[index] != 0 {
        if years[index] != year {
          // Moved in and out, so that neighbours of one year need no look-up and no copy.
          if year != 0 { sums[year] = current }
          year = years[index]
          current = sums.removeValue(forKey: year) ?? FigureSums()
        }
        current.add(run.amount[index], to: run.packedKey(index))
      }
    }
    if year != 0 { sums[year] = current }
    return sums
  }

  /// Whether these are the figures over the first rows of `columns`, summed again; figures of
  /// nothing aside.
  ///
  /// - Complexity: O(n) in those rows.
  public func isThat(of columns: FactColumns) -> Bool {
    guard rowCount <= columns.count else { return false }
    let found = Self.sums(of: columns, upTo: rowCount, continuing: nil)
    return found.count == years.count
      && found.allSatisfy { year, sums in
        var kept: [(key: UInt64, sum: Int64)] = []
        forEachFigure(of: year) { if $1 != 0 { kept.append(($0, $1)) } }
        return kept.elementsEqual(sums.sorted.filter { $0.sum != 0 }, by: ==)
      }
  }

  /// The cube of `year` over all rows of `columns`.
  ///
  /// - Complexity: O(k) in the figures of the year, O(n) in the rows behind them.
  public func cube(of columns: FactColumns, year: FiscalYear) -> FigureCube {
    let wanted = UInt16(year.number)
    var newer = FigureSums()
    columns.forEachRun(in: rowCount..<columns.count) { run in
      for index in run.range where run.year[index] == wanted && run.kind[index] != 0 {
        newer.add(run.amount[index], to: run.packedKey(index))
      }
    }
    let figures = merged(of: wanted, with: newer.sorted)
    return FigureCube(figures, of: columns, year: year, at: Moment())
  }

  /// The figures of a year and `newer` ones, both in the order of their keys, as one.
  private func merged(
    of year: UInt16, with newer: [(key: UInt64, sum: Int64)]
  ) -> [FigureList.Figure] {
    var merged: [FigureList.Figure] = []
    var next = newer[...]
    forEachFigure(of: year) { key, sum in
      while let first = next.first, first.key < key {
        merged.append((FigureCube.Key(packed: first.key), first.sum))
        next.removeFirst()
      }
      var total = sum
      if let first = next.first, first.key == key {
        total += first.sum
        next.removeFirst()
      }
      merged.append((FigureCube.Key(packed: key), total))
    }
    return merged + next.map { (FigureCube.Key(packed: $0.key), $0.sum) }
  }

  private func sums(of year: UInt16) -> FigureSums {
    var sums = FigureSums()
    forEachFigure(of: year) { key, sum in sums.add(sum, to: key) }
    return sums
  }

  private func forEachFigure(of year: UInt16, _ body: (UInt64, Int64) -> Void) {
    guard let figures = years[year] else { return }
    for offset in stride(from: 0, to: figures.keys.count, by: 8) {
      let key = figures.keys.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let sum = figures.sums.loadUnaligned(fromByteOffset: offset, as: Int64.self)
      if key != 0 { body(key, sum) }
    }
  }
}
