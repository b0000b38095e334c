// The register of actors as people meet it: begun by a head, asked at every command.

import Testing

@Suite struct ActorTests {
  /// A small ledger with 王局长 as head, 张会计 as preparer and 李审计 as auditor: 7 events.
  private func registered() throws -> Books {
    let books = try Books.small()
    try books.prepare(
      "actor register 王局长 --role 负责人", "actor register 张会计 --role preparer --actor 王局长",
      "actor register 李审计 --role 审计 --actor 王局长")
    return books
  }

  @Test func `everybody may record until somebody is registered`() throws {
    let books = try Books.small()
    let none = try books.run(words("actor list"))
    #expect(
      none.output == "nobody is registered, so everybody may record · to begin: juesuan actor "
        + "register NAME --role head\n")
    #expect(try books.run(expenditure("1")).exitCode == 0)
    let first = try books.run(words("actor register 张会计 --role preparer --lang zh"))
    #expect(first.exitCode == 2 && first.errors.contains("第一个登记的人须是负责人，“张会计”是会计"))
    #expect(
      try books.run(words("actor register 王局长 --role head")).output
        == "#6 actor-registered · 王局长 · head\n")
    let wrong = try books.run(words("actor register 张会计 --role boss --actor 王局长"))
    #expect(wrong.exitCode == 64 && wrong.errors.contains("preparer"))
  }

  @Test func `who is registered is listed in three formats`() throws {
    let books = try registered()
    #expect(
      try books.run(words("actor list --lang zh --format csv")).output
        == "名称,角色\n李审计,审计\n王局长,负责人\n张会计,会计\n")
    let json = try books.run(words("actor list --format json")).output
    #expect(json.contains(#"{"name":"王局长","role":"head"}"#))
    #expect(try books.run(words("actor list")).lines.count == 5)
    let shown = try books.run(words("show 5 --lang zh")).output
    #expect(shown.hasPrefix("#5 人员登记\n") && shown.contains("preparer 会计"))
  }

  /// Command lines by people, and the rule that refuses them.
  static let refusals: [(line: String, rule: String, english: String, chinese: String)] = [
    (
      "record income --date 2018-03-02 --amount 1 LINE", "actorNotRegistered",
      "测试员 is not in the register of actors, which holds 张会计、李审计、王局长.",
      "“测试员”不在人员登记中；已登记：张会计、李审计、王局长。"
    ),
    (
      "record income --date 2018-03-02 --amount 1 LINE --actor 李审计", "roleMayNot",
      "李审计 (auditor) may not do income-received; that is for: preparer.",
      "李审计（审计）不能做“收入”；可由：会计。"
    ),
    (
      "policy set shortfall refuse --actor 张会计", "roleMayNot",
      "张会计 (preparer) may not do policy-set; that is for: head.",
      "张会计（会计）不能做“控制政策”；可由：负责人。"
    ),
    (
      "actor register 王局长 --role auditor --actor 王局长", "lastHead",
      "王局长 is the only head; nobody could change the register any more.",
      "“王局长”是唯一的负责人，改了角色就没有人能再登记。"
    ),
    (
      "actor register 张会计 --role preparer --actor 王局长", "actorAlready",
      "张会计 is registered as preparer already.", "“张会计”已经登记为会计。"
    ),
    (
      """
      record expenditure --date 2018-03-02 --amount 1 LINE --economic 30201 --actor 张会计 \
      --allowed-by 张会计 --override-reason 急
      """, "overrideNotByHead",
      "Only a registered head lets a rule be passed over; 张会计 is preparer.",
      "越权只能由登记的负责人批准；“张会计”是会计。"
    ),
  ]

  @Test(arguments: refusals)
  func `who may not is refused by name in both languages, and it is kept`(
    line: String, rule: String, english: String, chinese: String
  ) throws {
    let books = try registered()
    let inEnglish = try books.run(words(line) + ["--dry-run", "--lang", "en"])
    #expect(inEnglish.exitCode == 2 && inEnglish.errors.contains("\n  \(english)\n"))
    #expect(inEnglish.errors.contains("[\(rule)]\n"), "\(inEnglish.errors)")
    let inChinese = try books.run(words(line) + ["--lang", "zh"])
    #expect(inChinese.exitCode == 2 && inChinese.errors.contains("\n  \(chinese)\n"))
    #expect(inChinese.errors.contains("被拒绝的操作已记入账本 #7"))
    #expect(try books.size() == 8)
  }

  @Test func `a file with an actor who may not is refused by its row`() throws {
    let books = try registered()
    let rows = Books.smallImport.split(separator: "\n")
    let income = rows[2].replacing("20,000.00", with: "1.00")
    let text = "\(rows[0]),actor\n\(income)一,张会计\n\(income)二,路人\n"
    let run = try books.run(
      ["import", "-", "--actor", "张会计"], input: Array(text.utf8))
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("<stdin>, row 3") && run.errors.contains("[actorNotRegistered]"))
  }

  @Test func `the user of the system stands beside the claimed name`() throws {
    let books = try Books.small()
    #expect(try books.run(expenditure("1", "--actor", "冒名者")).exitCode == 0)
    let user = try Program.shell("id -run || echo uid:$(id -ru)", directory: "/").lines[0]
    let record = try books.run(words("show 4 --format json")).output
    #expect(record.contains(#""actor":"冒名者","user":"\#(user)","#), "\(record)")
    let shown = try books.run(words("show 4")).lines.filter { $0.contains("system user") }
    #expect(shown.count == 1 && shown[0].hasSuffix("  \(user)"))
  }
}
