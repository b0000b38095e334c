// Which events cannot have followed a state, whatever rules applied when they were recorded.

import BudgetDomain

extension BudgetState {
  /// Why `event` cannot have followed this state, or `nil` when it can.
  func impossibility(of event: Event) -> ImpossibleEvent? {
    switch event {
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
    guard !event.movements.contains(where: { yearState(of: $0.line.year).isClosed }) else {
      return .yearOutOfOrder
    }
    return hasCapacity(for: event) ? nil : .beyondCapacity
  }
}
