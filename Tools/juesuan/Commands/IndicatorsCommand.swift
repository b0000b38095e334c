// `juesuan indicators --for YEAR` and `juesuan indicators score INDICATOR --score N --reason TEXT`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections
import Statements

/// Which scheme is asked for, of which year and project.
private struct IndicatorTerms {
  let year: FiscalYear
  let format: IndicatorFormat
  let scheme: IndicatorScheme
  private let projectText: String?

  /// - Parameter isListing: whether there is a format to choose.
  init(_ invocation: Invocation, isListing: Bool) throws(Failure) {
    typealias Terms = CommandTable.Indicators
    let asked = try readingArguments { () throws(UsageProblem) in
      guard let year = try invocation.year(Options.forYear) else {
        throw .optionMissing(Options.forYear.name, invocation.verb)
      }
      return (year: year, format: isListing ? try invocation.format() : IndicatorFormat.text)
    }
    year = asked.year
    format = asked.format
    projectText = invocation.value(Terms.project)
    let id = invocation.value(Terms.scheme)
    let kind: IndicatorScheme.Kind = projectText == nil ? .whole : .project
    do throws(SchemeSearchProblem) {
      scheme = try IndicatorScheme.scheme(id, kind: kind, year: year)
      guard kind == .whole || scheme.kind == .project else { throw .projectNotOfScheme(scheme.id) }
    } catch {
      throw Failure(.badInput, error, place: invocation.verb.rawValue)
    }
  }

  /// Refuses a year of which the ledger has nothing: there is nothing to evaluate.
  func guardYear(in ledger: Ledger) throws(Failure) {
    guard ledger.years.contains(year) else {
      throw Failure(
        .badInput, Rejection.yearNotScorable(year, recorded: ledger.years),
        place: Options.forYear.name)
    }
  }

  /// The project that is evaluated, where one was named.
  func project(in ledger: Ledger) throws(Failure) -> ProjectName? {
    guard let projectText else { return nil }
    return try readingArguments { () throws(UsageProblem) in
      try ledger.knownProject(projectText, place: CommandTable.Indicators.project)
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
      throw Failure(usage: .optionNotForFormat(Terms.explain.name, terms.format.output))
    }
    if explained != nil, invocation.has(Terms.baseData) {
      throw Failure(usage: .optionNotWith(Terms.baseData.name, given: Terms.explain.name))
    }
    let open = try OpenLedger(invocation, console)
    try terms.guardYear(in: open.ledger)
    let project = try terms.project(in: open.ledger)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: terms.year, open)
    let figures = try open.use { (ledger) throws(LedgerError) in
      try ledger.indicatorFigures(
        for: terms.year, project: project, at: moment, tableSet: tableSet)
    }
    let unit = open.ledger.opening?.unit ?? ""
    let report = IndicatorReport(of: terms.scheme, from: figures)
    let baseData =
      invocation.has(Terms.baseData)
      ? try baseDataTable(terms.scheme, figures, unit: unit) : nil
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
      case .json:
        IndicatorJSON.value(of: report, baseData: baseData, unit: unit, asOf: asOf).text
      case .jsonLines: baseData?.jsonLines ?? IndicatorJSON.lines(of: report)
      case .html:
        IndicatorPage(
          report, baseData: baseData, unit: unit,
          try open.pageContext(terms.year, at: moment, language)
        ).html
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private static func baseDataTable(
    _ scheme: IndicatorScheme, _ figures: IndicatorFigures, unit: String
  ) throws(Failure) -> BaseDataTable {
    guard let form = scheme.baseData else {
      throw Failure(
        .badInput, SchemeSearchProblem.noBaseData(scheme.id), place: Terms.baseData.name)
    }
    return BaseDataTable(BaseDataReport(of: form, from: figures), unit: unit)
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
      year: terms.year, scheme: terms.scheme.id, indicator: indicator.id,
      project: try terms.project(in: open.ledger), score: score, maximum: points)
    let outcome = try open.use(source: "juesuan indicators score") {
      (ledger) throws(LedgerError) in
      try ledger.score(
        scored, reason: invocation.value(Terms.reason), actor: writing.actor,
        isDryRun: writing.isDryRun)
    }
    return try console.report(open, outcome)
  }
}
