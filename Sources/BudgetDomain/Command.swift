// Everything a person can ask the ledger to do.

/// An intent, in the imperative: `decide` turns it into events or says why not.
///
/// Where an intent is about an earlier event, the command carries that event as the log holds it.
public indirect enum Command: Hashable, Sendable {
  /// Begin the ledger.
  case openLedger(LedgerOpening)
  /// Say of which type the unit is.
  case describeUnit(UnitType)
  /// Take a code into the ledger's own list.
  case registerCode(CodeRegistration)
  /// Enter a person in the register of actors, or give another role.
  case registerActor(ActorRegistration)
  /// Set a control policy.
  case setPolicy(PolicyChange)
  /// Bring a project into a state.
  case moveProject(ProjectStep, to: ProjectState)
  /// Record 年初结转和结余 of the first year on the system.
  case recordOpeningBalance(Entry)
  /// Approve 年初预算.
  case approveAppropriation(Entry)
  /// Add to the budget (追加).
  case supplementAppropriation(Entry)
  /// Take from the budget (追减).
  case reduceAppropriation(Entry)
  /// Move authority from one line to another (调剂).
  case approveVirement(Virement)
  /// Begin the procedure of a change of the budget.
  case submitAdjustment(BudgetAdjustment)
  /// Declare the procedure of a change complete.
  case completeAdjustment(target: RecordedEvent, date: EffectiveDate, document: String?)
  /// Withdraw a change whose procedure is not complete.
  case withdrawAdjustment(target: RecordedEvent)
  /// Record money that came in.
  case receiveIncome(Entry)
  /// Record money that was spent.
  case recordExpenditure(Entry)
  /// Record this year's spending that came back.
  case refundExpenditure(Entry)
  /// Cover a deficit from accumulated money.
  case applyFundBalance(Entry)
  /// Distribute a surplus.
  case distributeSurplus(Entry)
  /// Adjust the opening balance for earlier years.
  case adjustPriorYear(PriorYearAdjustment)
  /// Take back an earlier entry in full.
  case reverseEntry(target: RecordedEvent, date: EffectiveDate, document: String?)
  /// Take back an earlier entry and put `replacement` in its place, in one batch.
  case correctEntry(
    target: RecordedEvent, replacement: Event, date: EffectiveDate, document: String?)
  /// Close a year. `failedChecks` names the audit formulas of severity error that fail.
  case closeYear(FiscalYear, date: EffectiveDate, failedChecks: [String])
  /// Open a closed year again.
  case reopenYear(FiscalYear, date: EffectiveDate)
  /// Report a figure that is no money moved.
  case reportFact(FactReport)
  /// Attach a document to an event.
  case attachDocument(DocumentAttachment)
  /// Publish statements under a name.
  case publishStatements(Publication)
  /// Explain a failing audit formula.
  case explainCheck(CheckExplanation)
  /// Score an indicator of performance; the submission says why.
  case scorePerformance(PerformanceScore)
  /// Prepare a command for a second person to decide.
  case propose(Command)
  /// Approve what somebody else prepared; `command` is what was prepared, made again from the log.
  case approveProposal(target: RecordedEvent, command: Command)
  /// Reject what somebody else prepared.
  case rejectProposal(target: RecordedEvent)
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
  /// Who allows control rules to be passed over, and why; only where the policy lets them.
  public var override: OverrideRequest?

  /// A submission made of its parts.
  public init(
    _ command: Command, actor: String, key: String? = nil, reason: String? = nil,
    override: OverrideRequest? = nil
  ) {
    self.command = command
    self.actor = actor
    self.key = key
    self.reason = reason
    self.override = override
  }
}

/// A permission to pass over control rules, before it is known which ones it takes.
public struct OverrideRequest: Hashable, Sendable {
  /// Who allows it.
  public let allowedBy: String
  /// Why.
  public let reason: String

  /// A request made of its parts.
  public init(allowedBy: String, reason: String) {
    self.allowedBy = allowedBy
    self.reason = reason
  }
}
