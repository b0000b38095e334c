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
    if isDryRun {
      try refresh()
      let draft = try decideAll(submissions, expectedPosition)
      return draft.outcome(isDryRun: true, size: size)
    }
    return try exclusively { () throws(LedgerError) in
      let draft = try decideAll(submissions, expectedPosition)
      guard !draft.events.isEmpty else { return draft.outcome(isDryRun: false, size: size) }
      let bodies = draft.events.map { recorded in
        EventCodec.encode(
          recorded.event, actor: recorded.envelope.actor, key: recorded.envelope.key,
          reason: recorded.envelope.reason)
      }
      try reachingStore { () throws(StorageError) in
        try store.append(bodies, recordedAtMicroseconds: draft.recordedAt.microseconds)
      }
      fold.advance(to: draft.state, taking: draft.events)
      return draft.outcome(isDryRun: false, size: size)
    }
  }

  /// Decides all submissions one after the other, each on top of those before it.
  func decideAll(
    _ submissions: [Submission], _ expectedPosition: UInt64?
  ) throws(LedgerError) -> BatchDraft {
    if let expectedPosition, expectedPosition != size {
      let newer = expectedPosition < size ? expectedPosition..<size : size..<size
      throw .positionMoved(
        expected: expectedPosition, actual: size, newer: try events(at: newer))
    }
    let last = RecordedTime(microseconds: store.lastRecordedAtMicroseconds ?? Int64.min)
    var draft = BatchDraft(
      state: fold.state, nextPosition: size, recordedAt: max(environment.now(), last))
    var rejected: [RejectedSubmission] = []
    for (index, submission) in submissions.enumerated() {
      do throws(Rejection) {
        try draft.decideNext(submission)
      } catch {
        rejected.append(
          RejectedSubmission(index: index, row: nil, submission: submission, rejection: error))
      }
    }
    guard rejected.isEmpty else { throw .rejected(rejected) }
    draft.closeBatch()
    return draft
  }
}

/// A batch while it is being decided.
struct BatchDraft {
  private(set) var state: BudgetState
  private(set) var nextPosition: UInt64
  let recordedAt: RecordedTime
  private(set) var events: [RecordedEvent] = []
  private(set) var alreadyRecorded: [UInt64] = []

  init(state: BudgetState, nextPosition: UInt64, recordedAt: RecordedTime) {
    self.state = state
    self.nextPosition = nextPosition
    self.recordedAt = recordedAt
  }

  mutating func decideNext(_ submission: Submission) throws(Rejection) {
    switch try decide(submission, given: state) {
    case .alreadyRecorded(let position): alreadyRecorded.append(position)
    case .record(let decided):
      for event in decided {
        let envelope = Envelope(
          position: nextPosition, recordedAt: recordedAt, actor: submission.actor,
          key: submission.key, reason: submission.reason)
        let recorded = RecordedEvent(envelope: envelope, event: event)
        state.evolve(recorded)
        events.append(recorded)
        nextPosition += 1
      }
    }
  }

  /// Writes each event's place in the batch into its envelope, now that the size is known.
  mutating func closeBatch() {
    for index in events.indices {
      events[index].envelope.batchIndex = index + 1
      events[index].envelope.batchSize = events.count
    }
  }

  func outcome(isDryRun: Bool, size: UInt64) -> RecordOutcome {
    RecordOutcome(
      recorded: events, alreadyRecorded: alreadyRecorded, isDryRun: isDryRun, size: size)
  }
}
