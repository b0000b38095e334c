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

  static let repeated: [(score: String, reason: String, project: String?, rule: String?)] = [
    ("7", "自评", nil, "scoreAlready"), ("7", "复核", nil, nil), ("6", "自评", nil, nil),
    ("7", "自评", "平台", nil), ("7", "自评", "平 台", "projectUnknown"),
  ]

  @Test(arguments: repeated)
  func `is not given twice for the same reason, nor to a project that is not there`(
    score: String, reason: String, project: String?, rule: String?
  ) throws {
    var scenario = Scenario.given(Sample.funded)
    try scenario.carryOut(.moveProject(Reproducer.step, to: .running))
    try scenario.carryOut(
      .scorePerformance(Sample.score("7", of: "8", year: 2018)), reason: "自评")
    let again = Sample.score(
      score, of: "8", year: 2018, project: project.map { Sample.project($0) })
    #expect(scenario.when(.scorePerformance(again), reason: reason).ruleName == rule)
  }

  @Test func `may go back to what it was, because only the newest counts`() throws {
    var scenario = Scenario.given(Sample.funded)
    for score in ["7", "6", "7"] {
      try scenario.carryOut(
        .scorePerformance(Sample.score(score, of: "8", year: 2018)), reason: "自评")
    }
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
  private func past() throws -> Scenario {
    var scenario = Scenario.given()
    try scenario.carryOut(.moveProject(Reproducer.step, to: .running))
    return scenario
  }

  @Test(arguments: Metric.allCases)
  func `names its project, and no other figure does`(metric: Metric) throws {
    for project in [nil, Sample.project("平台")] {
      let report = FactReport(
        metric: metric, year: Sample.year(), date: Sample.date("2018-12-31"), value: 1,
        project: project)
      let isRight = (project != nil) == metric.isOfProject
      let rule = try past().when(.reportFact(report)).ruleName
      #expect(rule == (isRight ? nil : "factProjectWrong"))
    }
  }

  @Test func `is of a project that is there`() throws {
    let report = FactReport(
      metric: .plannedDays, year: Sample.year(), date: Sample.date("2018-12-31"), value: 1,
      project: Sample.project("平 台"))
    #expect(try past().when(.reportFact(report)).ruleName == "projectUnknown")
  }
}

extension Sample {
  static func score(
    _ score: String, of maximum: String, year: Int, project: ProjectName? = nil
  ) -> PerformanceScore {
    guard let score = Score(text: score), let maximum = Score(text: maximum) else {
      preconditionFailure("no scores")
    }
    return PerformanceScore(
      year: Sample.year(year), scheme: "yongzhou-2018-whole", indicator: "10", project: project,
      score: score, maximum: maximum)
  }
}
