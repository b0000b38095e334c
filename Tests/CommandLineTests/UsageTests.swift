// Every way a command line can be wrong, and what the program says to each.

import Testing

/// A command line that is wrong: the name of the fault, and what the advice must contain.
struct WrongLine: CustomTestStringConvertible, Sendable {
  let words: [String]
  let rule: String
  let advice: String

  var testDescription: String { words.joined(separator: " ") }

  init(_ line: String, _ rule: String, _ advice: String) {
    words = line.split(separator: " ").map(String.init)
    self.rule = rule
    self.advice = advice
  }

  static let all: [WrongLine] = [
    WrongLine("", "commandMissing", "juesuan help"),
    WrongLine("histroy", "commandUnknown", "Did you mean: history"),
    WrongLine("stat", "commandUnknown", "Did you mean: statement"),
    WrongLine("frobnicate", "commandUnknown", "juesuan help"),
    WrongLine("history --limt 3", "optionUnknown", "Did you mean: --limit"),
    WrongLine("history -x", "optionUnknown", "Did you mean: -o"),
    WrongLine("--bogus", "optionUnknown", "juesuan help"),
    WrongLine("prove", "operandMissing", "juesuan prove [POSITION]"),
    WrongLine("prove 5 --from 5", "optionWithoutEffect", "Leave out --from"),
    WrongLine("prove five", "valueUnknown", "0 1 2"),
    WrongLine("verify --proof p --ledger a", "optionWithoutEffect", "Leave out --ledger"),
    WrongLine("verify --proof p --allowed-signers s", "optionWithoutEffect", "--allowed-signers"),
    WrongLine("checkpoint --signature s", "optionMissing", "--store, or neither"),
    WrongLine("checkpoint --dry-run", "optionMissing", "--publish, or neither"),
    WrongLine("checkpoint --store c --publish", "optionWithoutEffect", "Leave out --publish"),
    WrongLine("checkpoint --store c -o d", "optionWithoutEffect", "Leave out -o"),
    WrongLine("export tiles", "optionMissing", "-o DIR"),
    WrongLine("export", "commandUnknown", "export tiles"),
    WrongLine("verify --dry-run", "optionWithoutEffect", "juesuan help verify"),
    WrongLine("checkpoint --format text", "optionWithoutEffect", "juesuan help checkpoint"),
    WrongLine("version --ledger books", "optionWithoutEffect", "juesuan help version"),
    WrongLine("verify --ledger a --ledger b", "optionGivenTwice", "--ledger"),
    WrongLine("import a.csv --dry-run --dry-run", "optionGivenTwice", "--dry-run"),
    WrongLine("history --limit", "valueMissing", "--limit VALUE"),
    WrongLine("history --limit --newest-first", "valueMissing", "--limit=VALUE"),
    WrongLine("import a.csv --dry-run=yes", "valueNotTaken", "--dry-run alone"),
    WrongLine("import", "operandMissing", "juesuan import [FILE]"),
    WrongLine("codes import --system function", "operandMissing", "juesuan codes import FILE"),
    WrongLine("import a.csv b.csv", "operandNotTaken", "juesuan import [FILE]"),
    WrongLine("verify now", "operandNotTaken", "juesuan verify"),
    WrongLine("balance", "optionMissing", "--for YEAR"),
    WrongLine("statement 01", "optionMissing", "juesuan statement FORM --for YEAR"),
    WrongLine("init books", "optionMissing", "--unit NAME"),
    WrongLine("init new --unit U --table-set hunan-2081", "valueUnknown", "hunan-2018"),
    WrongLine("reverse 3", "optionMissing", "--reason TEXT"),
    WrongLine("record income --date 2018-01-01", "optionMissing", "--amount YUAN"),
    WrongLine(
      "record virement --date 2018-01-01 --amount 1 --source other --function 2010301 "
        + "--nature basic",
      "optionMissing", "--to-function CODE"),
    WrongLine("record fact --date 2018-01-01", "optionMissing", "--metric METRIC"),
    WrongLine(
      "propose expenditure --date 2018-01-01 --amount 1 --source other --function 2010301 "
        + "--nature basic", "optionMissing", "juesuan help propose"),
    WrongLine("import a.csv --allowed-by 王局长", "optionMissing", "--override-reason, or neither"),
    WrongLine("import a.csv --override-reason 抢修", "optionMissing", "--allowed-by, or neither"),
    WrongLine(
      "record income --date 2018-01-01 --amount 1 --source other --function 2010301 --nature basic "
        + "--allowed-by 王局长 --override-reason 抢修", "optionWithoutEffect", "--allowed-by"),
    WrongLine("record fuct --date 2018-01-01", "valueUnknown", "Did you mean: fact"),
    WrongLine("propose income --pending", "optionWithoutEffect", "juesuan help propose"),
    WrongLine("correct 3 --reason x", "optionMissing", "--set FIELD=VALUE"),
    WrongLine("correct 3 --reason x --set amount", "valueUnknown", "FIELD=VALUE"),
    WrongLine("correct 3 --reason x --set amuont=1", "valueUnknown", "Did you mean: amount"),
    WrongLine("correct 3 --reason x --set actor=x", "valueUnknown", "Valid: date kind"),
    WrongLine("correct 3 --reason x --set 金额=1 --set amount=2", "optionGivenTwice", "--set amount"),
    WrongLine("attach 3", "operandMissing", "juesuan attach POSITION FILE"),
    WrongLine("approve last", "valueUnknown", "0 1 2"),
    WrongLine("reject 3", "optionMissing", "--reason TEXT"),
    WrongLine("complete 3 --date soon", "valueUnknown", "YYYY-MM-DD"),
    WrongLine("withdraw 3", "optionMissing", "--reason TEXT"),
    WrongLine("close", "operandMissing", "juesuan close YEAR"),
    WrongLine("close 18", "valueUnknown", "YYYY"),
    WrongLine("reopen 2018", "optionMissing", "--reason TEXT"),
    WrongLine("policy", "optionMissing", "juesuan policy --for YEAR"),
    WrongLine("policy set", "operandMissing", "juesuan policy set KEY VALUE"),
    WrongLine("policy set shortfal refuse", "valueUnknown", "Did you mean: shortfall"),
    WrongLine("policy set shortfall refused", "valueUnknown", "Did you mean: refuse"),
    WrongLine(
      "policy set four-eyes year-reopened,income-receive", "valueUnknown",
      "Did you mean: income-received"),
    WrongLine("unit", "optionMissing", "juesuan unit --type TYPE"),
    WrongLine("unit --type school", "valueUnknown", "administrative"),
    WrongLine("project register", "operandMissing", "juesuan project register NAME"),
    WrongLine("findings --for now", "valueUnknown", "YYYY"),
    WrongLine("pending --format html", "valueUnknown", "Valid: text csv json"),
    WrongLine("codes import a.csv", "optionMissing", "--system function|economic"),
    WrongLine("codes import a.csv --system fuction", "valueUnknown", "Did you mean: function"),
    WrongLine("codes objects", "valueUnknown", "Valid: function economic"),
    WrongLine("balance --for 18", "valueUnknown", "YYYY"),
    WrongLine("balance --for 2018 --through 2018-2-1", "valueUnknown", "YYYY-MM-DD"),
    WrongLine("history --since yesterday", "valueUnknown", "YYYY-MM-DD"),
    WrongLine("history --limit -3", "valueUnknown", "0 1 2"),
    WrongLine("history --limit 99999999999999999999", "valueUnknown", "0 1 2"),
    WrongLine("history --kind expenditur", "valueUnknown", "Did you mean: expenditure"),
    WrongLine("history --code 30x", "valueUnknown", "301"),
    WrongLine("show first", "valueUnknown", "0 1 2"),
    WrongLine("show 1 --format csv", "valueUnknown", "Valid: text json"),
    WrongLine("show 1 -o event.csv", "valueUnknown", ".json"),
    WrongLine("verify --format jsn", "valueUnknown", "Did you mean: json"),
    WrongLine("balance --for 2018 -o balance.ods", "formatUnclear", "--format"),
    WrongLine("statement 01 --for 2018 --money yuan", "valueUnknown", "元 万元"),
    WrongLine("statement 01 --for 2018 --as-of someday", "unknownMoment", "2026-03-31"),
    WrongLine("help statment", "valueUnknown", "Did you mean: statement"),
    WrongLine("verify --lang fr", "valueUnknown", "zh en"),
  ]
}

