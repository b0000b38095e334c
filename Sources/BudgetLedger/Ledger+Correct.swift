// Taking back and correcting entries: the façade fetches what is meant, the domain decides.

public import BudgetDomain

extension Ledger {
  /// Takes back the entry at `position` in full (红字冲销). The entry itself stays.
  ///
  /// - Parameters:
  ///   - date: when the reversal is made; today in Beijing time where `nil`.
  ///   - isProposal: prepare it for a second person instead of recording it.
  /// - Throws: ``LedgerError/unknownPosition(_:size:)``, and as
  ///   ``record(_:isDryRun:expectedPosition:)``.
  public func reverse(
    _ position: UInt64, date: EffectiveDate? = nil, reason: String, document: String? = nil,
    actor: String, isProposal: Bool = false, isDryRun: Bool = false,
    expectedPosition: UInt64? = nil
  ) throws(LedgerError) -> RecordOutcome {
    try refresh()
    let command = Command.reverseEntry(
      target: try event(at: position), date: date ?? environment.today, document: document)
    return try record(
      [Submission(isProposal ? .propose(command) : command, actor: actor, reason: reason)],
      isDryRun: isDryRun, expectedPosition: expectedPosition)
  }

  /// Takes back the entry at `position` and records it anew with `changes`, in one batch (更正).
  ///
  /// - Parameters:
  ///   - changes: the fields that change, as an import file would write them; an empty text clears
  ///     a field that may be empty.
  ///   - override: who lets the corrected entry pass control rules, where the policy allows it.
  /// - Throws: ``LedgerError/badInput(source:_:)`` for texts that are none, and as
  ///   ``reverse(_:date:reason:document:actor:isProposal:isDryRun:expectedPosition:)``.
  public func correct(
    _ position: UInt64, setting changes: [EntryField: String], date: EffectiveDate? = nil,
    reason: String, document: String? = nil, actor: String, override: OverrideRequest? = nil,
    isDryRun: Bool = false, expectedPosition: UInt64? = nil
  ) throws(LedgerError) -> RecordOutcome {
    try refresh()
    let target = try event(at: position)
    guard let kind = SubmissionKind.allCases.first(where: { $0.eventType == target.event.type }),
      let entry = target.event.entry, kind != .fact
    else {
      let submission = Submission(
        .reverseEntry(target: target, date: date ?? environment.today, document: document),
        actor: actor)
      throw .rejected([
        RejectedSubmission(
          index: 0, row: nil, submission: submission,
          rejection: .entryNotReversible(position: position, type: target.event.type))
      ])
    }
    var texts = target.event.texts(kind: kind, entry: entry)
    for (field, text) in changes { texts[field] = text }
    var reader = EntryReader(EntryTexts(row: nil, texts))
    guard let submission = reader.submission(defaultActor: actor),
      let replacement = submission.command.recordedEvent
    else { throw .badInput(source: "--set", reader.problems) }
    let command = Command.correctEntry(
      target: target, replacement: replacement, date: date ?? environment.today,
      document: document)
    return try record(
      [Submission(command, actor: actor, reason: reason, override: override)],
      isDryRun: isDryRun, expectedPosition: expectedPosition)
  }
}

extension Event {
  /// The entry as the texts of an import row.
  package func texts(kind: SubmissionKind, entry: Entry) -> [EntryField: String] {
    var texts: [EntryField: String] = [
      .kind: kind.word, .date: entry.date.text, .year: String(entry.line.year.number),
      .source: entry.line.source.word, .function: entry.line.function.text,
      .nature: entry.line.nature.word, .amount: entry.amount.yuanText,
    ]
    texts[.project] = entry.line.project?.text
    texts[.economic] = entry.economic?.text
    texts[.document] = entry.document
    texts[.payee] = entry.payee
    texts[.memo] = entry.memo
    switch self {
    case .virementApproved(let virement): texts.merge(virement.target.texts) { $1 }
    case .priorYearAdjusted(let adjustment):
      texts[.reason] = adjustment.reason.word
      texts.merge(adjustment.target?.texts ?? [:]) { $1 }
    default: break
    }
    return texts
  }
}

extension TransferTarget {
  var texts: [EntryField: String] {
    var texts: [EntryField: String] = [
      .toSource: line.source.word, .toFunction: line.function.text, .toNature: line.nature.word,
    ]
    texts[.toProject] = line.project?.text
    texts[.toEconomic] = economic?.text
    return texts
  }
}
