// One measured figure: its samples, their middle and their spread, in whole units.

/// What the samples of a figure count.
enum Unit: String {
  case nanoseconds = "ns"
  case bytes = "bytes"
  case eventsPerSecond = "events/s"
  /// A ratio in thousandths.
  case thousandths = "ratio/1000"
  /// Something that is counted, such as the rows of an answer.
  case count
}

/// One line of the table.
struct Figure {
  let benchmark: String
  let name: String
  let unit: Unit
  /// One a run, in the order of the runs; empty where nothing could be measured.
  let samples: [Int]
  /// Why there are no samples, or what a reader must know about them.
  var remark: String

  init(_ benchmark: String, _ name: String, _ unit: Unit, _ samples: [Int], remark: String = "") {
    self.benchmark = benchmark
    self.name = name
    self.unit = unit
    self.samples = samples
    self.remark = remark
  }

  /// A line that says why there is no figure.
  static func missing(_ benchmark: String, _ name: String, _ reason: String) -> Figure {
    Figure(benchmark, name, .count, [], remark: "not available: \(reason)")
  }

  var median: Int? { Figure.quantile(samples, 50) }

  /// The sample below which `percent` of the samples lie; the middle one at 50.
  static func quantile(_ samples: [Int], _ percent: Int) -> Int? {
    guard !samples.isEmpty else { return nil }
    let sorted = samples.sorted()
    return sorted[min(sorted.count - 1, sorted.count * percent / 100)]
  }

  /// How many events a second `count` events in `nanoseconds` are.
  static func rate(_ count: Int, in nanoseconds: Int) -> Int {
    count * 1_000_000_000 / max(1, nanoseconds)
  }
}

extension Unit {
  /// A sample for people: `1.234 s`, `12.3 MB`, `0.812 ×`.
  func text(_ sample: Int) -> String {
    switch self {
    case .nanoseconds:
      if sample >= 1_000_000_000 { return Self.scaled(sample, 1_000_000_000) + " s" }
      if sample >= 1_000_000 { return Self.scaled(sample, 1_000_000) + " ms" }
      return Self.scaled(sample, 1000) + " µs"
    case .bytes: return sample < 100_000 ? "\(sample) B" : Self.scaled(sample, 1_000_000) + " MB"
    case .eventsPerSecond: return "\(sample) /s"
    case .thousandths: return Self.scaled(sample, 1000) + " ×"
    case .count: return String(sample)
    }
  }

  /// `number` divided by `divisor`, to three decimals, cut.
  private static func scaled(_ number: Int, _ divisor: Int) -> String {
    let thousandths = number / (divisor / 1000 == 0 ? 1 : divisor / 1000)
    return "\(thousandths / 1000).\(RowMapping.padded(thousandths % 1000, 3))"
  }
}
