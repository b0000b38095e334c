// Rates and scores: exact, at the edges of their bands and steps, and as large as figures get.

import BudgetDomain
import Projections
import Testing

@testable import Statements

@Suite struct `A rate` {
  static let texts: [(Int64, Int64, String)] = [
    (40, 59, "67.80%"), (0, 5, "0.00%"), (-1, 3, "-33.33%"), (1, 8, "12.50%"), (1, 16, "6.25%"),
    (1, 32_000, "0.00%"), (1, 20_000, "0.01%"), (-1, 20_000, "-0.01%"), (19_999, 20_000, "100.00%"),
    (Amount.limitInFen, 1, "900719925474099100.00%"), (1, Amount.limitInFen, "0.00%"),
  ]

  @Test(arguments: texts)
  func `is printed with two decimals, half-up`(
    numerator: Int64, denominator: Int64, text: String
  ) throws {
    #expect(try #require(ExactRate(numerator, by: denominator)).percentText == text)
  }

  @Test func `over less than nothing is not applicable, and said so`() throws {
    let json = """
      {"schema":"juesuan/indicator-scheme/1","id":"x","title":"t","region":"r","kind":"whole",
      "from":2018,"to":2018,"source":"s","groups":[{"name":"g","indicators":[{"id":"1","name":"n",
      "points":"5","readings":[{"numerator":[["a","constant(1)"]],
      "denominator":[["b","constant(1)"],["c","-constant(2)"]],
      "scoring":{"share":true},"empty":"full"}]}]}]}
      """
    let scheme = try IndicatorScheme(json: Array(json.utf8), fileName: "x.json")
    let columns = FactColumns()
    let year = try #require(FiscalYear(2018))
    let figures = IndicatorFigures(
      project: nil, statements: [], cube: FigureCube(of: columns, year: year), columns: columns,
      facts: [], scores: [])
    let result = IndicatorReport(of: scheme, from: figures).results[0]
    #expect(result.readings[0].outcome == .negativeDenominator && result.computed == nil)
  }

  @Test(arguments: [0, -5] as [Int64])
  func `of nothing is none`(denominator: Int64) { #expect(ExactRate(1, by: denominator) == nil) }
}

@Suite struct `A scoring rule` {
  private static func points(_ text: String) -> Score {
    guard let score = Score(text: text) else { preconditionFailure("no score \(text)") }
    return score
  }

  private static func deduction(
    _ bound: Int64, _ side: ScoringRule.Side, _ step: Int64, _ points: String,
    _ counting: ScoringRule.Counting
  ) -> ScoringRule {
    .deduction(
      ScoringRule.Deduction(
        bound: bound, side: side, step: step, points: Self.points(points), counting: counting))
  }

  /// 每超过一个百分点扣0.5分: the rate in hundredths of a percent, and the three readings of 5 points.
  static let steps: [(rate: Int64, full: String, started: String, proportional: String)] = [
    (0, "5", "5", "5"), (10_000, "5", "5", "5"), (10_001, "5", "4.5", "5"),
    (10_002, "5", "4.5", "4.99"), (10_099, "5", "4.5", "4.51"), (10_100, "4.5", "4.5", "4.5"),
    (10_101, "4.5", "4", "4.5"), (10_150, "4.5", "4", "4.25"), (11_000, "0", "0", "0"),
    (10_999, "0.5", "0", "0.01"), (1_000_000_000_000, "0", "0", "0"),
  ]

  @Test(arguments: steps)
  func `takes points off by the reading that was chosen`(
    rate: Int64, full: String, started: String, proportional: String
  ) throws {
    let exact = try #require(ExactRate(rate, by: 10_000))
    let five = Self.points("5")
    for (counting, text) in [
      (ScoringRule.Counting.full, full), (.started, started), (.proportional, proportional),
    ] {
      let rule = Self.deduction(10_000, .above, 100, "0.5", counting)
      #expect(rule.score(exact, of: five).text == text, "\(counting) at \(rate)")
      let others = rule.otherCountings(exact, of: five)
      #expect(others.allSatisfy { $0.1.text != text && $0.0 != counting })
    }
  }

  /// 100%计满分，每低于（超过）5%扣2分.
  static let sides: [(ScoringRule.Side, Int64, String)] = [
    (.below, 10_000, "5"), (.below, 12_000, "5"), (.below, 9_501, "5"), (.below, 9_500, "3"),
    (.below, 7_444, "0"), (.both, 10_499, "5"), (.both, 10_500, "3"), (.both, 9_500, "3"),
    (.both, 9_000, "1"), (.both, 11_500, "0"), (.above, 0, "5"),
  ]

  @Test(arguments: sides)
  func `loses points on its own side only`(side: ScoringRule.Side, rate: Int64, text: String) throws
  {
    let rule = Self.deduction(10_000, side, 500, "2", .full)
    let exact = try #require(ExactRate(rate, by: 10_000))
    #expect(rule.score(exact, of: Self.points("5")).text == text)
  }

