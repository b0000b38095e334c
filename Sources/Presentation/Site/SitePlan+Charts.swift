// The page of charts: each drawn from the table under it, which says the same in figures.

package import BudgetDomain
package import Projections
import Statements

/// Money of one year of origin, for the chart of carry-overs; amounts in fen.
package struct SiteOrigin: Sendable {
  let year: FiscalYear
  let openingInFen: Int64
  let closingInFen: Int64

  /// Money made of its parts.
  package init(year: FiscalYear, openingInFen: Int64, closingInFen: Int64) {
    self.year = year
    self.openingInFen = openingInFen
    self.closingInFen = closingInFen
  }
}

extension SitePlan {
  /// The page of charts.
  package func chartsFile(_ course: YearCourse, _ origins: [SiteOrigin]) -> SiteFile {
    let title = context.say("图表", "Charts")
    let about = context.say(
      "每张图都由旁边的表画成，金额单位：元（另有注明的除外）；表里的数都来自同一截至点的账。",
      "Each chart is drawn from the table beside it, amounts in yuan unless it says otherwise, all "
        + "from the books as of the same event.")
    return file(
      Page.charts.name, title, at: .charts,
      [
        .element("h1", [:], .words(title)), strip(), .element("p", [:], .words(about)),
        execution(course), waterfall(course), publicItems, carryOver(origins),
      ])
  }

  /// A chart with its table.
  private func figure(_ chart: Chart, _ table: Markup, note: String? = nil) -> Markup {
    .element(
      "section", ["class": "chart"], .element("h2", [:], .words(chart.title)),
      .element("figure", [:], chart.markup, table),
      note.map { .element("p", ["class": "muted"], .words($0)) } ?? .nothing)
  }

  private func column(_ chinese: String, _ english: String, isFigure: Bool = true)
    -> PlainTable.Column
  {
    PlainTable.Column(context.say(chinese, english), alignment: isFigure ? .right : .left)
  }

  // MARK: 执行进度

  private func execution(_ course: YearCourse) -> Markup {
    let months = course.months
    let title = context.say("执行进度与时间进度", "Execution against the calendar")
    let last = months.last.map {
      context.say(
        "最后一月执行率 \(percent($0.executionInBasisPoints))，时间进度 \(percent($0.calendarInBasisPoints))。",
        "At the last month \(percent($0.executionInBasisPoints)) is spent and "
          + "\(percent($0.calendarInBasisPoints)) of the year gone.")
    }
    var chart = Chart(
      id: "execution", title: title,
      about: context.say("各月末累计支出占可用指标的比例，与时间进度。", "Spending per authority by month. ")
        + (last ?? ""))
    let rates = months.map { $0.executionInBasisPoints ?? 0 }
    let scale = ChartScale(rates + [10_000])
    for tenth in [Int64(0), 2_500, 5_000, 7_500, 10_000] {
      chart.rule(scale.y(tenth))
      chart.words(percent(tenth), Chart.left - 6, scale.y(tenth) + 4, anchor: "end")
    }
    func points(_ values: [Int64]) -> [(Int64, Int64)] {
      values.enumerated().map { (Chart.middle($0, of: months.count), scale.y($1)) }
    }
    chart.polyline(points(months.map(\.calendarInBasisPoints)), "s2")
    chart.polyline(points(rates), "s1")
    for (index, month) in months.enumerated() {
      let x = Chart.middle(index, of: months.count)
      chart.bar(
        x - 3, 6, from: scale.y(rates[index]) - 3, to: scale.y(rates[index]) + 3, "f1")
      chart.words(name(of: month, isShort: true), x, Chart.bottom + 18)
    }
    chart.legend(context.say("执行率", "spent of authority"), Chart.left, "f1")
    chart.legend(context.say("时间进度", "calendar"), Chart.left + 200, "f2")
    let table = PlainTable(
      columns: [
        column("月份", "month", isFigure: false), column("当月支出", "spent"),
        column("累计支出", "spent so far"), column("可用指标", "authority"),
        column("执行率", "rate"), column("时间进度", "calendar"),
      ],
      rows: months.map {
        [
          name(of: $0, isShort: false), Amount.yuanText(fen: $0.spentInFen),
          Amount.yuanText(fen: $0.spentSoFarInFen), Amount.yuanText(fen: $0.authorityInFen),
          percent($0.executionInBasisPoints), percent($0.calendarInBasisPoints),
        ]
      })
    return figure(
      chart, table.markup(named: title),
      note: context.say(
        "可用指标是到该月末为止批下的，含可用的结转；按业务日期计。执行率 = 累计支出 ÷ 可用指标。",
        "Authority is what was granted by the end of the month, carried-over money that may be "
          + "spent included; by the date on which entries count. Rate = spent so far ÷ authority."))
  }

  private func name(of month: YearCourse.Month, isShort: Bool) -> String {
    guard let number = month.number else { return context.say("年后", "later") }
    return context.say("\(number) 月", isShort ? "\(number)" : "month \(number)")
  }

  private func percent(_ basisPoints: Int64?) -> String {
    basisPoints.map { LineTotals.percentText(basisPoints: $0) } ?? "—"
  }

  // MARK: 年初预算 → 结转

