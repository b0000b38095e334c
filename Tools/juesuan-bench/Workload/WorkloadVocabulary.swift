// The words, codes and proportions of the workload W(N).

/// What the events of the workload are made of. The order of every list is part of the workload.
enum WorkloadVocabulary {
  /// The classes of the function codes.
  static let functionClasses = [
    201, 203, 204, 205, 206, 207, 208, 210, 211, 212, 213, 214, 215, 216, 217, 219, 220, 221, 222,
    224, 227, 229,
  ]

  /// The economic codes; the first ones occur most often.
  static let economics: [Int] = {
    let groups: [(Int, [Int])] = [
      (30100, [1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 99]),
      (
        30200,
        [
          1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 24, 25, 26, 27, 28, 29, 31,
          39, 40, 99,
        ]
      ),
      (30300, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99]),
      (31000, [1, 2, 3, 5, 6, 7, 13, 19, 21, 22, 99]),
      (0, [30701, 30702, 31201, 31204, 31205, 39906, 39999]),
    ]
    return groups.flatMap { base, codes in codes.map { base + $0 } }
  }()

  /// How many funds there are, and which of them a draw below twenty means.
  static func fund(ofDraw draw: Int) -> Int {
    draw < 14 ? 0 : draw < 16 ? 1 : draw < 17 ? 2 : draw < 19 ? 3 : 4
  }

  static let verbs = ["支付", "报销", "结算", "拨付", "列支", "补付", "预付", "缴纳", "核销", "发放"]

  static let objects = [
    "办公用品采购款", "在职人员基本工资", "机关事业单位养老保险缴费", "信息系统运行维护费",
    "城市道路维修养护工程进度款", "差旅费及住宿费", "会议室租赁费", "公务用车运行维护费",
    "义务教育阶段公用经费", "困难群众救助补助资金", "水费电费及物业管理费", "专用材料及试剂购置费",
    "农村饮水安全工程材料款", "离退休人员公用经费", "住房公积金单位缴存部分", "培训师资劳务费",
    "图书资料印刷费", "社区卫生服务中心设备购置费", "河道治理项目监理费", "网络安全等级保护测评费",
    "高标准农田建设补助", "残疾人就业保障支出", "森林防火物资储备费", "公共文化场馆免费开放补助",
  ]

  static let tails = [
    "", "（一季度）", "（二季度）", "（三季度）", "（四季度）", "，附发票两张", "，见合同编号尾号三二一",
    "，经局务会研究同意", "，按进度支付", "，质保金", "，含税", "，分摊至各科室", "，政府采购", "，直接支付",
    "，授权支付", "，上年结转", "，尾款",
  ]

  /// What fills a memo that is too short, and the bounds of its length in characters.
  static let filler = "本单位日常履职业务经费"
  static let shortestMemo = 10
  static let longestMemo = 30
}
