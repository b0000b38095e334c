// The narrative as a document: read by a program that knows nothing of ours, and by an office.

import Foundation
import Testing

@Suite struct NarrativeDocumentTests {
  static let office = "/usr/bin/soffice"

  @Test func `a document has the words of the text, each under its heading`() throws {
    let books = try Books.ofAYear()
    try books.prepare("narrative --for 2018 --lang zh -o a.docx")
    try books.prepare("narrative --for 2018 --lang zh --format docx -o b.docx")
    let files = try ["a.docx", "b.docx"].map {
      try Data(contentsOf: URL(fileURLWithPath: books.directory.path($0)))
    }
    #expect(files[0] == files[1])
    let text = try books.run(words("narrative --for 2018 --lang zh")).lines
    let read = try Program.shell(
      "python3 \(Tool.script("read_document.py")) a.docx", directory: books.directory.path)
    #expect(read.exitCode == 0, "\(read.errors)")
    let words = read.lines.map { $0.split(separator: " ", maxSplits: 1).last.map { "\($0)" } ?? "" }
    #expect(
      words
        == text.map { $0.trimmingPrefix(while: { $0 == " " }) }.filter { !$0.isEmpty }.map {
          "\($0)"
        })
    #expect(read.lines.first == "Title 2018年度部门决算情况说明")
    #expect(read.lines.contains("Heading1 三、支出决算情况说明"))
    #expect(read.lines.last?.hasPrefix("Note 由账本自动生成") == true)
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: office), "no office here: not opened"))
  func `an office program opens it on pages of A4`() throws {
    let books = try Books.ofAYear()
    try books.prepare("narrative --for 2018 --lang zh -o a.docx")
    let run = try Program.shell(
      """
      \(Self.office) -env:UserInstallation=file://$PWD/profile --headless \
      --convert-to pdf a.docx && pdfinfo a.pdf && pdftotext -layout a.pdf -
      """, variables: ["HOME": books.directory.path], directory: books.directory.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("(A4)"))
    let words = run.output.filter { !$0.isWhitespace }
    for figure in ["3,383.61万元", "4,545.16万元", "占71.37%", "10.08万元", "—1—"] {
      #expect(words.contains(figure), "\(figure)")
    }
  }
}
