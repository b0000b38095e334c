// The store in files: creating, opening, several stores on one ledger, large batches.

import EventStorage
import EventStorageTesting
import Glibc
import Testing

@testable import EventStorage

@Suite struct FileEventStoreTests {
  private func code(_ body: () throws(StorageError) -> Void) -> StorageError.Code? {
    do throws(StorageError) {
      try body()
      return nil
    } catch {
      return error.code
    }
  }

  private func description() throws -> LedgerDescription {
    try LedgerDescription(origin: "test", unit: "单位")
  }

  @Test func `a new ledger survives a power failure at once`() throws {
    let ledger = try TestLedger()
    for outcome in CrashOutcome.ofAtomicDevice {
      let disk = ledger.disk.crash(outcome, keepingEntries: false)
      let store = try TestLedger(on: disk).open()
      #expect(store.description.unit == "单位")
      #expect(store.size == 0)
    }
    #expect(
      ledger.disk.contents("/books/ledger.json").map { String(decoding: $0, as: UTF8.self) }
        == "{\"format\":1,\"origin\":\"test\",\"unit\":\"单位\"}\n")
    #expect(ledger.disk.filePaths == ["/books/ledger.json"])
  }

  @Test func `a directory with content is not made a ledger`() throws {
    let ledger = try TestLedger.holding([1])
    let description = try description()
    for path in [TestLedger.path, "/books/log"] {
      #expect(
        code { () throws(StorageError) in
          try FileEventStore.create(at: path, description: description, fileSystem: ledger.disk)
        } == .directoryNotEmpty)
    }
    #expect(try ledger.open().size == 1)
  }

  @Test func `a creation interrupted at any call can be done again`() throws {
    let whole = FaultyFileSystem()
    try FileEventStore.create(at: "/books", description: description(), fileSystem: whole)
    for number in 1...whole.callCount {
      let disk = FaultyFileSystem()
      disk.faults = [
        Fault(callNumber: number, errno: EIO, writtenByteCount: 9, isLasting: true)
      ]
      let description = try description()
      let failed = code { () throws(StorageError) in
        try FileEventStore.create(at: "/books", description: description, fileSystem: disk)
      }
      #expect(failed == .systemCallFailed, "call \(number)")
      for outcome in CrashOutcome.ofAtomicDevice {
        for keepingEntries in [false, true] {
          let later = disk.crash(outcome, keepingEntries: keepingEntries)
          if later.contents("/books/ledger.json") == nil {
            try FileEventStore.create(at: "/books", description: description, fileSystem: later)
          }
          #expect(try TestLedger(on: later).open().description == description)
        }
      }
    }
  }

  @Test func `what is not a ledger is refused by name`() throws {
    let empty = FaultyFileSystem()
    #expect(
      code { () throws(StorageError) in
        _ = try FileEventStore(openingAt: "/nowhere", fileSystem: empty)
      } == .notALedger)
    let ledger = try TestLedger()
    ledger.disk.vanish("/books/log")
    #expect(code { () throws(StorageError) in _ = try ledger.open() } == .notALedger)
    let newer = try TestLedger()
    newer.disk.put(Array("{\"format\":3,\"era\":\"?\"}".utf8), at: "/books/ledger.json")
    #expect(
      code { () throws(StorageError) in _ = try newer.open() } == .unsupportedFormat(found: 3))
    newer.disk.put(Array("{}\n".utf8), at: "/books/ledger.json")
    #expect(
      code { () throws(StorageError) in _ = try newer.open() }
        == .malformedDescription(.notCanonical))
  }

  @Test func `a store sees what another appended, each record once`() throws {
    let ledger = try TestLedger()
    var seen: [UInt64] = []
    let reader = try ledger.open { seen.append($0.position) }
    let writer = try ledger.open()
    // Over two segment boundaries, in batches that end before, on and after them.
    for size in [1, 2, 1, 4, 3, 6] {
      try writer.appendNumbered(size)
      try reader.refresh { seen.append($0.position) }
      #expect(reader.size == writer.size)
      #expect(try reader.root(ofSize: reader.size) == writer.root(ofSize: writer.size))
    }
    #expect(seen == Array(0..<17))
    #expect(try reader.bodies() == writer.bodies())
    seen = []
    let late = try ledger.open { seen.append($0.position) }
    #expect(seen == Array(0..<17))
    #expect(late.size == 17)
    #expect(try late.verify().batchCount == 6)
    #expect(ledger.disk.openFileCount == 0)
  }

  @Test(arguments: 1...7)
  func `opening hands out every record once, wherever batches meet segments`(
    firstSize: Int
  ) throws {
    for secondSize in 1...7 {
      for thirdSize in 1...7 {
        let sizes = [firstSize, secondSize, thirdSize, 2]
        let ledger = try TestLedger.holding(sizes)
        var handedOut: [StoredRecord] = []
        let store = try ledger.open { handedOut.append(StoredRecord($0)) }
        var walked: [StoredRecord] = []
        try store.forEachRecord(in: 0..<store.size) { walked.append(StoredRecord($0)) }
        #expect(handedOut == walked, "\(sizes)")
        #expect(handedOut.map(\.position) == Array(0..<store.size), "\(sizes)")
      }
    }
  }

  @Test func `two stores append in turn without gaps`() throws {
    let ledger = try TestLedger()
    let stores = [try ledger.open(), try ledger.open()]
    for turn in 0..<10 {
      var caughtUp = 0
      try stores[turn % 2].exclusively(
        waitingAtMost: .zero, visiting: { _ in caughtUp += 1 }
      ) { () throws(StorageError) in
        let first = stores[turn % 2].size
        try stores[turn % 2].append(
          [body("\(first)"), body("\(first + 1)")], recordedAtMicroseconds: noon - Int64(turn))
      }
      #expect(caughtUp == (turn == 0 ? 0 : 2))
    }
    #expect(try ledger.open().bodies() == (0..<20).map { "\"text\":\"\($0)\"" })
  }

  @Test func `a ledger that is held is busy, and free again afterwards`() throws {
    let ledger = try TestLedger()
    let (holder, other) = (try ledger.open(), try ledger.open())
    try holder.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
      let atOnce = code { () throws(StorageError) in try other.appendNumbered(1) }
      #expect(atOnce == .busy(waited: .zero))
      let patient = code { () throws(StorageError) in
        try other.exclusively(waitingAtMost: .milliseconds(40)) { () throws(StorageError) in }
      }
      #expect(patient == .busy(waited: .milliseconds(47)))
      #expect(ledger.disk.pausedMilliseconds == 47)
    }
    try other.appendNumbered(1)
    #expect(ledger.disk.openFileCount == 0)
  }

  @Test func `a writer that waits gets its turn`() throws {
    let ledger = try TestLedger()
    let file = try ledger.disk.open("/books/ledger.json", .writing)
    #expect(try ledger.disk.tryLock(file))
    ledger.disk.whenPaused = { ledger.disk.close(file) }
    let store = try ledger.open()
    try store.exclusively(waitingAtMost: .seconds(1)) { () throws(StorageError) in
      try store.append([body("0")], recordedAtMicroseconds: noon)
    }
    #expect(ledger.disk.pausedMilliseconds == 1)
  }

  @Test func `a log that became shorter, or another ledger, is refused`() throws {
    let ledger = try TestLedger.holding([2])
    let store = try ledger.open()
    let bytes = ledger.bytes(0)
    ledger.disk.put(Array(bytes.dropLast(5)), at: ledger.segment(0))
    let known = UInt64(bytes.count)
    let shrank = StorageError.Code.logShrank(known: known, found: known - 5)
    #expect(code { () throws(StorageError) in try store.refresh() } == shrank)
    ledger.disk.vanish(ledger.segment(0))
    #expect(code { () throws(StorageError) in try store.refresh() } == .segmentMissing)
    ledger.disk.put(bytes, at: ledger.segment(0))
    try store.refresh()
    let other = try LedgerDescription(origin: "other", unit: "x")
    ledger.disk.put(other.encoded, at: "/books/ledger.json")
    #expect(code { () throws(StorageError) in try store.refresh() } == .descriptionChanged)
    #expect(code { () throws(StorageError) in _ = try store.verify() } == .descriptionChanged)
  }

  @Test func `a batch that was read and then replaced by another is noticed`() throws {
    let ledger = try TestLedger.holding([1])
    let before = ledger.bytes(0)
    let writer = try ledger.open()
    try writer.appendUnderLock([body("a"), body("b")])
    let reader = try ledger.open()
    // The writer's sync fails after the reader looked: taken back, and another batch written.
    ledger.disk.put(before, at: ledger.segment(0))
    try ledger.open().appendUnderLock([body("c"), body("d"), body("e")])
    #expect(code { () throws(StorageError) in try reader.refresh() } == .logRewritten)
    #expect(code { () throws(StorageError) in try reader.appendNumbered(1) } == .logRewritten)
    #expect(try ledger.open().size == 4)
    // The same length, and whole batches on both sides of it: only the bytes differ.
    let second = try ledger.open()
    ledger.disk.put(before, at: ledger.segment(0))
    try ledger.open().appendUnderLock([body("x"), body("y"), body("z")])
    #expect(code { () throws(StorageError) in try second.refresh() } == .logRewritten)
  }

  @Test func `verification reads the files, not what the store remembers`() throws {
    let ledger = try TestLedger.holding([1, 1, 1])
    let store = try ledger.open()
    _ = try store.root(ofSize: 3)
    var bytes = ledger.bytes(0)
    bytes[70] ^= 4
    ledger.disk.put(bytes, at: ledger.segment(0))
    try store.refresh()
    guard
      case .damagedRecord(.crcMismatch)? = code({ () throws(StorageError) in
        _ = try store.verify()
      })
    else {
      Issue.record("not found")
      return
    }
    guard
      case .damagedRecord(.crcMismatch)? = code({ () throws(StorageError) in
        _ = try store.record(at: 0)
      })
    else {
      Issue.record("not found")
      return
    }
    ledger.disk.put(Array(ledger.bytes(0).prefix(0)), at: ledger.segment(0))
    guard case .logShrank? = code({ () throws(StorageError) in _ = try store.verify() }) else {
      Issue.record("not found")
      return
    }
  }

  @Test func `a writer that ignores the lock is noticed, and its bytes are not touched`() throws {
    let ledger = try TestLedger.holding([1])
    let store = try ledger.open()
    let refused = code { () throws(StorageError) in
      try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        ledger.disk.put(ledger.bytes(0) + [0x7b], at: ledger.segment(0))
        try store.append([body("1")], recordedAtMicroseconds: noon)
      }
    }
    let length = UInt64(ledger.bytes(0).count)
    #expect(refused == .unlockedWriter(known: length - 1, found: length))
    #expect(ledger.bytes(0).last == 0x7b)
  }

  @Test func `a batch larger than a piece is handed out once it is whole`() throws {
    let disk = FaultyFileSystem()
    try FileEventStore.create(at: "/books", description: description(), fileSystem: disk)
    let directory = LedgerDirectory(
      fileSystem: disk, path: "/books", layout: SegmentLayout(recordCount: 50),
      pieceByteCount: 131_070)
    let store = try FileEventStore(directory, visiting: { _ in })
    let long = [UInt8](repeating: UInt8(ascii: "y"), count: 9_000)
    for size in [1, 70, 3, 6, 7, 8, 20, 1] {
      try store.appendUnderLock(Array(repeating: long, count: size))
    }
    var lines: [[UInt8]] = []
    let reader = try FileEventStore(directory) { record in
      #expect(record.position == UInt64(lines.count))
      #expect(record.body.count == 9_000)
      lines.append(Array(record.line))
    }
    #expect(lines.count == 116)
    #expect(try reader.root(ofSize: 116) == root(ofLines: lines))
    #expect(try reader.record(at: 99).line == lines[99])
    #expect(try reader.record(at: 99).fileName == "00000000000000000050.jsonl")
  }

  @Test func `a batch over a real segment boundary is one batch`() throws {
    let disk = FaultyFileSystem()
    let store = try FileEventStore.create(
      at: "/books", description: description(), fileSystem: disk)
    let bodies = Array(repeating: body("x"), count: 65_540)
    let before = disk.calls.count
    #expect(try store.appendUnderLock(bodies) == 0..<65_540)
    let calls = disk.calls[before...]
    #expect(calls.filter { $0.hasPrefix("pwrite") }.count == 2)
    #expect(calls.filter { $0.hasPrefix("fdatasync") }.count == 2)
    let reader = try FileEventStore(openingAt: "/books", fileSystem: disk)
    #expect(reader.size == 65_540)
    #expect(try reader.record(at: 65_536).fileName == "00000000000000065536.jsonl")
    #expect(try reader.record(at: 65_536).byteOffset == 0)
    let report = try reader.verify()
    #expect(report.batchCount == 1)
    #expect(report.segmentCount == 2)
    #expect(try reader.root(ofSize: 65_540) == report.root)
    #expect(try reader.root(ofSize: 65_537) == store.root(ofSize: 65_537))
  }
}

