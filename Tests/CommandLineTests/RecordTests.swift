// Transcripts of the commands that record: what they say, what they append.

import Foundation
import Testing

@Suite struct RecordTests {
  @Test func `init begins a ledger and says what to do next`() throws {
    let place = try TemporaryDirectory()
    let run = try Program.run(
      ["init", "账本", "--unit", "市政务服务中心", "--code", "401001", "--origin", "example.org/zw"],
      directory: place.path)
    #expect(run.exitCode == 0)
    #expect(
      run.output == """
        #0 ledger opened for 市政务服务中心 in 账本
        next: export JUESUAN_LEDGER=账本; juesuan import FILE.csv

        """)
    #expect(run.errors.isEmpty)
    let shown = try Program.run(["show", "0", "--ledger", "账本"], directory: place.path)
    for text in ["市政务服务中心", "401001", "example.org/zw", "hunan-2018", "测试员"] {
      #expect(shown.output.contains(text))
    }
  }

  @Test func `init refuses a directory that holds something`() throws {
    let place = try TemporaryDirectory()
    try place.write("x", to: "something")
    let run = try Program.run(["init", place.path, "--unit", "单位"])
    #expect(run.exitCode == 73)
    #expect(run.errors.contains("[directoryNotEmpty]"))
    #expect(run.output.isEmpty)
    #expect(try place.names() == ["something"])
  }

  @Test func `init refuses a unit without a name before it makes a directory`() throws {
    let place = try TemporaryDirectory()
    let run = try Program.run(["init", "books", "--unit", ""], directory: place.path)
    #expect(run.exitCode == 65)
    #expect(run.errors.hasPrefix("error: juesuan init\n") && run.errors.contains("[textMissing]"))
    #expect(try place.names() == [])
  }

  @Test func `an expenditure is told with what is left and how to take it back`() throws {
    let books = try Books.small()
    let run = try books.run(expenditure("7,000.00") + ["--lang", "zh"])
    #expect(run.exitCode == 0)
    #expect(
      run.output == "#4 支出 7,000.00 元 · 可用 700.00 元 · 撤销：juesuan reverse 4 --reason …\n")
    #expect(run.errors.isEmpty)
    #expect(try books.size() == 5)
  }

  @Test func `quiet says nothing and still records`() throws {
    let books = try Books.small()
    let run = try books.run(expenditure("1") + ["--quiet"])
    #expect(run.exitCode == 0)
    #expect(run.output.isEmpty && run.errors.isEmpty)
    #expect(try books.size() == 5)
  }

  @Test func `spending more than the line has is refused with both ways out`() throws {
    let books = try Books.small()
    let run = try books.run(expenditure("7,700.01"))
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    for text in [
      "7,700.01", "20,000.00", "free 7,700.00", "missing 0.01", "#3 12,300.00", "supplement",
      "virement", "[exceedsFreeAuthority]",
    ] { #expect(run.errors.contains(text), "\(text)") }
    #expect(run.errors.hasSuffix("\nthe attempt is recorded as #4, without effect\n"))
    #expect(try books.size() == 5)
    let chinese = try books.run(expenditure("7,700.01") + ["--lang=zh"])
    #expect(chinese.exitCode == 2)
    #expect(chinese.errors.contains("追加") && chinese.errors.contains("调剂"))
  }

  @Test func `every wrong flag of an entry is named at once`() throws {
    let books = try Books.small()
    let run = try books.run([
      "record", "expenditure", "--date=2018-02-30", "--amount=12.345", "--source=nowhere",
      "--function=20103", "--nature=basic", "--economic=302",
    ])
    #expect(run.exitCode == 65)
    for flag in ["--date", "--amount", "--source", "--function", "--economic"] {
      #expect(run.errors.contains("error: juesuan record \(flag)\n"), "\(flag)")
    }
    #expect(run.errors.contains("5 errors in all; nothing was written"))
    #expect(try books.size() == 4)
  }

  @Test func `the same key with the same content is recorded once`() throws {
    let books = try Books.small()
    let entry = expenditure("10", "--key", "记-17")
    #expect(try books.run(entry).exitCode == 0)
    let again = try books.run(entry)
    #expect(again.exitCode == 0)
    #expect(again.output.hasPrefix("#4 stands already with this content"))
    let other = try books.run(expenditure("11", "--key", "记-17"))
    #expect(other.exitCode == 2)
    #expect(other.errors.contains("[keyUsedForOtherContent]"))
    #expect(try books.size() == 6)
  }

  @Test func `an expected position that has passed is refused with what came in between`() throws {
    let books = try Books.small()
    let run = try books.run(expenditure("1") + ["--expect-position", "3"])
    #expect(run.exitCode == 75)
    #expect(run.errors.contains("[positionMoved]") && run.errors.contains("#3"))
    #expect(try books.size() == 4)
    #expect(try books.run(expenditure("1") + ["--expect-position", "4"]).exitCode == 0)
    #expect(try books.size() == 5)
  }

  @Test func `the flag names the actor before the variable, the variable before the user`() throws {
    let books = try Books.small()
    try books.run(expenditure("1") + ["--actor", "李出纳"])
    try books.run(expenditure("2"))
    try books.run(expenditure("3"), variables: ["JUESUAN_ACTOR": ""])
    #expect(try books.run(["show", "4"]).output.contains("李出纳"))
    #expect(try books.run(["show", "5"]).output.contains("测试员"))
    let third = try books.run(["show", "6"]).output
    #expect(!third.contains("测试员"))
    #expect(third.contains("actor"))
  }

  @Test func `many writers at once all get their place`() throws {
    let books = try Books.small()
    let writers = try (1...5).map { number in
      try Child(
        Program.path, expenditure("1", "--memo", "\(number)"),
        variables: ["JUESUAN_LEDGER": books.ledger], directory: books.directory.path,
        streams: TemporaryDirectory(), input: FileHandle.nullDevice)
    }
    let runs = try writers.map { try $0.finished() }
    #expect(runs.allSatisfy { $0.exitCode == 0 && $0.errors.isEmpty })
    #expect(Set(runs.map { $0.output.prefix(3) }) == ["#4 ", "#5 ", "#6 ", "#7 ", "#8 "])
    #expect(try books.size() == 9)
    #expect(try books.run(["verify"]).exitCode == 0)
  }

  @Test func `a reversal names what it takes back, and happens once`() throws {
    let books = try Books.small()
    let run = try books.run(["reverse", "#3", "--reason", "重复支付", "--date", "2018-02-01"])
    #expect(run.exitCode == 0)
    #expect(
      run.output
        == "#4 entry-reversed -12,300.00 yuan · takes back #3 · free 20,000.00 yuan\n")
    #expect(try books.run(["show", "3"]).output.contains("taken back by"))
    let again = try books.run(["reverse", "3", "--reason", "重复支付"])
    #expect(again.exitCode == 2)
    #expect(again.errors.contains("[entryAlreadyReversed]") && again.errors.contains("#4"))
    #expect(try books.size() == 6)
  }

  @Test func `what is no entry and what is not there cannot be reversed`() throws {
    let books = try Books.small()
    let opening = try books.run(["reverse", "0", "--reason", "x"])
    #expect(opening.exitCode == 2)
    #expect(opening.errors.contains("[entryNotReversible]"))
    let absent = try books.run(["reverse", "99", "--reason", "x"])
    #expect(absent.exitCode == 65)
    #expect(absent.errors.contains("[noSuchPosition]"))
    #expect(try books.size() == 5)
  }

  @Test(arguments: [
    expenditure("1"), ["reverse", "3", "--reason", "x", "--date", "2018-02-01"],
    ["import", "more.csv", "--equal-rows", "record"],
    words("publish 2018 --name 部门决算"), words("check explain X3 --for 2018 --text x"),
    ["codes", "import", "codes.csv", "--system", "function"],
    words("correct 3 --reason x --set amount=5 --date 2018-02-01"),
    words("attach 3 more.csv"), words("propose income --date 2018-02-01 --amount 5 LINE"),
    words("record supplement --date 2018-02-01 --amount 5 LINE --pending"),
    words("policy set ceilings appropriation"), words("unit --type institution"),
    words("project register 平台"), words("record fact --date 2018-02-01 --metric 编制数 --value 5"),
    words("close 2018 --date 2019-01-05"),
  ])
  func `a dry run shows events and appends nothing`(_ command: [String]) throws {
    let books = try Books.small()
    try books.directory.write(
      Books.smallImport.replacing("12,300.00", with: "1.00"), to: "more.csv")
    try books.directory.write("code,name\n2019901,自设科目\n", to: "codes.csv")
    let run = try books.run(command + ["--dry-run"])
    #expect(run.exitCode == 0)
    #expect(run.output.contains("#4 ") || command[0] == "close")
    #expect(run.output.contains("dry run: ") && run.output.contains("nothing was written"))
    #expect(try books.size() == 4)
    #expect(try books.run(command).exitCode == 0)
    #expect(try books.size() > 4)
  }

  @Test func `codes of the ledger replace the built-in ones`() throws {
    let books = try Books.opened()
    try books.directory.write(
      "code,name,valid_from_year,valid_to_year\n2010301,本地行政运行,2018,\n", to: "codes.csv")
    let run = try books.run(["codes", "import", "codes.csv", "--system", "function"])
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix("1 codes taken over · the ledger holds 2 events"))
    let listed = try books.run(["codes", "function", "--prefix", "2010301", "--format", "csv"])
    #expect(listed.lines.dropFirst() == ["function,2010301,本地行政运行,2018,"])
    let again = try books.run(["codes", "import", "codes.csv", "--system", "function"])
    #expect(again.output.hasPrefix("0 codes taken over"))
    #expect(try books.size() == 2)
  }

  @Test func `a list of codes that cannot be read is refused by its line`() throws {
    let books = try Books.opened()
    try books.directory.write("code,name\n20,短\n", to: "codes.csv")
    let run = try books.run(["codes", "import", "codes.csv", "--system", "function"])
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("codes.csv, row 2") && run.errors.contains("| 20,短"))
    #expect(try books.size() == 1)
  }
}
