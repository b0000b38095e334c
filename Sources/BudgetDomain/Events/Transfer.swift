// Facts that take from one line and give to another: virements and internal adjustments.

/// Where a transfer arrives.
public struct TransferTarget: Hashable, Sendable {
  /// The line that receives; of the same year as the line that gives.
  public let line: BudgetLine
  /// The economic code it is meant for, where one is named.
  public let economic: EconomicCode?

  /// A target made of its parts.
  public init(line: BudgetLine, economic: EconomicCode? = nil) {
    self.line = line
    self.economic = economic
  }
}

/// 预算调剂: authority moved from the line of `entry` to `target`; zero-sum by its very shape.
public struct Virement: Hashable, Sendable {
  /// The line that gives, how much, when and by which document.
  public var entry: Entry
  /// The line that receives.
  public let target: TransferTarget

  /// A virement made of its parts.
  public init(entry: Entry, target: TransferTarget) {
    self.entry = entry
    self.target = target
  }
}

/// Why the opening balance of a year is adjusted: the official kinds of the table
/// 年初结转和结余调整情况表 (财决附表 1-1).
public enum PriorYearReason: String, CaseIterable, Hashable, Sendable {
  /// 会计差错更正 that raises the opening balance.
  case errorCorrectionUp = "error-correction"
  /// 会计差错更正 that lowers it.
  case errorCorrectionDown = "error-correction-down"
  /// 收回以前年度支出.
  case recovery
  /// 归集调入.
  case transferIn = "transfer-in"
  /// 归集调出.
  case transferOut = "transfer-out"
  /// 归集上缴和缴回资金.
  case remittance
  /// 单位内部调剂: from one line of the unit to another.
  case internalTransfer = "internal-transfer"

  /// The word used in the log, in import files and on the command line.
  public var word: String { rawValue }

  /// The official term; the two directions of 会计差错更正 are told apart in brackets.
  public var officialTerm: String {
    switch self {
    case .errorCorrectionUp: "会计差错更正"
    case .errorCorrectionDown: "会计差错更正（调减）"
    case .recovery: "收回以前年度支出"
    case .transferIn: "归集调入"
    case .transferOut: "归集调出"
    case .remittance: "归集上缴和缴回资金"
    case .internalTransfer: "单位内部调剂"
    }
  }

  /// The reason named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    if word == "会计差错更正（调增）" {
      self = .errorCorrectionUp
      return
    }
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }

  /// Whether the line of the entry gains.
  public var raisesOpening: Bool {
    switch self {
    case .errorCorrectionUp, .recovery, .transferIn: true
    case .errorCorrectionDown, .transferOut, .remittance, .internalTransfer: false
    }
  }
}

/// 年初结转和结余调整: an error or event of earlier years, found now, moves this year's opening.
public struct PriorYearAdjustment: Hashable, Sendable {
  /// The official kind.
  public let reason: PriorYearReason
  /// The line, how much and when.
  public var entry: Entry
  /// The line that receives; exactly for ``PriorYearReason/internalTransfer``.
  public let target: TransferTarget?

  /// An adjustment made of its parts.
  public init(reason: PriorYearReason, entry: Entry, target: TransferTarget? = nil) {
    self.reason = reason
    self.entry = entry
    self.target = target
  }
}
