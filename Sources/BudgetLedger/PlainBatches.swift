// Deciding batches of plain entries beside the state that decides everything else.

import BudgetDomain
import EventStorage
import Projections

/// Decides plain entries for whoever records again and again, and remembers what the state that
/// decides everything else has not been told yet.
///
/// One entry alone is decided by that state: making a decider of plain ones would cost more.
struct PlainBatches {
  private var decider: PlainDecider?
  private var keys = KeyHashSet()
  private var askedCount = 0
  /// What was recorded since the state that decides everything else was last told.
  private(set) var untold: [RecordedEvent] = []

  /// How many submissions make a decider worth its while, and how many events are kept for the
  /// state: more than these it reads from the columns.
  private static let worthwhileCount = 64
  private static let untoldMax = 16_384

  /// Whether submissions are many enough, and all of a kind that is decided here.
  mutating func isWorthwhile(_ groups: [[Submission]]) -> Bool {
    askedCount += groups.reduce(0) { $0 + $1.count }
    guard askedCount >= Self.worthwhileCount else { return false }
    return groups.allSatisfy { group in
      !group.isEmpty && group.allSatisfy { $0.command.isPlainEntry }
    }
  }

  /// Whether batches can be decided without ``begin(_:)``.
  var hasDecider: Bool { decider != nil }

  /// Goes on from `state`, if that lets plain entries be decided without a closer look.
  mutating func begin(_ state: BudgetState) { decider = PlainDecider(state) }

  /// Decides all groups on top of what was recorded; `nil` where any submission needs another look.
  ///
  mutating func events(
    of groups: [[Submission]], _ columns: FactColumns, recordedAt: RecordedTime,
    systemUser: String?
  ) -> [RecordedEvent]? {
    guard var decider else { return nil }
    // Given up until all is accepted, and so that this copy alone is changed.
    self.decider = nil
    keys.takeIn(columns)
    var events: [RecordedEvent] = []
    events.reserveCapacity(groups.reduce(0) { $0 + $1.count })
    for group in groups {
      for (index, submission) in group.enumerated() {
        if let key = submission.key, !keys.insert(key) { return nil }
        guard let event = decider.event(of: submission) else { return nil }
        let envelope = Envelope(
          position: columns.endPosition + UInt64(events.count), recordedAt: recordedAt,
          batchIndex: index + 1, batchSize: group.count, actor: submission.actor,
          systemUser: systemUser, key: submission.key, reason: submission.reason)
        events.append(RecordedEvent(envelope: envelope, event: event))
      }
    }
    self.decider = decider
    return events
  }

  /// What was decided last was not recorded, or something else was.
  mutating func forgetDecider() { decider = nil }

  /// Somebody else recorded: all of it is in the columns.
  mutating func forget() {
    decider = nil
    untold = []
  }

  /// Keeps events for the state; `false` where they are so many that it reads the columns anew.
  mutating func keep(_ events: [RecordedEvent]) -> Bool {
    guard untold.count + events.count <= Self.untoldMax else {
      untold = []
      return false
    }
    untold += events
    return true
  }

  /// Gives up what was kept, for the state that is told now.
  mutating func takeUntold() -> [RecordedEvent] {
    defer { untold = [] }
    return untold
  }
}
