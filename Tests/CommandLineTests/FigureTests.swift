// Transcripts of check, check explain, explain and forms.

import Foundation
import Testing

@Suite struct FigureTests {
  /// A ledger whose spending stands on a class that no form has: three checks fail.
  private func failing() throws -> Books {
    let books = try Books.opened()
    try books.directory.write("code,name\n2300101,本表没有的类\n", to: "codes.csv")
    try books.prepare("codes import codes.csv --system function")
    let text = Books.smallImport.replacing("2010301", with: "2300101")
    #expect(try books.run(["import", "-"], input: Array(text.utf8)).exitCode == 0)
    return books
  }

  private func object(_ run: Run) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func `a set that adds up passes, with its tail differences and what was skipped`() throws {
    let books = try Books.ofAYear()
    let run = try books.run(words("check --for 2018 --lang zh"))
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    #expect(run.lines.count == 4)
    #expect(run.lines[0].hasPrefix("06 C06-1 尾差：[301:1] 印 555.44，"))
    #expect(run.lines[1].hasPrefix("06 C06-1 尾差：[302:1] 印 606.56，"))
    #expect(run.lines[2] == "X13 未审核：上年不在账中")
    #expect(run.lines[3] == "审核公式：395 条通过，0 条不符")
    let all = try books.run(words("check --for 2018 --all --format csv"))
    #expect(all.exitCode == 0 && all.lines.count == 396)
    #expect(try books.run(words("check --for 2018 --all")).lines.count > 395)
    let json = try object(try books.run(words("check --for 2018 --format json")))
    #expect(json["schema"] as? String == "juesuan/checks/1" && json["passed"] as? Int == 395)
  }

