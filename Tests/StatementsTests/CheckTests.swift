// Checks: no wrong formula of any form goes unnoticed, and each check says what it found.

import BudgetDomain
import Projections
import Testing

@testable import Statements

struct CheckTests {
  /// One movement in every corner of the eight tables of 2018, all amounts different.
  static let facts: [Fact] = {
    var facts: [Fact] = []
    func add(_ fact: Fact) {
      facts.append(fact)
      // Enough comes in that no balance is negative.
      let isSpent = fact.kind == .expenditure || fact.kind == .surplusDistribution
      facts[facts.count - 1].fen =
        Int64(facts.count * facts.count) * (isSpent ? 1_000 : 1_000_000) + 7
    }
    for source in FundSource.allCases where source != .stateCapital {
      add(Fact(kind: .openingBalance, source: source, fen: 0))
      add(Fact(kind: .income, source: source, fen: 0))
    }
    for source in [FundSource.generalBudget, .governmentFund, .service] {
      add(Fact(kind: .expenditure, source: source, economic: "30101", fen: 0))
      add(
        Fact(
          kind: .expenditure, source: source, function: "2080505", nature: .project,
          economic: "30201", fen: 0))
    }
    for nature in [SpendingNature.remittance, .business, .subsidy] {
      add(Fact(kind: .expenditure, source: .other, nature: nature, economic: "30201", fen: 0))
    }
    for economic in ["30201", "30305", "30701", "31002", "31013", "39906", "30212", "30231"] {
      add(Fact(kind: .expenditure, economic: economic, fen: 0))
      add(Fact(kind: .appropriation, economic: economic, fen: 0))
    }
    add(Fact(kind: .expenditure, economic: "30217", fen: 0))
    add(Fact(kind: .appropriation, economic: "30217", fen: 0))
    add(Fact(kind: .fundBalanceApplied, source: .other, fen: 0))
    add(Fact(kind: .surplusDistribution, source: .other, fen: 0))
    return facts
  }()

  static func set(replacing form: Form? = nil) throws -> StatementSet {
    let library = FormLibrary.builtIn
    return StatementSet(
      of: try library.tableSet("hunan-2018"),
      forms: try library.forms(in: "hunan-2018").map { $0.code == form?.code ? form ?? $0 : $0 },
      from: try cube(of: facts), catalogue: .builtIn, unit: "")
  }

