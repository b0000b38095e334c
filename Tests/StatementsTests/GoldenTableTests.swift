// The published tables of 永州市政务服务中心 for 2018: every printed cell of 公开01–08 comes out.

import BudgetDomain
import Projections
import Testing

@testable import Statements

struct GoldenTableTests {
  static let yongzhou = Result { try GoldenBook("yongzhou-2018", year: 2018) }

  static func set() throws -> StatementSet {
    try statementSet(of: try yongzhou.get(), in: "hunan-2018")
  }

  static func statement(_ code: String) throws -> Statement {
    try #require(try set().statement(code))
  }

  @Test func `the set has eight forms`() throws {
    #expect(
      try Self.set().statements.map(\.form.name) == (1...8).map { "公开0\($0)" })
  }

  @Test func `table 01 is as it was printed`() throws {
    #expect(printedRows(try Self.statement("01")) == printedYongzhou2018)
  }

  @Test(arguments: printedTablesOfYongzhou2018.keys.sorted())
  func `every printed cell comes out`(_ code: String) throws {
    let statement = try Self.statement(code)
    let rows = printedRows(statement).map { row in
      row.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }.joined(separator: "|")
    }
    let printed = try #require(printedTablesOfYongzhou2018[code])
    #expect(rows == printed.split(separator: "\n").map { String($0) })
  }

  @Test func `all 479 amounts of the seven tables are compared`() throws {
    let set = try Self.set()
    #expect(set.statements.filter { $0.form.code != "08" }.map(\.cells.count).reduce(0, +) == 479)
  }

  @Test func `item names are indented by two blanks, sections and classes are not`() throws {
    let rows = printedRows(try Self.statement("03"))
    #expect(
      rows.map { $0[1] }.prefix(6) == [
        "", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "  行政运行", "  政务公开审批",
        "社会保障和就业支出",
      ])
    #expect(rows[0].prefix(2) == ["合计", ""])
    #expect(printedRows(try Self.statement("06"))[1].prefix(2) == ["30101", "  基本工资"])
    #expect(printedRows(try Self.statement("04"))[23][0] == "  一般公共预算财政拨款")
  }

  @Test func `table 08 is empty and says so`() throws {
    let statement = try Self.statement("08")
    #expect(
      statement.emptySentence == "本部门本年度没有政府性基金预算财政拨款收入、支出及结转和结余，故本表无数据。")
    let rows = printedRows(statement)
    #expect(rows[0] == ["合计", "", "", "", "", "", "", ""])
    #expect(rows.dropFirst().allSatisfy { $0.allSatisfy(\.isEmpty) })
    #expect(statement.cells.allSatisfy { $0.fen == 0 })
  }

  @Test func `only empty tables of a form that has a sentence are left blank`() throws {
    let cube = try cube(of: [])
    for form in try FormLibrary.builtIn.forms(in: "hunan-2018") {
      let statement = Statement(of: form, from: cube, catalogue: .builtIn, unit: "")
      #expect((statement.emptySentence != nil) == (form.code == "08"))
    }
  }

  @Test func `addresses are those of the official tables`() throws {
    let set = try Self.set()
    for (form, address, fen) in [
      ("01", "28:2", 2_415_041_555), ("02", "2010301:7", 182_580_000),
      ("03", "2010306:3", 1_248_611_899), ("03", "合计:1", 3_383_611_555),
      ("05", "20103:2", 1_166_429_656), ("06", "30101:1", 175_077_000),
      ("06", "公用经费合计:1", 606_555_656), ("07", "1:6", 13_000_000), ("07", "1:12", 7_000_000),
      ("04", "50:3", 1_161_548_445),
    ] {
      #expect(try #require(set.statement(form)).fen(address) == Int64(fen), "\(form) \(address)")
    }
  }

  @Test func `the details of 301 differ from it in print but not in the books`() throws {
    let statement = try Self.statement("06")
    #expect(statement.failedChecks.isEmpty)
    let tails = statement.tailDifferences
    #expect(tails.map(\.check.id) == ["C06-1", "C06-1"])
    #expect(tails.map(\.check.left.text) == ["[301:1]", "[302:1]"])
    #expect(tails[0].printed.left == "555.44")
    #expect(tails[0].printed.right == "555.45")
    #expect(tails[0].printed.difference == "-0.01")
    #expect(tails[0].printed.tolerance == "0.070")
    #expect(tails.map(\.isWithinTolerance) == [true, true])
    #expect(tails[1].printed.difference == "0.01")
  }

  @Test func `every check inside and between the tables holds`() throws {
    let set = try Self.set()
    #expect(set.failedChecks.isEmpty)
    #expect(set.isPassed)
    #expect(set.skippedChecks.map(\.check.id) == ["X13"])
    let ids = Set(set.allChecks.map(\.outcome.check.id))
    #expect(ids.isSuperset(of: (1...12).filter { $0 != 8 }.map { "X\($0)" }))
    #expect(set.allChecks.count > 200)
  }
}
