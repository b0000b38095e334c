// A statement: a form filled from the facts of one year as of one moment.

public import BudgetDomain
public import Projections

/// A form filled with the facts of one year as of one moment (报表).
///
/// Values are exact fen; only ``text(of:grouped:)`` rounds. The same facts, form and edition give
/// the same statement, whoever computes it.
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
  /// The amounts in the order of ``Form/cells``.
  public let cells: [Cell]
  /// Every check of the form with its outcome, in the order of the form.
  public let checks: [CheckOutcome]
  private let indices: [CellAddress: Int]

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

  /// What a check found.
  public struct CheckOutcome: Hashable, Sendable {
    /// The check.
    public let check: Form.Check
    /// One side with the value of every part.
    public let left: Provenance
    /// The other side.
    public let right: Provenance

    /// Left less right, in fen.
    public var differenceInFen: Int64 { left.fen - right.fen }
    /// Whether both sides are equal to the fen.
    public var isPassed: Bool { differenceInFen == 0 }
  }

  /// Fills `form` from `cube` for the unit called `unit`, printing in `money` or as the form says.
  ///
  /// - Complexity: O(c · k) for c sums in the formulas and k groups of the cube.
  public init(of form: Form, from cube: FigureCube, unit: String, money: MoneyUnit? = nil) {
    var evaluation = Evaluation(form: form, cube: cube)
    let provenances = evaluation.cellProvenances()
    self.form = form
    self.unit = unit
    self.money = money ?? form.money
    year = cube.year
    moment = cube.moment
    cells = zip(form.cells, provenances).map {
      Cell(address: $0.address, label: $0.label, provenance: $1)
    }
    indices = evaluation.indices
    checks = form.checks.map {
      CheckOutcome(
        check: $0, left: evaluation.provenance(of: $0.left),
        right: evaluation.provenance(of: $0.right))
    }
  }

  /// The cell with this address, or `nil`.
  public func cell(at address: CellAddress) -> Cell? { indices[address].map { cells[$0] } }

  /// The checks that failed, in the order of the form.
  public var failedChecks: [CheckOutcome] { checks.filter { !$0.isPassed } }

  /// How many decimals it prints: those of the form, or every fen in a unit the form does not use.
  public var decimals: Int {
    money == form.money ? form.decimals : money.exactDecimals
  }

  /// What the form prints for `cell`, rounded on its own.
  public func text(of cell: Cell, grouped: Bool = true) -> String {
    CellText.text(fen: cell.fen, money: money, decimals: decimals, grouped: grouped)
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
      }
    }
  }
}
