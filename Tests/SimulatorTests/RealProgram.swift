// The programs as they are built, run as children on the real disk.

import Foundation
import Testing

/// What a child came to.
struct Ended {
  let exitCode: Int32
  let output: String
  let errors: String
}

/// A directory that is removed with all its contents when it is no longer used.
final class Place {
  let url: URL
  var path: String { url.path }

  init() throws {
    url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("juesuan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The bytes of a file below this directory.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appendingPathComponent(name)))
  }
}

enum RealProgram {
  /// An executable of this package, found beside the test bundle or above it.
  static func path(_ name: String) throws -> String {
    var directory = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    while directory.path != "/" {
      directory.deleteLastPathComponent()
      let candidate = directory.appendingPathComponent(name).path
      var isDirectory: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isDirectory),
        !isDirectory.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
      {
        return candidate
      }
    }
    // A test run keeps the program of the whole package one level further up.
    let bundle = try #require(Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") })
    return bundle.bundleURL.deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// Runs a program with nothing of the machine's environment but where its libraries are.
  static func run(
    _ executable: String, _ arguments: [String], directory: URL? = nil
  ) throws -> Ended {
    let place = try Place()
    let streams = ["out", "err"].map { place.url.appendingPathComponent($0) }
    for stream in streams { try Data().write(to: stream) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    process.environment = ["JUESUAN_ACTOR": "试验", "LANG": "C.UTF-8"]
      .merging(libraries.map { ["LD_LIBRARY_PATH": $0] } ?? [:]) { $1 }
    process.currentDirectoryURL = directory ?? place.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: streams[0])
    process.standardError = try FileHandle(forWritingTo: streams[1])
    try process.run()
    process.waitUntilExit()
    return Ended(
      exitCode: process.terminationStatus,
      output: String(decoding: try place.bytes("out"), as: UTF8.self),
      errors: String(decoding: try place.bytes("err"), as: UTF8.self))
  }

  static func juesuan(_ arguments: [String]) throws -> Ended {
    try run(path("juesuan"), arguments)
  }

  /// The arguments that record one appropriation, which no other record has to permit.
  static func recording(_ document: String, in books: String) -> [String] {
    [
      "record", "appropriation", "--date", "2026-01-05", "--amount", "1.00", "--source",
      "general-budget", "--function", "2010301", "--nature", "basic", "--document", document,
      "--ledger", books,
    ]
  }
}
