// A folder of evidence, checked by programs that know nothing of this one.

import Foundation
import Testing

@Suite struct EvidenceTests {
  /// A small ledger with a document on its expenditure, a published checkpoint of three events in
  /// `kept.txt`, and the evidence of a cell in `evidence`.
  private func exported(_ more: String = "") throws -> Books {
    let books = try Books.small()
    try books.directory.write("发票", to: "invoice.txt")
    try books.prepare(
      "checkpoint --publish -o kept.txt", "attach 3 invoice.txt",
      "record expenditure --date 2018-03-02 --amount 1,000.00 LINE --economic 30201",
      "export evidence --cell 01:28:2 --for 2018 -o evidence \(more)")
    return books
  }

  private func check(_ books: Books, _ more: String = "") throws -> Run {
    // Somewhere else, and without the ledger.
    let desk = try TemporaryDirectory()
    for name in ["evidence", "kept.txt"] {
      try FileManager.default.copyItem(atPath: books.directory.path(name), toPath: desk.path(name))
    }
    return try Program.shell("python3 evidence/check_evidence.py \(more)", directory: desk.path)
  }

  @Test func `holds the cell, its events, their proofs, the documents and how to check them`()
    throws
  {
    let books = try exported()
    #expect(
      try books.directory.names("evidence") == [
        "README.txt", "cell.json", "cell.txt", "check_evidence.py", "checkpoint", "documents",
        "events.jsonl", "growth.proof", "proofs", "published.checkpoint",
      ])
    #expect(try books.directory.names("evidence/proofs") == ["3.proof", "4.proof", "5.proof"])
    let explained = try books.run(words("explain 01 28:2 --for 2018")).output
    #expect(try books.directory.text("evidence/cell.txt") == explained)
    let lines = try books.directory.text("evidence/events.jsonl").split(separator: "\n")
    for (line, position) in zip(lines, 3...5) {
      #expect(try books.run(words("show \(position) --format json")).lines[0] == String(line))
    }
    let readme = try books.directory.text("evidence/README.txt")
    #expect(readme.contains("python3 check_evidence.py") && readme.contains("Not proved"))
  }

  @Test func `is proved by Python alone, and says what is not proved`() throws {
    let books = try exported()
    let run = try check(books)
    #expect(run.exitCode == 0, "\(run.errors)")
    for text in [
      "proved: 3 records are in the log", "公开01 28:2 = 1330000 fen is the sum of the 2 movements",
      "proved: 1 attached documents", "NOT proved: that the checkpoint is genuine",
      "NOT proved: that no other record",
    ] { #expect(run.output.contains(text), "\(text): \(run.output)") }
    let kept = try check(books, "kept.txt")
    #expect(kept.exitCode == 0, "\(kept.errors)")
    #expect(kept.output.hasPrefix("proved: the log continues that of 4 records in kept.txt\n"))
    #expect(!kept.output.contains("genuine"))
  }

  @Test func `is proved by the auditor's program`() throws {
    let books = try exported()
    let verify = URL(fileURLWithPath: Program.path).deletingLastPathComponent()
      .appendingPathComponent("juesuan-verify").path
    for line in [
      "--proof proofs/3.proof --checkpoint checkpoint",
      "--proof proofs/4.proof --checkpoint checkpoint",
      "--proof proofs/5.proof --checkpoint checkpoint",
      "--proof growth.proof --checkpoint published.checkpoint",
    ] {
      let run = try Program.shell(
        "\(verify) \(line)", directory: books.directory.path("evidence"))
      #expect(run.exitCode == 0, "\(line): \(run.output)")
      #expect(run.output.hasPrefix("proved: "), "\(run.output)")
    }
    let wrong = try Program.shell(
      "\(verify) --proof proofs/3.proof --checkpoint published.checkpoint",
      directory: books.directory.path("evidence"))
    #expect(wrong.exitCode == 1)
  }

  static let changes: [(file: String, old: String, new: String)] = [
    ("events.jsonl", "1230000", "1230001"), ("events.jsonl", "办公用品", "办公用器"),
    ("cell.json", "\"fen\":1330000", "\"fen\":1330001"),
    ("cell.json", "\"amount_fen\":100000", "\"amount_fen\":200000"),
    ("cell.json", "\"position\":3,", "\"position\":1,"),
    ("checkpoint", "\n6\n", "\n7\n"), ("proofs/5.proof", "index 5", "index 4"),
    ("documents", "发票", "发漂"), ("proofs/4.proof", "", ""), ("events.jsonl", "", ""),
  ]

  @Test(arguments: changes)
  func `is refused by Python when anything in it was changed or left out`(
    file: String, old: String, new: String
  ) throws {
    let books = try exported()
    var path = books.directory.path("evidence/\(file)")
    if file == "documents" {
      let folder = try #require(try books.directory.names("evidence/documents").first)
      let name = try #require(try books.directory.names("evidence/documents/\(folder)").first)
      path += "/\(folder)/\(name)"
    }
    if old.isEmpty {
      try FileManager.default.removeItem(atPath: path)
    } else {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains(old), "\(text)")
      try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try check(books).exitCode != 0)
  }

  @Test func `is refused by Python beside a checkpoint of another log`() throws {
    let books = try exported()
    let text = try books.directory.text("kept.txt")
    let root = try #require(text.split(separator: "\n").last)
    let other = root.hasPrefix("A") ? "B" : "A"
    try books.directory.write(
      text.replacing(root, with: other + root.dropFirst()), to: "kept.txt")
    let run = try check(books, "kept.txt")
    #expect(run.exitCode == 1 && run.errors.hasPrefix("NOT PROVED: "), "\(run.errors)")
  }

  @Test func `of a cell without events is a folder too`() throws {
    let books = try Books.small()
    try books.prepare("export evidence --cell 01:29:2 --for 2018 -o evidence")
    try books.directory.write("", to: "kept.txt")
    let run = try check(books)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("0 records"))
  }

  @Test func `is written only into a new folder, and for a cell that there is`() throws {
    let books = try exported()
    let again = try books.run(words("export evidence --cell 01:28:2 --for 2018 -o evidence"))
    #expect(again.exitCode == 73 && again.errors.contains("[folderNotEmpty]"))
    let unknown = try books.run(words("export evidence --cell 01:99:9 --for 2018 -o new"))
    #expect(unknown.exitCode == 65 && unknown.errors.contains("[unknownCell]"))
    let short = try books.run(words("export evidence --cell 28 --for 2018 -o new"))
    #expect(short.exitCode == 64 && short.errors.contains("01:28:2"))
    let listed = try books.run(words("export evidence --cell 01:28:2 --for 2018 -o new --dry-run"))
    #expect(listed.exitCode == 0 && listed.lines.last == "dry run: 12 files; nothing was written")
    #expect(!FileManager.default.fileExists(atPath: books.directory.path("new")))
    try books.directory.write("发漂", to: "damaged")
    let folder = "books/documents"
    let first = try #require(try books.directory.names(folder).first)
    let name = try #require(try books.directory.names("\(folder)/\(first)").first)
    try books.directory.write("发漂", to: "\(folder)/\(first)/\(name)")
    let damaged = try books.run(words("export evidence --cell 01:28:2 --for 2018 -o new"))
    #expect(damaged.exitCode == 1 && damaged.errors.contains("[documentDamaged]"))
  }
}
