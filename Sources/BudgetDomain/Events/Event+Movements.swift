// What each event moves, the entry at its heart, and when it counts.

extension Event {
  /// What the event moves on budget lines; empty for events that are not about money.
  public var movements: [Movement] {
    switch self {
    case .openingBalanceRecorded(let entry): [entry.movement(.openingBalance)]
    case .appropriationApproved(let entry): [entry.movement(.appropriation)]
    case .appropriationSupplemented(let entry): [entry.movement(.supplement)]
    case .appropriationReduced(let entry): [entry.movement(.reduction)]
    case .incomeReceived(let entry): [entry.movement(.income)]
    case .expenditureRecorded(let entry):
      [entry.movement(.expenditure)] + entry.recognitionMovements(isRefund: false)
    case .expenditureRefunded(let entry):
      [entry.movement(.expenditure).reversed] + entry.recognitionMovements(isRefund: true)
    case .fundBalanceApplied(let entry): [entry.movement(.fundBalanceApplied)]
    case .surplusDistributed(let entry): [entry.movement(.surplusDistribution)]
    case .virementApproved(let virement):
      [
        virement.entry.movement(.virement).reversed,
        virement.entry.movement(.virement, to: virement.target),
      ]
    case .priorYearAdjusted(let adjustment): adjustment.movements
    case .entryReversed(let reversal): reversal.movements
    case .adjustmentCompleted(let completion): completion.movements
    case .balanceCarriedOver(let carryOver): carryOver.movements
    default: []
    }
  }

  /// The entry that was submitted, or `nil` when the event is none.
  public var entry: Entry? {
    switch self {
    case .openingBalanceRecorded(let entry), .appropriationApproved(let entry),
      .appropriationSupplemented(let entry), .appropriationReduced(let entry),
      .incomeReceived(let entry), .expenditureRecorded(let entry),
      .expenditureRefunded(let entry), .fundBalanceApplied(let entry),
      .surplusDistributed(let entry):
      entry
    case .virementApproved(let virement): virement.entry
    case .priorYearAdjusted(let adjustment): adjustment.entry
    case .adjustmentSubmitted(let adjustment): adjustment.entry
    default: nil
    }
  }

  /// Whether all that deciding ever needs of the event is what its movements add up to and where it
  /// stands. Other events change who may do what: procedures, policies, years, opening balances.
  public var isOfMoneyAlone: Bool {
    switch self {
    case .appropriationApproved, .appropriationSupplemented, .appropriationReduced,
      .virementApproved, .incomeReceived, .expenditureRecorded, .expenditureRefunded,
      .fundBalanceApplied, .surplusDistributed, .priorYearAdjusted, .factReported,
      .documentAttached, .commandRefused:
      true
    case .entryReversed(let reversal):
      !reversal.movements.contains { $0.kind == .openingBalance }
    default: false
    }
  }

  /// 文号 or voucher number under which the event was recorded, where it has one.
  public var document: String? {
    switch self {
    case .entryReversed(let reversal): reversal.document
    case .adjustmentCompleted(let completion): completion.document
    default: entry?.document
    }
  }

  /// The same event around another entry; unchanged when it has none.
  public func replacing(entry: Entry) -> Event {
    switch self {
    case .openingBalanceRecorded: .openingBalanceRecorded(entry)
    case .appropriationApproved: .appropriationApproved(entry)
    case .appropriationSupplemented: .appropriationSupplemented(entry)
    case .appropriationReduced: .appropriationReduced(entry)
    case .incomeReceived: .incomeReceived(entry)
    case .expenditureRecorded: .expenditureRecorded(entry)
    case .expenditureRefunded: .expenditureRefunded(entry)
    case .fundBalanceApplied: .fundBalanceApplied(entry)
    case .surplusDistributed: .surplusDistributed(entry)
    case .virementApproved(let virement):
      .virementApproved(Virement(entry: entry, target: virement.target))
    case .priorYearAdjusted(let adjustment):
      .priorYearAdjusted(
        PriorYearAdjustment(reason: adjustment.reason, entry: entry, target: adjustment.target))
    default: self
    }
  }

  /// The event as a person submits it, without what deciding added.
  public var asSubmitted: Event { entry.map { replacing(entry: $0.asSubmitted) } ?? self }

  /// When the event counts, or `nil` for events that count from their position on.
  public var effectiveDate: EffectiveDate? {
    switch self {
    case .entryReversed(let reversal): reversal.date
    case .adjustmentCompleted(let completion): completion.date
    case .yearClosed(let closing): closing.date
    case .yearReopened(let reopening): reopening.date
    case .balanceCarriedOver(let carryOver):
      carryOver.nextYear.flatMap { EffectiveDate(year: $0.number, month: 1, day: 1) }
    case .projectRegistered(let step), .projectCompleted(let step), .projectCancelled(let step):
      step.date
    case .factReported(let report): report.date
    default: entry?.date
    }
  }
}

extension Entry {
  func movement(_ kind: EntryKind) -> Movement {
    Movement(kind: kind, line: line, economic: economic, amount: amount)
  }

  func movement(_ kind: EntryKind, to target: TransferTarget) -> Movement {
    Movement(kind: kind, line: target.line, economic: target.economic, amount: amount)
  }

  func recognitionMovements(isRefund: Bool) -> [Movement] {
    guard let recognisedIncome else { return [] }
    let amount = isRefund ? recognisedIncome.negated : recognisedIncome
    return [Movement(kind: .income, line: line, economic: nil, amount: amount)]
  }
}

extension PriorYearAdjustment {
  var movements: [Movement] {
    let own = entry.movement(.priorYearAdjustment)
    guard let target else { return [reason.raisesOpening ? own : own.reversed] }
    return [own.reversed, entry.movement(.priorYearAdjustment, to: target)]
  }
}

extension CarryOver {
  var movements: [Movement] {
    guard let nextYear else { return [] }
    return [
      Movement(
        kind: state == .continuing ? .openingBalance : .carriedSurplus,
        line: line.inYear(nextYear), economic: nil, amount: amount)
    ]
  }
}
