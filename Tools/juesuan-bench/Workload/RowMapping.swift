// How events of the workload become rows: one unit's ledger, every rule decided and kept.

import BudgetDomain

/// Turns the drawn events into rows of one ledger. `README.md` lists every deviation.
struct RowMapping {
  /// 一般公共预算, 政府性基金, 国有资本经营, 财政专户 (事业收入), 其他.
  private static let sources: [FundSource] = [
    .generalBudget, .governmentFund, .stateCapital, .service, .other,
  ]

  private let setting: WorkloadSetting
  private let codes: CodeMapping
  private let years: [FiscalYear]

  init(_ setting: WorkloadSetting) {
    self.setting = setting
    codes = CodeMapping(setting)
    years = (0..<5).compactMap { FiscalYear(WorkloadStream.firstYear + $0) }
  }

  /// The row of `event`.
  func row(of event: WorkloadEvent) -> LedgerRow {
    LedgerRow(
      kind: kind(of: event), line: line(of: event), economic: codes.economics[event.economic],
      amountInFen: Int64(event.amountInFen.magnitude), date: date(of: event),
      document: "JZ-\(event.documentYear)-\(Self.padded(event.documentNumber, 8))",
      payee: setting.units[event.unit].name, memo: event.memo,
      actor: "u\(Self.padded(event.actor, 3))", key: "W\(event.sequence)")
  }

  private func kind(of event: WorkloadEvent) -> SubmissionKind {
    let isPositive = event.amountInFen > 0
    return switch event.kind {
    case .appropriation: .appropriation
    case .adjustment: isPositive ? .supplement : .reduction
    case .expenditure, .reversal, .correction: isPositive ? .expenditure : .refund
    }
  }

  /// A fact counts in its fiscal year, even where a correction was recorded after its end.
  private func date(of event: WorkloadEvent) -> EffectiveDate {
    let last = WorkloadCalendar.firstDay(of: event.year + 1) - 1
    return WorkloadCalendar.date(min(event.day, last))
  }

  /// The budget line. A project has one function and one source, as a project of a real unit has;
  /// they are drawn once for each project with the proportions of the workload.
  func line(of event: WorkloadEvent) -> BudgetLine {
    var function = event.function
    var fund = event.fund
    var name: ProjectName?
    if let project = event.project {
      let number = UInt64(project.year * 100_000 + project.unit * 100 + project.number)
      var chance = SplitMix64(seed: number)
      let own = setting.units[project.unit].functions
      function = own[chance.below(own.count)]
      fund = WorkloadVocabulary.fund(ofDraw: chance.below(20))
      name = ProjectName(
        "P\(project.year)\(setting.units[project.unit].name)\(Self.padded(project.number, 2))")
    }
    return BudgetLine(
      year: years[event.year - WorkloadStream.firstYear], source: Self.sources[fund],
      function: codes.functions[function], nature: name == nil ? .basic : .project, project: name)
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
