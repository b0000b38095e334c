// Transcripts of `import`: good files, the table of bad ones, and doing it twice.

import Foundation
import Testing

/// A file that must be refused: what it is, and where and under which name the refusal says so.
struct BadFile: CustomTestStringConvertible, Sendable {
  let what: String
  let bytes: [UInt8]
  let place: String
  let rule: String

  var testDescription: String { what }

  init(_ what: String, _ text: String, _ place: String, _ rule: String) {
    self.init(what, bytes: Array(text.utf8), place, rule)
  }

  init(_ what: String, bytes: [UInt8], _ place: String, _ rule: String) {
    self.what = what
    self.bytes = bytes
    self.place = place
    self.rule = rule
  }

  static let header = "date,kind,source,function,economic,nature,amount,memo\n"

  /// A file whose second row differs from a good one in one cell.
  static func row(
    date: String = "2018-03-02", kind: String = "income", function: String = "2010301",
    economic: String = "", amount: String = "1", memo: String = "", year: String? = nil
  ) -> String {
    let head = year == nil ? header : "year,\(header)"
    let first = year.map { "\($0)," } ?? ""
    return head
      + "\(first)\(date),\(kind),general-budget,\(function),\(economic),basic,\(amount),\(memo)\n"
  }

  static let all: [BadFile] = [
    BadFile(
      "an unknown column", "colour," + row().replacing("\n2018", with: "\nred,2018"),
      "bad.csv, row 1, column colour", "unknownColumn"),
    BadFile(
      "a missing column", row().replacing(",amount,", with: ",reason,"),
      "bad.csv, row 1, column amount", "missingColumn"),
    BadFile(
      "an unknown kind", row(kind: "gift"), "bad.csv, row 2, column kind", "kindNotRecognised"),
    BadFile(
      "a code in no list", row(function: "9999999"), "bad.csv, row 2, column function",
      "functionCodeUnknown"),
    BadFile(
      "a code of other years",
      row(date: "2024-03-02", function: "2010308"), "bad.csv, row 2, column function",
      "functionCodeNotValidInYear"),
    BadFile(
      "three decimals", row(amount: "12.345"), "bad.csv, row 2, column amount",
      "amountHasMoreThanTwoDecimals"),
    BadFile(
      "separators out of place", row(amount: "\"1,23,4.0\""), "bad.csv, row 2, column amount",
      "amountHasMisplacedSeparator"),
    BadFile(
      "a negative amount", row(amount: "-5"), "bad.csv, row 2, column amount", "amountNegative"),
    BadFile(
      "an exponent", row(amount: "1e9"), "bad.csv, row 2, column amount", "amountNotANumber"),
    BadFile(
      "not a number", row(amount: "NaN"), "bad.csv, row 2, column amount", "amountNotANumber"),
    BadFile("no amount", row(amount: ""), "bad.csv, row 2, column amount", "amountEmpty"),
    BadFile(
      "a date that does not exist", row(date: "2018-02-30"), "bad.csv, row 2, column date",
      "dateNotRecognised"),
    BadFile(
      "a date outside its year", row(year: "2017"), "bad.csv, row 2, column date",
      "dateOutsideYear"),
    BadFile(
      "GBK",
      bytes: Array(row(memo: "X").utf8).flatMap { (byte: UInt8) -> [UInt8] in
        byte == 0x58 ? [0xB0, 0xEC] : [byte]
      },
      "bad.csv, row 2", "inputNotUTF8"),
    BadFile("a NUL byte", row(memo: "\0"), "bad.csv, row 2", "inputHasNulByte"),
    BadFile(
      "a memo of 70,000 bytes", row(memo: String(repeating: "x", count: 70_000)),
      "bad.csv, row 2, column memo", "textTooLong"),
    BadFile(
      "spending on nothing in particular", row(kind: "expenditure"),
      "bad.csv, row 2, column economic", "economicCodeRequired"),
    BadFile(
      "a bell in a memo", row(memo: "\u{7}"), "bad.csv, row 2, column memo",
      "textHasControlCharacter"),
    BadFile(
      "a figure in a row about money",
      row().replacing("memo\n", with: "value\n")
        .replacing("basic,1,", with: "basic,1,5"),
      "bad.csv, row 2, column value", "fieldNotAllowed"),
    BadFile(
      "a virement to nowhere", row(kind: "virement"), "bad.csv, row 2, column to_function",
      "fieldMissing"),
    BadFile("no rows", header, "bad.csv", "inputHasNoRows"),
    BadFile("nothing at all", "", "bad.csv, row 1, column date", "missingColumn"),
  ]
}

