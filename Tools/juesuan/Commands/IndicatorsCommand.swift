// `juesuan indicators --for YEAR` and `juesuan indicators score INDICATOR --score N --reason TEXT`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections
import Statements

/// Which scheme is asked for, of which year and project.
private struct IndicatorTerms {
  let year: FiscalYear
  let format: OutputFormat
  let project: ProjectName?
  let scheme: IndicatorScheme

  /// - Parameter isListing: whether there is a format to choose.
  init(_ invocation: Invocation, isListing: Bool) throws(Failure) {
    typealias Terms = CommandTable.Indicators
    let asked = try readingArguments { () throws(UsageProblem) in
      guard let year = try invocation.year(Options.forYear) else {
        throw .optionMissing(Options.forYear.name, invocation.verb)
      }
      return (year: year, format: isListing ? try invocation.format() : .text)
    }
    year = asked.year
    format = asked.format
    project = invocation.value(Terms.project).flatMap { ProjectName($0) }
    let id = invocation.value(Terms.scheme)
    do throws(SchemeSearchProblem) {
      scheme = try IndicatorScheme.scheme(id, kind: project == nil ? .whole : .project, year: year)
      guard project == nil || scheme.kind == .project else { throw .projectNotOfScheme(scheme.id) }
    } catch {
      throw Failure(.badInput, error, place: invocation.verb.rawValue)
    }
  }

  func indicator(_ word: String) throws(Failure) -> Indicator {
    guard let found = scheme.indicator(word) else {
      let words = scheme.indicators.flatMap { [$0.id, $0.name] }
      let problem = SchemeSearchProblem.unknownIndicator(
        word, scheme: scheme.id, nearest: nearestWords(to: word, among: words))
      throw Failure(.badInput, problem, place: word)
    }
    return found
  }
}

enum IndicatorsCommand {
  private typealias Terms = CommandTable.Indicators

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try IndicatorTerms(invocation, isListing: true)
    let explained = try invocation.value(Terms.explain).map { (word) throws(Failure) in
      try terms.indicator(word)
    }
    if explained != nil, terms.format != .text {
      throw Failure(usage: .optionNotForFormat(Terms.explain.name, terms.format))
    }
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: terms.year, open)
    let figures = try open.use { (ledger) throws(LedgerError) in
      try ledger.indicatorFigures(
        for: terms.year, project: terms.project, at: moment, tableSet: tableSet)
    }
    let unit = open.ledger.opening?.unit ?? ""
    let report = IndicatorReport(of: terms.scheme, from: figures)
    var baseData: BaseDataTable?
    if invocation.has(Terms.baseData) {
      guard let form = terms.scheme.baseData else {
        throw Failure(
          .badInput, SchemeSearchProblem.noBaseData(terms.scheme.id), place: Terms.baseData.name)
      }
      baseData = BaseDataTable(BaseDataReport(of: form, from: figures), unit: unit)
    }
    let asOf = try open.asOf(moment)
    let language = console.language
    let table = IndicatorTable(report, unit: unit)
    let text =
      switch terms.format {
      case .text:
        explained.flatMap { wanted in report.results.first { $0.indicator.id == wanted.id } }
          .map { IndicatorExplanation($0).text(language) }
          ?? baseData?.text(language) ?? table.text(language, asOf: asOf)
      case .csv: baseData?.csv(language) ?? table.csv(language)
      case .json, .jsonLines:
        IndicatorJSON.value(of: report, baseData: baseData, unit: unit, asOf: asOf).text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }
}

enum ScoreIndicatorCommand {
  private typealias Terms = CommandTable.Indicators

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let writing = try invocation.writingTerms()
    let terms = try IndicatorTerms(invocation, isListing: false)
    let text = invocation.value(Terms.score) ?? ""
    guard let score = Score(text: text) else {
      throw Failure(usage: .valueUnknown(text, place: Terms.score.name, choices: ["7", "2.5"]))
    }
    let indicator = try terms.indicator(invocation.operands[0])
    guard let points = indicator.points else {
      throw Failure(
        .badInput, SchemeSearchProblem.pointsUnknown(indicator.id, scheme: terms.scheme.id),
        place: invocation.operands[0])
    }
    let open = try OpenLedger(invocation, console)
    try open.expect(writing.expectedPosition)
    let scored = PerformanceScore(
      year: terms.year, scheme: terms.scheme.id, indicator: indicator.id, project: terms.project,
      score: score, maximum: points)
    let outcome = try open.use(source: "juesuan indicators score") {
      (ledger) throws(LedgerError) in
      try ledger.score(
        scored, reason: invocation.value(Terms.reason), actor: writing.actor,
        isDryRun: writing.isDryRun)
    }
    return try console.report(open, outcome)
  }
}
