// A statement: a form filled from the facts of one year as of one moment.

public import BudgetDomain
public import Projections

/// A form filled with the facts of one year as of one moment (报表).
///
/// Values are exact fen; only ``text(of:grouped:)`` rounds. The same facts, form, edition and code
/// list give the same statement, whoever computes it.
public struct Statement: Hashable, Sendable {
  /// The form that was filled.
  public let form: Form
  /// 预算单位名称.
  public let unit: String
  /// The year it is for.
  public let year: FiscalYear
  /// Up to where it looks.
  public let moment: Moment
  /// The unit in which it prints money: that of the form unless the caller chose another.
  public let money: MoneyUnit
  /// The rows from top to bottom, repeated rows written out, one cell for each printed column.
  public let rows: [[Form.PrintedCell]]
  /// The amounts: tables side by side one after another, each row by row.
  public let cells: [Cell]
  /// Every check of the form with its outcome, in the order of the form.
  public let checks: [CheckOutcome]
  /// The sentence that stands in place of figures, where the form has one and the year has
  /// nothing to show (空表说明).
  public let emptySentence: String?
  let layout: FormLayout

  /// One amount with where it comes from.
  public struct Cell: Hashable, Sendable {
    /// Where it is printed.
    public let address: CellAddress
    /// The words to its left.
    public let label: String
    /// Its formula with the value of every part.
    public let provenance: Provenance

    /// The exact value.
    public var fen: Int64 { provenance.fen }
  }

  /// Fills `form` from `cube` for the unit called `unit`, printing in `money` or as the form says;
  /// codes are named as `catalogue` names them in that year.
  ///
  /// - Complexity: O(c · k) for c sums in the formulas and k groups of the cube.
  public init(
    of form: Form, from cube: FigureCube, catalogue: ClassificationCatalogue, unit: String,
    money: MoneyUnit? = nil
  ) {
    let layout = FormLayout(
      of: form, items: form.occurringItems(in: cube),
      naming: FormLayout.Naming(year: cube.year, catalogue: catalogue))
    var evaluation = Evaluation(cube: cube)
    let provenances = evaluation.compute(layout, as: "")
    self.form = form
    self.unit = unit
    self.money = money ?? form.money
    self.layout = layout
    year = cube.year
    moment = cube.moment
    cells = zip(layout.cells, provenances).map {
      Cell(address: $0.address, label: $0.label, provenance: $1)
    }
    let rounding = CheckOutcome.Rounding(
      money: self.money, decimals: Self.decimals(of: form, in: self.money))
    checks = form.checks.flatMap { check in
      check.placed(in: layout).map { placed in
        do {
          return try CheckOutcome(placed, evaluation, form: "", rounding: rounding)
        } catch {
          preconditionFailure("the form was validated, so \(placed.id) can be made")
        }
      }
    }
    let isEmpty =
      provenances.allSatisfy { $0.fen == 0 }
      && !(form.hasRepeatedRows && !layout.codeRows.isEmpty)
    emptySentence = isEmpty ? form.emptyForm?.sentence : nil
    let blank = Array(repeating: Form.PrintedCell.blank, count: form.columns.count)
    rows =
      layout.rows
      + (emptySentence == nil
        ? [] : Array(repeating: blank, count: form.emptyForm?.blankRows ?? 0))
  }

  /// The cell with this address, or `nil`.
  public func cell(at address: CellAddress) -> Cell? {
    layout.indices[address].map { cells[$0] }
  }

  /// The checks that failed, in the order of the form.
  public var failedChecks: [CheckOutcome] { checks.filter { !$0.isPassed } }

  /// The checks that hold in fen, but not in what is printed (尾差).
  public var tailDifferences: [CheckOutcome] { checks.filter(\.hasTailDifference) }

  /// How many decimals it prints: those of the form, or every fen in a unit the form does not use.
  public var decimals: Int { Self.decimals(of: form, in: money) }

  private static func decimals(of form: Form, in money: MoneyUnit) -> Int {
    money == form.money ? form.decimals : money.exactDecimals
  }

  /// What the form prints for `cell`, rounded on its own; nothing in an empty table that has a
  /// sentence for it.
  public func text(of cell: Cell, grouped: Bool = true) -> String {
    guard emptySentence == nil else { return "" }
    return CellText.text(fen: cell.fen, money: money, decimals: decimals, grouped: grouped)
  }

  /// The sums over facts behind a cell, directly and through other cells, in the order of its
  /// formula; asking the cube for their lineage gives the events behind the figure.
  public func factSums(of cell: Cell) -> [FactSum] {
    factSums(in: cell.provenance, isSubtracted: false)
  }

  private func factSums(in provenance: Provenance, isSubtracted: Bool) -> [FactSum] {
    provenance.operands.flatMap { operand -> [FactSum] in
      let subtracted = operand.isSubtracted != isSubtracted
      switch operand.source {
      case .facts(let filter):
        return [FactSum(isSubtracted: subtracted, filter: filter, fen: operand.fen)]
      case .cell(let address):
        guard let cell = cell(at: address) else { return [] }
        return factSums(in: cell.provenance, isSubtracted: subtracted)
      case .expression(let inner): return factSums(in: inner, isSubtracted: subtracted)
      case .factsOfPreviousYear, .cellOfForm: return []
      }
    }
  }
}

extension Check {
  /// The check once for each row it is made for.
  func placed(in layout: FormLayout) -> [Check] {
    guard let rows else { return [self] }
    return layout.rows(in: rows).map { placed(inRow: $0) }
  }
}
