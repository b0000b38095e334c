// Books that are read in pieces by several threads are the books that are read line by line.

import BudgetDomain
import BudgetDomainTesting
import EventCoding
import EventStorage
import EventStorageTesting
import Projections
import Testing

@testable import BudgetLedger

/// A random life on a disk, every batch of it recorded.
private struct BookLife: BudgetLife {
  var numbers: SeededChance
  private(set) var log: [RecordedEvent] = []
  private(set) var state = BudgetState()
  private(set) var year = 2018
  /// What was recorded together.
  private(set) var batches: [[RecordedEvent]] = []

  init(seed: UInt64, steps: Int) {
    numbers = SeededChance(seed: seed)
    let opening = LedgerOpening(origin: "o", unit: "u", unitCode: nil, tableSet: "hunan-2018")
    ask(.openLedger(opening), by: nil, override: nil)
    for step in 0..<steps {
      year = min(2021, 2018 + step * 4 / steps)
      live()
    }
  }

  mutating func ask(_ command: Command, by actor: String?, override: OverrideRequest?) {
    let actor = actor ?? pick(["甲", "乙", "丙"])
    let submission = Submission(command, actor: actor, reason: "理由", override: override)
    guard case .record(let events)? = try? decide(submission, given: state) else { return }
    let first = log.count
    for event in events {
      let envelope = Envelope(
        position: UInt64(log.count), recordedAt: RecordedTime(microseconds: 0), actor: actor)
      log.append(RecordedEvent(envelope: envelope, event: event))
      state.evolve(RecordedEvent(envelope: envelope, event: event))
    }
    batches.append(Array(log[first...]))
  }
}

@Suite struct `Books in pieces` {
  private static let plans = [(1, 200), (3, 2_000), (2, 9_000), (3, 100_000)].map {
    ReadingPlan(threadCount: $0.0, pieceByteCount: $0.1, leastByteCount: 0)
  }
  private static let byLines = ReadingPlan(leastByteCount: .max)

