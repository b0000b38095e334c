// Plain rows, decided and written where they lie, come to what rows decided one by one come to.

import BudgetDomain
import BudgetLedger
import EventStorage
import EventStorageTesting
import Projections
import Testing

@Suite("An import of plain rows") struct PlainImportTests {
  private static let path = "/books"

  private static let environment = LedgerEnvironment(
    now: { RecordedTime(microseconds: 1_795_240_629_123_456) }, lockTimeout: .zero,
    systemUser: "bookkeeper")

  /// A ledger on a disk of its own.
  private struct Side {
    let disk: FaultyFileSystem
    let ledger: Ledger

    init() throws {
      disk = FaultyFileSystem()
      let origin = "test/plain"
      try FileEventStore.create(
        at: PlainImportTests.path,
        description: try LedgerDescription(origin: origin, unit: "某单位"), fileSystem: disk)
      ledger = try PlainImportTests.open(disk)
      let opening = LedgerOpening(
        origin: origin, unit: "某单位", unitCode: nil, tableSet: Ledger.defaultTableSet)
      _ = try ledger.record([Submission(.openLedger(opening), actor: "甲")])
    }

    /// The log, byte by byte.
    var log: [[UInt8]] {
      disk.filePaths.filter { $0.contains("/log/") }.sorted().map { disk.contents($0) ?? [] }
    }

    /// What an import of `text` comes to, in words.
    func answer(
      _ text: [UInt8], _ setting: ImportSetting, equalRows: EqualRows, isOfPlainRows: inout Bool
    ) throws -> String {
      disk.put(text, at: "/rows.csv")
      do throws(LedgerError) {
        let outcome = try ledger.importEntries(
          EntrySource(fileAt: "/rows.csv", on: disk), setting, actor: "甲", equalRows: equalRows)
        isOfPlainRows = outcome.isOfPlainRows
        return "\(outcome.rowCount) rows, \(outcome.recorded), \(outcome.alreadyRecorded), "
          + "\(outcome.size), \(outcome.firstYear?.number ?? 0)"
      } catch {
        return Self.words(of: error)
      }
    }

    private static func words(of error: LedgerError) -> String {
      switch error {
      case .badInput(let source, let problems):
        return "\(source): "
          + problems.map { "\($0.row ?? 0) \($0.column ?? "") \($0.excerpt) \($0.wording)" }
          .joined(separator: "\n")
      case .rejected(let rejected):
        return rejected.map {
          "\($0.index) \($0.row ?? 0) \($0.wording)"
        }.joined(separator: "\n")
      default: return "\(error)"
      }
    }
  }

  private static func open(_ disk: FaultyFileSystem) throws(LedgerError) -> Ledger {
    try Ledger(
      at: LedgerPlace(path: path, fileSystem: disk, segmentRecordCount: 16),
      environment: environment)
  }

  /// A setting with pieces of a few rows.
  private static func setting(plain: Bool, pieceByteCount: Int = 1_024) -> ImportSetting {
    var setting = ImportSetting()
    setting.pieceByteCount = pieceByteCount
    setting.decidesPlainRows = plain
    return setting
  }

  @Test func `comes to the same log, the same answer and the same sums as one row by row`() throws {
    var plainCount = 0
    var otherCount = 0
    for seed in UInt64(0)..<120 {
      var rows = RandomRows(seed: seed)
      let quick = try Side()
      let slow = try Side()
      for submission in rows.preparation {
        for side in [quick, slow] { _ = try? side.ledger.record([submission]) }
      }
      for turn in 0..<3 {
        let text = rows.nextFile()
        let equalRows = rows.equalRows
        var wasPlain = false
        var never = false
        let answer = try quick.answer(
          text, Self.setting(plain: true), equalRows: equalRows, isOfPlainRows: &wasPlain)
        let expected = try slow.answer(
          text, Self.setting(plain: false), equalRows: equalRows, isOfPlainRows: &never)
        #expect(answer == expected, "seed \(seed), file \(turn)")
        #expect(quick.log == slow.log, "seed \(seed), file \(turn)")
        #expect(!never)
        if wasPlain { plainCount += 1 } else { otherCount += 1 }
      }
      try expectSameSums(quick.ledger, slow.ledger, seed)
      try expectSameSums(
        quick.ledger, try Self.open(quick.disk), seed)
    }
    #expect(plainCount > 100 && otherCount > 80, "\(plainCount) and \(otherCount)")
  }

