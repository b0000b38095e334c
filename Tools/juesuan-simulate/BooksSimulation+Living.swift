// What people ask of simulated books: entries, procedures, imports, documents, publications.

import BudgetDomain
import BudgetDomainTesting
import BudgetLedger
import EventStorage
import EventStorageTesting
import Statements

extension BooksSimulation {
  /// Somebody wants what the books suggest, and gets it or does not.
  func live() throws(BooksDivergence) {
    for wish in drawnWishes() { try grant(wish) }
  }

  /// Lets people look at the books and draw.
  private func drawnWishes() -> [Wish] {
    people.log = books.log
    people.state = books.state
    people.wishes = []
    people.live()
    return people.wishes
  }

  private func grant(_ wish: Wish) throws(BooksDivergence) {
    let before = books.size
    try attempt(made(of: wish), faulty: chance.happens(onceIn: 4))
    // Whoever needs a second person asks for one.
    guard books.size > before, case .commandRefused(let refused)? = books.log.last?.event,
      refused.rule == "needsSecondPerson", wish.command.canWait
    else { return }
    let submission = Submission(.propose(wish.command), actor: wish.actor, reason: "理由")
    try attempt([submission], faulty: chance.happens(onceIn: 4))
  }

  /// The call by which a program does what is wished.
  private func made(of wish: Wish) -> Attempt {
    let actor = wish.actor
    var submission = Submission(
      wish.command, actor: actor, reason: "理由", override: wish.override)
    switch wish.command {
    case .reverseEntry(let target, let date, let document) where chance.happens(onceIn: 2):
      return Attempt(asked: { _ in [submission] }) { (ledger) throws(LedgerError) in
        try ledger.reverse(
          target.envelope.position, date: date, reason: "理由", document: document, actor: actor)
      }
    case .correctEntry(let target, let replacement, let date, _):
      guard let changes = replacement.changes(from: target.event) else { break }
      return Attempt(asked: { _ in [submission] }) { (ledger) throws(LedgerError) in
        try ledger.correct(
          target.envelope.position, setting: changes, date: date, reason: "理由", actor: actor,
          override: wish.override)
      }
    case .completeAdjustment(let target, let date, let document):
      submission = Submission(wish.command, actor: actor)
      return Attempt(asked: { _ in [submission] }) { (ledger) throws(LedgerError) in
        try ledger.completeAdjustment(
          target.envelope.position, date: date, document: document, actor: actor)
      }
    case .withdrawAdjustment(let target):
      submission.override = nil
      return Attempt(asked: { _ in [submission] }) { (ledger) throws(LedgerError) in
        try ledger.withdrawAdjustment(target.envelope.position, reason: "理由", actor: actor)
      }
    case .approveProposal(let target, _):
      submission.reason = nil
      return Attempt(asked: { _ in [submission] }) { (ledger) throws(LedgerError) in
        try ledger.approve(target.envelope.position, actor: actor, override: wish.override)
      }
    case .rejectProposal(let target):
      return Attempt(asked: { _ in [submission] }) { (ledger) throws(LedgerError) in
        try ledger.reject(target.envelope.position, reason: "理由", actor: actor)
      }
    case .closeYear(let year, let date, _) where chance.happens(onceIn: 4):
      return Attempt(asked: { _ in [submission] }, unforeseen: .yearClosed) {
        (ledger) throws(LedgerError) in
        try ledger.close(year, date: date, actor: actor).outcome
      }
    case .reopenYear(let year, let date):
      return Attempt(asked: { _ in [submission] }) { (ledger) throws(LedgerError) in
        try ledger.reopen(year, date: date, reason: "理由", actor: actor)
      }
    default: break
    }
    if wish.command.recordedEvent != nil, chance.happens(onceIn: 3) {
      submission.key = newName("K")
    }
    let submissions = [submission]
    return Attempt(asked: { _ in submissions }) { (ledger) throws(LedgerError) in
      try ledger.record(submissions)
    }
  }

  /// A name that was not used before.
  private func newName(_ prefix: String) -> String {
    "\(prefix)-\(books.size)-\(chance.below(1_000_000))"
  }

