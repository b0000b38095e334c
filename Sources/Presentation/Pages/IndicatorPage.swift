// Performance indicators as one page of HTML: the table, 基础数据表, and each one explained.

import BudgetDomain
public import Statements

/// A filled scheme as a page that needs no other file, no script and no network.
public struct IndicatorPage: Sendable {
  private let report: IndicatorReport
  private let unit: String
  private let baseData: BaseDataTable?
  private let context: PageContext

  /// The page of a report about the unit; with 基础数据表 where one is given.
  public init(
    _ report: IndicatorReport, baseData: BaseDataTable? = nil, unit: String, _ context: PageContext
  ) {
    self.report = report
    self.unit = unit
    self.baseData = baseData
    self.context = context
  }

  /// The page.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var html: String {
    let title = report.scheme.title
    let frame = PageFrame(context: context, title: "\(title) \(report.year.number) · \(unit)")
    let heading = Markup.element(
      "h1", ["lang": PageContext.officialTag], .words(title))
    return frame.document([heading, strip.markup, table, base] + report.results.map(detail))
  }

  private var strip: PageStrip {
    let scheme = report.scheme
    let project = report.project.map { [(context.say("项目", "project"), $0.text)] } ?? []
    return PageStrip(
      rows: [
        (context.say("单位", "unit"), unit),
        (context.say("年度", "fiscal year"), "\(report.year.number)"),
      ] + project + [
        (context.say("指标体系", "scheme"), "\(scheme.id)（\(scheme.region)）"),
        (context.say("出处", "source"), scheme.source),
        (context.say("截至", "as of"), context.placeWords),
        (context.say("检查点", "checkpoint"), context.checkpointWords),
        (context.say("状态", "state"), context.standing.words.text(context.language)),
      ])
  }

  private var table: Markup {
    let page = IndicatorTable(report, unit: unit)
    let uncertain = report.scheme.uncertain.map { context.say("存疑：", "uncertain: ") + $0 }
    let lines = page.totals(context.language) + [uncertain].compactMap { $0 }
    return .element(
      "section", [:],
      .joined(
        [page.table(context.language).markup(named: report.scheme.title)]
          + lines.map { .element("p", [:], .words($0)) }))
  }

  private var base: Markup {
    guard let baseData else { return .nothing }
    let title = baseData.report.form.title
    return .element(
      "section", [:], .element("h2", ["lang": PageContext.officialTag], .words(title)),
      baseData.table(context.language).markup(
        named: title + context.say("（元）", " (yuan)")))
  }

  private func detail(_ result: IndicatorResult) -> Markup {
    let indicator = result.indicator
    return .element(
      "section", ["id": "indicator-\(SafeName.text(of: indicator.id))"],
      .element("h2", [:], .words("\(indicator.id) \(indicator.name)")),
      .element("pre", [:], .words(IndicatorExplanation(result).text(context.language))))
  }
}
