// The options that more than one command takes, described once.

import BudgetDomain

/// Descriptions of options; a command names those it takes.
enum Options {
  static let ledger = OptionDescription(
    name: "--ledger", placeholder: "DIR",
    summary: Phrase(
      zh: "账本目录；缺省取环境变量 JUESUAN_LEDGER", en: "ledger directory; else JUESUAN_LEDGER"))
  static let actor = OptionDescription(
    name: "--actor", placeholder: "NAME",
    summary: Phrase(
      zh: "经办人；缺省取 JUESUAN_ACTOR，再缺省取系统用户名",
      en: "who records; else JUESUAN_ACTOR, else the user name"))
  static let format = OptionDescription(
    name: "--format", placeholder: "FORMAT",
    summary: Phrase(zh: "输出格式；见 help formats", en: "form of the answer; see help formats"))
  static let output = OptionDescription(
    name: "-o", placeholder: "FILE",
    summary: Phrase(
      zh: "写入文件；格式由扩展名定，--format 优先",
      en: "write to FILE; its extension chooses the format"))
  static let language = OptionDescription(
    name: "--lang", placeholder: "zh|en",
    summary: Phrase(zh: "语言；缺省随系统区域设置", en: "language; else that of the locale"))
  static let dryRun = OptionDescription(
    name: "--dry-run",
    summary: Phrase(zh: "只检查并显示将记入的内容", en: "check and show, append nothing"))
  static let quiet = OptionDescription(
    name: "--quiet", summary: Phrase(zh: "成功时不输出", en: "say nothing on success"))
  static let expectPosition = OptionDescription(
    name: "--expect-position", placeholder: "N",
    summary: Phrase(
      zh: "账本若已不止 N 条则不写入（退出码 75）",
      en: "refuse (75) unless the ledger holds exactly N events"))
  static let pending = OptionDescription(
    name: "--pending",
    summary: Phrase(
      zh: "先报批，办结（complete）后才生效；限追加、追减、调剂",
      en: "waits for complete before it counts; supplement, reduction, virement only"))
  static let proposal = OptionDescription(
    name: "--propose",
    summary: Phrase(zh: "只提交，由第二人审批", en: "prepare it for a second person to approve"))
  static let allowedBy = OptionDescription(
    name: "--allowed-by", placeholder: "NAME",
    summary: Phrase(
      zh: "批准越权支出的人；与 --override-reason 一起写",
      en: "who allows spending against a rule; goes with --override-reason"))
  static let overrideReason = OptionDescription(
    name: "--override-reason", placeholder: "TEXT",
    summary: Phrase(zh: "为什么允许越权", en: "why it is allowed"))
  /// The options with which every writing command ends.
  static let ofWriting = [dryRun, expectPosition, ledger, actor, quiet]
  static let forYear = OptionDescription(
    name: "--for", placeholder: "YEAR", summary: Phrase(zh: "预算年度", en: "fiscal year"))
  static let asOf = OptionDescription(
    name: "--as-of", placeholder: "WHEN",
    summary: Phrase(
      zh: """
        只看当时已记入的：序号 N（含该条）、日期（北京时间当日终了）、时刻\
        （2018-12-31T10:00:00+08:00）或公开名称
        """,
      en: """
        only what was recorded then: a position (that event included), a date (its end in \
        Beijing), a time (2018-12-31T10:00:00+08:00) or the name of a publication
        """))
  static let tableSet = OptionDescription(
    name: "--table-set", placeholder: "ID",
    summary: Phrase(
      zh: "报表套；缺省随该年的政策；有哪些：juesuan forms",
      en: "table set; else that of the year; juesuan forms lists them"))
  static let through = OptionDescription(
    name: "--through", placeholder: "DATE",
    summary: Phrase(zh: "只算业务日期到此日为止的", en: "only what counts on this date or before"))
  static let money = OptionDescription(
    name: "--money", placeholder: "元|万元",
    summary: Phrase(zh: "金额单位；缺省随报表", en: "unit of money; else that of the form"))
  static let help = OptionDescription(
    name: "--help", summary: Phrase(zh: "显示本命令的帮助", en: "show the help of the command"))

