// The commands about what governs entries: policy, the type of the unit, projects.

import BudgetDomain

extension CommandTable {
  static let settingCommands: [CommandDescription] = [
    policy, setPolicy, describeUnit, projects,
    projectCommand(
      .registerProject, Phrase(zh: "登记项目，或重新启用", en: "begin a project, or take it up again"),
      examples: ["juesuan project register 政务大厅 --title 大厅改造"]),
    projectCommand(
      .completeProject,
      Phrase(zh: "项目完成，余额成为结余", en: "a project is done; what is left becomes 结余"),
      examples: [
        "juesuan project register 政务大厅",
        "juesuan project complete 政务大厅 --date 2018-12-31",
      ]),
    projectCommand(
      .cancelProject,
      Phrase(zh: "项目终止，余额成为结余", en: "a project is given up; what is left becomes 结余"),
      examples: ["juesuan project cancel 智慧永州平台建设 --dry-run"]),
  ]

  /// The type of the unit.
  static let unitType = OptionDescription(
    name: "--type", placeholder: "TYPE", isRequired: true,
    summary: Phrase(zh: "单位类型，见下", en: "type of the unit, see below"))
  /// What a project is about.
  static let projectTitle = OptionDescription(
    name: "--title", placeholder: "TEXT",
    summary: Phrase(zh: "项目全称或说明", en: "its full name, or what it is about"))
  private static let projectDate = OptionDescription(
    name: "--date", placeholder: "DATE",
    summary: Phrase(zh: "业务日期；缺省今天", en: "since when; else today"))

  private static let policy = CommandDescription(
    verb: .policy, job: .years,
    summary: Phrase(zh: "查看一个年度的控制政策", en: "the control policy of a year"),
    options: [Options.forYear.required, Options.ledger],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.cannotCreate, .inputOutput],
    examples: ["juesuan policy --for 2018", "juesuan policy --for 2018 --format json"])

  private static let setPolicy = CommandDescription(
    verb: .setPolicy, job: .years,
    summary: Phrase(zh: "设定控制政策", en: "set the control policy"),
    operands: [
      OperandDescription(
        placeholder: "KEY", summary: Phrase(zh: "政策，见下", en: "what to set, see below")),
      OperandDescription(
        placeholder: "VALUE",
        summary: Phrase(
          zh: "值；four-eyes 可用逗号连写几类", en: "its value; four-eyes takes several with commas")),
    ],
    options: [
      OptionDescription(
        name: Options.forYear.name, placeholder: "YEAR",
        summary: Phrase(zh: "只对该年度；缺省对所有年度", en: "for this year only; else for all years"))
    ] + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个政策事件；此后的操作按新政策。已结账的年度不能改。",
      en: "Appends the setting, which governs what is recorded from now on."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan policy set shortfall record-with-override --for 2018",
      "juesuan policy set four-eyes expenditure-recorded,virement-approved",
    ],
    wordLists: [.policySettings])

  private static let describeUnit = CommandDescription(
    verb: .describeUnit, job: .years,
    summary: Phrase(zh: "写明单位类型", en: "say of which type the unit is"),
    options: [unitType] + Options.ofWriting,
    effect: Phrase(
      zh: "追加一个单位类型事件；结余分配和弥补收支差额只限事业单位。",
      en: "Appends the type; only an institution distributes surplus or applies fund balance."),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan unit --type administrative", "juesuan unit --type 事业单位 --dry-run",
    ],
    wordLists: [.unitTypes])

  private static let projects = CommandDescription(
    verb: .projects, job: .years,
    summary: Phrase(zh: "列出项目及其状态", en: "list the projects and where they stand"),
    options: [Options.ledger],
    formats: TableFormat.offered,
    effect: changesNothing,
    exitCodes: [.cannotCreate, .inputOutput],
    examples: ["juesuan project", "juesuan project --format csv"])

  private static func projectCommand(
    _ verb: Verb, _ summary: Phrase, examples: [String]
  ) -> CommandDescription {
    CommandDescription(
      verb: verb, job: .years, summary: summary,
      operands: [
        OperandDescription(
          placeholder: "NAME",
          summary: Phrase(
            zh: "项目，与预算线上的写法一字不差", en: "the project, exactly as budget lines name it"))
      ],
      options: [projectDate, projectTitle] + Options.ofWriting,
      effect: Phrase(
        zh: "追加一个项目事件。完成或终止后不能再支出，结账时余额转为结余。",
        en: """
          Appends one event. After its end nothing is spent on a project, and closing carries what \
          is left as 结余.
          """),
      exitCodes: [.refused, .badInput, .inputOutput, .busy],
      examples: examples + ["juesuan project"])
  }
}
