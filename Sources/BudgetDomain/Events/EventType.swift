// The name of each kind of event on the wire and in questions about history.

/// The kind of an event, without its facts: what `history --kind` selects.
///
/// The wire name (`expenditure-recorded.v1`) is written down explicitly, because Swift names may
/// change and written logs may not. Raw values are stable too: columns keep them.
public enum EventType: UInt8, CaseIterable, Hashable, Sendable {
  /// See ``Event/ledgerOpened(_:)``.
  case ledgerOpened = 1
  /// See ``Event/codeRegistered(_:)``.
  case codeRegistered
  /// See ``Event/openingBalanceRecorded(_:)``.
  case openingBalanceRecorded
  /// See ``Event/appropriationApproved(_:)``.
  case appropriationApproved
  /// See ``Event/appropriationSupplemented(_:)``.
  case appropriationSupplemented
  /// See ``Event/appropriationReduced(_:)``.
  case appropriationReduced
  /// See ``Event/incomeReceived(_:)``.
  case incomeReceived
  /// See ``Event/expenditureRecorded(_:)``.
  case expenditureRecorded
  /// See ``Event/entryReversed(_:)``.
  case entryReversed
  /// See ``Event/unitDescribed(_:)``.
  case unitDescribed
  /// See ``Event/policySet(_:)``.
  case policySet
  /// See ``Event/projectRegistered(_:)``.
  case projectRegistered
  /// See ``Event/projectCompleted(_:)``.
  case projectCompleted
  /// See ``Event/projectCancelled(_:)``.
  case projectCancelled
  /// See ``Event/virementApproved(_:)``.
  case virementApproved
  /// See ``Event/adjustmentSubmitted(_:)``.
  case adjustmentSubmitted
  /// See ``Event/adjustmentCompleted(_:)``.
  case adjustmentCompleted
  /// See ``Event/adjustmentWithdrawn(_:)``.
  case adjustmentWithdrawn
  /// See ``Event/expenditureRefunded(_:)``.
  case expenditureRefunded
  /// See ``Event/fundBalanceApplied(_:)``.
  case fundBalanceApplied
  /// See ``Event/surplusDistributed(_:)``.
  case surplusDistributed
  /// See ``Event/priorYearAdjusted(_:)``.
  case priorYearAdjusted
  /// See ``Event/yearClosed(_:)``.
  case yearClosed
  /// See ``Event/balanceCarriedOver(_:)``.
  case balanceCarriedOver
  /// See ``Event/yearReopened(_:)``.
  case yearReopened
  /// See ``Event/factReported(_:)``.
  case factReported
  /// See ``Event/documentAttached(_:)``.
  case documentAttached
  /// See ``Event/proposalSubmitted(_:)``.
  case proposalSubmitted
  /// See ``Event/proposalApproved(_:)``.
  case proposalApproved
  /// See ``Event/proposalRejected(_:)``.
  case proposalRejected
  /// See ``Event/commandRefused(_:)``.
  case commandRefused
  /// See ``Event/statementPublished(_:)``.
  case statementPublished
  /// See ``Event/checkExplained(_:)``.
  case checkExplained
  /// See ``Event/actorRegistered(_:)``.
  case actorRegistered
  /// See ``Event/performanceScored(_:)``.
  case performanceScored

  /// The name without its version, such as `expenditure-recorded`.
  public var word: String { Self.names[self]?.word ?? "" }

  /// The Chinese name shown to accountants.
  public var officialTerm: String { Self.names[self]?.term ?? "" }

