// Each test for findings on a few entries: what it sees, what it leaves alone, and its threshold.

import BudgetDomain
import BudgetLedger
import Testing

@Suite struct `A test for findings` {
  private let directory = TemporaryDirectory()

  private func funded(at time: String = "2018-12-31T02:00:00Z") throws -> AuditBooks {
    let books = try AuditBooks(in: directory, at: time)
    try books.fund("1000000.00")
    return books
  }

  @Test func `of twins wants payee, amount and day, and leaves what was taken back`() throws {
    let books = try funded()
    let positions = try books.add(
      """
      \(payment("2018-03-05", "10.00", document: "1", payee: "甲"))
      \(payment("2018-03-05", "10.00", document: "2", payee: "甲"))
      \(payment("2018-03-06", "10.00", document: "3", payee: "甲"))
      \(payment("2018-03-05", "10.01", document: "4", payee: "甲"))
      \(payment("2018-03-05", "10.00", document: "5", payee: "乙"))
      \(payment("2018-03-05", "10.00", document: "6"))
      \(payment("2018-03-05", "10.00", document: "7"))
      """)
    let found = try books.ledger.findings().filter { $0.kind == .duplicatePayment }
    #expect(found.map(\.positions) == [[positions[0], positions[1]]])
    _ = try books.ledger.reverse(positions[1], reason: "重复", actor: "会计")
    #expect(try books.ids(.duplicatePayment).isEmpty)
  }

  @Test func `of splits is off until the policy names a limit`() throws {
    let books = try funded()
    let positions = try books.add(
      """
      \(payment("2018-03-05", "29000.00", payee: "甲"))
      \(payment("2018-03-12", "29000.00", payee: "甲"))
      \(payment("2018-03-20", "29000.00", payee: "甲"))
      \(payment("2018-03-05", "20000.00", payee: "乙"))
      \(payment("2018-03-06", "20000.00", payee: "乙"))
      \(payment("2018-03-06", "50000.00", payee: "丙"))
      \(payment("2018-03-06", "50000.00", payee: "丙"))
      """)
    #expect(try books.ids(.splitPayment).isEmpty)
    try books.policy("finding-split-limit", "50000")
    let found = try books.ledger.findings().filter { $0.kind == .splitPayment }
    #expect(found.map(\.positions) == [[positions[0], positions[1]]])
    #expect(found.first?.what.chinese.contains("58,000.00") == true)
  }

  @Test func `of voucher numbers sees numbers of two days, and gaps in ten or more`() throws {
    let books = try funded()
    var rows = (1...11).filter { $0 != 7 }.map {
      payment("2018-03-05", "10.\(10 + $0)", document: "记〔2018〕\($0)号")
    }
    rows.append(payment("2018-03-06", "10.00", document: "记〔2018〕3号"))
    rows.append(payment("2018-03-05", "10.00", document: "记〔2018〕4号"))
    rows.append(payment("2018-03-05", "10.00", document: "合同9"))
    rows.append(payment("2018-03-05", "10.00", document: "合同1"))
    try books.add(rows.joined(separator: "\n"))
    #expect(try books.ids(.documentReused) == ["document-reused/2018/记〔2018〕3号"])
    #expect(try books.ids(.documentMissing) == ["document-missing/2018/记〔2018〕*号"])
    let gap = try books.ledger.findings().first { $0.kind == .documentMissing }
    #expect(gap?.what.chinese.hasSuffix("缺 1 个：7") == true)
    try books.add(payment("2018-03-07", "10.00", document: "记〔2018〕7号"))
    #expect(try books.ids(.documentMissing).isEmpty)
  }

