// The indicators of the golden units, recomputed from their books beside the scores they printed.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections
import Statements
import Testing

/// An indicator of a unit: what its books give, and what its report printed.
private struct Expected {
  let id: String
  let rate: String?
  let computed: String?
  let printed: String?
  let difference: String?

  init(
    _ id: String, _ rate: String?, _ computed: String?, printed: String?,
    _ difference: String? = nil
  ) {
    self.id = id
    self.rate = rate
    self.computed = computed
    self.printed = printed
    self.difference = difference
  }
}

extension Ledger {
  /// Records facts that the golden import files do not have, as rows of an import file.
  fileprivate func report(_ rows: [String]) throws {
    let header = "date,kind,metric,value,project\n"
    let text = header + rows.joined(separator: "\n") + "\n"
    _ = try importEntries(Array(text.utf8), named: "extra.csv", actor: "会计")
  }

  /// Types the printed scores.
  fileprivate func type(
    _ scores: [(id: String, score: String)], _ scheme: IndicatorScheme, _ year: FiscalYear
  ) throws {
    for (id, text) in scores {
      let indicator = try #require(scheme.indicator(id))
      let score = PerformanceScore(
        year: year, scheme: scheme.id, indicator: id, score: try #require(Score(text: text)),
        maximum: try #require(indicator.points))
      _ = try self.score(score, reason: "printed in the report", actor: "会计")
    }
  }
}

@Suite struct `Indicators of a golden unit` {
  private func scheme(_ id: String) throws -> IndicatorScheme {
    try #require(IndicatorScheme.builtIn.first { $0.id == id })
  }

  private func check(_ expected: [Expected], _ report: IndicatorReport) throws {
    #expect(report.results.count == expected.count)
    for (row, result) in zip(expected, report.results) {
      #expect(result.indicator.id == row.id)
      #expect(result.readings.first?.rate?.percentText == row.rate, "rate of \(row.id)")
      #expect(result.computed?.text == row.computed, "computed \(row.id)")
      #expect(result.typedScore?.text == row.printed, "typed \(row.id)")
      #expect(result.difference?.text == row.difference, "difference of \(row.id)")
    }
  }

  /// The facts of the 基础数据表 and the report of 永州 2018 that are not in its import file.
  static let yongzhouFacts = [
    "2018-12-31,fact,staff-authorised,59,", "2018-12-31,fact,staff-in-post,40,",
    "2018-12-31,fact,three-public-final-last-year,110700.00,",
    "2018-12-31,fact,operating-budget-declared,420000.00,",
    "2018-12-31,fact,operating-final-declared,528300.00,",
    "2018-12-31,fact,supplement-declared,1875300.00,",
    "2018-12-31,fact,procurement-budget,0,", "2018-12-31,fact,procurement-contracted,0,",
    "2018-12-31,fact,building-area-approved,0,", "2018-12-31,fact,building-cost-approved,0,",
  ]

  private static let yongzhou = [
    Expected("1", "67.80%", "5", printed: "5", "0"), Expected("2", nil, nil, printed: "5"),
    Expected("3", "74.44%", "0", printed: "5", "5"),
    Expected("4", "168.74%", "0", printed: "2", "2"), Expected("5", nil, "5", printed: "5", "0"),
    Expected("6", nil, "5", printed: "5", "0"), Expected("7", "125.79%", "0", printed: "8", "8"),
    Expected("8", "59.29%", "7", printed: "7", "0"), Expected("9", nil, nil, printed: "4"),
    Expected("10", nil, nil, printed: "8"), Expected("11", nil, nil, printed: "6"),
    Expected("12", nil, nil, printed: "5"), Expected("13", nil, nil, printed: "7"),
    Expected("14", nil, nil, printed: "9"), Expected("15", nil, nil, printed: "6"),
    Expected("16", nil, nil, printed: "6"),
  ]

