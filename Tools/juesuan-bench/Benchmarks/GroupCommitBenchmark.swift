// Concurrent producers whose events share a write and a sync.

import BudgetDomain
import BudgetLedger
import Glibc

/// Sixty-four threads, each of which records one event, waits until it is durable, and goes on.
enum GroupCommitBenchmark {
  private static let producerCount = 64

  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    var rates: [Int] = []
    for run in 1...session.request.runCount {
      session.progress("group commit, run \(run)")
      rates.append(try rate(session))
    }
    return [
      Figure("group-commit", "\(producerCount) producers, one event each", .eventsPerSecond, rates)
    ]
  }

  private static func rate(_ session: Session) throws(BenchFailure) -> Int {
    let count = session.request.appendCount / producerCount * producerCount
    let workload = Workload(eventCount: max(count, producerCount), seed: session.request.seed)
    let submissions = workload.rows.prefix(max(count, producerCount)).map(\.submission)
    let (ledger, path) = try session.freshLedger()
    defer { Folder.remove(path) }
    let prologue = workload.prologue.map(\.submission)
    try reachingLedger { () throws(LedgerError) in _ = try ledger.record(prologue) }
    let before = ledger.size
    let commits = try reachingLedger { () throws(LedgerError) in
      try GroupCommit(openingAt: path)
    }
    let watch = Stopwatch()
    let producers = (0..<producerCount).map { number in
      Producer(
        commits,
        stride(from: number, to: submissions.count, by: producerCount).map { submissions[$0] })
    }
    // A refund may be asked for before the payment that another thread makes: then it is refused.
    let refused = producers.reduce(0) { $0 + $1.waitUntilDone() }
    let nanoseconds = watch.nanoseconds
    let reopened = try reachingLedger { () throws(LedgerError) in
      try Ledger(openingAt: path)
    }
    guard reopened.size == before + UInt64(submissions.count) else {
      throw .wrongAnswer(
        benchmark: "group-commit", expected: "\(before + UInt64(submissions.count)) events",
        found: "\(reopened.size), \(refused) refused")
    }
    return Figure.rate(submissions.count, in: nanoseconds)
  }
}

/// A thread that records its submissions one after the other.
///
/// `@unchecked Sendable`: the thread writes `refusedCount`, and others read it after joining it.
private final class Producer: @unchecked Sendable {
  private let commits: GroupCommit
  private let submissions: [Submission]
  private var refusedCount = 0
  private var thread = pthread_t()

  init(_ commits: GroupCommit, _ submissions: [Submission]) {
    self.commits = commits
    self.submissions = submissions
    let started = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Producer>.fromOpaque(context).takeUnretainedValue().run()
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
    precondition(started == 0, "the machine has sixty-four threads")
  }

  private func run() {
    for submission in submissions {
      if (try? commits.record([submission])) == nil { refusedCount += 1 }
    }
  }

  func waitUntilDone() -> Int {
    pthread_join(thread, nil)
    return refusedCount
  }
}