  private func expectSameSums(_ left: Ledger, _ right: Ledger, _ seed: UInt64) throws {
    #expect(left.size == right.size)
    #expect(try left.root(ofSize: left.size) == right.root(ofSize: right.size))
    for number in 2018...2020 {
      let year = try Books.year(number)
      #expect(
        left.balances(of: year, at: Moment()).total == right.balances(of: year, at: Moment()).total,
        "seed \(seed)")
      #expect(left.yearState(of: year) == right.yearState(of: year))
    }
    #expect(Array(left.columns.keyHash) == Array(right.columns.keyHash))
    #expect(Array(left.columns.payeeHash) == Array(right.columns.payeeHash))
    #expect(Array(left.columns.amountInFen) == Array(right.columns.amountInFen))
  }

  @Test func `is read from a file in pieces of any size`() throws {
    var logs: Set<[[UInt8]]> = []
    for pieceByteCount in [256, 257, 300, 511, 4_096] {
      var rows = RandomRows(seed: 3)
      let side = try Side()
      var wasPlain = false
      _ = try side.answer(
        rows.plainFile(), Self.setting(plain: true, pieceByteCount: pieceByteCount),
        equalRows: .refuse, isOfPlainRows: &wasPlain)
      #expect(wasPlain)
      logs.insert(side.log)
    }
    #expect(logs.count == 1)
  }

  @Test func `of a file too large for memory is refused only where a row is not plain`() throws {
    var rows = RandomRows(seed: 5)
    let side = try Side()
    var setting = Self.setting(plain: true)
    setting.wholeByteCountMax = 2_000
    var isPlain = false
    let text = rows.plainFile()
    #expect(text.count > 2_000)
    _ = try side.answer(text, setting, equalRows: .refuse, isOfPlainRows: &isPlain)
    #expect(isPlain)
    let log = side.log
    let refused = try side.answer(
      text + Array("no row\n".utf8), setting, equalRows: .refuse, isOfPlainRows: &isPlain)
    #expect(refused.contains("inputTooLarge"))
    #expect(side.log == log)
  }

  @Test(arguments: [1, 2, 3, 7])
  func `comes to the same with any number of threads`(threadCount: Int) throws {
    for seed in UInt64(20)..<32 {
      var rows = RandomRows(seed: seed)
      let text = rows.plainFile() + (seed % 2 == 0 ? Array("\n\r\n,,\n".utf8) : [])
      let slow = try Side()
      let quick = try Side()
      var setting = Self.setting(plain: true, pieceByteCount: 260)
      setting.threadCount = threadCount
      let outcome = try quick.ledger.importEntries(
        EntrySource(text, named: "rows"), setting, actor: "甲")
      _ = try slow.ledger.importEntries(
        EntrySource(text, named: "rows"), Self.setting(plain: false), actor: "甲")
      #expect(quick.log == slow.log, "seed \(seed)")
      #expect(outcome.rowCount == 40)
      try expectSameSums(quick.ledger, slow.ledger, seed)
    }
  }

  @Test func `cut short by any failing call, leaves nothing or all of the file`() throws {
    var failureCount = 0
    for callNumber in 1...80 {
      var rows = RandomRows(seed: 5)
      let side = try Side()
      side.disk.put(rows.plainFile(), at: "/rows.csv")
      let before = side.ledger.size
      side.disk.faults = [
        Fault(callNumber: side.disk.callCount + callNumber, errno: 5, writtenByteCount: 100)
      ]
      let outcome = try? side.ledger.importEntries(
        EntrySource(fileAt: "/rows.csv", on: side.disk), Self.setting(plain: true), actor: "甲")
      side.disk.faults = []
      let next = try Self.open(side.disk)
      #expect(next.size == outcome?.size ?? before, "call \(callNumber)")
      #expect(side.ledger.size == next.size)
      if outcome == nil { failureCount += 1 }
      _ = try next.importEntries(
        EntrySource(fileAt: "/rows.csv", on: side.disk), Self.setting(plain: true), actor: "甲")
      #expect(next.size == before + 40)
      #expect(try Self.open(side.disk).size == next.size)
    }
    #expect(failureCount > 30, "\(failureCount)")
  }

  @Test(arguments: [3, 400, 1_500, 2_800])
  func `of a file that changes meanwhile records one state of it, or nothing`(
    place: Int
  ) throws {
    var rows = RandomRows(seed: 7)
    let text = rows.plainFile()
    var changed = text
    changed[place] = changed[place] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
    let states = try [text, changed].map { text in
      let alone = try Side()
      _ = try? alone.ledger.importEntries(text, named: "/rows.csv", actor: "甲")
      return alone.log
    }
    var refusedCount = 0
    for callNumber in 1...60 {
      let side = try Side()
      side.disk.put(text, at: "/rows.csv")
      let (log, last) = (side.log, side.disk.callCount + callNumber)
      side.disk.beforeCall = { [disk = side.disk] in
        if disk.callCount + 1 == last { disk.put(changed, at: "/rows.csv") }
      }
      do throws(LedgerError) {
        let source = EntrySource(fileAt: "/rows.csv", on: side.disk)
        _ = try side.ledger.importEntries(source, Self.setting(plain: true), actor: "甲")
        #expect(states.contains(side.log), "call \(callNumber)")
      } catch {
        guard case .badInput(_, let problems) = error,
          problems.map(\.wording.name) == ["inputChanged"]
        else {
          #expect(states.contains(side.log), "call \(callNumber)")
          continue
        }
        #expect(side.log == log)
        refusedCount += 1
      }
    }
    #expect(refusedCount > 0)
  }

  @Test func `by two at once spends what there is once`() throws {
    var hasOverlapped = false
    for callNumber in 1...60 {
      var rows = RandomRows(seed: 9)
      let side = try Side()
      for (name, text) in [
        ("/a", rows.funding()), ("/b", rows.spending()), ("/c", rows.spending()),
      ] {
        side.disk.put(text, at: name)
      }
      _ = try side.ledger.importEntries(EntrySource(fileAt: "/a", on: side.disk), actor: "甲")
      let other = try Self.open(side.disk)
      let last = side.disk.callCount + callNumber
      var hasOther = false
      side.disk.beforeCall = { [disk = side.disk] in
        guard disk.callCount + 1 == last else { return }
        disk.beforeCall = {}
        let source = EntrySource(fileAt: "/b", on: disk)
        hasOther = (try? other.importEntries(source, actor: "乙")) != nil
      }
      let mine = try? side.ledger.importEntries(
        EntrySource(fileAt: "/c", on: side.disk), actor: "甲")
      side.disk.beforeCall = {}
      #expect((mine != nil) != hasOther, "call \(callNumber)")
      hasOverlapped = hasOverlapped || hasOther
      let read = try Self.open(side.disk)
      let total = read.balances(of: try Books.year(2018), at: Moment()).total
      #expect(total.closingInFen == 0 && total.expenditureInFen > 0)
    }
    #expect(hasOverlapped)
  }
}