  @Test func `永州 2018 does not follow its own rules in three of them`() throws {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.yongzhou.create(in: directory)
    try GoldenBooks.yongzhou.importFile("import.csv", into: ledger)
    try ledger.report(Self.yongzhouFacts)
    let year = try Books.year(2018)
    let whole = try scheme("yongzhou-2018-whole")
    try ledger.type(Self.yongzhou.map { ($0.id, $0.printed ?? "") }, whole, year)
    let report = IndicatorReport(of: whole, from: try ledger.indicatorFigures(for: year))
    try check(Self.yongzhou, report)
    let change = report.results[1]
    #expect(change.readings[0].outcome == .notReported(["上年三公经费预算数"]))
    #expect(change.readings[1].rate?.percentText == "53.57%")
    #expect(change.readings[1].score?.text == "0")
    #expect(report.results[2].readings[1].rate?.percentText == "60.11%")
    #expect(report.results[3].readings[1].rate?.percentText == "17.38%")
    #expect(report.results[3].readings[1].score?.text == "3")
    #expect(report.results[8].readings[0].outcome == .emptyDenominator)
    #expect(report.computedTotal.score.text == "62")
    #expect(report.computedTotal.attainable.text == "81" && report.computedTotal.leftOut == 3)
    #expect(report.typedTotal.score.text == "93" && report.typedTotal.attainable.text == "100")
    // A cell leads to the payments behind it: their sum is the figure.
    let spent = try #require(report.results[7].readings[0].numerator.first)
    #expect(spent.source == .cell("07!1:7") && spent.value == 10_079_656)
    let behind = try ledger.events(at: spent.positions)
    #expect(behind.reduce(0) { $0 + ($1.event.entry?.amount.fen ?? 0) } == spent.value)
  }

  @Test func `a score of 永州 as of then does not know what was typed later`() throws {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.yongzhou.create(in: directory)
    try GoldenBooks.yongzhou.importFile("import.csv", into: ledger)
    let before = Moment(endPosition: ledger.size)
    try ledger.report(["2018-12-31,fact,three-public-budget-last-year,110700.00,"])
    let year = try Books.year(2018)
    let whole = try scheme("yongzhou-2018-whole")
    try ledger.type([("10", "8"), ("10", "7.5")], whole, year)
    let now = IndicatorReport(of: whole, from: try ledger.indicatorFigures(for: year))
    #expect(now.results[1].readings[0].rate?.percentText == "53.57%")
    #expect(now.results[1].computed?.text == "0")
    #expect(now.results[9].typedScore?.text == "7.5")
    let then = IndicatorReport(of: whole, from: try ledger.indicatorFigures(for: year, at: before))
    #expect(then.results[1].computed == nil && then.results[9].typed == nil)
    #expect(then.results[2].readings[0].rate == now.results[2].readings[0].rate)
  }

  private static let platform = "智慧永州平台建设"
  static let projectFacts: [(metric: String, value: String)] = [
    ("planned-funding", "768.00"), ("funding-received", "768.00"), ("funding-due", "500"),
    ("funding-on-time", "250"), ("planned-output", "3"), ("actual-output", "2"),
    ("qualified-output", "1"), ("planned-days", "100"), ("actual-days", "110"),
    ("planned-cost", "1000"), ("actual-cost", "875"),
  ]

  @Test func `the project table of 永州 computes six rates and adds up to the printed 90`() throws {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.yongzhou.create(in: directory)
    try GoldenBooks.yongzhou.importFile("import.csv", into: ledger)
    try ledger.report(
      Self.projectFacts.map { "2018-12-31,fact,\($0.metric),\($0.value),\(Self.platform)" })
    let year = try Books.year(2018)
    let project = try scheme("yongzhou-2018-project")
    let printed = [4, 4, 4, 4, 4, 3, 2, 3, 3, 5, 7, 7, 7, 7, 8, 2, 3, 3, 4, 6]
    try ledger.type(
      printed.enumerated().map { ("\($0.offset + 1)", "\($0.element)") }, project, year)
    let all = IndicatorReport(of: project, from: try ledger.indicatorFigures(for: year))
    #expect(all.typedTotal.score.text == "90" && all.typedTotal.attainable.text == "100")
    let one = IndicatorReport(
      of: project,
      from: try ledger.indicatorFigures(for: year, project: ProjectName(Self.platform)))
    #expect(one.results.allSatisfy { $0.typed == nil && $0.computed == nil })
    let rates = ["4", "5", "12", "13", "14", "15"].map { id in
      one.results.first { $0.indicator.id == id }?.readings[0].rate?.percentText
    }
    #expect(rates == ["100.00%", "50.00%", "66.67%", "-10.00%", "50.00%", "12.50%"])
    // By the books: what came in for the project, and what was left of its budget.
    #expect(one.results[3].readings[1].rate?.percentText == "100.00%")
    #expect(one.results[14].readings[1].rate != all.results[14].readings[1].rate)
  }

