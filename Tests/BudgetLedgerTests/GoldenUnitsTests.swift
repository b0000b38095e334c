// The four golden units through the façade: their totals, what must be refused, what is carried over.

import BudgetDomain
import BudgetLedger
import Projections
import Statements
import Testing

@Suite struct `The golden unit` {
  static let permission = OverrideRequest(allowedBy: "局长", reason: "已经发生")

  @Test(arguments: GoldenBooks.all)
  func `is imported to its expected figures, once`(books: GoldenBooks) throws {
    let directory = TemporaryDirectory()
    let ledger = try books.create(in: directory)
    let first = try books.importFile("import.csv", into: ledger)
    #expect(first.recorded.count == first.rowCount)
    try books.check(try books.expected.imported, ledger)
    let again = try books.importFile("import.csv", into: ledger)
    #expect(again.recorded.isEmpty)
    #expect(again.alreadyRecorded.count == first.rowCount)
    try books.check(
      try books.expected.imported, try Ledger(openingAt: directory.path))
  }

  @Test(arguments: GoldenBooks.all)
  func `is the same recorded row by row as in one batch`(books: GoldenBooks) throws {
    let directory = TemporaryDirectory()
    let other = TemporaryDirectory()
    let whole = try books.create(in: directory)
    let outcome = try books.importFile("import.csv", into: whole)
    let single = try books.create(in: other)
    for recorded in try whole.events(at: outcome.recorded) {
      let command = try #require(entryCommand(recording: recorded.event))
      let record = try single.record([Submission(command, actor: "会计")])
      #expect(record.recorded.map(\.event) == [recorded.event])
    }
    try books.check(try books.expected.imported, single)
  }
}

@Suite struct `永州 2018` {
  private func imported(_ directory: TemporaryDirectory) throws -> Ledger {
    let ledger = try GoldenBooks.yongzhou.create(in: directory)
    try GoldenBooks.yongzhou.importFile("import.csv", into: ledger)
    return ledger
  }

  @Test func `carries 1,344.13 into 2019, line by line`() throws {
    let directory = TemporaryDirectory()
    let ledger = try imported(directory)
    let year = try Books.year(2018)
    let preview = try ledger.close(year, actor: "会计", isDryRun: true)
    #expect(ledger.yearState(of: year) == .open)
    let closing = try ledger.close(year, actor: "会计")
    #expect(preview.carryOvers == closing.carryOvers)
    #expect(closing.carryOvers.reduce(0) { $0 + $1.amount.fen } == 1_344_128_445)
    let fiscal = closing.carryOvers.filter { $0.line.source.isFiscal }
    #expect(fiscal.reduce(0) { $0 + $1.amount.fen } == 1_161_548_445)
    let other = closing.carryOvers.filter { $0.line.source == .other }
    #expect(other.map(\.amount.fen) == [182_580_000])
    let expected = try GoldenBooks.yongzhou.expected.imported
    let next = ledger.balances(of: try Books.year(2019), at: Moment())
    #expect(next.total.openingInFen == 1_344_128_445)
    #expect(next.rows.count == expected.lines.filter { $0.closing > 0 }.count)
    for line in expected.lines where line.closing > 0 {
      let row = try #require(next.rows.first { line.matches($0.line) })
      #expect(row.totals.adjustedOpeningInFen == line.closing)
      #expect(row.totals.authorityInFen == line.closing)
    }
    let spent = try Books.expenditure("0.01")
    #expect(
      Books.ruleNames { () throws(LedgerError) in try ledger.record([spent]) } == ["yearClosed"])
  }

  @Test func `moves only the opening of 2019 by an error of 5.00 found then`() throws {
    let directory = TemporaryDirectory()
    let ledger = try imported(directory)
    _ = try ledger.close(try Books.year(2018), actor: "会计")
    let statement = try ledger.statement("01", for: try Books.year(2018))
    let before = ledger.balances(of: try Books.year(2018), at: Moment())
    let text =
      "date,kind,source,function,nature,amount,reason\n"
      + "2019-04-10,prior-year-adjustment,general-budget,2010301,basic,50000.00,会计差错更正\n"
    _ = try ledger.importEntries(Books.bytes(text), named: "差错.csv", actor: "会计")
    let next = ledger.balances(of: try Books.year(2019), at: Moment())
    #expect(next.total.adjustedInFen == 5_000_000)
    #expect(next.total.adjustedOpeningInFen == 1_344_128_445 + 5_000_000)
    #expect(next.total.closingInFen == next.total.adjustedOpeningInFen)
    #expect(next.total.incomeInFen == 0)
    #expect(next.total.expenditureInFen == 0)
    #expect(next.total.revisedAppropriationInFen == 0)
    #expect(ledger.balances(of: try Books.year(2018), at: Moment()).rows == before.rows)
    let after = try ledger.statement("01", for: try Books.year(2018))
    #expect(after.cells.map(\.fen) == statement.cells.map(\.fen))
  }
}

@Suite struct `怀化 2024` {
  static let refuse = [
    (key: "ceilings", value: "appropriation"), (key: "shortfall", value: "refuse"),
  ]

