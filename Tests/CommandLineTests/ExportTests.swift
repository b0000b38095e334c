// What is taken along: brought back to the same root, and added up again by programs of others.

import Foundation
import Testing

/// The books of a real unit in `Storage/Golden`: imported and carried on a little, or the ledger
/// that an earlier version wrote.
struct GoldenUnit: Sendable, CustomTestStringConvertible {
  let name: String
  let year: Int
  /// A second file, of what a rule forbids, with the policy that lets it pass.
  var second: (file: String, policy: [String])?
  /// What happens after the import.
  var more: [String] = []
  /// Whether it is the committed ledger, as it is.
  var isCommitted = false

  var testDescription: String { isCommitted ? "\(name), as committed" : name }

  /// The imported books and the committed ledgers of all units.
  static let all =
    imported + imported.map { GoldenUnit(name: $0.name, year: $0.year, isCommitted: true) }

  private static let imported = [
    GoldenUnit(
      name: "yongzhou-2018", year: 2018,
      more: [
        "reverse 251 --reason 重复 --date 2018-12-29",
        "correct 250 --reason 误记 --set memo=更正 --date 2018-12-30",
        "close 2018 --date 2019-01-10", "reopen 2018 --reason 审计 --date 2019-02-01",
        // Dated in the next year, counted in this one.
        "reverse 249 --reason 审计 --date 2019-02-02", "close 2018 --date 2019-02-03",
      ]),
    GoldenUnit(
      name: "huaihua-2024", year: 2024, second: ("override.csv", ["ceilings appropriation"])),
    GoldenUnit(name: "junshan-2016", year: 2016, second: ("overspend.csv", [])),
    GoldenUnit(name: "jianghua-2023", year: 2023),
  ]

  private func file(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Storage/Golden/\(self.name)/\(name)")
      .path
  }

  func books() throws -> Books {
    guard !isCommitted else { return try Books.copy(of: file("ledger")) }
    let books = try Books.opened()
    try books.prepare("import \(file("import.csv"))")
    if let second {
      try books.prepare(["shortfall record-with-override"].map { "policy set \($0)" })
      try books.prepare(second.policy.map { "policy set \($0)" })
      try books.prepare("import \(file(second.file)) --allowed-by 局长 --override-reason 超支")
    }
    try books.prepare(more)
    return books
  }
}

/// Sums in fen by source and function code.
private typealias Sums = [String: Int]

