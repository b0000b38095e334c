// A log read in pieces by several threads is the log read line by line, whole or damaged.

import EventStorageTesting
import Glibc
import Merkle
import Testing

@testable import EventStorage

/// A fold that keeps every line it takes, so that two readings can be compared.
private struct LineFold: LogFold {
  final class LineReader: PieceReader {
    func read(_ records: PieceRecords) -> [String] {
      (0..<records.count).map { LineFold.text(records[$0]) }
    }
  }

  private(set) var lines: [String] = []
  private var marked: Int?
  private(set) var returnCount = 0

  static func text(_ record: RecordView) -> String {
    "\(record.fileName) \(record.byteOffset) \(record.position) "
      + "\(record.batchIndex)/\(record.batchSize) \(record.recordedAtMicroseconds) "
      + String(decoding: record.body, as: UTF8.self)
  }

  func makeReader(number: Int) -> LineReader { LineReader() }
  mutating func take(_ record: RecordView) { lines.append(Self.text(record)) }
  mutating func take(_ reading: [String], records: Range<Int>) { lines += reading[records] }
  mutating func mark() { marked = lines.count }
  mutating func forgetMark() { marked = nil }

  mutating func returnToMark() {
    guard let marked else { preconditionFailure("there is a mark to return to") }
    lines.removeSubrange(marked...)
    self.marked = nil
    returnCount += 1
  }
}

/// Everything that a reading says of a log.
private struct Account: Equatable {
  var lines: [String] = []
  var size: UInt64 = 0
  var batchCount: UInt64 = 0
  var times: [Int64?] = []
  var tail = TailReport.clean
  var offsets: [[UInt32]] = []
  var byteCounts: [UInt64] = []
  var root: Digest?
  var lastLine: [UInt8]?
  var error: StorageError?

  init(_ error: StorageError) { self.error = error }

  init(_ store: FileEventStore, _ lines: [String]) throws(StorageError) {
    self.lines = lines
    size = store.size
    batchCount = store.state.batchCount
    times = [store.state.firstRecordedAtMicroseconds, store.lastRecordedAtMicroseconds]
    tail = store.tail
    offsets = store.state.segments.map(\.lineOffsets)
    byteCounts = store.state.segments.flatMap { [$0.completeByteCount, $0.scannedByteCount] }
    #expect(store.tree.size == store.size, "what was read was hashed")
    root = try store.root(ofSize: store.size)
    lastLine = store.lastLineRead
  }
}

@Suite struct `A log in pieces` {
  /// Threads and bytes of a piece; lines have about a hundred and fifty bytes, segments four lines.
  private static let plans = [(1, 40), (3, 64), (2, 333), (2, 100_000)].map {
    ReadingPlan(threadCount: $0.0, pieceByteCount: $0.1, leastByteCount: 0)
  }

  private func directory(_ ledger: TestLedger, _ plan: ReadingPlan) -> LedgerDirectory {
    LedgerDirectory(
      fileSystem: SharedFileSystem(ledger.disk), path: TestLedger.path,
      layout: SegmentLayout(recordCount: 4), reading: plan)
  }

  private func byLines(_ ledger: TestLedger) -> Account {
    do throws(StorageError) {
      var lines: [String] = []
      let store = try ledger.open { lines.append(LineFold.text($0)) }
      return try Account(store, lines)
    } catch {
      return Account(error)
    }
  }

  private func inPieces(_ ledger: TestLedger, _ plan: ReadingPlan) -> Account {
    do throws(StorageError) {
      var fold = LineFold()
      let store = try FileEventStore(directory(ledger, plan), into: &fold)
      return try Account(store, fold.lines)
    } catch {
      return Account(error)
    }
  }

  /// What a verification says, by lines or by a plan.
  private func verification(_ ledger: TestLedger, _ plan: ReadingPlan?) -> String {
    do throws(StorageError) {
      let store = try FileEventStore(ledger.directory, visiting: { _ in })
      var lines: [String] = []
      guard let plan else {
        let report = try store.verify(
          against: [], visiting: { lines.append(LineFold.text($0)) }, { _ in })
        return "\(report) \(lines)"
      }
      let other = try FileEventStore(directory(ledger, plan), visiting: { _ in })
      var fold = LineFold()
      let report = try other.verify(against: [], into: &fold, { _ in })
      return "\(report) \(fold.lines)"
    } catch {
      return "\(error)"
    }
  }

