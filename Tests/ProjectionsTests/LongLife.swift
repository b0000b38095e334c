// Random lives of several years: every kind of command, closings, reopenings, second persons.

import BudgetDomain
import BudgetDomainTesting

/// A random life of several years, decided rule by rule; what is refused does not happen.
struct LongLife: BudgetLife {
  private(set) var log: [RecordedEvent] = []
  private(set) var state = BudgetState()
  /// How many batches were recorded, by the type of their last event.
  private(set) var recorded: [EventType: Int] = [:]
  /// How often each rule said no.
  private(set) var refused: [String: Int] = [:]
  /// Whether anything was ever recorded against a control rule.
  private(set) var hasOverrides = false
  var numbers: SeededNumbers
  /// The year around which life goes on; it grows.
  private(set) var year = 2018

  /// Begins a life and lives `steps` of it, telling `watch` the life after every recorded batch.
  init(
    seed: UInt64, steps: Int,
    watch: (LongLife, _ batch: [RecordedEvent]) throws -> Void = { _, _ in }
  ) throws {
    numbers = SeededNumbers(state: seed)
    let opening = LedgerOpening(origin: "o", unit: "u", unitCode: nil, tableSet: "hunan-2018")
    try watch(self, take(.openLedger(opening)))
    if chance(2) { try watch(self, take(.describeUnit(.institution))) }
    for step in 0..<steps {
      year = min(2021, 2018 + step * 4 / max(steps, 1))
      let before = log.count
      live()
      if log.count > before { try watch(self, Array(log[before...])) }
    }
  }

  /// Decides a command and takes what was decided; returns the recorded batch, empty for none.
  @discardableResult
  mutating func take(
    _ command: Command, by actor: String? = nil, override: OverrideRequest? = nil
  ) -> [RecordedEvent] {
    let actor = actor ?? pick(["甲", "乙", "丙"])
    let submission = Submission(command, actor: actor, reason: "理由", override: override)
    do throws(Rejection) {
      guard case .record(let events) = try decide(submission, given: state) else { return [] }
      let first = log.count
      for event in events {
        if event.entry?.override != nil { hasOverrides = true }
        let envelope = Envelope(
          position: UInt64(log.count),
          recordedAt: RecordedTime(microseconds: Int64(log.count) * 10), actor: actor)
        log.append(RecordedEvent(envelope: envelope, event: event))
        state.evolve(RecordedEvent(envelope: envelope, event: event))
      }
      if let last = events.last { recorded[last.type, default: 0] += 1 }
      return Array(log[first...])
    } catch {
      refused[error.wording.name, default: 0] += 1
      guard case .needsSecondPerson = error, command.isEntryLike else { return [] }
      return take(.propose(command), by: actor)
    }
  }

  mutating func ask(_ command: Command, by actor: String?, override: OverrideRequest?) {
    take(command, by: actor, override: override)
  }
}

extension Command {
  /// Whether the command can wait for a second person.
  fileprivate var isEntryLike: Bool {
    switch self {
    case .reverseEntry, .reopenYear: true
    default: recordedEvent != nil
    }
  }
}
