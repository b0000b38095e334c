// Which language the program speaks, and that it speaks no other.

import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    (["LC_ALL": "zh_CN.UTF-8"], true), (["LANG": "zh_CN.UTF-8"], true),
    (["LC_MESSAGES": "zh_TW", "LANG": "en_US"], true),
    (["LC_ALL": "en_GB", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"], false),
    (["LC_ALL": "", "LANG": "zh"], true), (["LANG": "C"], false), (["LANG": ""], false),
  ])
  func `the first variable that is set decides`(
    _ variables: [String: String], _ isChinese: Bool
  ) throws {
    let run = try Program.run(["version"], variables: variables)
    #expect(run.output.contains("账本格式") == isChinese)
    #expect(run.output.contains("ledger format") == !isChinese)
  }

  @Test func `the option wins over the locale, also in a command line that is wrong`() throws {
    let chinese = ["LC_ALL": "zh_CN.UTF-8"]
    #expect(
      try Program.run(["version", "--lang", "en"], variables: chinese).output
        .contains("ledger format"))
    #expect(
      try Program.run(["nothing", "--lang=en"], variables: chinese).errors.hasPrefix("error: "))
    #expect(try Program.run(["nothing"], variables: chinese).errors.hasPrefix("错误："))
  }

  @Test func `an English page of help has Chinese only as terms of the field`() throws {
    for command in ["balance", "show", "verify", "checkpoint", "prove", "demo", "help", "version"] {
      let page = try Program.run(["help", command, "--lang", "en"]).output
      #expect(!page.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(command)")
    }
  }
}
