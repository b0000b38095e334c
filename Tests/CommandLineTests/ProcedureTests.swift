// Transcripts of what waits: adjustments for their completion, proposals for their approval.

import Foundation
import Testing

@Suite struct ProcedureTests {
  private static let propose =
    "propose expenditure --date 2018-03-02 --amount 70 LINE --economic 30201"

  @Test func `an adjustment counts from its completion on`() throws {
    let books = try Books.small()
    let submitted = try books.run(
      words("record supplement --date 2018-03-01 --amount 500 LINE --pending"))
    #expect(
      submitted.output == """
        #4 adjustment-submitted 500.00 yuan · appropriation-supplemented · when approved: juesuan \
        complete 4

        """)
    #expect(try books.run(["balance", "--for", "2018"]).output.contains("  20,000.00  "))
    let completed = try books.run(
      words("complete 4 --date 2018-03-20 --document 财预〔2018〕9号 --lang zh"))
    #expect(
      completed.output
        == "#5 预算调整生效 500.00 元 · ✓ #4 · 可用预算 8,200.00 元、可用资金 7,700.00 元 · "
        + "撤销：juesuan reverse 5 --reason …\n")
    #expect(try books.run(["balance", "--for", "2018"]).output.contains("  20,500.00  "))
    let shown = try books.run(["show", "4", "--lang", "zh"]).output
    for text in ["报批", "追加预算", "结果", "预算调整生效 adjustment-completed #5"] {
      #expect(shown.contains(text), "\(text)")
    }
    let completion = try books.run(["show", "5", "--lang", "zh"]).output
    #expect(completion.contains("财预〔2018〕9号") && completion.contains("#4"))
  }

  @Test func `an adjustment that is withdrawn never counts`() throws {
    let books = try Books.small()
    try books.prepare(
      "record virement --date 2018-03-01 --amount 5 LINE --to-function 2010306 --to-nature basic "
        + "--pending")
    let waiting = try books.run(["show", "4"]).output
    #expect(waiting.contains("waits") && waiting.contains("2018/general-budget/2010306/basic"))
    let run = try books.run(words("withdraw 4 --reason 财政未批复"))
    #expect(run.output == "#5 adjustment-withdrawn · ✗ #4\n")
    #expect(try books.run(["show", "4"]).output.contains("adjustment-withdrawn #5"))
    #expect(try books.run(["pending"]).output == "nothing waits\n")
    #expect(!(try books.run(["balance", "--for", "2018"]).output.contains("2010306")))
  }

  @Test func `what one person prepares another approves`() throws {
    let books = try Books.small()
    try books.prepare("policy set four-eyes expenditure-recorded")
    let proposed = try books.run(words(Self.propose + " --reason 采购 --actor 张会计"))
    #expect(
      proposed.output == """
        #5 proposal-submitted 70.00 yuan · expenditure-recorded · another person: juesuan approve 5

        """)
    #expect(try books.run(["balance", "--for", "2018"]).output.contains("7,700.00"))
    let approved = try books.run(words("approve 5 --actor 李审核 --lang zh"))
    #expect(
      approved.output == """
        #6 审批通过 · ✓ #5
        #7 支出 70.00 元 · 可用 7,630.00 元 · 撤销：juesuan reverse 7 --reason …

        """)
    let shown = try books.run(["show", "7", "--lang", "zh"]).output
    for text in ["经办人", "张会计", "审核人", "李审核", "采购", "2/2"] {
      #expect(shown.contains(text), "\(text)")
    }
    #expect(try books.run(["show", "5"]).output.contains("proposal-approved #6"))
    let again = try books.run(words("approve 5 --actor 李审核"))
    #expect(again.exitCode == 2 && again.errors.contains("[proposalNotPending]"))
  }

  @Test func `what is rejected is of no effect`() throws {
    let books = try Books.small()
    try books.prepare(Self.propose)
    let run = try books.run(words("reject 4 --reason 依据不足 --actor 李审核"))
    #expect(run.output == "#5 proposal-rejected · ✗ #4\n")
    let listed = try books.run(["history", "--kind", "proposal-rejected", "--lang", "zh"])
    #expect(listed.output.contains("审批退回") && listed.output.contains("依据不足"))
    #expect(try books.run(["balance", "--for", "2018"]).output.contains("7,700.00"))
  }

  @Test func `approving asks the rules again`() throws {
    let books = try Books.small()
    try books.prepare(Self.propose)
    #expect(try books.run(expenditure("7,700")).exitCode == 0)
    let run = try books.run(words("approve 4 --actor 李审核"))
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("[exceedsFreeAuthority]"))
    #expect(try books.run(["pending", "--format", "csv"]).lines.count == 2)
  }

  @Test func `a reversal and a reopening can be proposed too`() throws {
    let books = try Books.small()
    try books.prepare("reverse 3 --reason 误付 --date 2018-03-01 --propose")
    #expect(try books.run(["balance", "--for", "2018"]).output.contains("7,700.00"))
    let approved = try books.run(words("approve 4 --actor 李审核"))
    #expect(approved.output.contains("#6 entry-reversed -12,300.00 yuan · takes back #3"))
    try books.prepare("close 2018 --date 2019-01-05", "reopen 2018 --reason 审计 --propose")
    #expect(try books.run(["policy", "--for", "2018"]).output.contains("2018 closed"))
    let size = try books.size()
    try books.prepare("approve \(size - 1) --actor 李审核 --reason 同意")
    #expect(try books.run(["policy", "--for", "2018"]).output.contains("2018 reopened"))
    #expect(try books.run(["show", "\(size + 1)"]).output.contains("李审核"))
  }

  @Test func `what waits is listed in all formats`() throws {
    let books = try Books.small()
    #expect(try books.run(["pending", "--lang", "zh"]).output == "没有待办事项\n")
    try books.prepare(Self.propose + " --actor 张会计")
    try books.prepare("record reduction --date 2018-03-01 --amount 5 LINE --pending")
    let text = try books.run(["pending", "--lang", "zh"]).output
    for word in ["审批", "张会计", "支出", "70.00", "办结", "测试员", "追减预算", "5.00"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(
      try books.run(["pending", "--format", "csv"]).lines == [
        "position,waits_for,prepared_by,date,event,amount,line,about",
        "4,approval,张会计,2018-03-02,expenditure-recorded,70.00,2018/general-budget/2010301/basic,",
        "5,completion,测试员,2018-03-01,appropriation-reduced,5.00,"
          + "2018/general-budget/2010301/basic,",
      ])
    let json = try books.run(["pending", "--format", "json"]).output
    let value = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(value["schema"] as? String == "juesuan/pending/1")
    let rows = try #require(value["pending"] as? [[String: Any]])
    #expect(rows.map { $0["amount_fen"] as? Int } == [7_000, 500])
  }

  @Test(arguments: [
    "complete 4 --date 2018-03-02", "withdraw 4 --reason x", "approve 5 --actor 李审核",
    "reject 5 --reason x --actor 李审核", "attach 3 s.txt", "unit --type institution",
    "policy set ceilings appropriation", "project register 平台", "close 2018",
    "correct 3 --reason x --set amount=5", "reverse 3 --reason x", "reopen 2017 --reason x",
    "propose income --date 2018-03-02 --amount 1 LINE",
    "codes import s.txt --system function", "import s.txt --equal-rows record",
    "check explain X3 --for 2018 --text x", "publish 2018 --name 部门决算",
  ])
  func `an expected position that has passed is told to every writer`(_ line: String) throws {
    let books = try Books.small()
    try books.prepare("record supplement --date 2018-03-01 --amount 5 LINE --pending", Self.propose)
    let isImport = line.hasPrefix("import")
    try books.directory.write(
      isImport ? Books.smallImport.replacing("一月", with: "二月") : "code,name\n2019901,自设科目\n",
      to: "s.txt")
    let run = try books.run(words(line) + ["--expect-position", "4"])
    #expect(run.exitCode == 75, "\(run.errors)")
    #expect(
      run.errors.contains(
        "written in between: #4 adjustment-submitted by 测试员, #5 proposal-submitted by 测试员"))
    #expect(run.errors.contains("[positionMoved]"))
    #expect(try books.size() == 6)
  }
}
