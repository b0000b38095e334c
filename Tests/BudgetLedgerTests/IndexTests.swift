// The index of a ledger costs or saves time, and never changes an answer.

import BudgetDomain
import BudgetLedger
import EventStorage
import Foundation
import Merkle
import Projections
import Statements
import Testing

@Suite("An index") struct IndexTests {
  /// So few records behind the index that small ledgers have one.
  private static let environment = LedgerEnvironment(
    now: { RecordedTime(microseconds: 1_800_000_000_000_000) }, indexedRecordCount: 8)

  /// A ledger of the golden unit with an index and some records behind it.
  private func indexed(_ directory: TemporaryDirectory) throws {
    let ledger = try Ledger.create(
      at: directory.path, unit: "某市政务服务中心", actor: "会计", environment: Self.environment)
    let bytes = try GoldenBooks.yongzhou.bytes("import.csv")
    _ = try ledger.importEntries(bytes, named: "import.csv", actor: "会计")
    try takeBack(2, in: ledger)
    #expect(try !names(directory).isEmpty)
  }

  /// Takes back `count` payments, from the one numbered `first` on.
  private func takeBack(_ count: Int, from first: Int = 0, in ledger: Ledger) throws {
    let payments = ledger.columns.type.indices.filter {
      ledger.columns.type[$0] == EventType.expenditureRecorded.rawValue
    }
    for position in payments[first...].prefix(count).map({ ledger.columns.position[$0] }) {
      try takeBack(position, in: ledger)
    }
  }

  private func takeBack(_ position: UInt64, in ledger: Ledger) throws {
    let target = try ledger.event(at: position)
    let date = try #require(EffectiveDate(text: "2018-12-30"))
    let command = Command.reverseEntry(target: target, date: date, document: nil)
    _ = try ledger.record([Submission(command, actor: "会计", reason: "试")])
  }

  private func folder(_ directory: TemporaryDirectory) -> String { directory.path + "/index" }

