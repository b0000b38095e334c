// What the program does when the world fails: damage, closed pipes, missing places, its own faults.

import Foundation
import Testing

@Suite struct FailureTests {
  private static let log = "books/log/00000000000000000000.jsonl"

  @Test(arguments: [["verify"], ["balance", "--for", "2018"], ["history"], expenditure("1")])
  func `an altered line of the log is refused by its position`(_ words: [String]) throws {
    let books = try Books.small()
    let log = try books.directory.text(Self.log)
    let altered = log.replacing("\"amount\":1230000", with: "\"amount\":1230001")
    try #require(altered != log)
    try books.directory.write(altered, to: Self.log)
    let run = try books.run(words)
    #expect(run.exitCode == 74)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("#3") && run.errors.contains("[damagedRecord]"), "\(run.errors)")
    #expect(try books.directory.text(Self.log) == altered)
  }

  @Test func `an unfinished write at the end is told, ignored, and set aside by a writer`() throws {
    let books = try Books.small()
    let log = try books.directory.text(Self.log)
    try books.directory.write(log + "{\"position\":4,", to: Self.log)
    let read = try books.run(["checkpoint"])
    #expect(read.exitCode == 0)
    #expect(read.errors.hasPrefix("note: ") && read.errors.contains("14 bytes"))
    #expect(read.output.contains("\n4\n"))
    let written = try books.run(expenditure("1"))
    #expect(written.exitCode == 0)
    #expect(written.errors.contains("set-aside/"))
    let after = try books.run(["checkpoint"])
    #expect(after.errors.isEmpty && after.output.contains("\n5\n"))
  }

  @Test(arguments: ["books/log/00000000000000000000.jsonl", "books/ledger.json", "link/a.json"])
  func `an answer is never written into a ledger`(_ path: String) throws {
    let books = try Books.small()
    let log = try books.directory.text(Self.log)
    try FileManager.default.createSymbolicLink(
      atPath: books.directory.path("link"), withDestinationPath: books.ledger + "/log")
    let run = try books.run(["statement", "01", "--for", "2018", "-o", path, "--format", "json"])
    #expect(run.exitCode == 73)
    #expect(run.errors.contains("[outputInsideLedger]"), "\(run.errors)")
    #expect(try books.directory.text(Self.log) == log)
    #expect(try books.run(["verify"]).exitCode == 0)
  }

  @Test func `words that are not UTF-8 are refused, not replaced`() throws {
    let books = try Books.small()
    let run = try Program.shell(
      "juesuan " + expenditure("1").joined(separator: " ")
        + " --ledger \(books.ledger) --memo \"$(printf 'a\\377b')\"",
      directory: books.directory.path)
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("[argumentsNotUTF8]"), "\(run.errors)")
    #expect(try books.run(["checkpoint"]).output.contains("\n4\n"))
  }

  @Test func `a failure to print what was recorded says that it is recorded`() throws {
    let books = try Books.small()
    let run = try Program.shell(
      "juesuan " + expenditure("1").joined(separator: " ")
        + " --ledger \(books.ledger) > /dev/full", directory: books.directory.path)
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("#4 is recorded; do not record it again"), "\(run.errors)")
    #expect(try books.run(["checkpoint"]).output.contains("\n5\n"))
  }

  @Test func `verification finds fault with an unfinished tail and with an empty log`() throws {
    let books = try Books.small()
    let log = try books.directory.text(Self.log)
    try books.directory.write(String(log.dropLast()), to: Self.log)
    #expect(try books.run(["verify"]).exitCode == 1)
    try books.directory.write("", to: Self.log)
    let empty = try books.run(["verify"])
    #expect(empty.exitCode == 1)
    #expect(empty.errors.contains("[ledgerNotOpened]"), "\(empty.errors)")
  }

  @Test func `a directory that is no ledger is an error of reading`() throws {
    let place = try TemporaryDirectory()
    for path in [place.path, place.path("absent")] {
      let run = try Program.run(["verify", "--ledger", path])
      #expect(run.exitCode == 74)
      #expect(run.errors.contains("[notALedger]"), "\(run.errors)")
    }
  }

  @Test func `a file that cannot be made ends with 73 and leaves nothing`() throws {
    let books = try Books.small()
    let run = try books.run(["balance", "--for", "2018", "-o", "absent/balance.csv"])
    #expect(run.exitCode == 73)
    #expect(run.errors.contains("absent/balance.csv"))
    let parent = try Program.run(
      ["init", "absent/books", "--unit", "单位"], directory: books.directory.path)
    #expect(parent.exitCode == 73)
    #expect(try books.directory.names() == ["books"])
  }

  @Test func `an answer to a device is written there and replaces nothing`() throws {
    let books = try Books.small()
    let link = books.directory.path("link.txt")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/null")
    #expect(try books.run(["checkpoint", "-o", "link.txt"]).exitCode == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/dev/null")
  }

  @Test(arguments: [["history"], ["verify"], ["help"], expenditure("1")])
  func `a reader that went away is no error, and the work is done`(_ words: [String]) throws {
    let books = try Books.small()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let child = try Child(
      Program.path, words, variables: ["JUESUAN_LEDGER": books.ledger],
      directory: books.directory.path, streams: TemporaryDirectory(),
      input: FileHandle.nullDevice, output: pipe.fileHandleForWriting)
    let run = try child.finished()
    #expect(child.process.terminationReason == .exit)
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    #expect(try books.size() == (words[0] == "record" ? 5 : 4))
  }

  @Test func `standard output that cannot be written ends with 74`() throws {
    let books = try Books.small()
    let run = try Program.shell(
      "juesuan checkpoint >/dev/full", variables: ["JUESUAN_LEDGER": books.ledger],
      directory: books.directory.path)
    #expect(run.exitCode == 74)
    #expect(run.errors.contains("<stdout>") && run.errors.contains("[systemCallFailed]"))
  }

  @Test func `a fault of the program itself ends with 70`() throws {
    let books = try Books.small()
    let input = Pipe()
    let child = try Child(
      Program.path, ["import", "-"], variables: ["JUESUAN_LEDGER": books.ledger],
      directory: books.directory.path, streams: TemporaryDirectory(), input: input)
    // The program runs and waits for input once it has taken more than a pipe holds.
    try input.fileHandleForWriting.write(contentsOf: Data(count: 1_000_000))
    // The trap of a broken precondition reaches a program as this signal.
    kill(child.process.processIdentifier, SIGILL)
    let run = try child.finished()
    #expect(run.exitCode == 70)
    #expect(run.errors.contains("internal fault"))
    #expect(try books.size() == 4)
  }
}