@Suite struct UsageTests {
  @Test(arguments: WrongLine.all)
  func `a wrong command line ends with 64, named, with what would be right`(
    _ line: WrongLine
  ) throws {
    let books = try Books.opened()
    let run = try books.run(line.words)
    #expect(run.exitCode == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("[\(line.rule)]\n"), "\(run.errors)")
    #expect(run.errors.contains(line.advice), "\(run.errors)")
    #expect(run.errors.hasPrefix("error: "))
    #expect(try books.size() == 1)
    #expect(try books.directory.names() == ["books"])
  }

  @Test func `an unknown kind to record is a wrong word, with the nearest`() throws {
    let books = try Books.small()
    var words = expenditure("1")
    words[1] = "expenditures"
    let run = try books.run(words)
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("KIND cannot be “expenditures”"))
    #expect(run.errors.contains("Did you mean: expenditure"))
    #expect(try books.size() == 4)
  }

  @Test func `a kind and its words may be Chinese`() throws {
    let books = try Books.small()
    let run = try books.run([
      "record", "支出", "--date", "2018-03-02", "--amount", "1", "--source", "一般公共预算财政拨款",
      "--function", "2010301", "--economic", "30201", "--nature", "基本支出",
    ])
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix("#4 expenditure-recorded 1.00 yuan"))
  }

  @Test func `options stand anywhere, with a blank or an equals sign`() throws {
    let books = try Books.small()
    let plain = try books.run(["history", "--limit", "1", "--newest-first"])
    #expect(plain.exitCode == 0)
    #expect(try books.run(["--newest-first", "--limit=1", "history"]).output == plain.output)
    #expect(try books.run(["--limit", "1", "history", "--newest-first"]).output == plain.output)
  }

  @Test func `two dashes end the options`() throws {
    let place = try TemporaryDirectory()
    let run = try Program.run(
      ["init", "--unit", "单位", "--", "--books"], directory: place.path)
    #expect(run.exitCode == 0)
    #expect(try place.names() == ["--books"])
  }

  @Test func `a value may look like a negative number`() throws {
    let books = try Books.small()
    let run = try books.run(expenditure("-5"))
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("[amountNegative]"))
  }

  @Test func `no ledger named is a wrong command line, and the flag wins over the variable`() throws
  {
    let books = try Books.small()
    let none = try Program.run(["verify"])
    #expect(none.exitCode == 64)
    #expect(none.errors.contains("[ledgerMissing]") && none.errors.contains("JUESUAN_LEDGER"))
    let both = try books.run(
      ["checkpoint", "--ledger", books.ledger], variables: ["JUESUAN_LEDGER": "/absent"])
    #expect(both.exitCode == 0)
  }

  @Test func `an error has four parts`() throws {
    let run = try Program.run(["histroy", "--limit", "3"])
    #expect(
      run.errors == """
        error: juesuan
          | juesuan histroy --limit 3
          There is no command “histroy”.
          → Did you mean: history [commandUnknown]

        """)
    let chinese = try Program.run(["histroy", "--lang", "zh"])
    #expect(
      chinese.errors == """
        错误：juesuan
          | juesuan histroy --lang zh
          没有“histroy”这个命令。
          → 是否想写：history [commandUnknown]

        """)
  }
}
