// The published tables of Yongzhou as pages, as comma-separated text and as JSON: the same cells.

import BudgetDomain
import Presentation
import Projections
import Testing

@testable import Statements

struct GoldenRenderingTests {
  static let asOf = AsOf(
    position: 250, recordedAtText: "2019-01-10T02:00:00.000000Z", treeSize: 251, rootHex: "ab12")

  static func table(_ code: String) throws -> FormTable {
    FormTable(try GoldenTableTests.statement(code), asOf: asOf, language: .chinese)
  }

  /// The printed rows without blanks, cells joined by `|`.
  static func expected(_ code: String) throws -> [String] {
    if code == "01" {
      return printedYongzhou2018.map { $0.filter { !$0.isEmpty }.joined(separator: "|") }
    }
    return try #require(printedTablesOfYongzhou2018[code]).split(separator: "\n").map { String($0) }
  }

  static let codes = (1...7).map { "0\($0)" }

  @Test(arguments: codes)
  func `the page prints every cell`(_ code: String) throws {
    let lines = try Self.table(code).text.split(separator: "\n")
    let rules = lines.indices.filter { lines[$0].hasPrefix("--") }
    try #require(rules.count == 3)
    let body = lines[(rules[1] + 1)..<rules[2]].map { line in
      line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
        .filter { !$0.isEmpty }.joined(separator: "|")
    }
    let numbers = body.count - (try Self.expected(code).count)
    #expect(numbers == (code == "06" ? 0 : 1))
    #expect(Array(body.dropFirst(numbers)) == (try Self.expected(code)))
  }

