// Transcripts of `reconcile`: our workbook, one saved by LibreOffice, templates filled by hand.

import Foundation
import Testing

@Suite struct ReconcileTests {
  /// A script that changes `in.xlsx` by `lines` and saves it as `out.xlsx`; `nums` are the amounts
  /// of the first sheet that are not zero.
  private func change(_ lines: String, names: Bool = false, in books: Books) throws {
    let script = """
      import openpyxl
      wb = openpyxl.load_workbook('in.xlsx', data_only=True)
      if not \(names ? "True" : "False"):
          for name in list(wb.defined_names): del wb.defined_names[name]
      ws = wb.worksheets[0]
      nums = [c for r in ws.iter_rows() for c in r if isinstance(c.value, (int, float)) and c.value]
      \(lines)
      wb.save('out.xlsx')
      """
    try books.directory.write(script, to: "change.py")
    let run = try Program.shell("python3 change.py", directory: books.directory.path)
    try #require(run.exitCode == 0, "\(run.errors)")
  }

  private static let hasOpenpyxl =
    (try? Program.shell("python3 -c 'import openpyxl'", directory: "/").exitCode) == 0

  /// The books of the demonstration with their workbook `in.xlsx`.
  private func filed(_ more: String = "") throws -> Books {
    let books = try Books.ofAYear()
    try books.prepare("statements --for 2018 --lang zh -o in.xlsx \(more)")
    return books
  }

