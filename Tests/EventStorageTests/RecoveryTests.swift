// The recovery table of Storage/README.md, one test for each row, numbered as there.

import EventStorage
import EventStorageTesting
import Testing

@testable import EventStorage

@Suite struct RecoveryTests {
  /// The lines of one more batch, as `append` would write them at the end of the log.
  private func lines(_ count: Int, at first: UInt64) throws -> [UInt8] {
    let bodies = (0..<count).map { body("torn \($0)") }
    let batch = try AppendBatch(
      bodies, at: first, recordedAtMicroseconds: noon, appliedTime: noon,
      layout: SegmentLayout(recordCount: 1_000), path: "")
    return batch.bytes(of: batch.parts[0])
  }

  /// Where each line of `bytes` ends, newline included.
  private func lineEnds(_ bytes: [UInt8]) -> [Int] {
    bytes.indices.filter { bytes[$0] == 0x0a }.map { $0 + 1 }
  }

  /// What opening says, if it refuses.
  private func refusal(_ ledger: TestLedger) -> StorageError? {
    do throws(StorageError) {
      _ = try ledger.open()
      return nil
    } catch {
      return error
    }
  }

  /// Readers ignore the tail and change nothing; a writer sets it aside and appends in its place.
  private func expectSetAside(
    _ ledger: TestLedger, _ reason: TailReport.Reason, _ kept: [String: [UInt8]], size: UInt64
  ) throws {
    let before = ledger.disk.filePaths.map { ledger.disk.contents($0) }
    let reader = try ledger.open()
    #expect(reader.size == size)
    #expect(reader.tail.reason == reason)
    #expect(
      reader.tail.parts.map(\.length)
        == kept.sorted { $0.key < $1.key }.map {
          UInt64($0.value.count)
        })
    #expect(try reader.verify().tail == reader.tail)
    #expect(ledger.disk.filePaths.map { ledger.disk.contents($0) } == before)

    let writer = try ledger.open()
    try writer.appendNumbered(3)
    #expect(writer.tail.isClean)
    #expect(writer.setAsideTails.map(\.fileName).sorted() == kept.keys.sorted())
    #expect(writer.setAsideTails.allSatisfy { $0.reason == reason })
    for (name, bytes) in kept { #expect(ledger.setAside(name) == bytes) }

    let survivor = TestLedger(on: ledger.disk.crash(.unsyncedLost, keepingEntries: false))
    for (name, bytes) in kept { #expect(survivor.setAside(name) == bytes) }
    let after = try survivor.open()
    #expect(try after.bodies() == (0..<(size + 3)).map { "\"text\":\"\($0)\"" })
    #expect(try after.verify().tail.isClean)
  }

  @Test func `1 a log that ends with a complete batch is taken as it is`() throws {
    let ledger = try TestLedger.holding([1, 2, 3])
    let store = try ledger.open()
    #expect(store.tail.isClean)
    #expect(store.size == 6)
    try store.appendNumbered(1)
    #expect(store.setAsideTails.isEmpty)
  }

  @Test func `2 a log without a segment is empty`() throws {
    let store = try TestLedger().open()
    #expect(store.size == 0)
    #expect(store.tail.isClean)
  }

  @Test func `3 an empty last segment is begun anew`() throws {
    let ledger = try TestLedger.holding([4])
    ledger.disk.put([], at: ledger.segment(1))
    let store = try ledger.open()
    #expect(store.tail.isClean)
    try store.appendNumbered(2)
    #expect(try ledger.open().size == 6)
    #expect(ledger.disk.calls.contains("fsync log"))
  }

  @Test func `4 a last line without a newline is set aside, wherever it stops`() throws {
    let torn = try lines(1, at: 2)
    for length in 1..<torn.count {
      let ledger = try TestLedger.holding([2])
      let part = Array(torn.prefix(length))
      ledger.disk.put(ledger.bytes(0) + part, at: ledger.segment(0))
      try expectSetAside(
        ledger, .unterminatedLine, ["00000000000000000002-1.jsonl": part], size: 2)
    }
  }

  @Test func `4 a first line without a newline is set aside, and its segment stays`() throws {
    let ledger = try TestLedger()
    let part = Array(try lines(1, at: 0).prefix(20))
    ledger.disk.put(part, at: ledger.segment(0))
    let store = try ledger.open()
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in }
    #expect(ledger.setAside("00000000000000000000-1.jsonl") == part)
    #expect(ledger.disk.contents(ledger.segment(0)) == [])
  }

