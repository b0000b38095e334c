// Every reason to refuse a command, each with the figures that explain it.

/// Why a command was refused. The case names the broken rule; its words are in `Wording/`.
public enum Rejection: Error, Hashable, Sendable {
  /// The ledger has no opening event yet.
  case ledgerNotOpened
  /// The ledger was opened before, at position 0.
  case ledgerAlreadyOpened
  /// A text that must say something is empty.
  case textMissing(field: EntryField)
  /// A text is longer than a record can hold.
  case textTooLong(field: EntryField, bytes: Int, limitInBytes: Int)
  /// A text holds a control character; line feeds and tabs are allowed, others are not.
  case textHasControlCharacter(field: EntryField, scalar: UInt32)
  /// An amount is zero or negative.
  case amountNotPositive(Amount)
  /// The code is in no list.
  case functionCodeUnknown(FunctionCode)
  /// The code is known, but not in this year.
  case functionCodeNotValidInYear(FunctionCode, FiscalYear, meanings: [CodeEntry])
  /// The code is in no list.
  case economicCodeUnknown(EconomicCode)
  /// The code is known, but not in this year.
  case economicCodeNotValidInYear(EconomicCode, FiscalYear, meanings: [CodeEntry])
  /// Expenditure must say what it was spent on (预算法 第75条: economic classification to 款).
  case economicCodeRequired(EntryKind)
  /// Entries of this kind carry no economic code.
  case economicCodeNotAllowed(EntryKind)
  /// 项目支出 must name its project.
  case projectRequired
  /// Only 项目支出 carries a project.
  case projectNotAllowed(SpendingNature)
  /// The date does not lie in the fiscal year.
  case dateOutsideYear(EffectiveDate, FiscalYear)
  /// An opening balance is typed only for the first year on the system.
  case openingBalanceAfterFirstYear(FiscalYear, firstYear: FiscalYear)
  /// A code is registered with a first year after its last.
  case codeYearsReversed(CodeEntry)
  /// A code has a number of digits that its system does not know.
  case codeDigitsWrong(CodeEntry, CodeSystem)
  /// More would be spent than the line may spend.
  case exceedsFreeAuthority(Shortfall)
  /// More would be spent than the line has.
  case exceedsAvailableMoney(Shortfall)
  /// More would be taken from the budget than is still unused.
  case reductionExceedsFreeAuthority(Shortfall)
  /// Taking the entry back would leave less authority than was used.
  case reversalExceedsFreeAuthority(Shortfall)
  /// Taking the entry back would leave less money than was used.
  case reversalExceedsAvailableMoney(Shortfall)
  /// What stands at the position moved no money, so there is nothing to take back.
  case entryNotReversible(position: UInt64, type: EventType)
  /// The entry was taken back before.
  case entryAlreadyReversed(position: UInt64, by: UInt64)
  /// A reversal dated before the entry it takes back.
  case reversalBeforeEntry(EffectiveDate, entryDate: EffectiveDate)
  /// The key was used before for something else.
  case keyUsedForOtherContent(key: String, position: UInt64)
  /// The sum of one kind of entry in one year would leave the range of exact amounts.
  case exceedsLedgerCapacity(EntryKind, FiscalYear)
}

/// The figures behind a refusal for want of authority or money.
public struct Shortfall: Hashable, Sendable {
  /// The line that does not suffice.
  public let line: BudgetLine
  /// What was asked for.
  public let requested: Amount
  /// What the line was granted in all, in fen: its authority, or its money.
  public let grantedInFen: Int64
  /// What of it is used, in fen.
  public let usedInFen: Int64
  /// The entries that used it, the largest first, at most ``listedUses``.
  public let largestUses: [EntryUse]
  /// How many entries used it in all.
  public let useCount: Int

  /// How many entries a refusal lists.
  public static let listedUses = 5

  /// What is left: granted less used, in fen; below zero where an override went before.
  public var freeInFen: Int64 { grantedInFen - usedInFen }
  /// What is missing, in fen.
  public var missingInFen: Int64 { requested.fen - freeInFen }

  /// A shortfall made of its parts.
  public init(
    line: BudgetLine, requested: Amount, grantedInFen: Int64, usedInFen: Int64,
    largestUses: [EntryUse], useCount: Int
  ) {
    self.line = line
    self.requested = requested
    self.grantedInFen = grantedInFen
    self.usedInFen = usedInFen
    self.largestUses = largestUses
    self.useCount = useCount
  }
}

/// One entry that used up a line: where it stands and how much it took.
public struct EntryUse: Hashable, Sendable {
  /// Position of the entry.
  public let position: UInt64
  /// What it took, in fen.
  public let amountInFen: Int64

  /// A use made of its parts.
  public init(position: UInt64, amountInFen: Int64) {
    self.position = position
    self.amountInFen = amountInFen
  }
}