@Suite struct ImportTests {
  @Test func `an import says what it recorded, and a second one that all stood already`() throws {
    let books = try Books.opened()
    try books.directory.write(Books.smallImport, to: "small.csv")
    let first = try books.run(["import", "small.csv"])
    #expect(first.exitCode == 0)
    #expect(
      first.output == """
        3 rows: 3 recorded #1–#3, 0 stood already · the ledger holds 4 events
        next: juesuan balance --for 2018

        """)
    #expect(first.errors.isEmpty)
    let second = try books.run(["import", "small.csv"])
    #expect(second.exitCode == 0)
    #expect(
      second.output == "3 rows: 0 recorded, 3 stood already · the ledger holds 4 events\n")
    #expect(try books.size() == 4)
  }

  @Test func `a byte order mark, CRLF and Chinese headers are accepted`() throws {
    let books = try Books.opened()
    let text =
      "\u{FEFF}"
        + """
        日期,类型,资金来源,功能科目,支出性质,金额,摘要
        2018-01-05,年初预算,一般公共预算财政拨款,2010301,基本支出,"20,000.00",批复

        """.replacing("\n", with: "\r\n")
    try books.directory.write(text, to: "bom.csv")
    let run = try books.run(["import", "bom.csv", "--quiet"])
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty && run.output.isEmpty)
    #expect(try books.run(["show", "1"]).output.contains("20,000.00"))
  }

  @Test func `a dash reads standard input`() throws {
    let books = try Books.opened()
    let run = try books.run(["import", "-"], input: Array(Books.smallImport.utf8))
    #expect(run.exitCode == 0)
    #expect(try books.size() == 4)
    let bad = try books.run(["import", "-"], input: Array(BadFile.row(amount: "x").utf8))
    #expect(bad.exitCode == 65)
    #expect(bad.errors.contains("<stdin>, row 2, column amount"))
  }

  @Test(arguments: BadFile.all)
  func `a bad file is refused by row and column and appends nothing`(_ file: BadFile) throws {
    let books = try Books.small()
    try books.directory.write(file.bytes, to: "bad.csv")
    let run = try books.run(["import", "bad.csv"])
    #expect(run.exitCode == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("error: \(file.place)\n"), "\(run.errors)")
    #expect(run.errors.contains("[\(file.rule)]"), "\(run.errors)")
    #expect(run.errors.contains("  → "))
    #expect(run.errors.split(separator: "\n").allSatisfy { $0.utf8.count < 1_000 })
    #expect(try books.size() == 4)
  }

  @Test func `all bad rows are named at once, and good ones among them are not recorded`() throws {
    let books = try Books.opened()
    let rows = Books.smallImport + "2018-13-01,income,general-budget,2010301,,basic,x,\n"
    try books.directory.write(
      rows.replacing("2018-01-06,income", with: "2018-01-06,gift"), to: "bad.csv")
    let run = try books.run(["import", "bad.csv"])
    #expect(run.exitCode == 65)
    for place in ["row 3, column kind", "row 5, column date", "row 5, column amount"] {
      #expect(run.errors.contains(place), "\(place)")
    }
    #expect(run.errors.contains("3 errors in all; nothing was written"))
    #expect(try books.size() == 1)
  }

  @Test func `an overspending row is refused by its number`() throws {
    let books = try Books.opened()
    try books.directory.write(
      Books.smallImport.replacing("12,300.00", with: "20,000.01"), to: "over.csv")
    let run = try books.run(["import", "over.csv"])
    #expect(run.exitCode == 2)
    #expect(run.errors.hasPrefix("error: over.csv, row 4\n"))
    #expect(run.errors.contains("[exceedsFreeAuthority]"))
    #expect(try books.size() == 2)
  }

  @Test func `rows that equal those of another file are refused, skipped or recorded`() throws {
    let books = try Books.small()
    let changed = Books.smallImport.replacing("一月", with: "补记一月")
      .replacing("12,300.00", with: "5.00")
    try books.directory.write(changed, to: "again.csv")
    let refused = try books.run(["import", "again.csv"])
    #expect(refused.exitCode == 65 && refused.output.isEmpty)
    #expect(
      refused.errors == """
        error: again.csv, row 2
          | 2018-01-05 appropriation 2010301 20,000.00
          The row equals #1, which came from another file or an earlier state of this one.
          → The same fact: --equal-rows skip. Another one: --equal-rows record, or give it a key. \
        [rowEqualsRecorded]

        """)
    #expect(try books.size() == 4)
    let skipped = try books.run(["import", "again.csv", "--equal-rows", "skip", "--dry-run"])
    #expect(skipped.exitCode == 0)
    #expect(skipped.output.contains("of 3 rows 2 would be recorded #4–#5, 0 stand already"))
    #expect(skipped.output.contains("\n1 rows equal what stands already and were skipped\n"))
    let recorded = try books.run(["import", "again.csv", "--equal-rows", "record"])
    #expect(recorded.exitCode == 0)
    #expect(recorded.output.hasPrefix("3 rows: 3 recorded #4–#6, 0 stood already"))
    let wrong = try books.run(["import", "again.csv", "--equal-rows", "recrod"])
    #expect(wrong.exitCode == 64 && wrong.errors.contains("Did you mean: record [valueUnknown]"))
  }

  @Test func `a file that is not there is an error of reading`() throws {
    let books = try Books.opened()
    let run = try books.run(["import", "absent.csv"])
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("error: absent.csv") && run.errors.contains("errno 2"))
  }

  @Test func `no byte of the input steers the terminal`() throws {
    let books = try Books.opened()
    try books.directory.write(BadFile.row(amount: "\u{1B}[2J"), to: "bad.csv")
    let run = try books.run(["import", "bad.csv"])
    #expect(run.exitCode == 65)
    #expect(!run.errors.contains("\u{1B}"))
  }
}
