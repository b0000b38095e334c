// Transcripts of the commands that only read, in every format.

import Foundation
import Testing

@Suite struct ReadTests {
  /// Runs a command, expects it to succeed in silence, and gives its answer.
  private func answer(_ books: Books, _ words: String...) throws -> String {
    let run = try books.run(words)
    #expect(run.exitCode == 0, "\(words): \(run.errors)")
    #expect(run.errors.isEmpty, "\(words): \(run.errors)")
    return run.output
  }

  private func json(_ text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func `a statement in all formats says the same`() throws {
    let books = try Books.ofAYear()
    let text = try answer(books, "statement", "01", "--for", "2018")
    #expect(text.contains("一、一般公共服务支出") && text.contains("2,415.04"))
    let csv = try answer(books, "statement", "01", "--for", "2018", "--format", "csv")
    #expect(csv.contains("一、一般公共服务支出,28,2415.04"))
    let object = try json(
      answer(books, "statement", "公开01", "--for", "2018", "--format", "json"))
    #expect(object["schema"] as? String == "juesuan/statement/1")
    let cells = try #require(object["cells"] as? [[String: Any]])
    let cell = try #require(cells.first { $0["address"] as? String == "28:2" })
    #expect(cell["text"] as? String == "2,415.04")
    let asOf = try #require(object["as_of"] as? [String: Any])
    #expect(asOf["tree_size"] as? Int == 252)
    let root = try #require(asOf["root"] as? String)
    #expect(text.contains("root \(root.prefix(12))\n") && !text.contains(root))
  }

  @Test func `a statement as of earlier, through a date, in yuan`() throws {
    let books = try Books.ofAYear()
    let whole = try answer(books, "statement", "01", "--for", "2018")
    #expect(try answer(books, "statement", "01", "--for", "2018", "--as-of", "251") == whole)
    let before = try answer(books, "statement", "01", "--for", "2018", "--as-of", "4")
    #expect(before.contains("1,645.42") && !before.contains("2,415.04"))
    let early = try answer(books, "statement", "01", "--for", "2018", "--as-of", "2018-12-31")
    #expect(!early.contains("1,645.42"))
    let half = try answer(books, "statement", "01", "--for", "2018", "--through", "2018-06-30")
    #expect(half != whole)
    let yuan = try answer(books, "statement", "01", "--for", "2018", "--money", "元")
    #expect(yuan.contains("金额单位：元") && yuan.contains("33,836,115.55"))
  }

  @Test(arguments: [
    (["statement", "10", "--for", "2018"], "unknownForm"),
    (["statement", "01", "--for", "2019"], "formNotValidInYear"),
    (["statement", "01", "--for", "2018", "--as-of", "252"], "noSuchPosition"),
    (["show", "252"], "noSuchPosition"),
    (["statement", "01", "--for", "2018", "--table-set", "hunan-2081"], "unknownTableSet"),
    (["statements", "--for", "2019"], "formNotValidInYear"),
    (["check", "--for", "2019"], "formNotValidInYear"),
    (["compare", "--for", "2019", "--from", "5"], "formNotValidInYear"),
    (["compare", "10", "--for", "2018", "--from", "5"], "unknownForm"),
    (["explain", "01", "29:9", "--for", "2018"], "unknownCell"),
    (["forms", "--table-set", "hunan-2081"], "unknownTableSet"),
    (["forms", "show", "09", "--for", "2018"], "unknownForm"),
  ])
  func `what is not there is named, with what is`(_ words: [String], _ rule: String) throws {
    let run = try Books.ofAYear().run(words)
    #expect(run.exitCode == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("[\(rule)]"))
  }

  @Test func `as of a time is what was recorded by then`() throws {
    let books = try Books.small()
    let event = try json(answer(books, "show", "0", "--format", "json"))
    let time = try #require(event["recorded_at"] as? String)
    let then = try answer(books, "history", "--as-of", time, "--format", "csv")
    #expect(then.split(separator: "\n").count == 2)
    let now = try answer(books, "history", "--as-of", "2999-01-01T00:00:00Z", "--format", "csv")
    #expect(now.split(separator: "\n").count == 5)
    let first = try answer(books, "balance", "--for", "2018", "--as-of", "0", "--format", "json")
    #expect(first.contains("\"tree_size\":1") && first.contains("\"position\":0"))
  }

  @Test func `a table whose audit formula fails is printed, named, and ends with 1`() throws {
    let books = try Books.opened()
    try books.directory.write("code,name\n2300101,本表没有的类\n", to: "codes.csv")
    try books.run(["codes", "import", "codes.csv", "--system", "function"])
    let text = Books.smallImport.replacing("2010301", with: "2300101")
    #expect(try books.run(["import", "-"], input: Array(text.utf8)).exitCode == 0)
    let run = try books.run(["statement", "01", "--for", "2018"])
    #expect(run.exitCode == 1)
    #expect(run.output.contains("公开01表"))
    #expect(run.errors.contains("check C01-2 failed by 12,300.00 yuan"))
  }

  @Test func `balances in all formats`() throws {
    let books = try Books.small()
    let text = try answer(books, "balance", "--for", "2018")
    #expect(text.contains("7,700.00"))
    let csv = try answer(books, "balance", "--for", "2018", "--format", "csv")
    #expect(csv.contains("general-budget,2010301,行政运行,basic,,20000.00,12300.00,61.50%,7700.00"))
    let object = try json(answer(books, "balance", "--for", "2018", "--format", "json"))
    #expect(object["schema"] as? String == "juesuan/balance/1")
    let total = try #require(object["total"] as? [String: Any])
    #expect(total["free_fen"] as? Int == 770_000)
    let early = try answer(books, "balance", "--for", "2018", "--through", "2018-01-07")
    #expect(early.contains("20,000.00") && !early.contains("7,700.00"))
    let before = try answer(books, "balance", "--for", "2018", "--as-of", "2", "--format", "csv")
    #expect(before.contains("basic,,20000.00,0.00,0.00%,20000.00"))
  }

  @Test func `history filters by who, what, which code and when`() throws {
    let books = try Books.small()
    #expect(try books.run(expenditure("5", "--actor", "李出纳")).exitCode == 0)
    func positions(_ words: String...) throws -> [String] {
      let run = try books.run(["history", "--format", "csv"] + words)
      #expect(run.exitCode == 0)
      return run.lines.dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
    }
    #expect(try positions() == ["0", "1", "2", "3", "4"])
    #expect(try positions("--actor", "李出纳") == ["4"])
    #expect(try positions("--actor", "nobody") == [])
    #expect(try positions("--kind", "income", "--kind", "支出") == ["2", "3", "4"])
    #expect(try positions("--kind", "ledger-opened") == ["0"])
    #expect(try positions("--code", "302") == ["3", "4"])
    #expect(try positions("--code", "303", "--code", "20103") == ["1", "2", "3", "4"])
    #expect(try positions("--since", "2018-01-06", "--until", "2018-01-08") == ["2", "3"])
    #expect(try positions("--recorded-until", "2018-12-31") == [])
    #expect(try positions("--recorded-since", "2018-12-31").count == 5)
    #expect(try positions("--newest-first", "--limit", "2") == ["4", "3"])
    #expect(try positions("--limit", "0") == [])
    #expect(try positions("--as-of", "2") == ["0", "1", "2"])
  }

  @Test func `history for people and for programs`() throws {
    let books = try Books.small()
    let text = try answer(books, "history", "--lang", "zh")
    for words in ["#0", "建账", "测试单位", "#3", "支出", "12,300.00", "30201", "办公用品", "测试员"] {
      #expect(text.contains(words), "\(words)")
    }
    let object = try json(answer(books, "history", "--format", "json"))
    let events = try #require(object["events"] as? [[String: Any]])
    #expect(events.count == 4)
    #expect(events.last?["type"] as? String == "expenditure-recorded.v1")
    let log = try books.directory.text("books/log/00000000000000000000.jsonl")
    #expect(
      try answer(books, "show", "3", "--format", "json") == "\(log.split(separator: "\n")[3])\n")
  }

