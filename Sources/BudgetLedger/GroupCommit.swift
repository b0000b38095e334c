// One ledger for many threads: whoever comes while another writes is written with the next ones.

public import BudgetDomain
import Glibc

/// Records for many threads of one process: the submissions that wait share one lock and one sync.
///
/// The first thread to come records for all that wait, without waiting for more; those who come in
/// the meantime are the next group. Nobody is answered before their events are durable.
/// `@unchecked Sendable`: the ledger is used by one thread at a time, the one that leads; all else
/// is touched under `mutex` only.
public final class GroupCommit: @unchecked Sendable {
  private final class Request {
    let submissions: [Submission]
    var outcome: Result<RecordOutcome, LedgerError>?

    init(_ submissions: [Submission]) {
      self.submissions = submissions
    }
  }

  private let ledger: Ledger
  private var waiting: [Request] = []
  private var isLed = false
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Opens the ledger in the directory `path` for the threads that will use this.
  ///
  /// - Throws: as ``Ledger/init(openingAt:environment:usesIndex:onlyForNewest:)``.
  public init(
    openingAt path: String, environment: LedgerEnvironment = .system
  ) throws(LedgerError) {
    ledger = try Ledger(openingAt: path, environment: environment)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Records `submissions` in one atomic batch, durable when this returns.
  ///
  /// - Throws: as ``Ledger/record(_:isDryRun:expectedPosition:)``.
  public func record(_ submissions: [Submission]) throws(LedgerError) -> RecordOutcome {
    let request = Request(submissions)
    pthread_mutex_lock(mutex)
    waiting.append(request)
    while request.outcome == nil, isLed { pthread_cond_wait(changed, mutex) }
    while request.outcome == nil {
      // Nobody leads, so this thread does, for everybody who waits now.
      isLed = true
      let group = waiting
      waiting.removeAll(keepingCapacity: true)
      pthread_mutex_unlock(mutex)
      let outcomes = outcomes(of: group)
      pthread_mutex_lock(mutex)
      for (request, outcome) in zip(group, outcomes) { request.outcome = outcome }
      isLed = false
      pthread_cond_broadcast(changed)
    }
    pthread_mutex_unlock(mutex)
    guard let outcome = request.outcome else {
      preconditionFailure("the loop above ends with an outcome")
    }
    return try outcome.get()
  }

  private func outcomes(of group: [Request]) -> [Result<RecordOutcome, LedgerError>] {
    do throws(LedgerError) {
      return try ledger.record(groups: group.map(\.submissions))
    } catch {
      return group.map { _ in .failure(error) }
    }
  }
}
