// All tables of a real unit from the command line, byte for byte as they were last looked at.

import Foundation
import Testing

@Suite struct StatementSetTests {
  static let forms = ["01", "02", "03", "04", "05", "06", "07", "08"]

  /// The folder of the golden files; `JUESUAN_WRITE_GOLDEN=1` writes them anew.
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")
  private static let writesGolden =
    ProcessInfo.processInfo.environment["JUESUAN_WRITE_GOLDEN"] == "1"

  /// The text without what differs from one ledger to the next: roots and times of recording.
  private func stable(_ text: String) -> String {
    text.replacing(/[0-9a-f]{64}/, with: "ROOT")
      .replacing(/树根 [0-9a-f]{12}/, with: "树根 ROOT")
      .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/, with: "TIME")
  }

  private func expectGolden(_ text: String, _ name: String) throws {
    let url = Self.folder.appendingPathComponent(name)
    if Self.writesGolden {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try stable(text).write(to: url, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: url, encoding: .utf8)
    #expect(stable(text) == golden, "\(name)")
  }

  @Test func `the whole set of 永州 2018 as text, CSV and JSON`() throws {
    let books = try Books.ofAYear()
    let text = try books.run(["statements", "--for", "2018", "--lang", "zh"])
    #expect(text.exitCode == 0 && text.errors.isEmpty)
    try expectGolden(text.output, "yongzhou-2018.txt")
    let json = try books.run(["statements", "--for", "2018", "-o", "set.json"])
    #expect(json.exitCode == 0 && json.output.isEmpty)
    try expectGolden(books.directory.text("set.json"), "yongzhou-2018.json")
    let csv = try books.run(words("statements --for 2018 --format csv -o tables"))
    #expect(csv.exitCode == 0 && csv.output.isEmpty && csv.errors.isEmpty)
    #expect(try books.directory.names("tables") == Self.forms.map { "\($0).csv" })
    for form in Self.forms {
      try expectGolden(books.directory.text("tables/\(form).csv"), "yongzhou-2018-\(form).csv")
    }
  }

  @Test func `one table is what the set has of it`() throws {
    let books = try Books.ofAYear()
    let set = try books.run(["statements", "--for", "2018"]).output
    try books.prepare("statements --for 2018 --format csv -o tables")
    for form in Self.forms {
      let text = try books.run(["statement", form, "--for", "2018"])
      #expect(text.exitCode == 0)
      #expect(set.contains(text.output), "\(form)")
      let csv = try books.run(["statement", form, "--for", "2018", "--format", "csv"]).output
      #expect(try csv == books.directory.text("tables/\(form).csv"))
    }
  }

  @Test func `figures that were printed stand in the tables`() throws {
    let books = try Books.ofAYear()
    func table(_ form: String) throws -> String {
      try books.run(["statement", form, "--for", "2018", "--format", "csv"]).output
    }
    #expect(try table("01").contains("一、一般公共服务支出,28,2415.04"))
    #expect(try table("06").contains("555.44"))
    #expect(try table("08").contains("本部门本年度没有政府性基金预算财政拨款收入"))
    let notes = try books.run(["statement", "06", "--for", "2018", "--lang", "zh"]).output
    #expect(notes.contains("C06-1 尾差：[301:1] 印 555.44，[301/:1] 印数合计 555.45"))
  }

  @Test func `several tables as CSV need a folder outside the ledger`() throws {
    let books = try Books.ofAYear()
    for end in ["--format csv", "--format csv -o -", "-o 2018.csv"] {
      let missing = try books.run(words("statements --for 2018 \(end)"))
      #expect(missing.exitCode == 64 && missing.output.isEmpty)
      #expect(missing.errors.contains("[folderMissing]"), "\(end)")
    }
    let inside = try books.run(words("statements --for 2018 --format csv -o books/tables"))
    #expect(inside.exitCode == 73 && inside.errors.contains("[outputInsideLedger]"))
    #expect(try !books.directory.names("books").contains("tables"))
  }
}