  @Test func `show tells everything about an event`() throws {
    let books = try Books.small()
    let text = try answer(books, "show", "3", "--lang", "zh")
    #expect(text.hasPrefix("#3 支出 12,300.00 元\n"))
    for words in ["测试员", "2018-01-08", "2010301 行政运行", "30201 办公费", "3/3", "办公用品"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(try answer(books, "show", "#3", "--lang", "zh") == text)
  }

  @Test func `codes by system, year and prefix`() throws {
    let run = try Program.run(["codes", "function", "--prefix", "2010308", "--format", "csv"])
    #expect(
      run.lines == [
        "system,code,name,valid_from_year,valid_to_year", "function,2010308,信访事务,2018,2023",
      ])
    let gone = try Program.run([
      "codes", "function", "--prefix", "2010308", "--for", "2024", "--format", "csv",
    ])
    #expect(gone.lines.count == 1)
    let both = try json(try Program.run(["codes", "--format", "json"]).output)
    let codes = try #require(both["codes"] as? [[String: Any]])
    #expect(Set(codes.compactMap { $0["system"] as? String }) == ["function", "economic"])
    #expect(try Program.run(["codes", "economic"]).output.contains("30217"))
  }

  @Test func `a checkpoint is three lines, and verify ends with the same`() throws {
    let books = try Books.small()
    let checkpoint = try answer(books, "checkpoint")
    let lines = checkpoint.split(separator: "\n")
    #expect(lines.count == 3 && lines[1] == "4")
    let verified = try answer(books, "verify")
    #expect(verified.hasPrefix("good: 4 events, 2 batches,"))
    #expect(verified.contains("the SHA-256 of 0 attached documents"))
    #expect(verified.contains("\nchecked:\n") && verified.contains("\nnot checked:\n"))
    #expect(verified.hasSuffix(checkpoint))
    let object = try json(answer(books, "verify", "--format", "json"))
    #expect(object["events"] as? Int == 4)
    #expect(object["origin"] as? String == String(lines[0]))
  }

