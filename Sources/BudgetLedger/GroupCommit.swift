// One ledger for many threads: whoever comes while another writes is written with the next ones.

public import BudgetDomain
import Glibc

/// Records for many threads of one process: the submissions that wait share one lock and one sync.
///
/// The first thread to come records for all that wait; those who come in the meantime are the next
/// group, and one of them records it. Nobody is answered before their events are durable.
/// `@unchecked Sendable`: the ledger is used by one thread at a time, the one that leads; all else
/// is touched under `mutex` only.
public final class GroupCommit: @unchecked Sendable {
  private let ledger: Ledger
  private var waiting: [GroupRequest] = []
  private var isLed = false
  /// How many were recorded together the last time.
  private var lastGroupSize = 0
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  /// Opens the ledger in the directory `path` for the threads that will use this.
  ///
  /// - Throws: as ``Ledger/init(openingAt:environment:usesIndex:onlyForStatements:)``.
  public init(
    openingAt path: String, environment: LedgerEnvironment = .system
  ) throws(LedgerError) {
    ledger = try Ledger(openingAt: path, environment: environment)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Records `submissions` in one atomic batch, durable when this returns.
  ///
  /// - Throws: as ``Ledger/record(_:isDryRun:expectedPosition:)``.
  public func record(_ submissions: [Submission]) throws(LedgerError) -> RecordOutcome {
    let request = GroupRequest(submissions)
    pthread_mutex_lock(mutex)
    waiting.append(request)
    let leads = !isLed
    isLed = true
    pthread_mutex_unlock(mutex)
    if !leads { request.wait() }
    if request.outcome == nil { lead() }
    request.wakeFollowers()
    guard let outcome = request.outcome else {
      preconditionFailure("who leads is answered, and who is woken is answered or leads")
    }
    return try outcome.get()
  }

  /// Records for all who wait, this thread's request first among them, and names the next to lead.
  private func lead() {
    let group = gather()
    let outcomes = outcomes(of: group)
    for (index, request) in group.enumerated() {
      request.outcome = outcomes[index]
      request.follow(group, index)
    }
    pthread_mutex_lock(mutex)
    lastGroupSize = group.count
    let next = waiting.first
    if next == nil { isLed = false }
    pthread_mutex_unlock(mutex)
    next?.wake()
  }

  /// Takes the requests that wait. Threads that were answered a moment ago are let run first, as
  /// long as that makes the group larger: a sync for each of them would keep all others waiting.
  private func gather() -> [GroupRequest] {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var count = 0
    while waiting.count > count, waiting.count < lastGroupSize {
      count = waiting.count
      pthread_mutex_unlock(mutex)
      sched_yield()
      pthread_mutex_lock(mutex)
    }
    let group = waiting
    waiting.removeAll(keepingCapacity: true)
    return group
  }

  private func outcomes(of group: [GroupRequest]) -> [Result<RecordOutcome, LedgerError>] {
    do throws(LedgerError) {
      return try ledger.record(groups: group.map(\.submissions))
    } catch {
      return group.map { _ in .failure(error) }
    }
  }
}

/// What one thread asks for, and how it is woken.
///
/// Each thread sleeps on a semaphore of its own, and who is woken wakes two others of the group:
/// the one that led does not have to wake them all, and nobody is woken for nothing.
private final class GroupRequest {
  let submissions: [Submission]
  /// Set by the thread that leads, before the one that asked is woken.
  var outcome: Result<RecordOutcome, LedgerError>?
  private var followers: [GroupRequest] = []
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ submissions: [Submission]) {
    self.submissions = submissions
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func wait() {
    // Interrupted by a signal, it is to be waited for again.
    while sem_wait(semaphore) != 0 {}
  }

  func wake() { sem_post(semaphore) }

  /// Takes over those of `group` whom the request at `index` is to wake.
  func follow(_ group: [GroupRequest], _ index: Int) {
    let first = 2 * index + 1
    followers = Array(group[min(first, group.count)..<min(first + 2, group.count)])
  }

  func wakeFollowers() {
    for follower in followers { follower.wake() }
    followers = []
  }
}
