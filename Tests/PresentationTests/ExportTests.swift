// What leaves for other programs: nothing that a person typed ends a field early or runs as a formula.

import BudgetDomain
import Testing

@testable import Presentation

@Suite struct `An export` {
  private func recorded(
    _ event: Event, at position: UInt64 = 7, reason: String? = nil
  ) -> RecordedEvent {
    RecordedEvent(
      envelope: Envelope(
        position: position, recordedAt: RecordedTime(microseconds: 0), actor: "甲", reason: reason),
      event: event)
  }

  private func entry(
    memo: String? = nil, payee: String? = nil, project: String? = nil, economic: String? = nil
  ) throws -> Entry {
    let line = BudgetLine(
      year: try #require(FiscalYear(2018)), source: .generalBudget,
      function: try #require(FunctionCode(text: "2010301")),
      nature: project == nil ? .basic : .project, project: project.flatMap { ProjectName($0) })
    return Entry(
      line: line, economic: economic.flatMap { EconomicCode(text: $0) },
      amount: try #require(Amount(fen: 123_456)),
      date: try #require(EffectiveDate(text: "2018-03-05")), payee: payee, memo: memo)
  }

  private func sheet() -> MovementSheet {
    MovementSheet(catalogue: .builtIn, language: .english)
  }

  static let formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\n=1", "＝1", "－1", "＋1", "＠x"]

  @Test(arguments: formulas)
  func `to a sheet gives no text that a spreadsheet would run`(text: String) throws {
    var sheet = sheet()
    let row = sheet.rows(
      of: recorded(.incomeReceived(try entry(memo: text, payee: "某公司"))), about: "")
    #expect(row.contains("'\(text)"), "\(row)")
    #expect(sheet.neutralisedCount == 1)
    #expect(sheet.neutralisedPositions == [7])
  }

  @Test(arguments: ["a=1", " =1", "1-1", "办公费", "'", ""])
  func `to a sheet leaves other texts as they are`(text: String) throws {
    var sheet = sheet()
    let row = sheet.rows(of: recorded(.incomeReceived(try entry(memo: text))), about: "")
    #expect(row.contains(",\(text),"))
    #expect(sheet.neutralisedCount == 0 && sheet.neutralisedPositions.isEmpty)
  }

  @Test func `to a sheet keeps amounts numbers, below zero where something is taken back`() throws {
    var sheet = sheet()
    let entry = try entry(economic: "30201")
    let reversal = Reversal(
      reverses: 3, date: entry.date,
      movements: Event.expenditureRecorded(entry).movements.map(\.reversed), document: nil)
    let row = sheet.rows(of: recorded(.entryReversed(reversal)), about: "")
    #expect(row.contains(",-1234.56,"))
    #expect(sheet.neutralisedCount == 0)
  }

  @Test func `to a sheet has a mark of its encoding and as many cells in every row`() throws {
    var sheet = sheet()
    let header = sheet.header
    #expect(header.utf8.starts(with: [0xEF, 0xBB, 0xBF]))
    let width = header.split(separator: ",", omittingEmptySubsequences: false).count
    let plain = sheet.rows(of: recorded(.unitDescribed(.institution)), about: "事业单位")
    #expect(plain.split(separator: ",", omittingEmptySubsequences: false).count == width)
    let line = try entry().line
    let virement = Event.virementApproved(
      Virement(entry: try entry(), target: TransferTarget(line: line)))
    let rows = sheet.rows(of: recorded(virement), about: "").split(separator: "\n")
    #expect(rows.count == 2)
    #expect(rows[0].contains(",1/2,") && rows[1].contains(",2/2,"))
    for row in rows {
      #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == width)
    }
  }

  static let names = [
    "平台", "a:b", "a%3A%b", "a  b", " a", "a ", "a b", "a;b", "a\tb", "(a)", "a*b", "甲-乙", "甲－乙",
    "甲 乙", "a-x3A-b", "a\u{3000}b",
  ]

  @Test func `to a journal writes no two projects as one account`() {
    for component in [JournalText.hledgerComponent, JournalText.beancountComponent] {
      #expect(Set(Self.names.map(component)).count == Self.names.count)
    }
    for name in Self.names {
      let hledger = JournalText.hledgerComponent(name)
      #expect(!hledger.contains(where: { ":;\t()*".contains($0) }) && !hledger.contains("  "))
      #expect(!hledger.hasPrefix(" ") && !hledger.hasSuffix(" "), "\(hledger)")
      let beancount = JournalText.beancountComponent(name)
      #expect(beancount.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }, "\(beancount)")
    }
  }

  @Test(arguments: LedgerJournal.Dialect.allCases)
  func `to a journal adds up to nothing in every transaction`(
    dialect: LedgerJournal.Dialect
  ) throws {
    var journal = LedgerJournal(dialect)
    let entry = try entry(
      memo: "a; b | \"c\"\n  d", payee: "x\\y", project: "一:二", economic: "30201")
    let text = journal.transaction(of: recorded(.expenditureRecorded(entry)))
    #expect(journal.transactionCount == 1)
    let postings = text.split(separator: "\n").filter {
      $0.hasSuffix(" CNY") && $0.hasPrefix("    ")
    }
    #expect(postings.count == 2)
    #expect(postings[0].contains("  1234.56 CNY") && postings[1].contains("  -1234.56 CNY"))
    // A line feed of the memo would begin a posting of its own.
    let lines = text.split(separator: "\n").count
    #expect(lines == (dialect == .hledger ? 6 : 8), "\(text)")
    if dialect == .hledger {
      #expect(text.contains("2018-03-05 * (7) x\\y | a； b ｜ \"c\"   d\n"))
      #expect(text.contains(":project:一%3A%二:30201"))
    } else {
      #expect(text.contains(#"2018-03-05 * "x\\y" "a; b | \"c\"   d""#))
      #expect(
        text.contains("Expenses:Expenditure:2018:GeneralBudget:2010301:Project:P一-x3A-二:30201"))
    }
    #expect(journal.transaction(of: recorded(.unitDescribed(.institution))).isEmpty)
    #expect(journal.transactionCount == 1)
  }