  private func names(_ directory: TemporaryDirectory) throws -> [String] {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder(directory)) else { return [] }
    return try manager.contentsOfDirectory(atPath: folder(directory)).sorted()
  }

  private func open(_ directory: TemporaryDirectory, usesIndex: Bool = true) throws -> Ledger {
    try Ledger(
      openingAt: directory.path, environment: Self.environment, usesIndex: usesIndex)
  }

  /// Everything that people ask a ledger, as text.
  private func answers(_ ledger: Ledger) throws -> String {
    var text = "\(ledger.size) \(try ledger.checkpoint().root.hex)\n"
    for year in [2018, 2019] {
      let year = try Books.year(year)
      for moment in [Moment(), Moment(endPosition: 100), Moment(endPosition: ledger.size - 1)] {
        let balances = ledger.balances(of: year, at: moment)
        for row in balances.rows { text += "\(row.line.text) \(row.totals)\n" }
      }
    }
    let year = try Books.year(2018)
    for form in ["01", "02", "03", "06", "07"] {
      for moment in [Moment(endPosition: ledger.size), Moment(endPosition: 120)] {
        let statement = try ledger.statement(form, for: year, at: moment)
        text += statement.cells.map { "\($0.address.text)=\($0.fen)" }.joined(separator: " ")
      }
    }
    for position in 0..<ledger.size {
      text += try ledger.rawRecord(at: position) + "\n"
    }
    text += "\(HistoryFilter().positions(in: ledger.columns).count)"
    return text
  }

  @Test func `changes no answer, whether it is there or not`() throws {
    let directory = TemporaryDirectory()
    try indexed(directory)
    let without = try answers(open(directory, usesIndex: false))
    let with = try open(directory)
    #expect(with.indexFault == nil)
    #expect(try answers(with) == without)
    let newest = try Ledger(
      openingAt: directory.path, environment: Self.environment, onlyForStatements: true)
    let year = try Books.year(2018)
    #expect(
      try newest.statement("03", for: year).cells.map(\.fen)
        == with.statement("03", for: year).cells.map(\.fen))
  }

  @Test func `lets decide what a ledger without one decides`() throws {
    let directory = TemporaryDirectory()
    try indexed(directory)
    let ledger = try open(directory)
    // The same file again records nothing, though no key of it is in memory.
    let again = try ledger.importEntries(
      try GoldenBooks.yongzhou.bytes("import.csv"), named: "import.csv", actor: "会计")
    #expect(again.recorded.isEmpty && again.alreadyRecorded.count == 251)
    let reversal = try #require(ledger.columns.reverses.first { $0 != 0 })
    let twice: Void? = try? takeBack(UInt64(reversal - 1), in: ledger)
    #expect(twice == nil, "an entry is taken back once, also when that stands in the index")
  }

  @Test func `is made again when it is gone, cut, altered, old or another ledger's`() throws {
    let directory = TemporaryDirectory()
    try indexed(directory)
    let expected = try answers(open(directory, usesIndex: false))
    let whole = folder(directory)
    let kept = TemporaryDirectory()
    try FileManager.default.copyItem(atPath: whole, toPath: kept.path)
    func restore() throws {
      try? FileManager.default.removeItem(atPath: whole)
      try FileManager.default.copyItem(atPath: kept.path, toPath: whole)
    }
    func expectRebuilt(_ fault: IndexFault, _ what: String) throws {
      let ledger = try open(directory)
      #expect(ledger.indexFault == fault, "\(what)")
      #expect(try answers(ledger) == expected, "\(what)")
      #expect(try open(directory).indexFault == nil, "\(what): it is good again")
    }

    try FileManager.default.removeItem(atPath: whole)
    try expectRebuilt(.missing, "gone")
    try restore()
    for name in try names(directory) {
      let path = whole + "/" + name
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 23)) {
        var altered = bytes
        altered[place] ^= 0x10
        try altered.write(to: URL(fileURLWithPath: path))
        try expectRebuilt(.damaged, "\(name) altered at \(place)")
        try restore()
        try bytes[..<place].write(to: URL(fileURLWithPath: path))
        try expectRebuilt(.damaged, "\(name) cut to \(place)")
        try restore()
      }
      try FileManager.default.removeItem(atPath: path)
      try expectRebuilt(name == "manifest" ? .missing : .damaged, "\(name) gone")
      try restore()
    }
    let other = TemporaryDirectory()
    try indexed(other)
    try FileManager.default.removeItem(atPath: whole)
    try FileManager.default.copyItem(atPath: folder(other), toPath: whole)
    try expectRebuilt(.foreign, "another ledger's")
  }

  @Test func `of fewer records is read on from, and one of more is not believed`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Ledger.create(
      at: directory.path, unit: "某市政务服务中心", actor: "会计", environment: Self.environment)
    let rows = try GoldenBooks.yongzhou.bytes("import.csv")
    _ = try ledger.importEntries(rows, named: "import.csv", actor: "会计")
    try takeBack(1, in: ledger)
    let old = TemporaryDirectory()
    try FileManager.default.copyItem(atPath: folder(directory), toPath: old.path)
    try takeBack(10, from: 1, in: ledger)
    let expected = try answers(open(directory, usesIndex: false))
    let newer = TemporaryDirectory()
    try FileManager.default.copyItem(atPath: folder(directory), toPath: newer.path)
    try FileManager.default.removeItem(atPath: folder(directory))
    try FileManager.default.copyItem(atPath: old.path, toPath: folder(directory))
    let onOld = try open(directory)
    #expect(onOld.indexFault == nil)
    #expect(try answers(onOld) == expected)
    // An older copy of the log with the newer index beside it.
    let log = directory.path + "/log/00000000000000000000.jsonl"
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    let shorter = lines.prefix(252).map { $0 + "\n" }.joined()
    try Data(shorter.utf8).write(to: URL(fileURLWithPath: log))
    try FileManager.default.removeItem(atPath: folder(directory))
    try FileManager.default.copyItem(atPath: newer.path, toPath: folder(directory))
    let onNewer = try open(directory)
    #expect(onNewer.indexFault == .foreign && onNewer.size == 252)
    #expect(try answers(onNewer) == answers(open(directory, usesIndex: false)))
  }

  @Test func `is not written where it cannot be, and nothing fails`() throws {
    let directory = TemporaryDirectory()
    try indexed(directory)
    let expected = try answers(open(directory, usesIndex: false))
    try FileManager.default.removeItem(atPath: folder(directory))
    // A file where the folder should be.
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder(directory)))
    let ledger = try open(directory)
    #expect(ledger.indexFault == .missing)
    #expect(try answers(ledger) == expected)
  }

  /// What a forger changes who makes the checksums fit as well.
  enum Forgery: CaseIterable {
    case amountsOfRows, figuresOfBlock, figuresOfAllRows
  }

  @Test(arguments: Forgery.allCases)
  func `is compared with the log by verify, and made again where it lies`(forgery: Forgery) throws {
    let directory = TemporaryDirectory()
    try indexed(directory)
    let honest = try open(directory)
    _ = try honest.verify()
    #expect(honest.indexFault == nil)
    try commit(forgery, directory)
    let expected = try answers(open(directory, usesIndex: false))
    let deceived = try open(directory)
    #expect(deceived.indexFault == nil)
    // Figures of a block are asked for where there are blocks behind it.
    if forgery != .figuresOfBlock {
      #expect(try answers(deceived) != expected, "the forged index is believed until verify")
    }
    _ = try deceived.verify()
    #expect(deceived.indexFault == .damaged)
    #expect(try answers(deceived) == expected)
    #expect(try answers(open(directory)) == expected)
  }

  private func commit(_ forgery: Forgery, _ directory: TemporaryDirectory) throws {
    let name = try #require(try names(directory).first { $0.hasPrefix("rows") })
    let file = URL(fileURLWithPath: folder(directory) + "/" + name)
    let manifestFile = URL(fileURLWithPath: folder(directory) + "/manifest")
    var rows = Array(try Data(contentsOf: file))
    var manifest = Array(try Data(contentsOf: manifestFile))
    func checksum(_ bytes: some Sequence<UInt8>) -> [UInt8] {
      let sum = Array(bytes).withUnsafeBytes { IndexFolder.checksum(of: $0) }
      return withUnsafeBytes(of: sum.littleEndian) { Array($0) }
    }
    // The manifest has the length and the checksum of the rows, then that of the figures.
    let place = try #require(
      manifest.indices.dropLast(11).first { place in
        let length = (0..<4).reduce(0) { $0 | Int(manifest[place + $1]) << (8 * $1) }
        return length > 0 && length < rows.count
          && manifest[(place + 4)..<(place + 8)].elementsEqual(checksum(rows[..<length]))
      })
    let length = (0..<4).reduce(0) { $0 | Int(manifest[place + $1]) << (8 * $1) }
    func firstSum(_ figures: ArraySlice<UInt8>) -> Int {
      let place = figures.startIndex + 8 + 8 + 2 + 2
      let keyCount = (0..<8).reduce(0) { $0 | Int(figures[place + $1]) << (8 * $1) }
      return place + 8 + 8 * keyCount + 8 - figures.startIndex
    }
    switch forgery {
    case .amountsOfRows:
      // The amounts are the second column: its head says form, width, count and base. Unless they
      // are kept as choices, every amount counts from the base.
      let head = 4 + 14
      try #require(rows[head] != 1)
      rows[head + 6] ^= 0x40
    // There is one block, so its figures and those of all rows are the same bytes: rows, years, the
    // first year, the number of its keys, the keys, the number of its sums, the sums.
    case .figuresOfBlock: rows[length + firstSum(rows[length...])] ^= 0x40
    case .figuresOfAllRows:
      let start = manifest.count - (rows.count - length)
      try #require(manifest[start...].elementsEqual(rows[length...]))
      manifest[start + firstSum(rows[length...])] ^= 0x40
    }
    manifest.replaceSubrange((place + 4)..<(place + 8), with: checksum(rows[..<length]))
    manifest.replaceSubrange((place + 8)..<(place + 12), with: checksum(rows[length...]))
    manifest.replaceSubrange(16..<20, with: checksum(manifest[20...]))
    try Data(rows).write(to: file)
    try Data(manifest).write(to: manifestFile)
  }
}
