// Ledgers committed in format 1: every later version opens, verifies and restates them.

import BudgetDomain
import BudgetLedger
import EventStorage
import Foundation
import Merkle
import Presentation
import Projections
import Statements
import Testing

@Suite("A ledger written by an earlier version") struct GoldenLedgerTests {
  /// What each ledger holds besides the facts of its unit.
  private static let eventCounts = [
    "yongzhou-2018": 267, "huaihua-2024": 260, "junshan-2016": 130, "jianghua-2023": 101,
  ]

  private func folder(_ books: GoldenBooks) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Storage/Golden/\(books.name)").path
  }

  private func open(_ books: GoldenBooks) throws -> Ledger {
    try Ledger(openingAt: folder(books) + "/ledger")
  }

  @Test(arguments: GoldenBooks.all)
  func `is opened and verified against its published checkpoints`(_ books: GoldenBooks) throws {
    let ledger = try open(books)
    let verified = try ledger.verify()
    #expect(Int(verified.eventCount) == Self.eventCounts[books.name])
    #expect(verified.log.publishedCheckpointCount > 0)
    #expect(verified.log.lastConfirmedCheckpoint != nil)
    #expect(verified.log.tail.isClean)
    #expect(verified.documentCount == (books.name == "yongzhou-2018" ? 1 : 0))
  }

  @Test(arguments: GoldenBooks.all)
  func `is restated to the same bytes`(_ books: GoldenBooks) throws {
    let ledger = try open(books)
    let year = try Books.year(books.year)
    var text = ""
    let forms = try ledger.library().forms(in: try ledger.tableSetName(for: year), year: year)
    for form in forms {
      let statement = try ledger.statement(form.code, for: year)
      let table = FormTable(statement, asOf: try asOf(ledger), language: .chinese)
      text += table.csv
    }
    let balances = ledger.balances(of: year, at: Moment())
    text += BalanceTable(balances, catalogue: ledger.catalogue).csv(.chinese)
    let kept = try String(contentsOfFile: folder(books) + "/statements.csv", encoding: .utf8)
    #expect(text == kept)
    #expect(!forms.isEmpty || books.year == 2016, "no table set of the program covers 2016")
  }

  private func asOf(_ ledger: Ledger) throws -> AsOf {
    let checkpoint = try ledger.checkpoint()
    return AsOf(
      position: ledger.size - 1, recordedAtText: nil, treeSize: checkpoint.size,
      rootHex: checkpoint.root.hex)
  }
}
