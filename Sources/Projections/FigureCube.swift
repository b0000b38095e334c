// The sums of one fiscal year as of one moment, grouped once for all cells of all forms.

public import BudgetDomain

/// All movements of one fiscal year as of one moment, summed by kind, source, function, economic
/// code, nature and project.
///
/// A form asks it for hundreds of sums; only building it scans the columns.
public struct FigureCube: Sendable {
  /// What movements are grouped by.
  public struct Key: Hashable, Sendable {
    /// ``EntryKind`` as its raw value.
    public let kind: UInt8
    /// ``FundSource`` as its raw value.
    public let source: UInt8
    /// ``SpendingNature`` as its raw value.
    public let nature: UInt8
    /// Function code as a number.
    public let function: UInt32
    /// Economic code as a number; 0 where there is none.
    public let economic: UInt32
    /// Project, or `nil`.
    public let project: String?
  }

  /// The year the cube is about.
  public let year: FiscalYear
  /// Up to where it looks.
  public let moment: Moment
  private let sums: [(key: Key, fen: Int64)]
  private let columns: FactColumns

  /// Groups the movements of `year` in `columns` up to `moment`.
  ///
  /// - Complexity: O(n) in the rows of the columns.
  public init(of columns: FactColumns, year: FiscalYear, at moment: Moment = Moment()) {
    self.year = year
    self.moment = moment
    self.columns = columns
    var grouped: [Key: Int64] = [:]
    for row in columns.rows(in: year, at: moment) {
      grouped[columns.key(ofRow: row), default: 0] += columns.amountInFen[row]
    }
    sums = grouped.map { (key: $0.key, fen: $0.value) }.sorted { $0.key.precedes($1.key) }
  }

  /// The sum of the movements that pass `filter`, in fen.
  ///
  /// - Complexity: O(k) in the groups of the cube.
  public func sum(_ filter: FactFilter) -> Int64 {
    sums.reduce(0) { filter.admits($1.key) ? $0 + $1.fen : $0 }
  }

  /// The rows of the columns that the sum of `filter` is made of, in order of position.
  ///
  /// - Complexity: O(n) in the rows of the columns.
  public func lineage(_ filter: FactFilter) -> [Int] {
    columns.rows(in: year, at: moment).filter { filter.admits(columns.key(ofRow: $0)) }
  }

  /// The groups that occur, in a fixed order, for rows of a form that depend on what was recorded.
  public var keys: [Key] { sums.map(\.key) }
}

extension FactColumns {
  /// The rows with a movement of `year` up to `moment`, in order of position.
  func rows(in year: FiscalYear, at moment: Moment) -> [Int] {
    let end = moment.endPosition.map { firstRow(atOrAfter: $0) } ?? count
    let wanted = UInt16(year.number)
    let through = moment.throughDate?.dayNumber ?? Int32.max
    return (0..<end).filter { self.year[$0] == wanted && kind[$0] != 0 && date[$0] <= through }
  }

  func key(ofRow row: Int) -> FigureCube.Key {
    FigureCube.Key(
      kind: kind[row], source: source[row], nature: nature[row], function: function[row],
      economic: economic[row], project: project[row] == 0 ? nil : projects[project[row] - 1])
  }
}

extension FigureCube.Key {
  func precedes(_ other: FigureCube.Key) -> Bool {
    let left = (kind, source, function, economic, nature)
    let right = (other.kind, other.source, other.function, other.economic, other.nature)
    if left != right { return left < right }
    return (project ?? "").unicodeScalars.lexicographicallyPrecedes(
      (other.project ?? "").unicodeScalars)
  }
}