  /// 0 → 5, (0, 10] → 4, (10, 20] → 3, (20, 30] → 2, above → 0: closed on the right.
  static let bands: [(Int64, Int64, String)] = [
    (0, 1, "5"), (1, 1_000_000, "4"), (10, 100, "4"), (100_001, 1_000_000, "3"), (20, 100, "3"),
    (21, 100, "2"), (30, 100, "2"), (300_001, 1_000_000, "0"), (168, 100, "0"),
  ]

  @Test(arguments: bands)
  func `in bands looks at the exact rate, not at what is printed`(
    numerator: Int64, denominator: Int64, text: String
  ) throws {
    let scheme = try #require(IndicatorScheme.builtIn.first { $0.id == "yongzhou-2018-whole" })
    let control = try #require(scheme.indicator("预算控制率"))
    let rule = try #require(control.readings[0].scoring)
    let exact = try #require(ExactRate(numerator, by: denominator))
    #expect(rule.score(exact, of: Self.points("5")).text == text)
  }

  static let shares: [(Int64, String)] = [
    (350, "8"), (0, "0"), (306, "6.99"), (307, "7.02"), (400, "8"),
  ]

  @Test(arguments: shares)
  func `by share never gives more than all points`(part: Int64, text: String) throws {
    let exact = try #require(ExactRate(part, by: 350))
    #expect(ScoringRule.share.score(exact, of: Self.points("8")).text == text)
  }
}

@Suite struct `A built-in scheme` {
  @Test(arguments: IndicatorScheme.builtIn)
  func `adds up to its groups and to a hundred`(scheme: IndicatorScheme) {
    var total = Score.zero
    for group in scheme.groups {
      let sum = group.indicators.reduce(Score.zero) { $0 + ($1.points ?? .zero) }
      if let points = group.points { #expect(sum == points, "\(scheme.id) \(group.name)") }
      total = total + sum
    }
    #expect(total.text == "100")
    #expect(Set(scheme.indicators.map(\.id)).count == scheme.indicators.count)
  }

  @Test(arguments: IndicatorScheme.builtIn)
  func `says what is uncertain about each reading that it chose`(scheme: IndicatorScheme) {
    #expect(scheme.uncertain != nil)
    for indicator in scheme.indicators where !indicator.readings.isEmpty {
      #expect(indicator.uncertain != nil, "\(scheme.id) \(indicator.id)")
      #expect(indicator.readings.dropFirst().allSatisfy { $0.words != nil })
    }
  }

  @Test(arguments: IndicatorScheme.builtIn)
  func `divides money by money and counts by counts`(scheme: IndicatorScheme) {
    for reading in scheme.indicators.flatMap(\.readings) {
      let kinds = Set(
        (reading.numerator + reading.denominator).compactMap { term -> Bool? in
          switch term.value {
          case .formula: true
          case .fact(let metric): metric.isMoney
          case .constant: nil
          }
        })
      #expect(kinds.count == 1 && !reading.denominator.isEmpty)
    }
  }

  @Test func `is named where more than one is valid`() throws {
    let twice = IndicatorScheme.builtIn + IndicatorScheme.builtIn
    let year = try #require(FiscalYear(2018))
    let problem = SchemeSearchProblem.several(
      year, ["yongzhou-2018-whole", "yongzhou-2018-whole"])
    #expect(throws: problem) {
      try IndicatorScheme.scheme(nil, kind: .whole, year: year, among: twice)
    }
    #expect(problem.wording.what.english.contains("several schemes for 2018"))
    #expect(problem.wording.what.chinese.contains("2018 年有多个评价指标体系"))
    let named = try IndicatorScheme.scheme("yongzhou-2018-project", kind: .whole, year: year)
    #expect(named.kind == .project)
  }

  static let broken = [
    #""scoring":{"bands":[{"through":"10","score":"4"},{"through":"0","score":"5"},{"score":"0"}]}"#,
    #""scoring":{"bands":[{"through":"10","score":"4"}]}"#,
    #""scoring":{"bound":"100","side":"above","step":"0","points":"1","counting":"full"}"#,
    #""scoring":{"bound":"100","side":"beyond","step":"1","points":"1","counting":"full"}"#,
    #""scoring":{"bound":"100","side":"above","step":"1","points":"1","counting":"some"}"#,
    #""scoring":{}"#, #""empty":"half""#, #""more":1,"numerator":[["a"]]"#,
    #""numerator":[["a","fact(unknown)"]]"#, #""numerator":[["a","constant(0)"]]"#,
    #""numerator":[["a","spending()"]]"#, #""numerator":[["a","[@row:1]"]]"#,
  ]

  @Test(arguments: broken)
  func `with a fault is refused, never guessed at`(member: String) {
    let numerator = member.contains("\"numerator\"") ? "" : #""numerator":[["a","income()"]],"#
    let json = """
      {"schema":"juesuan/indicator-scheme/1","id":"x","title":"t","region":"r","kind":"whole",
      "from":2018,"to":2018,"source":"s","groups":[{"name":"g","indicators":[{"id":"1","name":"n",
      "readings":[{\(numerator)"denominator":[["a","income()"]],\(member)}]}]}]}
      """
    #expect(throws: SchemeFault.self) {
      try IndicatorScheme(json: Array(json.utf8), fileName: "x.json")
    }
  }
}
