// From events to cells and back: an event feeds the cells whose explanation lists it, and no others.

import BudgetDomain
import Projections
import Testing

@testable import Statements

@Suite struct `An event of a golden book` {
  static let books: [(String, Int, [String], String)] = [
    ("yongzhou-2018", 2018, ["import.csv"], "hunan-2018"),
    ("huaihua-2024", 2024, ["import.csv", "override.csv"], "shanghai-2024"),
    ("junshan-2016", 2016, ["import.csv", "overspend.csv"], "hunan-2018"),
    ("jianghua-2023", 2023, ["import.csv"], "national-2023"),
  ]

  @Test(arguments: books)
  func `feeds the cells whose explanation lists it, and no others`(
    name: String, year: Int, files: [String], tableSet: String
  ) throws {
    let book = try GoldenBook(name, year: year, files: files)
    let set = try statementSet(of: book, in: tableSet)
    var explained: [UInt64: Set<String>] = [:]
    for statement in set.statements {
      for cell in statement.cells {
        let explanation = try #require(
          Explanation(
            of: cell.address, in: statement, columns: book.columns, catalogue: .builtIn))
        for event in explanation.events {
          explained[event.position, default: []].insert(
            "\(statement.form.code) \(cell.address.text)")
        }
      }
    }
    #expect(!explained.isEmpty)
    for position in 0..<book.columns.endPosition {
      let rows = book.columns.rows(at: position)
      let fed = set.statements.flatMap { statement in
        statement.cells(fedByRows: rows, of: book.columns).map {
          "\(statement.form.code) \($0.cell.address.text)"
        }
      }
      #expect(Set(fed) == explained[position] ?? [], "#\(position)")
      #expect(Set(fed).count == fed.count)
    }
  }

  @Test func `adds to a cell what the explanation says it adds`() throws {
    let book = try GoldenBook("yongzhou-2018", year: 2018)
    let statement = try #require(
      try statementSet(of: book, in: "hunan-2018").statement("01"))
    let address = try #require(CellAddress(text: "52:2"))
    let explanation = try #require(
      Explanation(of: address, in: statement, columns: book.columns, catalogue: .builtIn))
    for event in explanation.events {
      let fed = statement.cells(
        fedByRows: book.columns.rows(at: event.position), of: book.columns)
      let cell = fed.first { $0.cell.address == address }
      #expect(cell?.amountInFen == event.amountInFen)
    }
  }

  @Test func `feeds nothing of a statement as of before it, or of another year`() throws {
    let book = try GoldenBook("yongzhou-2018", year: 2018)
    let early = try statementSet(of: book, in: "hunan-2018", at: Moment(endPosition: 100))
    let late = book.columns.rows(at: 200)
    #expect(early.statements.allSatisfy { $0.cells(fedByRows: late, of: book.columns).isEmpty })
    let june = Moment(throughDate: EffectiveDate(year: 2018, month: 6, day: 30))
    let half = try statementSet(of: book, in: "hunan-2018", at: june)
    #expect(half.statements.allSatisfy { $0.cells(fedByRows: late, of: book.columns).isEmpty })
    let year = try #require(FiscalYear(2019))
    let form = try FormLibrary.builtIn.form("01", tableSet: "national-2019", year: year)
    let next = Statement(
      of: form, from: FigureCube(of: book.columns, year: year), catalogue: .builtIn, unit: "")
    #expect(next.cells(fedByRows: late, of: book.columns).isEmpty)
  }
}
