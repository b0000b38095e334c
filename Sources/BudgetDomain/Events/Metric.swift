// The figures that are no money moved but that tables, texts and indicators need.

/// What a reported fact counts.
public enum Metric: String, CaseIterable, Hashable, Sendable {
  /// 编制数.
  case staffAuthorised = "staff-authorised"
  /// 在职人数.
  case staffInPost = "staff-in-post"
  /// 退休人数.
  case staffRetired = "staff-retired"
  /// 聘用人数.
  case staffContracted = "staff-contracted"
  /// 公务用车保有量.
  case vehicles
  /// 公务用车购置数.
  case vehiclesBought = "vehicles-bought"
  /// 公务接待批次.
  case receptionBatches = "reception-batches"
  /// 公务接待人次.
  case receptionVisitors = "reception-visitors"
  /// 因公出国（境）团组数.
  case abroadGroups = "abroad-groups"
  /// 因公出国（境）人次.
  case abroadVisitors = "abroad-visitors"
  /// 50 万元以上通用设备台数.
  case largeEquipment = "large-equipment"
  /// 政府采购合同金额, by contract and not by payment.
  case procurementContracted = "procurement-contracted"
  /// 政府采购授予中小企业合同金额.
  case procurementSmallFirms = "procurement-small-firms"

  /// The word used in the log, in import files and on the command line.
  public var word: String { rawValue }

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .staffAuthorised: "编制数"
    case .staffInPost: "在职人数"
    case .staffRetired: "退休人数"
    case .staffContracted: "聘用人数"
    case .vehicles: "公务用车保有量"
    case .vehiclesBought: "公务用车购置数"
    case .receptionBatches: "公务接待批次"
    case .receptionVisitors: "公务接待人次"
    case .abroadGroups: "因公出国（境）团组数"
    case .abroadVisitors: "因公出国（境）人次"
    case .largeEquipment: "50万元以上通用设备"
    case .procurementContracted: "政府采购合同金额"
    case .procurementSmallFirms: "授予中小企业合同金额"
    }
  }

  /// Whether the figure is an amount of money, kept in fen and written in yuan.
  public var isMoney: Bool {
    self == .procurementContracted || self == .procurementSmallFirms
  }

  /// The metric named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }
}
