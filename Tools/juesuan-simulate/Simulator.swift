// The command line of the simulator: which seeds, how long, which planted fault, or how many kills.

import EventStorageTesting
import Glibc

/// One run of the program.
enum Simulator {
  private struct Request {
    var firstSeed: UInt64 = 1
    var seedCount: UInt64?
    var minuteCount: UInt64?
    var stepCount: Int?
    var livesOfBooks = false
    var readsInputs = false
    var planted: String?
    var killCount: Int?
    var program: String?
    var writerCount = 4
  }

  private static let usage = """
    usage: juesuan-simulate [--books] [--seed N] [--seeds N] [--minutes M] [--steps N]
                            [--plant FAULT]
           juesuan-simulate --kill N --program PATH [--writers N] [--seed N]
           juesuan-simulate --parsers [--seed N] [--seeds N] [--minutes M] [--plant FAULT]

    Lives of a ledger on a disk in memory that fails, one for each seed, until one goes otherwise
    than a model that knows only what was acknowledged. With --books the life of a unit's books:
    entries, closings, imports, publications by several people, with an index that is deleted,
    damaged and exchanged, and every answer beside a naive model's.
      --books         simulate the books, not the log alone
      --seed N        the first seed (1)
      --seeds N       how many seeds (100)
      --minutes M     begin no new seed after M minutes
      --steps N       how long each life is (120, of books 60)
      --plant FAULT   plant a fault that has to be found:
                      forgotten-sync  files are not synchronized
                      torn-sectors    the device tears sectors, commits share them
                      forged-index    with --books: a damaged index whose checksums fit
    At the end: how often each fault and each row of the recovery table was reached, and which
    never were.

    With --kill: a ledger on the real disk, written to by the real program in several processes,
    one of which is killed (SIGKILL) at a random moment, N times.
      --program PATH  the juesuan to run
      --writers N     how many processes at a time (4)

    With --parsers: mutated inputs, one for each seed (100000), for everything that reads bytes from
    strangers: ZIP, the XML of workbooks, comma-separated text, records, lines of a log. An input
    that traps, takes 20 s or more than 4 GiB stops the program with its seed.
      --plant FAULT   trap · endless · recorded-row

    examples: juesuan-simulate --seeds 1000
              juesuan-simulate --seeds 1000000 --minutes 60 --seed 5000
              juesuan-simulate --plant forgotten-sync
              juesuan-simulate --books --seeds 1000
              juesuan-simulate --kill 200 --program .build/release/juesuan
              juesuan-simulate --parsers --seeds 100000000 --minutes 60
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
    if request.readsInputs { return readInputs(request) }
    return request.livesOfBooks ? liveBooks(request) : live(request)
  }

  private static func readInputs(_ request: Request) -> Int32 {
    do throws(ParserTrial.Breach) {
      var trial = try ParserTrial(
        planting: request.planted.flatMap { ParserTrial.PlantedFault(rawValue: $0) })
      return trial.run(
        first: request.firstSeed, seedCount: request.seedCount ?? 100_000,
        minuteCount: request.minuteCount)
    } catch {
      print(error.reason)
      return 74
    }
  }

  /// What a life came to.
  private struct Life {
    var reached: [String: Int] = [:]
    var count = 0
    var divergence: (step: Int, reason: String)?
  }

  private static func live(_ request: Request) -> Int32 {
    let planted: Simulation.PlantedFault? =
      switch request.planted {
      case "forgotten-sync": .forgottenSync
      case "torn-sectors": .tornSectors
      default: nil
      }
    return live(
      request, stepCount: request.stepCount ?? 120, landmarks: Simulation.landmarks,
      counting: "records acknowledged"
    ) { seed, stepCount in
      var life = Life()
      do throws(Divergence) {
        let simulation = try Simulation(seed: seed, planting: planted)
        defer {
          life.reached = simulation.reached
          life.count = simulation.acknowledgedCount
        }
        try simulation.run(stepCount: stepCount)
      } catch {
        life.divergence = (error.step, error.reason)
      }
      return life
    }
  }

  private static func liveBooks(_ request: Request) -> Int32 {
    let planted = request.planted.flatMap { BooksSimulation.PlantedFault(rawValue: $0) }
    return live(
      request, stepCount: request.stepCount ?? 60, landmarks: BooksSimulation.landmarks,
      counting: "answers compared"
    ) { seed, stepCount in
      var life = Life()
      do throws(BooksDivergence) {
        let simulation = try BooksSimulation(seed: seed, planting: planted)
        defer {
          life.reached = simulation.reached
          life.count = simulation.answerCount
        }
        try simulation.run(stepCount: stepCount)
      } catch {
        life.divergence = (error.step, error.reason)
      }
      return life
    }
  }

  private static func live(
    _ request: Request, stepCount: Int, landmarks: [String], counting what: String,
    _ life: (_ seed: UInt64, _ stepCount: Int) -> Life
  ) -> Int32 {
    let start = time(nil)
    var reached: [String: Int] = [:]
    var (count, seedCount) = (0, UInt64(0))
    while seedCount < request.seedCount ?? 100 {
      if let limit = request.minuteCount, time(nil) - start >= Int(clamping: limit) * 60 { break }
      let seed = request.firstSeed &+ seedCount
      seedCount += 1
      let lived = life(seed, stepCount)
      if let divergence = lived.divergence {
        print("seed \(seed) diverged at step \(divergence.step): \(divergence.reason)")
        print(again(seed, stepCount, request))
        return 1
      }
      reached.merge(lived.reached, uniquingKeysWith: +)
      count += lived.count
    }
    print("\(seedCount) seeds, \(count) \(what), no divergence; reached:")
    for landmark in landmarks {
      if let count = reached[landmark] { print("  \(count)  \(landmark)") }
    }
    let missed = landmarks.filter { reached[$0] == nil }
    print(missed.isEmpty ? "every landmark was reached" : "never reached:")
    for landmark in missed { print("  \(landmark)") }
    return 0
  }

  /// The command that lives the same life again.
  private static func again(_ seed: UInt64, _ stepCount: Int, _ request: Request) -> String {
    "again: juesuan-simulate \(request.livesOfBooks ? "--books " : "")--seed \(seed) --seeds 1 "
      + "--steps \(stepCount)" + (request.planted.map { " --plant \($0)" } ?? "")
  }

  private static func request(_ arguments: [String]) -> Request? {
    var request = Request()
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if option == "--books" {
        request.livesOfBooks = true
        continue
      }
      if option == "--parsers" {
        request.readsInputs = true
        continue
      }
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
      case ("--plant", _): request.planted = value
      default: return nil
      }
    }
    if let planted = request.planted, !plants(request).contains(planted) { return nil }
    let isTwoThings =
      [request.livesOfBooks, request.readsInputs, request.killCount != nil].count { $0 } > 1
    if isTwoThings || request.readsInputs && request.stepCount != nil { return nil }
    return (request.killCount == nil) == (request.program == nil) ? request : nil
  }

  /// The faults that can be planted in what is asked for.
  private static func plants(_ request: Request) -> [String] {
    if request.readsInputs { return ParserTrial.PlantedFault.allCases.map(\.rawValue) }
    if request.livesOfBooks { return BooksSimulation.PlantedFault.allCases.map(\.rawValue) }
    return ["forgotten-sync", "torn-sectors"]
  }
}
