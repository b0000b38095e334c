// The figures that are no money moved but that tables, texts and indicators need.

/// What a reported fact counts.
public enum Metric: String, CaseIterable, Hashable, Sendable {
  /// 编制数.
  case staffAuthorised = "staff-authorised"
  /// 参公编制数, of those the part managed by the Civil Service Law (参照公务员法管理).
  case staffAuthorisedCivilService = "staff-authorised-civil-service"
  /// 事业编制数, of those the part of a public institution.
  case staffAuthorisedInstitution = "staff-authorised-institution"
  /// 在职人数.
  case staffInPost = "staff-in-post"
  /// 参公编制在职人数.
  case staffInPostCivilService = "staff-in-post-civil-service"
  /// 事业编制在职人数.
  case staffInPostInstitution = "staff-in-post-institution"
  /// 在职工勤人数, of those in either.
  case staffInPostWorkers = "staff-in-post-workers"
  /// 退休人数.
  case staffRetired = "staff-retired"
  /// 聘用人数.
  case staffContracted = "staff-contracted"
  /// 公务用车保有量.
  case vehicles
  /// 部级领导干部用车, of those.
  case vehiclesLeaders = "vehicles-leaders"
  /// 一般公务用车, of those.
  case vehiclesGeneral = "vehicles-general"
  /// 一般执法执勤用车, of those.
  case vehiclesEnforcement = "vehicles-enforcement"
  /// 特种专业技术用车, of those.
  case vehiclesTechnical = "vehicles-technical"
  /// 其他用车, of those.
  case vehiclesOther = "vehicles-other"
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
  /// 100 万元以上专用设备台数.
  case specialEquipment = "special-equipment"
  /// 政府采购合同金额, by contract and not by payment.
  case procurementContracted = "procurement-contracted"
  /// 政府采购货物支出, of that.
  case procurementGoods = "procurement-goods"
  /// 政府采购工程支出, of that.
  case procurementWorks = "procurement-works"
  /// 政府采购服务支出, of that.
  case procurementServices = "procurement-services"
  /// 政府采购授予中小企业合同金额.
  case procurementSmallFirms = "procurement-small-firms"
  /// 政府采购授予小微企业合同金额, of that.
  case procurementMicroFirms = "procurement-micro-firms"
  /// 上年收入决算数, where the year before is not in the ledger.
  case priorYearIncome = "prior-year-income"
  /// 上年支出决算数, where the year before is not in the ledger.
  case priorYearExpenditure = "prior-year-expenditure"
  /// 政府采购预算数.
  case procurementBudget = "procurement-budget"
  /// 上年三公经费预算数.
  case threePublicBudgetLastYear = "three-public-budget-last-year"
  /// 上年三公经费决算数.
  case threePublicFinalLastYear = "three-public-final-last-year"
  /// 上年公务用车经费决算数.
  case vehicleFinalLastYear = "vehicle-final-last-year"
  /// 上年公务接待经费决算数.
  case receptionFinalLastYear = "reception-final-last-year"
  /// 上年出国经费决算数.
  case abroadFinalLastYear = "abroad-final-last-year"
  /// 上年项目支出决算数.
  case projectFinalLastYear = "project-final-last-year"
  /// 上年公用经费决算数.
  case operatingFinalLastYear = "operating-final-last-year"
  /// 填报的三公经费预算数, as the unit fills it into the 基础数据表, whatever the log says.
  case threePublicBudgetDeclared = "three-public-budget-declared"
  /// 填报的公用经费预算数, as the unit fills it into the 基础数据表, whatever the log says.
  case operatingBudgetDeclared = "operating-budget-declared"
  /// 填报的公用经费决算数, as the unit fills it into the 基础数据表, whatever the log says.
  case operatingFinalDeclared = "operating-final-declared"
  /// 填报的预算调整数, as the unit fills it into its report, whatever the log says.
  case supplementDeclared = "supplement-declared"
  /// 楼堂馆所批准面积, in square metres; 0 where nothing was built.
  case buildingAreaApproved = "building-area-approved"
  /// 楼堂馆所实际面积, in square metres.
  case buildingAreaBuilt = "building-area-built"
  /// 楼堂馆所批准投资.
  case buildingCostApproved = "building-cost-approved"
  /// 楼堂馆所实际投资.
  case buildingCostActual = "building-cost-actual"
  /// 重点工作考核得分, of the 绩效办.
  case keyWorkScore = "key-work-score"
  /// 项目计划投入资金.
  case plannedFunding = "planned-funding"
  /// 项目实际到位资金.
  case fundingReceived = "funding-received"
  /// 项目应到位资金, up to the stipulated day.
  case fundingDue = "funding-due"
  /// 项目及时到位资金, up to the stipulated day.
  case fundingOnTime = "funding-on-time"
  /// 项目计划产出数.
  case plannedOutput = "planned-output"
  /// 项目实际产出数.
  case actualOutput = "actual-output"
  /// 项目质量达标产出数.
  case qualifiedOutput = "qualified-output"
  /// 项目计划完成时间（天）.
  case plannedDays = "planned-days"
  /// 项目实际完成时间（天）.
  case actualDays = "actual-days"
  /// 项目计划成本.
  case plannedCost = "planned-cost"
  /// 项目实际成本.
  case actualCost = "actual-cost"