  /// A ledger on a disk of its own, with `batches` in it; `joining` so many to one.
  private func disk(_ batches: [[RecordedEvent]], joining: Int = 1) throws -> FaultyFileSystem {
    let disk = FaultyFileSystem()
    let store = try FileEventStore.create(
      at: "/books", description: LedgerDescription(origin: "o", unit: "u"), fileSystem: disk)
    let small = try FileEventStore(
      openingAt: "/books", fileSystem: disk, segmentRecordCount: 64)
    #expect(store.size == 0)
    for start in stride(from: 0, to: batches.count, by: joining) {
      let bodies = batches[start..<min(batches.count, start + joining)].joined().map {
        EventCodec.encode($0)
      }
      try small.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        _ = try small.append(bodies, recordedAtMicroseconds: Int64(start))
      }
    }
    return disk
  }

  private func open(
    _ disk: FaultyFileSystem, _ plan: ReadingPlan
  ) throws(LedgerError) -> Ledger {
    try Ledger(
      at: LedgerPlace(
        path: "/books", fileSystem: SharedFileSystem(disk), segmentRecordCount: 64,
        reading: plan), environment: .system, usesIndex: false)
  }

  /// Everything that is asked of a ledger, or what is wrong with it.
  private func answers(_ disk: FaultyFileSystem, _ plan: ReadingPlan) -> [String] {
    do throws(LedgerError) {
      let ledger = try open(disk, plan)
      let columns = ledger.columns
      var answers = (0..<columns.count).map { row in
        "\(columns.position[row]) \(columns.recordedAt[row]) \(columns.type[row])"
          + " \(columns.actors.texts[Int(columns.actor[row])]) \(columns.kind[row])"
          + " \(columns.line(ofRow: row)?.text ?? "-") \(columns.economic[row])"
          + " \(columns.amountInFen[row]) \(columns.date[row]) \(columns.reverses[row])"
          + " \(columns.documentHash[row]) \(columns.flags[row])"
      }
      for year in ledger.years {
        for row in ledger.balances(of: year, at: Moment()).rows {
          answers.append("\(row.line.text) \(row.totals)")
        }
        answers.append("\(ledger.yearState(of: year))")
      }
      let sums = ledger.fold.state.passedSums
      answers.append("\(sums.nextPosition) \(sums.volumes.map { "\($0)" }.sorted())")
      answers.append("\(sums.items.map { "\($0)" }.sorted())")
      answers.append("\(ledger.size) \(try ledger.checkpoint())")
      answers.append("\(ledger.columns.actors.texts) \(ledger.columns.projects.texts)")
      let verification = try ledger.verify()
      answers.append("\(verification)")
      return answers
    } catch {
      return ["\(error)"]
    }
  }

  private func expectSame(_ disk: FaultyFileSystem, _ what: String) -> [String] {
    let expected = answers(disk, Self.byLines)
    for plan in Self.plans {
      let found = answers(disk, plan)
      #expect(found == expected, "\(what), \(plan)")
    }
    return expected
  }

  @Test(arguments: [1, 2, 3, 5, 8] as [UInt64])
  func `give every answer of books by lines`(seed: UInt64) throws {
    let life = BookLife(seed: seed, steps: 150)
    for joining in [1, 7, 1_000] {
      let answers = expectSame(try disk(life.batches, joining: joining), "seed \(seed)")
      #expect(answers.count > life.log.count)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `are refused for the same fault at the same place`(seed: UInt64) throws {
    let life = BookLife(seed: seed, steps: 60)
    var chance = SeededChance(seed: seed)
    for _ in 0..<12 {
      let disk = try disk(life.batches, joining: 1 + chance.below(4))
      let path = "/books/log/00000000000000000000.jsonl"
      var bytes = try #require(disk.contents(path))
      bytes[chance.below(bytes.count)] ^= 1 << UInt8(chance.below(8))
      disk.put(bytes, at: path)
      let found = expectSame(disk, "seed \(seed)")
      #expect(found.count == 1, "\(found)")
    }
  }

  @Test(arguments: `A history that cannot have happened`.impossible.indices)
  func `say where a history cannot go on`(index: Int) throws {
    let (what, events) = `A history that cannot have happened`.impossible[index]
    let more = Array(repeating: `A history that cannot have happened`.income, count: 40)
    for joining in [1, 3, 1_000] {
      let whole = (events + (events.count > 100 ? [] : more)).map { event in
        let envelope = Envelope(
          position: 0, recordedAt: RecordedTime(microseconds: 0), actor: "a")
        return [RecordedEvent(envelope: envelope, event: event)]
      }
      let found = expectSame(try disk(whole, joining: joining), what)
      #expect(found.count == 1 && found[0].contains("impossibleRecord"), "\(what): \(found)")
    }
  }

  @Test func `say which record is of no known type`() throws {
    let life = BookLife(seed: 4, steps: 60)
    for place in [1, 9, life.batches.count] {
      let disk = try disk(Array(life.batches.prefix(place)))
      let store = try FileEventStore(
        openingAt: "/books", fileSystem: disk, segmentRecordCount: 64)
      try store.exclusively(waitingAtMost: .zero) { () throws(StorageError) in
        let bodies = [#""actor":"甲","type":"money-found.v1","data":{}"#, #""n":1"#]
        _ = try store.append(bodies.map { Array($0.utf8) }, recordedAtMicroseconds: 1_000)
      }
      let found = expectSame(disk, "unknown type")
      #expect(found.count == 1 && found[0].contains("unreadableRecord"), "\(found)")
    }
  }

  @Test func `are taken up again behind an index as they are read`() throws {
    let life = BookLife(seed: 6, steps: 120)
    for plan in Self.plans {
      let disk = try disk(Array(life.batches.prefix(40)))
      let reader = try open(disk, plan)
      let whole = try self.disk(life.batches)
      for path in whole.filePaths {
        disk.put(try #require(whole.contents(path)), at: path)
      }
      try reader.refresh()
      #expect(reader.columns.isSame(as: try open(whole, Self.byLines).columns))
    }
  }
}