  @Test func `as XML holds marks and control characters of texts as text`() {
    var xml = XMLText()
    xml.element("摘要", "<a & b>\u{1}\n")
    xml.element("无", String?.none)
    xml.comment("a -- b")
    #expect(xml.text == "<摘要>&lt;a &amp; b&gt;\u{FFFD}\n</摘要>\n<!-- a — b -->\n")
  }

  @Test func `for auditors posts every kind of movement of money, on both sides alike`() throws {
    let line = try entry().line
    for kind in EntryKind.allCases {
      let movement = Movement(
        kind: kind, line: line, economic: nil, amount: try #require(Amount(fen: 1)))
      let isBudget = [.appropriation, .supplement, .reduction, .virement].contains(kind)
      #expect((BudgetAccount.counterpart(of: movement, in: nil) == nil) == isBudget, "\(kind)")
    }
    for source in FundSource.allCases {
      for nature in SpendingNature.allCases {
        for unit in UnitType.allCases {
          let other = BudgetLine(
            year: line.year, source: source, function: line.function, nature: nature,
            project: nature == .project ? ProjectName("平台") : nil)
          for kind in [EntryKind.income, .expenditure, .openingBalance, .carriedSurplus] {
            let movement = Movement(
              kind: kind, line: other, economic: nil, amount: try #require(Amount(fen: 1)))
            let account = try #require(BudgetAccount.counterpart(of: movement, in: unit))
            #expect(BudgetAccount.all.contains(account) && account != .money)
          }
        }
      }
    }
    #expect(BudgetAccount.all.map(\.number) == BudgetAccount.all.map(\.number).sorted())
  }
}
