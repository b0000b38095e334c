// One budget line's life on one page, and one cell's values through time.

public import BudgetDomain
public import Projections
public import Statements

/// The life of one budget line: approved, supplemented, moved, spent, carried over.
public struct LinePage: Sendable {
  /// The line.
  public let line: BudgetLine
  /// Its movements in order of position, with the sums after each.
  public let steps: [LineStep]
  /// The opening money by the year it was granted in, in fen, oldest first.
  public let origins: [(year: FiscalYear, fen: Int64)]
  /// What was carried out of it into the next year.
  public let carriedOver: [(position: UInt64, carryOver: CarryOver)]

  /// Its sums after the last movement.
  public var totals: LineTotals { steps.last?.totals ?? LineTotals() }
}

/// The values of one cell through time.
public struct CellHistory: Sendable {
  /// The statement as of the moment asked for.
  public let statement: Statement
  /// The cell.
  public let cell: Statement.Cell
  /// Every position at which the value changed, oldest first.
  public let changes: [Change]

  /// One change of the value.
  public struct Change: Hashable, Sendable {
    /// Position of the event that changed it.
    public let position: UInt64
    /// The value before, in fen.
    public let fromInFen: Int64
    /// The value after, in fen.
    public let toInFen: Int64
  }
}

extension Ledger {
  /// The life of `line`; without steps where nothing moved it.
  ///
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n) in the facts.
  public func page(
    of line: BudgetLine, at moment: Moment = Moment()
  ) throws(LedgerError) -> LinePage {
    let steps = columns.steps(of: line, at: moment)
    var origins: [FiscalYear: Int64] = [:]
    for step in steps where step.kind == .openingBalance || step.kind == .carriedSurplus {
      let event = try event(at: step.position).event
      var year = line.year.previous ?? line.year
      if case .balanceCarriedOver(let carryOver) = event { year = carryOver.originYear }
      origins[year, default: 0] += step.amountInFen
    }
    var carried: [(position: UInt64, carryOver: CarryOver)] = []
    if let next = line.year.next {
      for step in columns.steps(of: line.inYear(next), at: Moment(endPosition: moment.endPosition))
      where step.kind == .openingBalance || step.kind == .carriedSurplus {
        if case .balanceCarriedOver(let carryOver) = try event(at: step.position).event {
          carried.append((step.position, carryOver))
        }
      }
    }
    return LinePage(
      line: line, steps: steps,
      origins: origins.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map {
        ($0.key, $0.value)
      },
      carriedOver: carried)
  }

  /// Every change of the cell at `address` of `statement`; `nil` where it has no such cell.
  ///
  /// - Complexity: as ``explanation(of:in:)``.
  public func cellHistory(
    of address: CellAddress, in statement: Statement
  ) -> CellHistory? {
    guard let explanation = explanation(of: address, in: statement) else { return nil }
    var changes: [CellHistory.Change] = []
    var value: Int64 = 0
    for event in explanation.events {
      let isSame = changes.last?.position == event.position
      let before = isSame ? changes.removeLast().fromInFen : value
      value = event.runningTotalInFen
      changes.append(
        CellHistory.Change(position: event.position, fromInFen: before, toInFen: value))
    }
    return CellHistory(
      statement: statement, cell: explanation.cell,
      changes: changes.filter { $0.fromInFen != $0.toInFen })
  }
}