  private func expectSame(_ ledger: TestLedger, _ what: String) {
    let expected = byLines(ledger)
    for plan in Self.plans {
      #expect(inPieces(ledger, plan) == expected, "\(what), \(plan)")
    }
    #expect(ledger.disk.openFileCount == 0)
  }

  /// A ledger of random batches.
  private func ledger(_ seed: UInt64) throws -> TestLedger {
    var chance = SeededChance(seed: seed)
    let ledger = try TestLedger(sectorByteCount: [nil, nil, 512][chance.below(3)])
    let store = try ledger.open()
    for number in 0..<(1 + chance.below(9)) {
      let bodies = (0..<(1 + chance.below([1, 3, 9][chance.below(3)]))).map { _ in
        body(String(repeating: "文", count: chance.below(60)))
      }
      try store.appendUnderLock(bodies, at: noon + Int64(number / 2))
    }
    return ledger
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `is what it is line by line, whoever reads it`(seed: UInt64) throws {
    let ledger = try ledger(seed)
    expectSame(ledger, "seed \(seed)")
    let expected = verification(ledger, nil)
    for plan in Self.plans { #expect(verification(ledger, plan) == expected, "\(plan)") }
  }

  @Test func `may have pieces of a byte`() throws {
    let ledger = try ledger(7)
    let plan = ReadingPlan(threadCount: 3, pieceByteCount: 1, leastByteCount: 0)
    #expect(inPieces(ledger, plan) == byLines(ledger))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `is refused for the same fault at the same place`(seed: UInt64) throws {
    var chance = SeededChance(seed: ~seed)
    for _ in 0..<3 {
      let ledger = try ledger(seed)
      let what = try damage(ledger, &chance)
      expectSame(ledger, "seed \(seed), \(what)")
    }
  }

  @Test func `loses no byte to a reader that does not look at it`() throws {
    let ledger = try TestLedger.holding([1, 2, 5, 1])
    for number in 0..<3 {
      let whole = ledger.bytes(number)
      for place in whole.indices {
        var changed = whole
        changed[place] ^= 1 << UInt8(place % 8)
        ledger.disk.put(changed, at: ledger.segment(number))
        let expected = byLines(ledger)
        #expect(expected.error != nil || !expected.tail.isClean)
        for plan in [Self.plans[0], Self.plans[2]] {
          #expect(inPieces(ledger, plan) == expected, "byte \(place) of \(number), \(plan)")
        }
      }
      ledger.disk.put(whole, at: ledger.segment(number))
    }
  }

  /// Damages the log in one of many ways, and says how.
  private func damage(_ ledger: TestLedger, _ chance: inout SeededChance) throws -> String {
    let paths = ledger.disk.filePaths.filter { $0.contains("/log/") }
    let path = paths[chance.below(paths.count)]
    var bytes = try #require(ledger.disk.contents(path))
    let place = chance.below(bytes.count)
    let count = min(bytes.count - place, 1 + chance.below(300))
    let way = chance.below(9)
    switch way {
    case 0: bytes[place] ^= 1 << UInt8(chance.below(8))
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.removeSubrange(place..<(place + count))
    case 3: bytes.insert(0x0a, at: place)
    case 4: bytes += Array(repeating: 0x0a, count: count)
    case 5: bytes.replaceSubrange(place..., with: Array(repeating: 0, count: bytes.count - place))
    case 6: bytes += bytes.prefix(place)
    case 7:
      var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
      lines.swapAt(chance.below(lines.count), chance.below(lines.count))
      bytes = Array(lines.joined(separator: [0x0a]))
    default:
      ledger.disk.vanish(path)
      return "without \(path)"
    }
    ledger.disk.put(bytes, at: path)
    return "way \(way) at \(place) of \(path)"
  }

  @Test func `is caught up with by pieces, batch by batch`() throws {
    for plan in Self.plans {
      let ledger = try TestLedger()
      let writer = try ledger.open()
      var fold = LineFold()
      let reader = try FileEventStore(directory(ledger, plan), into: &fold)
      for count in [1, 1, 7, 2, 13, 1] {
        try writer.appendNumbered(count)
        try reader.refresh(into: &fold)
        #expect(try Account(reader, fold.lines) == byLines(ledger), "\(plan)")
      }
    }
  }

  @Test func `gives up a batch that proves not to be whole`() throws {
    let ledger = try TestLedger.holding([2, 9])
    ledger.disk.vanish(ledger.segment(2))
    for plan in Self.plans {
      var fold = LineFold()
      let store = try FileEventStore(directory(ledger, plan), into: &fold)
      #expect(fold.lines.count == 2 && store.size == 2 && store.tail.reason == .incompleteBatch)
      #expect(fold.returnCount == 1)
      #expect(try Account(store, fold.lines) == byLines(ledger))
    }
  }

  @Test func `is compared with every checkpoint that it passes`() throws {
    let ledger = try TestLedger.holding([3, 1, 8, 2])
    let store = try ledger.open()
    let origin = store.description.origin
    let sizes: [UInt64] = [0, 3, 4, 12, 14]
    let checkpoints = try sizes.map {
      try Checkpoint(origin: origin, size: $0, root: store.root(ofSize: $0))
    }
    let wrong = try Checkpoint(origin: origin, size: 12, root: store.root(ofSize: 11))
    for plan in Self.plans {
      let reader = try FileEventStore(directory(ledger, plan), visiting: { _ in })
      var fold = LineFold()
      let report = try reader.verify(against: checkpoints, into: &fold) { _ in }
      #expect(report.lastConfirmedCheckpoint?.size == 14 && fold.lines.count == 14)
      #expect {
        _ = try reader.verify(against: checkpoints + [wrong], into: &fold) { _ in }
      } throws: { error in
        guard let error = error as? StorageError else { return false }
        guard case .checkpointContradicted = error.code else { return false }
        return true
      }
    }
  }

  @Test func `is handed out whole and once, whatever call fails`() throws {
    let plan = ReadingPlan(threadCount: 1, pieceByteCount: 200, leastByteCount: 0)
    for failing in 1...80 {
      let ledger = try TestLedger()
      let writer = try ledger.open()
      try writer.appendNumbered(2)
      var plain = directory(ledger, plan)
      plain = LedgerDirectory(
        fileSystem: ledger.disk, path: plain.path, layout: plain.layout, reading: plan)
      var fold = LineFold()
      let reader = try FileEventStore(plain, into: &fold)
      for count in [5, 1, 6] { try writer.appendNumbered(count) }
      ledger.disk.faults = [Fault(callNumber: ledger.disk.callCount + failing, errno: EIO)]
      try? reader.refresh(into: &fold)
      ledger.disk.faults = []
      do throws(StorageError) {
        try reader.refresh(into: &fold)
        #expect(try Account(reader, fold.lines) == byLines(ledger), "call \(failing)")
      } catch {
        #expect(error.code == .poisoned, "call \(failing): \(error.reason)")
      }
    }
  }

  @Test func `is read once, even a batch that is longer than any piece`() throws {
    for threadCount in 1...3 {
      let ledger = try TestLedger()
      let store = try FileEventStore(
        LedgerDirectory(fileSystem: ledger.disk, path: TestLedger.path), visiting: { _ in })
      for count in [1, 3_000, 1] {
        let bodies = (0..<count).map { body("\($0)") }
        try store.appendUnderLock(bodies)
      }
      let files = SharedFileSystem(ledger.disk)
      let plan = ReadingPlan(
        threadCount: threadCount, pieceByteCount: 1 << 16, leastByteCount: 0)
      var fold = LineFold()
      let reader = try FileEventStore(
        LedgerDirectory(fileSystem: files, path: TestLedger.path, reading: plan), into: &fold)
      #expect(reader.size == 3_002 && fold.lines.count == 3_002)
      let length = UInt64(ledger.bytes(0).count)
      let pieceCount = length >> 16 + 1
      // A piece ends with the line that began in it: a little is read twice.
      let overlap = pieceCount * UInt64(1 + LogPieceReader<LineFold.LineReader>.nearByteCount)
      #expect(files.readByteCount(of: ledger.segment(0)) <= length + overlap)
      #expect(overlap < length / 20)
    }
  }
}
