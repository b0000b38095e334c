// 公开01 of the Hunan tables of 2018: the official table comes out, and every check can fail.

import BudgetDomain
import Projections
import Testing

@testable import Statements

struct Form01Tests {
  static let fileText = String(decoding: PackageResources.hunan_2018_01_json, as: UTF8.self)

  static func form(replacing old: String = "", with new: String = "") throws -> Form {
    let text = old.isEmpty ? fileText : fileText.replacing(old, with: new, maxReplacements: 1)
    try #require(old.isEmpty || text != fileText)
    return try Form(json: Array(text.utf8), fileName: "hunan-2018-01.json")
  }

  static func statement(_ facts: [Fact], form: Form? = nil) throws -> Statement {
    Statement(
      of: try form ?? Self.form(), from: try cube(of: facts), catalogue: .builtIn,
      unit: "永州市政务服务中心")
  }

  static func fen(_ address: String, _ statement: Statement) throws -> Int64 {
    try statement.fen(address)
  }

  @Test func `the printed table of Yongzhou comes out cell by cell`() throws {
    let statement = try Self.statement(factsOfYongzhou2018)
    #expect(printedRows(statement) == printedYongzhou2018)
    #expect(statement.failedChecks.isEmpty)
    #expect(statement.checks.map(\.check.id) == ["C01-1", "C01-2", "C01-3", "C01-4", "C01-5"])
  }

  @Test func `cells keep the exact fen`() throws {
    let statement = try Self.statement(factsOfYongzhou2018)
    #expect(try Self.fen("1:1", statement) == 2_899_740_000)
    #expect(try Self.fen("52:2", statement) == 1_344_128_445)
    #expect(try Self.fen("27:1", statement) == 4_727_740_000)
  }

  @Test func `cells stand in the order of the form, income first`() throws {
    let addresses = try Self.form().cells.map(\.address.text)
    let income = (Array(1...6) + [23, 24, 25, 27]).map { "\($0):1" }
    let spending = (Array(28...48) + [50, 51, 52, 54]).map { "\($0):2" }
    #expect(addresses == income + spending)
  }

  @Test func `spending lines are named as the code list of 2018 names their class`() throws {
    let year = try #require(FiscalYear(2018))
    let spending = try Self.form().cells.filter { (28...48).contains(Int($0.address.row) ?? 0) }
    #expect(spending.count == 21)
    for cell in spending {
      guard case .sum(.expenditure, let filter) = cell.expression,
        let prefix = filter.functions.first
      else {
        Issue.record("\(cell.address.text) is no sum over a class")
        continue
      }
      let name = ClassificationCatalogue.builtIn.functions.name(of: prefix.number, in: year)
      #expect(cell.label.text.split(separator: "、").last.map { String($0) } == name)
    }
  }

  struct Failure: CustomTestStringConvertible {
    let old: String
    let new: String
    let ids: [String]
    let differencesInFen: [Int64]
    var testDescription: String { "\(ids) by \(new)" }
  }

  @Test(arguments: [
    Failure(
      old: "income(source: fiscal)", new: "income(source: general-budget)", ids: ["C01-1"],
      differencesInFen: [2_000]),
    Failure(
      old: "=income()", new: "=income(source: general-budget)", ids: ["C01-1", "C01-3"],
      differencesInFen: [-2_300, 2_300]),
    Failure(
      old: "function: 229", new: "function: 22960", ids: ["C01-2"], differencesInFen: [7]),
    Failure(
      old: "=opening()", new: "=opening(source: general-budget)", ids: ["C01-3"],
      differencesInFen: [50]),
    Failure(
      old: "=closing()", new: "=closing(source: fiscal)", ids: ["C01-4"],
      differencesInFen: [350]),
    Failure(
      old: "=expenditure() + surplus-distributed() + closing()", new: "=expenditure()",
      ids: ["C01-4", "C01-5"],
      differencesInFen: [-13_043, 13_043]),
  ])
  func `each check finds the form that is wrong`(_ failure: Failure) throws {
    let facts = [
      Fact(kind: .openingBalance, fen: 1_000),
      Fact(kind: .openingBalance, source: .other, fen: 50),
      Fact(kind: .income, fen: 10_000),
      Fact(kind: .income, source: .governmentFund, fen: 2_000),
      Fact(kind: .income, source: .other, fen: 300),
      Fact(kind: .expenditure, economic: "30201", fen: 300),
      Fact(kind: .expenditure, function: "2299901", economic: "30201", fen: 7),
    ]
    #expect(try Self.statement(facts).failedChecks.isEmpty)
    let form = try Self.form(replacing: failure.old, with: failure.new)
    let failed = try Self.statement(facts, form: form).failedChecks
    #expect(failed.map(\.check.id) == failure.ids)
    #expect(failed.map(\.differenceInFen) == failure.differencesInFen)
  }