@Suite struct LedgerDescriptionTests {
  @Test(arguments: ["plain", "决算 ✓", "a \"quoted\" back\\slash", "e\u{301} 😀"])
  func `a description survives`(text: String) throws {
    let description = try LedgerDescription(origin: text, unit: text)
    #expect(try LedgerDescription(parsing: description.encoded) == description)
  }

  @Test func `escapes are read`() throws {
    let text = #"{"format":1,"origin":"\u51b3\u7b97 \"\\","unit":"\ud83d\ude00"}"# + "\n"
    let description = try LedgerDescription(parsing: Array(text.utf8))
    #expect(description.origin == "决算 \"\\")
    #expect(description.unit == "😀")
  }

  private static let malformed: [(String, LedgerDescription.Fault)] = [
    (#"{"format":1,"origin":"a","unit":"b"}"#, .notCanonical),
    (#"{"format":1,"origin":"a","unit":"b"} "# + "\n", .notCanonical),
    (#"{"format":1,"origin":"a","unit":"b"}"# + "\n\n", .notCanonical),
    (#"{"format": 1,"origin":"a","unit":"b"}"# + "\n", .notCanonical),
    (#"{"format":01,"origin":"a","unit":"b"}"# + "\n", .notCanonical),
    (#"{"format":1,"unit":"b","origin":"a"}"# + "\n", .notCanonical),
    (#"{"format":1,"origin":"a","unit":"b","x":1}"# + "\n", .notCanonical),
    (#"{"format":1,"origin":"","unit":"b"}"# + "\n", .emptyOrigin),
    (#"{"format":1,"origin":"a","unit":""}"# + "\n", .emptyUnit),
    (#"{"format":1,"origin":"a\u000a","unit":"b"}"# + "\n", .controlCharacter),
    (#"{"format":1,"origin":"\n","unit":"b"}"# + "\n", .malformedString),
    (#"{"format":1,"origin":"\ud800","unit":"b"}"# + "\n", .malformedString),
    (#"{"format":1,"origin":"\udc00","unit":"b"}"# + "\n", .malformedString),
    (#"{"format":1,"origin":"\u12g4","unit":"b"}"# + "\n", .malformedString),
    ("{\"format\":1,\"origin\":\"a\tb\",\"unit\":\"b\"}\n", .malformedString),
    (#"{"format":1,"origin":"a"#, .malformedString), ("", .notCanonical),
  ]

  @Test(arguments: malformed)
  func `anything else is refused`(text: String, fault: LedgerDescription.Fault) {
    do throws(DescriptionError) {
      _ = try LedgerDescription(parsing: Array(text.utf8))
      Issue.record("accepted")
    } catch {
      guard case .malformed(let found) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(found == fault)
    }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    let bytes = Array(#"{"format":1,"origin":""#.utf8) + [0xff] + Array("\",\"unit\":\"b\"}\n".utf8)
    #expect(throws: DescriptionError.self) { try LedgerDescription(parsing: bytes) }
  }
}
