// The line of the budget that authority, money and spending are counted on.

/// One line of the budget: the unit of control and of carry-over (财预〔2016〕18号 第3条).
///
/// Money left on a line keeps its year, source, function, nature and project.
public struct BudgetLine: Hashable, Comparable, Sendable {
  /// The fiscal year.
  public let year: FiscalYear
  /// Where the money comes from.
  public let source: FundSource
  /// What it is for.
  public let function: FunctionCode
  /// Basic, project, ….
  public let nature: SpendingNature
  /// The project; present exactly when the nature is ``SpendingNature/project``.
  public let project: ProjectName?

  /// A line made of its five parts; whether they fit together is decided by `decide`.
  public init(
    year: FiscalYear, source: FundSource, function: FunctionCode, nature: SpendingNature,
    project: ProjectName?
  ) {
    self.year = year
    self.source = source
    self.function = function
    self.nature = nature
    self.project = project
  }

  /// Hashes the parts that are numbers as one.
  public func hash(into hasher: inout Hasher) {
    let numbers = UInt64(year.number) << 48 | UInt64(source.rawValue) << 40
    hasher.combine(numbers | UInt64(nature.rawValue) << 32 | UInt64(function.number))
    if let project { hasher.combine(project) }
  }

  /// The line in one string of words and codes, such as `2018/general-budget/2010306/basic`.
  public var text: String {
    let parts = [String(year.number), source.word, function.text, nature.word]
    return (parts + (project.map { [$0.text] } ?? [])).joined(separator: "/")
  }

  /// The line in the official terms, such as `2018 年一般公共预算财政拨款/2010306/基本支出`.
  public var officialText: String {
    let parts = [source.officialTerm, function.text, nature.officialTerm]
    let named = parts + (project.map { [$0.text] } ?? [])
    return "\(year.number) 年" + named.joined(separator: "/")
  }

  /// The line in the words of one language.
  public func text(_ language: Language) -> String {
    language == .chinese ? officialText : text
  }

  /// The same line in another year, as carry-over needs it.
  public func inYear(_ year: FiscalYear) -> BudgetLine {
    BudgetLine(year: year, source: source, function: function, nature: nature, project: project)
  }

  /// Orders lines by year, source, function, nature and project: the order of every listing.
  public static func < (left: BudgetLine, right: BudgetLine) -> Bool {
    let leftKey = (left.year, left.source.rawValue, left.function, left.nature.rawValue)
    let rightKey = (right.year, right.source.rawValue, right.function, right.nature.rawValue)
    if leftKey != rightKey { return leftKey < rightKey }
    switch (left.project, right.project) {
    case (nil, .some): return true
    case (.some(let leftName), .some(let rightName)): return leftName < rightName
    default: return false
    }
  }
}
