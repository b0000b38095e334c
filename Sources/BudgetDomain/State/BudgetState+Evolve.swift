// How a recorded event changes the state; it has happened, so nothing here can fail.

extension BudgetState {
  /// Takes a recorded event into the state. Events are given in order of position.
  public mutating func evolve(_ recorded: RecordedEvent) {
    let position = recorded.envelope.position
    if let key = recorded.envelope.key { remember(key, at: position, recorded.event) }
    switch recorded.event {
    case .ledgerOpened(let facts): opening = facts
    case .codeRegistered(let facts): catalogue.register(facts.entry, in: facts.system)
    case .entryReversed(let facts): reversals[facts.reverses] = position
    case .openingBalanceRecorded, .appropriationApproved, .appropriationSupplemented,
      .appropriationReduced, .incomeReceived, .expenditureRecorded:
      break
    }
    for movement in recorded.event.movements { apply(movement, at: position) }
  }

  private mutating func apply(_ movement: Movement, at position: UInt64) {
    let year = movement.line.year
    firstYear = min(firstYear ?? year, year)
    let volume = KindAndYear(kind: movement.kind, year: year)
    volumes[volume, default: 0] += Int64(movement.amount.fen.magnitude)
    let fen = movement.amount.fen
    lines[movement.line, default: LineState()].totals.add(fen, kind: movement.kind)
    guard movement.kind == .expenditure else { return }
    let use = EntryUse(position: position, amountInFen: fen)
    lines[movement.line, default: LineState()].uses.append(use)
  }

  private mutating func remember(_ key: String, at position: UInt64, _ event: Event) {
    let content = BudgetState.content(of: [event], after: keys[key]?.content)
    keys[key] = KeyUse(position: keys[key]?.position ?? position, content: content)
  }

  /// The hash by which two submissions under one key are compared.
  static func content(of events: [Event], after start: Int? = nil) -> Int {
    events.reduce(start ?? 0) { $0 &* 31 &+ $1.hashValue }
  }
}
