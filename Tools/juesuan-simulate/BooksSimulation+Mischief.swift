// What befalls simulated books: power failures, a full disk, a held lock, and a meddled index.

import BudgetDomain
import BudgetDomainTesting
import BudgetLedger
import EventStorage
import EventStorageTesting

extension BooksSimulation {
  /// The power fails; what is found afterwards is what was acknowledged, and perhaps the attempt.
  func crash() throws(BooksDivergence) {
    let outcomes = CrashOutcome.ofAtomicDevice
    if chance.happens(onceIn: 3) {
      // The index is never synchronized, and may reach the disk before the log does.
      note("power failure: the index outlives the log")
      disk = disk.crash { [unowned self] path in
        path.contains("/index")
          ? (.unsyncedKept, true)
          : (outcomes[chance.below(outcomes.count)], chance.happens(onceIn: 2))
      }
    } else if chance.happens(onceIn: 2) {
      let outcome = outcomes[chance.below(outcomes.count)]
      note(Self.crash(outcome))
      disk = disk.crash(outcome, keepingEntries: chance.happens(onceIn: 2))
    } else {
      note("power failure: each file for itself")
      disk = disk.crash { [unowned self] _ in
        (outcomes[chance.below(outcomes.count)], chance.happens(onceIn: 2))
      }
    }
    dropLedgers()
    try lookByAllWays()
    try settle(faulty: chance.happens(onceIn: 2))
  }

  private var indexPaths: [String] { disk.filePaths.filter { $0.contains("/index/") } }

  /// Somebody has his hands in the index; the answers stay.
  func meddle() throws(BooksDivergence) {
    try settle(faulty: false)
    if chance.happens(onceIn: 4) {
      keptDisk = disk.crash(.unsyncedKept, keepingEntries: true)
    }
    let paths = indexPaths
    guard let path = paths.randomElement(using: &chance), let bytes = disk.contents(path) else {
      return try lookByAllWays()
    }
    let earlier = keptIndex
    if keptIndex.isEmpty || chance.happens(onceIn: 3) {
      keptIndex = Dictionary(
        uniqueKeysWithValues: paths.compactMap { path in disk.contents(path).map { (path, $0) } })
    }
    switch planted == .forgedIndex ? 10 : chance.below(10) {
    case 0:
      note("index deleted")
      for path in paths { disk.vanish(path) }
    case 1:
      note("index file deleted")
      disk.vanish(path)
    case 2:
      note("index truncated")
      disk.put(Array(bytes.prefix(chance.below(bytes.count + 1))), at: path)
    case 3, 4: flipBit(of: bytes, at: path)
    case 5:
      note("index garbled")
      disk.put((0..<chance.below(3_000)).map { _ in UInt8(chance.below(256)) }, at: path)
    case 6:
      note("stale index put back")
      put(earlier)
    case 7:
      note("index of another time, file by file")
      for (path, bytes) in earlier.sorted(by: { $0.key < $1.key })
      where chance.happens(onceIn: 2) {
        disk.put(bytes, at: path)
      }
    case 8: try putIndexOfAnotherLedger()
    case 9: try putIndexOfDivergedCopy()
    default: forge(paths)
    }
    try lookByAllWays()
  }

  private func put(_ index: [String: [UInt8]]) {
    guard !index.isEmpty else { return }
    for path in indexPaths { disk.vanish(path) }
    for (path, bytes) in index { disk.put(bytes, at: path) }
  }

  private func flipBit(of bytes: [UInt8], at path: String) {
    guard !bytes.isEmpty else { return }
    note("index bit flipped")
    var flipped = bytes
    // What a column says of itself is short, and more can go wrong with it than with the rows.
    let heads = min(bytes.count, PackedRowsLayout.headsByteCount)
    let place = chance.below(chance.happens(onceIn: 2) ? heads : bytes.count)
    flipped[place] ^= 1 << UInt8(chance.below(8))
    disk.put(flipped, at: path)
  }

