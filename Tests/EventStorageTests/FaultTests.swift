// Every system call failing, every crash, every flipped byte: what was acknowledged is there.

import EventStorage
import EventStorageTesting
import Glibc
import Testing

@testable import EventStorage

@Suite struct FaultTests {
  /// Batches over three segments of four records, some ending on a boundary; one is large.
  private let batchSizes = [1, 2, 3, 2, 5]

  /// Appends batch after batch until one fails; returns how many records were acknowledged.
  private func runScript(_ ledger: TestLedger) throws -> (
    acknowledged: UInt64, error: StorageError?
  ) {
    var acknowledged: UInt64 = 0
    do throws(StorageError) {
      let store = try ledger.open()
      for size in batchSizes {
        let first = store.size
        let large = String(repeating: "w", count: size == 5 ? 700 : 0)
        try store.appendUnderLock((0..<size).map { body("\(first + UInt64($0))\(large)") })
        acknowledged = store.size
      }
    } catch {
      return (acknowledged, error)
    }
    return (acknowledged, nil)
  }

  /// What is on the disk is the acknowledged records, and possibly one whole batch more.
  private func expectSound(
    _ disk: FaultyFileSystem, acknowledged: UInt64, _ place: Comment
  ) throws {
    let ledger = TestLedger(on: disk)
    let boundaries = batchSizes.reduce(into: [UInt64(0)]) { $0.append(($0.last ?? 0) + UInt64($1)) }
    let reader = try ledger.open()
    #expect(reader.size >= acknowledged, place)
    #expect(boundaries.contains(reader.size), place)
    let next = boundaries.first { $0 > acknowledged } ?? acknowledged
    #expect(reader.size <= next, place)
    let writer = try ledger.open()
    try writer.appendUnderLock([body("after")])
    #expect(writer.size == reader.size + 1, place)
    let report = try ledger.open().verify()
    #expect(report.recordCount == writer.size && report.tail.isClean, place)
    let bodies = try writer.bodies()
    for position in 0..<Int(reader.size) {
      #expect(bodies[position].hasPrefix("\"text\":\"\(position)"), place)
    }
  }

  @Test(arguments: [EIO, ENOSPC])
  func `one failing call anywhere loses nothing acknowledged`(number: Int32) throws {
    let whole = try TestLedger()
    let start = whole.disk.callCount
    #expect(try runScript(whole).acknowledged == 13)
    for call in (start + 1)...whole.disk.callCount {
      for torn in [0, 150, 100_000] {
        let ledger = try TestLedger()
        ledger.disk.faults = [Fault(callNumber: call, errno: number, writtenByteCount: torn)]
        let result = try runScript(ledger)
        let expected: StorageError.Code = number == ENOSPC ? .diskFull : .systemCallFailed
        // A call made only to tidy up may fail without failing the append.
        if let error = result.error { #expect(error.code == expected) }
        #expect(ledger.disk.openFileCount == 0)
        try expectSound(
          ledger.disk.crash(.unsyncedKept, keepingEntries: true),
          acknowledged: result.acknowledged, "call \(call), \(torn) bytes written")
      }
    }
  }

  @Test func `a crash at any call leaves a sound ledger, whatever reached the disk`() throws {
    let whole = try TestLedger()
    let start = whole.disk.callCount
    _ = try runScript(whole)
    for call in (start + 1)...whole.disk.callCount {
      for torn in [0, 150, 1_500, 100_000] {
        let ledger = try TestLedger()
        ledger.disk.faults = [
          Fault(callNumber: call, errno: EIO, writtenByteCount: torn, isLasting: true)
        ]
        let result = try runScript(ledger)
        for outcome in CrashOutcome.ofAtomicDevice {
          for keepingEntries in [false, true] {
            try expectSound(
              ledger.disk.crash(outcome, keepingEntries: keepingEntries),
              acknowledged: result.acknowledged,
              "call \(call), \(torn) bytes written, \(outcome), \(keepingEntries)")
          }
        }
      }
    }
  }

  @Test func `a crash while a failed append is taken back leaves a sound ledger`() throws {
    /// Two records, then a batch over three segments whose last sync fails.
    func failing(_ faults: [Fault]) throws -> TestLedger {
      let ledger = try TestLedger.holding([2])
      let store = try ledger.open()
      let start = ledger.disk.callCount
      ledger.disk.faults = faults.map { fault in
        var moved = fault
        moved.callNumber += start
        return moved
      }
      #expect(throws: StorageError.self) {
        try store.appendUnderLock((0..<8).map { body("lost \($0)") })
      }
      return ledger
    }
    let whole = try TestLedger.holding([2])
    let start = whole.disk.callCount
    try whole.open().appendUnderLock((0..<8).map { body("\($0)") })
    let syncs = whole.disk.calls.enumerated().filter {
      $0.offset >= start && $0.element == "fdatasync 00000000000000000008.jsonl"
    }
    let opening = try TestLedger.holding([2])
    let before = opening.disk.callCount
    _ = try opening.open()
    let sync = try #require(syncs.last).offset + 1 - start - (opening.disk.callCount - before)
    let takenBack = try failing([Fault(callNumber: sync, errno: EIO)])
    #expect(takenBack.disk.filePaths.count == 2)
    #expect(try takenBack.open().size == 2)
    // Thirteen calls take three segments back: open, cut and sync each, remove two with a sync.
    for later in 1...13 {
      let ledger = try failing([
        Fault(callNumber: sync, errno: EIO),
        Fault(callNumber: sync + later, errno: EIO, isLasting: true),
      ])
      for outcome in CrashOutcome.ofAtomicDevice {
        for keepingEntries in [false, true] {
          let disk = ledger.disk.crash(outcome, keepingEntries: keepingEntries)
          let writer = try TestLedger(on: disk).open()
          #expect(writer.size == 2 || writer.size == 10, "\(later), \(outcome)")
          try writer.appendUnderLock([body("after")])
          #expect(try TestLedger(on: disk).open().verify().tail.isClean)
        }
      }
    }
  }

