// Statements as workbooks from the command line, read and computed again by programs of others.

import Foundation
import Testing

/// Programs that know workbooks; `nil` where the machine lacks them.
enum Spreadsheets {
  /// A Python that has openpyxl.
  static let python: String? = {
    let said = try? Program.shell(
      """
      ask='import openpyxl, sys; print(sys.executable)'
      PATH="$SEARCHED" python3 -c "$ask" || python3 -c "$ask"
      """,
      variables: [
        "SEARCHED": ProcessInfo.processInfo.environment["PATH"] ?? "",
        "HOME": NSHomeDirectory(),
      ], directory: "/")
    return said?.exitCode == 0 ? said?.lines.last : nil
  }()

  /// Whether LibreOffice is here, and the program that counts the pages of what it prints.
  static let hasOffice = Tool.exists("soffice") && Tool.exists("pdfinfo")

  /// Runs one of our scripts.
  static func script(_ name: String, _ arguments: String, in directory: String) throws -> Run {
    try Program.shell(
      "\(try #require(python)) \(Tool.script(name)) \(arguments)", directory: directory)
  }
}

@Suite struct WorkbookTests {
  /// The committed ledgers with the year of their tables. No table set is for 2016: the ledger of
  /// that year gives the tables of a year in which nothing happened.
  private static let golden: [(unit: GoldenUnit, year: Int)] = GoldenUnit.all
    .filter(\.isCommitted).map { ($0, $0.year == 2016 ? 2018 : $0.year) }

  private func bytes(_ books: Books, _ name: String) throws -> Data {
    try Data(contentsOf: books.directory.url(name))
  }

  // MARK: The command line

  @Test func `a form and the set are workbooks, chosen by the extension or the format`() throws {
    let books = try Books.ofAYear()
    try books.prepare(
      "statement 01 --for 2018 -o 01.xlsx", "statements --for 2018 -o set.xlsx",
      "statements --for 2018 --format xlsx -o named.book")
    let set = try bytes(books, "set.xlsx")
    #expect(set.starts(with: Array("PK\u{3}\u{4}".utf8)))
    #expect(try bytes(books, "named.book") == set)
    #expect(try bytes(books, "01.xlsx").count < set.count / 2)
    let again = try books.run(words("statements --for 2018 -o set.xlsx"))
    #expect(again.exitCode == 0 && again.output.isEmpty && again.errors.isEmpty)
    #expect(try bytes(books, "set.xlsx") == set)
    let refused = try books.run(words("balance --for 2018 -o balance.xlsx"))
    #expect(refused.exitCode == 64 && refused.output.isEmpty)
    #expect(try books.directory.names() == ["01.xlsx", "books", "named.book", "set.xlsx"])
  }

  @Test func `a program may read a workbook from a pipe, a terminal is not given one`() throws {
    let books = try Books.ofAYear()
    try books.prepare("statement 07 --for 2018 -o 07.xlsx")
    let piped = try Program.shell(
      "juesuan statement 07 --for 2018 --format xlsx | cmp - 07.xlsx",
      variables: ["JUESUAN_LEDGER": books.ledger], directory: books.directory.path)
    #expect(piped.exitCode == 0 && piped.errors.isEmpty, "\(piped.output)\(piped.errors)")
    for (language, what) in [("zh", "工作簿不是文本"), ("en", "A workbook is no text")] {
      let shown = try Program.shell(
        """
        script -qec 'juesuan statement 07 --for 2018 --format xlsx --lang \(language)' /dev/null \
        < /dev/null
        """, variables: ["JUESUAN_LEDGER": books.ledger], directory: books.directory.path)
      #expect(shown.exitCode == 64, "\(shown.output)")
      #expect(shown.output.contains(what) && shown.output.contains("[workbookOnTerminal]"))
      #expect(!shown.output.contains("PK"))
    }
  }

  @Test func `the same records give the same bytes, whatever was recorded since`() throws {
    let books = try Books.ofAYear()
    try books.prepare("statements --for 2018 --lang zh -o once.xlsx")
    let last = try books.size() - 1
    try books.prepare("reverse \(last) --reason 重复 --date 2018-12-29")
    let other = try Books.copy(of: books.ledger)
    try books.prepare("statements --for 2018 --lang zh -o now.xlsx")
    #expect(try bytes(books, "now.xlsx") != bytes(books, "once.xlsx"))
    // The command that the sheet 依据 gives, in another directory.
    try other.prepare(
      "statements --for 2018 --table-set hunan-2018 --as-of \(last) --lang zh -o book.xlsx")
    #expect(try bytes(other, "book.xlsx") == bytes(books, "once.xlsx"))
  }

  @Test func `a year without forms is refused and nothing is written`() throws {
    let unit = try #require(Self.golden.first { $0.unit.year == 2016 }).unit
    let books = try unit.books()
    let run = try books.run(words("statements --for 2016 -o 2016.xlsx"))
    #expect(run.exitCode == 65 && run.errors.contains("[formNotValidInYear]"))
    #expect(try books.directory.names() == ["books"])
  }

  // MARK: Programs of others

