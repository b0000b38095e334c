// The indicators of a year: rates, scores, what cannot be computed, and what people typed.

public import BudgetDomain

/// A scheme filled with the figures of a year.
public struct IndicatorReport: Hashable, Sendable {
  /// The scheme.
  public let scheme: IndicatorScheme
  /// The year.
  public let year: FiscalYear
  /// The project that is evaluated, where one is.
  public let project: ProjectName?
  /// The indicators in the order of the scheme.
  public let results: [IndicatorResult]

  /// Fills `scheme` from `figures`.
  public init(of scheme: IndicatorScheme, from figures: IndicatorFigures) {
    self.scheme = scheme
    year = figures.year
    project = figures.project
    results = scheme.groups.flatMap { group in
      group.indicators.map { IndicatorResult($0, of: group.name, in: scheme, from: figures) }
    }
  }

  /// A sum of scores with what could have been reached by the indicators in it.
  public struct Total: Hashable, Sendable {
    /// The points reached.
    public let score: Score
    /// The points of the indicators that are in it.
    public let attainable: Score
    /// How many indicators have no score and are left out.
    public let leftOut: Int
  }

  /// Computed scores, with typed ones only where nothing can be computed.
  public var computedTotal: Total {
    total { $0.computed ?? ($0.isComputable ? nil : $0.typedScore) }
  }

  /// Typed scores, with computed ones only where nobody typed.
  public var typedTotal: Total { total { $0.typedScore ?? $0.computed } }

  private func total(_ score: (IndicatorResult) -> Score?) -> Total {
    var sum = Score.zero
    var attainable = Score.zero
    var leftOut = 0
    for result in results {
      guard let points = result.indicator.points, let own = score(result) else {
        leftOut += 1
        continue
      }
      sum = sum + own
      attainable = attainable + points
    }
    return Total(score: sum, attainable: attainable, leftOut: leftOut)
  }
}

/// One indicator with its rate, its computed score and its typed score.
public struct IndicatorResult: Hashable, Sendable {
  /// The indicator.
  public let indicator: Indicator
  /// 一级指标.
  public let group: String
  /// The readings with what they came to, the chosen one first; empty where only people score.
  public let readings: [ReadingResult]
  /// The newest typed score, where there is one.
  public let typed: RecordedScore?

  init(
    _ indicator: Indicator, of group: String, in scheme: IndicatorScheme,
    from figures: IndicatorFigures
  ) {
    self.indicator = indicator
    self.group = group
    readings = indicator.readings.map { ReadingResult($0, of: indicator, from: figures) }
    typed = figures.scores.last {
      $0.score.scheme == scheme.id && $0.score.indicator == indicator.id
        && $0.score.project == figures.project
    }
  }

  /// What the chosen reading scores; `nil` where it does not apply, has no rule, or people score.
  public var computed: Score? { readings.first?.score }
  /// Whether there is a rule to compute a score with.
  public var isComputable: Bool { indicator.readings.first?.scoring != nil }
  /// The typed score.
  public var typedScore: Score? { typed?.score.score }
  /// Typed less computed, where both are there.
  public var difference: Score? {
    guard let typedScore, let computed else { return nil }
    return typedScore - computed
  }
}

/// One reading of an indicator with its figures.
public struct ReadingResult: Hashable, Sendable {
  /// The reading.
  public let reading: Indicator.Reading
  /// The figures that are divided.
  public let numerator: [IndicatorInput]
  /// The figures by which is divided.
  public let denominator: [IndicatorInput]
  /// What came of it.
  public let outcome: Outcome
  /// The scores if parts of a step counted otherwise, where they differ.
  public let otherCountings: [OtherCounting]

  /// A score under another way to count parts of a step.
  public struct OtherCounting: Hashable, Sendable {
    /// How parts of a step count.
    public let counting: ScoringRule.Counting
    /// What it scores.
    public let score: Score
  }

  /// What a reading came to.
  public enum Outcome: Hashable, Sendable {
    /// A rate and its score.
    case scored(ExactRate, Score)
    /// A rate without a rule to score it.
    case rate(ExactRate)
    /// Nothing to divide by, which the rule scores in full.
    case fullWhenEmpty(Score)
    /// Nothing to divide by (不适用): neither nothing nor everything.
    case emptyDenominator
    /// Less than nothing to divide by (不适用), as after a shortfall carried over.
    case negativeDenominator
    /// Figures that nobody reported, by their names (不适用).
    case notReported([String])
    /// Figures of many projects that add up to more than can be exact, by their names (不适用).
    case beyondRange([String])
  }

