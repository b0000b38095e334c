// How a simulated life writes: an attempt, its faults, and what the naive model says of its answer.

import BudgetDomain
import BudgetDomainTesting
import BudgetLedger
import EventStorage
import EventStorageTesting

/// Something that a process tries to have recorded.
struct Attempt {
  /// What it comes to as submissions, in the books as they stand.
  let asked: (NaiveBooks) -> [Submission]
  /// Whether input is refused before any rule is asked.
  var expectsBadInput: (NaiveBooks) -> Bool = { _ in false }
  /// The type of event whose facts only the ledger can know, where there is one.
  var unforeseen: EventType?
  /// Whether it is a file that was imported before: where its rows stand is looked at apart.
  var isSentAgain = false
  /// The call.
  let run: (Ledger) throws(LedgerError) -> RecordOutcome

  /// What it may leave in the log.
  func sent(_ books: NaiveBooks) -> [[Sent]] {
    guard !expectsBadInput(books) else { return [] }
    let foreseen = books.verdict(on: asked(books)).sent
    guard let unforeseen else { return [foreseen] }
    return [foreseen, [.anything(unforeseen)], [.anything(.commandRefused)]]
  }
}

extension RecordOutcome {
  /// What an import came to, with the events as the log has them.
  init(_ imported: ImportOutcome, from ledger: Ledger) throws(LedgerError) {
    self.init(
      recorded: try ledger.events(at: imported.recorded),
      alreadyRecorded: imported.alreadyRecorded, isDryRun: false, size: imported.size)
  }
}

extension BooksSimulation {
  /// Records submissions by the call that takes them as they are.
  func attempt(
    _ submissions: [Submission], faulty: Bool, isFull: Bool = false
  ) throws(BooksDivergence) {
    try attempt(
      Attempt(asked: { _ in submissions }) { (ledger) throws(LedgerError) in
        try ledger.record(submissions)
      }, faulty: faulty, isFull: isFull)
  }

  /// Makes an attempt on the disk as it fails, and holds its answer against the model.
  func attempt(
    _ attempt: Attempt, faulty: Bool, isFull: Bool = false
  ) throws(BooksDivergence) {
    moveClock()
    if isFull, books.isInDoubt { return }
    try settle(faulty: faulty && chance.happens(onceIn: 3))
    guard !books.isInDoubt else { return }
    let number = chance.below(writers.count)
    let before = books.size
    let fault = nextFault(within: writers[number] == nil ? 60 : 26)
    disturb(intruding: !faulty && !isFull, failingAt: faulty ? fault.callNumber : nil)
    if faulty { disk.faults = [fault] }
    let answer = answer(of: attempt, by: number)
    disk.faults = []
    disk.beforeCall = {}
    // Also a fault that nobody was told of may have poisoned the writer: one beside the index.
    if faulty, disk.callCount >= fault.callNumber { hasFailed.insert(number) }
    if let overheard { throw diverged(overheard) }
    switch answer {
    case .success(let outcome):
      if hasFailed.contains(number) { note("writer went on after a fault") }
      try accept(outcome, of: attempt)
    case .failure(let error):
      try accept(
        error, of: attempt, by: number, faulty: faulty || isFull, wasMoved: books.size > before)
    }
    try judgeGlimpses()
    guard case .failure(let error) = answer, isInjected(error) else { return }
    let hasDied = faulty && fault.isLasting
    if hasDied || chance.happens(onceIn: 2) { writers[number] = nil }
    if writers[number] == nil { hasFailed.remove(number) }
    if hasDied, chance.happens(onceIn: 2) { try crash() }
  }

  private func moveClock() {
    let isSetBack = chance.happens(onceIn: 8)
    if isSetBack { note("clock set back") }
    clock.move(by: isSetBack ? -90_000_000_000 : Int64(chance.below(2_000_000_000)))
  }

  private func answer(
    of attempt: Attempt, by number: Int
  ) -> Result<RecordOutcome, LedgerError> {
    let setAsideCount = writers[number]?.setAsideTails.count ?? 0
    defer {
      if let writer = writers[number], writer.setAsideTails.count > setAsideCount {
        note("torn tail set aside")
      }
    }
    do throws(LedgerError) {
      let ledger: Ledger
      if let open = writers[number] {
        ledger = open
      } else {
        // The third process has no use for an index.
        ledger = try open(on: disk, usesIndex: number < 2)
      }
      writers[number] = ledger
      return .success(try attempt.run(ledger))
    } catch {
      return .failure(error)
    }
  }

