// The sums of every year over some rows, kept so that a statement scans little or no history.

/// The figures of every year over a run of neighbouring rows, as the index keeps them: one for each
/// block of rows, and one over all rows.
///
/// A cube of the newest state is the last and the few rows behind it; a cube as of a position is
/// those of the blocks before it and the rows of one block.
///
/// `@unchecked Sendable`: the memory is written before this is made, and never again.
public struct KeptFigures: @unchecked Sendable {
  /// Which rows are summed.
  public let rows: Range<Int>
  private let bytes: UnsafeRawBufferPointer
  private let years: [UInt16: Lists]
  /// What keeps the memory of the figures alive.
  private let owner: AnyObject

  /// The figures of one year, where they lie.
  private struct Lists {
    let byFunction: List
    let byEconomic: List
  }

  /// Keys in order, and the sum of each.
  private struct List {
    let keys: UnsafeRawBufferPointer
    let sums: UnsafeRawBufferPointer

    init?(_ reader: inout IndexReader) {
      guard let keys = reader.takeElements(of: UInt64.self),
        let sums = reader.takeElements(of: Int64.self), keys.count == sums.count
      else { return nil }
      self.keys = keys
      self.sums = sums
    }

    func add(to figures: inout FigureSums) {
      for offset in stride(from: 0, to: keys.count, by: 8) {
        let key = UInt64(
          littleEndian: keys.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let sum = Int64(
          littleEndian: sums.loadUnaligned(fromByteOffset: offset, as: Int64.self))
        if key != 0 { figures.add(sum, to: key) }
      }
    }
  }

  /// The figures that ``bytes(of:rows:continuing:)`` made; `nil` where `bytes` are none.
  ///
  /// - Parameter owner: what keeps the bytes where they are.
  public init?(_ bytes: UnsafeRawBufferPointer, keptBy owner: AnyObject) {
    var reader = IndexReader(bytes)
    guard let first = reader.take(UInt64.self), let end = reader.take(UInt64.self),
      first <= end, end <= UInt64(UInt32.max), let yearCount = reader.take(UInt16.self)
    else { return nil }
    var years: [UInt16: Lists] = [:]
    for _ in 0..<yearCount {
      guard let year = reader.take(UInt16.self), let byFunction = List(&reader),
        let byEconomic = List(&reader)
      else { return nil }
      years[year] = Lists(byFunction: byFunction, byEconomic: byEconomic)
    }
    guard reader.isAtEnd else { return nil }
    self.bytes = bytes
    rows = Int(first)..<Int(end)
    self.years = years
    self.owner = owner
  }

  /// The figures over `rows` of `columns` as bytes; those of `earlier`, which are of the first of
  /// them, are not summed again.
  ///
  /// - Complexity: O(n) in the rows behind `earlier`, O(k log k) in the figures.
  public static func bytes(
    of columns: FactColumns, rows: Range<Int>, continuing earlier: KeptFigures? = nil
  ) -> [UInt8] {
    var sums: [UInt16: YearFigures] = [:]
    if let earlier {
      for year in earlier.years.keys { earlier.add(year, to: &sums[year, default: YearFigures()]) }
    }
    var year: UInt16 = 0
    var current = YearFigures()
    columns.forEachRun(in: (earlier?.rows.upperBound ?? rows.lowerBound)..<rows.upperBound) { run in
      let years = run.year
      let kinds = run.kind
      for index in run.range where kinds[index] != 0 {
        if years[index] != year {
          // Moved in and out, so that neighbours of one year need no look-up and no copy.
          if year != 0 { sums[year] = current }
          year = years[index]
          current = sums.removeValue(forKey: year) ?? YearFigures()
        }
        current.add(run.amount[index], to: run.packedKey(index))
      }
    }
    if year != 0 { sums[year] = current }
    return bytes(of: sums, rows: rows)
  }

  private static func bytes(of sums: [UInt16: YearFigures], rows: Range<Int>) -> [UInt8] {
    var writer = IndexWriter()
    writer.put(UInt64(rows.lowerBound))
    writer.put(UInt64(rows.upperBound))
    writer.put(UInt16(sums.count))
    for (year, figures) in sums.sorted(by: { $0.key < $1.key }) {
      writer.put(year)
      for list in [figures.byFunction.sorted, figures.byEconomic.sorted] {
        writer.put(array: list.map(\.key.littleEndian))
        writer.put(array: list.map(\.sum.littleEndian))
      }
    }
    return writer.bytes
  }

  /// Adds the figures of `year` to `figures`.
  ///
  /// - Complexity: O(k) in the figures of the year.
  func add(_ year: UInt16, to figures: inout YearFigures) {
    guard let lists = years[year] else { return }
    withExtendedLifetime(owner) {
      lists.byFunction.add(to: &figures.byFunction)
      lists.byEconomic.add(to: &figures.byEconomic)
    }
  }

  /// Whether they are those of `parts`, which are of the same rows, added up.
  ///
  /// - Complexity: O(k log k) in the figures.
  public func isSum(of parts: [KeptFigures]) -> Bool {
    var sums: [UInt16: YearFigures] = [:]
    for part in parts {
      for year in part.years.keys { part.add(year, to: &sums[year, default: YearFigures()]) }
    }
    return withExtendedLifetime(owner) { bytes.elementsEqual(Self.bytes(of: sums, rows: rows)) }
  }

  /// Whether they are what `columns` give for the same rows.
  ///
  /// - Complexity: O(n) in the rows.
  public func isRight(for columns: FactColumns) -> Bool {
    guard rows.upperBound <= columns.count else { return false }
    return withExtendedLifetime(owner) {
      bytes.elementsEqual(Self.bytes(of: columns, rows: rows))
    }
  }
}

/// The sums of one year without economic codes, and those without functions: nearly every cell of
/// every form asks for one of them.
struct YearFigures: Sendable {
  var byFunction = FigureSums()
  var byEconomic = FigureSums()

  /// Adds a movement with this ``FigureCube/Key``.
  @inline(__always)
  mutating func add(_ amount: Int64, to key: UInt64) {
    byFunction.add(amount, to: key & FigureCube.Key.withoutEconomic)
    byEconomic.add(amount, to: key & FigureCube.Key.withoutFunction)
  }
}
