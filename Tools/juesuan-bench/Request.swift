// What the words of the command line ask for.

import BudgetDomain

/// One run as it was asked for.
struct Request {
  /// What there is to measure, in the order of a whole run.
  enum Benchmark: String, CaseIterable {
    case append
    case groupCommit = "group-commit"
    case batches
    case importing = "import"
    case rebuild
    case statement
    case history
    case verify
    case memory
    case disk
  }

  enum Job {
    case generate
    case measure([Benchmark])
    case help
  }

  var job = Job.help
  var eventCount = 100_000
  var appendCount = 10_000
  var runCount = 5
  var seed = WorkloadStream.defaultSeed
  var output: String?
  var folder: String?
  var isJSON = false
  var isQuiet = false
  var language: Language?

  /// Reads the words.
  ///
  /// - Throws: `BenchFailure.usage` with the word that is not understood.
  init(_ words: [String]) throws(BenchFailure) {
    var benchmarks: [Benchmark] = []
    var isGenerating = false
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--help", "-h", "help": return
      case "--json": isJSON = true
      case "--quiet": isQuiet = true
      case "all": benchmarks += Benchmark.allCases
      case "generate":
        isGenerating = true
        eventCount = try Self.number(after: word, &rest, in: 1...100_000_000)
      case "-o": output = try Self.text(after: word, &rest)
      case "--directory": folder = try Self.text(after: word, &rest)
      case "--events": eventCount = try Self.number(after: word, &rest, in: 1000...100_000_000)
      case "--count": appendCount = try Self.number(after: word, &rest, in: 1000...10_000_000)
      case "--runs": runCount = try Self.number(after: word, &rest, in: 1...1000)
      case "--seed": seed = UInt64(try Self.number(after: word, &rest, in: 0...Int.max))
      case "--lang":
        let text = try Self.text(after: word, &rest)
        guard let named = Language(rawValue: text) else { throw Self.unknown(text) }
        language = named
      default:
        guard let benchmark = Benchmark(rawValue: word) else { throw Self.unknown(word) }
        benchmarks.append(benchmark)
      }
    }
    if isGenerating, !benchmarks.isEmpty { throw Self.unknown(benchmarks[0].rawValue) }
    if isGenerating { job = .generate }
    if !benchmarks.isEmpty { job = .measure(benchmarks) }
    if !isGenerating, benchmarks.isEmpty, !words.isEmpty, words.first != "--lang" {
      throw .usage(
        Phrase(
          zh: "没有写测什么：\(Self.names) 或 all", en: "nothing to measure: \(Self.names), or all"))
    }
  }

  private static let names = Benchmark.allCases.map(\.rawValue).joined(separator: ", ")

  private static func text(
    after option: String, _ rest: inout ArraySlice<String>
  ) throws(BenchFailure) -> String {
    guard let text = rest.popFirst() else {
      throw .usage(Phrase(zh: "\(option) 后面缺一个值", en: "\(option) needs a value"))
    }
    return text
  }

  private static func number(
    after option: String, _ rest: inout ArraySlice<String>, in range: ClosedRange<Int>
  ) throws(BenchFailure) -> Int {
    let text = try text(after: option, &rest)
    guard let number = Int(text), range.contains(number) else {
      let bounds = "\(range.lowerBound)…\(range.upperBound)"
      throw .usage(
        Phrase(
          zh: "\(option) 后面应为 \(bounds) 之间的整数，不是“\(text)”",
          en: "\(option) takes a whole number \(bounds), not “\(text)”"))
    }
    return number
  }

  private static func unknown(_ word: String) -> BenchFailure {
    .usage(
      Phrase(
        zh: "不认识“\(word)”；可测：\(names)、all；选项见 --help",
        en: "“\(word)” is unknown; there are \(names), all; options: --help"))
  }
}