  /// A file of a few rows; sometimes the same file again, sometimes rows that equal others.
  func importRows() throws(BooksDivergence) {
    if let (text, positions) = imports.randomElement(using: &chance), chance.happens(onceIn: 4) {
      return try importAgain(text, positions)
    }
    people.log = books.log
    people.state = books.state
    let hasKeys = chance.happens(onceIn: 2)
    var rows: [(event: Event, key: String?)] = []
    for _ in 0...chance.below(8) {
      let key = hasKeys ? newName("R") : nil
      let earlier = books.log.randomElement(using: &chance)?.event.asSubmitted
      if !hasKeys, chance.happens(onceIn: 8), let earlier, earlier.kind != nil {
        rows.append((earlier, key))
      } else if let event = people.entryCommand().recordedEvent, event.fitsTable {
        rows.append((event, key))
      }
    }
    let text = rows.table
    guard !text.isEmpty else { return }
    let equalRows = [EqualRows.refuse, .record, .skip][chance.below(3)]
    var positions: [UInt64]?
    var wasOfPlainRows = false
    let asked = { (books: NaiveBooks) -> [Submission] in
      rows.filter { equalRows != .skip || hasKeys || !books.holdsUnderKey($0.event) }.map {
        Submission(
          $0.event.command, actor: "甲", key: $0.key, reason: $0.event.reasonInTable)
      }
    }
    let attempt = Attempt(
      asked: asked,
      expectsBadInput: { books in
        if !hasKeys, equalRows == .refuse, rows.contains(where: { books.holdsUnderKey($0.event) }) {
          return true
        }
        guard case .refused(let refusals) = books.verdict(on: asked(books)) else { return false }
        return refusals.contains { $0.rejection.field != nil }
      }
    ) { (ledger) throws(LedgerError) in
      let outcome = try ledger.importEntries(
        text, named: "rows.csv", actor: "甲", equalRows: equalRows)
      positions = Array(outcome.recorded)
      if outcome.isOfPlainRows { wasOfPlainRows = true }
      return try RecordOutcome(outcome, from: ledger)
    }
    try self.attempt(attempt, faulty: chance.happens(onceIn: 4))
    guard let positions else { return }
    note("import")
    if wasOfPlainRows { note("import of plain rows") }
    if equalRows == .skip, positions.count < rows.count { note("rows skipped") }
    guard positions.count == rows.count, !hasKeys else { return }
    if equalRows == .record, rows.contains(where: { row in row.key == nil }) {
      note("import equal to recorded")
    }
    imports.append((text, positions))
  }

  /// The same file a second time changes nothing.
  private func importAgain(_ text: [UInt8], _ positions: [UInt64]) throws(BooksDivergence) {
    var already: [UInt64]?
    let attempt = Attempt(asked: { _ in [] }, isSentAgain: true) {
      (ledger) throws(LedgerError) in
      let outcome = try ledger.importEntries(text, named: "rows.csv", actor: "甲")
      already = outcome.alreadyRecorded
      return try RecordOutcome(outcome, from: ledger)
    }
    try self.attempt(attempt, faulty: chance.happens(onceIn: 4))
    guard let already else { return }
    guard already == positions else {
      throw diverged("the same file again: at \(already), not at \(positions)")
    }
    note("import again: nothing")
  }

  /// Somebody who got no answer, or forgot it, sends again what was recorded under a key.
  func sendAgain() throws(BooksDivergence) {
    guard let (known, _) = books.keyed.randomElement(using: &chance) else { return }
    var submission = known
    if chance.happens(onceIn: 3) {
      submission.command = people.entryCommand()
    }
    try attempt([submission], faulty: chance.happens(onceIn: 4))
  }

  func attach() throws(BooksDivergence) {
    let position = UInt64(chance.below(Int(books.size)))
    let bytes = Array("document \(chance.below(20))".utf8)
    let attempt = Attempt(asked: { _ in [] }, unforeseen: .documentAttached) {
      (ledger) throws(LedgerError) in
      try ledger.attach(bytes, named: "凭证.txt", to: position, actor: "甲")
    }
    let before = books.size
    try self.attempt(attempt, faulty: chance.happens(onceIn: 2))
    if books.size > before { note("document attached") }
  }

