// From an event to the figures it is part of: the way of an explanation, walked backwards.

import BudgetDomain
public import Projections

/// A cell of a statement that an event is part of.
public struct FedCell: Hashable, Sendable {
  /// The cell.
  public let cell: Statement.Cell
  /// What the event adds to it, in fen; negative where it takes away.
  public let amountInFen: Int64
}

extension Statement {
  /// The cells whose ``Explanation`` lists the event that made `rows` of `columns`, and no others,
  /// in the order of the statement.
  ///
  /// - Parameter rows: rows of one event, as `FactColumns.rows(at:)` gives them.
  /// - Complexity: O(c · s · r) for c cells with s sums each and r rows.
  public func cells(fedByRows rows: Range<Int>, of columns: FactColumns) -> [FedCell] {
    let through = moment.throughDate?.dayNumber ?? Int32.max
    let seen = rows.filter { row in
      columns.kind[row] != 0 && Int(columns.year[row]) == year.number
        && columns.date[row] <= through
        && columns.position[row] < moment.endPosition ?? UInt64.max
    }
    guard !seen.isEmpty else { return [] }
    return cells.compactMap { cell in
      var counts = [Int64](repeating: 0, count: seen.count)
      for sum in factSums(of: cell) {
        for (index, row) in seen.enumerated() where sum.filter.admits(row: row, of: columns) {
          counts[index] += sum.isSubtracted ? -1 : 1
        }
      }
      guard counts.contains(where: { $0 != 0 }) else { return nil }
      return FedCell(
        cell: cell,
        amountInFen: zip(counts, seen).reduce(0) { $0 + $1.0 * columns.amountInFen[$1.1] })
    }
  }
}
