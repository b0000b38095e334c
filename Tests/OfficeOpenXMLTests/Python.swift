// Runs a script in Python: a second opinion on formats that are not ours.

import Foundation
import Testing

enum Python {
  /// What `script` writes to standard output when it is run with `arguments`.
  static func output(of script: String, _ arguments: [String] = []) throws -> [UInt8] {
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script] + arguments
    let pipe = Pipe()
    python.standardOutput = pipe
    try python.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    return Array(output)
  }
}
