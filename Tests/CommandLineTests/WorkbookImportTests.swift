// Transcripts of `import FILE.xlsx`: what other programs write, every fault by its cell, templates.

import Foundation
import Testing

/// Workbooks that a script writes as other programs would, with the standard library only.
enum MadeWorkbook {
  /// Writes the workbook called `recipe` as `name` into `directory`.
  static func write(
    _ recipe: String, as name: String, in directory: TemporaryDirectory
  ) throws {
    let run = try Program.shell(
      "python3 \(Tool.script("make_workbook.py")) \(recipe) \(name)", directory: directory.path)
    try #require(run.exitCode == 0, "\(run.errors)")
  }
}

@Suite(.enabled(if: Tool.exists("python3"), "python3 is missing: nobody writes workbooks"))
struct WorkbookImportTests {
  @Test func `a workbook is recorded like the file with its texts, once for both`() throws {
    let books = try Books.opened()
    try MadeWorkbook.write("good", as: "good.xlsx", in: books.directory)
    let tried = try books.run(["import", "good.xlsx", "--dry-run"])
    #expect(tried.exitCode == 0, "\(tried.errors)")
    #expect(
      tried.output == """
        sheet “入账”
        1 of the rows are hidden in the spreadsheet, and count
        1 rows begin with # and were left out
        #1 appropriation-approved 20,000.00 yuan · 2018-01-05 · 2018/general-budget/2010301/basic · 年初预算
        #2 income-received 20,000.00 yuan · 2018-01-06 · 2018/general-budget/2010301/basic · 一月拨款
        #3 expenditure-recorded 12,300.00 yuan · 2018-01-08 · 2018/general-budget/2010301/basic \
        · 30201 · 办公用品
        dry run: of 3 rows 3 would be recorded #1–#3, 0 stand already; nothing was written
        next: juesuan balance --for 2018

        """)
    #expect(try books.size() == 1)
    #expect(try books.run(["import", "good.xlsx"]).exitCode == 0)
    let again = try books.run(
      ["import", "-"], input: Array(Data(contentsOf: books.url("good.xlsx"))))
    #expect(again.output.contains("3 rows: 0 recorded, 3 stood already"))
    // The same texts as comma-separated text have the same keys.
    let texts = """
      date,kind,source,function,economic,nature,amount,memo
      2018-01-05,appropriation,general-budget,2010301,,basic,20000,年初预算
      2018-01-06,income,general-budget,2010301,,basic,"20,000.00",一月拨款
      2018-01-08,expenditure,general-budget,2010301,30201,basic,12300.00,办公用品

      """
    let separated = try books.run(["import", "-"], input: Array(texts.utf8))
    #expect(separated.output.contains("3 stood already"), "\(separated.errors)")
    #expect(try books.size() == 4)
  }

  @Test func `every fault of a workbook is told by its cell, in both languages`() throws {
    let books = try Books.opened()
    try MadeWorkbook.write("bad", as: "bad.xlsx", in: books.directory)
    let english = try books.run(["import", "bad.xlsx"])
    #expect(english.exitCode == 65 && english.output.isEmpty)
    let faults = [
      "bad.xlsx 入账!A2, column date", "cellIsNoDay", "bad.xlsx 入账!C2, column source",
      "cellHasError", "bad.xlsx 入账!G2, column amount", "cellNotComputed",
      "bad.xlsx 入账!H2, column memo", "cellLostDigits", "bad.xlsx 入账!J2\n", "cellWithoutColumn",
      "bad.xlsx 入账!G3:G4\n", "cellsMerged", "bad.xlsx 入账!B3, column kind",
      "kindNotRecognised", "bad.xlsx 入账!G3, column amount", "amountHasMoreThanTwoDecimals",
    ]
    for fault in faults { #expect(english.errors.contains(fault), "\(fault)") }
    let chinese = try books.run(["import", "bad.xlsx", "--lang", "zh"])
    #expect(chinese.errors.contains("bad.xlsx 入账!G2“amount”列"))
    #expect(chinese.errors.contains("没有写入任何内容"))
    #expect(try books.size() == 1)
  }

  @Test func `a sheet is chosen by name, and has to be where several could be meant`() throws {
    let books = try Books.opened()
    try MadeWorkbook.write("good", as: "good.xlsx", in: books.directory)
    let named = try books.run(["import", "good.xlsx", "--sheet", "入账", "--dry-run"])
    #expect(named.exitCode == 0)
    let unknown = try books.run(["import", "good.xlsx", "--sheet", "支出"])
    #expect(unknown.exitCode == 65 && unknown.errors.contains("sheetUnknown"))
    #expect(unknown.errors.contains("入账"))
    try books.directory.write(Books.smallImport, to: "small.csv")
    let vain = try books.run(["import", "small.csv", "--sheet", "入账"])
    #expect(vain.exitCode == 64 && vain.errors.contains("optionWithoutEffect"))
  }

  @Test(arguments: ["zh", "en"])
  func `a template imports nothing by accident, and what is filled in`(language: String) throws {
    let books = try Books.opened()
    let made = try books.run(["import", "--template", "-o", "t.xlsx", "--lang", language])
    #expect(made.exitCode == 0 && made.output.isEmpty, "\(made.errors)")
    let empty = try books.run(["import", "t.xlsx"])
    #expect(empty.exitCode == 65 && empty.errors.contains("inputHasNoRows"))
    let again = try books.run(["import", "--template", "-o", "again.xlsx", "--lang", language])
    #expect(again.exitCode == 0)
    #expect(try Data(contentsOf: books.url("t.xlsx")) == Data(contentsOf: books.url("again.xlsx")))
    #expect(try books.size() == 1)
  }

  @Test(arguments: [
    ["import"], ["import", "--template", "x.xlsx"], ["import", "--template", "--dry-run"],
    ["import", "x.csv", "-o", "y.xlsx"],
  ])
  func `a wrong command line is answered with what is wrong`(arguments: [String]) throws {
    let run = try Books.opened().run(arguments)
    #expect(run.exitCode == 64 && run.output.isEmpty)
  }

  /// A file, and the rule by which it is refused.
  static let hostile = [
    ("doctype", "markupHasDocumentType"), ("laughs", "markupHasDocumentType"),
    ("bomb", "workbookSwells"), ("rows", "cellWithoutColumn"),
    ("sheets", "workbookHasTooManyParts"), ("traversal", "containerNameRefused"),
    ("truncated", "containerEndMissing"), ("encrypted", "fileIsEncrypted"),
    ("old", "fileIsLegacyWorkbook"),
  ]

  @Test(arguments: hostile)
  func `a hostile file is refused by name in bounded time and memory, and nothing is appended`(
    recipe: String, rule: String
  ) throws {
    let books = try Books.opened()
    try MadeWorkbook.write(recipe, as: "x.xlsx", in: books.directory)
    // Of address space 1.5 GB, of the processor 20 seconds.
    for command in ["import x.xlsx", "reconcile x.xlsx --for 2018"] {
      let run = try Program.shell(
        "ulimit -v 1500000; ulimit -t 20; juesuan \(command) --ledger books",
        directory: books.directory.path)
      #expect(run.exitCode == 65 && run.output.isEmpty, "\(command): \(run.errors.prefix(300))")
      let isTold = command.hasPrefix("import") || recipe != "rows"
      if isTold {
        #expect(run.errors.contains("[\(rule)]"), "\(command): \(run.errors.prefix(300))")
      }
    }
    #expect(try books.size() == 1)
  }
}