  @Test func `of time sees what was dated back, what has not come, and the office at night`() throws
  {
    let books = try funded(at: "2018-06-01T02:00:00Z")
    try books.add(payment("2018-05-20", "1.00"))
    try books.set("2018-06-04T02:00:00Z")
    let late = try books.add(
      "\(payment("2018-04-18", "2.00"))\n\(payment("2018-04-19", "3.00"))\n"
        + payment("2018-06-05", "4.00"))
    let found = try books.ledger.findings()
    // 20 May is 32 days after 18 April and 31 after the 19th.
    #expect(found.first { $0.kind == .backdated }?.positions == [late[0]])
    #expect(found.first { $0.kind == .futureDated }?.positions == [late[2]])
    try books.policy("finding-backdated-days", "32")
    #expect(try books.ids(.backdated).isEmpty)
    #expect(try books.ids(.outsideHours).isEmpty)
    try books.policy("finding-office-hours", "08-18")
    #expect(try books.ids(.outsideHours).isEmpty)
    // Saturday, and 23:00 of a Wednesday in Beijing.
    try books.set("2018-06-09T02:00:00Z")
    try books.add(payment("2018-06-08", "5.00"), actor: "周末")
    try books.set("2018-06-13T15:00:00Z")
    try books.add(payment("2018-06-12", "6.00"), actor: "夜里")
    #expect(
      try books.ids(.outsideHours) == [
        "outside-hours/2018/2018-06-09/周末", "outside-hours/2018/2018-06-13/夜里",
      ])
  }

  @Test func `of people sees who lets himself pass`() throws {
    let books = try AuditBooks(in: directory)
    try books.fund("10.00")
    try books.policy("shortfall", "record-with-override")
    try books.add(
      payment("2018-03-05", "20.00"), override: OverrideRequest(allowedBy: "局长", reason: "急"))
    #expect(try books.ids(.samePerson).isEmpty)
    let own = try books.add(
      payment("2018-03-05", "30.00"), override: OverrideRequest(allowedBy: "会计", reason: "急"))
    #expect(try books.ids(.samePerson) == ["same-person/2018/\(own[0])"])
    #expect(try books.ids(.override).count == 2)
  }

  @Test func `of ways around a refusal wants the amount by permission or on another line`() throws {
    let books = try AuditBooks(in: directory)
    try books.fund("100.00")
    func refuse(_ yuan: String) {
      #expect(throws: LedgerError.self) { try books.add(payment("2018-03-05", yuan)) }
    }
    refuse("500.00")
    // More budget on the same line is the way that is meant to be taken.
    try books.fund("1000.00")
    try books.add(payment("2018-03-06", "500.00"))
    #expect(try books.ids(.bypassedRefusal).isEmpty)
    refuse("900.00")
    let other = "general-budget,2010301,,basic,,900.00,,,"
    try books.add("2018-03-06,appropriation,\(other)\n2018-03-06,income,\(other)")
    try books.set("2019-01-31T02:00:00Z")
    let way = try books.add(
      "2018-03-06,expenditure,general-budget,2010301,30201,basic,,900.00,,,")
    #expect(try books.ids(.bypassedRefusal).isEmpty)
    try books.policy("finding-bypass-days", "31")
    let found = try books.ledger.findings().filter { $0.kind == .bypassedRefusal }
    #expect(found.map { $0.positions.last } == [way[0]])
  }

  @Test func `of shares needs enough payments, and obeys its threshold`() throws {
    let books = try AuditBooks(in: directory)
    try books.fund("100000000.00")
    let plain = (1...74).map { payment("2018-03-05", "123.\(10 + $0 % 90)", document: "a\($0)") }
    let round = (1...25).map { payment("2018-12-05", "\($0)0000.00", document: "b\($0)") }
    try books.add((plain + round).joined(separator: "\n"))
    #expect(try books.ids(.roundAmounts).isEmpty)
    try books.add(payment("2018-03-05", "90000.00", document: "c"))
    let share = try #require(
      try books.ledger.findings().first { $0.kind == .roundAmounts })
    #expect(share.what.chinese.contains("26 笔为整万元，占 26.00%"))
    #expect(try books.ids(.decemberRush) == ["december-rush/2018/12"])
    try books.policy("finding-round-share", "26")
    try books.policy("finding-december-share", "99")
    #expect(try books.ids(.roundAmounts).isEmpty && books.ids(.decemberRush).isEmpty)
    #expect(try books.ids(.firstDigits).isEmpty)
    let nines = (1...400).map { payment("2018-04-05", "9.\(10 + $0 % 90)", document: "d\($0)") }
    try books.add(nines.joined(separator: "\n"))
    #expect(try books.ids(.firstDigits) == ["first-digits/2018/payments"])
    try books.policy("finding-digit-deviation", "200000")
    #expect(try books.ids(.firstDigits).isEmpty)
  }

  @Test func `of nature sees capital in basic spending, and not office equipment`() throws {
    let books = try funded()
    try books.add(payment("2018-03-05", "100.00", economic: "31002"))
    #expect(try books.ids(.capitalInBasic).isEmpty)
    try books.add(payment("2018-03-05", "100.00", economic: "31007"))
    #expect(try books.ids(.capitalInBasic) == ["capital-in-basic/2018/309-310"])
  }

  @Test func `of years sees what came after publication, and idle money`() throws {
    let books = try funded()
    _ = try books.ledger.publish(try Books.year(2018), name: "公开", actor: "局长")
    #expect(try books.ids(.afterPublication).isEmpty)
    let late = try books.add(payment("2018-03-05", "1.00"))
    let found = try books.ledger.findings().first { $0.kind == .afterPublication }
    #expect(found?.positions == late && found?.subject == "公开")
    for year in 2018...2020 {
      #expect(try books.ids(.idleCarryOver).isEmpty)
      try books.set("\(year + 1)-01-05T02:00:00Z")
      _ = try books.ledger.close(try Books.year(year), actor: "会计")
    }
    // Money of 2018 that is still there in 2021 was idle in 2019 and in 2020.
    #expect(
      try books.ids(.idleCarryOver) == ["idle-carry-over/2021/2018/general-budget/2010306/basic"])
    #expect(try books.ids(.openingDiffers).isEmpty)
    try books.policy("finding-idle-years", "3")
    #expect(try books.ids(.idleCarryOver).isEmpty)
  }

  @Test func `of openings sees a reopened year that was not closed again`() throws {
    let books = try funded()
    try books.set("2019-01-05T02:00:00Z")
    _ = try books.ledger.close(try Books.year(2018), actor: "会计")
    _ = try books.ledger.reopen(try Books.year(2018), reason: "漏记", actor: "会计")
    try books.add(payment("2018-12-30", "1.00"))
    #expect(try books.ids(.openingDiffers) == ["opening-differs/2019/general-budget/2010306/basic"])
    _ = try books.ledger.close(try Books.year(2018), actor: "会计")
    #expect(try books.ids(.openingDiffers).isEmpty)
  }
}

