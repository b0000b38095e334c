// The name of each kind of event on the wire and in questions about history.

/// The kind of an event, without its facts: what `history --kind` selects.
///
/// The wire name (`expenditure-recorded.v1`) is written down explicitly, because Swift names may
/// change and written logs may not.
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

  /// The name without its version, such as `expenditure-recorded`.
  public var word: String {
    switch self {
    case .ledgerOpened: "ledger-opened"
    case .codeRegistered: "code-registered"
    case .openingBalanceRecorded: "opening-balance-recorded"
    case .appropriationApproved: "appropriation-approved"
    case .appropriationSupplemented: "appropriation-supplemented"
    case .appropriationReduced: "appropriation-reduced"
    case .incomeReceived: "income-received"
    case .expenditureRecorded: "expenditure-recorded"
    case .entryReversed: "entry-reversed"
    }
  }

  /// The Chinese name shown to accountants.
  public var officialTerm: String {
    switch self {
    case .ledgerOpened: "建账"
    case .codeRegistered: "科目登记"
    case .openingBalanceRecorded: "年初结转和结余"
    case .appropriationApproved: "年初预算"
    case .appropriationSupplemented: "追加预算"
    case .appropriationReduced: "追减预算"
    case .incomeReceived: "收入"
    case .expenditureRecorded: "支出"
    case .entryReversed: "红字冲销"
    }
  }

  /// The type named by `word`: its own name, or the word or term of the entry kind it records.
  public init?(word: some StringProtocol) {
    if let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word }) {
      self = match
    } else if let kind = EntryKind(word: word) {
      self = kind.eventType
    } else {
      return nil
    }
  }
}

extension EntryKind {
  /// The type of event that records an entry of this kind.
  public var eventType: EventType {
    switch self {
    case .openingBalance: .openingBalanceRecorded
    case .appropriation: .appropriationApproved
    case .supplement: .appropriationSupplemented
    case .reduction: .appropriationReduced
    case .income: .incomeReceived
    case .expenditure: .expenditureRecorded
    }
  }
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
    }
  }
}
