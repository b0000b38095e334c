// How a recorded event changes the state; it has happened, so nothing here can fail.

extension BudgetState {
  /// Takes a recorded event into the state. Events are given in order of position.
  ///
  /// - Parameter remembersKey: `false` where keys are recalled from the log when asked for.
  public mutating func evolve(_ recorded: RecordedEvent, remembersKey: Bool = true) {
    let position = recorded.envelope.position
    nextPosition = position + 1
    // A refusal uses up no key: what was refused may be recorded under it later.
    if remembersKey, let key = recorded.envelope.key, recorded.event.isSubmitted {
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
    case .actorRegistered(let registration): actors[registration.name] = registration.role
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
      reversals.set(position, for: facts.reverses)
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
    case .performanceScored(let score):
      scores[ScoreKey(score)] = GivenScore(
        position: position, score: score, reason: recorded.envelope.reason)
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
    lines.update(movement.line) { $0.origins[origin, default: 0] += movement.amount.fen }
  }

  private mutating func carry(_ carryOver: CarryOver) {
    let key = CarriedKey(originYear: carryOver.originYear, state: carryOver.state)
    lines.update(carryOver.line) { $0.carried[key, default: 0] += carryOver.amount.fen }
    guard let nextYear = carryOver.nextYear else { return }
    lines.update(carryOver.line.inYear(nextYear)) {
      $0.origins[carryOver.originYear, default: 0] += carryOver.amount.fen
    }
  }

  private mutating func apply(_ movement: Movement, at position: UInt64) {
    let fen = movement.amount.fen
    passOver(
      movement.kind, year: movement.line.year, source: movement.line.source,
      economic: movement.economic, amountInFen: fen)
    lines.update(movement.line) {
      $0.apply(kind: movement.kind, economic: movement.economic, fen: fen)
    }
    guard movement.kind == .expenditure else { return }
    lines.note(EntryUse(position: position, amountInFen: fen), of: movement.line)
  }

  /// Takes in an event of money alone that the past will answer for. Its movements are passed over
  /// one by one besides.
  public mutating func passOver(_ position: UInt64) { nextPosition = position + 1 }

  /// Takes in what is kept of every movement beside its line: volumes, and the three public items.
  public mutating func passOver(
    _ kind: EntryKind, year: FiscalYear, source: FundSource, economic: EconomicCode?,
    amountInFen fen: Int64
  ) {
    firstYear = min(firstYear ?? year, year)
    volumes.add(Int64(fen.magnitude), kind: kind, year: year)
    guard kind == .appropriation || kind == .expenditure, source.isFiscal, let economic,
      let item = ThreePublicItem(economic: economic)
    else { return }
    let key = ThreePublicKey(item: item, year: year)
    if kind == .appropriation {
      threePublic[key, default: ThreePublicTotals()].budgetInFen += fen
    } else {
      threePublic[key, default: ThreePublicTotals()].spentInFen += fen
    }
  }

  private mutating func remember(_ key: String, at position: UInt64, _ event: Event) {
    let content = BudgetState.content(of: [event], after: keys[key]?.content)
    keys.set(KeyUse(position: keys[key]?.position ?? position, content: content), for: key)
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
  public var isSubmitted: Bool {
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

  /// Whether a movement of `magnitude` stays within the range that `evolve` adds exactly.
  public func hasCapacity(_ kind: EntryKind, year: FiscalYear, magnitude: UInt64) -> Bool {
    magnitude <= UInt64(Amount.limitInFen - volumes[kind, year])
  }

  /// The first kind and year whose volume the movements would carry out of the exact range.
  func firstOverflow(of movements: [Movement]) -> KindAndYear? {
    var added: [KindAndYear: Int64] = [:]
    for movement in movements {
      let key = KindAndYear(kind: movement.kind, year: movement.line.year)
      let before = added[key] ?? volumes[key.kind, key.year]
      guard Int64(movement.amount.fen.magnitude) <= Amount.limitInFen - before else { return key }
      added[key] = before + Int64(movement.amount.fen.magnitude)
    }
    return nil
  }
}
