// The lines of the books as deciding needs them, loaded from the past when first asked for.

/// One line with its sums, and what its codes were granted and spent.
struct LineState: Sendable {
  var totals = LineTotals()
  /// Money of the opening balance by the year it comes from.
  var origins: [FiscalYear: Int64] = [:]
  /// What earlier closings of this line's year carried over.
  var carried: [CarriedKey: Int64] = [:]
  /// Budgets that name an economic code, and spending by economic code.
  var economics: [EconomicCode: EconomicTotals] = [:]

  mutating func apply(kind: EntryKind, economic: EconomicCode?, fen: Int64) {
    totals.add(fen, kind: kind)
    guard let economic else { return }
    switch kind {
    case .appropriation, .supplement, .virement:
      economics[economic, default: EconomicTotals()].grantedInFen += fen
    case .reduction: economics[economic, default: EconomicTotals()].grantedInFen -= fen
    case .expenditure: economics[economic, default: EconomicTotals()].spentInFen += fen
    default: break
    }
  }
}

/// What a line's budget grants to one economic code by name, and what was spent on it, in fen.
struct EconomicTotals: Hashable, Sendable {
  var grantedInFen: Int64 = 0
  var spentInFen: Int64 = 0
}

struct CarriedKey: Hashable, Sendable {
  let originYear: FiscalYear
  let state: CarryOverState
}

/// Every line that was moved: those that this state has in memory, and behind them the past.
struct LineBook: Sendable {
  private var states = Layered<BudgetLine, LineState>()
  /// Entries that used up money, apart from those that ``past`` knows: before the last settling,
  /// and since. Apart, because appending to an array that two copies share would copy it.
  private var settledUses: [BudgetLine: [EntryUse]] = [:]
  private var newUses: [BudgetLine: [EntryUse]] = [:]
  /// What events beyond money alone did to lines, where the rest is in ``past``.
  private var procedural: [BudgetLine: LineState] = [:]
  private var past: (any PastRecords)?

  /// Answers from `past` from now on; what was evolved so far is what `past` does not hold.
  mutating func attach(_ past: any PastRecords) {
    precondition(self.past == nil, "a state is given its past once")
    procedural = states.all
    states = Layered()
    self.past = past
  }

  subscript(line: BudgetLine) -> LineState? {
    if let known = states[line] { return known }
    return past.flatMap { loaded(line, from: $0) }
  }

  /// Changes the state of `line`.
  mutating func update(_ line: BudgetLine, _ change: (inout LineState) -> Void) {
    var state = self[line] ?? LineState()
    change(&state)
    states.set(state, for: line)
  }

  /// Remembers an entry that used up money of `line`.
  mutating func note(_ use: EntryUse, of line: BudgetLine) {
    newUses[line, default: []].append(use)
  }

  /// The entries that used up money of `line`, in order of position.
  func uses(of line: BudgetLine) -> [EntryUse] {
    var found: [EntryUse] = []
    past?.forEachMovement(on: line) { movement in
      guard movement.kind == .expenditure else { return }
      found.append(EntryUse(position: movement.position, amountInFen: movement.amountInFen))
    }
    return found + (settledUses[line] ?? []) + (newUses[line] ?? [])
  }

  /// Every line with anything on it.
  ///
  /// - Complexity: O(n) in the facts of the past.
  var known: Set<BudgetLine> {
    Set(states.all.keys).union(procedural.keys).union(past?.movedLines ?? [])
  }

  /// The lines of `year` with their states.
  ///
  /// - Complexity: O(n) in the facts of the past.
  func all(in year: FiscalYear) -> [BudgetLine: LineState] {
    var found: [BudgetLine: LineState] = [:]
    for line in known where line.year == year { found[line] = self[line] }
    return found
  }

  /// Moves changes into the layer that copies share; see ``Layered/settle()``.
  mutating func settle() {
    states.settle()
    for (line, uses) in newUses { settledUses[line, default: []].append(contentsOf: uses) }
    newUses.removeAll()
  }

  private func loaded(_ line: BudgetLine, from past: any PastRecords) -> LineState? {
    var state = procedural[line] ?? LineState()
    var isKnown = procedural[line] != nil
    past.forEachMovement(on: line) { movement in
      isKnown = true
      state.apply(kind: movement.kind, economic: movement.economic, fen: movement.amountInFen)
    }
    return isKnown ? state : nil
  }
}
