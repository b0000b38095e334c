// What changed in a statement between two moments, and which events changed it.

import BudgetDomain
public import Projections

/// Two statements of one form and year at two moments, compared (重述): the cells that moved with
/// the events that moved them. Changes of the form itself stand apart.
public struct Comparison: Hashable, Sendable {
  /// The statement compared from.
  public let before: Statement
  /// The statement compared to.
  public let after: Statement
  /// The cells whose value changed, in the order of the form.
  public let movedCells: [MovedCell]
  /// The cells that the two forms make differently.
  public let formChanges: [FormChange]

  /// A cell whose value changed while its formula did not.
  public struct MovedCell: Hashable, Sendable {
    /// Where it is printed.
    public let address: CellAddress
    /// The words to its left.
    public let label: String
    /// Its value before; `nil` where the row did not occur.
    public let beforeInFen: Int64?
    /// Its value after; `nil` where the row does not occur any more.
    public let afterInFen: Int64?
    /// What moved it, in order of position; the amounts add up to the difference.
    public let events: [ContributingEvent]

    /// After less before, in fen.
    public var differenceInFen: Int64 { (afterInFen ?? 0) - (beforeInFen ?? 0) }
  }

  /// A cell that one form makes differently from the other, or that only one of them has.
  public struct FormChange: Hashable, Sendable {
    /// Where it is printed.
    public let address: CellAddress
    /// The formula and value before; `nil` where the form did not have the cell.
    public let before: Version?
    /// The formula and value after; `nil` where the form no longer has the cell.
    public let after: Version?

    /// How a form makes the cell, and what comes out.
    public struct Version: Hashable, Sendable {
      /// The words to its left.
      public let label: String
      /// The formula in the language of form files.
      public let formula: String
      /// The exact value.
      public let fen: Int64
    }
  }

  /// Compares two statements of one form and year that were made from `columns`.
  ///
  /// - Precondition: both are for the same year.
  /// - Complexity: O(n · s) for n rows of the columns and s sums behind the cells that moved.
  public init(from before: Statement, to after: Statement, columns: FactColumns) {
    precondition(before.year == after.year, "statements of two years are not a restatement")
    self.before = before
    self.after = after
    let cubes = (
      FigureCube(of: columns, year: before.year, at: before.moment),
      FigureCube(of: columns, year: after.year, at: after.moment)
    )
    var addresses = after.cells.map(\.address)
    let known = Set(addresses)
    addresses += before.cells.map(\.address).filter { !known.contains($0) }
    var moved: [MovedCell] = []
    var changes: [FormChange] = []
    for address in addresses {
      let old = before.cell(at: address)
      let new = after.cell(at: address)
      if Self.isFormChange(address, old, new, before, after) {
        changes.append(
          FormChange(
            address: address, before: old.map { FormChange.Version($0) },
            after: new.map { FormChange.Version($0) }))
        continue
      }
      guard (old?.fen ?? 0) != (new?.fen ?? 0), let label = (new ?? old)?.label else { continue }
      let lineage = Lineage(
        from: old.map { Lineage(of: $0, in: before, cube: cubes.0) },
        to: new.map { Lineage(of: $0, in: after, cube: cubes.1) })
      moved.append(
        MovedCell(
          address: address, label: label, beforeInFen: old?.fen, afterInFen: new?.fen,
          events: lineage.events(in: columns)))
    }
    movedCells = moved
    formChanges = changes
  }

  /// The positions of all events that moved a cell, in order.
  public var positions: [UInt64] {
    Set(movedCells.flatMap { $0.events.map(\.position) }).sorted()
  }

  /// A row of a code that occurs at one moment only is no change of the form.
  private static func isFormChange(
    _ address: CellAddress, _ old: Statement.Cell?, _ new: Statement.Cell?,
    _ before: Statement, _ after: Statement
  ) -> Bool {
    switch (old, new) {
    case (let old?, let new?): old.provenance.expression != new.provenance.expression
    case (nil, _?): !before.layout.mayBeAbsent(address)
    case (_?, nil): !after.layout.mayBeAbsent(address)
    case (nil, nil): false
    }
  }
}

extension Comparison.FormChange.Version {
  init(_ cell: Statement.Cell) {
    self.init(label: cell.label, formula: cell.provenance.expression.text, fen: cell.fen)
  }
}