@Suite struct ExportTests {
  @Test(arguments: GoldenUnit.all)
  func `a log that was taken along comes back with the same root`(_ unit: GoldenUnit) throws {
    let books = try unit.books()
    let written = try books.run(words("export jsonl -o all.jsonl"))
    #expect(written.exitCode == 0 && written.errors.isEmpty)
    let piped = try books.run(["export", "jsonl"])
    #expect(piped.output == (try books.directory.text("all.jsonl")))
    #expect(
      piped.output == (try books.directory.text("books/log/00000000000000000000.jsonl")))
    try books.prepare("checkpoint -o kept.txt")
    let restored = try books.run(words("restore all.jsonl copy --checkpoint kept.txt"))
    #expect(restored.exitCode == 0, "\(restored.errors)")
    #expect(restored.output.contains("agree with the checkpoint given"))
    let there = ["--ledger", books.directory.path("copy")]
    #expect(
      try books.run(["checkpoint"] + there).output == (try books.directory.text("kept.txt")))
    // The documents are beside the log, and come along as the program says: by copying.
    if try books.directory.names("books").contains("documents") {
      #expect(restored.output.contains("the file does not hold: 1;"))
      #expect(try books.run(["verify"] + there).exitCode == 1)
      try FileManager.default.copyItem(
        atPath: books.directory.path("books/documents"),
        toPath: books.directory.path("copy/documents"))
    }
    #expect(try books.run(["verify"] + there).exitCode == 0)
    let balance = ["balance", "--for", "\(unit.year)", "--format", "json"]
    #expect(try books.run(balance + there).output == (try books.run(balance).output))
  }

  @Test func `what a restored log claims is said, and a wrong text makes no ledger`() throws {
    let books = try Books.small()
    try books.prepare("export jsonl -o all.jsonl")
    let run = try books.run(words("restore all.jsonl copy"))
    #expect(run.lines.count == 2)
    #expect(run.lines[0].hasPrefix("restored 测试单位: 4 events, root "))
    #expect(
      run.lines[1] == "times of recording and names are what the file says; this program did not "
        + "witness them; whether it is the original log, a checkpoint kept elsewhere shows: juesuan "
        + "verify --checkpoint FILE")
    let text = try books.directory.text("all.jsonl")
    try books.directory.write(String(text.dropLast(40)), to: "cut.jsonl")
    let cut = try books.run(words("restore cut.jsonl new"))
    #expect(cut.exitCode == 65 && cut.errors.contains("[logTextIncomplete]"))
    try books.directory.write(text.replacing("2000000", with: "3000000"), to: "changed.jsonl")
    let changed = try books.run(words("restore changed.jsonl new"))
    #expect(changed.exitCode == 65 && changed.errors.contains("error: changed.jsonl\n"))
    #expect(!FileManager.default.fileExists(atPath: books.directory.path("new")))
    #expect(try books.run(words("restore all.jsonl copy")).exitCode == 73)
    #expect(try books.run(words("restore all.jsonl books/copy")).exitCode == 73)
    let tried = try books.run(words("restore all.jsonl new --dry-run --lang zh"))
    #expect(tried.output.hasPrefix("试算：测试单位，4 条，根 "))
    #expect(!FileManager.default.fileExists(atPath: books.directory.path("new")))
  }

  @Test func `no export writes into a ledger`() throws {
    let books = try Books.small()
    for line in [
      "export jsonl -o books/a.jsonl", "export csv -o books/a.csv", "export hledger -o books/a",
      "export beancount -o books/log/a", "export gbt24589 --for 2018 -o books/a.xml",
      "export evidence --cell 01:28:2 --for 2018 -o books/evidence",
    ] {
      let run = try books.run(words(line))
      #expect(run.exitCode == 73 && run.errors.contains("[outputInsideLedger]"), "\(line)")
    }
    #expect(try books.directory.names("books") == ["ledger.json", "log"])
  }

  // MARK: Journals

  /// Our own sums of a figure, without zeros.
  private func sums(_ books: Books, _ year: Int, _ figure: (Figures) -> Int) throws -> Sums {
    struct Balance: Decodable {
      let lines: [Figures]
    }
    let json = try books.run(["balance", "--for", "\(year)", "--format", "json"]).output
    let lines = try JSONDecoder().decode(Balance.self, from: Data(json.utf8)).lines
    return lines.reduce(into: [:]) { $0["\($1.source):\($1.function)", default: 0] += figure($1) }
      .filter { $0.value != 0 }
  }

  struct Figures: Decodable {
    let source, function: String
    let authority_fen, opening_fen, adjustment_fen, income_fen: Int
    let expenditure_fen, closing_fen: Int
  }

  /// The sums of hledger of the accounts below `root`, down to the function code.
  private func hledger(_ books: Books, _ root: String, _ year: Int) throws -> Sums {
    let run = try Program.shell(
      "hledger -f a.journal balance '^\(root):\(year):' --flat --depth 4 --no-total -O csv",
      directory: books.directory.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    var sums: Sums = [:]
    for line in run.lines.dropFirst() {
      let cells = line.split(separator: "\"").filter { $0 != "," }
      let account = cells[0].split(separator: ":").suffix(2).joined(separator: ":")
      let fen = try #require(
        Int(cells[1].replacing(" CNY", with: "").replacing(".", with: "")), "\(line)")
      sums[account] = fen
    }
    return sums
  }

  @Test(
    .enabled(
      if: Tool.exists("hledger"),
      "hledger IS MISSING, so nobody checked our sums: apt-get install hledger"),
    arguments: GoldenUnit.all)
  func `hledger adds up to the same by source, function and year`(_ unit: GoldenUnit) throws {
    let books = try unit.books()
    try books.prepare("export hledger -o a.journal")
    let strict = try Program.shell(
      "hledger -f a.journal check -s", directory: books.directory.path)
    #expect(strict.exitCode == 0, "\(strict.errors)")
    for year in [unit.year, unit.year + 1] {
      let spent = try sums(books, year) { $0.expenditure_fen }
      #expect(try hledger(books, "expenditure", year) == spent)
      #expect(try hledger(books, "income", year) == sums(books, year) { -$0.income_fen })
      #expect(try hledger(books, "money", year) == sums(books, year) { $0.closing_fen })
      #expect(year > unit.year || !spent.isEmpty)
    }
    // Authority is the budget and what was carried over; all of that keeps its purpose here.
    let budget = try sums(books, unit.year) {
      $0.authority_fen - $0.opening_fen - $0.adjustment_fen
    }
    #expect(try hledger(books, "budget", unit.year) == budget)
    let openings = try sums(books, unit.year) { -$0.opening_fen }
    #expect(try hledger(books, "opening-balance", unit.year) == openings)
    if unit.more.contains(where: { $0.hasPrefix("close") }) {
      #expect(try !hledger(books, "money", unit.year + 1).isEmpty)
    }
  }

  @Test(arguments: GoldenUnit.all)
  func `a journal for beancount opens every account and balances`(_ unit: GoldenUnit) throws {
    let books = try unit.books()
    try books.prepare("export beancount -o a.beancount")
    let text = try books.directory.text("a.beancount")
    var opened: Set<Substring> = []
    var sum = 0
    var transactions = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let parts = line.split(separator: " ")
      if parts.count == 4, parts[1] == "open" {
        #expect(opened.insert(parts[2]).inserted, "\(line)")
      } else if parts.count == 3, parts[2] == "CNY", line.hasPrefix("    ") {
        #expect(opened.contains(parts[0]), "\(line)")
        sum += try #require(Int(parts[1].replacing(".", with: "")))
      } else if line.isEmpty {
        #expect(sum == 0)
        sum = 0
      } else if parts.count > 2, parts[1] == "*" {
        transactions += 1
      }
    }
    #expect(transactions > 90)
    let components = Set(opened.flatMap { $0.split(separator: ":") })
    for component in components {
      let first = try #require(component.first)
      #expect(first.isUppercase || first.isNumber, "\(component)")
      #expect(component.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }, "\(component)")
    }
  }

  @Test(
    .enabled(
      if: Tool.exists("bean-check"),
      "bean-check IS MISSING, so only the structure was checked: apt-get install beancount"),
    arguments: GoldenUnit.all)
  func `bean-check has nothing to say`(_ unit: GoldenUnit) throws {
    let books = try unit.books()
    try books.prepare("export beancount -o a.beancount")
    let run = try Program.shell("bean-check a.beancount", directory: books.directory.path)
    #expect(run.exitCode == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run)")
  }

  @Test func `texts that would break a journal, a sheet or XML are told or made harmless`() throws {
    let books = try Books.small()
    let memo = "=HYPERLINK(\"x\";1) | <&> \"; --\n1900-01-01 open"
    #expect(try books.run(expenditure("1", "--memo", memo, "--payee", "+86 公司")).exitCode == 0)
    let csv = try books.run(["export", "csv"])
    #expect(csv.output.contains(",'+86 公司,") && csv.output.contains("\"'=HYPERLINK(\"\"x\"\";1)"))
    #expect(
      csv.errors
        == "note: 3 cells began with = + - @ or the like and got an apostrophe, so that no "
        + "spreadsheet runs them (#4); the ledger has none.\n")
    let xml = try books.run(words("export gbt24589 --for 2018")).output
    #expect(xml.contains("=HYPERLINK(\"x\";1) | &lt;&amp;&gt; \"; -- 1900-01-01 open"))
    let journal = try books.run(["export", "hledger"]).output
    #expect(
      journal.contains("(4) +86 公司 | =HYPERLINK(\"x\"；1) ｜ <&> \"； -- 1900-01-01 open\n"))
    let beancount = try books.run(["export", "beancount"]).output
    #expect(!beancount.contains("\n1900-01-01 open\n"))
  }

  // MARK: Sheet and audit interface

  @Test(arguments: GoldenUnit.all)
  func `a sheet is read by another program and adds up`(_ unit: GoldenUnit) throws {
    let books = try unit.books()
    try books.prepare("export csv -o a.csv")
    let run = try Program.shell(
      "python3 \(Tool.script("read_sheet.py")) a.csv", directory: books.directory.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let spent = try [unit.year, unit.year + 1].reduce(0) {
      $0 + (try sums(books, $1) { $0.expenditure_fen }.values.reduce(0, +))
    }
    #expect(run.lines.contains("expenditure \(spent)"), "\(run.output)")
  }

  @Test(arguments: GoldenUnit.all)
  func `the audit interface balances and adds up to the same`(_ unit: GoldenUnit) throws {
    let books = try unit.books()
    try books.prepare(
      "export gbt24589 --for \(unit.year) -o a.xml",
      "balance --for \(unit.year) --format json -o balance.json")
    let run = try Program.shell(
      "python3 \(Tool.script("check_audit_interface.py")) a.xml balance.json",
      directory: books.directory.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains(" vouchers, "))
    let said = try books.run(words("export gbt24589 --for \(unit.year) -o b.xml")).output
    #expect(said.contains("is before the government accounting system") == (unit.year < 2019))
  }
}