  @Test func `5 an incomplete batch is set aside, whole lines and all`() throws {
    let torn = try lines(3, at: 1)
    let ends = lineEnds(torn)
    for length in [ends[0], ends[1], ends[1] + 7] {
      // One record before it, so that the batch fits the segment of four.
      let ledger = try TestLedger.holding([1])
      let part = Array(torn.prefix(length))
      ledger.disk.put(ledger.bytes(0) + part, at: ledger.segment(0))
      try expectSetAside(
        ledger, length == ends[1] + 7 ? .unterminatedLine : .incompleteBatch,
        ["00000000000000000001-1.jsonl": part], size: 1)
    }
  }

  @Test func `6 an incomplete batch over two segments is set aside in two parts`() throws {
    let torn = try lines(5, at: 3)
    let ends = lineEnds(torn)
    for length in [ends[1], ends[2], ends[2] + 9] {
      let ledger = try TestLedger.holding([3])
      let front = Array(torn[..<ends[0]])
      let back = Array(torn[ends[0]..<length])
      ledger.disk.put(ledger.bytes(0) + front, at: ledger.segment(0))
      ledger.disk.put(back, at: ledger.segment(1))
      try expectSetAside(
        ledger, length == ends[2] + 9 ? .unterminatedLine : .incompleteBatch,
        ["00000000000000000003-1.jsonl": front, "00000000000000000004-1.jsonl": back], size: 3)
    }
  }

  @Test(arguments: [false, true])
  func `6 an incomplete batch that fills its segment is set aside`(hasEmptyNext: Bool) throws {
    let torn = try lines(5, at: 3)
    let ledger = try TestLedger.holding([3])
    let front = Array(torn[..<lineEnds(torn)[0]])
    ledger.disk.put(ledger.bytes(0) + front, at: ledger.segment(0))
    if hasEmptyNext { ledger.disk.put([], at: ledger.segment(1)) }
    let writer = try ledger.open()
    #expect(writer.tail.reason == .incompleteBatch)
    try writer.appendNumbered(1)
    #expect(ledger.setAside("00000000000000000003-1.jsonl") == front)
    #expect(try ledger.open().size == 4)
    #expect(try ledger.open().tail.isClean)
  }

  @Test func `7 blocks of zeros after the last batch are set aside`() throws {
    let bodies = (0..<3).map { _ in [UInt8](repeating: UInt8(ascii: "z"), count: 900) }
    let batch = try AppendBatch(
      bodies, at: 1, recordedAtMicroseconds: noon, appliedTime: noon,
      layout: SegmentLayout(), path: "")
    let written = batch.bytes(of: batch.parts[0])
    let ledger = try TestLedger.holding([1])
    let start = ledger.bytes(0).count
    // Every choice of the sectors that were written before the power failed, but not all of them.
    let sectors = (start / 512)...((start + written.count - 1) / 512)
    for choice in 0..<((1 << sectors.count) - 1) {
      let part = written.indices.map { at -> UInt8 in
        choice >> ((start + at) / 512 - sectors.lowerBound) & 1 == 1 ? written[at] : 0
      }
      let copy = try TestLedger.holding([1])
      copy.disk.put(copy.bytes(0) + part, at: copy.segment(0))
      try expectSetAside(copy, .unwrittenBlocks, ["00000000000000000001-1.jsonl": part], size: 1)
    }
  }

  @Test func `8 a zero byte that no unwritten block explains is damage`() throws {
    let whole = try TestLedger.holding([2, 1])
    let bytes = whole.bytes(0)
    for place in lineEnds(bytes)[1]..<(bytes.count - 1) {
      let ledger = TestLedger(on: whole.disk.crash(.unsyncedKept, keepingEntries: true))
      var changed = bytes
      changed[place] = 0
      ledger.disk.put(changed, at: ledger.segment(0))
      let error = try #require(refusal(ledger))
      #expect(error.code == .damagedRecord(.zeroBytes))
      #expect(error.offset == UInt64(place))
      #expect(error.position == 2)
    }
  }

  @Test func `9 a complete last line that is wrong is damage, and stays where it is`() throws {
    let ledger = try TestLedger.holding([2])
    var bytes = ledger.bytes(0)
    let start = lineEnds(bytes)[0]
    bytes[start + 70] ^= 1
    ledger.disk.put(bytes, at: ledger.segment(0))
    let error = try #require(refusal(ledger))
    guard case .damagedRecord(.crcMismatch) = error.code else {
      Issue.record("\(error.code)")
      return
    }
    #expect(error.position == 1)
    #expect(error.offset == UInt64(start))
    #expect(error.path == ledger.segment(0))
    #expect(ledger.bytes(0) == bytes)
  }