  private static let jianghua: [Expected] = [
    Expected("1", "100.00%", nil, printed: "5"), Expected("2", nil, nil, printed: "5"),
    Expected("3", "100.00%", nil, printed: "5"), Expected("4", "0.00%", nil, printed: "4"),
    Expected("5", nil, nil, printed: "10"), Expected("6", nil, nil, printed: "6"),
    Expected("7", nil, nil, printed: "8"), Expected("8", nil, nil, printed: "6"),
    Expected("9", nil, nil, printed: "10"), Expected("10", nil, nil, printed: "10"),
  ]

  @Test func `江华 2023 prints no rules, so its scores are typed and its rates stand beside`() throws
  {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.jianghua.create(in: directory)
    try GoldenBooks.jianghua.importFile("import.csv", into: ledger)
    try ledger.report([
      "2023-12-31,fact,staff-authorised,10,", "2023-12-31,fact,staff-in-post,10,",
    ])
    let year = try Books.year(2023)
    let whole = try scheme("jianghua-2023-whole")
    let output = (11...18).map { Expected("\($0)", nil, nil, printed: "2.5") }
    let expected = Self.jianghua + output + [Expected("19", nil, nil, printed: "10")]
    try ledger.type(expected.map { ($0.id, $0.printed ?? "") }, whole, year)
    let report = IndicatorReport(of: whole, from: try ledger.indicatorFigures(for: year))
    try check(expected, report)
    #expect(report.typedTotal.score.text == "99" && report.typedTotal.attainable.text == "100")
    // Under the rule of 永州 the budget without any supplement would score 5, not the printed 4.
    #expect(report.results[3].readings[1].score?.text == "5")
    #expect(report.results[0].readings[1].score?.text == "5")
  }

  @Test func `君山 2016 has a total and no rules: its rates contradict its 97`() throws {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.junshan.create(in: directory)
    try GoldenBooks.junshan.importFile("import.csv", into: ledger)
    try GoldenBooks.junshan.set([(key: "shortfall", value: "record-with-override")], ledger)
    try GoldenBooks.junshan.importFile(
      "overspend.csv", into: ledger, override: `The golden unit`.permission)
    try ledger.report(["2016-12-31,fact,staff-authorised,5,", "2016-12-31,fact,staff-in-post,12,"])
    let year = try Books.year(2016)
    let whole = try scheme("junshan-2016-whole")
    try ledger.type([("total", "97")], whole, year)
    let report = IndicatorReport(of: whole, from: try ledger.indicatorFigures(for: year))
    try check(
      [
        Expected("total", nil, nil, printed: "97"), Expected("1", "240.00%", nil, printed: nil),
        Expected("2", "104.64%", nil, printed: nil), Expected("3", "136.50%", nil, printed: nil),
        Expected("4", "95.36%", nil, printed: nil),
      ], report)
    #expect(report.typedTotal.score.text == "97" && report.typedTotal.leftOut == 4)
  }

  @Test func `怀化 2024 has no scheme, and none is invented`() throws {
    let year = try Books.year(2024)
    #expect(throws: SchemeSearchProblem.noneForYear(year, .whole)) {
      try IndicatorScheme.scheme(nil, kind: .whole, year: year)
    }
  }
}
