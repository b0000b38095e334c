// What each budget line of a year was granted, used and has left.

public import BudgetDomain

/// The balances of one fiscal year: the sums of every budget line, and their total.
public struct Balances: Sendable {
  /// One line with its sums.
  public struct Row: Hashable, Sendable {
    /// The budget line.
    public let line: BudgetLine
    /// Its sums.
    public let totals: LineTotals

    /// 执行率: what is used of the authority, in hundredths of a percent, half-up; `nil` where
    /// there is no authority to be used.
    public var executionInBasisPoints: Int64? { totals.executionInBasisPoints }
  }

  /// The year.
  public let year: FiscalYear
  /// The lines in their natural order.
  public let rows: [Row]
  /// The sums over all lines.
  public let total: LineTotals
  /// The authority of all lines together, in fen.
  ///
  /// It is the sum of the lines' authority, which is less than the total would give where a line
  /// holds 结余 that may not be spent.
  public let authorityInFen: Int64

  /// The balances of `year` in `columns` up to `moment`.
  ///
  /// - Complexity: O(n) in the rows of the columns.
  public init(of columns: FactColumns, year: FiscalYear, at moment: Moment = Moment()) {
    self.year = year
    var totals: [LineTotals] = []
    var sampleRows: [Int] = []
    var placeOfLine = [UInt32](repeating: 0, count: columns.lineCount + 1)
    columns.forEachMovement(of: year, at: moment) { run, index in
      guard let kind = EntryKind(rawValue: run.kind[index]) else { return }
      let number = Int(run.line[index])
      if placeOfLine[number] == 0 {
        totals.append(LineTotals())
        sampleRows.append(run.firstRow + index)
        placeOfLine[number] = UInt32(totals.count)
      }
      totals[Int(placeOfLine[number]) - 1].add(run.amount[index], kind: kind)
    }
    rows = zip(sampleRows, totals).compactMap { row, totals in
      columns.line(ofRow: row).map { Row(line: $0, totals: totals) }
    }.sorted { $0.line < $1.line }
    total = rows.reduce(into: LineTotals()) { $0.add($1.totals) }
    authorityInFen = rows.reduce(0) { $0 + $1.totals.authorityInFen }
  }
}