  @Test(arguments: [0x0b, 0x08, 0x0e, 0x02, 0x1a, 0x2a, 0x4a, 0x8a])
  func `10 a lost last newline is damage`(byte: UInt8) throws {
    let ledger = try TestLedger.holding([1])
    ledger.disk.put(ledger.bytes(0).dropLast() + [byte], at: ledger.segment(0))
    let error = try #require(refusal(ledger))
    #expect(error.code == .damagedRecord(byte < 0x20 ? .controlByte : .newlineLost))
  }

  @Test func `11 lines out of order are damage, each named`() throws {
    let first = try lines(1, at: 0)
    func line(_ position: UInt64, _ index: UInt32, _ size: UInt32, _ time: Int64) -> [UInt8] {
      var writer = RecordFrameWriter(recordedAtMicroseconds: time, byteCount: 0)
      writer.append(body("x"), position: position, batchIndex: index, batchSize: size)
      return writer.bytes
    }
    let rows: [([UInt8], Damage)] = [
      (line(2, 1, 1, noon), .positionOutOfOrder(expected: 1, found: 2)),
      (line(0, 1, 1, noon), .positionOutOfOrder(expected: 1, found: 0)),
      (
        line(1, 2, 2, noon),
        .batchOutOfOrder(expectedIndex: 1, foundIndex: 2, foundSize: 2)
      ),
      (
        line(1, 1, 3, noon) + line(2, 1, 1, noon),
        .batchOutOfOrder(expectedIndex: 2, foundIndex: 1, foundSize: 1)
      ),
      (
        line(1, 1, 3, noon) + line(2, 2, 2, noon),
        .batchOutOfOrder(expectedIndex: 2, foundIndex: 2, foundSize: 2)
      ),
      (line(1, 1, 2, noon) + line(2, 2, 2, noon + 1), .batchTimesDiffer),
      (line(1, 1, 1, noon - 1), .timeWentBackwards(from: noon, to: noon - 1)),
      ([0x0a], .malformedFrame(.crc)),
      ([UInt8](repeating: 0x61, count: 65_535), .recordTooLong(limit: 65_535)),
      ([UInt8](repeating: 0x61, count: 65_535) + [0x0a], .recordTooLong(limit: 65_535)),
      (
        line(1, 1, 1, noon) + line(2, 1, 1, noon) + line(3, 1, 1, noon) + line(4, 1, 1, noon),
        .segmentOverfull
      ),
    ]
    for (bytes, damage) in rows {
      let ledger = try TestLedger()
      ledger.disk.put(first + bytes, at: ledger.segment(0))
      #expect(refusal(ledger)?.code == .damagedRecord(damage))
    }
  }

  @Test func `12 a short segment with a later one is refused`() throws {
    for cut in [1, 40] {
      let ledger = try TestLedger.holding([4, 1])
      let bytes = ledger.bytes(0)
      let ends = lineEnds(bytes)
      let shorter = cut == 1 ? Array(bytes.prefix(ends[2])) : Array(bytes.dropLast(cut))
      ledger.disk.put(shorter, at: ledger.segment(0))
      let error = try #require(refusal(ledger))
      #expect(error.code == .segmentTooShort(records: 3))
      #expect(error.path == ledger.segment(0))
    }
  }