  /// What `check_workbook.py` says of each ledger.
  private static let expected = [
    "yongzhou-2018": "485 names, 479 printed amounts, 239 formulas, 2 totals that are figures",
    "huaihua-2024": "465 names, 456 printed amounts, 181 formulas, 0 totals that are figures",
    "junshan-2016": "229 names, 223 printed amounts, 50 formulas, 0 totals that are figures",
    "jianghua-2023": "337 names, 328 printed amounts, 105 formulas, 0 totals that are figures",
  ]

  @Test(
    .enabled(if: Spreadsheets.python != nil, "no openpyxl here: workbooks were not read"),
    arguments: golden.indices)
  func `openpyxl reads every named cell as our JSON has it`(_ index: Int) throws {
    let (unit, year) = Self.golden[index]
    let books = try unit.books()
    try books.prepare(
      "statements --for \(year) -o set.xlsx", "statements --for \(year) -o set.json")
    let run = try Spreadsheets.script(
      "check_workbook.py", "set.xlsx set.json", in: books.directory.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.lines == [try #require(Self.expected[unit.name])])
  }

  @Test(.enabled(if: Spreadsheets.python != nil, "no openpyxl here: cells were not compared"))
  func `every amount that 永州 printed for 2018 stands in its cell`() throws {
    let unit = try #require(Self.golden.first { $0.unit.name == "yongzhou-2018" }).unit
    let books = try unit.books()
    try books.prepare("statements --for 2018 -o set.xlsx")
    let printed = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Storage/Golden/yongzhou-2018/statements.csv").path
    let run = try Spreadsheets.script(
      "check_printed.py", "set.xlsx \(printed)", in: books.directory.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.lines == ["479 amounts: 35 119 102 79 51 81 12 0"])
  }

  /// Three runs of the office program: one that prints, two that compute everything again from
  /// copies in which what we kept beside the formulas is wrong.
  @Test(
    .enabled(
      if: Spreadsheets.python != nil && Spreadsheets.hasOffice,
      "no LibreOffice or openpyxl here: workbooks were not opened, printed or computed again"))
  func `LibreOffice opens all, prints a page for each form and computes what we wrote`() throws {
    let folder = try TemporaryDirectory()
    for (unit, year) in Self.golden {
      let books = try unit.books()
      try books.prepare("statements --for \(year) --lang zh -o \(folder.path(unit.name)).xlsx")
      let spoilt = try Spreadsheets.script(
        "spoil_formulas.py", "\(unit.name).xlsx spoilt-\(unit.name).xlsx", in: folder.path)
      #expect(spoilt.exitCode == 0, "\(spoilt.errors)")
    }
    let names = Self.golden.map(\.unit.name)
    let books = names.map { "\($0).xlsx" }.joined(separator: " ")
    let spoilt = names.map { "spoilt-\($0).xlsx" }.joined(separator: " ")
    try convert("pdf", books, in: folder)
    try convert("xlsx", spoilt, to: "resaved", in: folder)
    // As UTF-8 with commas, every sheet to a file of its own.
    try convert(
      "'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'", spoilt,
      in: folder)
    for name in names {
      let compared = try Spreadsheets.script(
        "compare_office.py", "\(name).xlsx resaved/spoilt-\(name).xlsx spoilt-\(name)",
        in: folder.path)
      #expect(compared.exitCode == 0, "\(name): \(compared.errors)")
    }
    // A page for each form and the evidence: the columns of the form decide how it lies.
    for name in names {
      let isNational = ["huaihua-2024", "jianghua-2023"].contains(name)
      try expectPages(
        name, upright: isNational ? [1, 5, 9, 10] : [1, 5, 9], of: isNational ? 10 : 9,
        in: folder)
    }
  }

  /// Lets LibreOffice convert `books`, computing all formulas when it opens them.
  private func convert(
    _ format: String, _ books: String, to target: String = ".", in folder: TemporaryDirectory
  ) throws {
    try FileManager.default.createDirectory(
      at: folder.url("profile/user"), withIntermediateDirectories: true)
    try folder.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry">
      <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
      <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
      </oor:items>

      """, to: "profile/user/registrymodifications.xcu")
    let run = try Program.shell(
      """
      soffice -env:UserInstallation=file://$PWD/profile --headless \
      --convert-to \(format) --outdir \(target) \(books)
      """, variables: ["HOME": folder.path], directory: folder.path)
    #expect(run.exitCode == 0 && !run.errors.contains("Error"), "\(run.errors)")
  }

  /// Expects that every sheet of a workbook became one page of A4, those of `upright` as such.
  private func expectPages(
    _ name: String, upright: Set<Int>, of count: Int, in folder: TemporaryDirectory
  ) throws {
    let lines = try Program.shell("pdfinfo -f 1 -l 99 \(name).pdf", directory: folder.path).lines
    let sizes = lines.filter { $0.contains(" size:") && $0.hasPrefix("Page ") }
    #expect(sizes.count == count, "\(name): \(lines)")
    for (index, size) in sizes.enumerated() {
      let expected = upright.contains(index + 1) ? "595.304 x 841.89" : "841.89 x 595.304"
      #expect(size.contains("\(expected) pts (A4)"), "\(name): \(size)")
    }
  }
}
