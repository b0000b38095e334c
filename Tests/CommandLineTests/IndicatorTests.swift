// Transcripts of indicators and indicators score.

import Foundation
import Testing

@Suite struct IndicatorTests {
  static let facts = """
    日期,类型,指标,值,项目
    2018-12-31,统计数,编制数,59,
    2018-12-31,统计数,在职人数,40,
    2018-12-31,统计数,政府采购预算数,0,
    2018-12-31,统计数,政府采购合同金额,0,
    2018-12-31,统计数,项目计划产出数,3,智慧永州平台建设
    2018-12-31,统计数,项目实际产出数,2,智慧永州平台建设

    """

  private func evaluated() throws -> Books {
    let books = try Books.ofAYear()
    #expect(try books.run(["import", "-"], input: Array(Self.facts.utf8)).exitCode == 0)
    return books
  }

  @Test func `the table shows rates, scores, what does not apply, and both totals`() throws {
    let books = try evaluated()
    try books.prepare(
      "indicators score 8 --for 2018 --score 6.5 --reason 自评",
      "indicators score 管理制度健全性 --for 2018 --score 8 --reason 制度齐全")
    let run = try books.run(words("indicators --for 2018 --lang zh"))
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    #expect(run.lines[0] == "永州市政务服务中心 2018 部门整体支出绩效评价表")
    #expect(run.lines[1] == "指标体系 yongzhou-2018-whole（湖南省永州市）")
    let cells = { (id: String) in
      run.lines.first { $0.hasPrefix("\(id) ") }?.split(separator: " ").map(String.init) ?? []
    }
    #expect(cells("1") == ["1", "投入", "在职人员控制率", "5", "67.80%", "5"])
    #expect(cells("3").suffix(3) == ["5", "74.44%", "0"])
    #expect(cells("8") == ["8", "过程", "“三公经费”控制率", "7", "59.29%", "7", "6.5", "-0.5"])
    #expect(cells("9").suffix(3) == ["6", "不适用", "分母为零"])
    #expect(cells("10").suffix(3) == ["8", "8", "由人评定"])
    #expect(run.lines.contains("合计，以计算为准：20（可得 30，未计入 11 项）"))
    #expect(run.lines.contains("合计，以填报为准：19.5（可得 30，未计入 11 项）"))
    #expect(run.lines.contains { $0.hasPrefix("存疑：") })
  }

