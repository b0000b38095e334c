// Transcripts of refusals: every rule that a command line can break, in both languages.

import Testing

/// A command that a rule refuses on the small ledger: what went before, and what is said.
struct Refusal: CustomTestStringConvertible, Sendable {
  let rule: String
  let exitCode: Int32
  /// Commands that are done before.
  let preparation: [String]
  let command: String
  let english: String
  let chinese: String

  var testDescription: String { "\(rule): \(command)" }

  init(
    _ rule: String, exit exitCode: Int32, after preparation: [String] = [], _ command: String,
    en english: String, zh chinese: String
  ) {
    self.rule = rule
    self.exitCode = exitCode
    self.preparation = preparation
    self.command = command
    self.english = english
    self.chinese = chinese
  }
}

/// The words of a command line; `LINE`, `OTHER` and `PROJECT` stand for the flags of a budget line.
func words(_ line: String) -> [String] {
  let flags = [
    "LINE": "--source general-budget --function 2010301 --nature basic",
    "OTHER": "--source other --function 2010301 --nature basic",
    "PROJECT": "--source general-budget --function 2010306 --nature project --project 平台",
  ]
  return line.split(separator: " ").flatMap { word in
    flags[String(word)]?.split(separator: " ").map(String.init) ?? [String(word)]
  }
}

extension Books {
  /// Does commands that must all succeed.
  func prepare(_ lines: String...) throws { try prepare(lines) }

  /// Does commands that must all succeed.
  func prepare(_ lines: [String]) throws {
    for line in lines {
      let run = try run(words(line))
      #expect(run.exitCode == 0, "\(line): \(run.errors)")
    }
  }
}

@Suite struct RefusalTests {
  @Test(arguments: Refusal.ofSpending + Refusal.ofRecording + Refusal.ofDeciding)
  func `a refusal is named and told in both languages, and kept without effect`(
    _ refusal: Refusal
  ) throws {
    let books = try Books.small()
    try books.prepare(refusal.preparation)
    let size = try books.size()
    let balances = try books.run(["balance", "--for", "2018", "--format", "csv"]).output
    // A dry run says the same and keeps nothing.
    let tried = try books.run(words(refusal.command) + ["--dry-run", "--lang", "en"])
    #expect(tried.exitCode == refusal.exitCode && tried.output.isEmpty)
    #expect(tried.errors.contains("\n  \(refusal.english)\n"), "\(tried.errors)")
    #expect(tried.errors.contains("[\(refusal.rule)]\n"), "\(tried.errors)")
    #expect(!tried.errors.contains("the attempt is recorded"))
    #expect(try books.size() == size)
    let refused = try books.run(words(refusal.command) + ["--lang", "zh"])
    #expect(refused.exitCode == refusal.exitCode && refused.output.isEmpty)
    #expect(refused.errors.contains("\n  \(refusal.chinese)\n"), "\(refused.errors)")
    #expect(refused.errors.contains("\n  → ") && refused.errors.contains("[\(refusal.rule)]\n"))
    // What a rule refused is kept; what was wrong input or came too late is not.
    let isKept = refusal.exitCode == 2
    #expect(refused.errors.contains("被拒绝的操作已记入账本 #\(size)，不影响账目\n") == isKept)
    #expect(try books.size() == size + (isKept ? 1 : 0))
    #expect(try books.run(["balance", "--for", "2018", "--format", "csv"]).output == balances)
  }

