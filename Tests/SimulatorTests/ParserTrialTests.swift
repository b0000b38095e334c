// Some mutated inputs for every parser, read by the program: none stops it, what is planted does.

import Foundation
import Testing

@Suite struct ParserTrialTests {
  private func read(_ arguments: [String]) throws -> Ended {
    try RealProgram.run(RealProgram.path("juesuan-simulate"), ["--parsers"] + arguments)
  }

  @Test func `mutated inputs are read or refused by every parser, the same in every run`() throws {
    let ended = try read(["--seed", "1", "--seeds", "600"])
    #expect(ended.exitCode == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output.hasPrefix("600 inputs, no crash, no breach"))
    for parser in [
      "ZIP containers", "parts of workbooks", "comma-separated files", "records", "ledgers",
      "texts of logs",
    ] {
      let line = ended.output.split(separator: "\n").first { $0.hasPrefix("  \(parser): ") }
      #expect(line?.contains(" refused") == true, "\(parser) read nothing")
    }
    #expect(try read(["--seed", "1", "--seeds", "600"]).output == ended.output)
  }

  @Test(arguments: ["trap", "recorded-row"])
  func `a planted fault is found, with the seed that finds it again`(fault: String) throws {
    let ended = try read(["--seeds", "300", "--plant", fault])
    #expect(ended.exitCode == 1, "\(ended.output)\(ended.errors)")
    let told = ended.output + ended.errors
    #expect(told.contains("again: juesuan-simulate --parsers --seeds 1 --seed "))
  }

  @Test(arguments: [
    ["--books"], ["--steps", "3"], ["--plant", "torn-sectors"], ["--kill", "1", "--program", "x"],
  ])
  func `a wrong command line about parsers is answered with the usage`(arguments: [String]) throws {
    #expect(try read(arguments).exitCode == 64)
  }
}
