// Performance indicators as JSON: every figure with where it came from.

import BudgetDomain
public import Statements

/// The schema `juesuan/indicators/1`. Scores are hundredths of a point; `text` is what is printed.
public enum IndicatorJSON {
  /// The report as a JSON value; with 基础数据表 where one is given.
  public static func value(
    of report: IndicatorReport, baseData: BaseDataTable? = nil, unit: String, asOf: AsOf
  ) -> JSONValue {
    let scheme = report.scheme
    let members = [
      JSONValue.Member("schema", "juesuan/indicators/1"),
      JSONValue.Member("unit", .string(unit)),
      JSONValue.Member("year", .integer(Int64(report.year.number))),
      JSONValue.Member("scheme", .string(scheme.id)),
      JSONValue.Member("title", .string(scheme.title)),
      JSONValue.Member("region", .string(scheme.region)),
      JSONValue.Member("kind", .string(scheme.kind.rawValue)),
      JSONValue.Member("project", JSONValue(report.project?.text)),
      JSONValue.Member("source", .string(scheme.source)),
      JSONValue.Member("uncertain", JSONValue(scheme.uncertain)),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member("indicators", .array(report.results.map(indicator))),
      JSONValue.Member("computed_total", total(report.computedTotal)),
      JSONValue.Member("typed_total", total(report.typedTotal)),
    ]
    return .object(members + [baseData].compactMap { $0 }.map { .init("base_data", $0.json) })
  }

  /// The indicators, one a line, each with its year, scheme and project.
  public static func lines(of report: IndicatorReport) -> String {
    report.results.map { result in
      let members =
        [
          JSONValue.Member("year", .integer(Int64(report.year.number))),
          JSONValue.Member("scheme", .string(report.scheme.id)),
          JSONValue.Member("project", JSONValue(report.project?.text)),
        ] + members(result)
      return JSONValue.object(members).lineText + "\n"
    }.joined()
  }

  private static func total(_ total: IndicatorReport.Total) -> JSONValue {
    .object([
      JSONValue.Member("score", score(total.score)),
      JSONValue.Member("attainable", score(total.attainable)),
      JSONValue.Member("left_out", .integer(Int64(total.leftOut))),
    ])
  }

  private static func score(_ score: Score?) -> JSONValue {
    score.map { .integer($0.hundredths) } ?? .null
  }

  private static func indicator(_ result: IndicatorResult) -> JSONValue {
    .object(members(result))
  }

  private static func members(_ result: IndicatorResult) -> [JSONValue.Member] {
    let indicator = result.indicator
    return [
      JSONValue.Member("id", .string(indicator.id)),
      JSONValue.Member("group", .string(result.group)),
      JSONValue.Member("name", .string(indicator.name)),
      JSONValue.Member("points", score(indicator.points)),
      JSONValue.Member("formula", JSONValue(indicator.formulaText)),
      JSONValue.Member("rule", JSONValue(indicator.ruleText)),
      JSONValue.Member("uncertain", JSONValue(indicator.uncertain)),
      JSONValue.Member("computed", score(result.computed)),
      JSONValue.Member("typed", typed(result.typed)),
      JSONValue.Member("difference", score(result.difference)),
      JSONValue.Member("readings", .array(result.readings.map(reading))),
    ]
  }

  private static func typed(_ typed: RecordedScore?) -> JSONValue {
    guard let typed else { return .null }
    return .object([
      JSONValue.Member("score", score(typed.score.score)),
      JSONValue.Member("position", JSONValue(typed.position)),
      JSONValue.Member("actor", .string(typed.actor)),
      JSONValue.Member("reason", .string(typed.reason)),
    ])
  }

  private static func reading(_ reading: ReadingResult) -> JSONValue {
    .object([
      JSONValue.Member("words", JSONValue(reading.reading.words)),
      JSONValue.Member("outcome", .string(reading.outcome.word)),
      JSONValue.Member("rate", JSONValue(reading.rate?.percentText)),
      JSONValue.Member("score", score(reading.score)),
      JSONValue.Member("missing", .array(reading.outcome.missing.map { .string($0) })),
      JSONValue.Member("numerator", .array(reading.numerator.map(\.json))),
      JSONValue.Member("denominator", .array(reading.denominator.map(\.json))),
      JSONValue.Member(
        "other_countings",
        .object(
          reading.otherCountings.map { .init($0.counting.rawValue, .integer($0.score.hundredths)) })
      ),
    ])
  }
}

extension ReadingResult.Outcome {
  fileprivate var word: String {
    switch self {
    case .scored: "scored"
    case .rate: "rate"
    case .fullWhenEmpty: "full-when-empty"
    case .emptyDenominator: "empty-denominator"
    case .negativeDenominator: "negative-denominator"
    case .notReported: "not-reported"
    case .beyondRange: "beyond-range"
    }
  }

  fileprivate var missing: [String] {
    switch self {
    case .notReported(let labels), .beyondRange(let labels): labels
    default: []
    }
  }
}

extension IndicatorInput {
  /// The figure with its origin and the positions of its events.
  var json: JSONValue {
    .object([
      JSONValue.Member("label", .string(label)),
      JSONValue.Member("subtracted", .boolean(isSubtracted)),
      JSONValue.Member("from", .string(source.word)),
      JSONValue.Member("of", .string(source.text)),
      JSONValue.Member(isMoney ? "fen" : "count", .integer(value)),
      JSONValue.Member("events", .array(positions.map { JSONValue($0) })),
    ])
  }
}
