// What a text about a year is written from and checked against: statements, sums, facts, changes.

public import BudgetDomain
public import Projections

/// Everything a ledger knows that a text about the final accounts of a year may say.
public struct YearAccount: Sendable {
  /// The statements of the year.
  public let set: StatementSet
  /// The sums of the year.
  public let cube: FigureCube
  /// The sums of the year before, where the ledger has that year.
  public let previous: FigureCube?
  /// The newest figure of each metric that was reported for the year.
  public let facts: [ReportedFact]
  /// What was granted, added and taken from the budget, in order of position.
  public let budgetChanges: [BudgetChange]
  /// The budget lines.
  public let balances: Balances
  /// 出错说明 by the name of the check.
  public let explanations: [String: String]
  /// The codes and their names.
  public let catalogue: ClassificationCatalogue
  /// 预算单位名称.
  public let unit: String
  let columns: FactColumns

  /// The year.
  public var year: FiscalYear { cube.year }

  /// A reported figure that is no movement of money.
  public struct ReportedFact: Hashable, Sendable {
    /// What the log says.
    public let report: FactReport
    /// Where the log says it.
    public let position: UInt64

    /// A fact made of its parts.
    public init(report: FactReport, position: UInt64) {
      self.report = report
      self.position = position
    }
  }

  /// One entry of the budget that still counts.
  public struct BudgetChange: Hashable, Sendable {
    /// 年初预算, 追加, 追减 or 调剂.
    public let kind: EntryKind
    /// How much, in fen; always positive.
    public let amountInFen: Int64
    /// What for: the reason given, else the memo.
    public let item: String
    /// 文号.
    public let document: String?
    /// Where the log says it.
    public let position: UInt64

    /// A change made of its parts.
    public init(
      kind: EntryKind, amountInFen: Int64, item: String, document: String?, position: UInt64
    ) {
      self.kind = kind
      self.amountInFen = amountInFen
      self.item = item
      self.document = document
      self.position = position
    }
  }

  /// An account made of its parts; all of them are of one year and moment.
  public init(
    set: StatementSet, cube: FigureCube, previous: FigureCube?, facts: [ReportedFact],
    budgetChanges: [BudgetChange], explanations: [String: String],
    catalogue: ClassificationCatalogue, unit: String, columns: FactColumns
  ) {
    self.set = set
    self.cube = cube
    self.previous = previous
    var newest: [Metric: ReportedFact] = [:]
    for fact in facts where fact.report.year == cube.year { newest[fact.report.metric] = fact }
    self.facts = newest.values.sorted { $0.position < $1.position }
    self.budgetChanges = budgetChanges
    balances = Balances(of: columns, year: cube.year, at: cube.moment)
    self.explanations = explanations
    self.catalogue = catalogue
    self.unit = unit
    self.columns = columns
  }

  /// The newest figure of `metric`, or `nil` where none was reported.
  public func fact(_ metric: Metric) -> ReportedFact? {
    facts.first { $0.report.metric == metric }
  }

  /// The changes of one kind added up by what they are for, in order of the first of each.
  func changes(_ kind: EntryKind) -> [(item: String, fen: Int64, changes: [BudgetChange])] {
    var order: [String] = []
    var groups: [String: [BudgetChange]] = [:]
    for change in budgetChanges where change.kind == kind {
      if groups[change.item] == nil { order.append(change.item) }
      groups[change.item, default: []].append(change)
    }
    return order.map { item in
      let group = groups[item] ?? []
      return (item, group.reduce(0) { $0 + $1.amountInFen }, group)
    }
  }

  /// A project with its sums over all its budget lines.
  struct Project {
    let name: ProjectName
    let totals: LineTotals
  }

  /// The projects of the year, in the order of their budget lines.
  var projects: [Project] {
    var order: [ProjectName] = []
    var sums: [ProjectName: LineTotals] = [:]
    for row in balances.rows {
      guard let project = row.line.project else { continue }
      if sums[project] == nil { order.append(project) }
      sums[project, default: LineTotals()].add(row.totals)
    }
    return order.map { Project(name: $0, totals: sums[$0] ?? LineTotals()) }
  }

  /// A text names no more projects one by one.
  static let projectLimit = 20

  /// The projects with the largest initial budgets, which texts name one by one.
  var mainProjects: [ProjectName] {
    projects.filter { $0.totals.appropriatedInFen > 0 }.sorted {
      ($1.totals.appropriatedInFen, $0.name) < ($0.totals.appropriatedInFen, $1.name)
    }.prefix(Self.projectLimit).map(\.name)
  }

  /// What computes formulas over the year and over the cells of its statements.
  var evaluation: Evaluation {
    var evaluation = Evaluation(cube: cube, previous: previous)
    for statement in set.statements {
      evaluation.sheets[statement.form.code] = Evaluation.Sheet(
        layout: statement.layout, values: statement.cells.map(\.provenance))
    }
    return evaluation
  }

  /// The value of a formula that may name cells of the set, or `nil` where they are not there.
  func value(of expression: Expression) -> Int64? {
    try? evaluation.provenance(of: expression, in: "").fen
  }
}