extension Books {
  /// A file beside the ledger.
  fileprivate func url(_ name: String) -> URL { directory.url(name) }
}

@Suite struct TextEncodingTests {
  /// A text, the encoding it seems to be in, and the command that converts it.
  @Test(arguments: [
    ("日期,类型\n".gbk, "GBK", "iconv -f GBK -t UTF-8 账.csv > 账.utf8.csv"),
    (
      [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00], "UTF-16", "iconv -f UTF-16 -t UTF-8 账.csv > 账.utf8.csv"
    ),
    (
      [0x61, 0x81, 0x30, 0x81, 0x30, 0x0A], "GB18030",
      "iconv -f GB18030 -t UTF-8 账.csv > 账.utf8.csv"
    ),
  ])
  func `a text in another encoding is never read, but how to convert it is said`(
    bytes: [UInt8], encoding: String, command: String
  ) throws {
    let books = try Books.opened()
    try books.directory.write(bytes, to: "账.csv")
    for language in ["zh", "en"] {
      let run = try books.run(["import", "账.csv", "--lang", language])
      #expect(run.exitCode == 65 && run.errors.contains("inputNotUTF8"))
      #expect(run.errors.contains(encoding) && run.errors.contains(command), "\(run.errors)")
    }
    #expect(try books.size() == 1)
  }

  @Test func `what is converted as was said is imported`() throws {
    let books = try Books.opened()
    try books.directory.write(Books.smallImport.gbk, to: "it's a.csv")
    let run = try books.run(["import", "it's a.csv"])
    let line = try #require(run.errors.split(separator: "\n").first { $0.contains("iconv") })
    let command = try #require(line.range(of: "iconv")).lowerBound
    let words = line[command...].prefix { $0 != "[" }
    let converted = try Program.shell(String(words), directory: books.directory.path)
    #expect(converted.exitCode == 0, "\(converted.errors)")
    #expect(try books.run(["import", "it's a.utf8.csv"]).exitCode == 0)
    #expect(try books.size() == 4)
  }
}

extension String {
  /// The text in GBK, by the number under which CoreFoundation knows it.
  fileprivate var gbk: [UInt8] {
    data(using: String.Encoding(rawValue: 0x8000_0632)).map { Array($0) } ?? []
  }
}
