// The real program killed while it writes, a few times; the README says how to do it for longer.

import Testing

@Suite struct KillTests {
  @Test func `what was acknowledged is there after writers were killed, and nothing is split`()
    throws
  {
    let ended = try RealProgram.run(
      RealProgram.path("juesuan-simulate"),
      ["--kill", "3", "--writers", "4", "--program", RealProgram.path("juesuan")])
    #expect(ended.exitCode == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output.hasPrefix("3 kills under 4 writers"))
    #expect(!ended.output.contains("divergence"))
  }

  @Test func `a trial without the program to kill cannot run, and says so`() throws {
    let ended = try RealProgram.run(
      RealProgram.path("juesuan-simulate"), ["--kill", "1", "--program", "/nowhere/juesuan"])
    #expect(ended.exitCode == 74)
    #expect(ended.output.hasPrefix("cannot run: "))
  }

  @Test(arguments: [
    ["--kill", "3"], ["--program", "x"], ["--plant", "nothing"], ["--seed", "x"], ["--writers"],
    ["--writers", "0"],
  ])
  func `a wrong command line is answered with the usage`(arguments: [String]) throws {
    let ended = try RealProgram.run(RealProgram.path("juesuan-simulate"), arguments)
    #expect(ended.exitCode == 64)
    #expect(ended.output.hasPrefix("usage: juesuan-simulate"))
  }
}
