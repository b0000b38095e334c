// Everything that can happen in the books of a budget unit. Start reading here.

/// A fact, in the past tense: what a command was decided into and what the log keeps.
///
/// An event cannot be refused, changed or deleted. What it does to money is in ``movements``.
public enum Event: Hashable, Sendable {
  /// The ledger begins; always the event at position 0 and nowhere else.
  case ledgerOpened(LedgerOpening)
  /// The ledger took a code into its own list (政府收支分类科目 of the finance bureau).
  case codeRegistered(CodeRegistration)
  /// 年初结转和结余 of the first year on the system.
  case openingBalanceRecorded(Entry)
  /// 年初预算 was approved (批复).
  case appropriationApproved(Entry)
  /// The finance bureau added to the budget (追加).
  case appropriationSupplemented(Entry)
  /// The finance bureau took from the budget (追减).
  case appropriationReduced(Entry)
  /// Money came in (收入).
  case incomeReceived(Entry)
  /// Money was spent (支出).
  case expenditureRecorded(Entry)
  /// An earlier entry was taken back in full (红字冲销); the entry itself stays.
  case entryReversed(Reversal)
}

/// What a ledger is about; the facts of ``Event/ledgerOpened(_:)``.
public struct LedgerOpening: Hashable, Sendable {
  /// The name under which checkpoints of this ledger are published; equal to that in `ledger.json`.
  public let origin: String
  /// 预算单位名称.
  public let unit: String
  /// 单位代码, where one was given.
  public let unitCode: String?
  /// Which set of official tables the unit fills, such as `hunan-2018`.
  public let tableSet: String

  /// The opening facts made of their parts.
  public init(origin: String, unit: String, unitCode: String?, tableSet: String) {
    self.origin = origin
    self.unit = unit
    self.unitCode = unitCode
    self.tableSet = tableSet
  }
}

/// A code that the ledger uses in place of the built-in list.
public struct CodeRegistration: Hashable, Sendable {
  /// Which code system it belongs to.
  public let system: CodeSystem
  /// The code, its name and its years.
  public let entry: CodeEntry

  /// A registration made of its parts.
  public init(system: CodeSystem, entry: CodeEntry) {
    self.system = system
    self.entry = entry
  }
}

/// The taking back of an earlier entry.
public struct Reversal: Hashable, Sendable {
  /// Position of the entry that is taken back.
  public let reverses: UInt64
  /// When the reversal was made; it keeps the fiscal year of what it reverses.
  public let date: EffectiveDate
  /// The movements of the original with opposite signs, so that a fold needs no look-up.
  public let movements: [Movement]
  /// 文号 of the correction, where there is one.
  public let document: String?

  /// A reversal made of its parts.
  public init(reverses: UInt64, date: EffectiveDate, movements: [Movement], document: String?) {
    self.reverses = reverses
    self.date = date
    self.movements = movements
    self.document = document
  }
}

extension Event {
  /// What the event moves on budget lines; empty for events that are not about money.
  public var movements: [Movement] {
    if case .entryReversed(let reversal) = self { return reversal.movements }
    guard let kind = entryKind, let entry else { return [] }
    return [Movement(kind: kind, line: entry.line, economic: entry.economic, amount: entry.amount)]
  }

  /// The kind of entry this event is, or `nil` when it is none.
  public var entryKind: EntryKind? {
    switch self {
    case .openingBalanceRecorded: .openingBalance
    case .appropriationApproved: .appropriation
    case .appropriationSupplemented: .supplement
    case .appropriationReduced: .reduction
    case .incomeReceived: .income
    case .expenditureRecorded: .expenditure
    case .ledgerOpened, .codeRegistered, .entryReversed: nil
    }
  }

  /// The entry that was submitted, or `nil` when the event is none.
  public var entry: Entry? {
    switch self {
    case .openingBalanceRecorded(let entry), .appropriationApproved(let entry),
      .appropriationSupplemented(let entry), .appropriationReduced(let entry),
      .incomeReceived(let entry), .expenditureRecorded(let entry):
      entry
    case .ledgerOpened, .codeRegistered, .entryReversed: nil
    }
  }

  /// When the event counts, or `nil` for events that count from their position on.
  public var effectiveDate: EffectiveDate? {
    if case .entryReversed(let reversal) = self { return reversal.date }
    return entry?.date
  }
}
