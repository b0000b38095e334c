// Why a cell says what it says: its formula in words, its parts, and the events behind it.

public import BudgetDomain
public import Projections

/// The explanation of one cell (这个数怎么来的): formula, operands and events, all from the provenance
/// that the evaluator left behind. The events add up to the cell, to the fen.
public struct Explanation: Hashable, Sendable {
  /// The cell.
  public let cell: Statement.Cell
  /// What the form prints for it.
  public let text: String
  /// The formula in the language of form files.
  public let formula: String
  /// The formula in words.
  public let formulaWords: Phrase
  /// The parts of the formula in the order written.
  public let operands: [Operand]
  /// The movements behind the cell in order of position.
  public let events: [ContributingEvent]

  /// One part of the formula.
  public struct Operand: Hashable, Sendable {
    /// Whether it is taken away.
    public let isSubtracted: Bool
    /// What it is, in words.
    public let words: Phrase
    /// The cell it is, where it is one: to be explained next.
    public let address: CellAddress?
    /// The number of the other form that the cell is in; `nil` where it is in the same one.
    public let form: String?
    /// Its value before it is taken away, in fen.
    public let fen: Int64
  }

  /// Explains the cell at `address` of `statement`, which was made from `columns`; `nil` where the
  /// statement has no such cell.
  ///
  /// - Complexity: O(n · s) for n rows of the columns and s sums in the formula.
  public init?(
    of address: CellAddress, in statement: Statement, columns: FactColumns,
    catalogue: ClassificationCatalogue
  ) {
    let cube = FigureCube(of: columns, year: statement.year, at: statement.moment)
    self.init(of: address, in: statement, cube: cube, columns: columns, catalogue: catalogue)
  }

  /// Explains the cell at `address` by `cube`, the cube of `columns` for the year and moment of
  /// `statement`, for whoever explains many cells.
  ///
  /// - Complexity: O(n · s) for n rows of the columns and s sums in the formula.
  public init?(
    of address: CellAddress, in statement: Statement, cube: FigureCube, columns: FactColumns,
    catalogue: ClassificationCatalogue
  ) {
    guard let cell = statement.cell(at: address) else { return nil }
    let vocabulary = Expression.Vocabulary(
      label: { statement.cell(at: $0)?.label }, year: statement.year, catalogue: catalogue)
    self.cell = cell
    text = statement.text(of: cell)
    formula = cell.provenance.expression.text
    formulaWords = cell.provenance.expression.words(vocabulary)
    operands = cell.provenance.operands.map { Operand($0, vocabulary) }
    events = Lineage(of: cell, in: statement, cube: cube).events(in: columns)
  }
}

extension Explanation.Operand {
  init(_ operand: Provenance.Operand, _ vocabulary: Expression.Vocabulary) {
    isSubtracted = operand.isSubtracted
    fen = operand.fen
    switch operand.source {
    case .facts(let filter), .factsOfPreviousYear(let filter):
      let kinds = EntryKind.allCases.filter { filter.kinds.contains($0) }
      let name = Phrase(
        zh: kinds.map(\.officialTerm).joined(separator: "、"),
        en: kinds.map(\.word).joined(separator: ", "))
      words = name.followed(by: filter.conditionWords(vocabulary))
      (form, address) = (nil, nil)
    case .cell(let cell):
      words = Expression.cell(cell).words(vocabulary)
      (form, address) = (nil, cell)
    case .cellOfForm(let other, let cell):
      words = Expression.inForm(other, .cell(cell)).words(vocabulary)
      (form, address) = (other, cell)
    case .expression(let inner):
      words = inner.expression.words(vocabulary)
      form = nil
      if case .cell(let cell) = inner.expression { address = cell } else { address = nil }
    }
  }
}
