// Where money comes from (资金来源).

/// The source of money (资金来源), one of the eight that the official tables tell apart.
public enum FundSource: UInt8, CaseIterable, Hashable, Sendable {
  /// 一般公共预算财政拨款.
  case generalBudget = 1
  /// 政府性基金预算财政拨款.
  case governmentFund
  /// 国有资本经营预算财政拨款.
  case stateCapital
  /// 上级补助收入.
  case superiorSubsidy
  /// 事业收入.
  case service
  /// 经营收入.
  case business
  /// 附属单位上缴收入.
  case subordinateRemittance
  /// 其他收入.
  case other

  /// The word used in the log, in import files and on the command line.
  public var word: String {
    switch self {
    case .generalBudget: "general-budget"
    case .governmentFund: "government-fund"
    case .stateCapital: "state-capital"
    case .superiorSubsidy: "superior-subsidy"
    case .service: "service"
    case .business: "business"
    case .subordinateRemittance: "subordinate-remittance"
    case .other: "other"
    }
  }

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .generalBudget: "一般公共预算财政拨款"
    case .governmentFund: "政府性基金预算财政拨款"
    case .stateCapital: "国有资本经营预算财政拨款"
    case .superiorSubsidy: "上级补助收入"
    case .service: "事业收入"
    case .business: "经营收入"
    case .subordinateRemittance: "附属单位上缴收入"
    case .other: "其他收入"
    }
  }

  /// Whether the money is 财政拨款, appropriated by the finance bureau of the same level.
  public var isFiscal: Bool {
    switch self {
    case .generalBudget, .governmentFund, .stateCapital: true
    default: false
    }
  }

  /// The source named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }
}