  @Test func `12 zeros in a segment with a later one are damage, not a torn tail`() throws {
    for keepsNewline in [false, true] {
      let ledger = try TestLedger.holding([1, 3, 1])
      var bytes = ledger.bytes(0)
      let end = keepsNewline ? bytes.count - 1 : bytes.count
      for at in lineEnds(bytes)[0]..<end { bytes[at] = 0 }
      ledger.disk.put(bytes, at: ledger.segment(0))
      #expect(
        refusal(ledger)?.code
          == (keepsNewline
            ? .damagedRecord(.malformedFrame(.crc)) : .segmentTooShort(records: 1)))
    }
  }

  @Test(arguments: [0, 1])
  func `13 a missing segment is refused`(number: Int) throws {
    let ledger = try TestLedger.holding([4, 4, 1])
    ledger.disk.vanish(ledger.segment(number))
    let error = try #require(refusal(ledger))
    #expect(error.code == .segmentMissing)
    #expect(error.path == ledger.segment(number))
    #expect(error.position == UInt64(4 * number))
  }

  @Test func `14 a misnamed segment is refused, other files are left alone`() throws {
    let ledger = try TestLedger.holding([1])
    ledger.disk.put([1], at: "/books/log/.backup.jsonl")
    ledger.disk.put([1], at: "/books/log/notes.txt")
    #expect(refusal(ledger) == nil)
    for name in ["1.jsonl", "00000000000000000003.jsonl"] {
      let copy = try TestLedger.holding([1])
      copy.disk.put([], at: "/books/log/\(name)")
      #expect(refusal(copy)?.code == .misnamedSegment)
      #expect(refusal(copy)?.path == "/books/log/\(name)")
    }
  }

  @Test func `15 setting aside that was interrupted begins again under the next number`() throws {
    let ledger = try TestLedger.holding([1])
    let part = Array(try lines(1, at: 1).prefix(30))
    ledger.disk.put(ledger.bytes(0) + part, at: ledger.segment(0))
    try ledger.disk.makeDirectory("/books/set-aside")
    ledger.disk.put(Array(part.prefix(3)), at: "/books/set-aside/00000000000000000001-1.jsonl")
    let store = try ledger.open()
    try store.appendNumbered(1)
    #expect(store.setAsideTails.map(\.fileName) == ["00000000000000000001-2.jsonl"])
    #expect(ledger.setAside("00000000000000000001-1.jsonl") == Array(part.prefix(3)))
    #expect(ledger.setAside("00000000000000000001-2.jsonl") == part)
  }

  @Test func `16 a batch that a dead writer did not sync is synced before it is used`() throws {
    let ledger = try TestLedger.holding([2])
    // The last batch of the segment, whole but only in the page cache, as kill -9 leaves it.
    let file = try ledger.disk.open(ledger.segment(0), .writing)
    try ledger.disk.write(file, at: UInt64(ledger.bytes(0).count), try lines(2, at: 2))
    ledger.disk.close(file)
    let store = try ledger.open()
    try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      #expect(store.size == 4)
      let survivor = TestLedger(on: ledger.disk.crash(.unsyncedLost, keepingEntries: false))
      let sizeAfterPowerFailure = try survivor.open().size
      #expect(sizeAfterPowerFailure == 4)
    }
  }

  @Test func `8 zeros from the middle of a sector to the end of the file are damage`() throws {
    let ledger = try TestLedger.holding([2])
    let torn = Array(try lines(1, at: 2).prefix(30))
    let start = ledger.bytes(0).count + torn.count
    #expect(start % 512 != 0)
    ledger.disk.put(
      ledger.bytes(0) + torn + [UInt8](repeating: 0, count: 600), at: ledger.segment(0))
    let error = try #require(refusal(ledger))
    #expect(error.code == .damagedRecord(.zeroBytes))
    #expect(error.offset == UInt64(start))
  }

  @Test func `17 a log shorter than a published checkpoint is read, but not written to`() throws {
    let ledger = try TestLedger.holding([2, 1])
    let whole = ledger.bytes(0)
    try ledger.open().publishUnderLock()
    // Cut at a batch, at a line, and inside a line: as an old copy, or as a torn tail would look.
    for length in [lineEnds(whole)[1], lineEnds(whole)[0], whole.count - 3] {
      let cut = Array(whole.prefix(length))
      ledger.disk.put(cut, at: ledger.segment(0))
      let store = try ledger.open()
      for _ in 0..<2 {
        do throws(StorageError) {
          try store.appendNumbered(1)
          Issue.record("appended")
        } catch {
          #expect(error.code == .checkpointBeyondLog(checkpointSize: 3, logSize: store.size))
          #expect(error.position == store.size)
        }
      }
      #expect(ledger.bytes(0) == cut)
      #expect(store.setAsideTails.isEmpty)
      #expect(throws: StorageError.self) { try store.verify() }
    }
    ledger.disk.put(whole, at: ledger.segment(0))
    try ledger.open().appendNumbered(1)
  }

  @Test func `18 a checkpoint that the records contradict is refused by verification`() throws {
    let ledger = try TestLedger.holding([2, 1])
    try ledger.open().publishUnderLock()
    let other = try TestLedger()
    try other.open().appendUnderLock([body("0"), body("1")])
    try other.open().appendUnderLock([body("3")])
    ledger.disk.put(other.bytes(0), at: ledger.segment(0))
    do throws(StorageError) {
      _ = try ledger.open().verify()
      Issue.record("not noticed")
    } catch {
      guard case .checkpointContradicted(3, _, _) = error.code else {
        Issue.record("\(error.code)")
        return
      }
      #expect(error.position == 0)
    }
  }
}
