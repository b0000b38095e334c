// Takes records into the state and the columns, and refuses histories that cannot have happened.

import BudgetDomain
import EventCoding
import EventStorage
import Projections

/// The two folds of one log, kept in step: the state that decides and the columns that report.
struct LedgerFold {
  private(set) var state = BudgetState()
  private(set) var columns = FactColumns()
  /// The first record that could not be taken in; nothing after it is.
  private(set) var failure: LedgerError?

  /// Reads a record and takes it in.
  mutating func take(_ record: RecordView) {
    guard failure == nil else { return }
    do throws(CodingProblem) {
      let recorded = try EventCodec.decode(
        record.body, position: record.position,
        recordedAt: RecordedTime(microseconds: record.recordedAtMicroseconds),
        batchIndex: Int(record.batchIndex), batchSize: Int(record.batchSize))
      if let impossible = state.impossibility(of: recorded) {
        failure = .impossibleRecord(RecordPlace(record), impossible)
      } else {
        take(recorded)
      }
    } catch {
      failure = .unreadableRecord(RecordPlace(record), error)
    }
  }

  /// Takes in an event that is recorded already or was just decided.
  mutating func take(_ recorded: RecordedEvent) {
    state.evolve(recorded)
    columns.append(recorded)
  }

  /// Replaces the state by one that has evolved further, and takes the events into the columns.
  mutating func advance(to state: BudgetState, taking recorded: [RecordedEvent]) {
    self.state = state
    for event in recorded { columns.append(event) }
  }
}

extension RecordPlace {
  init(_ record: RecordView) {
    self.init(position: record.position, file: record.fileName, offset: record.byteOffset)
  }
}

extension BudgetState {
  /// Why `recorded` cannot have followed this state, or `nil` when it can.
  ///
  /// These are the conditions under which `evolve` stays exact; whether every rule was kept is a
  /// question for `decide`, and rules may differ by year and policy.
  func impossibility(of recorded: RecordedEvent) -> ImpossibleEvent? {
    let isOpening = recorded.event.type == .ledgerOpened
    guard isOpening == (recorded.envelope.position == 0) else { return .openingOutOfPlace }
    switch recorded.event {
    case .entryReversed(let reversal):
      guard reversal.reverses < recorded.envelope.position,
        self.reversal(of: reversal.reverses) == nil
      else { return .reversalOfNothing }
    case .adjustmentCompleted(let completion):
      let pending = pendingAdjustments[completion.completes]
      guard pending?.event.movements == completion.movements else { return .decisionOfNothing }
    case .adjustmentWithdrawn(let submitted):
      guard pendingAdjustments[submitted] != nil else { return .decisionOfNothing }
    case .proposalApproved(let decision), .proposalRejected(let decision):
      guard pendingProposals[decision.proposal]?.preparer == decision.preparer else {
        return .decisionOfNothing
      }
    case .yearClosed(let closing):
      if yearState(of: closing.year).isClosed { return .yearOutOfOrder }
    case .yearReopened(let reopening):
      if !yearState(of: reopening.year).isClosed { return .yearOutOfOrder }
    case .balanceCarriedOver(let carryOver):
      guard carryOver.nextYear != nil, yearState(of: carryOver.line.year).isClosed else {
        return .yearOutOfOrder
      }
    default: break
    }
    guard !recorded.event.movements.contains(where: { yearState(of: $0.line.year).isClosed })
    else { return .yearOutOfOrder }
    return hasCapacity(for: recorded.event) ? nil : .beyondCapacity
  }
}
