// The golden books of the vault as facts: a reader of their import files that knows nothing else.

import BudgetDomain
import Foundation
import Projections
import Testing

@testable import Statements

/// One of the books in `Storage/Golden`.
struct GoldenBook {
  let columns: FactColumns
  let year: FiscalYear

  /// The book kept in `directory`, with further files after `import.csv`. No field of these files
  /// is quoted.
  init(_ directory: String, year: Int, files: [String] = ["import.csv"]) throws {
    self.year = try #require(FiscalYear(year))
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    var columns = FactColumns()
    for file in files {
      let url = root.appendingPathComponent("Storage/Golden/\(directory)/\(file)")
      let text = try String(contentsOf: url, encoding: .utf8)
      let lines = text.split(separator: "\n")
      let header = lines[0].split(separator: ",").map { String($0) }
      for line in lines.dropFirst() {
        let values = line.split(separator: ",", omittingEmptySubsequences: false).map {
          String($0)
        }
        try #require(values.count == header.count, "\(line)")
        let row = Dictionary(uniqueKeysWithValues: zip(header, values))
        let position = columns.endPosition
        let envelope = Envelope(
          position: position, recordedAt: RecordedTime(microseconds: Int64(position)),
          actor: "会计")
        columns.append(RecordedEvent(envelope: envelope, event: try Self.event(row)))
      }
    }
    self.columns = columns
  }

  func cube(at moment: Moment = Moment()) -> FigureCube {
    FigureCube(of: columns, year: year, at: moment)
  }

  private static func event(_ row: [String: String]) throws -> Event {
    let entry = try entry(row)
    switch row["kind"] {
    case "opening-balance": return .openingBalanceRecorded(entry)
    case "appropriation": return .appropriationApproved(entry)
    case "supplement": return .appropriationSupplemented(entry)
    case "reduction": return .appropriationReduced(entry)
    case "income": return .incomeReceived(entry)
    case "expenditure": return .expenditureRecorded(entry)
    case "virement":
      let target = TransferTarget(
        line: try line(row, prefix: "to_"),
        economic: row["to_economic"].flatMap { EconomicCode(text: $0) })
      return .virementApproved(Virement(entry: entry, target: target))
    default:
      Issue.record("no reader for \(row["kind"] ?? "")")
      return .incomeReceived(entry)
    }
  }

  private static func entry(_ row: [String: String]) throws -> Entry {
    let digits = try #require(row["amount"]).replacing(".", with: "")
    return Entry(
      line: try line(row, prefix: ""),
      economic: row["economic"].flatMap { EconomicCode(text: $0) },
      amount: try #require(Int64(digits).flatMap { Amount(fen: $0) }),
      date: try #require(row["date"].flatMap { EffectiveDate(text: $0) }),
      document: row["document"], payee: row["payee"], memo: row["memo"])
  }

  private static func line(_ row: [String: String], prefix: String) throws -> BudgetLine {
    BudgetLine(
      year: try #require(row["year"].flatMap { FiscalYear(text: $0) }),
      source: try #require(row["source"].flatMap { FundSource(word: $0) }),
      function: try #require(row[prefix + "function"].flatMap { FunctionCode(text: $0) }),
      nature: try #require(row[prefix + "nature"].flatMap { SpendingNature(word: $0) }),
      project: row[prefix + "project"].flatMap { ProjectName($0) })
  }
}

/// All statements of a golden book in a table set, also one of another year.
func statementSet(
  of book: GoldenBook, in tableSet: String, at moment: Moment = Moment()
) throws -> StatementSet {
  let library = FormLibrary.builtIn
  let set = try library.tableSet(tableSet)
  let inYear = try library.forms(in: tableSet, year: book.year)
  return StatementSet(
    of: set, forms: inYear.isEmpty ? try library.forms(in: tableSet) : inYear,
    from: book.cube(at: moment), catalogue: .builtIn, unit: "政务服务中心")
}