  @Test func `a crash while a torn tail is set aside loses neither the log nor the tail`() throws {
    /// Three records, a torn batch over two segments.
    func tornLedger() throws -> TestLedger {
      let ledger = try TestLedger.holding([1, 2])
      let batch = try AppendBatch(
        (0..<4).map { body("torn \($0)") }, at: 3, recordedAtMicroseconds: noon,
        appliedTime: noon, layout: SegmentLayout(recordCount: 4), path: "")
      ledger.disk.put(ledger.bytes(0) + batch.bytes(of: batch.parts[0]), at: ledger.segment(0))
      ledger.disk.put(batch.bytes(of: batch.parts[1]).dropLast(4), at: ledger.segment(1))
      return ledger
    }
    let whole = try tornLedger()
    let parts = [
      Array(whole.bytes(0).dropFirst(try TestLedger.holding([1, 2]).bytes(0).count)),
      whole.bytes(1),
    ]
    let start = whole.disk.callCount
    let store = try whole.open()
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in }
    #expect(store.setAsideTails.count == 2)
    for call in (start + 1)...whole.disk.callCount {
      let ledger = try tornLedger()
      ledger.disk.faults = [Fault(callNumber: call, errno: EIO, isLasting: true)]
      #expect(throws: StorageError.self) {
        try ledger.open().exclusively(waitingAtMost: .zero) { () throws(StorageError) in }
      }
      for outcome in CrashOutcome.ofAtomicDevice {
        for keepingEntries in [false, true] {
          let disk = ledger.disk.crash(outcome, keepingEntries: keepingEntries)
          let later = TestLedger(on: disk)
          let writer = try later.open()
          #expect(writer.size == 3)
          try writer.appendNumbered(1)
          #expect(try later.open().verify().recordCount == 4)
          let kept = disk.filePaths.filter { $0.contains("set-aside") }.map { disk.contents($0) }
          for part in parts {
            #expect(kept.contains(part), "call \(call), \(outcome), \(keepingEntries)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    (EIO, StorageError.Code.systemCallFailed), (ENOSPC, .diskFull), (EDQUOT, .diskFull),
  ])
  func `after a failed append the store appends no more, and leaves no trace`(
    number: Int32, code: StorageError.Code
  ) throws {
    for call in ["pwrite", "fdatasync"] {
      let ledger = try TestLedger.holding([2])
      let before = ledger.bytes(0)
      let store = try ledger.open()
      try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        let start = ledger.disk.callCount
        // open, fstat, pwrite, fdatasync
        let place = call == "pwrite" ? 3 : 4
        ledger.disk.faults = [Fault(callNumber: start + place, errno: number, writtenByteCount: 33)]
        do throws(StorageError) {
          try store.append([body("2")], recordedAtMicroseconds: noon)
          Issue.record("not failed")
        } catch {
          #expect(error.code == code)
          #expect(error.systemCall == call)
          #expect(error.errno == number)
          #expect(error.path == ledger.segment(0))
        }
        do throws(StorageError) {
          try store.append([body("2")], recordedAtMicroseconds: noon)
          Issue.record("not poisoned")
        } catch {
          #expect(error.code == .poisoned)
        }
      }
      #expect(ledger.bytes(0) == before)
      #expect(throws: StorageError.self) {
        try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in }
      }
      #expect(try store.bodies().count == 2)
      let other = try ledger.open()
      try other.appendNumbered(1)
      #expect(other.setAsideTails.isEmpty)
    }
  }

  @Test func `every byte of a small ledger, changed, is noticed or was not part of the log`() throws
  {
    let ledger = try TestLedger.holding([1, 2, 3])
    let rootBefore = try ledger.open().root(ofSize: 6)
    for path in ledger.disk.filePaths where path.contains("/log/") {
      let bytes = try #require(ledger.disk.contents(path))
      for index in bytes.indices {
        for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] as [UInt8] {
          var changed = bytes
          changed[index] ^= mask
          ledger.disk.put(changed, at: path)
          #expect(throws: StorageError.self, "\(path), byte \(index), mask \(mask)") {
            try ledger.open()
          }
        }
      }
      ledger.disk.put(bytes, at: path)
    }
    #expect(try ledger.open().root(ofSize: 6) == rootBefore)
  }

  @Test func `every error says where and why in a sentence`() {
    let error = StorageError(
      .damagedRecord(.crcMismatch(stored: 1, computed: 0xab)), path: "books/log/x", position: 7,
      offset: 99)
    #expect(
      error.reason == "books/log/x, position 7, byte 99: damaged record: "
        + "checksum 000000ab instead of the stored 00000001.")
    let call = StorageError(
      .systemCallFailed, path: "p", systemCall: "fdatasync", errno: EIO)
    #expect(call.reason == "p: the system call failed (fdatasync, errno 5).")
  }
}
