// What `decide` must know about the past, and nothing more.

/// The past as `decide` needs it: sums per line, codes, keys, and what was taken back.
public struct BudgetState: Sendable {
  /// The unit and its table set, once the ledger is opened.
  public internal(set) var opening: LedgerOpening?
  /// The code lists in force.
  public internal(set) var catalogue: ClassificationCatalogue
  var lines: [BudgetLine: LineState] = [:]
  var reversals: [UInt64: UInt64] = [:]
  var keys: [String: KeyUse] = [:]
  var volumes: [KindAndYear: Int64] = [:]
  var firstYear: FiscalYear?

  /// The state before the first event.
  public init(catalogue: ClassificationCatalogue = .builtIn) {
    self.catalogue = catalogue
  }

  /// The sums of `line`; all zero where nothing was ever recorded.
  public func totals(of line: BudgetLine) -> LineTotals { lines[line]?.totals ?? LineTotals() }

  /// Every line with anything recorded on it, in no particular order.
  public var knownLines: some Collection<BudgetLine> { lines.keys }

  /// Where `key` was used, or `nil`.
  public func position(ofKey key: String) -> UInt64? { keys[key]?.position }

  /// Where the entry at `position` was taken back, or `nil`.
  public func reversal(of position: UInt64) -> UInt64? { reversals[position] }
}

/// One line with its sums and the entries that used it.
struct LineState: Sendable {
  var totals = LineTotals()
  var uses: [EntryUse] = []
}

/// Where an idempotency key was used and what was recorded under it.
struct KeyUse: Sendable {
  let position: UInt64
  /// Hash of the events recorded under the key; stable within a process, which is all it is for.
  var content: Int
}

/// The unit of the capacity rule.
struct KindAndYear: Hashable, Sendable {
  let kind: EntryKind
  let year: FiscalYear
}

extension BudgetState {
  /// Whether the sums of `event` stay within the range that `evolve` adds exactly. Always true for
  /// an event that `decide` made; a log from elsewhere may hold others.
  public func hasCapacity(for event: Event) -> Bool {
    var added: [KindAndYear: Int64] = [:]
    for movement in event.movements {
      let key = KindAndYear(kind: movement.kind, year: movement.line.year)
      let before = added[key] ?? volumes[key] ?? 0
      guard Int64(movement.amount.fen.magnitude) <= Amount.limitInFen - before else { return false }
      added[key] = before + Int64(movement.amount.fen.magnitude)
    }
    return true
  }
}
