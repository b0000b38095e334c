// How a recorded event changes the state; it has happened, so nothing here can fail.

extension BudgetState {
  /// Takes a recorded event into the state. Events are given in order of position.
  public mutating func evolve(_ recorded: RecordedEvent) {
    let position = recorded.envelope.position
    nextPosition = position + 1
    // A refusal uses up no key: what was refused may be recorded under it later.
    if let key = recorded.envelope.key, recorded.event.isSubmitted {
      remember(key, at: position, recorded.event)
    }
    evolveMaster(recorded.event)
    evolveProcedure(recorded, at: position)
    for movement in recorded.event.movements { apply(movement, at: position) }
  }

  /// Facts about the unit and its rules.
  private mutating func evolveMaster(_ event: Event) {
    switch event {
    case .ledgerOpened(let facts): opening = facts
    case .unitDescribed(let type): unitType = type
    case .codeRegistered(let facts): catalogue.register(facts.entry, in: facts.system)
    case .policySet(let change):
      policies[PolicyKey(key: change.setting.key, year: change.year)] = change.setting
    case .projectRegistered(let step): projects[step.project] = .running
    case .projectCompleted(let step): projects[step.project] = .completed
    case .projectCancelled(let step): projects[step.project] = .cancelled
    default: break
    }
  }

  /// Facts about procedures and years.
  private mutating func evolveProcedure(_ recorded: RecordedEvent, at position: UInt64) {
    switch recorded.event {
    case .entryReversed(let facts):
      reversals[facts.reverses] = position
      for movement in facts.movements where movement.kind == .openingBalance {
        addTypedOpening(movement)
      }
    case .openingBalanceRecorded(let entry):
      typedOpeningYear = entry.line.year
      addTypedOpening(entry.movement(.openingBalance))
    case .adjustmentSubmitted(let adjustment): pendingAdjustments[position] = adjustment
    case .adjustmentCompleted(let completion): pendingAdjustments[completion.completes] = nil
    case .adjustmentWithdrawn(let submitted): pendingAdjustments[submitted] = nil
    case .yearClosed(let closing): years[closing.year] = .closed(position: position)
    case .yearReopened(let reopening): years[reopening.year] = .reopened(position: position)
    case .balanceCarriedOver(let carryOver): carry(carryOver)
    case .statementPublished(let publication):
      publications[publication.name] = PublishedMoment(
        position: position, treeSize: publication.treeSize)
    case .checkExplained(let explanation):
      checkExplanations[CheckKey(year: explanation.year, check: explanation.check)] =
        explanation.text
    case .proposalSubmitted(let proposal):
      pendingProposals[position] = PendingProposal(
        event: proposal.event, preparer: recorded.envelope.actor)
    case .proposalApproved(let decision), .proposalRejected(let decision):
      pendingProposals[decision.proposal] = nil
    default: break
    }
  }

  /// A typed opening is taken as money of the year before: the source says no more.
  private mutating func addTypedOpening(_ movement: Movement) {
    let origin = movement.line.year.previous ?? movement.line.year
    lines[movement.line, default: LineState()].origins[origin, default: 0] += movement.amount.fen
  }

  private mutating func carry(_ carryOver: CarryOver) {
    let key = CarriedKey(originYear: carryOver.originYear, state: carryOver.state)
    lines[carryOver.line, default: LineState()].carried[key, default: 0] += carryOver.amount.fen
    guard let nextYear = carryOver.nextYear else { return }
    lines[carryOver.line.inYear(nextYear), default: LineState()]
      .origins[carryOver.originYear, default: 0] += carryOver.amount.fen
  }

  private mutating func apply(_ movement: Movement, at position: UInt64) {
    let year = movement.line.year
    firstYear = min(firstYear ?? year, year)
    let volume = KindAndYear(kind: movement.kind, year: year)
    volumes[volume, default: 0] += Int64(movement.amount.fen.magnitude)
    let fen = movement.amount.fen
    lines[movement.line, default: LineState()].totals.add(fen, kind: movement.kind)
    applyEconomic(movement)
    guard movement.kind == .expenditure else { return }
    let use = EntryUse(position: position, amountInFen: fen)
    lines[movement.line, default: LineState()].uses.append(use)
  }

  private mutating func applyEconomic(_ movement: Movement) {
    guard let economic = movement.economic else { return }
    let fen = movement.amount.fen
    var totals = lines[movement.line]?.economics[economic] ?? EconomicTotals()
    switch movement.kind {
    case .appropriation, .supplement, .virement: totals.grantedInFen += fen
    case .reduction: totals.grantedInFen -= fen
    case .expenditure: totals.spentInFen += fen
    default: return
    }
    lines[movement.line, default: LineState()].economics[economic] = totals
    guard movement.line.source.isFiscal, let item = ThreePublicItem(economic: economic) else {
      return
    }
    let key = ThreePublicKey(item: item, year: movement.line.year)
    if movement.kind == .appropriation {
      threePublic[key, default: ThreePublicTotals()].budgetInFen += fen
    } else if movement.kind == .expenditure {
      threePublic[key, default: ThreePublicTotals()].spentInFen += fen
    }
  }

  private mutating func remember(_ key: String, at position: UInt64, _ event: Event) {
    let content = BudgetState.content(of: [event], after: keys[key]?.content)
    keys[key] = KeyUse(position: keys[key]?.position ?? position, content: content)
  }

  /// The hash by which two submissions under one key are compared: what people submitted, without
  /// what deciding added to it at the time.
  static func content(of events: [Event], after start: Int? = nil) -> Int {
    events.reduce(start ?? 0) { $0 &* 31 &+ $1.asSubmitted.hashValue }
  }
}

extension Event {
  /// Whether a key remembers the event. A refusal leaves its key free for the attempt that
  /// succeeds, and carry-overs follow from the closing that was submitted.
  fileprivate var isSubmitted: Bool {
    switch self {
    case .commandRefused, .balanceCarriedOver: false
    default: true
    }
  }
}

extension BudgetState {
  /// Whether the sums of `event` stay within the range that `evolve` adds exactly. Always true for
  /// an event that `decide` made; a log from elsewhere may hold others.
  public func hasCapacity(for event: Event) -> Bool { firstOverflow(of: event.movements) == nil }

  /// The first kind and year whose volume the movements would carry out of the exact range.
  func firstOverflow(of movements: [Movement]) -> KindAndYear? {
    var added: [KindAndYear: Int64] = [:]
    for movement in movements {
      let key = KindAndYear(kind: movement.kind, year: movement.line.year)
      let before = added[key] ?? volumes[key] ?? 0
      guard Int64(movement.amount.fen.magnitude) <= Amount.limitInFen - before else { return key }
      added[key] = before + Int64(movement.amount.fen.magnitude)
    }
    return nil
  }
}