@Suite struct `A finding` {
  @Test func `is answered by an event, until a later event adds to it`() throws {
    let directory = TemporaryDirectory()
    let books = try AuditBooks(in: directory)
    try books.fund()
    try books.add(
      "\(payment("2018-03-05", "1.00", economic: "31007"))")
    let finding = try #require(
      try books.ledger.findings().first { $0.kind == .capitalInBasic })
    #expect(finding.answer == nil && !finding.isOpen)
    let outcome = try books.ledger.explain(finding: finding, text: "服务器", actor: "局长")
    let reopened = try Ledger(openingAt: directory.path)
    let answered = try #require(
      try reopened.findings().first { $0.kind == .capitalInBasic }?.answer)
    #expect(answered.position == outcome.recorded.first?.envelope.position)
    #expect(answered.actor == "局长" && answered.text == "服务器" && answered.isCurrent)
    try books.add("\(payment("2018-03-06", "2.00", economic: "31007"))")
    let stale = try books.ledger.findings().first { $0.kind == .capitalInBasic }?.answer
    #expect(stale?.isCurrent == false)
  }

  @Test func `that is a warning is open until it is answered`() throws {
    let directory = TemporaryDirectory()
    let books = try AuditBooks(in: directory)
    try books.fund()
    try books.add(
      "\(payment("2018-03-05", "1.00", payee: "甲"))\n\(payment("2018-03-05", "1.00", payee: "甲"))")
    let finding = try #require(
      try books.ledger.findings().first { $0.kind == .duplicatePayment })
    #expect(finding.isOpen)
    _ = try books.ledger.explain(finding: finding, text: "两张发票", actor: "局长")
    #expect(try books.ledger.findings().first { $0.kind == .duplicatePayment }?.isOpen == false)
  }

  @Test func `has a test with a name, a weight and a description in both languages`() {
    #expect(Set(Finding.Kind.allCases.map(\.title.chinese)).count == Finding.Kind.allCases.count)
    for kind in Finding.Kind.allCases {
      #expect(!kind.about.chinese.isEmpty && !kind.about.english.isEmpty)
      #expect(kind.title.english == kind.rawValue)
    }
    let thresholds = Finding.Kind.allCases.compactMap(\.threshold)
    #expect(Set(thresholds) == Set(FindingThreshold.allCases))
  }
}
