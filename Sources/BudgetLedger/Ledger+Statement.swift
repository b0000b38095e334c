// Statements: a form of the ledger's table set, filled from the facts as of a moment.

public import BudgetDomain
public import Projections
public import Statements

extension Ledger {
  /// The statement of `form` (its number, such as `01`) for `year` as of `moment`.
  ///
  /// - Parameter money: the unit to print in; that of the form where `nil`.
  /// - Throws: ``LedgerError/noForm(_:)``, ``LedgerError/notOpened``.
  /// - Complexity: O(n) in the facts of the ledger.
  public func statement(
    _ form: String, for year: FiscalYear, at moment: Moment = Moment(), money: MoneyUnit? = nil
  ) throws(LedgerError) -> Statement {
    guard let opening else { throw .notOpened }
    let found: Form
    do throws(FormSearchProblem) {
      found = try FormLibrary.builtIn.form(form, tableSet: opening.tableSet, year: year)
    } catch {
      throw .noForm(error)
    }
    let cube = FigureCube(of: columns, year: year, at: moment)
    return Statement(of: found, from: cube, unit: opening.unit, money: money)
  }
}
