// What every event store promises, run against the store in files and the store in memory.

import EventStorage
import EventStorageTesting
import Merkle
import Testing

/// The stores under contract.
enum StoreKind: CaseIterable {
  case file
  case memory

  func make() throws -> any EventStore {
    let description = try LedgerDescription(origin: "contract", unit: "unit")
    switch self {
    case .memory: return InMemoryEventStore(description: description)
    case .file:
      return try FileEventStore.create(
        at: "/books", description: description, fileSystem: FaultyFileSystem())
    }
  }
}

@Suite struct EventStoreContractTests {
  private enum CallerError: StorageErrorCarrying, Equatable {
    case stopped
    case storage(StorageError)
    init(storage: StorageError) { self = .storage(storage) }
  }

  @Test(arguments: StoreKind.allCases)
  func `a new log is empty`(kind: StoreKind) throws {
    let store = try kind.make()
    #expect(store.size == 0)
    #expect(store.description.origin == "contract")
    #expect(store.lastRecordedAtMicroseconds == nil)
    #expect(store.tail.isClean)
    #expect(try store.root(ofSize: 0) == SHA256.hash([]))
    let report = try store.verify()
    #expect(report.recordCount == 0)
    #expect(report.segmentCount == 0)
    #expect(report.firstRecordedAtMicroseconds == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func `appended records come back in order with their envelope`(kind: StoreKind) throws {
    let store = try kind.make()
    #expect(try store.appendUnderLock([body("a")], at: noon) == 0..<1)
    #expect(try store.appendUnderLock([body("b"), body("c")], at: noon + 1) == 1..<3)
    #expect(store.size == 3)
    #expect(store.lastRecordedAtMicroseconds == noon + 1)
    var records: [StoredRecord] = []
    try store.forEachRecord(in: 0..<3) { records.append(StoredRecord($0)) }
    #expect(records.map(\.position) == [0, 1, 2])
    #expect(records.map(\.body) == [body("a"), body("b"), body("c")])
    #expect(records.map(\.recordedAtMicroseconds) == [noon, noon + 1, noon + 1])
    #expect(records.map(\.batchIndex) == [1, 1, 2])
    #expect(records.map(\.batchSize) == [1, 2, 2])
    #expect(records.map(\.fileName) == Array(repeating: "00000000000000000000.jsonl", count: 3))
    #expect(records[1].byteOffset == UInt64(records[0].line.count + 1))
    for record in records {
      #expect(try store.record(at: record.position) == record)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `both stores write the line of the format document`(kind: StoreKind) throws {
    let store = try kind.make()
    try store.appendUnderLock([Array(#""memo":"铅笔""#.utf8)], at: noon)
    let line = String(decoding: try store.record(at: 0).line, as: UTF8.self)
    #expect(line == FormatDocument.workedRecord)
    #expect(try store.root(ofSize: 1).hex == FormatDocument.workedLeafHash)
  }

  @Test(arguments: StoreKind.allCases)
  func `a part of the log can be walked, and walking stops when the body throws`(
    kind: StoreKind
  ) throws {
    let store = try kind.make()
    try store.appendNumbered(5)
    var seen: [UInt64] = []
    try store.forEachRecord(in: 2..<4) { seen.append($0.position) }
    #expect(seen == [2, 3])
    try store.forEachRecord(in: 3..<3) { seen.append($0.position) }
    #expect(seen == [2, 3])
    #expect(throws: CallerError.stopped) {
      try store.forEachRecord(in: 0..<5) { (record) throws(CallerError) in
        seen.append(record.position)
        if record.position == 1 { throw .stopped }
      }
    }
    #expect(seen == [2, 3, 0, 1])
  }

  @Test(arguments: StoreKind.allCases)
  func `a position beyond the end is refused by name`(kind: StoreKind) throws {
    let store = try kind.make()
    try store.appendNumbered(2)
    let code = StorageError.Code.noSuchPosition(requested: 2, size: 2)
    #expect(throws: StorageError.self) { try store.record(at: 2) }
    do throws(StorageError) {
      _ = try store.record(at: 2)
    } catch {
      #expect(error.code == code)
    }
    #expect(throws: StorageError.self) { try store.root(ofSize: 3) }
    #expect(throws: StorageError.self) { try store.forEachRecord(in: 1..<3) { _ in } }
    #expect(throws: CallerError.self) {
      try store.forEachRecord(in: 0..<9) { (_) throws(CallerError) in throw .stopped }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a clock behind the last record does not take the log back`(kind: StoreKind) throws {
    let store = try kind.make()
    try store.appendUnderLock([body("a")], at: noon)
    try store.appendUnderLock([body("b")], at: noon - 1_000_000)
    #expect(try store.record(at: 1).recordedAtMicroseconds == noon)
    #expect(store.lastRecordedAtMicroseconds == noon)
  }

  @Test(arguments: StoreKind.allCases)
  func `a batch of nothing appends nothing`(kind: StoreKind) throws {
    let store = try kind.make()
    #expect(try store.appendUnderLock([]) == 0..<0)
    #expect(try store.verify().batchCount == 0)
  }

  @Test(arguments: StoreKind.allCases)
  func `a record that cannot be stored is refused with its place, and nothing is stored`(
    kind: StoreKind
  ) throws {
    let store = try kind.make()
    let frame = FormatDocument.workedRecord.utf8.count - #""memo":"铅笔""#.utf8.count
    let fits = [UInt8](repeating: UInt8(ascii: "x"), count: 65_534 - frame)
    try store.appendUnderLock([fits])
    #expect(try store.record(at: 0).line.count == 65_534)
    let refusals: [([[UInt8]], Int64, StorageError.Code)] = [
      ([body("a"), []], noon, .recordEmpty(index: 1)),
      ([fits + [0x78]], noon, .recordTooLong(index: 0, length: 65_536, limit: 65_535)),
      ([body("a"), [0x61, 0x0a]], noon, .recordHasControlByte(index: 1, at: 1)),
      ([[0x00]], noon, .recordHasControlByte(index: 0, at: 0)),
      ([[0x1f]], noon, .recordHasControlByte(index: 0, at: 0)),
      ([body("a")], -1, .timeOutOfRange(microseconds: -1)),
      (
        [body("a")], 253_402_300_800_000_000,
        .timeOutOfRange(microseconds: 253_402_300_800_000_000)
      ),
    ]
    for (bodies, time, code) in refusals {
      do throws(StorageError) {
        try store.appendUnderLock(bodies, at: time)
        Issue.record("\(code) was not refused")
      } catch {
        #expect(error.code == code)
      }
    }
    #expect(store.size == 1)
    try store.appendUnderLock([body("fine"), [0x20, 0x7f, 0xff]])
    #expect(try store.verify().recordCount == 3)
  }

  @Test(arguments: StoreKind.allCases)
  func `the root of every size is the root over the lines`(kind: StoreKind) throws {
    let store = try kind.make()
    var lines: [[UInt8]] = []
    var roots: [Digest] = [SHA256.hash([])]
    for size in 1...20 {
      try store.appendNumbered(1)
      lines.append(try store.record(at: UInt64(size - 1)).line)
      roots.append(root(ofLines: lines))
      #expect(try store.root(ofSize: UInt64(size)) == roots[size])
    }
    // Backwards as well: an earlier root after a later one.
    for size in (0...20).reversed() {
      #expect(try store.root(ofSize: UInt64(size)) == roots[size])
    }
    #expect(try store.verify().root == roots[20])
  }

  @Test(arguments: StoreKind.allCases)
  func `verification counts what it read`(kind: StoreKind) throws {
    let store = try kind.make()
    try store.appendUnderLock([body("a"), body("b")], at: noon)
    try store.appendUnderLock([body("c")], at: noon + 5)
    var bytes: UInt64 = 0
    try store.forEachRecord(in: 0..<3) { bytes += UInt64($0.line.count) + 1 }
    var told: [UInt64] = []
    let report = try store.verify { told.append($0) }
    #expect(report.recordCount == 3)
    #expect(report.batchCount == 2)
    #expect(report.byteCount == bytes)
    #expect(report.segmentCount == 1)
    #expect(report.firstRecordedAtMicroseconds == noon)
    #expect(report.lastRecordedAtMicroseconds == noon + 5)
    #expect(report.tail.isClean)
    #expect(told.last == 3)
  }

  @Test(arguments: StoreKind.allCases)
  func `an error of the body passes through the lock, which is given back`(
    kind: StoreKind
  ) throws {
    let store = try kind.make()
    #expect(throws: CallerError.stopped) {
      try store.exclusively(waitingAtMost: .zero) { () throws(CallerError) in
        throw CallerError.stopped
      }
    }
    try store.appendNumbered(1)
    #expect(store.size == 1)
  }

  @Test func `appending without the lock is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      let store = try StoreKind.memory.make()
      try store.append([body("a")], recordedAtMicroseconds: noon)
    }
    await #expect(processExitsWith: .failure) {
      let store = try StoreKind.file.make()
      try store.append([body("a")], recordedAtMicroseconds: noon)
    }
  }
}