  @Test func `csv and json hold the same, and json says where every figure is from`() throws {
    let books = try evaluated()
    let csv = try books.run(words("indicators --for 2018 --format csv")).lines
    #expect(csv[0] == "no,group,indicator,points,rate,computed,typed,difference,note")
    #expect(csv.count == 17 && csv[8] == "8,过程,“三公经费”控制率,7,59.29%,7,,,")
    let run = try books.run(words("indicators --for 2018 --format json --base-data"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["schema"] as? String == "juesuan/indicators/1")
    let indicators = try #require(json["indicators"] as? [[String: Any]])
    let control = try #require(indicators.first { $0["id"] as? String == "8" })
    #expect(control["computed"] as? Int == 700)
    let reading = try #require((control["readings"] as? [[String: Any]])?.first)
    let spent = try #require((reading["numerator"] as? [[String: Any]])?.first)
    #expect(spent["from"] as? String == "cell" && spent["of"] as? String == "07!1:7")
    #expect(spent["fen"] as? Int == 10_079_656 && (spent["events"] as? [Int])?.count == 11)
    #expect((json["base_data"] as? [Any])?.count == 23)
  }

  @Test func `an indicator is explained down to its events`() throws {
    let run = try evaluated().run(words("indicators --for 2018 --explain 1"))
    #expect(run.exitCode == 0)
    #expect(run.output.contains("formula: 在职人员控制率=（在职人员数/编制数）×100%\n"))
    #expect(run.lines.contains { $0.hasSuffix(" 40  fact staff-in-post     #253") })
    #expect(run.output.contains("= 67.80% · scores 5\n"))
  }

  @Test func `the base-data table is blank where nothing was reported`() throws {
    let run = try evaluated().run(words("indicators --for 2018 --base-data --format csv --lang zh"))
    #expect(run.lines[0] == "项目,上年决算数,本年预算数,本年决算数")
    #expect(run.lines.contains("三公经费,,\"170,000.00\",\"100,796.56\""))
    #expect(run.lines.contains("控制率,,,67.80%"))
    #expect(run.lines.contains("公用经费,,,"))
    #expect(run.lines.contains("项目支出,,\"7,680,000.00\",\"22,135,418.99\""))
  }

  @Test func `a project is evaluated by the scheme for projects`() throws {
    let books = try evaluated()
    try books.prepare(
      "indicators score 12 --for 2018 --project 智慧永州平台建设 --score 5 --reason 少一项")
    let run = try books.run(words("indicators --for 2018 --project 智慧永州平台建设 --format csv"))
    #expect(run.lines.contains("12,产出,实际完成率,7,66.67%,,5,,no rule is printed"))
    let all = try books.run(
      words("indicators --for 2018 --scheme yongzhou-2018-project --format csv"))
    #expect(all.lines.contains("12,产出,实际完成率,7,66.67%,,,,no rule is printed"))
    let shown = try books.run(["show", "\(try books.size() - 1)", "--lang", "zh"])
    #expect(shown.output.contains("yongzhou-2018-project") && shown.output.contains("少一项"))
    #expect(shown.output.contains("5 / 7"))
    let listed = try books.run(words("history --kind 绩效评分 --lang zh"))
    #expect(listed.output.contains("绩效评分"))
  }

  @Test func `a closed year is scored, a dry run records nothing`() throws {
    let books = try Books.small()
    try books.prepare("close 2018 --date 2019-01-10")
    let size = try books.size()
    let line = "indicators score 10 --for 2018 --score 7 --reason 自评"
    let dry = try books.run(words(line + " --dry-run"))
    #expect(dry.output.hasPrefix("#\(size) performance-scored · 2018 yongzhou-2018-whole 10 · 7/8"))
    #expect(try books.size() == size)
    try books.prepare(line)
    #expect(try books.size() == size + 1)
  }

  @Test func `as lines of JSON every indicator stands alone, and rows of base data do`() throws {
    let books = try evaluated()
    let run = try books.run(words("indicators --for 2018 --format jsonl"))
    #expect(run.lines.count == 16)
    for line in run.lines {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(
        value?["scheme"] as? String == "yongzhou-2018-whole" && value?["year"] as? Int == 2018)
    }
    let base = try books.run(words("indicators --for 2018 --format jsonl --base-data"))
    #expect(base.lines.count == 23 && base.lines[0].hasPrefix(#"{"label":"编制数""#))
  }

  @Test func `a page holds the table, the base data, and every indicator explained`() throws {
    let books = try evaluated()
    try books.prepare("indicators --for 2018 --base-data --lang zh -o page.html")
    let page = try books.directory.text("page.html")
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"))
    #expect(page.contains(#"<td class="figure">59.29%</td>"#))
    #expect(page.contains(#"<section id="indicator-16">"#))
    #expect(page.contains("基础数据表") && page.contains("22,135,418.99"))
    #expect(page.contains("在职人员控制率=（在职人员数/编制数）×100%"))
  }

  static let senseless: [(command: String, exit: Int32, rule: String)] = [
    ("indicators --for 2018 --project 平抬", 64, "valueUnknown"),
    ("indicators score 12 --for 2018 --project 平抬 --score 1 --reason x", 64, "valueUnknown"),
    ("indicators --for 2018 --explain 1 --base-data", 64, "optionWithoutEffect"),
    ("indicators --for 2018 --explain 1 --format csv", 64, "optionWithoutEffect"),
    ("indicators --for 2018 --explain 1 -o page.html", 64, "optionWithoutEffect"),
    ("indicators --for 2030 --scheme yongzhou-2018-whole", 65, "yearNotScorable"),
    ("indicators", 64, "optionMissing"), ("indicators score 1 --for 2018", 64, "optionMissing"),
  ]

  @Test(arguments: senseless)
  func `a project, year or option that makes no sense is refused by name`(
    command: String, exit: Int32, rule: String
  ) throws {
    let run = try Books.small().run(words(command))
    #expect(run.exitCode == exit && run.output.isEmpty)
    #expect(run.errors.contains("[\(rule)]\n"), "\(run.errors)")
  }

  @Test func `an empty project is no way to say all`() throws {
    let run = try Books.small().run(words("indicators --for 2018 --project") + [""])
    #expect(run.exitCode == 64 && run.errors.contains("[valueUnknown]"))
  }

  static let faults:
    [(command: String, exit: Int32, rule: String, english: String, chinese: String)] =
      [
        (
          "indicators --for 2024", 65, "noSchemeForYear",
          "There is no scheme for whole spending in 2024.", "2024 年没有部门整体支出的评价指标体系。"
        ),
        (
          "indicators --for 2018 --scheme yongzhou-2018", 65, "schemeUnknown",
          "There is no scheme yongzhou-2018.", "没有评价指标体系 yongzhou-2018。"
        ),
        (
          "indicators --for 2018 --explain 17", 65, "indicatorUnknown",
          "yongzhou-2018-whole has no indicator 17.", "yongzhou-2018-whole 没有指标 17。"
        ),
        (
          "indicators --for 2018 --scheme yongzhou-2018-whole --project 平台", 65,
          "schemeHasNoProject",
          "yongzhou-2018-whole evaluates the whole unit, not a project.",
          "yongzhou-2018-whole 评价部门整体支出，不分项目。"
        ),
        (
          "indicators --for 2018 --scheme jianghua-2023-whole --base-data", 65,
          "schemeHasNoBaseData",
          "jianghua-2023-whole has no base-data table.", "jianghua-2023-whole 没有基础数据表。"
        ),
        (
          "indicators score 1 --for 2018 --scheme junshan-2016-whole --score 1 --reason x", 65,
          "indicatorPointsUnknown", "The source of junshan-2016-whole gives no points for 1.",
          "junshan-2016-whole 的指标 1 在原文中没有分值，不能评分。"
        ),
      ]

  @Test(arguments: faults)
  func `a scheme or indicator that is not there is named, in both languages`(
    command: String, exit: Int32, rule: String, english: String, chinese: String
  ) throws {
    let books = try Books.small()
    for (language, sentence) in [("en", english), ("zh", chinese)] {
      let run = try books.run(words(command) + ["--lang", language])
      #expect(run.exitCode == exit && run.output.isEmpty)
      #expect(run.errors.contains("\n  \(sentence)\n"), "\(run.errors)")
      #expect(run.errors.contains("[\(rule)]\n"))
    }
  }

  @Test(arguments: ["7,5", "-1", "x", "1.234"])
  func `a score that is none is refused as usage`(score: String) throws {
    let run = try Books.small().run(
      words("indicators score 10 --for 2018 --reason 自评 --score \(score)"))
    #expect(run.exitCode == 64)
  }
}
