// An import of the whole file through the façade: parsed, every rule decided, durable.

import BudgetDomain
import BudgetLedger

/// The import of the workload.
enum ImportBenchmark {
  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    let file = try session.wholeImportFile()
    var times: [Int] = []
    for run in 1...session.request.runCount {
      session.progress("import, run \(run)")
      let (ledger, path) = try session.freshLedger()
      let watch = Stopwatch()
      let outcome = try reachingLedger { () throws(LedgerError) in
        try ledger.importEntries(EntrySource(fileAt: file.path), actor: "bench")
      }
      times.append(watch.nanoseconds)
      try expect(outcome.rowCount, toBe: file.workload.rowCount, in: "import")
      try AnswerCheck.expectWhole(ledger, file.totals.end, in: "import")
      Folder.remove(path)
    }
    let rates = times.map { Figure.rate(file.workload.rowCount, in: $0) }
    return [
      Figure("import", "whole file, decided, durable", .nanoseconds, times),
      Figure("import", "rows", .eventsPerSecond, rates),
    ]
  }
}
