// Everything a person can ask the ledger to do.

/// An intent, in the imperative: `decide` turns it into events or says why not.
public enum Command: Hashable, Sendable {
  /// Begin the ledger.
  case openLedger(LedgerOpening)
  /// Take a code into the ledger's own list.
  case registerCode(CodeRegistration)
  /// Record 年初结转和结余 of the first year on the system.
  case recordOpeningBalance(Entry)
  /// Approve 年初预算.
  case approveAppropriation(Entry)
  /// Add to the budget (追加).
  case supplementAppropriation(Entry)
  /// Take from the budget (追减).
  case reduceAppropriation(Entry)
  /// Record money that came in.
  case receiveIncome(Entry)
  /// Record money that was spent.
  case recordExpenditure(Entry)
  /// Take back an earlier entry in full. `target` is that entry as the log holds it.
  case reverseEntry(target: RecordedEvent, date: EffectiveDate, document: String?)

  /// The command that records an entry of `kind`.
  public static func record(_ kind: EntryKind, _ entry: Entry) -> Command {
    switch kind {
    case .openingBalance: .recordOpeningBalance(entry)
    case .appropriation: .approveAppropriation(entry)
    case .supplement: .supplementAppropriation(entry)
    case .reduction: .reduceAppropriation(entry)
    case .income: .receiveIncome(entry)
    case .expenditure: .recordExpenditure(entry)
    }
  }
}

/// A command with the person behind it. Time is not part of it: the log adds it when it records.
public struct Submission: Hashable, Sendable {
  /// What is asked.
  public var command: Command
  /// Who asks (经办人).
  public var actor: String
  /// The idempotency key (流水号): the same key with the same content is recorded once.
  public var key: String?
  /// Why (事由).
  public var reason: String?

  /// A submission made of its parts.
  public init(_ command: Command, actor: String, key: String? = nil, reason: String? = nil) {
    self.command = command
    self.actor = actor
    self.key = key
    self.reason = reason
  }
}
