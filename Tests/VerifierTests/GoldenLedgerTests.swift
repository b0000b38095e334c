// Committed ledgers, whole and altered, get the same verdict from both programs.

import EventStorage
import EventStorageTesting
import Foundation
import Merkle
import Testing

@testable import juesuan_verify

@Suite("A ledger of the golden units") struct GoldenLedgerTests {
  private static let names = ["yongzhou-2018", "huaihua-2024", "junshan-2016", "jianghua-2023"]

  /// A copy of a committed ledger on a disk in memory.
  private func disk(_ name: String) throws -> FaultyFileSystem {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Storage/Golden/\(name)/ledger").path
    let disk = FaultyFileSystem()
    try disk.makeDirectory("/books")
    let files = try #require(FileManager.default.enumerator(atPath: folder))
    for case let file as String in files {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(file)", isDirectory: &isFolder)
      if isFolder.boolValue {
        try disk.makeDirectory("/books/\(file)")
      } else {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
        disk.put(Array(bytes), at: "/books/\(file)")
      }
    }
    return disk
  }

  private func firstVerdict(_ disk: FaultyFileSystem) -> Verdict {
    do throws(StorageError) {
      let report = try FileEventStore(openingAt: "/books", fileSystem: disk).verify()
      return .sound(
        size: report.recordCount, root: report.root,
        tailByteCount: report.tail.parts.reduce(0) { $0 + $1.length })
    } catch {
      return .refused(position: error.position)
    }
  }

  private func secondVerdict(_ disk: FaultyFileSystem) -> Verdict {
    let source = LedgerSource(
      names: { (folder) throws(Unreadable) in try? disk.list("/books/\(folder)") },
      bytes: { (name) throws(Unreadable) in disk.contents("/books/\(name)") })
    let audit = LedgerAudit(source, given: [])
    if let finding = audit.findings.first { return .refused(position: finding.position) }
    return .sound(
      size: audit.log.size, root: audit.log.tree.root,
      tailByteCount: UInt64(audit.log.tail?.byteCount ?? 0))
  }

  @Test(arguments: names)
  func `is sound to both programs, with the same root`(_ name: String) throws {
    let disk = try disk(name)
    let verdict = firstVerdict(disk)
    guard case .sound(let size, _, 0) = verdict else {
      Issue.record("\(name): \(verdict)")
      return
    }
    #expect(size >= 98)
    #expect(secondVerdict(disk) == verdict)
  }

  @Test(arguments: names)
  func `is refused by both at the same position when a byte changed`(_ name: String) throws {
    let disk = try disk(name)
    let path = "/books/log/00000000000000000000.jsonl"
    let whole = try #require(disk.contents(path))
    // One byte in every third line, at a place that moves on from line to line.
    var start = 0
    for (number, line) in whole.split(separator: UInt8(ascii: "\n")).enumerated() {
      if number % 3 == 0 {
        var altered = whole
        altered[start + number * 7 % line.count] ^= 0x04
        disk.put(altered, at: path)
        let verdict = firstVerdict(disk)
        #expect(verdict == .refused(position: UInt64(number)))
        #expect(secondVerdict(disk) == verdict)
      }
      start += line.count + 1
    }
  }

  @Test(arguments: names)
  func `is refused by both when its last records are gone`(_ name: String) throws {
    let disk = try disk(name)
    let path = "/books/log/00000000000000000000.jsonl"
    let lines = try #require(disk.contents(path)).split(separator: UInt8(ascii: "\n"))
    // The published checkpoint covers the import, which is one batch.
    disk.put(Array(lines[..<2].joined(separator: [UInt8(ascii: "\n")])) + [0x0a], at: path)
    let verdict = firstVerdict(disk)
    guard case .refused = verdict else {
      Issue.record("\(name): \(verdict)")
      return
    }
    #expect(secondVerdict(disk) == verdict)
  }
}