  /// The option that fills `field` of an entry: the flags of `record` are the import columns.
  static func field(_ field: EntryField) -> OptionDescription {
    OptionDescription(
      name: "--\(field.flagName)", placeholder: field.placeholder, summary: field.summary)
  }
}

extension EntryField {
  /// The name of the flag without its dashes: that of the column, as flags are written.
  var flagName: String { rawValue.replacing("_", with: "-") }

  /// How help shows a value of the field.
  var placeholder: String {
    switch self {
    case .date: "DATE"
    case .kind: "KIND"
    case .year: "YEAR"
    case .source: "SOURCE"
    case .function, .economic, .toFunction, .toEconomic, .unitCode: "CODE"
    case .nature, .toNature: "NATURE"
    case .toSource: "SOURCE"
    case .amount: "YUAN"
    case .metric: "METRIC"
    case .value: "N"
    case .project, .toProject, .payee, .actor, .unit, .codeName, .origin, .name: "NAME"
    case .tableSet, .scheme, .indicator: "ID"
    case .score: "POINTS"
    case .document, .memo, .reason: "TEXT"
    case .key: "KEY"
    }
  }

  /// What the field is, in a few words.
  var summary: Phrase {
    switch self {
    case .date: Phrase(zh: "业务日期，YYYY-MM-DD", en: "date it counts, YYYY-MM-DD")
    case .kind: Phrase(zh: "类型，见下", en: "kind, see below")
    case .year: Phrase(zh: "预算年度；缺省取日期的年份", en: "fiscal year; else that of the date")
    case .source: Phrase(zh: "资金来源，见下", en: "source of money, see below")
    case .function: Phrase(zh: "功能科目，七位", en: "function code, seven digits")
    case .economic: Phrase(zh: "经济科目，五位；支出必填", en: "economic code, five digits")
    case .nature: Phrase(zh: "支出性质，见下", en: "nature of spending, see below")
    case .project: Phrase(zh: "项目；仅项目支出、项目统计数", en: "project; of project money or figures")
    case .amount: Phrase(zh: "金额（元），至多两位小数，如 12,300.00", en: "yuan, such as 12,300.00")
    case .payee: Phrase(zh: "收款方", en: "payee")
    case .document: Phrase(zh: "文号或凭证号", en: "document or voucher number")
    case .memo: Phrase(zh: "摘要", en: "memo")
    case .actor: Phrase(zh: "经办人；缺省为执行者", en: "who recorded it; else who runs this")
    case .key: Phrase(zh: "流水号；同号同内容只记一次", en: "same key, same content: recorded once")
    case .reason: Phrase(zh: "事由；年初结转和结余调整须取下列之一", en: "why; of an adjustment a word below")
    case .toFunction: Phrase(zh: "调入功能科目，七位", en: "function code that receives")
    case .toEconomic: Phrase(zh: "调入经济科目，五位", en: "economic code that receives")
    case .toNature: Phrase(zh: "调入支出性质", en: "nature that receives")
    case .toProject: Phrase(zh: "调入项目", en: "project that receives")
    case .toSource: Phrase(zh: "调入资金来源；缺省不变", en: "source that receives; else the same")
    case .metric: Phrase(zh: "统计数的指标，见下", en: "what a fact counts, see below")
    case .value: Phrase(zh: "统计数的值；金额类以元计", en: "its value; yuan where it is money")
    case .scheme: Phrase(zh: "评价指标体系；缺省随年度", en: "scheme of evaluation; else that of the year")
    case .indicator: Phrase(zh: "评价指标", en: "indicator")
    case .score: Phrase(zh: "得分，至多两位小数", en: "points, up to two decimals")
    case .name: Phrase(zh: "公开名称", en: "name of a publication")
    case .unit: Phrase(zh: "单位名称", en: "name of the unit")
    case .unitCode: Phrase(zh: "单位代码", en: "code of the unit")
    case .codeName: Phrase(zh: "科目名称", en: "name of the code")
    case .origin: Phrase(zh: "检查点上的账本名；缺省自动取名", en: "name on checkpoints; else made up")
    case .tableSet: Phrase(zh: "单位填报的报表套", en: "the set of tables the unit fills")
    }
  }
}
