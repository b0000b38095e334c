// The system calls of the real program, in their order, as `strace` sees them.

import EventStorage
import Foundation
import Testing

/// `strace`, where the machine has it and lets it trace.
enum Strace {
  static let path = "/usr/bin/strace"

  static let works: Bool = {
    guard FileManager.default.isExecutableFile(atPath: path) else { return false }
    return (try? RealProgram.run(path, ["-f", "-e", "trace=none", "/bin/true"]))?.exitCode == 0
  }()

  private static let traced = [
    "flock", "pwrite64", "write", "fdatasync", "fsync", "rename", "renameat", "renameat2", "mkdir",
    "ftruncate", "unlink",
  ]

  /// Runs `juesuan` and lists its calls: the name, and the path below `books`, in which a digest is
  /// `DIGEST` and the number of the process is `PID`. Of writes to other places only standard
  /// output counts.
  static func calls(_ arguments: [String], books: String) throws -> [String] {
    let place = try Place()
    let trace = place.url.appendingPathComponent("trace")
    let ended = try RealProgram.run(
      path,
      ["-f", "-y", "-o", trace.path, "-e", "trace=\(traced.joined(separator: ","))"]
        + [RealProgram.path("juesuan")] + arguments)
    #expect(ended.exitCode == 0, "\(ended.errors)")
    let text = String(decoding: try place.bytes("trace"), as: UTF8.self)
    return text.split(separator: "\n").compactMap { call(in: String($0), books: books) }
  }

  private static func call(in line: String, books: String) -> String? {
    guard let match = line.wholeMatch(of: /\d+ +(\w+)\((.*)/) else { return nil }
    let (name, rest) = (String(match.1), String(match.2))
    if name == "write" { return rest.hasPrefix("1<") ? "write output" : nil }
    // The path of a descriptor stands in angle brackets, others in quotes; of a rename, the last.
    let paths = rest.matches(of: /[<"](\/[^>"]*)[>"]/).map { String($0.1) }
    guard let path = paths.last(where: { $0.hasPrefix(books) }) else { return nil }
    let place = path.dropFirst(books.count).replacing(/[0-9a-f]{64}/, with: "DIGEST")
      .replacing(/DIGEST\.\d+/, with: "DIGEST.PID").replacing(
        /documents\/[0-9a-f]{2}/, with: "documents/xx")
    let isUnlocking = name == "flock" && rest.contains("LOCK_UN")
    return "\(isUnlocking ? "unlock" : name) \(place.isEmpty ? "/" : place)"
  }
}

@Suite(
  .enabled(
    if: Strace.works,
    "strace is missing or may not trace: the order of system calls was NOT checked"))
struct SystemCallTests {
  private static let first = "/log/00000000000000000000.jsonl"

  /// What a process does that takes the lock of a log which others may have written.
  private static let locking = [
    "flock /ledger.json", "fdatasync \(first)", "fsync /log", "fsync /",
  ]

  private func newLedger(_ place: Place) throws -> String {
    let books = "\(place.path)/books"
    #expect(try RealProgram.juesuan(["init", books, "--unit", "试验单位"]).exitCode == 0)
    return books
  }

  @Test func `recording locks, writes once, syncs once, and only then answers`() throws {
    let place = try Place()
    let books = try newLedger(place)
    let calls = try Strace.calls(RealProgram.recording("D-1", in: books), books: books)
    #expect(
      calls == SystemCallTests.locking + [
        "pwrite64 \(SystemCallTests.first)", "fdatasync \(SystemCallTests.first)",
        "unlock /ledger.json", "write output",
      ])
  }

  @Test func `importing writes a batch at once`() throws {
    let place = try Place()
    let books = try newLedger(place)
    var rows = "date,kind,source,function,nature,amount,document\n"
    for row in 0..<40 {
      rows += "2026-01-05,appropriation,general-budget,2010301,basic,1.00,D-\(row)\n"
    }
    let file = place.url.appendingPathComponent("rows.csv")
    try Data(rows.utf8).write(to: file)
    let calls = try Strace.calls(["import", file.path, "--ledger", books], books: books)
    #expect(
      calls == SystemCallTests.locking + [
        "pwrite64 \(SystemCallTests.first)", "fdatasync \(SystemCallTests.first)",
        "unlock /ledger.json", "write output",
      ])
  }

  @Test func `a new segment is in its directory before a record is in it`() throws {
    let place = try Place()
    let books = try newLedger(place)
    _ = try RealProgram.juesuan(RealProgram.recording("D-1", in: books))
    let store = try FileEventStore(openingAt: books)
    let body = try store.record(at: store.size - 1).body
    let time = try store.record(at: store.size - 1).recordedAtMicroseconds
    let missing = 65_536 - Int(store.size)
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      try store.append(
        Array(repeating: body, count: missing), recordedAtMicroseconds: time)
    }
    let calls = try Strace.calls(RealProgram.recording("D-2", in: books), books: books)
    let second = "/log/00000000000000065536.jsonl"
    // A log this long gets an index, which is written without a sync and outside the lock.
    let lock = try #require(calls.firstIndex(of: "flock /ledger.json"))
    let unlock = try #require(calls.firstIndex(of: "unlock /ledger.json"))
    #expect(!calls[lock..<unlock].contains { $0.contains("/index") })
    #expect(!calls.contains { $0.contains("sync") && $0.contains("/index") })
    // What the index is made from is made durable first, and need not be again under the lock.
    #expect(
      calls.filter { !$0.contains("/index") } == [
        "fdatasync \(SystemCallTests.first)", "fsync /log", "fsync /", "flock /ledger.json",
        "fsync /log", "pwrite64 \(second)", "fdatasync \(second)", "unlock /ledger.json",
        "write output",
      ])
  }

  @Test func `a document is written, synced, renamed and its directory synced before its record`()
    throws
  {
    let place = try Place()
    let books = try newLedger(place)
    _ = try RealProgram.juesuan(RealProgram.recording("D-1", in: books))
    let file = place.url.appendingPathComponent("voucher.txt")
    try Data("凭证".utf8).write(to: file)
    let calls = try Strace.calls(["attach", "1", file.path, "--ledger", books], books: books)
    let unfinished = "/documents/xx/.DIGEST.PID"
    #expect(
      calls == [
        "mkdir /documents", "fsync /", "mkdir /documents/xx", "fsync /documents",
        "ftruncate \(unfinished)", "pwrite64 \(unfinished)", "fdatasync \(unfinished)",
        "rename /documents/xx/DIGEST", "fsync /documents/xx",
      ] + SystemCallTests.locking + [
        "pwrite64 \(SystemCallTests.first)", "fdatasync \(SystemCallTests.first)",
        "unlock /ledger.json", "write output",
      ])
  }

  @Test func `a new ledger is there entirely or not at all`() throws {
    let place = try Place()
    let books = "\(place.path)/books"
    let calls = try Strace.calls(["init", books, "--unit", "试验单位"], books: place.path)
    let description = calls.prefix { !$0.hasPrefix("flock") }
    #expect(
      Array(description) == [
        "mkdir /books", "mkdir /books/log", "ftruncate /books/.ledger.json.unfinished",
        "pwrite64 /books/.ledger.json.unfinished", "fdatasync /books/.ledger.json.unfinished",
        "fsync /", "rename /books/ledger.json", "fsync /books",
      ])
  }
}
