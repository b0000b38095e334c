// What the books must say, kept by somebody slow who knows only what was acknowledged.

import BudgetDomain
import Projections

/// What an attempt may have left in the log.
enum Sent: Hashable {
  /// This event.
  case event(Event)
  /// The refusal by the rule of this name.
  case refusal(String)
  /// An event of this type: its facts are known only to whoever made it.
  case anything(EventType)

  /// Whether `event` is it.
  func isMet(by event: Event) -> Bool {
    switch (self, event) {
    case (.event(let expected), _): expected == event
    case (.refusal(let rule), .commandRefused(let refused)): refused.rule == rule
    case (.anything(let type), _): type == event.type
    default: false
    }
  }
}

/// What somebody slow expects of an attempt.
enum Verdict {
  /// These events are recorded; submissions at these positions stood there already.
  case recorded(events: [RecordedEvent], already: [UInt64])
  /// These submissions are refused, each by its rule.
  case refused([(index: Int, rejection: Rejection)])

  /// What the attempt leaves in the log if it is carried out.
  var sent: [Sent] {
    switch self {
    case .recorded(let events, _): events.map { .event($0.event) }
    case .refused(let refusals):
      refusals.contains { $0.rejection.field != nil }
        ? [] : refusals.prefix(100).map { .refusal($0.rejection.wording.name) }
    }
  }
}

/// The naive model: the acknowledged events, the state evolved from nothing, plain sums per line.
///
/// It has no index and no columns, and is told nothing by the ledger but what was acknowledged.
struct NaiveBooks {
  private(set) var log: [RecordedEvent] = []
  private(set) var state = BudgetState()
  /// Sums by line and kind, added up movement by movement.
  private(set) var sums: [BudgetLine: [EntryKind: Int64]] = [:]
  /// What may be there behind the log, whole or not at all: one attempt, as it may have ended.
  private(set) var doubtful: [[Sent]] = []
  /// Positions at which keys were used, with what was submitted under them alone.
  private(set) var keyed: [(submission: Submission, position: UInt64)] = []

  var size: UInt64 { UInt64(log.count) }
  var isInDoubt: Bool { !doubtful.isEmpty }

  /// Takes in a batch that was acknowledged.
  mutating func take(_ batch: [RecordedEvent]) {
    for recorded in batch {
      log.append(recorded)
      state.evolve(recorded)
      for movement in recorded.event.movements {
        sums[movement.line, default: [:]][movement.kind, default: 0] += movement.amount.fen
      }
    }
    doubtful = []
  }

  /// Remembers what was submitted under a key, so that it can be submitted again.
  mutating func remember(_ submission: Submission, at position: UInt64) {
    keyed.append((submission, position))
  }

  /// The attempt that may have left any of `attempts` was never answered.
  mutating func doubt(_ attempts: [[Sent]]) {
    doubtful = attempts.filter { !$0.isEmpty }
  }

  mutating func settle() { doubtful = [] }

  /// Whether `batch` can stand behind the log: it is what was sent, whole.
  func explains(_ batch: [RecordedEvent]) -> Bool {
    doubtful.contains { attempt in
      attempt.count == batch.count && zip(attempt, batch).allSatisfy { $0.isMet(by: $1.event) }
    }
  }

  /// What is wrong with the frame of a batch that follows; `nil` if nothing is.
  func complaint(aboutFrameOf batch: [RecordedEvent]) -> String? {
    for (index, recorded) in batch.enumerated() {
      let envelope = recorded.envelope
      if envelope.position != size + UInt64(index) { return "position \(envelope.position)" }
      if envelope.batchIndex != index + 1 || envelope.batchSize != batch.count {
        return "#\(envelope.position) is \(envelope.batchIndex) of \(envelope.batchSize)"
      }
      if let last = log.last?.envelope.recordedAt, envelope.recordedAt < last {
        return "the time of #\(envelope.position) went backwards"
      }
    }
    return nil
  }

  /// What must come of `submissions`, decided one after the other from what was acknowledged.
  func verdict(on submissions: [Submission]) -> Verdict {
    var draft = state
    var events: [RecordedEvent] = []
    var already: [UInt64] = []
    var refusals: [(index: Int, rejection: Rejection)] = []
    for (index, asked) in submissions.enumerated() {
      var submission = asked
      if case .approveProposal(let target, _) = submission.command, submission.reason == nil {
        submission.reason = target.envelope.reason
      }
      do throws(Rejection) {
        switch try decide(submission, given: draft) {
        case .alreadyRecorded(let position): already.append(position)
        case .record(let decided):
          for event in decided {
            let envelope = Envelope(
              position: size + UInt64(events.count), recordedAt: RecordedTime(microseconds: 0),
              actor: submission.actor, key: submission.key, reason: submission.reason)
            let recorded = RecordedEvent(envelope: envelope, event: event)
            draft.evolve(recorded)
            events.append(recorded)
          }
        }
      } catch {
        refusals.append((index, error))
      }
    }
    return refusals.isEmpty ? .recorded(events: events, already: already) : .refused(refusals)
  }

  /// The columns of everything acknowledged, from nothing.
  var columns: FactColumns {
    var columns = FactColumns()
    for recorded in log { columns.append(recorded) }
    return columns
  }

  /// The sums of a line as the sums by kind have it.
  func totals(of line: BudgetLine) -> LineTotals {
    var totals = LineTotals()
    for (kind, fen) in sums[line] ?? [:] { totals.add(fen, kind: kind) }
    return totals
  }
}
