// What `decide` must know about the past, and nothing more.

/// The past as `decide` needs it: sums per line, codes, policy, keys, and what is open or ended.
public struct BudgetState: Sendable {
  /// The unit and its table set, once the ledger is opened.
  public internal(set) var opening: LedgerOpening?
  /// The type of the unit, once it was described.
  public internal(set) var unitType: UnitType?
  /// The code lists in force.
  public internal(set) var catalogue: ClassificationCatalogue
  /// One more than the position of the last event taken in.
  public internal(set) var nextPosition: UInt64 = 0
  /// The register of actors: who may act, in which role. Empty where nobody is registered.
  public internal(set) var actors: [String: ActorRole] = [:]
  /// Where each project that was registered stands.
  public internal(set) var projects: [ProjectName: ProjectState] = [:]
  /// Proposals that nobody has decided yet, by position.
  public internal(set) var pendingProposals: [UInt64: PendingProposal] = [:]
  /// Budget adjustments whose procedure is not complete, by position.
  public internal(set) var pendingAdjustments: [UInt64: BudgetAdjustment] = [:]
  /// What was published, by name.
  public internal(set) var publications: [String: PublishedMoment] = [:]
  /// Explanations of failing checks, the latest for each year and check.
  public internal(set) var checkExplanations: [CheckKey: String] = [:]
  /// The newest score that somebody gave to each indicator.
  var scores: [ScoreKey: GivenScore] = [:]
  /// The first year on the system: that of the typed opening, else the earliest year recorded.
  public internal(set) var firstYear: FiscalYear?
  var typedOpeningYear: FiscalYear?
  var lines = LineBook()
  var years: [FiscalYear: YearState] = [:]
  var threePublic: [ThreePublicKey: ThreePublicTotals] = [:]
  var policies: [PolicyKey: PolicySetting] = [:]
  var reversals = Layered<UInt64, UInt64>()
  var keys = Layered<String, KeyUse>()
  var volumes = Volumes()
  private var past: (any PastRecords)?

  /// The state before the first event.
  public init(catalogue: ClassificationCatalogue = .builtIn) {
    self.catalogue = catalogue
  }

  /// The sums of `line`; all zero where nothing was ever recorded.
  public func totals(of line: BudgetLine) -> LineTotals { lines[line]?.totals ?? LineTotals() }

  /// Every line with anything recorded on it, in no particular order.
  ///
  /// - Complexity: O(n) in the facts, where the state has a past.
  public var knownLines: Set<BudgetLine> { lines.known }

  /// Whether `project` was registered, or stands on a line with anything recorded on it.
  ///
  /// - Complexity: O(n) in the facts for a project that was not registered, where there is a past.
  public func knows(_ project: ProjectName) -> Bool {
    projects[project] != nil || lines.known.contains { $0.project == project }
  }

  /// Where `key` was used, or `nil`.
  public func position(ofKey key: String) -> UInt64? { keys[key]?.position }

  /// Where the entry at `position` was taken back, or `nil`.
  public func reversal(of position: UInt64) -> UInt64? {
    reversals[position] ?? past?.reversal(of: position)
  }

  /// Answers about lines and reversals from `past` from now on: the state must have evolved the
  /// events that are more than money, and passed over the others.
  public mutating func attach(_ past: any PastRecords) {
    self.past = past
    lines.attach(past)
  }

  /// Recalls that `events` were recorded under `key`, the first of them at `position`.
  public mutating func recall(_ key: String, at position: UInt64, _ events: [Event]) {
    keys.set(KeyUse(position: position, content: BudgetState.content(of: events)), for: key)
  }

  /// Makes what was decided since the last time part of what copies share. Called when a batch is
  /// recorded, so that deciding the next one copies nothing.
  public mutating func settle() {
    lines.settle()
    reversals.settle()
    keys.settle()
  }

  /// The fiscal years with any movement, in order.
  public var movedYears: [FiscalYear] { volumes.movedYears.sorted() }

  /// Whether `year` is open, closed or reopened.
  public func yearState(of year: FiscalYear) -> YearState { years[year] ?? .open }

  /// The policy in force for `year`; a setting for the year wins over one for all years.
  public func policy(for year: FiscalYear) -> Policy {
    var policy = Policy()
    for (key, setting) in policies where key.year == nil { policy.apply(setting) }
    for (key, setting) in policies where key.year == year { policy.apply(setting) }
    return policy
  }

  /// What was budgeted at the start of `year` for an item of 三公经费, and what was spent on it.
  public func threePublic(_ item: ThreePublicItem, in year: FiscalYear) -> ThreePublicTotals {
    threePublic[ThreePublicKey(item: item, year: year)] ?? ThreePublicTotals()
  }
}

/// Whether a year takes entries.
public enum YearState: Hashable, Sendable {
  /// It was never closed.
  case open
  /// It was closed by the event at this position.
  case closed(position: UInt64)
  /// It was opened again by the event at this position.
  case reopened(position: UInt64)

  /// Whether it refuses entries.
  public var isClosed: Bool {
    if case .closed = self { true } else { false }
  }
}

/// Where a publication stands in the log, and how much of the log it shows.
public struct PublishedMoment: Hashable, Sendable {
  /// Position of the ``Event/statementPublished(_:)``.
  public let position: UInt64
  /// How many records the published statements were made from.
  public let treeSize: UInt64
}

/// A check of a year.
public struct CheckKey: Hashable, Sendable {
  /// The year.
  public let year: FiscalYear
  /// The name of the check.
  public let check: String

  /// A key made of its parts.
  public init(year: FiscalYear, check: String) {
    self.year = year
    self.check = check
  }
}

/// A proposal that waits, and who prepared it.
public struct PendingProposal: Hashable, Sendable {
  /// What would be recorded.
  public let event: Event
  /// Who prepared it.
  public let preparer: String
}

/// Budget and spending of an item of 三公经费, from 财政拨款 only, in fen.
public struct ThreePublicTotals: Hashable, Sendable {
  /// 年初预算 by its economic codes.
  public internal(set) var budgetInFen: Int64 = 0
  /// Spent, less refunds.
  public internal(set) var spentInFen: Int64 = 0
}

struct PolicyKey: Hashable, Sendable {
  let key: String
  let year: FiscalYear?
}

struct ThreePublicKey: Hashable, Sendable {
  let item: ThreePublicItem
  let year: FiscalYear
}

/// Where an idempotency key was used and what was recorded under it.
struct KeyUse: Sendable {
  let position: UInt64
  /// Hash of what was submitted under the key; stable within a process, which is all it is for.
  var content: Int
}
