// Questions about history through the façade: filters together, sums, balances around an event.

import BudgetDomain
import BudgetLedger
import Merkle
import Projections
import Statements
import Testing

@Suite struct `History` {
  private let directory = TemporaryDirectory()

  /// 永州 2018, imported at once.
  private func yongzhou() throws -> Ledger {
    let ledger = try GoldenBooks.yongzhou.create(in: directory)
    try GoldenBooks.yongzhou.importFile("import.csv", into: ledger)
    return ledger
  }

  private static let filters: [(String, @Sendable (inout HistoryFilter) -> Void)] = [
    ("everything", { _ in }),
    ("a code", { $0.codes = [CodePrefix(text: "302")].compactMap { $0 } }),
    ("two codes", { $0.codes = ["30217", "2299"].compactMap { CodePrefix(text: $0) } }),
    ("a project", { $0.project = ProjectName("电子政务") }),
    ("a payee", { $0.payee = "供电公司" }),
    ("a document", { $0.document = "永政务记〔2018〕013号" }),
    ("nobody's document", { $0.document = "永政务记〔2019〕013号" }),
    ("a text", { $0.text = "办公" }),
    ("a text with a quote", { $0.text = "办\"公" }),
    (
      "amounts",
      {
        $0.minimumInFen = 10_000_000; $0.maximumInFen = 20_000_000
      }
    ),
    (
      "days",
      {
        $0.since = EffectiveDate(text: "2018-05-01"); $0.until = EffectiveDate(text: "2018-05-31")
      }
    ),
    ("types", { $0.types = [.incomeReceived, .appropriationApproved] }),
    ("late", { $0.daysLate = 3_000 }),
    ("positions", { $0.positions = [3, 40, 41, 250] }),
    (
      "many at once",
      {
        $0.payee = "供电公司"; $0.codes = [CodePrefix(text: "30206")].compactMap { $0 }
        $0.minimumInFen = 9_000_000; $0.text = "大厅"; $0.firstPosition = 50
      }
    ),
  ]

  /// The same question answered by looking at every event.
  private func plainAnswer(_ filter: HistoryFilter, _ ledger: Ledger) throws -> [UInt64] {
    try ledger.events(at: 0..<ledger.size).filter { recorded in
      let event = recorded.event
      let moved = event.movements.filter { movement in
        (filter.codes.isEmpty
          || filter.codes.contains { prefix in
            movement.line.function.text.hasPrefix("\(prefix.number)")
              || movement.economic?.text.hasPrefix("\(prefix.number)") == true
          }) && (filter.project == nil || movement.line.project == filter.project)
          && movement.amount.fen.magnitude >= UInt64(filter.minimumInFen ?? 0)
          && movement.amount.fen.magnitude <= UInt64(filter.maximumInFen ?? Int64.max)
      }
      let asksForMoney =
        !filter.codes.isEmpty || filter.project != nil || filter.minimumInFen != nil
      let date = event.effectiveDate
      let late = date.map { recorded.envelope.recordedAt.beijingDate.dayNumber - $0.dayNumber }
      let texts = [
        event.entry?.memo, event.entry?.payee, event.document, event.entry?.line.project?.text,
        recorded.envelope.key,
      ].compactMap { $0 }
      return (!asksForMoney || !moved.isEmpty)
        && (filter.payee == nil || event.entry?.payee == filter.payee)
        && (filter.document == nil || event.document == filter.document)
        && (filter.text.map { text in texts.contains { $0.contains(text) } } ?? true)
        && (filter.types.isEmpty || filter.types.contains(event.type))
        && (filter.since.map { since in date.map { $0 >= since } ?? false } ?? true)
        && (filter.until.map { until in date.map { $0 <= until } ?? false } ?? true)
        && (filter.daysLate.map { days in late.map { $0 >= days } ?? false } ?? true)
        && recorded.envelope.position >= filter.firstPosition ?? 0
        && (filter.positions?.contains(recorded.envelope.position) ?? true)
    }.map(\.envelope.position)
  }

