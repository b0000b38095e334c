// Recording: decide a batch, write it durably, and only then take it into the folds.

public import BudgetDomain
import EventCoding
import EventStorage
import Projections

/// What recording a batch came to.
public struct RecordOutcome: Sendable {
  /// The events as recorded; in a dry run, as they would have been.
  public let recorded: [RecordedEvent]
  /// Positions at which submissions stood already under their keys.
  public let alreadyRecorded: [UInt64]
  /// Whether nothing was written because only a preview was asked for.
  public let isDryRun: Bool
  /// How many records the ledger holds afterwards; in a dry run, as it stands.
  public let size: UInt64

  /// An outcome made of its parts.
  package init(
    recorded: [RecordedEvent], alreadyRecorded: [UInt64], isDryRun: Bool, size: UInt64
  ) {
    self.recorded = recorded
    self.alreadyRecorded = alreadyRecorded
    self.isDryRun = isDryRun
    self.size = size
  }
}

extension Ledger {
  /// Records `submissions` in one atomic batch: all of them, or none.
  ///
  /// Every refused submission is reported, not only the first. Submissions whose key stands in the
  /// ledger with the same content are left out and listed.
  ///
  /// - Parameters:
  ///   - isDryRun: decide and report, but write nothing and take no lock.
  ///   - expectedPosition: refuse when the ledger is at another position, because somebody else
  ///     recorded in between.
  /// - Throws: ``LedgerError/rejected(_:)``, ``LedgerError/positionMoved(expected:actual:newer:)``,
  ///   ``LedgerError/storage(_:)``.
  public func record(
    _ submissions: [Submission], isDryRun: Bool = false, expectedPosition: UInt64? = nil
  ) throws(LedgerError) -> RecordOutcome {
    try record(
      submissions, isDryRun: isDryRun, expectedPosition: expectedPosition,
      afterPublishingCheckpoint: false)
  }

  /// Records a batch that names the log before it; what it names is published once nothing is
  /// refused any more, and before the batch can be seen.
  func record(
    _ submissions: [Submission], isDryRun: Bool, expectedPosition: UInt64?,
    afterPublishingCheckpoint: Bool
  ) throws(LedgerError) -> RecordOutcome {
    if isDryRun {
      try refresh()
      let draft = try decideAll(submissions, expectedPosition)
      return draft.outcome(isDryRun: true, size: size)
    }
    // Before, so that nobody waits for the index while holding the lock or an acknowledgement.
    keepIndex()
    return try exclusively { () throws(LedgerError) in
      do throws(LedgerError) {
        try expect(expectedPosition)
        if !afterPublishingCheckpoint, let outcome = try recordPlain([submissions])[0] {
          return outcome
        }
        var draft = try decideAll(submissions, expectedPosition)
        if afterPublishingCheckpoint, !draft.events.isEmpty {
          try reachingStore { () throws(StorageError) in try store.publishCheckpoint() }
        }
        try append(&draft)
        return draft.outcome(isDryRun: false, size: size)
      } catch {
        if case .rejected(let rejected) = error { try recordRefusals(rejected) }
        throw error
      }
    }
  }

  /// Makes a decided batch durable, and only then takes it into the folds.
  func append(_ draft: inout BatchDraft) throws(LedgerError) {
    guard !draft.events.isEmpty else { return }
    try reachingStore { () throws(StorageError) in
      try store.append(
        Self.bodies(of: draft.events), batchSizes: draft.batchSizes,
        recordedAtMicroseconds: draft.recordedAt.microseconds)
    }
    fold.advance(to: &draft.state, taking: draft.events)
  }

