// Transcripts of the audit side: history in full, one event, one line, one cell, findings, samples.

import Foundation
import Testing

@Suite struct AuditTests {
  private func json(_ text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func `history tells each entry in a sentence, with its line before and after`() throws {
    let books = try Books.small()
    let chinese = try books.run(words("history --kind 支出 --lang zh")).lines
    #expect(chinese.count == 3)
    #expect(
      chinese[2].contains("可用 20,000.00 → 7,700.00")
        && chinese[2].contains("支付 12,300.00 元，30201 办公费，2010301 行政运行/基本支出，办公用品"))
    let english = try books.run(words("history --kind income")).lines
    #expect(english[2].contains("money 0.00 → 20,000.00"))
    #expect(english[2].contains("received 20,000.00 yuan, 2010301 行政运行/basic, 一月拨款"))
    let csv = try books.run(words("history --kind 支出 --format csv")).lines
    #expect(csv[1].contains("expenditure-recorded,,20000.00,7700.00,20000.00,7700.00,"))
  }

  @Test func `history as JSON Lines is one object a line, amounts in fen`() throws {
    let books = try Books.small()
    for arguments in ["history --format jsonl", "history -o h.jsonl"] {
      let run = try books.run(words(arguments))
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    let lines = try books.directory.text("h.jsonl").split(separator: "\n")
    #expect(lines.count == 4)
    let entry = try json(String(lines[3]))
    #expect(entry["schema"] as? String == "juesuan/history-entry/1")
    #expect(entry["position"] as? Int == 3 && entry["date"] as? String == "2018-01-08")
    #expect(entry["amount_fen"] as? Int == 1_230_000 && entry["actor"] as? String == "测试员")
    let line = try #require((entry["lines"] as? [[String: Any]])?.first)
    #expect(line["free_after_fen"] as? Int == 770_000)
    #expect(line["line"] as? String == "2018/general-budget/2010301/basic")
    #expect(entry["approver"] is NSNull)
  }

  static let filters: [(String, Int)] = [
    ("--payee 供电公司", 6), ("--document 永政务记〔2018〕013号", 1), ("--text 大厅及机房电费", 6),
    ("--project 电子政务 --kind expenditure", 14), ("--min 1000000 --max 1100000", 5),
    ("--line 2018/other/2010301/basic", 1), ("--line other/2010301/basic --for 2018", 1),
    ("--cell 01:28:2 --for 2018", 174), ("--cell 07:1:12 --for 2018", 5),
    ("--cell 01:28:2 --for 2018 --payee 供电公司 --since 2018-07-01", 3),
    ("--for 2018 --until 2018-01-31", 23), ("--for 2019", 0), ("--backdated 100000", 0),
    ("--code 30217 --code 30231", 13), ("--refused", 0), ("--overrides", 0),
  ]

  @Test(arguments: filters)
  func `filters of history`(_ filter: String, _ count: Int) throws {
    let books = try Books.ofAYear()
    let run = try books.run(words("history --count \(filter)"))
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output == "\(count)\n")
    let listed = try books.run(words("history --format csv \(filter)")).lines
    #expect(listed.count == count + 1)
    let newest = try books.run(words("history --format jsonl --newest-first --limit 2 \(filter)"))
    #expect(newest.lines.count == min(2, count))
  }