  @Test func `spends 650.842, 410.268 and 39.30, 1,100.410 in all`() throws {
    let directory = TemporaryDirectory()
    let books = GoldenBooks.huaihua
    let ledger = try books.create(
      in: directory,
      policies: [
        (key: "ceilings", value: "appropriation"),
        (key: "shortfall", value: "record-with-override"),
      ])
    try books.importFile("import.csv", into: ledger)
    try books.importFile("override.csv", into: ledger, override: `The golden unit`.permission)
    let cube = FigureCube(of: ledger.columns, year: try Books.year(2024))
    func spent(_ nature: SpendingNature, _ prefixes: [String]) throws -> Int64 {
      var filter = FactFilter()
      filter.kinds = [.expenditure]
      filter.natures = [nature]
      filter.economics = try prefixes.map { try #require(CodePrefix(text: $0)) }
      return cube.sum(filter)
    }
    #expect(try spent(.project, []) == 650_842_000)
    #expect(try spent(.basic, ["301", "303"]) == 410_268_000)
    #expect(try spent(.basic, ["302"]) == 39_300_000)
    #expect(try spent(.basic, ["30231"]) == 1_100_000)
    try books.check(try #require(try books.expected.afterOverride), ledger)
    let balances = ledger.balances(of: try Books.year(2024), at: Moment())
    let projects = balances.rows.filter { $0.line.nature == .project }
    let executed = projects.filter { $0.totals.expenditureInFen > 0 }
    #expect(executed.count == 16)
    #expect(executed.allSatisfy { $0.executionInBasisPoints == 10_000 })
    let without = projects.filter { $0.totals.authorityInFen == 0 }
    #expect(without.map(\.executionInBasisPoints) == [nil])
  }

  @Test func `is refused the vehicle overrun, and records it once somebody allows it`() throws {
    let directory = TemporaryDirectory()
    let books = GoldenBooks.huaihua
    let ledger = try books.create(in: directory, policies: Self.refuse)
    try books.importFile("import.csv", into: ledger)
    let refusals = try books.refusals(of: "override.csv", by: ledger)
    #expect(refusals.count == 2)
    #expect(
      refusals.allSatisfy { $0.rejection.wording.name == "exceedsThreePublicCeiling" })
    #expect(refusals.map(\.row) == [2, 3])
    try books.check(try books.expected.imported, ledger)
    #expect(try ledger.findings().allSatisfy { $0.kind == .aboveInitialBudget })
    try books.set([(key: "shortfall", value: "record-with-override")], ledger)
    try books.importFile("override.csv", into: ledger, override: `The golden unit`.permission)
    try books.check(try #require(try books.expected.afterOverride), ledger)
    let findings = try ledger.findings(for: try Books.year(2024))
    let overrides = findings.filter { $0.kind == .override }
    #expect(overrides.count == 2)
    #expect(overrides.allSatisfy { $0.what.chinese.contains("局长") })
    #expect(findings.filter { $0.kind == .bypassedRefusal }.count == 2)
    let again = try books.importFile(
      "override.csv", into: ledger, override: `The golden unit`.permission)
    #expect(again.recorded.isEmpty)
  }
}

@Suite struct `君山 2016` {
  @Test func `is refused every row of its overspend, together and one by one`() throws {
    let directory = TemporaryDirectory()
    let books = GoldenBooks.junshan
    let ledger = try books.create(in: directory)
    try books.importFile("import.csv", into: ledger)
    let expected = try #require(try books.expected.refused)
    let refusals = try books.refusals(of: "overspend.csv", by: ledger)
    #expect(refusals.count == expected.rows)
    let amounts = refusals.compactMap { $0.submission.command.subjectEntry?.amount.fen }
    #expect(amounts.reduce(0, +) == expected.amount)
    for refusal in refusals {
      #expect(refusal.rejection.wording.name == "exceedsFreeAuthority")
      #expect(
        Books.ruleNames { () throws(LedgerError) in
          try ledger.record([Submission(refusal.submission.command, actor: "会计")])
        } == ["exceedsFreeAuthority"])
    }
    try books.check(try books.expected.imported, ledger)
    let refused = try ledger.events(at: 0..<ledger.size).filter {
      $0.event.type == .commandRefused
    }
    #expect(refused.count == 2 * expected.rows)
  }

  @Test func `records it by override, and cannot close on lines below zero`() throws {
    let directory = TemporaryDirectory()
    let books = GoldenBooks.junshan
    let ledger = try books.create(in: directory)
    try books.importFile("import.csv", into: ledger)
    #expect(try books.refusals(of: "overspend.csv", by: ledger).count == 7)
    try books.set([(key: "shortfall", value: "record-with-override")], ledger)
    let recorded = try books.importFile(
      "overspend.csv", into: ledger, override: `The golden unit`.permission)
    #expect(recorded.recorded.count == 7)
    try books.check(try #require(try books.expected.afterOverspend), ledger)
    #expect(try ledger.findings().filter { $0.kind == .override }.count == 7)
    let year = try Books.year(2016)
    #expect(
      Books.ruleNames { () throws(LedgerError) in try ledger.close(year, actor: "会计") }
        == ["linesNegative"])
    #expect(ledger.yearState(of: year) == .open)
    #expect(try Ledger(openingAt: directory.path).yearState(of: year) == .open)
  }
}

@Suite struct `江华 2023` {
  @Test func `closes at nothing, and 2024 opens at nothing`() throws {
    let directory = TemporaryDirectory()
    let books = GoldenBooks.jianghua
    let ledger = try books.create(in: directory)
    try books.importFile("import.csv", into: ledger)
    let closing = try ledger.close(try Books.year(2023), actor: "会计")
    #expect(closing.carryOvers.isEmpty)
    #expect(closing.outcome.recorded.map(\.event.type) == [.yearClosed])
    let next = ledger.balances(of: try Books.year(2024), at: Moment())
    #expect(next.rows.isEmpty)
    #expect(next.total == LineTotals())
  }
}

extension Books {
  /// The names of the rules that refuse what `body` does; empty where it is done.
  static func ruleNames<Result>(_ body: () throws(LedgerError) -> Result) -> [String] {
    do throws(LedgerError) {
      _ = try body()
      return []
    } catch {
      guard case .rejected(let rejected) = error else { return ["\(error)"] }
      return rejected.map(\.rejection.wording.name)
    }
  }
}
