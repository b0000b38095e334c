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
  case economicCodeRequired(SubmissionKind)
  /// Entries of this kind carry no economic code.
  case economicCodeNotAllowed(SubmissionKind)
  /// 项目支出 must name its project.
  case projectRequired
  /// Only 项目支出 carries a project.
  case projectNotAllowed(SpendingNature)
  /// The date does not lie in the fiscal year.
  case dateOutsideYear(EffectiveDate, FiscalYear)
  /// An opening balance is typed only for the first year on the system.
  case openingBalanceAfterFirstYear(FiscalYear, firstYear: FiscalYear)
  /// A year before the one whose opening balance was typed.
  case yearBeforeFirst(FiscalYear, firstYear: FiscalYear)
  /// The year was closed by the event at the position; it refuses everything but reopening.
  case yearClosed(FiscalYear, closedAt: UInt64)
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
  /// More than the budget of an item of 三公经费 would be spent.
  case exceedsThreePublicCeiling(CeilingShortfall)
  /// More would come back than the line spent this year.
  case refundExceedsExpenditure(Shortfall)
  /// An override without the name of who allows it, or without a reason.
  case overrideIncomplete
  /// Taking back or adjusting would leave a line with less authority or money than was used.
  case leavesLessThanUsed(ControlledFigure, Shortfall)
  /// Income that the ledger recognises with each payment is not recorded beside it.
  case incomeFollowsPayment(FiscalYear, FundSource)

  /// More would be moved away than the line has free.
  case virementExceedsFreeAuthority(Shortfall)
  /// From one fund source to another only by a document.
  case virementAcrossSourcesNeedsDocument(from: FundSource, to: FundSource)
  /// A transfer stays within one year.
  case transferAcrossYears(FiscalYear, FiscalYear)
  /// A transfer from a line and code to the same.
  case transferToItself(BudgetLine)
  /// 单位内部调剂 names the line that receives.
  case transferTargetMissing
  /// Only 单位内部调剂 has a line that receives.
  case transferTargetNotAllowed(PriorYearReason)
  /// More would be taken from an opening balance than it holds.
  case adjustmentExceedsOpening(Shortfall)
  /// Only 事业单位 do this.
  case onlyForInstitutions(SubmissionKind)
  /// 财政拨款 is neither distributed nor topped up.
  case notForFiscalMoney(SubmissionKind)
  /// More would be distributed than there is.
  case distributionExceedsMoney(Shortfall)

  /// What stands at the position is no adjustment that waits for its procedure.
  case adjustmentNotPending(position: UInt64, type: EventType)
  /// An adjustment completed before it was submitted.
  case completionBeforeSubmission(EffectiveDate, submitted: EffectiveDate)
  /// What stands at the position moved no money, so there is nothing to take back.
  case entryNotReversible(position: UInt64, type: EventType)
  /// The entry was taken back before.
  case entryAlreadyReversed(position: UInt64, by: UInt64)
  /// A correction that changes nothing.
  case correctionChangesNothing(position: UInt64)
  /// A correction keeps the kind and the year of the entry.
  case correctionChangesKindOrYear(position: UInt64)
  /// A reversal dated before the entry it takes back.
  case reversalBeforeEntry(EffectiveDate, entryDate: EffectiveDate)
  /// There is no such position.
  case positionUnknown(UInt64, size: UInt64)

  /// Spending on a project that was completed or cancelled.
  case projectEnded(ProjectName, ProjectState)
  /// The project is in that state already.
  case projectAlready(ProjectName, ProjectState)
  /// No such project was registered or ever spent.
  case projectUnknown(ProjectName)
  /// A figure below zero or beyond what can be exact.
  case factOutOfRange(Metric, Int64)
  /// A score below zero or above the points of the indicator.
  case scoreOutOfRange(PerformanceScore)
  /// The indicator has that score for that reason already.
  case scoreAlready(PerformanceScore, position: UInt64)
  /// Nothing was recorded for the year, so there is nothing to score.
  case yearNotScorable(FiscalYear, recorded: [FiscalYear])
  /// A figure of a project without its project, or of the unit with one.
  case factProjectWrong(Metric, ProjectName?)
  /// Recognition of income is one for a whole year.
  case recognitionChangedInYear(FiscalYear)

  /// A publication of that name stands at the position.
  case publicationNameTaken(String, position: UInt64)
  /// The name could be taken for a position, a date or an option.
  case publicationNameAmbiguous(String)

  /// The year holds nothing to close.
  case yearHasNoEntries(FiscalYear)
  /// Years are closed one after the other.
  case earlierYearOpen(FiscalYear, FiscalYear)
  /// Proposals wait for a decision.
  case proposalsPending([UInt64])
  /// Adjustments of the year wait for their procedure.
  case adjustmentsPending(FiscalYear, [UInt64])
  /// Lines with less than nothing cannot be carried over.
  case linesNegative([NegativeLine])
  /// Audit formulas of severity error fail.
  case checksFail(FiscalYear, [String])
  /// Only a closed year is reopened.
  case yearNotClosed(FiscalYear)
  /// The year after it is closed too and must be reopened first.
  case laterYearClosed(FiscalYear, FiscalYear)

  /// This kind needs a second person: propose it.
  case needsSecondPerson(EventType)
  /// Commands of this kind do not wait as proposals.
  case notProposable
  /// What stands at the position is no proposal that waits.
  case proposalNotPending(position: UInt64, type: EventType)
  /// The one who prepared cannot decide.
  case approverIsPreparer(actor: String, position: UInt64)
  /// A register of actors exists and the name is not in it.
  case actorNotRegistered(String, registered: [String])
  /// The role of the actor does not include this; `allowed` are the roles that do.
  case roleMayNot(actor: String, role: ActorRole, EventType, allowed: [ActorRole])
  /// Only a registered 负责人 lets control rules be passed over.
  case overrideNotByHead(String, role: ActorRole?)
  /// The first one in the register must be a 负责人, who alone may register others.
  case firstActorNotHead(String, ActorRole)
  /// The only 负责人 of the register cannot be given another role.
  case lastHead(String)
  /// The actor has that role already.
  case actorAlready(String, ActorRole)
  /// The key was used before for something else.
  case keyUsedForOtherContent(key: String, position: UInt64)
  /// The sum of one kind of entry in one year would leave the range of exact amounts.
  case exceedsLedgerCapacity(EntryKind, FiscalYear)
}

