// Where the figures of indicators come from: cells, sums over events, reported facts.

public import BudgetDomain
public import Projections

/// A fact as the log holds it.
public struct RecordedFact: Hashable, Sendable {
  /// Where it stands.
  public let position: UInt64
  /// What was reported.
  public let report: FactReport

  /// A fact made of its parts.
  public init(position: UInt64, report: FactReport) {
    self.position = position
    self.report = report
  }
}

/// A typed score as the log holds it.
public struct RecordedScore: Hashable, Sendable {
  /// Where it stands.
  public let position: UInt64
  /// Who gave it.
  public let actor: String
  /// Why.
  public let reason: String
  /// The score.
  public let score: PerformanceScore

  /// A score made of its parts.
  public init(position: UInt64, actor: String, reason: String, score: PerformanceScore) {
    self.position = position
    self.actor = actor
    self.reason = reason
    self.score = score
  }
}

/// A figure that an indicator was computed from, with where it comes from.
public struct IndicatorInput: Hashable, Sendable {
  /// What the figure is called.
  public let label: String
  /// Whether it is taken away.
  public let isSubtracted: Bool
  /// Where it comes from, such as `07!1:7`, an expression, or `staff-in-post`.
  public let source: Source
  /// Its value: fen where it is money, else a count.
  public let value: Int64
  /// Whether it is money.
  public let isMoney: Bool
  /// The positions of the events behind it, in order.
  public let positions: [UInt64]

  /// The kinds of origin.
  public enum Source: Hashable, Sendable {
    /// A cell, as `FORM!ROW:COLUMN`.
    case cell(String)
    /// A sum over events, by its formula.
    case sum(String)
    /// A reported fact.
    case fact(Metric)
    /// A number that the rule names.
    case constant

    /// Its name in machine-readable output.
    public var word: String {
      switch self {
      case .cell: "cell"
      case .sum: "sum"
      case .fact: "fact"
      case .constant: "constant"
      }
    }

    /// What it is: an address, a formula, a metric.
    public var text: String {
      switch self {
      case .cell(let address): address
      case .sum(let formula): formula
      case .fact(let metric): metric.word
      case .constant: ""
      }
    }
  }

  /// Its value as people write it: yuan with grouping, or a count.
  public var valueText: String { isMoney ? Amount.yuanText(fen: value) : "\(value)" }
}

/// Everything that indicators of one year are computed from.
public struct IndicatorFigures: Sendable {
  /// The year.
  public let year: FiscalYear
  /// The project that is looked at; all together where `nil`.
  public let project: ProjectName?
  let statements: [Statement]
  let evaluation: Evaluation
  let cube: FigureCube
  let facts: [RecordedFact]
  /// Typed scores, oldest first.
  public let scores: [RecordedScore]
  private let columns: FactColumns

  /// Figures of the year and moment of `cube`.
  ///
  /// - Parameters:
  ///   - statements: the forms whose cells formulas may name; those missing count as not there.
  ///   - facts: the reported facts of the year, oldest first.
  ///   - scores: the typed scores of the year, oldest first.
  public init(
    project: ProjectName?, statements: [Statement], cube: FigureCube, columns: FactColumns,
    facts: [RecordedFact], scores: [RecordedScore]
  ) {
    year = cube.year
    self.project = project
    self.statements = statements
    self.cube = cube
    self.columns = columns
    self.facts = facts
    self.scores = scores
    var evaluation = Evaluation(cube: cube)
    for statement in statements {
      evaluation.sheets[statement.form.code] = Evaluation.Sheet(
        layout: statement.layout, values: statement.cells.map(\.provenance))
    }
    self.evaluation = evaluation
  }

  /// A figure that was looked for.
  enum Lookup {
    case found(IndicatorInput)
    /// It was not reported, or its form is not there.
    case missing
    /// Reports of many projects add up to more than can be exact.
    case beyondRange
  }

  /// The figure of `term`; `nil` where there is none.
  ///
  /// - Complexity: as ``lookup(_:)``.
  func input(_ term: Indicator.Term) -> IndicatorInput? {
    if case .found(let input) = lookup(term) { input } else { nil }
  }

  /// The figure of `term`.
  ///
  /// - Complexity: O(n) in the facts of the ledger for the events behind a sum.
  func lookup(_ term: Indicator.Term) -> Lookup {
    switch term.value {
    case .constant(let number):
      return .found(
        IndicatorInput(
          label: term.label, isSubtracted: term.isSubtracted, source: .constant, value: number,
          isMoney: false, positions: []))
    case .fact(let metric):
      let found = newest(metric)
      guard !found.isEmpty else { return .missing }
      // One report lies within the exact range, but anybody can report for a thousand projects.
      let sum = found.reduce(Int128(0)) { $0 + Int128($1.report.value) }
      guard sum <= Int128(Amount.limitInFen) else { return .beyondRange }
      return .found(
        IndicatorInput(
          label: term.label, isSubtracted: term.isSubtracted, source: .fact(metric),
          value: Int64(sum), isMoney: metric.isMoney, positions: found.map(\.position).sorted()))
    case .formula(let expression):
      let own = placed(expression)
      guard let provenance = try? evaluation.provenance(of: own, in: "") else { return .missing }
      return .found(
        IndicatorInput(
          label: term.label, isSubtracted: term.isSubtracted, source: source(of: own),
          value: provenance.fen, isMoney: true, positions: positions(behind: provenance)))
    }
  }

  /// The newest report of a figure; of one of projects, the newest of each where none is named.
  private func newest(_ metric: Metric) -> [RecordedFact] {
    var found: [ProjectName?: RecordedFact] = [:]
    for fact in facts where fact.report.metric == metric {
      if metric.isOfProject, let project, fact.report.project != project { continue }
      found[fact.report.project] = fact
    }
    return Array(found.values)
  }

  /// The formula narrowed to the project that is looked at.
  private func placed(_ expression: Expression) -> Expression {
    guard let project else { return expression }
    switch expression {
    case .sum(let measure, var filter):
      filter.project = project
      return .sum(measure, filter)
    case .combination(let terms):
      return .combination(
        terms.map {
          Expression.Term(isSubtracted: $0.isSubtracted, expression: placed($0.expression))
        })
    default: return expression
    }
  }

  private func source(of expression: Expression) -> IndicatorInput.Source {
    if case .inForm(let form, .cell(let address)) = expression {
      return .cell("\(form)!\(address.text)")
    }
    return .sum(expression.text)
  }

  private func positions(behind provenance: Provenance) -> [UInt64] {
    var rows: Set<Int> = []
    for sum in factSums(provenance) { rows.formUnion(cube.lineage(sum)) }
    return Array(Set(rows.map { columns.position[$0] })).sorted()
  }

  private func factSums(_ provenance: Provenance) -> [FactFilter] {
    provenance.operands.flatMap { operand -> [FactFilter] in
      switch operand.source {
      case .facts(let filter): [filter]
      case .expression(let inner): factSums(inner)
      case .cellOfForm(let form, let address):
        statements.first { $0.form.code == form }.flatMap { statement in
          statement.cell(at: address).map { statement.factSums(of: $0).map(\.filter) }
        } ?? []
      case .cell, .factsOfPreviousYear: []
      }
    }
  }
}
