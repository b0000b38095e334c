// All statements of a year, and what the checks between them found.

public import BudgetDomain
public import Projections

/// The forms of a table set filled with the facts of one year as of one moment.
public struct StatementSet: Hashable, Sendable {
  /// The set.
  public let tableSet: TableSet
  /// The statements in order of number.
  public let statements: [Statement]
  /// Every check between forms with its outcome, in the order of the table set file.
  public let checks: [CheckOutcome]
  /// Checks between forms that could not be made, and why.
  public let skippedChecks: [SkippedCheck]

  /// A check that could not be made.
  public struct SkippedCheck: Hashable, Sendable {
    /// The check.
    public let check: Check
    /// Why not.
    public let reason: Phrase
  }

  /// Fills `forms`, which belong to `tableSet`, from `cube`; other arguments as for one statement.
  ///
  /// - Parameter previous: the facts of the year before, where the ledger has that year; with it
  ///   the opening balance is checked against last year's closing (X13).
  /// - Complexity: as for each form.
  public init(
    of tableSet: TableSet, forms: [Form], from cube: FigureCube, previous: FigureCube? = nil,
    catalogue: ClassificationCatalogue, unit: String, money: MoneyUnit? = nil
  ) {
    self.tableSet = tableSet
    let statements = forms.map {
      Statement(of: $0, from: cube, catalogue: catalogue, unit: unit, money: money)
    }
    self.statements = statements
    var evaluation = Evaluation(cube: cube, previous: previous)
    for statement in statements {
      evaluation.sheets[statement.form.code] = Evaluation.Sheet(
        layout: statement.layout, values: statement.cells.map(\.provenance))
    }
    let rounding = CheckOutcome.Rounding(
      money: statements.first?.money ?? .tenThousandYuan,
      decimals: statements.map(\.decimals).min() ?? 2)
    var outcomes: [CheckOutcome] = []
    var skipped: [SkippedCheck] = []
    for check in tableSet.checks {
      let placed: [Check]
      if let form = check.rowsOfForm {
        guard let sheet = evaluation.sheets[form] else {
          skipped.append(SkippedCheck(check: check, reason: Evaluation.Absence.form(form).words))
          continue
        }
        placed = check.placed(in: sheet.layout)
      } else {
        placed = [check]
      }
      for one in placed {
        do {
          outcomes.append(try CheckOutcome(one, evaluation, form: "", rounding: rounding))
        } catch {
          skipped.append(SkippedCheck(check: one, reason: error.words))
        }
      }
    }
    checks = outcomes
    skippedChecks = skipped
  }

  /// The statement of the form with this number, or `nil`.
  public func statement(_ code: String) -> Statement? {
    statements.first { $0.form.code == code }
  }

  /// Every check inside forms, then between them, with the number of its form; `nil` between.
  public var allChecks: [(form: String?, outcome: CheckOutcome)] {
    statements.flatMap { statement in
      statement.checks.map { (form: String?.some(statement.form.code), outcome: $0) }
    } + checks.map { (form: nil, outcome: $0) }
  }

  /// The checks that failed, inside forms and between them.
  public var failedChecks: [(form: String?, outcome: CheckOutcome)] {
    statements.flatMap { statement in
      statement.failedChecks.map { (form: String?.some(statement.form.code), outcome: $0) }
    } + checks.filter { !$0.isPassed }.map { (form: nil, outcome: $0) }
  }

  /// Whether no check of severity error failed.
  public var isPassed: Bool {
    failedChecks.allSatisfy { $0.outcome.check.severity == .warning }
  }
}

extension Evaluation.Absence {
  var words: Phrase {
    switch self {
    case .form(let form): Phrase(zh: "套表中没有表 \(form)", en: "the set has no form \(form)")
    case .cell(let form, let address):
      Phrase(zh: "表 \(form) 没有单元格 \(address)", en: "form \(form) has no cell \(address)")
    case .previousYear:
      Phrase(zh: "上年不在账中", en: "the year before is not in the ledger")
    }
  }
}
