// From the files to every balance and the whole table set: from the raw log, then from the index.

import BudgetDomain
import BudgetLedger
import Projections
import Statements

/// What it takes to have every figure again.
enum RebuildBenchmark {
  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    let books = try session.wholeBooks()
    let index = "\(books.path)/index"
    var (raw, indexed): ([Int], [Int]) = ([], [])
    for run in 1...session.request.runCount {
      session.progress("rebuild, run \(run)")
      Folder.remove(index)
      raw.append(try rebuild(books))
      if Folder.exists(index) { indexed.append(try rebuild(books)) }
    }
    let name = "all balances and tables, root compared"
    let fromIndex =
      indexed.isEmpty
      ? Figure.missing("rebuild", "the same from the index", "the ledger keeps no index yet")
      : Figure("rebuild", "the same from the index", .nanoseconds, indexed)
    return [
      Figure("rebuild", name, .nanoseconds, raw),
      Figure(
        "rebuild", "events of the log", .eventsPerSecond,
        raw.map { Figure.rate(books.size, in: $0) }),
      fromIndex,
    ]
  }

  /// Opens the ledger and asks for everything; the check of the answers is not part of the time.
  private static func rebuild(_ books: Session.Books) throws(BenchFailure) -> Int {
    let watch = Stopwatch()
    let (ledger, balances, set, root) = try reachingLedger { () throws(LedgerError) in
      let ledger = try Ledger(openingAt: books.path)
      let balances = ledger.years.map { ledger.balances(of: $0, at: Moment()) }
      guard let year = FiscalYear(Session.printedYear) else {
        preconditionFailure("the printed year is one of the workload")
      }
      let set = try ledger.statementSet(for: year)
      return (ledger, balances, set, try ledger.root(ofSize: ledger.size))
    }
    let time = watch.nanoseconds
    try expect(root, toBe: books.root, in: "rebuild")
    try expect(set.statements.isEmpty, toBe: false, in: "rebuild, tables")
    try expect(balances.count, toBe: 5, in: "rebuild, years")
    for year in balances {
      try AnswerCheck.expectTotals(year, books.totals.end, in: "rebuild")
    }
    try AnswerCheck.expectWhole(ledger, books.totals.end, in: "rebuild")
    return time
  }
}
