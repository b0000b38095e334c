// Budget adjustments on their way through their procedure (调整预算数).

/// A change of the budget that counts only once its procedure is complete.
///
/// 调整预算数 = 年初预算数 + 调增 − 调减, with completed adjustments only.
public enum BudgetAdjustment: Hashable, Sendable {
  /// 追加 applied for.
  case supplement(Entry)
  /// 追减 announced.
  case reduction(Entry)
  /// 调剂 applied for.
  case virement(Virement)

  /// The entry at its heart.
  public var entry: Entry {
    switch self {
    case .supplement(let entry), .reduction(let entry): entry
    case .virement(let virement): virement.entry
    }
  }

  /// The adjustment as a person submits it, without what deciding adds to entries.
  public var asSubmitted: BudgetAdjustment {
    switch self {
    case .supplement(let entry): return .supplement(entry.asSubmitted)
    case .reduction(let entry): return .reduction(entry.asSubmitted)
    case .virement(var virement):
      virement.entry = virement.entry.asSubmitted
      return .virement(virement)
    }
  }

  /// The event it becomes when it is complete.
  public var event: Event {
    switch self {
    case .supplement(let entry): .appropriationSupplemented(entry)
    case .reduction(let entry): .appropriationReduced(entry)
    case .virement(let virement): .virementApproved(virement)
    }
  }
}

/// The end of the procedure of an adjustment: from now on it counts.
public struct AdjustmentCompletion: Hashable, Sendable {
  /// Position of the ``Event/adjustmentSubmitted(_:)``.
  public let completes: UInt64
  /// When the procedure was complete.
  public let date: EffectiveDate
  /// What the adjustment moves, so that a fold needs no look-up.
  public let movements: [Movement]
  /// 批复文号.
  public let document: String?

  /// A completion made of its parts.
  public init(
    completes: UInt64, date: EffectiveDate, movements: [Movement], document: String?
  ) {
    self.completes = completes
    self.date = date
    self.movements = movements
    self.document = document
  }
}
