// The fields of an entry under the names people use for them: column headers and flags.

/// A field of a submission. Those in ``importColumns`` are columns of an import file and flags of
/// `juesuan record`; the others belong to commands of their own.
public enum EntryField: String, CaseIterable, Hashable, Sendable {
  /// 日期.
  case date
  /// 类型.
  case kind
  /// 年度.
  case year
  /// 资金来源.
  case source
  /// 功能科目.
  case function
  /// 经济科目.
  case economic
  /// 支出性质.
  case nature
  /// 项目.
  case project
  /// 金额, in yuan.
  case amount
  /// 收款方.
  case payee
  /// 文号.
  case document
  /// 摘要.
  case memo
  /// 经办人.
  case actor
  /// 流水号.
  case key
  /// 事由.
  case reason
  /// 预算单位名称.
  case unit
  /// 调入功能科目, of transfers.
  case toFunction = "to_function"
  /// 调入经济科目, of transfers.
  case toEconomic = "to_economic"
  /// 调入支出性质, of transfers.
  case toNature = "to_nature"
  /// 调入项目, of transfers.
  case toProject = "to_project"
  /// 调入资金来源, of virements across sources.
  case toSource = "to_source"
  /// 指标, of facts.
  case metric
  /// 值, of facts.
  case value
  /// 评价指标体系, of a score.
  case scheme
  /// 评价指标, of a score.
  case indicator
  /// 得分.
  case score
  /// 名称, of a publication.
  case name
  /// 单位代码.
  case unitCode = "unit-code"
  /// 科目名称.
  case codeName = "code-name"
  /// 账本标识: the name under which checkpoints are published.
  case origin
  /// 报表体系.
  case tableSet = "table-set"

  /// The columns an import file may have.
  public static let importColumns: [EntryField] = [
    .date, .kind, .year, .source, .function, .economic, .nature, .project, .amount, .payee,
    .document, .memo, .actor, .key, .reason, .toFunction, .toEconomic, .toNature, .toProject,
    .toSource, .metric, .value,
  ]

  /// The Chinese column header.
  public var officialTerm: String {
    switch self {
    case .date: "日期"
    case .kind: "类型"
    case .year: "年度"
    case .source: "资金来源"
    case .function: "功能科目"
    case .economic: "经济科目"
    case .nature: "支出性质"
    case .project: "项目"
    case .amount: "金额"
    case .payee: "收款方"
    case .document: "文号"
    case .memo: "摘要"
    case .actor: "经办人"
    case .key: "流水号"
    case .reason: "事由"
    case .toFunction: "调入功能科目"
    case .toEconomic: "调入经济科目"
    case .toNature: "调入支出性质"
    case .toProject: "调入项目"
    case .toSource: "调入资金来源"
    case .metric: "指标"
    case .value: "值"
    case .scheme: "评价指标体系"
    case .indicator: "评价指标"
    case .score: "得分"
    case .name: "名称"
    case .unit: "单位名称"
    case .unitCode: "单位代码"
    case .codeName: "科目名称"
    case .origin: "账本标识"
    case .tableSet: "报表体系"
    }
  }

  /// The import column whose English name or Chinese header is `header`.
  public init?(header: some StringProtocol) {
    guard
      let match = Self.importColumns.first(where: {
        $0.rawValue == header || $0.officialTerm == header
      })
    else { return nil }
    self = match
  }
}