/// The figures behind a refusal for want of authority or money.
public struct Shortfall: Hashable, Sendable {
  /// The line that does not suffice.
  public let line: BudgetLine
  /// The economic code, where control goes by code and the code is what does not suffice.
  public let economic: EconomicCode?
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
    line: BudgetLine, economic: EconomicCode? = nil, requested: Amount, grantedInFen: Int64,
    usedInFen: Int64,
    largestUses: [EntryUse], useCount: Int
  ) {
    self.line = line
    self.economic = economic
    self.requested = requested
    self.grantedInFen = grantedInFen
    self.usedInFen = usedInFen
    self.largestUses = largestUses
    self.useCount = useCount
  }
}

/// The figures behind a refusal by a ceiling of 三公经费.
public struct CeilingShortfall: Hashable, Sendable {
  /// The item.
  public let item: ThreePublicItem
  /// The year.
  public let year: FiscalYear
  /// What was asked for.
  public let requested: Amount
  /// 年初预算 of the item, in fen.
  public let budgetInFen: Int64
  /// What was spent before, in fen.
  public let spentInFen: Int64

  /// What is missing, in fen.
  public var missingInFen: Int64 { spentInFen + requested.fen - budgetInFen }
}

/// Which of the two controlled figures of a line falls short.
public enum ControlledFigure: Hashable, Sendable {
  /// What it may spend.
  case authority
  /// What it has.
  case money
}

/// A line that ends below zero.
public struct NegativeLine: Hashable, Sendable {
  /// The line.
  public let line: BudgetLine
  /// Its sums.
  public let totals: LineTotals
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