  /// Statements, or a checkpoint alone.
  func publish() throws(BooksDivergence) {
    let year = people.fiscalYear(people.year)
    let name = chance.happens(onceIn: 6) ? "决算" : newName("决算")
    let set = chance.happens(onceIn: 6) ? nil : FormLibrary.builtIn.tableSets(for: year).first
    let attempt = Attempt(asked: { _ in [] }, unforeseen: .statementPublished) {
      (ledger) throws(LedgerError) in
      try ledger.publish(year, name: name, tableSet: set, actor: "乙").outcome
    }
    let before = books.size
    try self.attempt(attempt, faulty: chance.happens(onceIn: 3))
    if books.size > before { note("checkpoint published") }
  }

  /// Codes and explanations.
  func keepMaster() throws(BooksDivergence) {
    let year = people.fiscalYear(people.year)
    let submission: Submission
    if chance.happens(onceIn: 2) {
      let explanation = CheckExplanation(year: year, check: "X\(chance.below(4))", text: "已核对")
      submission = Submission(.explainCheck(explanation), actor: "丙")
    } else {
      let entry = CodeEntry(
        code: 30_100 + UInt32(chance.below(900)), name: "自编科目\(chance.below(9))",
        validFromYear: nil, validToYear: nil)
      submission = Submission(
        .registerCode(CodeRegistration(system: .economic, entry: entry)), actor: "丙")
    }
    try attempt([submission], faulty: chance.happens(onceIn: 4))
  }
}

extension NaiveBooks {
  /// Whether the same fact was recorded under some key.
  func holdsUnderKey(_ event: Event) -> Bool {
    log.contains { $0.envelope.key != nil && $0.event.asSubmitted == event.asSubmitted }
  }
}

extension Command {
  /// Whether the command can wait for a second person.
  fileprivate var canWait: Bool {
    switch self {
    case .reverseEntry, .reopenYear: true
    default: recordedEvent != nil
    }
  }
}

extension Event {
  /// What a person calls it in a table; `nil` for what no table can hold.
  fileprivate var kind: SubmissionKind? {
    guard entry != nil else { return nil }
    return SubmissionKind.allCases.first { $0.eventType == type && $0 != .fact }
  }

  /// Whether a row can say it: a row names one year.
  fileprivate var fitsTable: Bool {
    guard case .virementApproved(let virement) = self else { return true }
    return virement.target.line.year == virement.entry.line.year
  }

  /// The command that records it.
  fileprivate var command: Command {
    guard let command = entryCommand(recording: self) else {
      preconditionFailure("only entries stand in a table")
    }
    return command
  }

  fileprivate var texts: [EntryField: String]? {
    guard let kind, let entry else { return nil }
    return texts(kind: kind, entry: entry)
  }

  /// The reason that a row of a table gives.
  fileprivate var reasonInTable: String? { texts?[.reason] }

  /// The fields that a correction to this event sets; `nil` where it can only be made whole.
  fileprivate func changes(from target: Event) -> [EntryField: String]? {
    guard type == target.type, let old = target.texts, let new = texts else { return nil }
    return new.merging(old.filter { new[$0.key] == nil }.mapValues { _ in "" }) { $1 }
  }
}

extension [(event: Event, key: String?)] {
  /// The rows as comma-separated text; empty without rows.
  fileprivate var table: [UInt8] {
    guard !isEmpty else { return [] }
    let fields = EntryField.importColumns.filter { $0 != .actor && $0 != .metric && $0 != .value }
    var lines = [fields.map(\.rawValue).joined(separator: ",")]
    for row in self {
      var texts = row.event.texts ?? [:]
      texts[.key] = row.key
      lines.append(fields.map { texts[$0] ?? "" }.joined(separator: ","))
    }
    return [UInt8]((lines.joined(separator: "\n") + "\n").utf8)
  }
}
