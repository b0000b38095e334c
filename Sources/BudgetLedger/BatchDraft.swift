// A batch, or several of one sync, while being decided: the events so far and the state after.

import BudgetDomain

/// A batch while it is being decided.
struct BatchDraft {
  /// Given up to the ledger when the batch is recorded.
  var state: BudgetState
  private(set) var nextPosition: UInt64
  let recordedAt: RecordedTime
  /// The user of the operating system, recorded beside whoever a submission names.
  let systemUser: String?
  private(set) var events: [RecordedEvent] = []
  /// The sizes of the batches that are ended.
  private(set) var batchSizes: [Int] = []
  private(set) var alreadyRecorded: [UInt64] = []

  init(
    state: BudgetState, nextPosition: UInt64, recordedAt: RecordedTime, systemUser: String?
  ) {
    self.state = state
    self.nextPosition = nextPosition
    self.recordedAt = recordedAt
    self.systemUser = systemUser
  }

  mutating func decideNext(_ asked: Submission) throws(Rejection) {
    var submission = asked
    // Who approves without a reason of their own approves for the reason that was given.
    if case .approveProposal(let target, _) = submission.command, submission.reason == nil {
      submission.reason = target.envelope.reason
    }
    switch try decide(submission, given: state) {
    case .alreadyRecorded(let position): alreadyRecorded.append(position)
    case .record(let decided):
      var preparer: String?
      for event in decided {
        take(event, of: submission, preparedBy: preparer)
        if case .proposalApproved(let decision) = event { preparer = decision.preparer }
      }
    }
  }

  /// Takes an event into the batch. What was prepared by somebody else names both: the preparer as
  /// its actor, the one who submits now as its approver.
  mutating func take(_ event: Event, of submission: Submission, preparedBy preparer: String? = nil)
  {
    let envelope = Envelope(
      position: nextPosition, recordedAt: recordedAt, actor: preparer ?? submission.actor,
      approver: preparer == nil ? nil : submission.actor, systemUser: systemUser,
      key: submission.key, reason: submission.reason)
    let recorded = RecordedEvent(envelope: envelope, event: event)
    state.evolve(recorded)
    events.append(recorded)
    nextPosition += 1
  }

  /// Ends the batch of the events since the last one ended: writes each event's place in it into
  /// its envelope, now that the size is known.
  mutating func closeBatch() {
    let first = batchSizes.reduce(0, +)
    guard first < events.count else { return }
    for index in first..<events.count {
      events[index].envelope.batchIndex = index - first + 1
      events[index].envelope.batchSize = events.count - first
    }
    batchSizes.append(events.count - first)
  }

  func outcome(isDryRun: Bool, size: UInt64) -> RecordOutcome {
    RecordOutcome(
      recorded: events, alreadyRecorded: alreadyRecorded, isDryRun: isDryRun, size: size)
  }
}

extension RejectedSubmission {
  /// The refusal as an event: who tried what, and which rule said no.
  var asRefusedCommand: RefusedCommand {
    let entry = submission.command.subjectEntry
    return RefusedCommand(
      type: submission.command.intendedType, rule: rejection.wording.name,
      line: entry.map { Self.recordable($0.line.text) }, amountInFen: entry?.amount.fen,
      sentence: Self.recordable(rejection.wording.what.chinese))
  }

  /// `text` as a record can hold it. What is refused was not looked at in full: the rule that said
  /// no may come before those about texts.
  private static func recordable(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var bytes = 0
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      let shown: Unicode.Scalar = isControl ? "\u{FFFD}" : scalar
      bytes += Unicode.UTF8.width(shown)
      guard bytes <= textLimitInBytes else { return String(kept) + "…" }
      kept.append(shown)
    }
    return String(kept)
  }
}

extension Rejection {
  /// Which of the positions that submissions of the batch would have had it cites, with their
  /// places in the batch.
  func cited(among indices: [UInt64: Int]) -> [UInt64: Int] {
    let numbers = wording.what.english.split(separator: "#").dropFirst().compactMap { part in
      UInt64(part.prefix { ("0"..."9").contains($0) })
    }
    return indices.filter { numbers.contains($0.key) }
  }
}
