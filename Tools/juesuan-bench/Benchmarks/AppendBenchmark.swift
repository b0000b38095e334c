// One event a sync through the façade, in turn with a bare loop that writes the same bytes.

import BudgetDomain
import BudgetLedger

/// Durable appends, one by one.
enum AppendBenchmark {
  /// How many events are appended behind the whole workload, in each run.
  private static let behindCount = 2_000

  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    let count = session.request.appendCount
    let workload = Workload(eventCount: count, seed: session.request.seed)
    let submissions = workload.rows.map(\.submission)
    var (ours, bare, ratios): ([Int], [Int], [Int]) = ([], [], [])
    var (middles, tails, bareTails): ([Int], [Int], [Int]) = ([], [], [])
    for run in 1...session.request.runCount {
      session.progress("append, run \(run)")
      let (ledger, path) = try session.freshLedger()
      try reachingLedger { () throws(LedgerError) in
        _ = try ledger.record(workload.prologue.map(\.submission))
      }
      var commits: [Int] = []
      commits.reserveCapacity(count)
      let watch = Stopwatch()
      for submission in submissions {
        let commit = Stopwatch()
        try reachingLedger { () throws(LedgerError) in _ = try ledger.record([submission]) }
        commits.append(commit.nanoseconds)
      }
      let whole = watch.nanoseconds
      try expect(Int(ledger.size), toBe: 1 + workload.rowCount, in: "append")
      let loop = try BareLoop.write(lastLines: count, ofLedger: path, to: session.freshPath("bare"))
      ours.append(Figure.rate(count, in: whole))
      bare.append(Figure.rate(count, in: loop.nanoseconds))
      ratios.append(loop.nanoseconds * 1000 / max(1, whole))
      middles.append(Figure.quantile(commits, 50) ?? 0)
      tails.append(Figure.quantile(commits, 99) ?? 0)
      bareTails.append(Figure.quantile(loop.commits, 99) ?? 0)
      Folder.remove(path)
    }
    let alone = [
      Figure("append", "one event a sync", .eventsPerSecond, ours),
      Figure("append", "bare write + fdatasync, same bytes", .eventsPerSecond, bare),
      Figure("append", "ours / bare", .thousandths, ratios, remark: "events a second"),
      Figure("append", "latency p50", .nanoseconds, middles),
      Figure("append", "latency p99", .nanoseconds, tails),
      Figure("append", "bare latency p99", .nanoseconds, bareTails),
    ]
    return try alone + behindWhole(session)
  }

  /// The same behind the whole workload: whether a long log makes the next event slower. Each run
  /// takes turns with as many events behind nothing.
  private static func behindWhole(_ session: Session) throws(BenchFailure) -> [Figure] {
    let file = try session.wholeImportFile()
    session.progress("append behind \(file.workload.rowCount) rows")
    let (long, longPath) = try session.freshLedger()
    let (short, shortPath) = try session.freshLedger()
    defer {
      Folder.remove(longPath)
      Folder.remove(shortPath)
    }
    try reachingLedger { () throws(LedgerError) in
      _ = try long.importEntries(EntrySource(fileAt: file.path), actor: "bench")
    }
    let size = long.size
    var (behind, ratios): ([Int], [Int]) = ([], [])
    for run in 1...session.request.runCount {
      let workload = Workload(
        eventCount: behindCount, seed: session.request.seed &+ UInt64(run))
      let (ours, beside) = try reachingLedger { () throws(LedgerError) in
        (try middle(of: workload, run, in: long), try middle(of: workload, run, in: short))
      }
      behind.append(ours)
      ratios.append(ours * 1000 / max(1, beside))
    }
    let added = UInt64(session.request.runCount * behindCount)
    guard long.size > size + added, short.size > added else {
      throw .wrongAnswer(
        benchmark: "append", expected: "\(added) events more", found: "\(long.size - size)")
    }
    return [
      Figure("append", "latency p50 behind the workload", .nanoseconds, behind),
      Figure("append", "behind the workload / behind none", .thousandths, ratios, remark: "of p50"),
    ]
  }

  /// The middle latency of the events of `workload`, each appended alone under keys of their own.
  private static func middle(
    of workload: Workload, _ run: Int, in ledger: Ledger
  ) throws(LedgerError) -> Int {
    _ = try ledger.record(workload.prologue.map { $0.submission.renamed("behind-\(run)") })
    var commits: [Int] = []
    for row in workload.rows {
      let submission = row.submission.renamed("behind-\(run)")
      let commit = Stopwatch()
      _ = try ledger.record([submission])
      commits.append(commit.nanoseconds)
    }
    return Figure.quantile(commits, 50) ?? 0
  }
}

extension Submission {
  /// The same under a key that begins with `prefix`.
  fileprivate func renamed(_ prefix: String) -> Submission {
    var copy = self
    copy.key = key.map { "\(prefix)-\($0)" }
    return copy
  }
}

/// What the disk can do at most: the lines of a log, each written and synchronized on its own.
enum BareLoop {
  /// Writes the last `count` lines of a log to a new file, one sync a line.
  static func write(
    lastLines count: Int, ofLedger path: String, to copy: String
  ) throws(BenchFailure) -> (nanoseconds: Int, commits: [Int]) {
    var bytes: [UInt8] = []
    for name in Folder.names(in: "\(path)/log").suffix(2 + count / 65_536) {
      bytes += try RawFile.contents(of: "\(path)/log/\(name)")
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).suffix(count).map { $0 + [0x0A] }
    let file = try RawFile(creating: copy)
    defer {
      file.close()
      Folder.remove(copy)
    }
    var commits: [Int] = []
    commits.reserveCapacity(count)
    let watch = Stopwatch()
    for line in lines {
      let commit = Stopwatch()
      try file.write(line)
      try file.synchronize()
      commits.append(commit.nanoseconds)
    }
    return (watch.nanoseconds, commits)
  }
}