  @Test(arguments: codes)
  func `comma-separated text holds every cell as a plain number`(_ code: String) throws {
    let lines = try Self.table(code).csv.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").filter { !$0.isEmpty }.joined(separator: "|")
    }
    #expect(lines == (try Self.expected(code)).map { $0.replacing(",", with: "") })
  }

  @Test(arguments: codes)
  func `JSON holds every cell with what is printed`(_ code: String) throws {
    let statement = try GoldenTableTests.statement(code)
    let json = StatementJSON.value(of: statement, asOf: Self.asOf).text
    let printed = try Self.expected(code).joined(separator: "|").split(separator: "|")
      .filter { $0.wholeMatch(of: /-?[0-9,]+\.[0-9]{2}/) != nil }.map { String($0) }
    let texts = json.matches(of: /"fen":-?[0-9]+,"text":"([^"]*)"/).map { String($0.1) }
    #expect(texts.sorted() == printed.sorted())
    for cell in statement.cells {
      let line = "{\"address\":\"\(cell.address.text)\",\"row\":\"\(cell.address.row)\","
      #expect(json.contains(line))
    }
  }

  @Test func `the empty table says so in every format`() throws {
    let sentence = "本部门本年度没有政府性基金预算财政拨款收入、支出及结转和结余，故本表无数据。"
    let table = try Self.table("08")
    #expect(table.text.contains("\n\(sentence)\n"))
    #expect(!table.text.contains(" 0.00"))
    #expect(table.csv.hasSuffix("\n\(sentence),,,,,,,\n"))
    #expect(!table.csv.contains("0.00"))
    let json = StatementJSON.value(of: try GoldenTableTests.statement("08"), asOf: Self.asOf).text
    #expect(json.contains("\"empty\":\"\(sentence)\""))
    #expect(json.contains("\"fen\":0,\"text\":\"\"}"))
  }

  @Test func `the page of table 08 is this`() throws {
    let expected = """
                                      政府性基金预算财政拨款收入支出决算表
                                                                                                   公开08表
      部门：政务服务中心                                                                     金额单位：万元
      -----------------+----------+----------------+----------+------+----------+----------+---------------
                 项目             | 年初结转和结余 | 本年收入 |          本年支出          | 年末结转和结余
      功能分类科目编码 | 科目名称 |                |          | 小计 | 基本支出 | 项目支出 |
      -----------------+----------+----------------+----------+------+----------+----------+---------------
                       | 栏次     |              1 |        2 |    3 |        4 |        5 |              6
                 合计             |                |          |      |          |          |
                       |          |                |          |      |          |          |
                       |          |                |          |      |          |          |
                       |          |                |          |      |          |          |
                       |          |                |          |      |          |          |
                       |          |                |          |      |          |          |
                       |          |                |          |      |          |          |
      -----------------+----------+----------------+----------+------+----------+----------+---------------
      注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。
      本部门本年度没有政府性基金预算财政拨款收入、支出及结转和结余，故本表无数据。
      2018 年度，截至第 250 号事项（记录于 2019-01-10T02:00:00.000000Z）
      日志 251 条，树根 ab12
      表样 hunan-2018/08 第 1 版
      审核公式：2 条通过，0 条不符

      """
    #expect(try Self.table("08").text == expected)
  }

  @Test func `tail differences stand below the table of 301`() throws {
    let evidence = try Self.table("06").evidence
    #expect(
      evidence.contains(
        "C06-1 尾差：[301:1] 印 555.44，[301/:1] 印数合计 555.45，差 -0.01（容许 0.070）；"
          + "账上相等，各单元格分别四舍五入"))
    #expect(evidence.contains("审核公式：8 条通过，0 条不符"))
  }

  @Test func `the whole set is one document`() throws {
    let set = try GoldenTableTests.set()
    let text = StatementSetJSON.value(of: set, asOf: Self.asOf).text
    #expect(text.hasPrefix("{\n  \"schema\":\"juesuan/statements/1\",\n"))
    #expect(text.matches(of: /"schema":"juesuan\/statement\/1"/).count == 8)
    #expect(text.contains("\"id\":\"X13\",\"left\":\"[01!25:1]\""))
  }

  @Test func `the report on checks counts all and lists tail differences`() throws {
    let report = CheckReport(try GoldenTableTests.set())
    let text = report.text(.chinese)
    #expect(text.contains("06 C06-1 尾差：[301:1] 印 555.44"))
    #expect(text.contains("X13 未审核：上年不在账中\n"))
    #expect(text.contains("条通过，0 条不符\n"))
    #expect(report.table(.chinese).rows.isEmpty)
    #expect(report.table(.english, all: true).rows.count > 200)
    #expect(report.json(asOf: Self.asOf).text.contains("\"failed\":[]"))
  }

  @Test func `an explanation as a page, as comma-separated text and as JSON`() throws {
    let statement = try GoldenTableTests.statement("07")
    let report = ExplanationReport(
      try ExplanationTests.explanation("07", "1:12"), of: statement,
      documents: [25: "永政务记〔2018〕005号"])
    let text = report.text(.chinese, events: 0..<2)
    #expect(text.hasPrefix("公开07 1:12 决算数.公务接待费：7.00 万元（70,000.00 元）\n公式：支出（"))
    #expect(text.contains("2018-02-01"))
    #expect(text.hasSuffix("事项 2 / 5\n"))
    #expect(report.eventCount == 5)
    #expect(report.csv(.english).split(separator: "\n").count == 6)
    #expect(report.csv(.english).contains(",14467.00,14467.00\n"))
    let json = report.json(asOf: Self.asOf).text
    #expect(json.contains("\"running_total_fen\":7000000"))
    #expect(json.contains("\"schema\":\"juesuan/explanation/1\""))
  }

  @Test func `a comparison as a listing, as comma-separated text and as JSON`() throws {
    let report = ComparisonReport(try ComparisonTests.comparisons(from: 4, to: nil))
    let text = report.text(.chinese)
    #expect(
      text.contains("\n07  1:12       决算数.公务接待费          3.00          0.00       -3.00  4\n"))
    #expect(text.hasSuffix("12 个单元格变动，涉及 2 个事项\n"))
    #expect(
      report.csv(.english).split(separator: "\n")[1]
        == "03,2010301:1,行政运行,203.00,200.00,-3.00,4")
    let json = report.json(from: Self.asOf, to: Self.asOf).text
    #expect(json.contains("\"events\":[4,5]"))
    #expect(json.contains("\"before_fen\":null,\n      \"after_fen\":300,\n"))
    let same = ComparisonReport(try ComparisonTests.comparisons(from: nil, to: nil))
    #expect(same.text(.english) == "cells that moved: 0, events that moved them: 0\n")
  }
}