  @Test func `our own workbook says what the ledger says, in every cell`() throws {
    let books = try filed()
    let run = try books.run(words("reconcile in.xlsx --for 2018"))
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.output)\(run.errors)")
    #expect(run.lines.count == 9)
    #expect(run.lines.last == "485 cells compared: 0 differ, 0 of them unexplained")
    let csv = try books.run(words("reconcile in.xlsx --for 2018 --format csv --lang zh")).output
    #expect(csv == "表,单元格,位置,项目,填报（元）,账本（元）,差额（元）,原因\n")
    let json = try books.run(words("reconcile in.xlsx --for 2018 --format json")).output
    #expect(json.contains("\"schema\":\"juesuan/reconciliation/1\""))
    #expect(json.contains("\"unexplained\":0"))
  }

  @Test func `what was filed before later events is explained by them`() throws {
    let books = try filed("--as-of 200")
    let run = try books.run(words("reconcile in.xlsx --for 2018"))
    #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("recorded since: #223\n"))
    #expect(run.output.contains("when it held 201 events (--as-of 200)"))
    #expect(run.lines.last?.hasSuffix("131 differ, 0 of them unexplained") == true)
    let then = try books.run(words("reconcile in.xlsx --for 2018 --as-of 200"))
    #expect(then.exitCode == 0 && then.output.contains("485 cells compared: 0 differ"))
  }

  @Test(.enabled(if: hasOpenpyxl, "openpyxl is missing: no template was filled by hand"))
  func `a template without our names is read by its titles, row and column numbers`() throws {
    let books = try filed()
    try change("pass", in: books)
    let run = try books.run(words("reconcile out.xlsx --for 2018"))
    #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
    #expect(run.lines.last == "485 cells compared: 0 differ, 0 of them unexplained")
  }

  @Test(.enabled(if: hasOpenpyxl, "openpyxl is missing: nobody filed anything wrong"))
  func `every difference is explained, or left with the events behind the cell`() throws {
    let books = try filed()
    try change(
      """
      nums[0].value += 0.004; nums[1].value *= 10000; nums[2].value += 5
      nums[3].value = None; nums[4].value = '1,2x'
      """.replacing("\n", with: "; "), names: true, in: books)
    let run = try books.run(words("reconcile out.xlsx --for 2018 --format json"))
    #expect(run.exitCode == 1)
    for (address, cause, isExplained) in [
      ("1:1", "rounding", true), ("28:2", "other-money", true), ("6:1", "unknown", false),
      ("35:2", "unknown", false), ("36:2", "unknown", false),
    ] {
      let line = run.lines.first { $0.contains("\"address\":\"\(address)\"") } ?? ""
      #expect(
        line.contains("\"form\":\"公开01\"") && line.contains("\"cause\":\"\(cause)\""), "\(line)")
      #expect(line.contains("\"explained\":\(isExplained)"))
    }
    #expect(run.output.contains("\"unexplained\":3"))
    let text = try books.run(words("reconcile out.xlsx --for 2018 --lang zh"))
    #expect(text.exitCode == 1)
    #expect(text.output.contains("空着；账本来自 #126 #239"))
    #expect(text.output.contains("不是数") && text.output.contains("按元填写"))
  }

  @Test(.enabled(if: hasOpenpyxl, "openpyxl is missing: no other version was filed"))
  func `rows that have other numbers in another version of the form are found by their words`()
    throws
  {
    let books = try filed()
    try change(
      "[setattr(c, 'value', str(int(c.value) + 1)) for r in ws.iter_rows(min_row=7) for c in r "
        + "if c.column == 5 and str(c.value).isdigit()]", in: books)
    let run = try books.run(words("reconcile out.xlsx --for 2018"))
    #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("another version of the form: filed in row 29"))
    #expect(run.lines.last?.hasSuffix("8 differ, 0 of them unexplained") == true)
  }

  @Test(.enabled(if: hasOpenpyxl, "openpyxl is missing: nothing was filed in yuan"))
  func `a workbook that says 元 is read in 元`() throws {
    let books = try filed()
    try change(
      "[setattr(c, 'value', round(c.value * 10000, 2) if isinstance(c.value, (int, float)) "
        + "else c.value.replace('单位：万元', '单位：元') if isinstance(c.value, str) else c.value) "
        + "for s in wb for r in s.iter_rows() for c in r if c.value is not None "
        + "and type(c).__name__ == 'Cell']", in: books)
    let run = try books.run(words("reconcile out.xlsx --for 2018"))
    #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("in 元, 35 cells compared"))
    #expect(run.output.contains("rounding: within half of the last digit"))
  }

  @Test(
    .enabled(if: Tool.exists("soffice"), "soffice is missing: nobody saved our workbooks again"))
  func `workbooks that LibreOffice saved again import and reconcile clean`() throws {
    let books = try filed()
    let filledIn = try books.run(["import", "--template", "-o", "t.xlsx", "--lang", "zh"])
    #expect(filledIn.exitCode == 0)
    try MadeWorkbook.write("good", as: "good.xlsx", in: books.directory)
    let saved = try Program.shell(
      "HOME=$PWD soffice --headless --convert-to xlsx --outdir again in.xlsx good.xlsx t.xlsx",
      directory: books.directory.path)
    #expect(saved.exitCode == 0, "\(saved.errors)")
    let run = try books.run(words("reconcile again/in.xlsx --for 2018"))
    #expect(run.exitCode == 0 && run.lines.last?.hasPrefix("485 cells compared: 0 differ") == true)
    let others = try Books.opened()
    for (file, said) in [
      ("good", "3 rows: 3 recorded #1–#3"), ("good", "3 rows: 0 recorded, 3 stood already"),
    ] {
      let path = books.directory.path("again/\(file).xlsx")
      let imported = try others.run(["import", path])
      #expect(imported.exitCode == 0 && imported.output.contains(said), "\(imported.errors)")
    }
    let empty = try others.run(["import", books.directory.path("again/t.xlsx")])
    #expect(empty.exitCode == 65 && empty.errors.contains("inputHasNoRows"), "\(empty.errors)")
    #expect(try others.size() == 4)
  }

  @Test func `a file without any of the tables is no workbook to reconcile`() throws {
    let books = try filed()
    try books.prepare("import --template -o t.xlsx")
    let run = try books.run(words("reconcile t.xlsx --for 2018"))
    #expect(run.exitCode == 65 && run.errors.contains("noTableRecognised"))
    let other = try books.run(words("reconcile books/ledger.json --for 2018"))
    #expect(other.exitCode == 65 && other.errors.contains("fileIsNoWorkbook"))
  }
}