  @Test func `refused attempts can be asked for: who, what, which rule`() throws {
    let books = try Books.small()
    #expect(try books.run(expenditure("7,700.01", "--actor", "李出纳")).exitCode == 2)
    #expect(try books.run(expenditure("1")).exitCode == 0)
    let listed = try books.run(["history", "--refused"])
    #expect(listed.lines.count == 3)
    for text in [
      "#4", "李出纳", "command-refused", "expenditure-recorded was refused, 7,700.01 yuan",
      "[exceedsFreeAuthority]",
    ] { #expect(listed.output.contains(text), "\(text)") }
    let shown = try books.run(["show", "4", "--lang", "zh"]).output
    #expect(shown.hasPrefix("#4 被拒绝的操作\n"))
    for text in ["李出纳", "所做的操作", "支出", "exceedsFreeAuthority", "7,700.01", "差 0.01 元"] {
      #expect(shown.contains(text), "\(text)")
    }
    #expect(try books.run(["verify"]).exitCode == 0)
  }

  @Test func `every refused row of a file is kept, and none of them counts`() throws {
    let books = try Books.small()
    let rows = Books.smallImport.split(separator: "\n")
    let over = rows[3].replacing("12,300.00", with: "9,000.00")
    try books.directory.write("\(rows[0])\n\(over)\n\(over)\n", to: "over.csv")
    let run = try books.run(["import", "over.csv"])
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("error: over.csv, row 2\n"))
    #expect(
      run.errors.hasSuffix(
        """
        2 refused in all; none of the batch counts
        the attempt is recorded as #4–#5, without effect

        """))
    #expect(try books.size() == 6)
  }

  @Test func `a file of nothing but faults is not read to its end, and that is said`() throws {
    let books = try Books.small()
    let rows = Books.smallImport.split(separator: "\n")
    let faults = String(repeating: "x\n", count: 10_200)
    try books.directory.write("\(rows[0])\n\(faults)", to: "faults.csv")
    let english = try books.run(["import", "faults.csv"])
    #expect(english.exitCode == 65)
    #expect(english.errors.contains("… and 9800 more"))
    let last = "10000 errors, what follows was not looked at; nothing was written\n"
    #expect(english.errors.hasSuffix(last), "\(english.errors.suffix(200))")
    let chinese = try books.run(["import", "faults.csv", "--lang", "zh"])
    #expect(chinese.errors.hasSuffix("已有 10000 处错误，后面的没有再查，没有写入任何内容\n"))
    #expect(try books.size() == 4)
  }

  @Test func `what was refused can be recorded later under its key`() throws {
    let books = try Books.small()
    let entry = expenditure("7,700.01", "--key", "记-17")
    #expect(try books.run(entry).exitCode == 2)
    let rows = Books.smallImport.split(separator: "\n")
    try books.directory.write(
      "\(rows[0])\n\(rows[3].replacing("12,300.00", with: "9,000.00"))\n", to: "over.csv")
    #expect(try books.run(["import", "over.csv"]).exitCode == 2)
    try books.prepare(
      "record supplement --date 2018-03-01 --amount 20,000.00 LINE",
      "record income --date 2018-03-01 --amount 20,000.00 LINE")
    #expect(try books.run(entry).exitCode == 0)
    #expect(try books.run(["import", "over.csv"]).exitCode == 0)
    #expect(try books.run(entry).output.contains("stands already"))
  }

  @Test func `a conflict about a key does not change what stands under it`() throws {
    let books = try Books.small()
    let entry = expenditure("1", "--key", "记-17")
    #expect(try books.run(entry).exitCode == 0)
    #expect(try books.run(expenditure("2", "--key", "记-17")).exitCode == 2)
    #expect(try books.run(entry).output.hasPrefix("#4 stands already"))
  }

  @Test func `a table that does not add up keeps its year open`() throws {
    let books = try Books.opened()
    try books.directory.write("code,name\n2300101,本表没有的类\n", to: "codes.csv")
    try books.prepare("codes import codes.csv --system function")
    let text = Books.smallImport.replacing("2010301", with: "2300101")
    #expect(try books.run(["import", "-"], input: Array(text.utf8)).exitCode == 0)
    let run = try books.run(["close", "2018", "--date", "2019-01-10"])
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("Audit formulas of 2018 fail: 01 C01-2, 04 C04-1"))
    #expect(run.errors.contains("[checksFail]"))
  }
}
