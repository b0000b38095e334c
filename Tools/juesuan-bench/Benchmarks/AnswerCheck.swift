// Compares what a ledger answers with what the generator added up.

import BudgetDomain
import BudgetLedger
import Projections

/// Checks of answers against control totals.
enum AnswerCheck {
  /// The sums of every expenditure key, and authority, income and expenditure of every year.
  static func expectWhole(
    _ ledger: Ledger, _ expected: ControlTotals, in benchmark: String
  ) throws(BenchFailure) {
    try expect(expenditureDigest(of: ledger.columns), toBe: expected.digest, in: benchmark)
    for year in ledger.years {
      let balances = ledger.balances(of: year, at: Moment())
      try expectTotals(balances, expected, in: benchmark)
    }
  }

  /// Authority, income and expenditure of one year.
  static func expectTotals(
    _ balances: Balances, _ expected: ControlTotals, in benchmark: String
  ) throws(BenchFailure) {
    let year = balances.year.number
    let place = "\(benchmark) \(year)"
    try expect(
      balances.total.expenditureInFen, toBe: expected.expenditureInFen[year] ?? 0, in: place)
    try expect(balances.total.incomeInFen, toBe: expected.incomeInFen[year] ?? 0, in: place)
    try expect(balances.authorityInFen, toBe: expected.authorityInFen[year] ?? 0, in: place)
  }

  private static func expenditureDigest(of columns: FactColumns) -> String {
    var found = ControlTotals()
    let kind = EntryKind.expenditure.rawValue
    for row in 0..<columns.count where columns.kind[row] == kind {
      found.add(
        columns.amountInFen[row],
        ControlTotals.Key(
          year: Int(columns.year[row]), function: columns.function[row],
          economic: columns.economic[row], isProject: columns.project[row] != 0))
    }
    return found.digest
  }
}
