// Many events a sync: batches of one caller.

import BudgetDomain
import BudgetLedger

/// Durable batches of a hundred and of a thousand events.
enum BatchBenchmark {
  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    var figures: [Figure] = []
    for size in [100, 1000] {
      var rates: [Int] = []
      for run in 1...session.request.runCount {
        session.progress("batches of \(size), run \(run)")
        rates.append(try rate(ofBatches: size, session))
      }
      figures.append(Figure("batches", "\(size) events a sync", .eventsPerSecond, rates))
    }
    return figures
  }

  private static func rate(
    ofBatches size: Int, _ session: Session
  ) throws(BenchFailure) -> Int {
    let count = session.request.appendCount
    let workload = Workload(eventCount: count, seed: session.request.seed)
    let submissions = workload.rows.map(\.submission)
    let (ledger, path) = try session.freshLedger()
    defer { Folder.remove(path) }
    return try reachingLedger { () throws(LedgerError) in
      _ = try ledger.record(workload.prologue.map(\.submission))
      let watch = Stopwatch()
      for start in stride(from: 0, to: count, by: size) {
        _ = try ledger.record(Array(submissions[start..<min(start + size, count)]))
      }
      return Figure.rate(count, in: watch.nanoseconds)
    }
  }
}
