// Money by the year it comes from: what a year began with, and what it leaves or carried over.

public import BudgetDomain
import Projections

/// Money of one year of origin in a fiscal year, in fen.
public struct MoneyOfOrigin: Hashable, Sendable {
  /// The year it comes from.
  public let origin: FiscalYear
  /// 年初结转和结余 of that year, adjusted; adjustments count for the year before, as in closing.
  public internal(set) var openingInFen: Int64
  /// 年末结转和结余 of that year: carried over, and what closing would carry as the books stand.
  public internal(set) var closingInFen: Int64
}

extension Ledger {
  /// The money of `year` by year of origin, the oldest first; origins without any are left out.
  ///
  /// Money is spent oldest first, so what is left is the newest.
  ///
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n) in the facts, and a read of the log for each carry-over.
  public func moneyByOrigin(of year: FiscalYear) throws(LedgerError) -> [MoneyOfOrigin] {
    try checkRows()
    var found: [FiscalYear: MoneyOfOrigin] = [:]
    func add(_ origin: FiscalYear, opening: Int64 = 0, closing: Int64 = 0) {
      var money =
        found[origin] ?? MoneyOfOrigin(origin: origin, openingInFen: 0, closingInFen: 0)
      money.openingInFen += opening
      money.closingInFen += closing
      found[origin] = money
    }
    for fact in columns.entryFacts(of: year) where fact.type != .balanceCarriedOver {
      switch fact.kind {
      case .openingBalance, .carriedSurplus, .priorYearAdjustment:
        add(year.previous ?? year, opening: fact.amountInFen)
      default: break
      }
    }
    for recorded in try events(at: columns.positions(ofTypes: [.balanceCarriedOver])) {
      guard case .balanceCarriedOver(let carryOver) = recorded.event else { continue }
      if carryOver.line.year == year {
        add(carryOver.originYear, closing: carryOver.amount.fen)
      } else if carryOver.nextYear == year {
        add(carryOver.originYear, opening: carryOver.amount.fen)
      }
    }
    for carryOver in fold.decidingState.carryOvers(of: year) {
      add(carryOver.originYear, closing: carryOver.amount.fen)
    }
    return found.values.filter { $0.openingInFen != 0 || $0.closingInFen != 0 }
      .sorted { $0.origin < $1.origin }
  }
}
