// The most memory that a process of a program holds, untouched by the size of this one.

/// Peak memory by way of a small process in between.
///
/// On Linux a process inherits, as its own peak, the size its parent had when it was started. This
/// program holds whole ledgers; started once more, to start the measured one, it is small.
enum PeakMemory {
  /// The word by which the program is started as the process in between.
  static let verb = "peak"

  /// The most bytes that were resident at once while the program ran.
  static func measure(_ name: String, _ arguments: [String]) throws(BenchFailure) -> Int {
    let between = try ChildProcess("juesuan-bench", [verb, name] + arguments)
    guard let bytes = Int(between.output.prefix { $0 != "\n" }) else {
      throw .program(name: name, exitCode: 0, output: between.output)
    }
    return bytes
  }

  /// What the process in between does.
  static func ofProgram(_ name: String, _ arguments: [String]) throws(BenchFailure) -> Int {
    try ChildProcess(name, arguments, acceptingFindings: true).peakBytes
  }
}
