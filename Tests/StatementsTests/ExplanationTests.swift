// Every figure of every form is the sum of the events listed for it.

import BudgetDomain
import Projections
import Testing

@testable import Statements

struct ExplanationTests {
  struct Case: CustomTestStringConvertible {
    let book: String
    let year: Int
    let tableSet: String
    var testDescription: String { "\(book) in \(tableSet)" }
  }

  static let cases = [
    Case(book: "yongzhou-2018", year: 2018, tableSet: "hunan-2018"),
    Case(book: "yongzhou-2018", year: 2018, tableSet: "shanghai-2024"),
    Case(book: "huaihua-2024", year: 2024, tableSet: "national-2024"),
    Case(book: "jianghua-2023", year: 2023, tableSet: "national-2023"),
    Case(book: "junshan-2016", year: 2016, tableSet: "national-2020"),
  ]

  @Test(arguments: cases)
  func `the events of every cell add up to it`(_ example: Case) throws {
    let book = try GoldenBook(example.book, year: example.year)
    let set = try statementSet(of: book, in: example.tableSet)
    var explained = 0
    for statement in set.statements {
      for cell in statement.cells {
        let explanation = try #require(
          Explanation(
            of: cell.address, in: statement, columns: book.columns, catalogue: .builtIn))
        let sum = explanation.events.reduce(0) { $0 + $1.amountInFen }
        #expect(sum == cell.fen, "\(statement.form.code) \(cell.address.text)")
        #expect((explanation.events.last?.runningTotalInFen ?? 0) == cell.fen)
        let parts = explanation.operands.reduce(Int64(0)) {
          $0 + ($1.isSubtracted ? -$1.fen : $1.fen)
        }
        #expect(parts == cell.fen)
        #expect(explanation.text == statement.text(of: cell))
        explained += 1
      }
    }
    #expect(explained > 300)
  }

  static func explanation(_ form: String, _ address: String) throws -> Explanation {
    let book = try GoldenBook("yongzhou-2018", year: 2018)
    let set = try statementSet(of: book, in: "hunan-2018")
    let parsed = try #require(CellAddress(text: address))
    let statement = try #require(set.statement(form))
    return try #require(
      Explanation(of: parsed, in: statement, columns: book.columns, catalogue: .builtIn))
  }

  @Test func `receptions lead to their five vouchers`() throws {
    let explanation = try Self.explanation("07", "1:12")
    #expect(explanation.formula == "expenditure(source: general-budget, economic: 30217)")
    #expect(
      explanation.formulaWords.chinese == "支出（资金来源：一般公共预算财政拨款；经济分类：30217 公务接待费）")
    #expect(
      explanation.formulaWords.english
        == "expenditure (source: general-budget; economic code: 30217 公务接待费)")
    #expect(explanation.events.count == 5)
    #expect(explanation.events.first?.runningTotalInFen == 1_446_700)
    #expect(explanation.events.last?.runningTotalInFen == 7_000_000)
    #expect(explanation.events.allSatisfy { $0.type == .expenditureRecorded })
    #expect(explanation.events.map(\.position) == explanation.events.map(\.position).sorted())
    #expect(explanation.events.first?.date?.text == "2018-02-01")
    #expect(explanation.events.first?.economic?.text == "30217")
    #expect(explanation.events.first?.line?.function.text == "2010306")
  }

  @Test func `what cancels out is not listed`() throws {
    let total = try Self.explanation("01", "54:2")
    // 总计 of spending is spending and what is left after it: spending itself cancels out.
    #expect(!total.events.contains { $0.kind == .expenditure })
    #expect(total.events.allSatisfy { $0.kind == .openingBalance || $0.kind == .income })
    #expect(total.operands.map(\.words.chinese) == ["支出", "结余分配", "年末结转和结余"])
  }

  @Test func `a cell that is not there has no explanation`() throws {
    let book = try GoldenBook("yongzhou-2018", year: 2018)
    let set = try statementSet(of: book, in: "hunan-2018")
    let statement = try #require(set.statement("03"))
    for address in ["2010302:1", "合计:7", "x:1"] {
      let parsed = try #require(CellAddress(text: address))
      #expect(
        Explanation(of: parsed, in: statement, columns: book.columns, catalogue: .builtIn)
          == nil)
    }
  }

  @Test func `references are said in words and can be followed`() throws {
    let form = try Form01Tests.form(
      replacing: "=opening() + income() + fund-balance-applied()",
      with: "=[23:1] - (-[25:1]) + [1:1..6:1] - [23:1]")
    let facts = [Fact(kind: .income, fen: 5), Fact(kind: .openingBalance, fen: 7)]
    let columns = try columns(of: facts)
    let statement = try Form01Tests.statement(facts, form: form)
    let address = try #require(CellAddress(text: "27:1"))
    let explanation = try #require(
      Explanation(of: address, in: statement, columns: columns, catalogue: .builtIn))
    #expect(
      explanation.formulaWords.chinese
        == "[23:1] 本年收入合计 减 减 [25:1] 年初结转和结余 加 [1:1] 一、财政拨款收入 至 "
        + "[6:1] 六、其他收入 之和 减 [23:1] 本年收入合计")
    #expect(explanation.operands.map { $0.address?.text } == ["23:1", nil, nil, "23:1"])
    #expect(explanation.events.map(\.amountInFen) == [5, 7])
    #expect(explanation.cell.fen == 12)
  }
}