  @Test func `an answer goes to a file in the format of its extension`() throws {
    let books = try Books.small()
    for (name, format) in [("a.csv", "csv"), ("a.json", "json"), ("a.txt", "text")] {
      #expect(try answer(books, "balance", "--for", "2018", "-o", name) == "")
      let wanted = try answer(books, "balance", "--for", "2018", "--format", format)
      #expect(try books.directory.text(name) == wanted)
    }
    #expect(try answer(books, "balance", "--for", "2018", "-o", "b.csv", "--format", "json") == "")
    #expect(try books.directory.text("b.csv").hasPrefix("{"))
    #expect(try answer(books, "checkpoint", "-o", "a.txt") == "")
    #expect(try books.directory.text("a.txt") == (try answer(books, "checkpoint")))
    #expect(try answer(books, "checkpoint", "-o", "-") == (try answer(books, "checkpoint")))
    #expect(try books.directory.names() == ["a.csv", "a.json", "a.txt", "b.csv", "books"])
  }

  @Test func `reading changes no byte of the ledger`() throws {
    let books = try Books.small()
    func bytes() throws -> [String] {
      try ["ledger.json", "log/00000000000000000000.jsonl"].map {
        try books.directory.text("books/\($0)")
      }
    }
    let before = try bytes()
    for words in [["verify"], ["history"], ["balance", "--for", "2018"], ["checkpoint"]] {
      #expect(try books.run(words).exitCode == 0)
    }
    #expect(try bytes() == before)
    #expect(try books.directory.names("books") == ["ledger.json", "log"])
  }
}