  @Test func `spending of a class without a line does not vanish silently`() throws {
    let facts = [
      Fact(kind: .openingBalance, fen: 500),
      Fact(kind: .expenditure, function: "2320301", economic: "30701", fen: 100),
    ]
    let statement = try Self.statement(facts)
    #expect(try Self.fen("50:2", statement) == 100)
    #expect(statement.failedChecks.map(\.check.id) == ["C01-2"])
    #expect(statement.failedChecks.map(\.differenceInFen) == [100])
  }

  @Test func `budgets are not part of the table`() throws {
    let facts = [EntryKind.appropriation, .supplement, .reduction].map {
      Fact(kind: $0, fen: 1_000_000)
    }
    #expect(try Self.statement(facts).cells.allSatisfy { $0.fen == 0 })
  }

  @Test func `every source has its income line`() throws {
    let facts = FundSource.allCases.enumerated().map {
      Fact(kind: .income, source: $0.element, fen: 1 << Int64($0.offset))
    }
    let statement = try Self.statement(facts)
    #expect(try (1...6).map { try Self.fen("\($0):1", statement) } == [7, 8, 16, 32, 64, 128])
  }

  @Test func `an earlier position and an earlier date see less`() throws {
    let facts = [
      Fact(kind: .income, fen: 1, date: "2018-01-31"),
      Fact(kind: .income, fen: 10, date: "2018-12-31"),
      Fact(kind: .income, fen: 100, date: "2018-06-30"),
    ]
    let form = try Self.form()
    func income(_ moment: Moment) throws -> Int64 {
      let statement = Statement(
        of: form, from: try cube(of: facts, at: moment), catalogue: .builtIn, unit: "")
      #expect(statement.moment == moment)
      return try Self.fen("23:1", statement)
    }
    #expect(try income(Moment()) == 111)
    #expect(try income(Moment(endPosition: 2)) == 11)
    #expect(try income(Moment(throughDate: EffectiveDate(text: "2018-06-30"))) == 101)
  }

  @Test func `the caller may choose the unit of money`() throws {
    let facts = [Fact(kind: .income, fen: 1_234_567)]
    let cube = try cube(of: facts)
    let form = try Self.form()
    func text(_ money: MoneyUnit?) throws -> String {
      let statement = Statement(of: form, from: cube, catalogue: .builtIn, unit: "", money: money)
      return statement.text(of: try #require(statement.cells.first))
    }
    #expect(try text(nil) == "1.23")
    #expect(try text(.tenThousandYuan) == "1.23")
    #expect(try text(.yuan) == "12,345.67")
  }
}

struct ProvenanceTests {
  let facts = [
    Fact(kind: .openingBalance, fen: 1_000),
    Fact(kind: .income, fen: 200),
    Fact(kind: .expenditure, economic: "30201", fen: 50),
    Fact(kind: .expenditure, function: "2080501", economic: "30301", fen: 7),
  ]

  func cell(_ address: String, _ statement: Statement) throws -> Statement.Cell {
    let parsed = try #require(CellAddress(text: address))
    return try #require(statement.cell(at: parsed))
  }

  @Test func `a figure is the sum of its operands`() throws {
    let statement = try Form01Tests.statement(facts)
    for cell in statement.cells {
      let sum = cell.provenance.operands.reduce(Int64(0)) {
        $0 + ($1.isSubtracted ? -$1.fen : $1.fen)
      }
      #expect(sum == cell.fen)
    }
    let closing = try cell("52:2", statement).provenance
    #expect(closing.operands.map(\.fen) == [1_000, 0, 0, 200, 0, 57, 0])
    #expect(
      closing.operands.map(\.isSubtracted) == [false, false, false, false, false, true, true])
  }

  @Test func `a figure leads to the facts that made it`() throws {
    let columns = try columns(of: facts)
    let cube = try cube(of: facts)
    let statement = try Form01Tests.statement(facts)
    func rows(_ address: String) throws -> [[Int]] {
      statement.factSums(of: try cell(address, statement)).map { cube.lineage($0.filter) }
    }
    #expect(try rows("28:2") == [[2]])
    #expect(try rows("50:2") == [[2, 3]])
    #expect(try rows("52:2") == [[0], [], [], [1], [], [2, 3], []])
    #expect(try rows("24:1") == [[]])
    for row in try rows("50:2").joined() { #expect(columns.amountInFen[row] > 0) }
  }

  @Test func `references lead through other cells with the right sign`() throws {
    let form = try Form01Tests.form(
      replacing: "=opening() + income() + fund-balance-applied()",
      with: "=0 - (-[52:2] + [28:2..48:2])")
    let statement = try Form01Tests.statement(facts, form: form)
    let total = try cell("27:1", statement)
    let sums = statement.factSums(of: total)
    let closingSigns = [false, false, false, false, false, true, true]
    #expect(sums.reduce(0) { $0 + ($1.isSubtracted ? -$1.fen : $1.fen) } == total.fen)
    #expect(total.fen == 1_143 - 57)
    #expect(Array(sums.map(\.isSubtracted).prefix(8)) == closingSigns + [true])
    #expect(sums.count == 7 + 21)
  }
}