  init(_ reading: Indicator.Reading, of indicator: Indicator, from figures: IndicatorFigures) {
    self.reading = reading
    let above = reading.numerator.map { Figure(term: $0, found: figures.lookup($0)) }
    let below = reading.denominator.map { Figure(term: $0, found: figures.lookup($0)) }
    numerator = above.compactMap(\.input)
    denominator = below.compactMap(\.input)
    outcome = Self.outcome(of: reading, indicator, above, below)
    guard case .scored(let rate, _) = outcome, let points = indicator.points else {
      otherCountings = []
      return
    }
    otherCountings = (reading.scoring?.otherCountings(rate, of: points) ?? []).map {
      OtherCounting(counting: $0.0, score: $0.1)
    }
  }

  /// A term and what was found for it.
  private struct Figure {
    let term: Indicator.Term
    let found: IndicatorFigures.Lookup

    var input: IndicatorInput? { if case .found(let input) = found { input } else { nil } }
  }

  private static func outcome(
    of reading: Indicator.Reading, _ indicator: Indicator, _ above: [Figure], _ below: [Figure]
  ) -> Outcome {
    let (part, whole) = (sum(above.compactMap(\.input)), sum(below.compactMap(\.input)))
    // What was built without any approval is not nothing.
    if reading.isFullWhenEmpty, below.allSatisfy({ $0.input != nil }), whole == 0, part == 0,
      let points = indicator.points
    {
      return .fullWhenEmpty(points)
    }
    var missing: [String] = []
    var excessive: [String] = []
    for figure in above + below {
      let label = figure.term.label
      switch figure.found {
      case .missing where !missing.contains(label): missing.append(label)
      case .beyondRange where !excessive.contains(label): excessive.append(label)
      case .found, .missing, .beyondRange: continue
      }
    }
    guard excessive.isEmpty else { return .beyondRange(excessive) }
    guard missing.isEmpty else { return .notReported(missing) }
    guard let rate = ExactRate(part, by: whole) else {
      return whole == 0 ? .emptyDenominator : .negativeDenominator
    }
    guard let scoring = reading.scoring, let points = indicator.points else { return .rate(rate) }
    return .scored(rate, scoring.score(rate, of: points))
  }

  /// Figures lie within the exact range of amounts, so a few of them cannot overflow.
  private static func sum(_ inputs: [IndicatorInput]) -> Int64 {
    inputs.reduce(0) { $1.isSubtracted ? $0 - $1.value : $0 + $1.value }
  }

  /// The score, where there is one.
  public var score: Score? {
    switch outcome {
    case .scored(_, let score), .fullWhenEmpty(let score): score
    default: nil
    }
  }

  /// The rate, where there is one.
  public var rate: ExactRate? {
    switch outcome {
    case .scored(let rate, _), .rate(let rate): rate
    default: nil
    }
  }
}

/// 基础数据表 filled with the figures of a year.
public struct BaseDataReport: Hashable, Sendable {
  /// The form.
  public let form: BaseDataForm
  /// The year.
  public let year: FiscalYear
  /// The rows, one cell for each column.
  public let rows: [Row]

  /// A row.
  public struct Row: Hashable, Sendable {
    /// The words before it.
    public let label: String
    /// The cells; `nil` where the form is blank or a figure is not there.
    public let cells: [Cell?]
  }

  /// A figure with where it comes from.
  public struct Cell: Hashable, Sendable {
    /// What it was made of.
    public let inputs: [IndicatorInput]
    /// What it was divided by, where it is a rate.
    public let base: [IndicatorInput]
    /// What is printed: yuan, a count, or a percentage.
    public let text: String
  }

  /// Fills `form` from `figures`. A figure of which any part is not there stays blank.
  public init(of form: BaseDataForm, from figures: IndicatorFigures) {
    self.form = form
    year = figures.year
    rows = form.rows.map { row in
      Row(label: row.label, cells: row.cells.map { $0.flatMap { Self.cell($0, figures) } })
    }
  }

  private static func cell(_ cell: BaseDataForm.Cell, _ figures: IndicatorFigures) -> Cell? {
    let inputs = cell.terms.compactMap { figures.input($0) }
    let base = cell.base.compactMap { figures.input($0) }
    guard inputs.count == cell.terms.count, base.count == cell.base.count else { return nil }
    let value = inputs.reduce(Int64(0)) { $1.isSubtracted ? $0 - $1.value : $0 + $1.value }
    guard base.isEmpty else {
      let divisor = base.reduce(Int64(0)) { $0 + $1.value }
      return ExactRate(value, by: divisor).map {
        Cell(inputs: inputs, base: base, text: $0.percentText)
      }
    }
    let isMoney = inputs.contains(where: \.isMoney)
    return Cell(
      inputs: inputs, base: [], text: isMoney ? Amount.yuanText(fen: value) : "\(value)")
  }
}
