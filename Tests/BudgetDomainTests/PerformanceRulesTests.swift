// Scores that people give: what can be scored, when, and what stops a score.

import BudgetDomain
import Testing

@Suite struct `A typed score` {
  @Test(arguments: [
    ("0", 0, "0"), ("4", 400, "4"), ("2.5", 250, "2.5"), ("0.75", 75, "0.75"), ("7.50", 750, "7.5"),
    ("10.05", 1005, "10.05"),
  ])
  func `is read and written exactly`(text: String, hundredths: Int64, printed: String) throws {
    let score = try #require(Score(text: text))
    #expect(score.hundredths == hundredths)
    #expect(score.text == printed)
  }

  @Test(arguments: ["", ".", "1.", ".5", "-1", "1.234", "1e2", "１", "123456", "1.2.3", "+1"])
  func `is nothing else`(text: String) { #expect(Score(text: text) == nil) }

  static let cases: [(score: String, reason: String?, rule: String?)] = [
    ("0", "自评", nil), ("8", "自评", nil), ("8.01", "自评", "scoreOutOfRange"),
    ("7", nil, "textMissing"), ("7", "", "textMissing"),
  ]

  @Test(arguments: cases)
  func `lies between nothing and all points, with a reason`(
    score: String, reason: String?, rule: String?
  ) {
    let command = Command.scorePerformance(Sample.score(score, of: "8", year: 2018))
    #expect(Scenario.given(Sample.funded).when(command, reason: reason).ruleName == rule)
  }

  @Test func `is given to a closed year, because evaluation comes after it`() throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(Sample.close(2018))
    let score = Sample.score("7", of: "8", year: 2018)
    scenario.when(.scorePerformance(score), reason: "自评").then([.performanceScored(score)])
  }

  @Test func `of an unnamed scheme or indicator says nothing`() {
    for (scheme, indicator) in [("", "1"), ("a", ""), ("a\nb", "1"), ("a", "1\n")] {
      let score = PerformanceScore(
        year: Sample.year(), scheme: scheme, indicator: indicator, score: .zero, maximum: .zero)
      let outcome = Scenario.given(Sample.funded).when(.scorePerformance(score), reason: "自评")
      #expect(["textMissing", "textHasControlCharacter"].contains(outcome.ruleName))
    }
  }
}

@Suite struct `A figure of a project` {
  @Test(arguments: Metric.allCases)
  func `names its project, and no other figure does`(metric: Metric) {
    for project in [nil, Sample.project("平台")] {
      let report = FactReport(
        metric: metric, year: Sample.year(), date: Sample.date("2018-12-31"), value: 1,
        project: project)
      let isRight = (project != nil) == metric.isOfProject
      let rule = Scenario.given().when(.reportFact(report)).ruleName
      #expect(rule == (isRight ? nil : "factProjectWrong"))
    }
  }
}

extension Sample {
  static func score(_ score: String, of maximum: String, year: Int) -> PerformanceScore {
    guard let score = Score(text: score), let maximum = Score(text: maximum) else {
      preconditionFailure("no scores")
    }
    return PerformanceScore(
      year: Sample.year(year), scheme: "yongzhou-2018-whole", indicator: "10", score: score,
      maximum: maximum)
  }
}
