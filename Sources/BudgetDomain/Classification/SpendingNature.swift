// What spending is for in the widest sense (支出性质).

/// The nature of spending (支出性质), the columns of 公开03.
public enum SpendingNature: UInt8, CaseIterable, Hashable, Sendable {
  /// 基本支出: keeps the unit running; staff and daily operation.
  case basic = 1
  /// 项目支出: a named project; the only nature that carries a project.
  case project
  /// 上缴上级支出.
  case remittance
  /// 经营支出.
  case business
  /// 对附属单位补助支出.
  case subsidy

  /// The word used in the log, in import files and on the command line.
  public var word: String {
    switch self {
    case .basic: "basic"
    case .project: "project"
    case .remittance: "remittance"
    case .business: "business"
    case .subsidy: "subsidy"
    }
  }

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .basic: "基本支出"
    case .project: "项目支出"
    case .remittance: "上缴上级支出"
    case .business: "经营支出"
    case .subsidy: "对附属单位补助支出"
    }
  }

  /// The nature named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }
}
