// Recording for several people at once: a batch for each, one lock and one sync for all.

public import BudgetDomain
import EventStorage
import Projections

extension Ledger {
  /// Records each of `groups` as a batch of its own, as ``record(_:isDryRun:expectedPosition:)``
  /// would one after the other, but durable together with one write and one sync.
  ///
  /// Groups that are asked for at the same time stand in no order: what needs a closer look, such
  /// as what a rule refuses, is decided behind all others and synced once more. A group that a rule
  /// refuses is refused alone, and kept as an attempt.
  /// - Returns: What became of each group, in their order; a failure of the disk for those that it
  ///   kept from being recorded.
  /// - Throws: ``LedgerError/storage(_:)`` and others that concern all groups; then none is
  ///   acknowledged.
  public func record(
    groups: [[Submission]]
  ) throws(LedgerError) -> [Result<RecordOutcome, LedgerError>] {
    keepIndex()
    return try exclusively { () throws(LedgerError) in
      let plain = try recordPlain(groups)
      let rest = groups.indices.filter { plain[$0] == nil }
      var others: [Result<RecordOutcome, LedgerError>] = []
      do throws(LedgerError) {
        if !rest.isEmpty { others = try recordOneByOne(rest.map { groups[$0] }) }
      } catch {
        guard rest.count < groups.count else { throw error }
        others = rest.map { _ in .failure(error) }
      }
      var next = others.makeIterator()
      return plain.compactMap { outcome in outcome.map { .success($0) } ?? next.next() }
    }
  }

  /// Decides groups one after the other, and makes all of them durable together.
  private func recordOneByOne(
    _ groups: [[Submission]]
  ) throws(LedgerError) -> [Result<RecordOutcome, LedgerError>] {
    try recallKeys(of: groups.flatMap { $0 })
    var draft = emptyDraft
    var decided: [Result<Range<Int>, LedgerError>] = []
    var already: [[UInt64]] = []
    for group in groups {
      let known = draft.alreadyRecorded.count
      decided.append(decide(group, into: &draft))
      already.append(Array(draft.alreadyRecorded[known...]))
    }
    let events = draft.events
    try append(&draft)
    return zip(decided, already).map { result, already in
      result.map { range in
        RecordOutcome(
          recorded: Array(events[range]), alreadyRecorded: already, isDryRun: false, size: size)
      }
    }
  }

  /// Decides one group on top of those before it; a refusal leaves nothing of it but the attempt.
  private func decide(
    _ group: [Submission], into draft: inout BatchDraft
  ) -> Result<Range<Int>, LedgerError> {
    let first = draft.events.count
    // A single submission is refused before it changes anything; more of them need a way back.
    let before = group.count > 1 ? draft : nil
    var rejected: [RejectedSubmission] = []
    for (index, submission) in group.enumerated() {
      do throws(Rejection) {
        try draft.decideNext(submission)
      } catch {
        rejected.append(
          RejectedSubmission(
            index: index, row: nil, submission: submission, rejection: error, citedRows: [:]))
      }
    }
    guard rejected.isEmpty else {
      if let before { draft = before }
      takeRefusals(rejected, into: &draft)
      return .failure(.rejected(rejected))
    }
    draft.closeBatch()
    return .success(first..<draft.events.count)
  }
}
