// Runs the built program as a child process, as a shell would.

import Foundation
import Testing

/// What a run of the program came to.
struct Run {
  let exitCode: Int32
  let output: String
  let errors: String

  /// The lines of the answer.
  var lines: [String] {
    output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}

/// The program under test.
enum Program {
  /// The executable, found beside the test bundle or above it.
  static let path: String = {
    var directory = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    while directory.path != "/" {
      directory.deleteLastPathComponent()
      let candidate = directory.appendingPathComponent("juesuan").path
      var isDirectory: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isDirectory),
        !isDirectory.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
      {
        return candidate
      }
    }
    preconditionFailure("the program juesuan is built beside the tests")
  }()

  /// Runs the program with exactly these variables: nothing of the machine leaks into a transcript.
  static func run(
    _ arguments: [String], variables: [String: String] = [:], input: [UInt8] = [],
    directory: String = "/"
  ) throws -> Run {
    try run(path, arguments, variables: variables, input: input, directory: directory)
  }

  /// Runs a shell command in which `juesuan` is the program.
  static func shell(
    _ command: String, variables: [String: String] = [:], directory: String
  ) throws -> Run {
    var variables = variables
    let programs = URL(fileURLWithPath: path).deletingLastPathComponent().path
    variables["PATH"] = "\(programs):/usr/bin:/bin"
    return try run(
      "/bin/sh", ["-c", command], variables: variables, input: [], directory: directory)
  }

  private static func run(
    _ executable: String, _ arguments: [String], variables: [String: String], input: [UInt8],
    directory: String
  ) throws -> Run {
    let streams = try TemporaryDirectory()
    try streams.write(input, to: "in")
    let child = try Child(
      executable, arguments, variables: variables, directory: directory, streams: streams,
      input: FileHandle(forReadingFrom: streams.url("in")))
    return try child.finished()
  }

  /// The variables of a child: where its libraries are, and what the test gives it.
  static func environment(_ variables: [String: String]) -> [String: String] {
    var environment = ["JUESUAN_ACTOR": "测试员", "LANG": "C.UTF-8"]
    environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    return environment.merging(variables) { $1 }
  }
}

/// A child process that runs while the test goes on.
struct Child {
  let process = Process()
  let streams: TemporaryDirectory

  /// Starts `executable`; its output and errors go to files, so that it never waits for the test,
  /// unless `output` is something else.
  init(
    _ executable: String, _ arguments: [String], variables: [String: String], directory: String,
    streams: TemporaryDirectory, input: Any, output: Any? = nil
  ) throws {
    self.streams = streams
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = Program.environment(variables)
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    try streams.write([], to: "out")
    try streams.write([], to: "err")
    process.standardInput = input
    process.standardOutput = try output ?? FileHandle(forWritingTo: streams.url("out"))
    process.standardError = try FileHandle(forWritingTo: streams.url("err"))
    try process.run()
  }

  /// Waits for the end of the process.
  func finished() throws -> Run {
    process.waitUntilExit()
    return Run(
      exitCode: process.terminationStatus, output: try streams.text("out"),
      errors: try streams.text("err"))
  }
}

/// A directory of its own for one test, removed with it.
final class TemporaryDirectory: Sendable {
  let path: String

  /// A new directory; one that a `static let` holds is removed when the test process ends.
  init(removedAtExit: Bool = false) throws {
    let parent = removedAtExit ? try Self.sharedParent.get() : NSTemporaryDirectory()
    path =
      URL(fileURLWithPath: parent)
      .appendingPathComponent("juesuan-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    // A directory that cannot be removed is no fault of the program under test.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Where directories live that outlast their tests.
  private static let sharedPath =
    NSTemporaryDirectory() + "/juesuan-test-\(ProcessInfo.processInfo.processIdentifier)"

  private static let sharedParent: Result<String, any Error> = Result {
    try FileManager.default.createDirectory(
      atPath: sharedPath, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: TemporaryDirectory.sharedPath) }
    return sharedPath
  }

  func url(_ name: String) -> URL { URL(fileURLWithPath: path).appendingPathComponent(name) }

  func path(_ name: String) -> String { url(name).path }

  func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: url(name)) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
  }

  func names(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }
}
