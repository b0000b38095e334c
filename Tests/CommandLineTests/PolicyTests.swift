// Transcripts of policy, overrides, projects, and every kind of fact that flags can record.

import Foundation
import Testing

@Suite struct PolicyTests {
  private static let override = ["--allowed-by", "王局长", "--override-reason", "抢修"]

  private func json(_ run: Run) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func `the policy of a year, in all formats`() throws {
    let books = try Books.small()
    try books.prepare(
      "unit --type 事业单位", "policy set shortfall record-with-override",
      "policy set four-eyes year-reopened,virement-approved --for 2019")
    #expect(
      try books.run(["policy", "--for", "2018"]).output == """
        测试单位 · institution · 2018 open
        setting             value                 meaning
        ------------------  --------------------  -------------------------------------------
        control-level       line                  spending is controlled by budget line
        shortfall           record-with-override  spending beyond needs somebody's permission
        ceilings            none                  三公经费 have no ceilings
        income-recognition  allotment             fiscal income is recognised when allotted
        four-eyes           none                  nothing needs a second person
        table-set           hunan-2018            its statements use hunan-2018

        """)
    let csv = try books.run(["policy", "--for", "2019", "--format", "csv", "--lang", "zh"])
    #expect(csv.output.contains("four-eyes,\"virement-approved,year-reopened\",须由第二人审批\n"))
    let value = try json(try books.run(["policy", "--for", "2019", "--format", "json"]))
    #expect(value["schema"] as? String == "juesuan/policy/1")
    #expect(value["unit_type"] as? String == "institution")
    let policy = try #require(value["policy"] as? [String: Any])
    #expect(policy["shortfall"] as? String == "record-with-override")
    #expect(policy["four-eyes"] as? String == "virement-approved,year-reopened")
  }

  @Test func `an override is recorded with its name and stays visible`() throws {
    let books = try Books.small()
    // Under the default policy nobody can let it pass.
    let refused = try books.run(expenditure("9,000") + Self.override)
    #expect(refused.exitCode == 2 && refused.errors.contains("[exceedsFreeAuthority]"))
    try books.prepare("policy set shortfall record-with-override --for 2018")
    let run = try books.run(expenditure("9,000") + Self.override)
    #expect(
      run.output == """
        #6 expenditure-recorded 9,000.00 yuan · override (exceedsFreeAuthority, \
        exceedsAvailableMoney) allowed by 王局长 · free -1,300.00 yuan · undo: juesuan reverse 6 \
        --reason …

        """)
    let shown = try books.run(["show", "6", "--lang", "zh"]).output
    for text in ["越权批准", "王局长", "越权理由", "抢修", "exceedsFreeAuthority，差 1,300.00 元"] {
      #expect(shown.contains(text), "\(text)")
    }
    let listed = try books.run(["history", "--overrides", "--format", "csv"]).lines
    #expect(listed.count == 2 && listed[1].hasSuffix(",王局长,抢修,override by 王局长"))
    let found = try books.run(["findings"])
    #expect(found.exitCode == 1)
    #expect(found.output.contains("override") && found.output.contains("王局长"))
    let csv = try books.run(["findings", "--format", "csv"])
    #expect(
      csv.exitCode == 1
        && csv.lines[0] == "position,year,kind,severity,what,id,positions,answer,answered_by")
    let value = try json(try books.run(["findings", "--for", "2018", "--format", "json"]))
    #expect(value["schema"] as? String == "juesuan/findings/1" && value["year"] as? Int == 2018)
    let findings = try #require(value["findings"] as? [[String: Any]])
    let override = findings.first { $0["kind"] as? String == "override" }
    #expect(override?["position"] as? Int == 6 && override?["severity"] as? String == "warning")
    #expect(override?["id"] as? String == "override/2018/6" && override?["answer"] is NSNull)
    #expect(findings.contains { $0["kind"] as? String == "beyond-authority" })
  }

  @Test func `an import can pass rules by permission, and only the rows that need it say so`()
    throws
  {
    let books = try Books.small()
    try books.prepare("policy set shortfall record-with-override")
    let rows = Books.smallImport.split(separator: "\n")
    let small = rows[3].replacing("12,300.00", with: "7,000.00")
    let over = rows[3].replacing("12,300.00", with: "900.00")
    try books.directory.write("\(rows[0])\n\(small)\n\(over)\n", to: "over.csv")
    let run = try books.run(["import", "over.csv"] + Self.override)
    #expect(run.exitCode == 0, "\(run.errors)")
    let listed = try books.run(["history", "--overrides", "--format", "csv"]).lines
    #expect(listed.count == 2 && listed[1].hasPrefix("6,"))
    let again = try books.run(["import", "over.csv", "--dry-run", "--lang", "zh"])
    #expect(
      again.output == """
        #5 早已记入
        #6 早已记入
        试算：2 行中将记入 0 条，2 条早已记入；没有写入任何内容

        """)
  }

  @Test func `projects are listed with where they stand`() throws {
    let books = try Books.small()
    try books.prepare(
      "record appropriation --date 2018-01-09 --amount 5 PROJECT",
      "project register 大厅 --date 2018-02-01 --title 大厅改造", "project cancel 大厅")
    let registered = try books.run(["show", "5", "--lang", "zh"]).output
    #expect(registered.contains("大厅 · 大厅改造") && registered.contains("2018-02-01"))
    #expect(
      try books.run(["project", "--format", "csv"]).lines == [
        "project,state", "大厅,cancelled", "平台,not registered",
      ])
    try books.prepare("project complete 平台", "project register 平台 --date 2018-06-01")
    #expect(try books.run(["project", "--lang", "zh"]).output.contains("平台  执行中"))
    let value = try json(try books.run(["project", "--format", "json"]))
    #expect(value["schema"] as? String == "juesuan/projects/1")
    let projects = try #require(value["projects"] as? [[String: Any]])
    #expect(projects.map { $0["state"] as? String } == ["cancelled", "running"])
  }

  @Test(arguments: [
    ("opening-balance --date 2018-01-01 --amount 5 LINE", "#5 opening-balance-recorded 5.00 yuan"),
    ("supplement --date 2018-03-01 --amount 5 LINE", "#5 appropriation-supplemented 5.00 yuan"),
    ("reduction --date 2018-03-01 --amount 5 LINE", "#5 appropriation-reduced 5.00 yuan"),
    (
      "virement --date 2018-03-01 --amount 5 LINE --to-function 2010306 --to-nature project "
        + "--to-project 平台 --to-economic 30201",
      "#5 virement-approved 5.00 yuan · → 2018/general-budget/2010306/project/平台 · 30201"
    ),
    (
      "virement --date 2018-03-01 --amount 5 LINE --to-function 2010301 --to-nature basic "
        + "--to-source other --document 批1号",
      "#5 virement-approved 5.00 yuan · → 2018/other/2010301/basic"
    ),
    (
      "refund --date 2018-03-01 --amount 5 LINE --economic 30201",
      "#5 expenditure-refunded 5.00 yuan · free 7,705.00 yuan"
    ),
    (
      "prior-year-adjustment --date 2018-03-01 --amount 5 LINE --reason 收回以前年度支出",
      "#5 prior-year-adjusted 5.00 yuan"
    ),
    (
      "fund-balance-applied --date 2018-03-01 --amount 5 OTHER", "#5 fund-balance-applied 5.00 yuan"
    ),
    ("fact --date 2018-12-31 --metric 编制数 --value 25", "#5 fact-reported · staff-authorised 25\n"),
    (
      "统计数 --date 2018-12-31 --metric procurement-contracted --value 1,234.50 --year 2018",
      "#5 fact-reported · procurement-contracted 1,234.50\n"
    ),
  ])
  func `every kind of fact can be recorded by flags`(_ line: String, _ told: String) throws {
    let books = try Books.small()
    try books.prepare("unit --type institution")
    let run = try books.run(["record"] + words(line))
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.hasPrefix(told), "\(run.output)")
    #expect(try books.run(["show", "5"]).exitCode == 0)
  }

  @Test func `an internal transfer moves the opening of two lines`() throws {
    let books = try Books.small()
    try books.prepare(
      "record opening-balance --date 2018-01-01 --amount 9 LINE",
      "record prior-year-adjustment --date 2018-03-01 --amount 4 LINE --reason internal-transfer "
        + "--to-function 2010306 --to-nature basic")
    let csv = try books.run(["balance", "--for", "2018", "--format", "csv"]).output
    #expect(csv.contains(",opening,adjustment,income,"))
    #expect(csv.contains("20005.00,12300.00,61.48%,7705.00,9.00,-4.00,20000.00,12300.00,7705.00"))
    #expect(csv.contains("2010306,政务公开审批,basic,,4.00,0.00,0.00%,4.00,0.00,4.00,0.00,0.00,4.00"))
    let shown = try books.run(["show", "5", "--lang", "zh"]).output
    #expect(shown.contains("单位内部调剂") && shown.contains("2018/general-budget/2010306/basic"))
  }

  @Test func `surplus and fund balance have columns where there is any`() throws {
    let books = try Books.small()
    #expect(!(try books.run(["balance", "--for", "2018"]).output.contains("applied")))
    try books.prepare(
      "unit --type institution", "record income --date 2018-02-01 --amount 9 OTHER",
      "record fund-balance-applied --date 2018-03-01 --amount 2 OTHER",
      "record surplus-distribution --date 2018-12-31 --amount 3 OTHER")
    let csv = try books.run(["balance", "--for", "2018", "--format", "csv"]).lines
    #expect(csv[0].hasSuffix("opening,income,applied,expenditure,distributed,closing"))
    #expect(csv[2].hasSuffix(",0.00,9.00,2.00,0.00,3.00,8.00"))
    let value = try json(try books.run(["balance", "--for", "2018", "--format", "json"]))
    let total = try #require(value["total"] as? [String: Any])
    #expect(total["applied_fen"] as? Int == 200 && total["distributed_fen"] as? Int == 300)
    #expect(total["execution_basis_points"] as? Int == 6_150)
  }
}
