// Statements: the forms of a table set, filled from the facts as of a moment.

public import BudgetDomain
import EventStorage
public import Projections
public import Statements

extension Ledger {
  /// The folder of the ledger directory in which a unit keeps form files of its own.
  public static let formFolder = "forms"

  /// The forms that come with the program, with those of the ledger's own folder in their place.
  ///
  /// - Throws: ``LedgerError/invalidForms(_:)`` with everything that is wrong with them.
  public func library() throws(LedgerError) -> FormLibrary {
    let files = try reachingStore { () throws(StorageError) in
      try store.files(in: Self.formFolder, suffix: ".json")
    }
    guard !files.isEmpty else { return .builtIn }
    // Forms of a unit's own may ask for single projects, which only the rows know.
    try checkRows()
    do throws(InvalidForm) {
      var forms: [Form] = []
      for file in files { forms += try Form.forms(json: file.bytes, fileName: file.name) }
      return try FormLibrary.builtIn.adding(forms)
    } catch {
      throw .invalidForms(error)
    }
  }

  /// The name of the table set for `year`: the one asked for, else that of the policy, else that
  /// with which the ledger was opened.
  ///
  /// - Throws: ``LedgerError/notOpened``.
  public func tableSetName(
    for year: FiscalYear, asked: String? = nil
  ) throws(LedgerError) -> String {
    guard let opening else { throw .notOpened }
    return asked ?? policy(for: year).tableSet ?? opening.tableSet
  }

  /// The statement of `form` (its number, such as `01`) for `year` as of `moment`.
  ///
  /// - Parameters:
  ///   - tableSet: the table set; that of the year where `nil`.
  ///   - money: the unit to print in; that of the form where `nil`.
  /// - Throws: ``LedgerError/noForm(_:)``, ``LedgerError/invalidForms(_:)``,
  ///   ``LedgerError/notOpened``.
  /// - Complexity: O(n) in the facts of the ledger.
  public func statement(
    _ form: String, for year: FiscalYear, at moment: Moment = Moment(), tableSet: String? = nil,
    money: MoneyUnit? = nil
  ) throws(LedgerError) -> Statement {
    let name = try tableSetName(for: year, asked: tableSet)
    let found = try self.form(form, tableSet: name, year: year)
    let cube = try cube(of: year, at: moment)
    return Statement(
      of: found, from: cube, catalogue: catalogue, unit: opening?.unit ?? "", money: money)
  }

  /// Whether the unit keeps form files of its own.
  private var hasOwnForms: Bool {
    get throws(LedgerError) {
      try reachingStore { () throws(StorageError) in
        try !store.files(in: Self.formFolder, suffix: ".json").isEmpty
      }
    }
  }

  /// The form `code` of a table set in `year`, read alone where that is enough.
  private func form(
    _ code: String, tableSet: String, year: FiscalYear
  ) throws(LedgerError) -> Form {
    if try !hasOwnForms {
      do throws(FormSearchProblem) {
        let number = code.hasPrefix("公开") ? String(code.dropFirst(2)) : code
        return try FormLibrary.builtIn(tableSet: tableSet, form: number)
          .form(code, tableSet: tableSet, year: year)
      } catch {
        // Not there: the whole library below says so, with what is near.
      }
    }
    let library = try library()
    return try searching { () throws(FormSearchProblem) in
      try library.form(code, tableSet: tableSet, year: year)
    }
  }

  /// All statements of `year` as of `moment`, with what the checks in and between them found.
  ///
  /// - Throws: as ``statement(_:for:at:tableSet:money:)``.
  /// - Complexity: O(n) in the facts of the ledger.
  public func statementSet(
    for year: FiscalYear, at moment: Moment = Moment(), tableSet: String? = nil,
    money: MoneyUnit? = nil
  ) throws(LedgerError) -> StatementSet {
    let name = try tableSetName(for: year, asked: tableSet)
    let library = try hasOwnForms ? library() : FormLibrary.builtIn(tableSet: name)
    let (set, forms) = try searching { () throws(FormSearchProblem) in
      do throws(FormSearchProblem) {
        return (try library.tableSet(name), try library.forms(in: name, year: year))
      } catch {
        let all = FormLibrary.builtIn
        return (try all.tableSet(name), try all.forms(in: name, year: year))
      }
    }
    var previous: FigureCube?
    if let earlier = year.previous, fold.state.movedYears.contains(earlier) {
      previous = try cube(of: earlier, at: moment)
    }
    return StatementSet(
      of: set, forms: forms, from: try cube(of: year, at: moment),
      previous: previous, catalogue: catalogue, unit: opening?.unit ?? "", money: money)
  }

  /// Why the cell at `address` of a statement says what it says; `nil` where the form has no such
  /// cell.
  ///
  /// - Complexity: O(n) in the facts for each sum of the formula.
  public func explanation(of address: CellAddress, in statement: Statement) -> Explanation? {
    Explanation(of: address, in: statement, columns: columns, catalogue: catalogue)
  }

  /// What moved between two moments in the statements of a year, form by form; forms without a
  /// change are left out.
  ///
  /// - Throws: as ``statement(_:for:at:tableSet:money:)``.
  public func comparisons(
    of form: String?, for year: FiscalYear, from before: Moment, to after: Moment,
    tableSet: String? = nil
  ) throws(LedgerError) -> [Comparison] {
    let name = try tableSetName(for: year, asked: tableSet)
    let library = try library()
    let forms = try searching { () throws(FormSearchProblem) in
      guard let form else { return try library.forms(in: name, year: year) }
      return [try library.form(form, tableSet: name, year: year)]
    }
    try checkRows()
    let cubes = [before, after].map { FigureCube(of: columns, year: year, at: $0) }
    return forms.compactMap { form in
      let pair = cubes.map {
        Statement(of: form, from: $0, catalogue: catalogue, unit: opening?.unit ?? "")
      }
      let comparison = Comparison(from: pair[0], to: pair[1], columns: columns)
      return comparison.movedCells.isEmpty && comparison.formChanges.isEmpty ? nil : comparison
    }
  }

  /// Explanations that were recorded for failing checks of `year`, by the name of the check.
  public func checkExplanations(for year: FiscalYear) -> [String: String] {
    var explanations: [String: String] = [:]
    for (key, text) in fold.state.checkExplanations where key.year == year {
      explanations[key.check] = text
    }
    return explanations
  }

  /// Searches the library and gives its errors the type of the façade.
  private func searching<Result>(
    _ body: () throws(FormSearchProblem) -> Result
  ) throws(LedgerError) -> Result {
    do throws(FormSearchProblem) {
      return try body()
    } catch {
      throw .noForm(error)
    }
  }
}
