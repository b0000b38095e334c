// Facts about the unit, its projects, its figures and its documents.

/// The type of a budget unit, on which rules and scopes depend.
public enum UnitType: String, CaseIterable, Hashable, Sendable {
  /// 行政单位.
  case administrative
  /// 参照公务员法管理的事业单位.
  case civilServantInstitution = "civil-servant-institution"
  /// 事业单位.
  case institution

  /// The word used in the log and on the command line.
  public var word: String { rawValue }

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .administrative: "行政单位"
    case .civilServantInstitution: "参公事业单位"
    case .institution: "事业单位"
    }
  }

  /// The type named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }
}

/// Where a project stands.
public enum ProjectState: String, CaseIterable, Hashable, Sendable {
  /// 在建 / 执行中.
  case running
  /// 完成: what is left becomes 结余.
  case completed
  /// 终止: what is left becomes 结余.
  case cancelled

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .running: "执行中"
    case .completed: "已完成"
    case .cancelled: "已终止"
    }
  }

  /// Whether its money keeps its purpose.
  public var isEnded: Bool { self != .running }
}

/// The state a project came into.
public struct ProjectStep: Hashable, Sendable {
  /// The project as budget lines name it.
  public let project: ProjectName
  /// When.
  public let date: EffectiveDate
  /// What it is about, where that is said.
  public let title: String?

  /// A step made of its parts.
  public init(project: ProjectName, date: EffectiveDate, title: String? = nil) {
    self.project = project
    self.date = date
    self.title = title
  }
}

/// A figure of a year that is no movement of money (统计数), such as 编制数.
public struct FactReport: Hashable, Sendable {
  /// What is counted.
  public let metric: Metric
  /// The fiscal year.
  public let year: FiscalYear
  /// The day it was counted.
  public let date: EffectiveDate
  /// The count, in the unit of the metric: people, vehicles, batches, or fen.
  public let value: Int64
  /// The project whose figure it is; `nil` for figures of the unit.
  public let project: ProjectName?
  /// 摘要.
  public let memo: String?

  /// A report made of its parts.
  public init(
    metric: Metric, year: FiscalYear, date: EffectiveDate, value: Int64,
    project: ProjectName? = nil, memo: String? = nil
  ) {
    self.metric = metric
    self.year = year
    self.date = date
    self.value = value
    self.project = project
    self.memo = memo
  }
}

/// A source document, kept beside the log and named by its digest.
public struct DocumentAttachment: Hashable, Sendable {
  /// Position of the event it documents.
  public let position: UInt64
  /// SHA-256 of the file, 64 lower-case hexadecimal digits.
  public let digest: String
  /// The name of the file when it was attached.
  public let fileName: String
  /// Its length.
  public let sizeInBytes: UInt64

  /// An attachment made of its parts.
  public init(position: UInt64, digest: String, fileName: String, sizeInBytes: UInt64) {
    self.position = position
    self.digest = digest
    self.fileName = fileName
    self.sizeInBytes = sizeInBytes
  }
}
