// From the words of the command line to an exit code.

import BudgetDomain
import Glibc

/// One run of the program.
enum Program {
  /// Runs what the arguments ask for: figures on standard output, all else on standard error.
  static func run(_ words: [String]) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    var language = Self.language
    do throws(BenchFailure) {
      if words.first == PeakMemory.verb, words.count > 1 {
        print(try PeakMemory.ofProgram(words[1], Array(words.dropFirst(2))))
        return 0
      }
      let request = try Request(words)
      language = request.language ?? language
      switch request.job {
      case .help: print(Help.page.text(language), terminator: "")
      case .generate: try generate(request)
      case .measure(let benchmarks):
        let table = try Session.measure(benchmarks, request)
        print(request.isJSON ? table.json : table.text, terminator: "")
      }
      return 0
    } catch {
      remark("juesuan-bench: \(error.phrase.text(language))\n")
      return error.exitCode
    }
  }

  private static func generate(_ request: Request) throws(BenchFailure) {
    let path = request.output ?? "w\(request.eventCount).csv"
    let workload = Workload(eventCount: request.eventCount, seed: request.seed)
    let totals = try WorkloadFile.write(workload, to: path)
    let base = path.hasSuffix(".csv") ? String(path.dropLast(4)) : path
    let beside = try RawFile(creating: base + ".expected.json")
    defer { beside.close() }
    let json = WorkloadFile.expectations(workload, totals)
    try beside.write(Array(json.utf8))
    print(json, terminator: "")
  }

  /// Says something that is no part of the answer.
  static func remark(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// The language of the locale (POSIX: the first of the three that is not empty decides).
  private static var language: Language {
    let values = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { (name: String) -> String? in
      getenv(name).map { String(cString: $0) }
    }
    let locale = values.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .chinese : .english
  }
}
