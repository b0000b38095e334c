// Samples that a checkpoint draws, drawn again by a stranger's program.

import Foundation
import Testing

@Suite struct SampleTests {
  private func positions(_ books: Books, _ line: String) throws -> [String] {
    let run = try books.run(words("sample --format csv \(line)"))
    #expect(run.exitCode == 0, "\(run.errors)")
    return run.lines.dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
  }

  @Test func `is the same whoever asks, and a larger one holds the smaller`() throws {
    let books = try Books.ofAYear()
    try books.prepare("checkpoint -o old.txt", "checkpoint --publish -o new.txt")
    let small = try positions(books, "--size 5 --seed-from old.txt")
    #expect(small.count == 5)
    #expect(try positions(books, "--size 5 --seed-from 252") == small)
    #expect(Set(try positions(books, "--size 25 --seed-from old.txt")).isSuperset(of: small))
    #expect(try positions(books, "--size 190 --seed-from old.txt").count == 190)
    // Later entries change nothing of what the old checkpoint draws; a new one draws anew.
    try books.prepare("record expenditure --date 2018-12-29 --amount 100 LINE --economic 30217")
    #expect(try positions(books, "--size 5 --seed-from old.txt") == small)
    try books.prepare("checkpoint -o later.txt")
    #expect(try positions(books, "--size 190 --seed-from later.txt").count == 190)
    #expect(try positions(books, "--size 5 --seed-from later.txt") != small)
  }

  @Test func `each item comes with a proof that convinces without the ledger`() throws {
    let books = try Books.ofAYear()
    try books.prepare("checkpoint -o c.txt")
    let run = try books.run(words("sample --size 3 --seed-from c.txt --proofs proofs"))
    #expect(run.exitCode == 0, "\(run.errors)")
    let names = try books.directory.names("proofs")
    #expect(names.count == 3)
    for name in names {
      let checked = try Program.run(
        words("verify --proof proofs/\(name) --checkpoint c.txt"), directory: books.directory.path)
      #expect(checked.exitCode == 0, "\(checked.errors)")
    }
    let again = try books.run(words("sample --size 3 --seed-from c.txt --proofs proofs"))
    #expect(again.exitCode == 73 && again.errors.contains("[folderNotEmpty]"))
    let json = try books.run(words("sample --size 3 --seed-from c.txt --format json")).output
    #expect(json.contains("\"procedure\":\"juesuan-sample/1\"") && json.contains("tlog-proof@v1"))
  }

  @Test(.enabled(if: Tool.exists("python3"), "python3 is missing: nobody drew the sample again"))
  func `is drawn again from the log and the checkpoint alone`() throws {
    let books = try Books.ofAYear()
    try books.prepare("checkpoint -o c.txt")
    let log = "books/log/00000000000000000000.jsonl"
    for size in [1, 7, 60] {
      let drawn = try Program.shell(
        "python3 \(Tool.script("draw_sample.py")) \(log) c.txt \(size) item",
        directory: books.directory.path)
      #expect(drawn.exitCode == 0, "\(drawn.errors)")
      let own = try positions(books, "--size \(size) --seed-from c.txt")
      #expect(drawn.output == own.joined(separator: " ") + "\n")
      let money = try Program.shell(
        "python3 \(Tool.script("draw_sample.py")) \(log) c.txt \(size) money",
        directory: books.directory.path)
      let rows = try books.run(
        words("sample --size \(size) --seed-from c.txt --monetary --format csv")
      ).lines.dropFirst().map { $0.split(separator: ",", maxSplits: 2) }
      #expect(money.output == rows.map { "\($0[0])x\($0[1]) " }.joined() + "\n")
      #expect(rows.reduce(0) { $0 + (Int($1[1]) ?? 0) } == size)
    }
  }

  @Test(arguments: [
    ("--size 191 --seed-from c.txt", "[sampleTooLarge]"),
    ("--size 0 --seed-from c.txt", "[sampleEmpty]"),
    ("--size 3", "[optionMissing]"), ("--size 3 --seed-from nothing", "[checkpointUnknown]"),
  ])
  func `that cannot be drawn is refused`(_ line: String, _ rule: String) throws {
    let books = try Books.ofAYear()
    try books.prepare("checkpoint -o c.txt")
    let run = try books.run(words("sample \(line)"))
    #expect(run.exitCode != 0 && run.output.isEmpty && run.errors.contains(rule), "\(run.errors)")
  }
}
