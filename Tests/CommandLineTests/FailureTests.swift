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

  @Test func `a reader that goes away is no error`() throws {
    let books = try Books.ofAYear()
    let piped = try Program.shell(
      "{ juesuan history; echo $? >status; } | true",
      variables: ["JUESUAN_LEDGER": books.ledger], directory: books.directory.path)
    #expect(piped.exitCode == 0)
    #expect(piped.errors.isEmpty)
    #expect(try books.directory.text("status") == "0\n")
  }

  @Test func `work is done and told by its exit code although nobody reads`() throws {
    let books = try Books.small()
    let command = expenditure("1").joined(separator: " ")
    let run = try Program.shell(
      "{ sleep 0; juesuan \(command); echo $? >status; } | true",
      variables: ["JUESUAN_LEDGER": books.ledger], directory: books.directory.path)
    #expect(run.errors.isEmpty)
    #expect(try books.directory.text("status") == "0\n")
    #expect(try books.size() == 5)
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
    // The trap of a broken precondition reaches the program as this signal. The program runs and
    // waits for input when it has taken more from the pipe than a pipe holds.
    let run = try Program.shell(
      """
      mkfifo in
      juesuan import - <in &
      exec 3>in
      head -c 1000000 /dev/zero >&3
      kill -ILL $!
      wait $!
      """, variables: ["JUESUAN_LEDGER": books.ledger], directory: books.directory.path)
    #expect(run.exitCode == 70)
    #expect(run.errors.contains("internal fault"))
    #expect(try books.size() == 4)
  }
}
