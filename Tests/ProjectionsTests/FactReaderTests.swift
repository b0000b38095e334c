// The quick way from a record to its rows says what the codec says, or leaves it to the codec.

import BudgetDomain
@testable import EventCoding
import Projections
import Testing

@Suite("The quick reader of facts") struct FactReaderTests {
  /// What one way makes of a record: its rows, `nil` where it refuses it.
  private struct Reading: Equatable {
    let rows: [[Int64]]
    let actors: [String]
  }

  /// The rows by way of the event.
  private func byCodec(_ members: [UInt8]) -> Reading? {
    members.withUnsafeBytes { buffer in
      guard
        let recorded = try? EventCodec.decode(
          buffer, position: 7, recordedAt: RecordedTime(microseconds: 9), batchIndex: 1,
          batchSize: 1)
      else { return nil }
      var columns = FactColumns()
      columns.append(recorded)
      return reading(columns)
    }
  }

  /// The rows by the quick way; `nil` where it leaves the record to the codec.
  private func quickly(_ members: [UInt8]) -> Reading? {
    members.withUnsafeBytes { buffer in
      var columns = FactColumns()
      var reader = FactReader()
      var facts = LooseFactCollector()
      guard reader.read(buffer, position: 7, recordedAtMicroseconds: 9, into: &facts) else {
        #expect(facts.rows.isEmpty)
        return nil
      }
      var numbers = FactNumbers()
      let taken = facts.take()
      columns.append(taken, rows: taken.rows.indices, numbers: &numbers)
      return reading(columns)
    }
  }

  /// The row by way of the entry itself.
  private func directly(_ entry: PlainEntry) -> Reading {
    var columns = FactColumns()
    var facts = LooseFactCollector()
    facts.append(entry, position: 7, recordedAtMicroseconds: 9)
    var numbers = FactNumbers()
    let taken = facts.take()
    columns.append(taken, rows: taken.rows.indices, numbers: &numbers)
    return reading(columns)
  }

  private func reading(_ columns: FactColumns) -> Reading {
    let rows = (0..<columns.count).map { row -> [Int64] in
      [
        Int64(columns.position[row]), columns.recordedAt[row], Int64(columns.type[row]),
        Int64(columns.actor[row]), Int64(columns.kind[row]), Int64(columns.year[row]),
        Int64(columns.source[row]), Int64(columns.function[row]), Int64(columns.economic[row]),
        Int64(columns.nature[row]), Int64(columns.project[row]), Int64(columns.date[row]),
        columns.amountInFen[row], Int64(columns.reverses[row]), Int64(columns.keyHash[row]),
        Int64(columns.documentHash[row]), Int64(columns.payeeHash[row]),
        Int64(columns.flags[row]),
      ]
    }
    return Reading(rows: rows, actors: columns.actors.texts)
  }

  private func members(_ life: LongLife) -> [[UInt8]] { life.log.map { EventCodec.encode($0) } }

  @Test(arguments: PlainEntry.types.filter { $0 != .openingBalanceRecorded })
  func `reads of the record of an entry the row that was made of the entry`(type: EventType) {
    let text = Array("王会计记字第1号供应商P2018".utf8)
    text.withUnsafeBytes { text in
      func part(_ places: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: text[places])
      }
      for texts in 0..<32 {
        var entry = PlainEntry()
        entry.type = type
        entry.year = 2018
        entry.source = .other
        entry.function = 2_010_301
        entry.nature = texts & 1 == 0 ? .basic : .project
        entry.economic = texts & 2 == 0 || type == .incomeReceived ? 0 : 30_201
        entry.amountInFen = 123_456_789
        entry.date = EffectiveDate(dayNumber: 17_000 + Int32(texts))
        entry.actor = part(0..<9)
        if texts & 1 != 0 { entry.project = part(31..<36) }
        if texts & 4 != 0 { entry.key = part(9..<19) }
        if texts & 8 != 0 { entry.document = part(9..<22) }
        if texts & 16 != 0 { entry.payee = part(22..<31) }
        entry.memo = part(0..<22)
        var members: [UInt8] = []
        EventCodec.encode(entry, user: "bookkeeper", into: &members)
        let row = directly(entry)
        #expect(quickly(members) == row && byCodec(members) == row, "\(texts)")
      }
    }
  }

  @Test(arguments: [3, 17, 40] as [UInt64])
  func `reads of a random life what the codec reads`(_ seed: UInt64) throws {
    let records = members(try LongLife(seed: seed, steps: 300))
    var quickCount = 0
    for record in records {
      let read = try #require(byCodec(record))
      guard let quick = quickly(record) else { continue }
      #expect(quick == read, "\(String(decoding: record, as: UTF8.self))")
      quickCount += 1
    }
    // These lives are full of procedures; a quick way that leaves all to the codec is none.
    #expect(4 * quickCount > records.count)
  }

  @Test(arguments: [5] as [UInt64])
  func `takes no damaged record that the codec refuses`(_ seed: UInt64) throws {
    let records = members(try LongLife(seed: seed, steps: 60))
    var numbers = SeededNumbers(state: seed)
    for record in records {
      for place in record.indices {
        var damaged = record
        damaged[place] ^= UInt8(1 << (numbers.next() % 8))
        if let quick = quickly(damaged) { #expect(quick == byCodec(damaged)) }
        let cut = Array(record[..<place])
        #expect(quickly(cut) == nil)
      }
    }
  }

  @Test func `takes texts in every script, and none that is no UTF-8`() throws {
    let plain = """
      "actor":"张三","key":"K-1","reason":"é","type":"expenditure-recorded.v1","data":{"year":2018,\
      "source":"general-budget","function":"2010306","nature":"project","project":"平台",\
      "economic":"30201","amount":1230,"date":"2018-03-05","document":"D","payee":"P","memo":"一"}
      """
    let record = Array(plain.utf8)
    #expect(quickly(record) == byCodec(record) && quickly(record) != nil)
    for text in ["张三", "é", "平台", "一"] {
      let bytes = Array(text.utf8)
      let start = try #require(
        record.indices.first { record[$0...].starts(with: bytes) })
      var broken = record
      broken[start] = 0xFF
      #expect(quickly(broken) == nil && byCodec(broken) == nil, "\(text)")
    }
  }

  @Test func `knows the words that the log is written in`() {
    #expect(Set(FactReader.sources.map(\.1)) == Set(FundSource.allCases))
    #expect(Set(FactReader.natures.map(\.1)) == Set(SpendingNature.allCases))
    #expect(Set(FactReader.kinds.map(\.1)) == Set(EntryKind.allCases))
    for (word, source) in FactReader.sources { #expect("\(word)" == source.word + "\"") }
    for (word, nature) in FactReader.natures { #expect("\(word)" == nature.word + "\"") }
    for (word, kind) in FactReader.kinds { #expect("\(word)" == kind.word + "\"") }
    for type in PlainType.all {
      #expect("\(type.word)" == EventCodec.wireName(of: type.type) + "\"")
    }
  }
}
