// Publishing: a set of statements, its forms, its figures and the log they came from, under a name.

public import BudgetDomain
import Merkle
public import Statements

/// What publishing came to.
public struct PublishingOutcome: Sendable {
  /// The publication as an event.
  public let outcome: RecordOutcome
  /// What was published.
  public let publication: Publication
  /// The statements.
  public let statements: StatementSet
}

extension Ledger {
  /// Publishes the statements of `year` under `name`: records the forms, a digest of every table,
  /// and the root of the log they were made from. ``moment(asOf:through:)`` finds it by that name.
  ///
  /// The checkpoint of that log is published first, under the same lock: no publication ever names
  /// a checkpoint that is not among ``checkpoints()``.
  ///
  /// - Throws: ``LedgerError/noForm(_:)`` where the table set has no form for the year,
  ///   ``LedgerError/positionMoved(expected:actual:newer:)`` where somebody recorded while the
  ///   statements were made, and as ``record(_:isDryRun:expectedPosition:)``.
  public func publish(
    _ year: FiscalYear, name: String, tableSet: String? = nil, actor: String,
    isDryRun: Bool = false
  ) throws(LedgerError) -> PublishingOutcome {
    try refresh()
    let treeSize = size
    let moment = try moment(asOf: nil)
    let set = try statementSet(for: year, at: moment, tableSet: tableSet)
    guard !set.statements.isEmpty else { throw try noForms(of: set.tableSet.name, for: year) }
    let publication = Publication(
      name: name, year: year, tableSet: set.tableSet.name, treeSize: treeSize,
      root: try root(ofSize: treeSize).hex,
      tables: set.statements.map {
        PublishedTable(form: $0.form.code, edition: $0.form.edition, digest: $0.digest)
      })
    let outcome = try record(
      [Submission(.publishStatements(publication), actor: actor)], isDryRun: isDryRun,
      expectedPosition: treeSize, afterPublishingCheckpoint: true)
    return PublishingOutcome(outcome: outcome, publication: publication, statements: set)
  }

  /// Why there is nothing to publish: a publication without tables is one that no reader accepts.
  private func noForms(
    of tableSet: String, for year: FiscalYear
  ) throws(LedgerError) -> LedgerError {
    let library = try library()
    do throws(FormSearchProblem) {
      let code = try library.forms(in: tableSet).first?.code
      _ = try library.form(code ?? "01", tableSet: tableSet, year: year)
    } catch {
      return .noForm(error)
    }
    preconditionFailure("a table set without forms for a year has no form for it")
  }

  /// Records why a check of `year` fails and may (出错说明).
  ///
  /// - Throws: as ``record(_:isDryRun:expectedPosition:)``.
  public func explainCheck(
    _ check: String, for year: FiscalYear, text: String, actor: String, isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    let explanation = CheckExplanation(year: year, check: check, text: text)
    return try record([Submission(.explainCheck(explanation), actor: actor)], isDryRun: isDryRun)
  }

  /// Every publication by name, with its place in the log.
  public var publications: [String: PublishedMoment] { fold.state.publications }
}

extension Statement {
  /// SHA-256 over the table's cells in the order of the form, one line each: address, exact fen and
  /// printed text, separated by tabs. Two statements with one digest print the same figures.
  public var digest: String {
    var bytes: [UInt8] = []
    for cell in cells {
      bytes.append(contentsOf: "\(cell.address.text)\t\(cell.fen)\t\(text(of: cell))\n".utf8)
    }
    return SHA256.hash(bytes).hex
  }
}
