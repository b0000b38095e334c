// A real disk that is full: a small one in memory, where the machine lets us mount it.

import EventStorage
import Foundation
import Testing

/// A disk of 64 KiB, gone with its user.
final class SmallDisk {
  let path: String

  init?() {
    let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("juesuan-disk-\(UUID().uuidString)")
    path = url.path
    guard
      (try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true))
        != nil
    else { return nil }
    let mounted = try? RealProgram.run(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path])
    guard mounted?.exitCode == 0 else {
      try? FileManager.default.removeItem(atPath: path)
      return nil
    }
  }

  deinit {
    _ = try? RealProgram.run("/bin/umount", [path])
    try? FileManager.default.removeItem(atPath: path)
  }

  static let canBeMounted = SmallDisk() != nil
}

@Suite(
  .enabled(
    if: SmallDisk.canBeMounted,
    "no right to mount a small disk: a real full disk was NOT tried, only an imitated one"))
struct FullDiskTests {
  @Test func `a full disk is an error of its own, loses nothing, and is over when there is room`()
    throws
  {
    let disk = try #require(SmallDisk())
    let books = "\(disk.path)/books"
    let ballast = URL(fileURLWithPath: "\(disk.path)/ballast")
    #expect(try RealProgram.juesuan(["init", books, "--unit", "试验单位"]).exitCode == 0)
    for number in 0..<3 {
      let ended = try RealProgram.juesuan(RealProgram.recording("D-\(number)", in: books))
      #expect(ended.exitCode == 0)
    }
    let log = URL(fileURLWithPath: "\(books)/log/00000000000000000000.jsonl")
    let before = try Data(contentsOf: log)
    // What is left is filled up, but for the rest of the log's last page.
    try? Data(repeating: 0x2e, count: 60_000).write(to: ballast)
    let handle = try FileHandle(forWritingTo: ballast)
    try handle.seekToEnd()
    while (try? handle.write(contentsOf: Data(repeating: 0x2e, count: 512))) != nil {}
    try handle.close()

    var rows = "date,kind,source,function,nature,amount,document\n"
    for row in 0..<60 {
      rows += "2026-01-05,appropriation,general-budget,2010301,basic,1.00,R-\(row)\n"
    }
    let place = try Place()
    let file = place.url.appendingPathComponent("rows.csv")
    try Data(rows.utf8).write(to: file)
    let importing = ["import", file.path, "--ledger", books]
    for language in ["zh", "en"] {
      let ended = try RealProgram.juesuan(importing + ["--lang", language])
      #expect(ended.exitCode == 74)
      #expect(ended.output.isEmpty)
      #expect(
        ended.errors.contains("errno 28") || ended.errors.contains("diskFull"), "\(ended.errors)")
    }
    #expect(try Data(contentsOf: log) == before)
    #expect(try RealProgram.juesuan(["verify", "--ledger", books]).exitCode == 0)

    try FileManager.default.removeItem(at: ballast)
    #expect(try RealProgram.juesuan(importing).exitCode == 0)
    let store = try FileEventStore(openingAt: books)
    #expect(store.size == 64)
    #expect(try store.verify().tail.isClean)
    #expect(try Data(contentsOf: log).starts(with: before))
  }
}