  @Test func `every failure is listed at once with both sides, and ends with 1`() throws {
    let books = try failing()
    let run = try books.run(words("check --for 2018 --format csv"))
    #expect(run.exitCode == 1)
    #expect(
      run.lines == [
        "form,check,result,left,left value,right,right value,difference,rule,explanation",
        "01,C01-2,error,[50:2],12300.00,= [28:2..48:2],0.00,12300.00,"
          + "the spending lines add up to 本年支出合计,",
        "04,C04-1,error,[49:2],12300.00,= [28:2..48:2],0.00,12300.00,"
          + "the spending lines of the column add up to 本年支出合计,",
        "04,C04-1,error,[49:3],12300.00,= [28:3..48:3],0.00,12300.00,"
          + "the spending lines of the column add up to 本年支出合计,",
      ])
    let set = try books.run(words("statements --for 2018"))
    #expect(set.exitCode == 1 && set.output.contains("公开08表"))
    #expect(set.errors.contains("check C04-1 failed by 12,300.00 yuan"))
  }

  @Test func `an explained failure is shown and no longer ends with 1`() throws {
    let books = try failing()
    let dry = try books.run(words("check explain C01-2 --for 2018 --text 自设科目 --dry-run"))
    #expect(dry.output.hasPrefix("#5 check-explained · 2018 01 C01-2 · 自设科目\n"))
    #expect(try books.size() == 5)
    try books.prepare("check explain C01-2 --for 2018 --text 自设科目")
    let half = try books.run(words("check --for 2018"))
    #expect(half.exitCode == 1 && half.output.contains("01 C01-2 is explained: 自设科目\n"))
    try books.prepare("check explain C04-1 --for 2018 --text 同上")
    let run = try books.run(words("check --for 2018 --lang zh"))
    #expect(run.exitCode == 0 && run.output.contains("04 C04-1 出错说明：同上\n"))
    let csv = try books.run(words("check --for 2018 --format csv")).lines
    #expect(csv[1].hasSuffix(",自设科目") && csv[3].hasSuffix(",同上"))
    let json = try object(try books.run(words("check --for 2018 --format json")))
    #expect((json["explanations"] as? [String: String])?["01 C01-2"] == "自设科目")
    #expect(try books.run(words("statement 01 --for 2018")).exitCode == 0)
    #expect(try books.run(words("statements --for 2018")).exitCode == 0)
    #expect(try books.run(words("close 2018 --dry-run")).exitCode == 0)
    let unknown = try books.run(words("check explain C01-22 --for 2018 --text x"))
    #expect(unknown.exitCode == 64 && unknown.errors.contains("Did you mean: C01-2"))
  }

  @Test func `a cell is explained to its events and their documents`() throws {
    let books = try Books.ofAYear()
    let text = try books.run(words("explain 01 28:2 --for 2018 --limit 2 --lang zh"))
    #expect(text.exitCode == 0)
    #expect(text.lines[0] == "公开01 28:2 一、一般公共服务支出：2,415.04 万元（24,150,415.55 元）")
    #expect(text.lines[1].hasPrefix("公式：支出（"))
    #expect(text.lines[1].hasSuffix("expenditure(function: 201)"))
    #expect(text.output.contains("永政务记〔2018〕001号"))
    #expect(text.lines.last == "事项 2 / 174")
    let last = try books.run(words("explain 01 28:2 --for 2018 --skip 173"))
    #expect(last.output.contains("24,150,415.55\nevents 1 of 174\n"))
    #expect(try books.run(words("explain 01 28:2 --for 2018 --skip 999")).exitCode == 0)
    let csv = try books.run(words("explain 01 28:2 --for 2018 --format csv")).lines
    #expect(csv.count == 175 && csv.last?.hasSuffix(",24150415.55") == true)
    let json = try object(try books.run(words("explain 01 28:2 --for 2018 --format json")))
    #expect(json["fen"] as? Int == 2_415_041_555)
    let events = try #require(json["events"] as? [[String: Any]])
    #expect(events.last?["running_total_fen"] as? Int == 2_415_041_555)
    #expect(events.first?["document"] as? String == "永政务记〔2018〕001号")
    let early = try books.run(words("explain 01 28:2 --for 2018 --as-of 5"))
    #expect(early.lines.last == "events 1 of 1")
    let none = try books.run(words("explain 01 28:2 --for 2018 --limit 2 --format csv"))
    #expect(none.exitCode == 64 && none.errors.contains("[optionWithoutEffect]"))
  }

  @Test(arguments: [
    ("explain 01 29:9 --for 2018", "Nearest: 29:2;"),
    ("explain 03 2010310:1 --for 2018", "2010301:1"),
    ("explain 03 zz --for 2018", "Nearest: 合计:1 合计:2 合计:3;"),
    ("statement 1 --for 2018", "forms: 01 02 03 04 05 06 07 08"),
    ("statement 01 --for 2018 --table-set hunan-2081", "table sets: hunan-2018 national-2019"),
    ("statement 01 --for 2019", "table sets for 2019: national-2019"),
  ])
  func `what is not there is answered with what is near`(_ line: String, _ near: String) throws {
    let run = try Books.ofAYear().run(words(line))
    #expect(run.exitCode == 65 && run.output.isEmpty)
    #expect(run.errors.contains(near), "\(run.errors)")
  }

  @Test func `forms are listed, with and without a ledger, and shown`() throws {
    let books = try Books.opened()
    let list = try Program.run(words("forms --for 2018 --format csv"))
    #expect(list.exitCode == 0 && list.lines.count == 9)
    #expect(list.lines[1] == "hunan-2018,01,收入支出决算总表,2018,1,hunan-2018-01.json,")
    #expect(try books.run(words("forms --for 2018 --format csv")).output == list.output)
    let json = try object(try Program.run(words("forms --table-set hunan-2018 --format json")))
    #expect(json["schema"] as? String == "juesuan/forms/1")
    let text = try Program.run(words("forms --lang zh")).output
    #expect(text.contains("shanghai-2024 · ") && text.contains("未核实"))
    let shown = try Program.run(words("forms show 07 --for 2018 --lang zh")).output
    for words in [
      "hunan-2018/07 公开07 ", "expenditure(source: general-budget, economic: 30217)", "C07-1",
      "12 决算数.公务接待费", "注：本表反映部门本年度“三公”经费支出预决算情况", "未核实：",
    ] { #expect(shown.contains(words), "\(words)") }
    let shanghai = try Program.run(words("forms show 07 --for 2024 --table-set shanghai-2024"))
    #expect(shanghai.exitCode == 0 && shanghai.output.hasPrefix("shanghai-2024/07 "))
  }

  @Test func `a form of the user's own is checked, then used`() throws {
    let books = try Books.ofAYear()
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Statements/Forms/hunan-2018-01.json")
    let own = try String(contentsOf: source, encoding: .utf8)
      .replacing("收入支出决算总表", with: "自编总表")
    try books.directory.write(own, to: "own.json")
    let checked = try books.run(words("forms check own.json"))
    #expect(checked.output == "hunan-2018/01 自编总表 2018: 35 cells, 5 checks, no fault\n")
    try books.directory.write(
      own.replacing("expenditure(function: 201)", with: "expenditure(functoin: 201)")
        .replacing("\"form\": \"01\"", with: "\"form\": \"\""), to: "bad.json")
    let bad = try books.run(words("forms check bad.json"))
    #expect(bad.exitCode == 65 && bad.output.isEmpty)
    #expect(bad.errors.contains("error: bad.json form\n  the text is empty\n"))
    #expect(bad.errors.contains("error: bad.json rows[0][5] (28:2) @14\n"))
    #expect(bad.errors.contains("→ valid: function  nature  source [formulaUnknownCondition]"))
    #expect(bad.errors.hasSuffix("2 errors in all; nothing was written\n"))
    try FileManager.default.createDirectory(
      atPath: books.ledger + "/forms", withIntermediateDirectories: true)
    try books.directory.write(own, to: "books/forms/own.json")
    #expect(try books.run(words("statement 01 --for 2018")).output.contains("自编总表"))
    let listed = try books.run(words("forms --for 2018 --format csv")).lines
    #expect(listed.contains("hunan-2018,01,自编总表,2018,1,own.json,"))
    try books.directory.write("{", to: "books/forms/broken.json")
    let broken = try books.run(words("statements --for 2018"))
    #expect(broken.exitCode == 65 && broken.errors.contains("[formNotJSON]"))
  }

  @Test func `the table set of a year is a policy, and must be one that there is`() throws {
    let books = try Books.small()
    let wrong = try books.run(words("policy set table-set national-2109 --for 2019"))
    #expect(wrong.exitCode == 64 && wrong.errors.contains("Did you mean: national-2019"))
    let year = try books.run(words("policy set table-set shanghai-2024 --for 2019"))
    #expect(year.exitCode == 64 && year.errors.contains("national-2019"))
    try books.prepare("policy set table-set national-2019 --for 2019")
    let policy = try books.run(words("policy --for 2019 --format csv")).lines.last
    #expect(policy == "table-set,national-2019,its statements use national-2019")
    #expect(try books.run(words("statement 01 --for 2019")).output.contains("national-2019/01"))
    let set = try books.run(["init", "new", "--unit", "x", "--table-set", "hunan-2081"])
    #expect(set.exitCode == 64 && set.errors.contains("Did you mean: hunan-2018"))
  }
}