  /// What was recorded is what the model decides, and nothing else.
  private func accept(_ outcome: RecordOutcome, of attempt: Attempt) throws(BooksDivergence) {
    let asked = attempt.asked(books)
    if let complaint = books.complaint(aboutFrameOf: outcome.recorded) {
      throw diverged("recorded: \(complaint)")
    }
    switch books.verdict(on: asked) {
    case .recorded(let events, let already):
      let found = outcome.recorded.map(\.event)
      guard found == events.map(\.event) || attempt.unforeseen == found.first?.type else {
        throw diverged("recorded \(found.map(\.type.word)), not \(events.map(\.event.type.word))")
      }
      guard attempt.isSentAgain || outcome.alreadyRecorded == already else {
        throw diverged("already recorded at \(outcome.alreadyRecorded), not at \(already)")
      }
      if !already.isEmpty { note("same key again: nothing") }
    case .refused(let refusals):
      throw diverged("recorded against \(refusals.map(\.rejection.wording.name))")
    }
    for recorded in outcome.recorded { note(Self.recorded(recorded.event.type)) }
    if asked.count == 1, let only = asked.first, only.key != nil, let first = outcome.recorded.first
    {
      guard first.envelope.key == only.key else { throw diverged("the key is not recorded") }
      books.remember(only, at: first.envelope.position)
    }
    books.take(outcome.recorded)
    guard outcome.size == books.size else {
      throw diverged("\(outcome.size) records, \(books.size) acknowledged")
    }
  }

  private func accept(
    _ error: LedgerError, of attempt: Attempt, by number: Int, faulty: Bool, wasMoved: Bool
  ) throws(BooksDivergence) {
    switch error {
    case .rejected(let rejected): try accept(rejected, of: attempt, by: number)
    case .badInput:
      guard attempt.expectsBadInput(books) else { throw diverged(error.brief) }
      note("bad input")
    case .positionMoved where wasMoved: note("position moved")
    case .noForm where attempt.unforeseen == .statementPublished: note("no form to publish")
    case .storage(let failure) where failure.code == .poisoned && hasFailed.contains(number):
      note("poisoned writer refuses")
      writers[number] = nil
      hasFailed.remove(number)
    default:
      guard faulty, isInjected(error) else { throw diverged(error.brief) }
      hasFailed.insert(number)
      books.doubt(attempt.sent(books))
    }
  }

  /// What was refused is what the model refuses, and the refusals are recorded.
  private func accept(
    _ rejected: [RejectedSubmission], of attempt: Attempt, by number: Int
  ) throws(BooksDivergence) {
    let found = rejected.map { "\($0.index) \($0.rejection.wording.name)" }
    // Where facts are unforeseen, the ledger says itself what was submitted.
    let asked =
      attempt.unforeseen == nil ? attempt.asked(books) : rejected.map(\.submission)
    guard case .refused(let refusals) = books.verdict(on: asked) else {
      throw diverged("refused without a rule: \(found)")
    }
    let expected = refusals.map { "\($0.index) \($0.rejection.wording.name)" }
    guard found == expected else { throw diverged("refused by \(found), not by \(expected)") }
    for refusal in refusals {
      let rule = refusal.rejection.wording.name
      if Self.rules.contains(rule) { note(Self.refusal(rule)) }
      if rule == "keyUsedForOtherContent" { note("same key, other content") }
    }
    let sent = books.verdict(on: asked).sent
    books.doubt([sent])
    guard let ledger = writers[number] else { return }
    let batch = try events(of: ledger, from: books.size)
    guard batch.count == sent.count, batch.isEmpty || books.explains(batch),
      books.complaint(aboutFrameOf: batch) == nil
    else { throw diverged("\(batch.map(\.event.type.word)) recorded of \(sent)") }
    for recorded in batch { note(Self.recorded(recorded.event.type)) }
    books.take(batch)
  }

  /// Finds out under the lock what became of an attempt that was never answered.
  func settle(faulty: Bool) throws(BooksDivergence) {
    guard books.isInDoubt else { return }
    note("attempt in doubt")
    let number = chance.below(writers.count)
    if faulty { disk.faults = [nextFault(within: 30)] }
    let answer = answer(
      of: Attempt(asked: { _ in [] }) { (ledger) throws(LedgerError) in try ledger.record([]) },
      by: number)
    disk.faults = []
    if case .failure(let error) = answer {
      let isPoisoned =
        if case .storage(let failure) = error { failure.code == .poisoned } else { false }
      guard faulty && (isInjected(error) || isPoisoned) || isPoisoned && hasFailed.contains(number)
      else {
        throw diverged("settling: \(error.brief)")
      }
      writers[number] = nil
      hasFailed.remove(number)
      return faulty ? () : try settle(faulty: false)
    }
    guard let ledger = writers[number] else { return }
    guard ledger.size != books.size else {
      note("attempt in doubt gone")
      return books.settle()
    }
    let batch = try events(of: ledger, from: books.size)
    guard books.explains(batch), books.complaint(aboutFrameOf: batch) == nil else {
      throw diverged(
        "\(ledger.size) records, \(books.size) acknowledged; in doubt: \(books.doubtful)")
    }
    note("attempt in doubt kept")
    books.take(batch)
  }

  /// The events of a ledger from a position on; nothing fails here but the ledger.
  private func events(
    of ledger: Ledger, from position: UInt64
  ) throws(BooksDivergence) -> [RecordedEvent] {
    guard ledger.size >= position else {
      throw diverged("\(ledger.size) records, \(position) acknowledged")
    }
    do throws(LedgerError) {
      return try ledger.events(at: position..<ledger.size)
    } catch {
      throw diverged("cannot be read: \(error.brief)")
    }
  }
}