  /// The word used in the log, in import files and on the command line.
  public var word: String { rawValue }

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .staffAuthorised: "编制数"
    case .staffAuthorisedCivilService: "参公编制数"
    case .staffAuthorisedInstitution: "事业编制数"
    case .staffInPost: "在职人数"
    case .staffInPostCivilService: "参公编制在职人数"
    case .staffInPostInstitution: "事业编制在职人数"
    case .staffInPostWorkers: "在职工勤人数"
    case .staffRetired: "退休人数"
    case .staffContracted: "聘用人数"
    case .vehicles: "公务用车保有量"
    case .vehiclesLeaders: "部级领导干部用车"
    case .vehiclesGeneral: "一般公务用车"
    case .vehiclesEnforcement: "一般执法执勤用车"
    case .vehiclesTechnical: "特种专业技术用车"
    case .vehiclesOther: "其他用车"
    case .vehiclesBought: "公务用车购置数"
    case .receptionBatches: "公务接待批次"
    case .receptionVisitors: "公务接待人次"
    case .abroadGroups: "因公出国（境）团组数"
    case .abroadVisitors: "因公出国（境）人次"
    case .largeEquipment: "50万元以上通用设备"
    case .specialEquipment: "100万元以上专用设备"
    case .procurementContracted: "政府采购合同金额"
    case .procurementGoods: "政府采购货物支出"
    case .procurementWorks: "政府采购工程支出"
    case .procurementServices: "政府采购服务支出"
    case .procurementSmallFirms: "授予中小企业合同金额"
    case .procurementMicroFirms: "授予小微企业合同金额"
    case .priorYearIncome: "上年收入决算数"
    case .priorYearExpenditure: "上年支出决算数"
    case .procurementBudget: "政府采购预算数"
    case .threePublicBudgetLastYear: "上年三公经费预算数"
    case .threePublicFinalLastYear: "上年三公经费决算数"
    case .vehicleFinalLastYear: "上年公务用车经费决算数"
    case .receptionFinalLastYear: "上年公务接待经费决算数"
    case .abroadFinalLastYear: "上年出国经费决算数"
    case .projectFinalLastYear: "上年项目支出决算数"
    case .operatingFinalLastYear: "上年公用经费决算数"
    case .threePublicBudgetDeclared: "填报的三公经费预算数"
    case .operatingBudgetDeclared: "填报的公用经费预算数"
    case .operatingFinalDeclared: "填报的公用经费决算数"
    case .supplementDeclared: "填报的预算调整数"
    case .buildingAreaApproved: "楼堂馆所批准面积"
    case .buildingAreaBuilt: "楼堂馆所实际面积"
    case .buildingCostApproved: "楼堂馆所批准投资"
    case .buildingCostActual: "楼堂馆所实际投资"
    case .keyWorkScore: "重点工作考核得分"
    case .plannedFunding: "项目计划投入资金"
    case .fundingReceived: "项目实际到位资金"
    case .fundingDue: "项目应到位资金"
    case .fundingOnTime: "项目及时到位资金"
    case .plannedOutput: "项目计划产出数"
    case .actualOutput: "项目实际产出数"
    case .qualifiedOutput: "项目质量达标产出数"
    case .plannedDays: "项目计划完成时间（天）"
    case .actualDays: "项目实际完成时间（天）"
    case .plannedCost: "项目计划成本"
    case .actualCost: "项目实际成本"
    }
  }

  /// Whether the figure is an amount of money, kept in fen and written in yuan.
  public var isMoney: Bool {
    switch self {
    case .procurementContracted, .procurementGoods, .procurementWorks, .procurementServices,
      .procurementSmallFirms, .procurementMicroFirms, .priorYearIncome, .priorYearExpenditure,
      .procurementBudget, .threePublicBudgetLastYear, .threePublicFinalLastYear,
      .vehicleFinalLastYear, .receptionFinalLastYear, .abroadFinalLastYear,
      .projectFinalLastYear, .operatingFinalLastYear, .threePublicBudgetDeclared,
      .operatingBudgetDeclared, .operatingFinalDeclared, .supplementDeclared,
      .buildingCostApproved, .buildingCostActual, .plannedFunding, .fundingReceived,
      .fundingDue, .fundingOnTime, .plannedCost, .actualCost:
      true
    default: false
    }
  }

  /// Whether the figure is one of a project (绩效目标 and what came of it), not of the unit.
  public var isOfProject: Bool {
    switch self {
    case .plannedFunding, .fundingReceived, .fundingDue, .fundingOnTime, .plannedOutput,
      .actualOutput, .qualifiedOutput, .plannedDays, .actualDays, .plannedCost, .actualCost:
      true
    default: false
    }
  }

  /// The figures of the unit as a whole.
  public static let ofUnit = allCases.filter { !$0.isOfProject }

  /// The metric named by `word`, its English word or its official term.
  public init?(word: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.word == word || $0.officialTerm == word })
    else { return nil }
    self = match
  }
}
