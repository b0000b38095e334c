// The commands about performance: indicators, and the scores that people give.

import BudgetDomain
import Statements

extension CommandTable {
  /// The options of commands about indicators.
  enum Indicators {
    static let scheme = OptionDescription(
      name: "--scheme", placeholder: "ID", summary: EntryField.scheme.summary)
    static let project = OptionDescription(
      name: "--project", placeholder: "NAME",
      summary: Phrase(zh: "只评价此项目，用项目的指标体系", en: "this project, by the scheme for projects"))
    static let baseData = OptionDescription(
      name: "--base-data", summary: Phrase(zh: "基础数据表（元）", en: "the base-data table, in yuan"))
    static let explain = OptionDescription(
      name: "--explain", placeholder: "INDICATOR",
      summary: Phrase(
        zh: "公式、各数的来源和事件；仅限文本", en: "formula, figures and events of one; text only"))
    static let score = OptionDescription(
      name: "--score", placeholder: "POINTS", isRequired: true, summary: EntryField.score.summary)
    static let reason = OptionDescription(
      name: "--reason", placeholder: "TEXT", isRequired: true,
      summary: Phrase(zh: "为什么得这个分", en: "why it scores that"))
  }

  private static let schemes = WordList(
    title: Phrase(zh: "评价指标体系 --scheme", en: "Schemes for --scheme"),
    rows: IndicatorScheme.builtIn.map { ($0.id, "\($0.region) \($0.kind.words.chinese)") })

  static let indicators = CommandDescription(
    verb: .indicators, job: .statements,
    summary: Phrase(zh: "绩效评价指标：比率、得分、来源", en: "performance indicators, with their origin"),
    options: [
      Options.forYear.required, Indicators.scheme, Indicators.project, Indicators.explain,
      Indicators.baseData, Options.tableSet, Options.asOf, Options.ledger,
    ],
    formats: IndicatorFormat.offered,
    effect: Phrase(
      zh: """
        不改变账本。分母为零或数未填报的指标列为不适用，不计入合计；缺的数在结账前用 juesuan record fact 补报。\
        填报的得分与计算的得分并列，差异标出。
        """,
      en: """
        Changes nothing. An indicator with nothing to divide by, or with a figure that nobody \
        reported, is n/a and in no total; report the figure with juesuan record fact before \
        the year is closed. Typed scores stand beside computed ones, with the difference.
        """),
    exitCodes: [.badInput, .cannotCreate, .inputOutput],
    examples: [
      "juesuan indicators --for 2018",
      "juesuan indicators --for 2018 --explain 8",
      "juesuan indicators --for 2018 --base-data --format csv",
      "juesuan indicators --for 2018 -o 2018.html",
      "juesuan indicators --for 2018 --project 智慧永州平台建设",
    ], wordLists: [schemes])

  static let scoreIndicator = CommandDescription(
    verb: .scoreIndicator, job: .statements,
    summary: Phrase(zh: "为一个指标评分", en: "score an indicator by hand"),
    operands: [
      OperandDescription(
        placeholder: "INDICATOR",
        summary: Phrase(zh: "编号或名称，见 indicators", en: "its number or name, as indicators tells"))
    ],
    options: [
      Options.forYear.required, Indicators.score, Indicators.reason, Indicators.scheme,
      Indicators.project,
    ] + Options.ofWriting,
    effect: Phrase(
      zh: """
        追加一个绩效评分事件，已结账的年度也可以；再次评分以最新的为准，原来的仍在。\
        得分和理由都没变的，不再记。
        """,
      en: """
        Appends the score, also in a closed year; the newest counts, the others stay. The same \
        score for the same reason is refused.
        """),
    exitCodes: [.refused, .badInput, .inputOutput, .busy],
    examples: [
      "juesuan indicators score 10 --for 2018 --score 8 --reason 制度齐全 --dry-run",
      "juesuan indicators score 10 --for 2018 --score 8 --reason 制度齐全",
    ])
}
