// A ledger for disks that may tear a sector they overwrite, made and used from the command line.

import Foundation
import Testing

@Suite struct SectorTests {
  @Test func `commits begin on sectors of the size that was asked for`() throws {
    let books = try Books.opened()
    let folder = "\(books.directory.path)/padded"
    let made = try books.run(["init", folder, "--unit", "测试单位", "--sector-size", "512"])
    #expect(made.exitCode == 0)
    #expect(try books.directory.text("padded/ledger.json").contains("\"format\":2"))
    for amount in ["100.00", "200.00"] {
      let line = "record appropriation --date 2018-01-02 --source general-budget "
      let code = "--function 2010301 --nature basic --amount \(amount) --ledger \(folder)"
      #expect(try books.run(words(line + code)).exitCode == 0)
    }
    let log = try books.directory.text("padded/log/00000000000000000000.jsonl")
    #expect(log.utf8.count % 512 == 0)
    let starts = log.split(separator: "\n").map {
      log.utf8.distance(from: log.startIndex, to: $0.startIndex)
    }
    #expect(starts.count == 3 && starts.allSatisfy { $0 % 512 == 0 })
    let verified = try books.run(words("verify --ledger \(folder)"))
    #expect(verified.exitCode == 0 && verified.output.hasPrefix("good: 3 events, 3 batches"))
  }

  @Test(arguments: [("0", "512"), ("511", "512"), ("4097", "4096"), ("x", "65536")])
  func `another size is refused with possible ones`(_ size: String, _ possible: String) throws {
    let books = try Books.opened()
    let folder = "\(books.directory.path)/padded"
    let run = try books.run(["init", folder, "--unit", "测试单位", "--sector-size=\(size)"])
    #expect(run.exitCode == 64)
    #expect(run.errors.contains(possible) && run.errors.contains("[valueUnknown]"))
    #expect(try !books.directory.names(".").contains("padded"))
  }
}
