// The unit in which a statement prints money, and the exact rounding of a cell into it.

/// The unit in which a statement prints money (金额单位). Books are always kept in fen.
public enum MoneyUnit: String, CaseIterable, Hashable, Sendable {
  /// 元.
  case yuan = "元"
  /// 万元, ten thousand yuan.
  case tenThousandYuan = "万元"

  /// The word used in forms, in JSON and on the command line: `元` or `万元`.
  public var word: String { rawValue }

  /// The unit named by `word`, or `nil`.
  public init?(word: some StringProtocol) {
    self.init(rawValue: String(word))
  }

  /// How many decimals write every fen exactly.
  public var exactDecimals: Int {
    switch self {
    case .yuan: 2
    case .tenThousandYuan: 6
    }
  }
}