  @Test func `answers as somebody would who reads every event`() throws {
    let ledger = try yongzhou()
    for (name, change) in Self.filters {
      var filter = HistoryFilter()
      change(&filter)
      let expected = try plainAnswer(filter, ledger)
      #expect(expected.isEmpty == ["nobody's document", "a text with a quote"].contains(name))
      #expect(try ledger.positions(filter) == expected, "\(name)")
      #expect(
        try ledger.positions(filter, newestFirst: true, limit: 3)
          == Array(expected.reversed().prefix(3)), "\(name)")
      #expect(try ledger.positions(filter, limit: 2) == Array(expected.prefix(2)), "\(name)")
    }
  }

  @Test func `of a cell is what its explanation lists, and adds up to it`() throws {
    let ledger = try yongzhou()
    let statement = try ledger.statement("01", for: try Books.year(2018))
    let address = try #require(CellAddress(text: "28:2"))
    var filter = HistoryFilter()
    filter.positions = ledger.positions(behind: address, in: statement)
    let positions = try ledger.positions(filter)
    let sums = ledger.historySums(at: positions)
    #expect(sums.count == positions.count && sums.count == 174)
    #expect(sums.sums.map(\.kind) == [.expenditure])
    #expect(sums.sums.first?.fen == statement.cell(at: address)?.fen)
    #expect(ledger.positions(behind: try #require(CellAddress(text: "99:9")), in: statement) == nil)
  }

  @Test func `tells every line before and after each event, as the balances do`() throws {
    let directory = TemporaryDirectory()
    let ledger = try GoldenBooks.huaihua.create(in: directory)
    try GoldenBooks.huaihua.importFile("import.csv", into: ledger)
    let year = try Books.year(2024)
    let entries = try ledger.historyEntries(at: Array(0..<ledger.size))
    #expect(entries.contains { $0.changes.count == 2 })
    for entry in entries {
      let position = entry.recorded.envelope.position
      let lines = Set(entry.recorded.event.movements.map(\.line))
      #expect(Set(entry.changes.map(\.line)) == lines && entry.changes.count == lines.count)
      guard position % 9 == 0 || entry.changes.count == 2 else { continue }
      let before = ledger.balances(of: year, at: Moment(endPosition: position))
      let after = ledger.balances(of: year, at: Moment(endPosition: position + 1))
      for change in entry.changes {
        #expect(
          change.before == before.rows.first { $0.line == change.line }?.totals ?? LineTotals())
        #expect(change.after == after.rows.first { $0.line == change.line }?.totals)
      }
    }
    let backwards = try ledger.historyEntries(at: [200, 100, 50])
    #expect(backwards.map(\.recorded.envelope.position) == [200, 100, 50])
    #expect(backwards[1] == entries[100])
  }

  @Test func `of one line runs to its balance, with the year its money comes from`() throws {
    let ledger = try yongzhou()
    _ = try ledger.close(try Books.year(2018), actor: "会计")
    for row in ledger.balances(of: try Books.year(2018), at: Moment()).rows {
      let page = try ledger.page(of: row.line)
      #expect(page.totals == row.totals)
      #expect(page.origins.reduce(0) { $0 + $1.fen } == row.totals.openingInFen)
      #expect(
        page.carriedOver.reduce(0) { $0 + $1.carryOver.amount.fen } == row.totals.closingInFen)
      let next = try ledger.page(of: row.line.inYear(try Books.year(2019)))
      #expect(next.totals.adjustedOpeningInFen == row.totals.closingInFen)
      for origin in next.origins { #expect((2017...2018).contains(origin.year.number)) }
    }
  }

  @Test func `of a cell's value ends at the cell, and every step is that of its event`() throws {
    let ledger = try yongzhou()
    let year = try Books.year(2018)
    let statement = try ledger.statement("01", for: year)
    for text in ["28:2", "1:1", "52:2", "29:2"] {
      let address = try #require(CellAddress(text: text))
      let history = try #require(ledger.cellHistory(of: address, in: statement))
      #expect((history.changes.last?.toInFen ?? 0) == statement.cell(at: address)?.fen)
      #expect(history.changes.first?.fromInFen ?? 0 == 0)
      for (one, next) in zip(history.changes, history.changes.dropFirst()) {
        #expect(one.toInFen == next.fromInFen && one.position < next.position)
      }
      for change in history.changes.suffix(3) {
        let then = try ledger.statement("01", for: year, at: Moment(endPosition: change.position))
        #expect(then.cell(at: address)?.fen == change.fromInFen)
      }
    }
    #expect(ledger.cellHistory(of: try #require(CellAddress(text: "99:9")), in: statement) == nil)
  }
}

@Suite struct `The page of an event` {
  @Test(arguments: [GoldenBooks.yongzhou, GoldenBooks.huaihua, GoldenBooks.jianghua])
  func `lists the cells whose explanation lists it, and no others`(books: GoldenBooks) throws {
    let directory = TemporaryDirectory()
    let ledger = try books.create(
      in: directory,
      policies: books.year == 2018
        ? [] : [(key: "table-set", value: books.year == 2024 ? "national-2024" : "national-2023")])
    try books.importFile("import.csv", into: ledger)
    let set = try ledger.statementSet(for: try Books.year(books.year))
    #expect(!set.statements.isEmpty)
    var explained: [UInt64: Set<String>] = [:]
    for statement in set.statements {
      for cell in statement.cells {
        for position in ledger.positions(behind: cell.address, in: statement) ?? [] {
          explained[position, default: []].insert("\(statement.form.code) \(cell.address.text)")
        }
      }
    }
    for position in stride(from: UInt64(0), to: ledger.size, by: 7) {
      let fed = try ledger.statementsFed(by: position).flatMap { fed in
        fed.cells.map { "\(fed.statement.form.code) \($0.cell.address.text)" }
      }
      #expect(Set(fed) == explained[position] ?? [], "#\(position)")
    }
  }

  @Test func `knows batch, reversal, correction, documents and proof`() throws {
    let directory = TemporaryDirectory()
    let books = try AuditBooks(in: directory)
    try books.fund()
    let positions = try books.add(
      "\(payment("2018-03-05", "1.00"))\n\(payment("2018-03-06", "2.00"))")
    _ = try books.ledger.reverse(positions[0], reason: "重复", actor: "会计")
    _ = try books.ledger.correct(
      positions[1], setting: [.amount: "3.00"], reason: "误记", actor: "会计")
    _ = try books.ledger.attach(Books.bytes("发票"), named: "发票.pdf", to: positions[1], actor: "会计")
    let first = try books.ledger.page(of: positions[0])
    #expect(first.batch == positions[0]...positions[1])
    #expect(first.reversedBy == positions[1] + 1 && first.correctedBy == nil)
    #expect(first.proof.proof.index == positions[0])
    #expect(first.rawRecord == (try books.ledger.rawRecord(at: positions[0])))
    let second = try books.ledger.page(of: positions[1])
    #expect(second.reversedBy == positions[1] + 2 && second.correctedBy == positions[1] + 3)
    #expect(second.documents.map(\.isIntact) == [true])
    let digest = try #require(second.documents.first?.attachment.digest)
    try directory.write("documents/\(digest.prefix(2))/\(digest)", "另一张")
    let changed = try books.ledger.page(of: positions[1]).documents
    #expect(changed.map(\.isIntact) == [false] && changed[0].foundDigest != nil)
  }
}
