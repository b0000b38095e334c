// `juesuan policy --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

enum PolicyCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (year: try invocation.year(Options.forYear), format: try invocation.format() as TableFormat)
    }
    guard let year = asked.year else {
      throw Failure(usage: .optionMissing(Options.forYear.name, .policy))
    }
    let open = try OpenLedger(invocation, console)
    let tableSet = try open.use { (ledger) throws(LedgerError) in
      try ledger.tableSetName(for: year)
    }
    let settings = open.ledger.policy(for: year).settings + [.tableSet(tableSet)]
    let text =
      switch asked.format {
      case .text:
        heading(open.ledger, year).text(console.language) + "\n"
          + table(settings, console.language).text
      case .csv: table(settings, console.language).csv
      case .json: try json(settings, open, year)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private static func heading(_ ledger: Ledger, _ year: FiscalYear) -> Phrase {
    let unit = ledger.opening?.unit ?? ""
    let state = ledger.yearState(of: year).phrase
    let type =
      ledger.unitType.map { Phrase(zh: $0.officialTerm, en: $0.word) }
      ?? Phrase(zh: "单位类型未写明", en: "of no type yet")
    return Phrase(
      zh: "\(unit) · \(type.chinese) · \(year.number) 年\(state.chinese)",
      en: "\(unit) · \(type.english) · \(year.number) \(state.english)")
  }

  private static func table(_ settings: [PolicySetting], _ language: Language) -> PlainTable {
    let titles = [
      Phrase(zh: "政策", en: "setting"), Phrase(zh: "值", en: "value"),
      Phrase(zh: "含义", en: "meaning"),
    ]
    return PlainTable(
      columns: titles.map { PlainTable.Column($0.text(language)) },
      rows: settings.map { [$0.key, $0.value, $0.meaning.text(language)] })
  }

  private static func json(
    _ settings: [PolicySetting], _ open: OpenLedger, _ year: FiscalYear
  ) throws(Failure) -> String {
    JSONValue.object([
      JSONValue.Member("schema", "juesuan/policy/1"),
      JSONValue.Member("year", .integer(Int64(year.number))),
      JSONValue.Member("state", .string(open.ledger.yearState(of: year).phrase.english)),
      JSONValue.Member("unit_type", JSONValue(open.ledger.unitType?.word)),
      JSONValue.Member("as_of", try open.asOf(Moment()).json),
      JSONValue.Member(
        "policy",
        .object(settings.map { JSONValue.Member($0.key, .string($0.value)) })),
    ]).text
  }
}

extension Policy {
  /// The settings one by one, in the order of their keys; the table set, which may be that of the
  /// ledger, is left to whoever knows the ledger.
  var settings: [PolicySetting] {
    [
      .controlLevel(controlLevel), .shortfall(shortfall), .ceilings(ceilings),
      .incomeRecognition(incomeRecognition), .fourEyes(fourEyes),
    ] + findingSettings
  }
}

extension Policy {
  /// What is set of the audit tests; `findings --list` has the other thresholds too.
  private var findingSettings: [PolicySetting] {
    var settings = FindingThreshold.allCases.compactMap { threshold in
      thresholds[threshold].map { PolicySetting.threshold(threshold, $0) }
    }
    if officeHours != nil { settings.append(.officeHours(officeHours)) }
    if !purposes.isEmpty { settings.append(.purposes(purposes)) }
    return settings
  }
}

extension PolicySetting {
  /// What the setting does.
  var meaning: Phrase {
    switch self {
    case .controlLevel(.line):
      Phrase(zh: "按预算线控制", en: "spending is controlled by budget line")
    case .controlLevel(.lineAndEconomic):
      Phrase(zh: "按预算线和经济科目控制", en: "by budget line and economic code")
    case .shortfall(.refuse):
      Phrase(zh: "超预算、超资金的一律拒绝", en: "spending beyond is refused")
    case .shortfall(.recordWithOverride):
      Phrase(
        zh: "有人批准并写明理由的可以越权记录", en: "spending beyond needs somebody's permission")
    case .ceilings(.none): Phrase(zh: "三公经费不设上限", en: "三公经费 have no ceilings")
    case .ceilings(.appropriation):
      Phrase(zh: "三公经费以年初预算为上限", en: "the initial budget of 三公经费 is their ceiling")
    case .incomeRecognition(.allotment):
      Phrase(zh: "财政拨款收入在额度到账时确认", en: "fiscal income is recognised when allotted")
    case .incomeRecognition(.payment):
      Phrase(zh: "财政拨款收入随集中支付确认", en: "fiscal income is recognised with each payment")
    case .tableSet(let name):
      Phrase(zh: "本年报表用 \(name)", en: "its statements use \(name)")
    case .threshold(let threshold, _): threshold.meaning
    case .officeHours(let hours):
      hours == nil
        ? Phrase(zh: "不按钟点查", en: "the hour of recording is not looked at")
        : Phrase(zh: "办公时间以外记入的会列出", en: "what is recorded at other hours is told")
    case .purposes(let words):
      words.isEmpty
        ? Phrase(zh: "不按用途比较", en: "no purposes are compared")
        : Phrase(zh: "摘要含这些词的预算与支出相比较", en: "budget and spending with these words compared")
    case .fourEyes(let types):
      types.isEmpty
        ? Phrase(zh: "不要求第二人审批", en: "nothing needs a second person")
        : Phrase(zh: "须由第二人审批", en: "these need a second person")
    }
  }
}

extension FindingThreshold {
  /// What the number means.
  var meaning: Phrase {
    switch self {
    case .splitLimit: Phrase(zh: "限额（元），0 为无", en: "a limit in yuan; 0 for none")
    case .backdatedDays:
      Phrase(zh: "倒签超过这么多天的会列出", en: "entries dated back by more days are told")
    case .roundShare: Phrase(zh: "整万元支出笔数占比上限（%）", en: "round payments, percent")
    case .decemberShare: Phrase(zh: "十二月支出占比上限（%）", en: "share of December, percent")
    case .digitDeviation:
      Phrase(zh: "首位数字平均绝对偏差上限（百万分之）", en: "first-digit deviation, millionths")
    case .idleYears: Phrase(zh: "资金可结转的年数", en: "years that money may be carried over")
    case .bypassDays: Phrase(zh: "拒绝后多少天内视为绕行", en: "days after a refusal")
    }
  }
}

extension YearState {
  /// Whether the year takes entries, in a word.
  var phrase: Phrase {
    switch self {
    case .open: Phrase(zh: "未结账", en: "open")
    case .closed: Phrase(zh: "已结账", en: "closed")
    case .reopened: Phrase(zh: "已反结账", en: "reopened")
    }
  }
}
