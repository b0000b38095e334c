// Transcripts of closing, reopening and what is found afterwards.

import Foundation
import Testing

@Suite struct YearTests {
  @Test func `closing carries every line over, with year of origin and state`() throws {
    let books = try Books.small()
    try books.prepare(
      "record opening-balance --date 2018-01-01 --amount 25,000.00 LINE",
      "record income --date 2018-02-01 --amount 5 PROJECT",
      "project complete 平台 --date 2018-11-30")
    let preview = try books.run(words("close 2018 --date 2019-01-05 --dry-run"))
    #expect(
      preview.output == """
        closing 2018, as it would be
        source          function  nature   project  origin  state          amount
        --------------  --------  -------  -------  ------  ----------  ---------
        general-budget  2010301   basic             2017    continuing  12,700.00
        general-budget  2010301   basic             2018    continuing  20,000.00
        general-budget  2010306   project  平台     2018    surplus          5.00
        --------------  --------  -------  -------  ------  ----------  ---------
        total                                                           32,705.00
        continuing (结转) 32,700.00 yuan, surplus (结余) 5.00 yuan
        dry run: nothing was written

        """)
    let size = try books.size()
    let closed = try books.run(words("close 2018 --date 2019-01-05 --lang zh"))
    #expect(closed.output.hasPrefix("#\(size) 结账 2018 年\n"))
    #expect(closed.output.contains("结转 32,700.00 元，结余 5.00 元\n"))
    #expect(closed.output.hasSuffix("账本共 \(size + 4) 条 · 下一步：juesuan balance --for 2019\n"))
    let csv = try books.run(["balance", "--for", "2019", "--format", "csv"]).output
    // 结余 is money of the line, but nothing that may be spent.
    #expect(csv.contains("basic,,32700.00,0.00,0.00%,32700.00,32700.00,"), "\(csv)")
    #expect(csv.contains("project,平台,0.00,0.00,,0.00,5.00,"), "\(csv)")
    #expect(csv.contains("total,,,,,32700.00,0.00,0.00%,32700.00,32705.00,"), "\(csv)")
    let shown = try books.run(["show", "\(size + 3)", "--lang", "zh"]).output
    #expect(shown.contains("结余") && shown.contains("2018 年资金"))
  }

  @Test func `a year with nothing left carries nothing`() throws {
    let books = try Books.small()
    #expect(try books.run(expenditure("7,700")).exitCode == 0)
    let run = try books.run(words("close 2018 --date 2019-01-05"))
    #expect(run.output.contains("\nnothing is left to carry over\n"))
    #expect(try books.size() == 6)
  }

  @Test func `the year of a real unit closes with what its tables print`() throws {
    let books = try Books.ofAYear()
    let run = try books.run(words("close 2018 --date 2019-01-15"))
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("13,441,284.45"))
    let json = try books.run(["balance", "--for", "2019", "--format", "json"]).output
    let value = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let total = try #require(value["total"] as? [String: Any])
    #expect(total["opening_fen"] as? Int == 1_344_128_445)
    #expect(total["closing_fen"] as? Int == 1_344_128_445)
  }

  @Test func `money unused for two years is proposed to lapse, and stays`() throws {
    let books = try Books.small()
    try books.prepare(
      "close 2018 --date 2019-01-05", "record income --date 2019-03-01 --amount 5 LINE",
      "close 2019 --date 2020-01-05")
    let run = try books.run(words("close 2020 --date 2021-01-05 --lang zh"))
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      run.output.contains(
        """
        连续 2 年未用完，建议交回财政（财预〔2016〕18号；不自动处理）：
          2020/general-budget/2010301/basic · 2018 · 7,700.00

        """), "\(run.output)")
    #expect(try books.run(["balance", "--for", "2021"]).output.contains("7,705.00"))
  }

  @Test func `what is recorded in a reopened year is found`() throws {
    let books = try Books.small()
    try books.prepare("close 2018 --date 2019-01-05")
    #expect(try books.run(["findings"]).output == "nothing was found\n")
    let reopened = try books.run(words("reopen 2018 --reason 审计调整 --date 2019-03-01"))
    #expect(reopened.output == "#6 year-reopened · 2018\n")
    #expect(try books.run(expenditure("70", "--actor", "李出纳")).exitCode == 0)
    try books.prepare("close 2018 --date 2019-03-05")
    let found = try books.run(["findings", "--for", "2018", "--lang", "zh"])
    #expect(found.exitCode == 1 && found.errors.isEmpty)
    #expect(found.output.contains("反结账期间") && found.output.contains("李出纳"))
    #expect(try books.run(["findings", "--for", "2017"]).exitCode == 0)
    let listed = try books.run(["history", "--during-reopening", "--format", "csv"]).lines
    #expect(listed.count == 2 && listed[1].hasPrefix("7,"))
    // The second closing carries only what the first did not.
    let carried = try books.run(["history", "--kind", "balance-carried-over", "--format", "csv"])
    #expect(carried.lines.dropFirst().map { $0.contains(",basic,,7700.00,") } == [true, false])
    #expect(carried.lines.last?.contains(",7700.00,7630.00,7700.00,7630.00,") == true)
    #expect(carried.output.contains(",basic,,-70.00,"))
    #expect(try books.run(["balance", "--for", "2019"]).output.contains("7,630.00"))
  }
}
