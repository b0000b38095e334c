// A restatement names every cell that moved, and exactly the events that moved it.

import BudgetDomain
import Projections
import Testing

@testable import Statements

struct ComparisonTests {
  /// A December error of 3.00 yuan on the wrong item, taken back and recorded anew in February.
  static let facts = [
    Fact(kind: .openingBalance, fen: 100_000),
    Fact(kind: .income, fen: 500_000),
    Fact(kind: .expenditure, economic: "30201", fen: 20_000),
    Fact(kind: .expenditure, economic: "30217", fen: 300, date: "2018-12-20"),
    Fact(kind: .expenditure, economic: "30217", fen: -300, date: "2018-12-31"),
    Fact(
      kind: .expenditure, function: "2010306", economic: "30201", fen: 300, date: "2018-12-31"),
  ]

  static func sets(from: UInt64?, to: UInt64?) throws -> (StatementSet, StatementSet) {
    let columns = try columns(of: facts)
    let year = try #require(FiscalYear(2018))
    func set(_ end: UInt64?) throws -> StatementSet {
      StatementSet(
        of: try FormLibrary.builtIn.tableSet("hunan-2018"),
        forms: try FormLibrary.builtIn.forms(in: "hunan-2018"),
        from: FigureCube(of: columns, year: year, at: Moment(endPosition: end)),
        catalogue: .builtIn, unit: "")
    }
    return (try set(from), try set(to))
  }

  static func comparisons(from: UInt64?, to: UInt64?) throws -> [Comparison] {
    let (before, after) = try sets(from: from, to: to)
    let columns = try columns(of: facts)
    return zip(before.statements, after.statements).map {
      Comparison(from: $0, to: $1, columns: columns)
    }
  }

  @Test func `a correction lists exactly its two events and every cell it touched`() throws {
    let moved = try Self.comparisons(from: 4, to: nil).filter { !$0.movedCells.isEmpty }
    #expect(moved.map(\.after.form.code) == ["03", "05", "06", "07"])
    for comparison in moved {
      #expect(Set(comparison.positions).isSubset(of: [4, 5]))
      #expect(comparison.formChanges.isEmpty)
      for cell in comparison.movedCells {
        #expect(cell.events.reduce(0) { $0 + $1.amountInFen } == cell.differenceInFen)
        #expect(!cell.events.isEmpty)
      }
    }
    #expect(Set(moved.flatMap(\.positions)) == [4, 5])
    #expect(
      moved[0].movedCells.map(\.address.text) == [
        "2010301:1", "2010301:2", "2010306:1", "2010306:2",
      ])
    #expect(moved[0].movedCells.map(\.beforeInFen) == [20_300, 20_300, nil, nil])
    #expect(moved[0].movedCells.map(\.afterInFen) == [20_000, 20_000, 300, 300])
    #expect(moved[2].movedCells.map(\.address.text) == ["30201:1", "30217:1"])
    #expect(moved[3].movedCells.map(\.address.text) == ["1:7", "1:12"])
    #expect(moved[3].positions == [4])
  }

  @Test func `rows that disappear are compared with what they were`() throws {
    let comparison = try Self.comparisons(from: nil, to: 5)[2]
    let gone = comparison.movedCells.filter { $0.address.row == "2010306" }
    #expect(gone.map(\.afterInFen) == [nil, nil, nil, nil, nil, nil].prefix(gone.count).map { $0 })
    #expect(gone.map(\.differenceInFen) == [-300, -300])
    #expect(gone.flatMap { $0.events.map(\.amountInFen) } == [-300, -300])
  }

  @Test func `the same moment moves nothing`() throws {
    #expect(try Self.comparisons(from: 6, to: nil).allSatisfy { $0.movedCells.isEmpty })
  }

  @Test func `a changed form stands apart from moved figures`() throws {
    let columns = try columns(of: Self.facts)
    let cube = FigureCube(of: columns, year: try #require(FiscalYear(2018)))
    func statement(_ form: Form) -> Statement {
      Statement(of: form, from: cube, catalogue: .builtIn, unit: "")
    }
    let old = try Form01Tests.form()
    let new = try Form01Tests.form(
      replacing: "=income(source: fiscal)", with: "=income(source: general-budget)")
    let comparison = Comparison(from: statement(old), to: statement(new), columns: columns)
    #expect(comparison.movedCells.isEmpty)
    #expect(comparison.formChanges.map(\.address.text) == ["1:1"])
    #expect(comparison.formChanges[0].before?.formula == "income(source: fiscal)")
    #expect(comparison.formChanges[0].after?.formula == "income(source: general-budget)")
    #expect(comparison.formChanges[0].after?.fen == 500_000)
    let shorter = try Form01Tests.form(replacing: "\"=income(source: service)\"", with: "\"\"")
    let removed = Comparison(from: statement(old), to: statement(shorter), columns: columns)
    #expect(removed.formChanges.map { $0.after?.fen } == [nil])
  }
}