  private static let names: [EventType: (word: String, term: String)] = [
    .ledgerOpened: ("ledger-opened", "建账"),
    .codeRegistered: ("code-registered", "科目登记"),
    .openingBalanceRecorded: ("opening-balance-recorded", "年初结转和结余"),
    .appropriationApproved: ("appropriation-approved", "年初预算"),
    .appropriationSupplemented: ("appropriation-supplemented", "追加预算"),
    .appropriationReduced: ("appropriation-reduced", "追减预算"),
    .incomeReceived: ("income-received", "收入"),
    .expenditureRecorded: ("expenditure-recorded", "支出"),
    .entryReversed: ("entry-reversed", "红字冲销"),
    .unitDescribed: ("unit-described", "单位类型"),
    .policySet: ("policy-set", "控制政策"),
    .projectRegistered: ("project-registered", "项目登记"),
    .projectCompleted: ("project-completed", "项目完成"),
    .projectCancelled: ("project-cancelled", "项目终止"),
    .virementApproved: ("virement-approved", "预算调剂"),
    .adjustmentSubmitted: ("adjustment-submitted", "预算调整报批"),
    .adjustmentCompleted: ("adjustment-completed", "预算调整生效"),
    .adjustmentWithdrawn: ("adjustment-withdrawn", "预算调整撤回"),
    .expenditureRefunded: ("expenditure-refunded", "支出退回"),
    .fundBalanceApplied: ("fund-balance-applied", "弥补收支差额"),
    .surplusDistributed: ("surplus-distributed", "结余分配"),
    .priorYearAdjusted: ("prior-year-adjusted", "年初结转和结余调整"),
    .yearClosed: ("year-closed", "结账"),
    .balanceCarriedOver: ("balance-carried-over", "结转下年"),
    .yearReopened: ("year-reopened", "反结账"),
    .factReported: ("fact-reported", "统计数"),
    .documentAttached: ("document-attached", "附件"),
    .proposalSubmitted: ("proposal-submitted", "提交审批"),
    .proposalApproved: ("proposal-approved", "审批通过"),
    .proposalRejected: ("proposal-rejected", "审批退回"),
    .commandRefused: ("command-refused", "被拒绝的操作"),
    .statementPublished: ("statement-published", "决算公开"),
    .checkExplained: ("check-explained", "出错说明"),
    .actorRegistered: ("actor-registered", "人员登记"),
    .performanceScored: ("performance-scored", "绩效评分"),
  ]

  /// The type named by `word`: its own name, or the word or term of the kind it records.
  public init?(word: some StringProtocol) {
    if let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word }) {
      self = match
    } else if let kind = SubmissionKind(word: word) {
      self = kind.eventType
    } else {
      return nil
    }
  }

  /// The types of event that a policy can put under four eyes.
  public static let fourEyesChoices: [EventType] = [
    .appropriationApproved, .appropriationSupplemented, .appropriationReduced, .virementApproved,
    .incomeReceived, .expenditureRecorded, .expenditureRefunded, .fundBalanceApplied,
    .surplusDistributed, .priorYearAdjusted, .entryReversed, .yearReopened,
  ]
}

extension Event {
  /// The kind of this event.
  public var type: EventType {
    switch self {
    case .ledgerOpened: .ledgerOpened
    case .codeRegistered: .codeRegistered
    case .openingBalanceRecorded: .openingBalanceRecorded
    case .appropriationApproved: .appropriationApproved
    case .appropriationSupplemented: .appropriationSupplemented
    case .appropriationReduced: .appropriationReduced
    case .incomeReceived: .incomeReceived
    case .expenditureRecorded: .expenditureRecorded
    case .entryReversed: .entryReversed
    case .unitDescribed: .unitDescribed
    case .policySet: .policySet
    case .projectRegistered: .projectRegistered
    case .projectCompleted: .projectCompleted
    case .projectCancelled: .projectCancelled
    case .virementApproved: .virementApproved
    case .adjustmentSubmitted: .adjustmentSubmitted
    case .adjustmentCompleted: .adjustmentCompleted
    case .adjustmentWithdrawn: .adjustmentWithdrawn
    case .expenditureRefunded: .expenditureRefunded
    case .fundBalanceApplied: .fundBalanceApplied
    case .surplusDistributed: .surplusDistributed
    case .priorYearAdjusted: .priorYearAdjusted
    case .yearClosed: .yearClosed
    case .balanceCarriedOver: .balanceCarriedOver
    case .yearReopened: .yearReopened
    case .factReported: .factReported
    case .documentAttached: .documentAttached
    case .proposalSubmitted: .proposalSubmitted
    case .proposalApproved: .proposalApproved
    case .proposalRejected: .proposalRejected
    case .commandRefused: .commandRefused
    case .statementPublished: .statementPublished
    case .checkExplained: .checkExplained
    case .actorRegistered: .actorRegistered
    case .performanceScored: .performanceScored
    }
  }
}
