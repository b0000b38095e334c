// Procedures through the façade: second persons, refusals that are kept, texts that do not fit.

import BudgetDomain
import BudgetLedger
import EventStorage
import Projections
import Testing

@Suite struct `A ledger with procedures` {
  private func begin(
    _ directory: TemporaryDirectory, _ policies: [(String, String)] = []
  ) throws -> Ledger {
    let ledger = try Books.create(in: directory)
    _ = try ledger.importEntries(Books.bytes(Books.small), named: "a.csv", actor: "会计")
    for (key, value) in policies { try set(key, value, ledger) }
    return ledger
  }

  private func set(_ key: String, _ value: String, _ ledger: Ledger) throws {
    let setting = try #require(PolicySetting(key: key, value: value))
    _ = try ledger.record([
      Submission(.setPolicy(PolicyChange(setting: setting, year: nil)), actor: "局长")
    ])
  }

  @Test func `names both persons of what was approved`() throws {
    let directory = TemporaryDirectory()
    let ledger = try begin(directory, [("four-eyes", "expenditure-recorded,entry-reversed")])
    let spend = try Books.expenditure("5.00")
    #expect(
      Books.ruleNames { () throws(LedgerError) in try ledger.record([spend]) }
        == ["needsSecondPerson"])
    let proposal = try #require(
      try ledger.record([Submission(.propose(spend.command), actor: "张三", reason: "急需")])
        .recorded.first)
    let own = Books.ruleNames { () throws(LedgerError) in
      try ledger.approve(proposal.envelope.position, actor: "张三")
    }
    #expect(own == ["approverIsPreparer"])
    let approved = try ledger.approve(proposal.envelope.position, actor: "李四")
    #expect(approved.recorded.map(\.event.type) == [.proposalApproved, .expenditureRecorded])
    #expect(approved.recorded.map(\.envelope.actor) == ["李四", "张三"])
    #expect(approved.recorded.map(\.envelope.approver) == [nil, "李四"])
    let position = try #require(approved.recorded.last).envelope.position
    let reversal = try #require(
      try ledger.reverse(position, reason: "误", actor: "张三", isProposal: true).recorded.first)
    _ = try ledger.approve(reversal.envelope.position, actor: "李四")
    let reopened = try Ledger(openingAt: directory.path)
    #expect(reopened.pendingProposals.isEmpty)
    #expect(try reopened.event(at: position).envelope.approver == "李四")
    let balances = reopened.balances(of: try Books.year(2018), at: Moment())
    #expect(balances.total.expenditureInFen == 30_000)
  }

  @Test func `lets a refused file in under its own keys once the rule lets it`() throws {
    let directory = TemporaryDirectory()
    let ledger = try begin(directory)
    let text =
      "date,kind,source,function,economic,nature,amount,key\n"
      + "2018-06-01,expenditure,general-budget,2010306,30201,basic,900.00,凭证-1\n"
    let bytes = Books.bytes(text)
    for _ in 0..<2 {
      let names = Books.ruleNames { () throws(LedgerError) in
        try ledger.importEntries(bytes, named: "b.csv", actor: "会计")
      }
      #expect(names == ["exceedsFreeAuthority"])
    }
    let more =
      "date,kind,source,function,nature,amount\n"
      + "2018-06-02,supplement,general-budget,2010306,basic,500.00\n"
      + "2018-06-02,income,general-budget,2010306,basic,500.00\n"
    _ = try ledger.importEntries(Books.bytes(more), named: "c.csv", actor: "会计")
    #expect(
      try ledger.importEntries(bytes, named: "b.csv", actor: "会计").recorded.count == 1)
    let again = try Ledger(openingAt: directory.path)
    #expect(
      try again.importEntries(bytes, named: "b.csv", actor: "会计").recorded.isEmpty)
  }

  static let projects = ["平\u{7}台", "平\u{0}台", String(repeating: "长", count: 30_000), "\u{9F}"]

  @Test(arguments: projects)
  func `refuses texts that no record holds, before it keeps the refusal`(project: String) throws {
    let directory = TemporaryDirectory()
    let ledger = try begin(directory, [("four-eyes", "expenditure-recorded")])
    var entry = try #require(try Books.expenditure("1.00").command.subjectEntry)
    entry.line = BudgetLine(
      year: entry.line.year, source: .generalBudget, function: entry.line.function,
      nature: .project, project: ProjectName(project))
    let names = Books.ruleNames { () throws(LedgerError) in
      try ledger.record([Submission(.recordExpenditure(entry), actor: "会计")])
    }
    #expect(names.count == 1)
    #expect(
      ["needsSecondPerson", "textHasControlCharacter", "textTooLong"].contains(names.first ?? ""))
    let text =
      "date,kind,source,function,economic,nature,project,amount\n"
      + "2018-06-01,expenditure,general-budget,2010306,30201,project,\(project),1.00\n"
    #expect(!Books.problemNames(ledger, text).isEmpty)
    let reopened = try Ledger(openingAt: directory.path)
    #expect(reopened.size == ledger.size)
  }

  @Test func `has room for the longest texts of every field, escaped`() throws {
    let directory = TemporaryDirectory()
    let ledger = try begin(
      directory,
      [("shortfall", "record-with-override"), ("four-eyes", "expenditure-recorded")])
    var entry = try #require(try Books.expenditure("9000.00").command.subjectEntry)
    let long = String(repeating: "\n", count: textLimitInBytes)
    entry.line = BudgetLine(
      year: entry.line.year, source: .generalBudget, function: entry.line.function,
      nature: .project, project: ProjectName(long))
    entry.document = long
    entry.payee = long
    entry.memo = long
    let override = OverrideRequest(allowedBy: long, reason: long)
    let proposal = try ledger.record([
      Submission(
        .propose(.recordExpenditure(entry)), actor: long, key: long, reason: long,
        override: override)
    ])
    let position = try #require(proposal.recorded.first).envelope.position
    let command = Command.approveProposal(
      target: try ledger.event(at: position), command: .recordExpenditure(entry))
    let other = "\t" + long.dropFirst()
    let approved = try ledger.record([
      Submission(command, actor: other, key: other, reason: long, override: override)
    ])
    #expect(approved.recorded.count == 2)
    #expect(try Ledger(openingAt: directory.path).size == ledger.size)
  }

  @Test func `keeps a refusal that names a thousand lines`() throws {
    let directory = TemporaryDirectory()
    let ledger = try begin(directory, [("shortfall", "record-with-override")])
    let entry = try #require(try Books.expenditure("1.00").command.subjectEntry)
    // One visible character of four thousand bytes: an accent upon an accent.
    let accents = "e" + String(repeating: "\u{301}", count: 1_500)
    let submissions = (0..<60).map { number in
      var spent = entry
      spent.line = BudgetLine(
        year: entry.line.year, source: .generalBudget, function: entry.line.function,
        nature: .project, project: ProjectName("\(number)" + accents))
      return Submission(
        .recordExpenditure(spent), actor: "会计",
        override: OverrideRequest(allowedBy: "局长", reason: "急"))
    }
    _ = try ledger.record(submissions)
    let year = try Books.year(2018)
    let names = Books.ruleNames { () throws(LedgerError) in try ledger.close(year, actor: "会计") }
    #expect(names == ["linesNegative"])
    #expect(try Ledger(openingAt: directory.path).size == ledger.size)
  }

  @Test func `completes and withdraws adjustments, and closes when nothing waits`() throws {
    let directory = TemporaryDirectory()
    let ledger = try begin(directory)
    let year = try Books.year(2018)
    let entry = try #require(try Books.expenditure("100.00").command.subjectEntry)
    let first = try ledger.record([
      Submission(.submitAdjustment(.supplement(entry)), actor: "会计"),
      Submission(.submitAdjustment(.reduction(entry)), actor: "会计"),
    ])
    #expect(ledger.balances(of: year, at: Moment()).total.revisedAppropriationInFen == 100_000)
    let blocked = Books.ruleNames { () throws(LedgerError) in
      try ledger.close(year, actor: "会计")
    }
    #expect(blocked == ["adjustmentsPending"])
    let positions = first.recorded.map(\.envelope.position)
    _ = try ledger.completeAdjustment(
      positions[0], date: EffectiveDate(text: "2018-07-01"), document: "批1", actor: "会计")
    _ = try ledger.withdrawAdjustment(positions[1], reason: "不再需要", actor: "会计")
    #expect(ledger.balances(of: year, at: Moment()).total.revisedAppropriationInFen == 110_000)
    _ = try ledger.close(year, actor: "会计")
    let reopened = try Ledger(openingAt: directory.path)
    #expect(reopened.pendingAdjustments.isEmpty)
    #expect(reopened.yearState(of: year).isClosed)
    _ = try reopened.reopen(year, reason: "漏记", actor: "会计")
    _ = try reopened.record([try Books.expenditure("1.00")])
    let findings = try reopened.findings(for: year)
    #expect(findings.filter { $0.kind == .duringReopening }.count == 1)
    let again = try reopened.close(year, actor: "会计")
    #expect(again.carryOvers.map(\.amount.fen) == [-100])
  }
}
