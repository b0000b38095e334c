// Indicators at their edges, and their page: nothing to divide by, too much, words that break out.

import BudgetDomain
import Presentation
import Projections
import Statements
import Testing

@Suite struct IndicatorPageTests {
  private static let hostile = "\"><script>alert(1)</script>&"
  private static let harmless = "&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"

  private func figures(
    _ facts: [(metric: Metric, value: Int64)], projects: [String] = []
  ) throws -> IndicatorFigures {
    let year = try #require(FiscalYear(2018))
    let date = try #require(EffectiveDate(text: "2018-12-31"))
    var reports = facts.map {
      FactReport(metric: $0.metric, year: year, date: date, value: $0.value)
    }
    for project in projects {
      let name = try #require(ProjectName(project))
      for metric in [Metric.plannedOutput, .actualOutput] {
        reports.append(
          FactReport(
            metric: metric, year: year, date: date, value: Amount.limitInFen, project: name))
      }
    }
    let score = PerformanceScore(
      year: year, scheme: "yongzhou-2018-whole", indicator: "10",
      score: try #require(Score(text: "7")), maximum: try #require(Score(text: "8")))
    let columns = try sampleColumns()
    return IndicatorFigures(
      project: nil, statements: [], cube: FigureCube(of: columns, year: year), columns: columns,
      facts: reports.enumerated().map {
        RecordedFact(position: UInt64($0.offset), report: $0.element)
      },
      scores: [RecordedScore(position: 9, actor: "甲", reason: Self.hostile, score: score)])
  }

  private func result(
    _ id: String, _ figures: IndicatorFigures, scheme: String = "yongzhou-2018-whole"
  ) throws -> ReadingResult {
    let scheme = try #require(IndicatorScheme.builtIn.first { $0.id == scheme })
    let report = IndicatorReport(of: scheme, from: figures)
    return try #require(report.results.first { $0.indicator.id == id }?.readings.first)
  }

  @Test func `nothing built scores in full, what was built without approval does not`() throws {
    let none = try result("5", figures([(.buildingAreaApproved, 0)]))
    #expect(none.outcome == .fullWhenEmpty(try #require(Score(text: "5"))))
    let reported = try result("5", figures([(.buildingAreaApproved, 0), (.buildingAreaBuilt, 0)]))
    #expect(reported.outcome == none.outcome)
    let secret = try result("5", figures([(.buildingAreaApproved, 0), (.buildingAreaBuilt, 500)]))
    #expect(secret.outcome == .emptyDenominator && secret.score == nil)
    #expect(try result("5", figures([])).outcome == .notReported(["实际建设面积", "批准建设面积"]))
  }

  @Test func `a denominator of zero is not applicable, whatever stands above it`() throws {
    for above in [0, 1, Amount.limitInFen] {
      let result = try result("1", figures([(.staffAuthorised, 0), (.staffInPost, above)]))
      #expect(result.outcome == .emptyDenominator && result.score == nil && result.rate == nil)
    }
  }

  @Test func `the largest figures are still exact, and a sum beyond them is none`() throws {
    let project = "yongzhou-2018-project"
    let one = try result("12", figures([], projects: ["甲"]), scheme: project)
    #expect(one.rate?.percentText == "100.00%")
    // Enough projects that their sum would not fit into 64 bits either.
    let many = (0..<2_000).map { "项目\($0)" }
    let all = try result("12", figures([], projects: many), scheme: project)
    #expect(all.outcome == .beyondRange(["实际产出数", "计划产出数"]))
  }

  @Test(arguments: [Language.chinese, .english])
  func `the page is well formed, and a reason cannot break out of it`(language: Language) throws {
    let scheme = try #require(IndicatorScheme.builtIn.first { $0.id == "yongzhou-2018-whole" })
    let report = IndicatorReport(of: scheme, from: try figures([(.staffAuthorised, 0)]))
    let context = PageContext(
      asOf: sampleAsOf, standing: YearStanding(state: .open, publications: []), language: language)
    let page = IndicatorPage(report, unit: Self.hostile, context).html
    let reader = try ElementReader(page)
    #expect(!page.contains("<script") && reader.texts.contains { $0.hasSuffix(Self.harmless) })
    let ids = reader.values("id")
    #expect(Set(ids).count == ids.count && ids.contains("indicator-10"))
    #expect(reader.elements.count { $0.name == "tr" } == 17)
    #expect(reader.texts.contains { $0.contains(Self.harmless) && $0.contains("#9") })
  }
}
