// A session of fifty commands, and a power failure before every system call that it makes.

import EventStorage
import EventStorageTesting
import Merkle
import Testing

@testable import EventStorage

/// Fifty commands, and what whoever sent them has been told.
private final class Session {
  let ledger: TestLedger
  private(set) var acknowledged: [[UInt8]] = []
  private(set) var pending: [[UInt8]] = []
  private(set) var documents: [String: [UInt8]] = [:]
  private(set) var publishedSizes: [UInt64] = []

  init(sectorByteCount: Int?) throws {
    ledger = try TestLedger(sectorByteCount: sectorByteCount)
  }

  /// Batches of one to six records, a document every seventh command, a checkpoint every tenth, a
  /// new process every eighth.
  func run() throws {
    var store = try ledger.open()
    for number in 0..<50 {
      if number % 8 == 7 { store = try ledger.open() }
      if number % 10 == 9 {
        let checkpoint = try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
          try store.publishCheckpoint()
        }
        publishedSizes.append(checkpoint.size)
      } else if number % 7 == 6 {
        let bytes = Array("document \(number)".utf8)
        documents[try store.keep(document: bytes).hex] = bytes
      } else {
        let filling = String(repeating: "w", count: number % 6 == 5 ? 400 : 0)
        pending = (0...(number % 6)).map { body("\(number).\($0)\(filling)") }
        try store.appendUnderLock(pending, at: noon + Int64(number))
        acknowledged += pending
        pending = []
      }
    }
  }

  /// What is wrong with a disk that this session's power failure has left.
  func complaint(about disk: FaultyFileSystem) -> String? {
    do {
      let survivor = TestLedger(on: disk)
      let reader = try survivor.open()
      let sent = acknowledged + pending
      guard Int(reader.size) == acknowledged.count || Int(reader.size) == sent.count else {
        return "\(reader.size) records; \(acknowledged.count) acknowledged, \(sent.count) sent"
      }
      var found: [[UInt8]] = []
      try reader.forEachRecord(in: 0..<reader.size) { found.append(Array($0.body)) }
      guard found == Array(sent.prefix(found.count)) else { return "other records than were sent" }
      for (name, bytes) in documents where try reader.document(withDigest: name) != bytes {
        return "the document \(name) is gone"
      }
      guard Set(publishedSizes).isSubset(of: try reader.checkpoints().map(\.checkpoint.size)) else {
        return "a published checkpoint is gone"
      }
      let writer = try survivor.open()
      try writer.appendUnderLock([body("after")], at: noon + 1_000)
      let report = try survivor.open().verify()
      guard Int(report.recordCount) == found.count + 1, report.tail.isClean else {
        return "\(report.recordCount) records after one more"
      }
      return nil
    } catch {
      return "\(error)"
    }
  }
}

@Suite struct CrashSessionTests {
  /// What may have become of the disk at this moment, on a device that writes sectors wholly.
  private func survivors(
    of disk: FaultyFileSystem, _ chance: inout SeededChance
  ) -> [FaultyFileSystem] {
    var outcomes = CrashOutcome.ofAtomicDevice
    let unsynced = disk.unsyncedByteCountMax
    if unsynced > 1 {
      let cuts = [1, unsynced / 4, unsynced / 3, unsynced * 3 / 4, unsynced - 2, unsynced - 1]
      outcomes += Set(cuts).sorted().map { .unsyncedPrefix(byteCount: $0) }
    }
    var found = outcomes.flatMap { outcome in
      [false, true].map { disk.crash(outcome, keepingEntries: $0) }
    }
    for _ in 0..<4 {
      var fate = chance
      found.append(
        disk.crash { _ in
          (outcomes[fate.below(outcomes.count)], fate.happens(onceIn: 2))
        })
      chance = fate
    }
    return found
  }

  @Test(arguments: [nil, 512])
  func `a power failure before any call of fifty commands loses nothing acknowledged`(
    sectorByteCount: Int?
  ) throws {
    let session = try Session(sectorByteCount: sectorByteCount)
    let disk = session.ledger.disk
    var chance = SeededChance(seed: 50)
    var known: Set<Int> = []
    var (crashCount, distinctCount) = (0, 0)
    disk.beforeCall = {
      for survivor in survivors(of: disk, &chance) {
        crashCount += 1
        var hasher = Hasher()
        hasher.combine(session.acknowledged.count)
        hasher.combine(session.documents.count)
        hasher.combine(session.publishedSizes.count)
        for path in survivor.filePaths {
          hasher.combine(path)
          hasher.combine(survivor.contents(path))
        }
        // The same disk and the same promises: looked at already.
        guard known.insert(hasher.finalize()).inserted else { continue }
        distinctCount += 1
        if let complaint = session.complaint(about: survivor) {
          Issue.record("before call \(disk.callCount + 1): \(complaint)")
        }
      }
    }
    try session.run()
    disk.beforeCall = {}
    #expect(session.complaint(about: disk.crash(.unsyncedLost, keepingEntries: false)) == nil)
    #expect(disk.callCount > 500)
    #expect(crashCount > 14 * disk.callCount - 1_000)
    #expect(distinctCount > 500)
  }

  @Test func `a session on a disk that only pretends to synchronize loses something`() throws {
    let session = try Session(sectorByteCount: nil)
    session.ledger.disk.forgetsToSynchronize = true
    try session.run()
    let survivor = session.ledger.disk.crash(.unsyncedLost, keepingEntries: true)
    #expect(session.complaint(about: survivor) != nil)
  }
}

@Suite struct ImitatedFullDiskTests {
  /// Three records over two segments, large enough for several sectors.
  // Every byte takes seconds in an optimised build, and a minute in one for debugging.
  #if DEBUG
    private static let step = 17
  #else
    private static let step = 1
  #endif

  private let bodies = (0..<3).map { body("\($0 + 2)" + String(repeating: "w", count: 300)) }

  @Test(arguments: [nil, 512])
  func `a disk that is full after any byte of a batch keeps what was there, and goes on later`(
    sectorByteCount: Int?
  ) throws {
    let whole = try TestLedger.holding([3], sectorByteCount: sectorByteCount)
    let before = whole.bytes(0)
    try whole.open().appendUnderLock(bodies)
    let needed = whole.bytes(0).count - before.count + whole.bytes(1).count
    #expect(needed > 900)
    for free in stride(from: 0, to: needed, by: ImitatedFullDiskTests.step) {
      let ledger = try TestLedger.holding([3], sectorByteCount: sectorByteCount)
      let store = try ledger.open()
      ledger.disk.freeByteCount = free
      do throws(StorageError) {
        try store.appendUnderLock(bodies)
        Issue.record("appended with \(free) of \(needed) bytes")
      } catch {
        #expect(error.code == .diskFull)
        #expect(error.systemCall == "pwrite")
      }
      #expect(ledger.bytes(0) == before)
      #expect(ledger.disk.contents(ledger.segment(1)) == nil)
      ledger.disk.freeByteCount = nil
      do throws(StorageError) {
        try store.appendUnderLock(bodies)
        Issue.record("not poisoned")
      } catch {
        #expect(error.code == .poisoned)
      }
      let again = try ledger.open()
      #expect(again.tail.isClean)
      try again.appendUnderLock(bodies)
      #expect(ledger.bytes(0) == whole.bytes(0))
      #expect(ledger.bytes(1) == whole.bytes(1))
    }
  }
}