  private func waterfall(_ course: YearCourse) -> Markup {
    let title = context.say("从年初预算到结转", "From the first budget to carry-over")
    let steps = course.steps
    let said = steps.map { "\(name(of: $0.kind)) \(Amount.yuanText(fen: $0.amountInFen))" }
    var chart = Chart(
      id: "waterfall", title: title, about: said.joined(separator: context.say("；", "; ")))
    let scale = ChartScale(steps.flatMap { [$0.fromInFen, $0.toInFen] })
    chart.rule(scale.y(0))
    let width = (Chart.right - Chart.left) / Int64(max(1, steps.count)) * 2 / 3
    for (index, step) in steps.enumerated() {
      let x = Chart.middle(index, of: steps.count)
      let style = step.isLevel ? "f1" : step.amountInFen < 0 ? "f2" : "f3"
      chart.bar(
        x - width / 2, width, from: scale.y(step.fromInFen), to: scale.y(step.toInFen), style)
      chart.words(shortName(of: step.kind), x, Self.nameHeight(index))
    }
    chart.legend(context.say("存量", "level"), Chart.left, "f1")
    chart.legend(context.say("增加", "adds"), Chart.left + 160, "f3")
    chart.legend(context.say("减少", "takes away"), Chart.left + 320, "f2")
    let table = PlainTable(
      columns: [
        column("步骤", "step", isFigure: false), column("变动", "change"),
        column("此后", "after it"),
      ],
      rows: steps.map {
        [
          name(of: $0.kind), $0.isLevel ? "" : Amount.yuanText(fen: $0.amountInFen),
          Amount.yuanText(fen: $0.toInFen),
        ]
      })
    let moved = Amount.yuanText(fen: course.movedBetweenLinesInFen)
    return figure(
      chart, table.markup(named: title),
      note: context.say(
        "调剂在单位内部一增一减，合计为零；各预算线净调入共 \(moved) 元。资金与指标之差：年末结转和结余减未用指标。",
        "Virements move within the unit and add up to nothing; lines gained \(moved) yuan net by "
          + "them. Money beyond authority: what is left in money less what is left in authority."))
  }

  private func name(of kind: YearCourse.Step.Kind) -> String {
    switch kind {
    case .appropriated: context.say("年初预算", "first budget")
    case .supplemented: context.say("追加", "supplements")
    case .reduced: context.say("追减", "reductions")
    case .vired: context.say("调剂", "virements")
    case .opening: context.say("年初结转和结余（调整后）", "opening balance, adjusted")
    case .restricted: context.say("其中不得动用的结余", "surplus among it, not to be spent")
    case .authority: context.say("可用指标", "authority")
    case .spent: context.say("支出", "spending")
    case .free: context.say("未用指标", "authority left")
    case .moneyBeyondAuthority: context.say("资金与指标之差", "money beyond authority")
    case .closing: context.say("年末结转和结余", "closing balance")
    }
  }

  private func shortName(of kind: YearCourse.Step.Kind) -> String {
    switch kind {
    case .opening: context.say("年初结转", "opening")
    case .restricted: context.say("不得动用", "restricted")
    case .moneyBeyondAuthority: context.say("差额", "difference")
    case .closing: context.say("结转结余", "closing")
    default: name(of: kind)
    }
  }

  // MARK: 资金来源年度

  private func carryOver(_ origins: [SiteOrigin]) -> Markup {
    let title = context.say("结转和结余，按资金来源年度", "Carried-over money by year of origin")
    guard !origins.isEmpty else {
      return .element(
        "section", ["class": "chart"], .element("h2", [:], .words(title)),
        .element(
          "p", [:],
          .words(
            context.say("年初没有结转和结余，年末也没有。", "The year began with nothing and leaves nothing."))))
    }
    let said = origins.map {
      "\($0.year.number): \(Amount.yuanText(fen: $0.openingInFen)) → "
        + Amount.yuanText(fen: $0.closingInFen)
    }
    var chart = Chart(
      id: "origins", title: title,
      about: context.say("年初 → 年末：", "Opening → closing, ")
        + said.joined(separator: context.say("；", "; ")))
    pairs(
      &chart,
      origins.map { ("\($0.year.number)", $0.openingInFen, $0.closingInFen) },
      context.say("年初", "opening"), context.say("年末", "closing"))
    let table = PlainTable(
      columns: [
        column("资金来源年度", "year of origin", isFigure: false), column("年初", "opening"),
        column("年末", "closing"),
      ],
      rows: origins.map {
        [
          "\($0.year.number)", Amount.yuanText(fen: $0.openingInFen),
          Amount.yuanText(fen: $0.closingInFen),
        ]
      })
    return figure(
      chart, table.markup(named: title),
      note: context.say(
        "先用旧钱，所以剩下的是较新年度的；年末为已结转的，未结账时为现在结账将结转的。首年手工录入的年初数记为上年资金。",
        "Old money is spent first, so what is left is newer. Closing is what was carried over, or "
          + "would be if the year were closed now. A typed opening is money of the year before."
      ))
  }

  /// Where a name stands under a drawing: every other one lower, so that long ones have room.
  private static func nameHeight(_ index: Int) -> Int64 {
    Chart.bottom + (index % 2 == 0 ? 16 : 30)
  }

  /// Bars in pairs with their names.
  func pairs(
    _ chart: inout Chart, _ pairs: [(name: String, first: Int64, second: Int64)],
    _ firstName: String, _ secondName: String
  ) {
    let scale = ChartScale(pairs.flatMap { [$0.first, $0.second] })
    chart.rule(scale.y(0))
    let width = min(60, (Chart.right - Chart.left) / Int64(max(1, pairs.count)) / 3)
    for (index, pair) in pairs.enumerated() {
      let x = Chart.middle(index, of: pairs.count)
      chart.bar(x - width - 1, width, from: scale.y(0), to: scale.y(pair.first), "f1")
      chart.bar(x + 1, width, from: scale.y(0), to: scale.y(pair.second), "f2")
      chart.words(pair.name, x, Self.nameHeight(index))
    }
    chart.legend(firstName, Chart.left, "f1")
    chart.legend(secondName, Chart.left + 200, "f2")
  }
}
