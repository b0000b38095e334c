// A handful of simulated lives of books, lived by the program: none diverges, plants are found.

import Foundation
import Testing

@Suite struct BooksSimulationTests {
  private func simulate(_ arguments: [String]) throws -> Ended {
    try RealProgram.run(RealProgram.path("juesuan-simulate"), ["--books"] + arguments)
  }

  @Test func `lives of books do not diverge from the naive model, and meet what they are for`()
    throws
  {
    let ended = try simulate(["--seed", "1", "--seeds", "2", "--steps", "50"])
    #expect(ended.exitCode == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output.hasPrefix("2 seeds, "))
    let reached = ended.output.components(separatedBy: "never reached:")[0]
    for landmark in [
      "opened by index", "index damaged", "attempt in doubt", "cells compared", "keys compared",
      "balances compared", "recorded: expenditure-recorded", "reader during a write", "verified",
    ] {
      #expect(reached.contains("  \(landmark)\n"), "\(landmark) was not reached")
    }
  }

  @Test func `the same seed is the same life of books`() throws {
    let lives = try (0..<2).map { _ in
      try simulate(["--seed", "4", "--seeds", "1", "--steps", "25"])
    }
    #expect(lives[0].exitCode == 0)
    #expect(lives[0].output == lives[1].output)
  }

  @Test(arguments: ["forgotten-sync", "forged-index"])
  func `a planted fault is found out within ten seeds of books`(fault: String) throws {
    let ended = try simulate(["--seeds", "10", "--steps", "40", "--plant", fault])
    #expect(ended.exitCode == 1, "\(ended.output)")
    #expect(ended.output.contains("diverged at step"))
    #expect(ended.output.contains("--books --seed"))
    #expect(ended.output.contains("--plant \(fault)"))
  }

  @Test(arguments: [
    ["--plant", "torn-sectors"], ["--kill", "3", "--program", "x"], ["--seeds"],
  ])
  func `a wrong command line about books is answered with the usage`(arguments: [String]) throws {
    let ended = try simulate(arguments)
    #expect(ended.exitCode == 64)
    #expect(ended.output.hasPrefix("usage: juesuan-simulate"))
  }
}
