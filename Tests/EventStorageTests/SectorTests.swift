// Commits that begin on sectors of their own: the layout, rows 19 and 20, devices that tear sectors.

import EventStorage
import EventStorageTesting
import Glibc
import Merkle
import Testing

@testable import EventStorage

@Suite struct SectorTests {
  private static let batchSizes = [1, 2, 3, 2, 5, 1]

  @Test(arguments: [512, 1_024, 4_096, 65_536])
  func `a description with a sector survives, and is format 2`(byteCount: Int) throws {
    let description = try LedgerDescription(origin: "o", unit: "u", sectorByteCount: byteCount)
    let text = "{\"format\":2,\"origin\":\"o\",\"unit\":\"u\",\"sector\":\(byteCount)}\n"
    #expect(description.encoded == Array(text.utf8))
    #expect(try LedgerDescription(parsing: description.encoded) == description)
  }

  @Test(arguments: [-512, 0, 1, 511, 513, 1_000, 131_072])
  func `a sector that no device has is refused`(byteCount: Int) {
    #expect(!LedgerDescription.isSectorByteCount(byteCount))
    #expect(throws: LedgerDescription.Fault.sectorSize) {
      try LedgerDescription(origin: "o", unit: "u", sectorByteCount: byteCount)
    }
  }

  @Test(arguments: [
    (#"{"format":2,"origin":"a","unit":"b"}"#, LedgerDescription.Fault.notCanonical),
    (#"{"format":1,"origin":"a","unit":"b","sector":512}"#, .notCanonical),
    (#"{"format":2,"origin":"a","unit":"b","sector":"512"}"#, .notCanonical),
    (#"{"format":2,"origin":"a","unit":"b","sector":0512}"#, .notCanonical),
    (#"{"format":2,"origin":"a","unit":"b","sector":512,"x":1}"#, .notCanonical),
    (#"{"format":2,"origin":"a","unit":"b","sector":100}"#, .sectorSize),
    (#"{"format":2,"origin":"a","unit":"b","sector":18446744073709551615}"#, .sectorSize),
  ])
  func `any other description of a sector is refused`(
    text: String, fault: LedgerDescription.Fault
  ) {
    do throws(DescriptionError) {
      _ = try LedgerDescription(parsing: Array("\(text)\n".utf8))
      Issue.record("accepted")
    } catch {
      guard case .malformed(let found) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(found == fault)
    }
  }

  @Test(arguments: [512, 4_096])
  func `every commit begins on a sector, in one write and one sync, with the same tree`(
    byteCount: Int
  ) throws {
    let plain = try TestLedger.holding(SectorTests.batchSizes)
    let ledger = try TestLedger(sectorByteCount: byteCount)
    let store = try ledger.open()
    for size in SectorTests.batchSizes {
      let start = ledger.disk.calls.count
      let first = store.size
      try store.appendNumbered(size)
      let segmentCount = (store.size - 1) / 4 - first / 4 + 1
      let calls = ledger.disk.calls[start...]
      #expect(calls.filter { $0.hasPrefix("pwrite") }.count == segmentCount)
    }
    let reader = try ledger.open()
    #expect(try reader.bodies() == plain.open().bodies())
    #expect(try reader.root(ofSize: 14) == plain.open().root(ofSize: 14))
    try reader.forEachRecord(in: 0..<14) { record in
      if record.batchIndex == 1 || record.position == record.segmentStart {
        #expect(record.byteOffset % UInt64(byteCount) == 0, "record \(record.position)")
      }
    }
    for number in 0...3 {
      #expect(ledger.bytes(number).count % byteCount == 0)
      let lines = ledger.bytes(number).split(separator: 0x0a)
      #expect(lines == plain.bytes(number).split(separator: 0x0a))
    }
    for position in 0..<UInt64(14) {
      #expect(try reader.record(at: position).line == plain.open().record(at: position).line)
    }
  }

  @Test func `a batch that fills a sector to the byte has no padding`() throws {
    let ledger = try TestLedger(sectorByteCount: 512)
    let store = try ledger.open()
    let frame = RecordFrameWriter.lineByteCount(
      position: 0, batchIndex: 1, batchSize: 1, bodyByteCount: 0)
    let long = String(repeating: "w", count: 512 - frame - body("").count)
    try store.appendUnderLock([body(long)])
    #expect(ledger.bytes(0).count == 512)
    #expect(ledger.bytes(0).suffix(2) == [UInt8(ascii: "}"), 0x0a])
    try store.appendUnderLock([body("next")])
    #expect(try ledger.open().record(at: 1).byteOffset == 512)
    #expect(try ledger.open().verify().recordCount == 2)
  }

  @Test func `a batch larger than a piece is handed out once its padding is there`() throws {
    let ledger = try TestLedger(sectorByteCount: 4_096)
    var directory = ledger.directory
    directory.layout = SegmentLayout(recordCount: 1_000)
    directory.pieceByteCount = 2 * LedgerLayout.lineByteCountMax
    let store = try FileEventStore(directory) { _ in }
    let large = (0..<40).map { body("\($0)" + String(repeating: "w", count: 9_000)) }
    try store.appendUnderLock(large)
    try store.appendUnderLock([body("after")])
    var count = 0
    let reader = try FileEventStore(directory) { _ in count += 1 }
    #expect(count == 41)
    #expect(reader.size == 41)
    #expect(try reader.verify().recordCount == 41)
  }

  @Test func `19 padding that is not all there shows a commit that was never acknowledged`() throws
  {
    let whole = try TestLedger.holding([1, 2], sectorByteCount: 512).bytes(0)
    let lineEnd = try #require(whole.lastIndex { $0 != 0x0a }) + 2
    for length in lineEnd..<whole.count {
      let ledger = try TestLedger.holding([1, 2], sectorByteCount: 512)
      ledger.disk.put(Array(whole.prefix(length)), at: ledger.segment(0))
      let reader = try ledger.open()
      #expect(reader.size == 1)
      #expect(reader.tail.reason == .incompleteBatch)
      #expect(reader.tail.parts.map(\.offset) == [512])
      let writer = try ledger.open()
      try writer.appendNumbered(2)
      #expect(writer.setAsideTails.map(\.part) == reader.tail.parts)
      #expect(
        ledger.setAside("00000000000000000001-1.jsonl") == Array(whole[512..<length]))
      #expect(ledger.bytes(0) == whole)
    }
  }

  @Test func `20 padding with another byte, or too long, or missing before a record is damage`()
    throws
  {
    let whole = try TestLedger.holding([1, 2], sectorByteCount: 512).bytes(0)
    let padding = whole.indices.filter { at in
      whole[at] == 0x0a && (at + 1 == whole.count || whole[at + 1] == 0x0a) && whole[at - 1] == 0x0a
    }
    #expect(padding.count > 100)
    for at in padding {
      for byte in [0x21, 0x20, 0x01] as [UInt8] {
        let ledger = try TestLedger.holding([1, 2], sectorByteCount: 512)
        var changed = whole
        changed[at] = byte
        ledger.disk.put(changed, at: ledger.segment(0))
        let error = refusal(ledger)
        #expect(error?.code == .damagedRecord(.paddingBroken))
        #expect(error?.offset == UInt64(at))
      }
    }
    for at in 0...whole.count {
      let ledger = try TestLedger.holding([1, 2], sectorByteCount: 512)
      ledger.disk.put(Array(whole[..<at] + [0x0a] + whole[at...]), at: ledger.segment(0))
      #expect(refusal(ledger) != nil, "a newline more at \(at)")
    }
    let removed = try TestLedger.holding([1, 2], sectorByteCount: 512)
    removed.disk.put(
      Array(whole.split(separator: 0x0a).joined(separator: [0x0a]) + [0x0a]),
      at: removed.segment(0))
    #expect(refusal(removed)?.code == .damagedRecord(.paddingBroken))
  }

  @Test func `20 padding cut off in front of a later segment is damage`() throws {
    let ledger = try TestLedger.holding([1, 3, 1], sectorByteCount: 512)
    ledger.disk.put(ledger.bytes(0).dropLast(3), at: ledger.segment(0))
    #expect(refusal(ledger)?.code == .damagedRecord(.paddingBroken))
  }

  @Test func `a blank line in a ledger without sectors is damage`() throws {
    let whole = try TestLedger.holding([1, 2]).bytes(0)
    for at in [0, whole.count] {
      let ledger = try TestLedger.holding([1, 2])
      ledger.disk.put(Array(whole[..<at] + [0x0a] + whole[at...]), at: ledger.segment(0))
      guard case .damagedRecord = refusal(ledger)?.code else {
        Issue.record("a newline more at \(at) was accepted")
        continue
      }
    }
  }

  @Test func `8 zeros in front of a record that was committed later are damage`() throws {
    for sectorByteCount in [nil, 512] {
      let ledger = try TestLedger(sectorByteCount: sectorByteCount)
      let store = try ledger.open()
      let long = String(repeating: "w", count: 1_500)
      for _ in 0..<3 { try store.appendUnderLock([body(long)]) }
      var bytes = ledger.bytes(0)
      for at in 512..<1_024 { bytes[at] = 0 }
      ledger.disk.put(bytes, at: ledger.segment(0))
      let error = refusal(ledger)
      #expect(error?.code == .damagedRecord(.zeroBytes))
      #expect(error?.position == 0)
    }
  }

  private func refusal(_ ledger: TestLedger) -> StorageError? {
    do throws(StorageError) {
      _ = try ledger.open()
      return nil
    } catch {
      return error
    }
  }
}

/// A device that loses the sector it is writing, with and without commits on sectors of their own.
@Suite struct TearingDeviceTests {
  /// Appends until a call fails; then the power goes, and the device tears.
  private func life(
    sectorByteCount: Int?, failingAt call: Int, _ outcome: CrashOutcome
  ) throws -> (ledger: TestLedger, acknowledged: [[UInt8]], wasComplete: Bool) {
    let ledger = try TestLedger(sectorByteCount: sectorByteCount)
    ledger.disk.faults = [
      Fault(callNumber: call, errno: EIO, writtenByteCount: .max, isLasting: true)
    ]
    var acknowledged: [[UInt8]] = []
    var wasComplete = true
    do throws(StorageError) {
      let store = try ledger.open()
      for size in [1, 2, 3, 2, 5, 1] {
        let bodies = (0..<size).map { body("\(acknowledged.count + $0)") }
        try store.appendUnderLock(bodies)
        acknowledged += bodies
      }
    } catch {
      wasComplete = false
    }
    let disk = ledger.disk.crash(outcome, keepingEntries: true)
    return (TestLedger(on: disk), acknowledged, wasComplete)
  }

  /// The bytes of the log, line for line, as far as lines can be told.
  private func lines(_ ledger: TestLedger) -> [ArraySlice<UInt8>] {
    (0..<4).flatMap { ledger.bytes($0).split(separator: 0x0a) }
  }

  /// Every crash of the script: how often the device tore, and how often a record was lost.
  private func losses(sectorByteCount: Int?) throws -> (torn: Int, lost: Int) {
    var (torn, lost) = (0, 0)
    for outcome in [CrashOutcome.sectorTornToZeros, .sectorTornToGarbage] {
      var call = 0
      while true {
        call += 1
        let kept = try life(
          sectorByteCount: sectorByteCount, failingAt: call + 20, .unsyncedKept)
        if kept.wasComplete { break }
        let after = try life(sectorByteCount: sectorByteCount, failingAt: call + 20, outcome)
        let (before, found) = (lines(kept.ledger), lines(after.ledger))
        if before != found { torn += 1 }
        // The lines that were acknowledged are there, byte for byte and in their order.
        let promised = before.prefix(kept.acknowledged.count)
        if !found.starts(with: promised) { lost += 1 }
        do throws(StorageError) {
          if try after.ledger.open().size < UInt64(kept.acknowledged.count) { lost += 1 }
        } catch {
          // Refused, because what is torn may be rot; but never at an acknowledged record.
          if error.position ?? 0 < UInt64(kept.acknowledged.count) { lost += 1 }
        }
      }
    }
    return (torn, lost)
  }

  @Test(arguments: [512, 4_096])
  func `with commits on sectors of their own nothing acknowledged is lost`(byteCount: Int) throws {
    let (torn, lost) = try losses(sectorByteCount: byteCount)
    #expect(torn > 5)
    #expect(lost == 0)
  }

  @Test func `without them acknowledged records are lost, which is the assumption`() throws {
    let (torn, lost) = try losses(sectorByteCount: nil)
    #expect(torn > 5)
    #expect(lost > 5)
  }
}
