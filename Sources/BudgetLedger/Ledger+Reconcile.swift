// A filed workbook beside the ledger, cell by cell.

public import BudgetDomain
import OfficeOpenXML
public import Projections
public import Statements

/// What comparing a filed workbook with the ledger came to.
public struct ReconciliationSet: Sendable {
  /// The tables that were compared, in the order of the table set.
  public let tables: [Reconciliation]
  /// Forms of the table set that the workbook does not have.
  public let missing: [Form]
  /// Where the workbook shows the ledger at an earlier moment: how many records it had then.
  public let earlierSize: UInt64?

  /// The differences that are left without an explanation.
  public var unexplained: [Reconciliation.Difference] { tables.flatMap(\.unexplained) }
}

extension Ledger {
  /// Compares the tables of a filed workbook (.xlsx) with the statements of `year` as of `moment`.
  ///
  /// Cells are found by the names that our own workbooks give them; on other sheets, which are
  /// recognised by the title or number of a form, by the numbers printed beside and above them.
  /// Where cells differ, but all of them are what the ledger said at one earlier moment, the events
  /// since then are the explanation.
  ///
  /// - Throws: ``LedgerError/badInput(source:_:)`` for a file that is no workbook or has none of
  ///   the tables; else as ``statementSet(for:at:tableSet:money:)``.
  /// - Complexity: O(n) in the facts of the ledger, and once more where cells differ.
  public func reconcile(
    _ bytes: [UInt8], named source: String, for year: FiscalYear, at moment: Moment = Moment(),
    tableSet: String? = nil
  ) throws(LedgerError) -> ReconciliationSet {
    let filed: FiledWorkbook
    do throws(OfficeFileProblem) {
      filed = try FiledWorkbook(bytes)
    } catch {
      throw .badInput(source: source, [InputProblem(error)])
    }
    let set = try statementSet(for: year, at: moment, tableSet: tableSet)
    var tables: [Reconciliation] = []
    var filedTables: [FiledTable] = []
    var missing: [Form] = []
    for statement in set.statements {
      guard let table = filed.table(for: statement), !table.figures.isEmpty else {
        missing.append(statement.form)
        continue
      }
      filedTables.append(table)
      tables.append(Reconciliation(of: table, with: statement))
    }
    guard !tables.isEmpty else {
      throw .badInput(source: source, [.noTables(set.statements.map(\.form))])
    }
    let earlier = try earlierSize(filedTables, tables, year, moment, tableSet)
    if let earlier {
      for index in tables.indices {
        tables[index].explain(by: { self.positions(behind: $0, in: $1, since: earlier) })
      }
    }
    return ReconciliationSet(tables: tables, missing: missing, earlierSize: earlier)
  }

  /// The size at which the ledger said all that was filed; `nil` where there is none, or nothing is
  /// left to explain.
  private func earlierSize(
    _ filed: [FiledTable], _ tables: [Reconciliation], _ year: FiscalYear, _ moment: Moment,
    _ tableSet: String?
  ) throws(LedgerError) -> UInt64? {
    guard var candidate = candidate(tables) else { return nil }
    candidate = min(candidate, moment.endPosition ?? size)
    let then = Moment(endPosition: candidate, throughDate: moment.throughDate)
    let set = try statementSet(for: year, at: then, tableSet: tableSet)
    let statements = Dictionary(
      set.statements.map { ($0.form.code, $0) }, uniquingKeysWith: { first, _ in first })
    for (table, now) in zip(filed, tables) {
      guard let statement = statements[now.statement.form.code],
        Reconciliation(of: table, with: statement).unexplained.isEmpty
      else { return nil }
    }
    return candidate
  }

  /// The greatest size at which every differing cell said what was filed, as its own events tell.
  private func candidate(_ tables: [Reconciliation]) -> UInt64? {
    var range: Range<UInt64>?
    for table in tables {
      for difference in table.unexplained {
        guard difference.ledgerInFen != nil, let filed = difference.filedInFen,
          let explanation = explanation(of: difference.address, in: table.statement)
        else { return nil }
        // Where the cell had this value last, before it moved on.
        var last: Range<UInt64>?
        var sum: Int64 = 0
        var start: UInt64 = 0
        for event in explanation.events {
          if table.agrees(filed, with: sum), event.position >= start {
            last = start..<event.position + 1
          }
          sum = event.runningTotalInFen
          start = event.position + 1
        }
        guard let last else { return nil }
        let found = last.clamped(to: range ?? 0..<UInt64.max)
        guard !found.isEmpty else { return nil }
        range = found
      }
    }
    return range.map { $0.upperBound - 1 }
  }

  private func positions(
    behind address: CellAddress, in statement: Statement, since size: UInt64
  ) -> [UInt64] {
    let events = explanation(of: address, in: statement)?.events ?? []
    return Set(events.map(\.position).filter { $0 >= size }).sorted()
  }
}

extension InputProblem {
  /// A workbook without a table of the table set.
  fileprivate static func noTables(_ forms: [Form]) -> InputProblem {
    let titles = forms.prefix(12).map { "\($0.name) \($0.title)" }
    return InputProblem(
      row: nil, column: nil, excerpt: "",
      wording: Wording(
        name: "noTableRecognised",
        what: Phrase(
          zh: "没有一张工作表是这套报表里的表（按单元格名称和表题识别）。",
          en: "No sheet is a table of the set, by names of cells or by titles."),
        next: Phrase(
          zh: "工作表上方应有表题；这套表有：\(titles.joined(separator: "、"))；别的套表加 --table-set",
          en: "A title stands above each table; the set has: \(titles.joined(separator: ", ")); "
            + "another set: --table-set")))
  }
}
