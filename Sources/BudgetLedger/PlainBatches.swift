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

  /// Decides groups on top of what was recorded; `nil` where a group of several needs another look.
  ///
  /// A single submission that needs one is left out. First it is tried again behind the others: who
  /// records at the same moment stands in no order, and what is paid back by one pays for another.
  mutating func decided(
    _ groups: [[Submission]], _ columns: FactColumns, recordedAt: RecordedTime, systemUser: String?
  ) -> PlainDecisions? {
    guard var decider else { return nil }
    // Given up until all is accepted, and so that this copy alone is changed.
    self.decider = nil
    keys.takeIn(columns)
    var decisions = PlainDecisions(
      nextPosition: columns.endPosition, recordedAt: recordedAt, systemUser: systemUser)
    decisions.events.reserveCapacity(groups.reduce(0) { $0 + $1.count })
    var again: [Int] = []
    for (number, group) in groups.enumerated() {
      var isNew = true
      for submission in group where isNew {
        if let key = submission.key { isNew = keys.insert(key) }
      }
      if isNew, decisions.take(group, number, &decider) { continue }
      guard group.count == 1 else { return nil }
      if isNew { again.append(number) }
    }
    for number in again { _ = decisions.take(groups[number], number, &decider) }
    self.decider = decider
    return decisions
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

  /// Gives up what was kept: the state reads it from the columns.
  mutating func forgetUntold() { untold = [] }

  /// Gives up what was kept, for the state that is told now.
  mutating func takeUntold() -> [RecordedEvent] {
    defer { untold = [] }
    return untold
  }
}

/// Groups of plain entries that are decided and not recorded yet.
struct PlainDecisions {
  /// The events of all groups taken, in the order in which they are to be recorded.
  var events: [RecordedEvent] = []
  /// The numbers of those groups among all that were asked about, in that order.
  private(set) var groups: [Int] = []
  private let nextPosition: UInt64
  private let recordedAt: RecordedTime
  private let systemUser: String?

  init(nextPosition: UInt64, recordedAt: RecordedTime, systemUser: String?) {
    self.nextPosition = nextPosition
    self.recordedAt = recordedAt
    self.systemUser = systemUser
  }

  /// Takes a group if `decider` takes each submission of it; `false` may leave some of them taken
  /// there, and leaves none where the group is of one.
  fileprivate mutating func take(
    _ group: [Submission], _ number: Int, _ decider: inout PlainDecider
  ) -> Bool {
    for (index, submission) in group.enumerated() {
      guard let event = decider.event(of: submission) else { return false }
      let envelope = Envelope(
        position: nextPosition + UInt64(events.count), recordedAt: recordedAt,
        batchIndex: index + 1, batchSize: group.count, actor: submission.actor,
        systemUser: systemUser, key: submission.key, reason: submission.reason)
      events.append(RecordedEvent(envelope: envelope, event: event))
    }
    groups.append(number)
    return true
  }
}
