// Reads one mutated input of each kind, and says whether it was taken for valid.

import BudgetDomain
import BudgetLedger
import EventCoding
import EventStorage
import OfficeOpenXML

extension ParserInputs {
  /// A mutated container is read to the last byte of its last entry.
  func readsContainer(_ mutation: inout ByteMutation) throws(ParserTrial.Breach) -> Bool {
    let bytes = mutation.changed(pick(containers, &mutation), with: pick(containers, &mutation))
    try tryImport(bytes)
    do throws(OfficeFileProblem) {
      let container = try Container(bytes)
      for name in container.names { _ = try container.content(of: name) }
      try readCells(bytes)
      return true
    } catch {
      return false
    }
  }

  /// One or two parts of a workbook are mutated; every cell is read, and it is tried as an import.
  func readsWorkbook(_ mutation: inout ByteMutation) throws(ParserTrial.Breach) -> Bool {
    var parts = pick(packages, &mutation)
    for _ in 0...mutation.below(2) {
      let index = mutation.below(parts.count)
      let other = parts[mutation.below(parts.count)].content
      parts[index].content = mutation.changed(parts[index].content, with: other)
    }
    guard let bytes = try? Self.packed(parts, .stored) else { return false }
    try tryImport(bytes)
    do throws(OfficeFileProblem) {
      try readCells(bytes)
      return true
    } catch {
      return false
    }
  }

  private func tryImport(_ bytes: [UInt8]) throws(ParserTrial.Breach) {
    _ = try? books.importWorkbook(
      EntrySource(bytes, named: "x.xlsx"), sheet: "入账", actor: "甲", isDryRun: true)
    try refuseGrowth()
  }

  private func readCells(_ bytes: [UInt8]) throws(OfficeFileProblem) {
    let workbook = try WorkbookFile(bytes)
    for sheet in workbook.sheets {
      var reader = try workbook.cells(of: sheet)
      while let row = try reader.next() {
        for cell in row.cells {
          guard case .number(let number) = cell.value else { continue }
          _ = (number.plainText, number.wholeText, number.hasLostDigits)
          for decimals in 0...6 {
            _ = (number.text(decimals: decimals), number.roundedText(decimals: decimals))
          }
        }
      }
    }
  }

  /// A mutated file is tried as an import; it must leave the books as they are.
  func readsSeparatedText(_ mutation: inout ByteMutation) throws(ParserTrial.Breach) -> Bool {
    let bytes = mutation.changed(pick(texts, &mutation), with: pick(texts, &mutation))
    var isAccepted = true
    do throws(LedgerError) {
      _ = try books.importEntries(bytes, named: "x.csv", actor: "甲", isDryRun: true)
    } catch {
      isAccepted = false
    }
    try refuseGrowth()
    return isAccepted
  }

  private func refuseGrowth() throws(ParserTrial.Breach) {
    guard books.size == bookSize else {
      throw ParserTrial.Breach(reason: "a try was recorded: \(books.size) records")
    }
  }

  /// Records a row that nobody wanted recorded: a planted fault.
  func recordRow() throws(ParserTrial.Breach) {
    _ = try? books.importEntries(texts[2], named: "x.csv", actor: "甲")
    try refuseGrowth()
  }

  /// A record that is taken for valid is the only way to write its event.
  func readsRecord(_ mutation: inout ByteMutation) throws(ParserTrial.Breach) -> Bool {
    let members = mutation.changed(pick(records, &mutation), with: pick(records, &mutation))
    let recorded: RecordedEvent
    do throws(CodingProblem) {
      recorded = try Self.decoded(members)
    } catch {
      return false
    }
    guard EventCodec.encode(recorded) == members else {
      throw ParserTrial.Breach(
        reason: "taken for an event that is written otherwise: "
          + String(decoding: members, as: UTF8.self))
    }
    return true
  }

  private static func decoded(_ members: [UInt8]) throws(CodingProblem) -> RecordedEvent {
    var result: Result<RecordedEvent, CodingProblem>?
    members.withUnsafeBytes { bytes in
      do throws(CodingProblem) {
        result = .success(
          try EventCodec.decode(
            bytes, position: 0, recordedAt: RecordedTime(microseconds: 0), batchIndex: 1,
            batchSize: 1))
      } catch {
        result = .failure(error)
      }
    }
    guard let result else { preconditionFailure("the closure has run") }
    return try result.get()
  }

  /// A ledger one of whose records is mutated, in frames that are right, is opened.
  func readsLedger(_ mutation: inout ByteMutation) -> Bool {
    var some = Array(records.prefix(2 + mutation.below(60)))
    let index = mutation.below(some.count)
    some[index] = mutation.changed(some[index], with: pick(records, &mutation))
    do {
      _ = try Ledger(on: Self.store(some))
      return true
    } catch {
      return false
    }
  }

  /// The text of a log is opened: mutated anywhere, or in lines whose checksums are made to fit.
  func readsLog(_ mutation: inout ByteMutation) -> Bool {
    var some = Array(lines.prefix(1 + mutation.below(20)))
    let isSealed = mutation.below(4) > 0
    if isSealed {
      let index = mutation.below(some.count)
      let other = pick(lines, &mutation)
      let checked = some[index].count - Self.trailerByteCount
      some[index] = RecordChecksum.sealed(
        mutation.changed(Array(some[index].prefix(checked)), with: other))
    }
    var bytes = Array(some.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
    if !isSealed { bytes = mutation.changed(bytes, with: pick(lines, &mutation)) }
    do {
      let store = try LogText(bytes).opened(
        as: LedgerDescription(origin: "simulated", unit: BooksSimulation.unit))
      _ = try Ledger(on: store)
      return true
    } catch {
      return false
    }
  }

  /// `,"crc":"` + 8 digits + `"}`
  private static let trailerByteCount = 18

  private func pick<Value>(_ values: [Value], _ mutation: inout ByteMutation) -> Value {
    values[mutation.below(values.count)]
  }
}
