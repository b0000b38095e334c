// The pages of help: their width, their order, their examples, and some of them word for word.

import Foundation
import Testing

@Suite struct HelpTests {
  static let commands = [
    "init", "import", "record", "codes import", "reverse", "correct", "attach", "propose",
    "approve", "reject", "complete", "withdraw", "pending", "close", "reopen", "policy",
    "policy set", "unit", "project", "project register", "project complete", "project cancel",
    "statement", "statements", "balance", "check", "check explain", "explain", "compare",
    "reconcile",
    "publish",
    "forms", "forms show", "forms check", "history", "show", "line", "blame", "findings",
    "findings explain", "sample", "verify", "checkpoint",
    "prove", "export tiles", "export jsonl", "restore", "export csv", "export hledger",
    "export beancount", "export gbt24589", "export evidence", "export site",
    "actor register", "actor list",
    "codes", "demo", "help", "version",
  ]
  static let topics = ["exit-codes", "formats", "environment", "import"]

  static var pages: [[String]] {
    [["help"]] + (commands + topics).map { ["help"] + $0.split(separator: " ").map(String.init) }
  }

  /// Terminal columns, counted another way than the program does.
  private func columns(_ line: String) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }

  @Test(arguments: pages, ["en", "zh"])
  func `a page fits 80 columns and begins with two examples`(
    _ page: [String], _ language: String
  ) throws {
    let run = try Program.run(page + ["--lang", language])
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    let widest = run.lines.max { columns($0) < columns($1) } ?? ""
    #expect(columns(widest) <= 80, "\(widest)")
    #expect(!run.lines.contains { $0.hasSuffix(" ") })
    #expect(run.lines.first == (language == "zh" ? "例" : "Examples"))
    let examples = run.lines.dropFirst().prefix { $0.hasPrefix("  ") }
    #expect(examples.count { $0.contains("juesuan ") } >= 2)
  }

  @Test(arguments: commands)
  func `help, -h and --help are the same page`(_ command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let page = try Program.run(["help"] + words).output
    #expect(page.contains("juesuan \(command)"))
    #expect(try Program.run(words + ["-h"]).output == page)
    #expect(try Program.run(["--help"] + words).output == page)
  }

  @Test func `the overview names every command by its job`() throws {
    let run = try Program.run(["help"])
    for command in Self.commands {
      #expect(run.lines.contains { $0.hasPrefix("  \(command) ") }, "\(command)")
    }
    #expect(try Program.run(["--help"]).output == run.output)
    #expect(run.output == overviewInEnglish)
    #expect(try Program.run(["help", "--lang", "zh"]).output == overviewInChinese)
  }

  @Test func `the page of reverse, word for word`() throws {
    #expect(try Program.run(["help", "reverse"]).output == reverseInEnglish)
    #expect(try Program.run(["help", "reverse", "--lang", "zh"]).output == reverseInChinese)
  }

  @Test func `the exit codes, word for word`() throws {
    #expect(try Program.run(["help", "exit-codes"]).output == exitCodesInEnglish)
  }

  @Test func `the page of import has every column, kind, source and nature in both words`() throws {
    let page = try Program.run(["help", "import"]).output
    for words in [
      "date 日期", "kind 类型", "year 年度", "source 资金来源", "function 功能科目", "economic 经济科目",
      "nature 支出性质", "project 项目", "amount 金额", "payee 收款方", "document 文号", "memo 摘要",
      "actor 经办人", "key 流水号", "reason 事由", "to_function 调入功能科目",
      "to_economic 调入经济科目", "to_nature 调入支出性质", "to_project 调入项目",
      "to_source 调入资金来源", "metric 指标", "value 值",
    ] { #expect(page.contains("  \(words)"), "\(words)") }
    for words in [
      "opening-balance 年初结转和结余", "expenditure 支出", "general-budget 一般公共预算财政拨款",
      "virement 预算调剂", "refund 支出退回", "fact 统计数", "remittance 归集上缴和缴回资金",
      "error-correction 会计差错更正", "staff-authorised 编制数",
      "other 其他收入", "subsidy 对附属单位补助支出",
    ] {
      let halves = words.split(separator: " ")
      #expect(
        page.split(separator: "\n").contains {
          $0.hasPrefix("  \(halves[0]) ") && $0.hasSuffix(" \(halves[1])")
        }, "\(words)")
    }
  }

  @Test func `the required columns that help names are those import asks for`() throws {
    let page = try Program.run(["help", "import"]).output.replacing("\n", with: " ")
    let books = try Books.opened()
    let run = try books.run(["import", "-"], input: Array("memo\n".utf8))
    let asked = run.lines + run.errors.split(separator: "\n").map(String.init)
    let columns = asked.compactMap { line in
      line.hasPrefix("error: <stdin>, row 1, column ") ? line.split(separator: " ").last : nil
    }
    #expect(columns.count == 6)
    #expect(
      page.replacing("  ", with: " ").contains("Required: \(columns.joined(separator: ", "))."))
  }

  @Test(arguments: pages)
  func `every example runs as it stands`(_ page: [String]) throws {
    let books = try Books.ofAYear()
    let desk = try TemporaryDirectory()
    try desk.write(Books.smallImport, to: "import.csv")
    if page != ["help", "init"] {
      try FileManager.default.createSymbolicLink(
        atPath: desk.path("books"), withDestinationPath: books.ledger)
    }
    let form = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Statements/Forms/hunan-2018-01.json")
    try FileManager.default.copyItem(at: form, to: desk.url("form.json"))
    try desk.write("code,name\n2019901,自设科目\n", to: "codes.csv")
    if page == ["help", "reconcile"] {
      try books.prepare("statements --for 2018 -o \(desk.path("2018.xlsx"))")
    }
    let help = try Program.run(page)
    for example in examples(in: help.lines) {
      let run = try Program.shell(
        example, variables: ["JUESUAN_LEDGER": books.ledger, "TMPDIR": desk.path],
        directory: desk.path)
      #expect(run.exitCode == 0, "\(example): \(run.errors)")
      #expect(run.errors.isEmpty, "\(example): \(run.errors)")
      #expect(!run.output.isEmpty || example.contains(" -o "), "\(example)")
    }
  }

  /// The examples at the top of a page; a line that ends with a backslash goes on in the next.
  private func examples(in lines: [String]) -> [String] {
    var examples: [String] = []
    var isOpen = false
    for line in lines.dropFirst().prefix(while: {
      $0.hasPrefix("  ") && $0.contains(where: \.isASCII)
    }) {
      if isOpen {
        examples[examples.count - 1] += "\n\(line)"
      } else if line.contains("juesuan ") {
        examples.append(line)
      }
      isOpen = line.hasSuffix("\\")
    }
    return examples
  }
}
