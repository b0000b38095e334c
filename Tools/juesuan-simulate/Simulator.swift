// The command line of the simulator: which seeds, how long, and what was reached.

import EventStorageTesting
import Glibc

/// One run of the program.
enum Simulator {
  private struct Request {
    var firstSeed: UInt64 = 1
    var seedCount: UInt64 = 100
    var minuteCount: UInt64?
    var stepCount = 120
    var isForgetful = false
  }

  private static let usage = """
    usage: juesuan-simulate [--seed N] [--seeds N] [--minutes M] [--steps N] [--forget-sync]
      --seed N        the first seed (1)
      --seeds N       how many seeds (100)
      --minutes M     begin no new seed after M minutes
      --steps N       how long each life is (120)
      --forget-sync   plant a bug: files are not synchronized; it has to be found
    exit codes: 0 no divergence · 1 a divergence, with its seed · 64 usage

    """

  /// Runs what the arguments ask for.
  static func run(_ arguments: [String]) -> Int32 {
    guard let request = request(arguments) else {
      print(usage, terminator: "")
      return arguments == ["--help"] ? 0 : 64
    }
    let start = time(nil)
    var reached: [String: Int] = [:]
    var (recordCount, seedCount) = (0, UInt64(0))
    while seedCount < request.seedCount {
      if let limit = request.minuteCount, time(nil) - start >= Int(limit) * 60 { break }
      let seed = request.firstSeed &+ seedCount
      seedCount += 1
      do throws(Divergence) {
        let life = try Simulation(seed: seed, forgettingToSynchronize: request.isForgetful)
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
    for (what, count) in reached.sorted(by: { $0.key < $1.key }) { print("  \(count)  \(what)") }
    return 0
  }

  private static func request(_ arguments: [String]) -> Request? {
    var request = Request()
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if option == "--forget-sync" {
        request.isForgetful = true
        continue
      }
      guard let number = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
      switch option {
      case "--seed": request.firstSeed = number
      case "--seeds": request.seedCount = number
      case "--minutes": request.minuteCount = number
      case "--steps": request.stepCount = Int(clamping: number)
      default: return nil
      }
    }
    return request
  }
}
