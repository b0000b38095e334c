// An official table as page and as comma-separated text.

import BudgetDomain
import Presentation
import Projections
import Statements
import Testing

struct FormTableTests {
  func table(_ statement: Statement, _ language: Language = .chinese) -> FormTable {
    FormTable(statement, asOf: sampleAsOf, language: language)
  }

  @Test func `a page shows title, table, notes and evidence`() throws {
    let expected = """
                       收支表
                                        试01表
      部门：政务服务中心        金额单位：万元
      -------------+------+------+------------
          项目     | 行次 | 本年及年末各项金额
                   |      | 收支 |    余额
      -------------+------+------+------------
      栏次         |      |    1 |           2
      收入         |    1 | 1.23 |        0.73
        其中, 财政 |    2 | 1.23 |
      支出         |    3 | 0.50 |
      -------------+------+------+------------
      注：样表。
      1:2、2:1：说明。
      2018 年度，截至第 3 号事项（记录于 2018-12-31T16:00:00.000000Z）
      日志 4 条，树根 ab12
      表样 test/90 第 3 版
      审核公式：2 条通过，0 条不符

      """
    #expect(table(try sampleStatement()).text == expected)
  }

  @Test func `notes and evidence speak English, official words stay`() throws {
    let text = table(try sampleStatement(), .english).text
    #expect(text.contains("收支表"))
    #expect(text.contains("1:2, 2:1: A note."))
    #expect(text.contains("year 2018, as of event 3 (recorded 2018-12-31T16:00:00.000000Z)\n"))
    #expect(text.contains("log of 4 events, root ab12\nform test/90 edition 3\n"))
    #expect(text.hasSuffix("checks: 2 passed, 0 failed\n"))
  }

  @Test func `a failed check is named with exact figures`() throws {
    let table = table(try sampleStatement(otherIncome: true))
    #expect(
      table.evidence.suffix(2) == [
        "审核公式：1 条通过，1 条不符",
        "K2 提示：收入全为财政拨款；[1:1] 与 [2:1]：12,345.68 ≠ 12,345.67，差 0.01 元",
      ])
    let english = FormTable(
      try sampleStatement(otherIncome: true), asOf: sampleAsOf, language: .english)
    #expect(
      english.evidence.last
        == "K2 warning: all income is fiscal; [1:1] and [2:1]: 12,345.68 ≠ 12,345.67, "
        + "difference 0.01 yuan")
  }

  @Test func `a page of an earlier date says so`() throws {
    let moment = Moment(throughDate: EffectiveDate(text: "2018-03-31"))
    let table = table(try sampleStatement(at: moment))
    #expect(table.evidence[0].hasPrefix("2018 年度，业务日期至 2018-03-31，截至第 3 号事项"))
    #expect(table.rows[0][2].text == "0.00")
  }

  @Test func `an empty log is no position`() throws {
    let asOf = AsOf(position: nil, recordedAtText: nil, treeSize: 0, rootHex: "e3b0")
    let table = FormTable(try sampleStatement(), asOf: asOf, language: .english)
    #expect(table.evidence[0] == "year 2018, as of an empty log")
  }

  @Test func `another unit of money is printed with its name`() throws {
    let table = table(try sampleStatement(money: .yuan))
    #expect(table.moneyLine == "金额单位：元")
    #expect(table.rows.map { $0[2].text } == ["12,345.67", "12,345.67", "5,000.00"])
  }

  @Test func `cells say what they hold`() throws {
    let row = table(try sampleStatement()).rows[1]
    #expect(row.map(\.kind) == [.label, .line, .amount, .amount])
    #expect(row.map(\.text) == ["其中, 财政", "2", "1.23", ""])
    #expect(row.map(\.indent) == [1, 0, 0, 0])
    #expect(row.map { $0.address?.text } == [nil, nil, "2:1", nil])
  }

  @Test func `comma-separated text has one header line and plain numbers`() throws {
    let expected = """
      项目,行次,本年及年末各项金额.收支,本年及年末各项金额.余额
      收入,1,12345.67,7345.67
      "其中, 财政",2,12345.67,
      支出,3,5000.00,

      """
    #expect(table(try sampleStatement(money: .yuan)).csv == expected)
  }

  @Test func `a name cannot break the page`() throws {
    let text = table(try sampleStatement(unit: "甲\n乙\u{1B}[31m")).text
    #expect(text.contains("部门：甲 乙 [31m"))
    let undisturbed = table(try sampleStatement()).text
    #expect(text.split(separator: "\n").count == undisturbed.split(separator: "\n").count)
  }
}