  @Test(arguments: (1...8).map { "0\($0)" })
  func `a formula that loses its money is noticed`(_ code: String) throws {
    #expect(try Self.set().failedChecks.isEmpty)
    let form = try #require(
      try FormLibrary.builtIn.forms(in: "hunan-2018").first { $0.code == code })
    let file = try #require(FormLibrary.formFiles.first { $0.name == form.fileName })
    let text = String(decoding: file.bytes, as: UTF8.self)
    let statement = try #require(try Self.set().statement(code))
    let live = Set(
      form.cells.filter { cell in
        statement.cells.contains {
          ($0.address == cell.address || cell.address.row == Expression.thisRow) && $0.fen != 0
            && $0.address.column == cell.address.column
        }
      }.map(\.expression.text))
    var noticed = 0
    for formula in text.matches(of: /"=([^"]+)"/) {
      let expression = try ExpressionParser.expression(in: String(formula.1))
      guard live.contains(expression.text) else { continue }
      let broken = text[..<formula.range.lowerBound] + "\"=0\"" + text[formula.range.upperBound...]
      let wrong = try Form(json: Array(broken.utf8), fileName: file.name)
      let failed = try Self.set(replacing: wrong).failedChecks
      #expect(!failed.isEmpty, "\(code): \(formula.0)")
      noticed += 1
    }
    #expect(noticed >= 6)
  }

  @Test func `money without a line fails the check of its table, with the amount`() throws {
    let facts = [Fact(kind: .expenditure, economic: "30901", fen: 12_345)]
    let form = try #require(
      try FormLibrary.builtIn.forms(in: "hunan-2018").first { $0.code == "06" })
    let library = FormLibrary.builtIn
    let set = StatementSet(
      of: try library.tableSet("hunan-2018"), forms: try library.forms(in: "hunan-2018"),
      from: try cube(of: facts), catalogue: .builtIn, unit: "")
    #expect(set.failedChecks.map(\.outcome.check.id) == ["X9"])
    #expect(set.failedChecks.map(\.outcome.differenceInFen) == [12_345])
    #expect(!set.isPassed)
    let missing = Statement(
      of: form, from: try cube(of: [Fact(kind: .expenditure, economic: "30703", fen: 5)]),
      catalogue: .builtIn, unit: "")
    #expect(missing.failedChecks.map(\.check.left.text) == ["[307:1]"])
    #expect(missing.failedChecks.map(\.check.right.text) == ["[307/:1]"])
  }

  @Test func `at least is not equal`() throws {
    let text = FormReaderTests.valid
      .replacing(
        "\"severity\": \"error\"", with: "\"severity\": \"warning\", \"relation\": \"at-least\""
      )
      .replacing(
        "\"left\": \"[4:1]\", \"right\": \"[1:1] - [2:1]\"",
        with: "\"left\": \"[1:1]\", \"right\": \"[2:1]\"")
    let form = try FormReaderTests.form(text)
    func passes(income: Int64, expenditure: Int64) throws -> Bool {
      let facts = [
        Fact(kind: .income, fen: income),
        Fact(kind: .expenditure, economic: "30201", fen: expenditure),
      ]
      let statement = Statement(
        of: form, from: try cube(of: facts), catalogue: .builtIn, unit: "")
      return statement.failedChecks.isEmpty
    }
    #expect(try passes(income: 2, expenditure: 1))
    #expect(try passes(income: 1, expenditure: 1))
    #expect(try !passes(income: 1, expenditure: 2))
  }

  struct Tail: CustomTestStringConvertible {
    let income: [Int64]
    let difference: String
    let tolerance: String
    let hasTail: Bool
    var testDescription: String { "\(income)" }
  }

  @Test(arguments: [
    Tail(income: [10_000, 20_000], difference: "0.00", tolerance: "0.015", hasTail: false),
    Tail(income: [5_000, 5_000], difference: "-0.01", tolerance: "0.015", hasTail: true),
    Tail(income: [4_999, 4_999], difference: "0.01", tolerance: "0.015", hasTail: true),
    Tail(income: [5_000, -5_000], difference: "0.00", tolerance: "0.015", hasTail: false),
  ])
  func `what rounding does to a sum stays within its tolerance`(_ tail: Tail) throws {
    let text = FormReaderTests.valid.replacing("=expenditure()", with: "=income(source: other)")
      .replacing("=income()", with: "=income(source: general-budget)")
      .replacing("=[1:1] - [2:1]", with: "=income()")
      .replacing("\"right\": \"[1:1] - [2:1]\"", with: "\"right\": \"[1:1] + [2:1]\"")
    let facts = zip([FundSource.generalBudget, .other], tail.income).map {
      Fact(kind: .income, source: $0, fen: $1)
    }
    let statement = Statement(
      of: try FormReaderTests.form(text), from: try cube(of: facts), catalogue: .builtIn, unit: "")
    let outcome = try #require(statement.checks.first)
    #expect(outcome.isPassed)
    #expect(outcome.printed.difference == tail.difference)
    #expect(outcome.printed.tolerance == tail.tolerance)
    #expect(outcome.hasTailDifference == tail.hasTail)
    #expect(outcome.isWithinTolerance)
    let yuan = Statement(
      of: statement.form, from: try cube(of: facts), catalogue: .builtIn, unit: "", money: .yuan)
    #expect(yuan.tailDifferences.isEmpty)
  }
}
