// The command line of the simulator: which seeds, how long, which planted fault, or how many kills.

import EventStorageTesting
import Glibc

/// One run of the program.
enum Simulator {
  private struct Request {
    var firstSeed: UInt64 = 1
    var seedCount: UInt64 = 100
    var minuteCount: UInt64?
    var stepCount = 120
    var planted: Simulation.PlantedFault?
    var killCount: Int?
    var program: String?
    var writerCount = 4
  }

  private static let usage = """
    usage: juesuan-simulate [--seed N] [--seeds N] [--minutes M] [--steps N] [--plant FAULT]
           juesuan-simulate --kill N --program PATH [--writers N] [--seed N]

    Lives of a ledger on a disk in memory that fails, one for each seed, until one goes otherwise
    than a model that knows only what was acknowledged.
      --seed N        the first seed (1)
      --seeds N       how many seeds (100)
      --minutes M     begin no new seed after M minutes
      --steps N       how long each life is (120)
      --plant FAULT   plant a fault that has to be found:
                      forgotten-sync  files are not synchronized
                      torn-sectors    the device tears sectors, commits share them
    At the end: how often each fault and each row of the recovery table was reached, and which
    never were.

    With --kill: a ledger on the real disk, written to by the real program in several processes,
    one of which is killed (SIGKILL) at a random moment, N times.
      --program PATH  the juesuan to run
      --writers N     how many processes at a time (4)

    examples: juesuan-simulate --seeds 1000
              juesuan-simulate --seeds 1000000 --minutes 60 --seed 5000
              juesuan-simulate --plant forgotten-sync
              juesuan-simulate --kill 200 --program .build/release/juesuan
    exit codes: 0 no divergence · 1 a divergence, with its seed · 64 usage · 74 cannot run

    """

  /// Runs what the arguments ask for.
  static func run(_ arguments: [String]) -> Int32 {
    guard let request = request(arguments) else {
      print(usage, terminator: "")
      return arguments == ["--help"] ? 0 : 64
    }
    if let killCount = request.killCount, let program = request.program {
      var trial = KillTrial(
        program: program, writerCount: request.writerCount, seed: request.firstSeed)
      return trial.run(killCount: killCount)
    }
    return live(request)
  }

  private static func live(_ request: Request) -> Int32 {
    let start = time(nil)
    var reached: [String: Int] = [:]
    var (recordCount, seedCount) = (0, UInt64(0))
    while seedCount < request.seedCount {
      if let limit = request.minuteCount, time(nil) - start >= Int(clamping: limit) * 60 { break }
      let seed = request.firstSeed &+ seedCount
      seedCount += 1
      do throws(Divergence) {
        let life = try Simulation(seed: seed, planting: request.planted)
        defer { reached.merge(life.reached, uniquingKeysWith: +) }
        try life.run(stepCount: request.stepCount)
        recordCount += life.acknowledgedCount
      } catch {
        print("seed \(seed) diverged at step \(error.step): \(error.reason)")
        print("again: juesuan-simulate --seed \(seed) --seeds 1 --steps \(request.stepCount)")
        return 1
      }
    }
    print("\(seedCount) seeds, \(recordCount) records acknowledged, no divergence; reached:")
    for landmark in Simulation.landmarks {
      if let count = reached[landmark] { print("  \(count)  \(landmark)") }
    }
    let missed = Simulation.landmarks.filter { reached[$0] == nil }
    print(missed.isEmpty ? "every landmark was reached" : "never reached:")
    for landmark in missed { print("  \(landmark)") }
    return 0
  }

  private static func request(_ arguments: [String]) -> Request? {
    var request = Request()
    var rest = arguments[...]
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch (option, UInt64(value)) {
      case ("--seed", let number?): request.firstSeed = number
      case ("--seeds", let number?): request.seedCount = number
      case ("--minutes", let number?): request.minuteCount = number
      case ("--steps", let number?): request.stepCount = Int(clamping: number)
      case ("--kill", let number?): request.killCount = Int(clamping: number)
      case ("--writers", let number?) where (1...64).contains(number):
        request.writerCount = Int(number)
      case ("--program", _): request.program = value
      case ("--plant", _) where value == "forgotten-sync": request.planted = .forgottenSync
      case ("--plant", _) where value == "torn-sectors": request.planted = .tornSectors
      default: return nil
      }
    }
    return (request.killCount == nil) == (request.program == nil) ? request : nil
  }
}