  /// Records a batch for each group of plain entries that are recorded as they are, with one sync
  /// for all.
  /// - Returns: What became of each group, in their order; `nil`, with nothing done, for those that
  ///   need a closer look.
  func recordPlain(_ groups: [[Submission]]) throws(LedgerError) -> [RecordOutcome?] {
    var outcomes: [RecordOutcome?] = Array(repeating: nil, count: groups.count)
    let decisions = fold.plainDecisions(
      on: groups, recordedAt: recordingTime, systemUser: environment.systemUser)
    guard let decisions, let first = decisions.events.first else { return outcomes }
    let bodies = Self.bodies(of: decisions.events)
    do throws(StorageError) {
      try store.append(
        bodies, batchSizes: decisions.groups.map { groups[$0].count },
        recordedAtMicroseconds: first.envelope.recordedAt.microseconds)
    } catch {
      fold.takePlain(decisions.events, as: nil)
      throw .storage(error)
    }
    fold.takePlain(decisions.events, as: bodies)
    var rest = decisions.events[...]
    for number in decisions.groups {
      let recorded = rest.prefix(groups[number].count)
      rest = rest.dropFirst(recorded.count)
      outcomes[number] = RecordOutcome(
        recorded: Array(recorded), alreadyRecorded: [], isDryRun: false, size: size)
    }
    return outcomes
  }

  private static func bodies(of events: [RecordedEvent]) -> RecordBodies {
    var bodies = RecordBodies()
    bodies.bytes.reserveCapacity(320 * events.count)
    for event in events {
      EventCodec.encode(event, into: &bodies.bytes)
      bodies.endBody()
    }
    return bodies
  }

  /// Records what rules refused, as events without effect, so that it can be asked about. Faults of
  /// the input are not attempts: nothing is recorded where any submission has one.
  private func recordRefusals(_ rejected: [RejectedSubmission]) throws(LedgerError) {
    var draft = emptyDraft
    takeRefusals(rejected, into: &draft)
    try append(&draft)
  }

  /// Takes what rules refused into a draft as a batch of its own, as far as it is to be recorded.
  func takeRefusals(_ rejected: [RejectedSubmission], into draft: inout BatchDraft) {
    guard opening != nil, rejected.allSatisfy({ $0.rejection.field == nil }) else { return }
    for refusal in rejected.prefix(Self.recordedRefusalsMax) {
      draft.take(.commandRefused(refusal.asRefusedCommand), of: refusal.submission)
    }
    draft.closeBatch()
  }

  /// How many refusals of one batch are recorded; an import of a wrong file may have thousands.
  static let recordedRefusalsMax = 100

  var emptyDraft: BatchDraft {
    BatchDraft(
      state: fold.decidingState, nextPosition: size, recordedAt: recordingTime,
      systemUser: environment.systemUser)
  }

  /// When a batch is recorded that is decided now: never before the last one.
  var recordingTime: RecordedTime {
    let last = RecordedTime(microseconds: store.lastRecordedAtMicroseconds ?? Int64.min)
    return max(environment.now(), last)
  }

  /// Refuses where the ledger is not at the position that was expected, and names what came in
  /// between.
  func expect(_ expectedPosition: UInt64?) throws(LedgerError) {
    guard let expectedPosition, expectedPosition != size else { return }
    let newer = expectedPosition < size ? expectedPosition..<size : size..<size
    throw .positionMoved(expected: expectedPosition, actual: size, newer: try events(at: newer))
  }

  /// Decides all submissions one after the other, each on top of those before it.
  func decideAll(
    _ submissions: [Submission], _ expectedPosition: UInt64?
  ) throws(LedgerError) -> BatchDraft {
    try expect(expectedPosition)
    try recallKeys(of: submissions)
    var draft = emptyDraft
    var rejected: [RejectedSubmission] = []
    var indices: [UInt64: Int] = [:]
    for (index, submission) in submissions.enumerated() {
      guard rejected.count < LedgerError.listedMax else { break }
      do throws(Rejection) {
        indices[draft.nextPosition] = index
        try draft.decideNext(submission)
      } catch {
        rejected.append(
          RejectedSubmission(
            index: index, row: nil, submission: submission, rejection: error,
            citedRows: submissions.count > 1 ? error.cited(among: indices) : [:]))
      }
    }
    guard rejected.isEmpty else { throw .rejected(rejected) }
    draft.closeBatch()
    return draft
  }
}