  /// Damage whose checksums were made to fit: the index lies, and nothing in it tells.
  private func forge(_ paths: [String]) {
    guard let rows = paths.first(where: { $0.contains("/rows-") }),
      let manifest = paths.first(where: { $0.hasSuffix("/manifest") }),
      var bytes = disk.contents(rows), var body = disk.contents(manifest)?.dropFirst(20),
      let head = disk.contents(manifest)?.prefix(16)
    else { return }
    // The manifest says of the rows how many bytes they take, and right behind it their checksum;
    // what follows them in the file are figures, which have a checksum of their own.
    func count(at index: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(body[index + $1]) << (8 * $1) }
    }
    let said = body.indices.dropLast(7).first { index in
      let count = count(at: index)
      return (PackedRowsLayout.headsByteCount...bytes.count).contains(count)
        && body[(index + 4)..<(index + 8)].elementsEqual(checksum(Array(bytes[..<count])))
    }
    guard let said, let amount = PackedRowsLayout.amount(in: bytes) else { return }
    let count = count(at: said)
    bytes[amount] ^= 1
    body.replaceSubrange((said + 4)..<(said + 8), with: checksum(Array(bytes[..<count])))
    disk.put(bytes, at: rows)
    disk.put(Array(head) + checksum(Array(body)) + body, at: manifest)
  }

  private func checksum(_ bytes: [UInt8]) -> [UInt8] {
    let sum = bytes.withUnsafeBytes { IndexFolder.checksum(of: $0) }
    return (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
  }

  /// The index of a ledger that has nothing to do with this one, of the same place and size.
  private func putIndexOfAnotherLedger() throws(BooksDivergence) {
    note("index of another ledger")
    let other = FaultyFileSystem()
    do {
      try FileEventStore.create(
        at: Self.path,
        description: LedgerDescription(
          origin: "other", unit: Self.unit, sectorByteCount: sectorByteCount), fileSystem: other)
    } catch {
      throw diverged("no other ledger: \(error)")
    }
    let opening = LedgerOpening(
      origin: "other", unit: Self.unit, unitCode: nil, tableSet: "hunan-2018")
    try liveElsewhere(on: other, [Submission(.openLedger(opening), actor: "甲")])
    for path in indexPaths { disk.vanish(path) }
    for path in other.filePaths where path.contains("/index/") {
      disk.put(other.contents(path) ?? [], at: path)
    }
  }

  /// A copy of the ledger that went another way after it was made.
  private func putIndexOfDivergedCopy() throws(BooksDivergence) {
    guard let keptDisk else { return }
    note("index of a diverged copy")
    let copy = keptDisk.crash(.unsyncedKept, keepingEntries: true)
    try liveElsewhere(on: copy, [])
    for path in indexPaths { disk.vanish(path) }
    for path in copy.filePaths where path.contains("/index/") {
      disk.put(copy.contents(path) ?? [], at: path)
    }
  }

  /// Records on another disk until about as much is there as here, and has an index written.
  private func liveElsewhere(
    on other: FaultyFileSystem, _ first: [Submission]
  ) throws(BooksDivergence) {
    do throws(LedgerError) {
      let ledger = try open(on: other, usesIndex: false)
      if !first.isEmpty { _ = try ledger.record(first) }
      let target = books.size + UInt64(chance.below(4))
      while ledger.size < target {
        let report = FactReport(
          metric: Metric.ofUnit[chance.below(Metric.ofUnit.count)],
          year: people.fiscalYear(2022), date: people.date(in: 2022), value: 9)
        _ = try ledger.record([Submission(.reportFact(report), actor: "别人")])
      }
      for path in other.filePaths where path.contains("/index/") { other.vanish(path) }
      _ = try open(on: other, usesIndex: true)
    } catch {
      // A closed year takes no facts: the copy is then as it was.
      guard case .rejected = error else { throw diverged("elsewhere: \(error.brief)") }
    }
  }

  func fillDisk() throws(BooksDivergence) {
    try settle(faulty: false)
    note("disk full for a while")
    disk.freeByteCount = chance.below(4_000)
    for _ in 0..<3 {
      let report = FactReport(
        metric: Metric.ofUnit[chance.below(Metric.ofUnit.count)],
        year: people.fiscalYear(people.year), date: people.date(in: people.year), value: 8)
      // A full disk is a fault that nobody has to inject.
      try attempt([Submission(.reportFact(report), actor: "甲")], faulty: false, isFull: true)
    }
    disk.freeByteCount = nil
    try settle(faulty: false)
    try live()
    note("disk full: goes on afterwards")
  }

  /// Somebody else holds the lock: for good, or for a while.
  func contend() throws(BooksDivergence) {
    try settle(faulty: false)
    let submission = Submission(
      .explainCheck(
        CheckExplanation(year: people.fiscalYear(people.year), check: "X9", text: "等锁")), actor: "乙"
    )
    var answer: Result<RecordOutcome, LedgerError>?
    let giveBackAfter = chance.below(40)
    var pauseCount = 0
    do throws(SystemCallError) {
      let holder = try disk.open("\(Self.path)/ledger.json", .writing)
      defer { disk.close(holder) }
      guard try disk.tryLock(holder) else {
        throw SystemCallError(call: "flock", errno: 0, path: "a lock was left behind")
      }
      disk.whenPaused = { [unowned self] in
        pauseCount += 1
        if pauseCount == giveBackAfter { disk.unlock(holder) }
      }
      defer { disk.whenPaused = {} }
      do throws(LedgerError) {
        let ledger = try open(on: disk, usesIndex: chance.happens(onceIn: 2))
        answer = .success(try ledger.record([submission]))
      } catch {
        answer = .failure(error)
      }
    } catch {
      throw diverged("contention: \(error)")
    }
    switch answer {
    case .success(let outcome):
      note("lock held: waited for")
      books.take(outcome.recorded)
    case .failure(.storage(let failure)):
      guard case .busy = failure.code else { throw diverged("contention: \(failure.reason)") }
      note("lock held: busy")
    default: throw diverged("contention: no answer")
    }
  }
}

/// Where an index keeps rows (`PackedRows`).
enum PackedRowsLayout {
  private static let columnCount = 19
  private static let headByteCount = 14
  /// What the columns say of themselves stands first, behind the number of rows.
  static let headsByteCount = 4 + columnCount * headByteCount

  /// A byte that every amount, or one that occurs, depends on; `nil` where the bytes are no rows.
  static func amount(in bytes: [UInt8]) -> Int? {
    // The amounts are the second column.
    let head = 4 + headByteCount
    guard bytes.count > headsByteCount else { return nil }
    // Choices stand behind the first column; other forms count from a base.
    guard bytes[head] == 1 else { return head + 6 }
    var offset = headsByteCount
    func skip(_ width: Int) {
      let count = (0..<8).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
      offset += 8 + count * width
    }
    skip(8)
    skip(1)
    return offset + 8
  }
}