  @Test func `the sum of what is behind a cell is the cell`() throws {
    let books = try Books.ofAYear()
    let sum = try books.run(words("history --cell 01:28:2 --for 2018 --sum"))
    #expect(
      sum.output == """
        174 events
        kind         count  amount (yuan)
        -----------  -----  -------------
        expenditure    174  24,150,415.55

        """)
    let object = try json(
      try books.run(words("history --cell 01:28:2 --for 2018 --sum --format json")).output)
    #expect(object["count"] as? Int == 174)
    let csv = try books.run(words("history --kind 收入 --sum --format csv --lang zh")).lines
    #expect(csv.first == "类型,笔数,金额（元）" && csv.last?.hasPrefix("收入,") == true)
  }

  @Test func `what came after a publication is asked for by its name`() throws {
    let books = try Books.small()
    try books.prepare("publish 2018 --name 公开")
    #expect(try books.run(words("history --after-publication 公开 --count")).output == "0\n")
    #expect(try books.run(expenditure("7")).exitCode == 0)
    let late = try books.run(words("history --after-publication 公开 --format csv")).lines
    #expect(late.count == 2 && late[1].hasPrefix("5,"))
    let found = try books.run(words("findings --test after-publication"))
    #expect(found.exitCode == 1 && found.output.contains("after-publication/2018/公开"))
    let wrong = try books.run(words("history --after-publication 公示"))
    #expect(wrong.exitCode == 64 && wrong.errors.contains("公开"))
  }

  static let refusals: [(String, Int32, String)] = [
    ("--since 2018-05-01 --until 2018-01-01", 64, "--since 2018-01-01 --until 2018-05-01"),
    ("--recorded-since 2019-01-01 --recorded-until 2018-01-01", 64, "[rangeReversed]"),
    ("--min 100 --max 99.99", 64, "--min 99.99 --max 100"),
    ("--since 2018-02-30", 64, "2018-02-28"), ("--until 2018-06-31", 64, "2018-06-30"),
    ("--since 2018-13-01", 64, "YYYY-MM-DD"), ("--code 2018", 64, "201"),
    ("--code 30299x", 64, "30299"), ("--code 0", 64, "[valueUnknown]"),
    ("--project 电子政物", 64, "电子政务"),
    ("--line 2018/general-budget/2010306/basik", 64, "2018/general-budget/2010306/basic"),
    ("--line general-budget/2010306/basic", 64, "2018/general-budget/2010306/basic"),
    ("--cell 01:28:2", 64, "[optionMissing]"), ("--cell 28 --for 2018", 64, "01:28:2"),
    ("--cell 01:28:9 --for 2018", 65, "28:2"), ("--cell 10:28:2 --for 2018", 65, "[unknownForm]"),
    ("--min 1.234", 64, "12,300.00"), ("--backdated soon", 64, "[valueUnknown]"),
    ("--count --sum", 64, "[optionWithoutEffect]"), ("--count --limit 3", 64, "--limit"),
    ("--newest-first --oldest-first", 64, "[optionWithoutEffect]"),
    ("--after-publication 年报", 64, "no such names yet"), ("--kind spending", 64, "[valueUnknown]"),
    ("--table-set hunan-2018", 64, "[optionMissing]"),
  ]

  @Test(arguments: refusals)
  func `a filter that nothing can pass is refused with what could`(
    _ filter: String, _ exitCode: Int32, _ hint: String
  ) throws {
    let run = try Books.ofAYear().run(words("history \(filter)"))
    #expect(run.exitCode == exitCode, "\(run.errors)")
    #expect(run.output.isEmpty && run.errors.contains(hint), "\(run.errors)")
  }

  @Test func `a name that nobody recorded under is told, and is no error`() throws {
    let run = try Books.small().run(words("history --actor 测试 --count"))
    #expect(run.exitCode == 0 && run.output == "0\n")
    #expect(run.errors == "note: nobody recorded anything as “测试”; some who did: 测试员\n")
  }

  @Test func `show has the sentence, the balances, the cells, the proof and the record`() throws {
    let books = try Books.ofAYear()
    let shown = try books.run(words("show 32 --lang zh"))
    #expect(shown.exitCode == 0 && shown.errors.isEmpty)
    #expect(shown.lines[0] == "#32 支出 95,178.00 元")
    #expect(shown.lines[1].hasPrefix("  向 供电公司 支付 95,178.00 元，30206 电费，"))
    for text in [
      "32/251 · #1–#251", "7,399,155.00", "7,303,977.00", "公开01  2018  28:2 50:2 52:2\n",
      "公开06  2018  302:1 30206:1 公用经费合计:1\n", "共 252 条，根 ", "juesuan prove 32 -o 32.proof",
      "原始记录  {\"position\":32,",
    ] {
      #expect(shown.output.contains(text), "\(text)\n\(shown.output)")
    }
    try books.directory.write("发票", to: "发票.pdf")
    try books.prepare("attach 32 发票.pdf")
    #expect(try books.run(words("show 32 --lang zh")).output.contains(" · 核对一致\n"))
    let path = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: books.ledger).first {
        $0.hasPrefix("documents/") && $0.utf8.count > 60
      })
    try books.directory.write("另一张", to: "books/\(path)")
    #expect(try books.run(words("show 32 --lang zh")).output.contains(" · 内容已变\n"))
    try FileManager.default.removeItem(atPath: "\(books.ledger)/\(path)")
    #expect(try books.run(words("show 32")).output.contains(" · the file is missing\n"))
  }

  @Test func `line is one page: stages, movements, running figures`() throws {
    let books = try Books.small()
    try books.prepare("close 2018 --date 2019-01-05")
    let run = try books.run(words("line general-budget/2010301/basic --for 2018 --lang zh"))
    #expect(
      run.output == """
        2018 年一般公共预算财政拨款/2010301/基本支出

        环节                        金额（元）
        --------------------------  ----------
        年初预算                     20,000.00
        收入                         20,000.00
        支出                         12,300.00
        指标合计                     20,000.00
        可用指标                      7,700.00
        年末资金                      7,700.00
        结转下年 #5（2018 年资金）    7,700.00

        序号  日期        经办人  类型           金额       可用       资金  事项
        ----  ----------  ------  --------  ---------  ---------  ---------  --------------------------------------------------------------------
          #1  2018-01-05  测试员  年初预算  20,000.00  20,000.00       0.00  批复年初预算 20,000.00 元，2010301 行政运行/基本支出，年初预算
          #2  2018-01-06  测试员  收入      20,000.00  20,000.00  20,000.00  收到 20,000.00 元，2010301 行政运行/基本支出，一月拨款
          #3  2018-01-08  测试员  支出      12,300.00   7,700.00   7,700.00  支付 12,300.00 元，30201 办公费，2010301 行政运行/基本支出，办公用品

        """, "\(run.output)")
    let next = try books.run(words("line 2019/general-budget/2010301/basic --for 2019"))
    #expect(next.output.contains("opening, money of 2018"))
    let object = try json(
      try books.run(words("line general-budget/2010301/basic --for 2018 --format json")).output)
    #expect((object["stages"] as? [String: Any])?["carried_over_5"] as? Int == 770_000)
    let wrong = try books.run(words("line general-budget/2010306/basic --for 2018"))
    #expect(wrong.exitCode == 64 && wrong.errors.contains("general-budget/2010301/basic"))
  }

  @Test func `blame tells who changed a cell, from what to what`() throws {
    let books = try Books.small()
    try books.prepare("reverse 3 --reason 误记 --date 2018-02-01")
    let run = try books.run(words("blame 01 28:2 --for 2018 --format csv"))
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.lines[1].hasSuffix(",测试员,,expenditure-recorded,0.00,12300.00,12300.00"))
    #expect(run.lines[2].hasSuffix(",测试员,,entry-reversed,12300.00,0.00,-12300.00"))
    let text = try books.run(words("blame 01 28:2 --for 2018 --newest-first --limit 1 --lang zh"))
    #expect(text.lines[0].hasSuffix("：0.00 万元（0.00 元），变动 2 次"))
    #expect(text.lines.count == 4 && text.lines[3].hasPrefix("  #4  "))
    let object = try json(
      try books.run(words("blame 01 28:2 --for 2018 --format json")).output)
    #expect((object["changes"] as? [[String: Any]])?.count == 2)
    #expect(try books.run(words("blame 01 28:9 --for 2018")).exitCode == 65)
  }

  @Test func `a finding is answered, and then shows as answered`() throws {
    let books = try Books.ofAYear()
    let found = try books.run(words("findings --lang zh"))
    #expect(found.exitCode == 1)
    #expect(
      found.output == """
        提示 · 超年初预算 · above-initial-budget/2018/total
          支出总额超年初预算：支出 33,836,115.55 元，预算 10,790,000.00 元，为其 313.59%；\
        全部指标（含结转、追加、调剂）45,451,600.00 元，总额未超
        关注 · 项目资金列基本支出 · project-money-in-basic/2018/2010306
          2010306 的基本支出 7,680,000.00 元，恰好等于其项目支出年初预算（基本支出年初预算为 \
        460,000.00 元）
        共 2 项，待说明 1 项 · 说明：juesuan findings explain 名称 --text 说明

        """, "\(found.output)")
    let id = "project-money-in-basic/2018/2010306"
    let tried = try books.run(words("findings explain \(id) --text 年初批复如此 --dry-run"))
    #expect(tried.exitCode == 0)
    #expect(try books.size() == 252)
    let answered = try books.run(words("findings explain \(id) --text 年初批复如此"))
    #expect(answered.exitCode == 0, "\(answered.errors)")
    let after = try books.run(words("findings"))
    #expect(after.exitCode == 0 && after.output.contains("answered #252 测试员: 年初批复如此\n"))
    #expect(try books.run(words("findings --open")).output == "nothing was found\n")
    let wrong = try books.run(words("findings explain project-money-in-basic/2018 --text x"))
    #expect(wrong.exitCode == 64 && wrong.errors.contains(id))
    let test = try books.run(words("findings --test overide"))
    #expect(test.exitCode == 64 && test.errors.contains("override"))
  }

  @Test func `the tests are listed with the thresholds of the year`() throws {
    let books = try Books.small()
    try books.prepare("policy set finding-december-share 40 --for 2018")
    let listed = try books.run(words("findings --list --for 2018 --format csv")).lines
    #expect(listed.count == 25)
    #expect(listed.contains { $0.hasPrefix("december-rush,notice,finding-december-share,40,") })
    let plain = try books.run(words("findings --list --format csv")).lines
    #expect(plain.contains { $0.hasPrefix("december-rush,notice,finding-december-share,30,") })
    let policy = try books.run(words("policy --for 2018 --format csv")).output
    #expect(policy.contains("finding-december-share,40,"))
    for (key, value) in [
      ("finding-december-share", "101"), ("finding-idle-years", "02"),
      ("finding-office-hours", "18-08"), ("finding-purposes", "a,a"),
    ] {
      #expect(try books.run(words("policy set \(key) \(value)")).exitCode == 64, "\(key)")
    }
    let raw = try books.run(words("findings --list --format json")).output
    #expect((try json(raw)["tests"] as? [[String: Any]])?.count == 24)
  }
}
