// Transcripts of corrections and of source documents.

import Foundation
import Testing

@Suite struct CorrectionTests {
  @Test func `a correction takes back and records anew, each naming the other`() throws {
    let books = try Books.small()
    let run = try books.run(
      words("correct #3 --reason 金额误记 --set amount=12,000.00 --set 摘要=办公 --date 2018-04-01"))
    #expect(run.exitCode == 0)
    #expect(
      run.output == """
        #4 entry-reversed -12,300.00 yuan · takes back #3 · free 8,000.00 yuan
        #5 expenditure-recorded 12,000.00 yuan · free 8,000.00 yuan · undo: juesuan reverse 5 \
        --reason …

        """)
    let wrong = try books.run(["show", "3", "--lang", "zh"]).output
    #expect(wrong.contains("  已被冲销          #4\n") && wrong.contains("  已更正为          #5\n"))
    let right = try books.run(["show", "5", "--lang", "zh"]).output
    for text in ["更正", "#3", "12,000.00", "办公", "金额误记", "2/2"] {
      #expect(right.contains(text), "\(text)")
    }
    let listed = try books.run(["history", "--format", "csv"]).lines
    #expect(listed[5].hasPrefix("4,") && listed[5].contains("entry-reversed,3,"))
    #expect(listed[6].hasPrefix("5,") && listed[6].hasSuffix(",3,,,办公"))
  }

  @Test func `an empty value clears a field`() throws {
    let books = try Books.small()
    try books.prepare("correct 3 --reason 摘要误写 --set memo= --date 2018-04-01")
    #expect(!(try books.run(["show", "5"]).output.contains("memo")))
  }

  @Test func `a corrected field that cannot be is named`() throws {
    let books = try Books.small()
    let run = try books.run(words("correct 3 --reason x --set amount=1.234 --set nature=none"))
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("error: --set amount\n") && run.errors.contains("| 1.234"))
    #expect(run.errors.contains("error: --set nature\n"))
    #expect(try books.size() == 4)
  }

  @Test func `from basic to project is a correction`() throws {
    let books = try Books.small()
    try books.prepare(
      "record appropriation --date 2018-01-09 --amount 20000 PROJECT",
      "record income --date 2018-01-09 --amount 20000 PROJECT",
      "correct 3 --reason 归类 --set nature=project --set project=平台 --set function=2010306")
    let csv = try books.run(["balance", "--for", "2018", "--format", "csv"]).output
    #expect(csv.contains("2010306,政务公开审批,project,平台,20000.00,12300.00,61.50%"), "\(csv)")
    #expect(csv.contains("2010301,行政运行,basic,,20000.00,0.00,0.00%"))
  }

  @Test func `a document is kept under its digest and shown with its event`() throws {
    let books = try Books.small()
    try books.directory.write("发票\n", to: "发票 1.txt")
    let run = try books.run(["attach", "#3", "发票 1.txt", "--reason", "补附", "--lang", "zh"])
    #expect(run.output == "#4 附件 · #3 · 发票 1.txt\n")
    let shown = try books.run(["show", "3", "--lang", "zh"]).output
    #expect(shown.contains("附件") && shown.contains("发票 1.txt · 7 字节 · SHA-256 "))
    let event = try books.run(["show", "4", "--lang", "zh"]).output
    #expect(event.contains("附于") && event.contains("补附"))
    let verified = try books.run(["verify", "--format", "json"]).output
    #expect(verified.contains("\"documents\":1"))
  }

  @Test func `an altered or missing document is found by verify`() throws {
    let books = try Books.small()
    try books.directory.write("发票\n", to: "a.txt")
    try books.prepare("attach 3 a.txt")
    let folder = try #require(try books.directory.names("books/documents").first)
    let name = try #require(try books.directory.names("books/documents/\(folder)").first)
    let kept = "books/documents/\(folder)/\(name)"
    try books.directory.write("发票!\n", to: kept)
    let altered = try books.run(["verify"])
    #expect(altered.exitCode == 1 && altered.output.isEmpty)
    #expect(altered.errors.contains("[documentDamaged]") && altered.errors.contains(name))
    try FileManager.default.removeItem(atPath: books.directory.path(kept))
    let missing = try books.run(["verify"])
    #expect(missing.exitCode == 1)
    #expect(missing.errors.contains("[documentMissing]"))
    // Attaching the original again mends it, as the advice says.
    try books.prepare("attach 3 a.txt")
    #expect(try books.run(["verify"]).exitCode == 0)
  }

  @Test func `a document that cannot be read is no document`() throws {
    let books = try Books.small()
    let run = try books.run(["attach", "3", "absent.pdf"])
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("error: absent.pdf"))
    #expect(try books.size() == 4)
  }
}
