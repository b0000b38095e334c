// Everything that can happen in the books of a budget unit. Start reading here.

/// A fact, in the past tense: what a command was decided into and what the log keeps.
///
/// An event cannot be refused, changed or deleted. What it does to money is in ``movements``.
public enum Event: Hashable, Sendable {
  /// The ledger begins; always the event at position 0 and nowhere else.
  case ledgerOpened(LedgerOpening)
  /// The unit is of this type (行政 / 参公 / 事业).
  case unitDescribed(UnitType)
  /// The ledger took a code into its own list (政府收支分类科目 of the finance bureau).
  case codeRegistered(CodeRegistration)
  /// A person was entered in the register of actors, or given another role.
  case actorRegistered(ActorRegistration)
  /// A control policy was set.
  case policySet(PolicyChange)
  /// A project was begun or taken up again.
  case projectRegistered(ProjectStep)
  /// A project reached its end; what is left of it becomes 结余.
  case projectCompleted(ProjectStep)
  /// A project was given up; what is left of it becomes 结余.
  case projectCancelled(ProjectStep)

  /// 年初结转和结余 of the first year on the system.
  case openingBalanceRecorded(Entry)
  /// 年初预算 was approved (批复).
  case appropriationApproved(Entry)
  /// The finance bureau added to the budget (追加).
  case appropriationSupplemented(Entry)
  /// The finance bureau took from the budget (追减).
  case appropriationReduced(Entry)
  /// Authority was moved from one line to another (调剂).
  case virementApproved(Virement)
  /// A change of the budget began its procedure; it does not count yet.
  case adjustmentSubmitted(BudgetAdjustment)
  /// The procedure of a change is complete; it counts from now on.
  case adjustmentCompleted(AdjustmentCompletion)
  /// A change of the budget was withdrawn; the position is that of its submission.
  case adjustmentWithdrawn(UInt64)

  /// Money came in (收入).
  case incomeReceived(Entry)
  /// Money was spent (支出).
  case expenditureRecorded(Entry)
  /// This year's spending came back (支出退回).
  case expenditureRefunded(Entry)
  /// 用事业基金弥补收支差额 / 使用非财政拨款结余.
  case fundBalanceApplied(Entry)
  /// 结余分配.
  case surplusDistributed(Entry)
  /// The opening balance was adjusted for what earlier years got wrong or gave up.
  case priorYearAdjusted(PriorYearAdjustment)

  /// An earlier entry was taken back in full (红字冲销); the entry itself stays.
  case entryReversed(Reversal)
  /// A year was closed (结账).
  case yearClosed(YearClosing)
  /// What was left on a line was carried into the next year.
  case balanceCarriedOver(CarryOver)
  /// A closed year was opened again (反结账).
  case yearReopened(YearReopening)

  /// A figure that is no money moved was reported (统计数).
  case factReported(FactReport)
  /// A source document was attached to an event.
  case documentAttached(DocumentAttachment)

  /// Statements were published under a name.
  case statementPublished(Publication)
  /// A failing audit formula was explained (出错说明).
  case checkExplained(CheckExplanation)
  /// A person scored an indicator of performance (绩效评价得分).
  case performanceScored(PerformanceScore)

  /// One person prepared an event for another to decide.
  case proposalSubmitted(Proposal)
  /// The other person approved; the prepared events follow in the same batch.
  case proposalApproved(ProposalDecision)
  /// The other person rejected.
  case proposalRejected(ProposalDecision)
  /// A rule refused an attempt; recorded without any effect.
  case commandRefused(RefusedCommand)
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
