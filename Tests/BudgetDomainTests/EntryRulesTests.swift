// Rules that every fact about money obeys: amounts, codes, projects, dates, texts, capacity.

import BudgetDomain
import Testing

@Suite struct `Every entry` {
  static let unfit: [(Entry, Rejection)] = [
    (
      Entry(line: Sample.line(), economic: nil, amount: .zero, date: Sample.date("2018-01-01")),
      .amountNotPositive(.zero)
    ),
    (
      Sample.entry("1.00", Sample.line(function: "2019998")),
      .functionCodeUnknown(Sample.function("2019998"))
    ),
    (
      Sample.entry("1.00", Sample.line(nature: .project)),
      .projectRequired
    ),
    (
      Sample.entry("1.00", Sample.line(project: "平台")),
      .projectNotAllowed(.basic)
    ),
    (
      Sample.entry("1.00", on: "2019-01-01"),
      .dateOutsideYear(Sample.date("2019-01-01"), Sample.year())
    ),
    (
      Sample.entry("1.00", memo: String(repeating: "长", count: 1_025)),
      .textTooLong(field: .memo, bytes: 3_075, limitInBytes: 3_072)
    ),
    (
      Sample.entry("1.00", memo: "办公\u{7}费"),
      .textHasControlCharacter(field: .memo, scalar: 7)
    ),
    (
      Sample.entry("1.00", memo: "办公\u{0}费"),
      .textHasControlCharacter(field: .memo, scalar: 0)
    ),
  ]

  @Test(arguments: unfit)
  func `is refused by name when it breaks a rule`(entry: Entry, rejection: Rejection) {
    Scenario.given().when(.approveAppropriation(entry)).thenRefused(rejection)
  }

  @Test func `needs an opened ledger`() {
    let outcome = Scenario().when(.approveAppropriation(Sample.entry("1.00")))
    outcome.thenRefused(.ledgerNotOpened)
  }

  @Test func `keeps line feeds and tabs of a memo`() {
    let entry = Sample.entry("1.00", memo: "第一行\n第二行\t完")
    Scenario.given().when(.approveAppropriation(entry)).then([.appropriationApproved(entry)])
  }

  @Test func `is refused when its code is not valid in its year`() {
    // 2080504 was withdrawn with the renaming of 20805 in 2020.
    let outcome = Scenario.given().when(
      .approveAppropriation(
        Sample.entry("1.00", Sample.line(year: 2020, function: "2080504"), on: "2020-05-01")))
    guard case .functionCodeNotValidInYear(let code, let year, let meanings) = outcome.rejection
    else {
      Issue.record("expected a refusal of the code, got \(outcome)")
      return
    }
    #expect(code.text == "2080504")
    #expect(year.number == 2020)
    #expect(meanings.contains { $0.validToYear == 2019 || $0.validToYear == 2018 })
  }

  static let economicCases: [(SubmissionKind, String?, String)] = [
    (.expenditure, nil, "economicCodeRequired"),
    (.income, "30201", "economicCodeNotAllowed"),
    (.openingBalance, "30201", "economicCodeNotAllowed"),
    (.appropriation, "39998", "economicCodeUnknown"),
  ]

  @Test(arguments: economicCases)
  func `carries an economic code exactly where its kind has one`(
    kind: SubmissionKind, code: String?, name: String
  ) {
    let outcome = Scenario.given(Sample.funded)
      .when(Sample.command(kind, Sample.entry("1.00", economic: code)))
    #expect(outcome.rejection?.wording.name == name)
  }

  @Test func `may be as large as an exact amount, but the year may not hold more`() {
    let largest = Entry(
      line: Sample.line(), amount: Sample.fen(Amount.limitInFen), date: Sample.date("2018-01-01"))
    var scenario = Scenario.given()
    scenario.when(.approveAppropriation(largest)).then([.appropriationApproved(largest)])
    scenario.append(.appropriationApproved(largest))
    scenario.when(.approveAppropriation(Sample.entry("0.01")))
      .thenRefused(.exceedsLedgerCapacity(.appropriation, Sample.year()))
    let income = Command.receiveIncome(largest)
    scenario.when(income).then([.incomeReceived(largest)])
  }

  @Test func `of opening balance is typed for the first year only`() {
    let later = Sample.entry("1.00", Sample.line(year: 2019), on: "2019-01-01")
    Scenario.given(Sample.funded).when(.recordOpeningBalance(later))
      .thenRefused(
        .openingBalanceAfterFirstYear(Sample.year(2019), firstYear: Sample.year()))
    let first = Sample.entry("1.00", on: "2018-01-01")
    Scenario.given(Sample.funded).when(.recordOpeningBalance(first))
      .then([.openingBalanceRecorded(first)])
  }

  @Test func `names who records it`() {
    Scenario.given().decided(
      Submission(.approveAppropriation(Sample.entry("1.00")), actor: "")
    ).thenRefused(.textMissing(field: .actor))
  }
}

@Suite struct `A key` {
  @Test func `with the same content is a no-op that names the old position`() {
    var scenario = Scenario.given()
    let entry = Sample.entry("1.00")
    scenario.append(.appropriationApproved(entry), key: "K-1")
    scenario.when(.approveAppropriation(entry), key: "K-1").thenAlreadyRecorded(at: 1)
  }

  @Test func `with other content is a conflict`() {
    var scenario = Scenario.given()
    scenario.append(.appropriationApproved(Sample.entry("1.00")), key: "K-1")
    scenario.when(.approveAppropriation(Sample.entry("1.01")), key: "K-1")
      .thenRefused(.keyUsedForOtherContent(key: "K-1", position: 1))
  }

  @Test func `is found before any rule could refuse the repetition`() {
    var scenario = Scenario.given(Sample.funded)
    let entry = Sample.entry("10,000.00", economic: "30201")
    scenario.append(.expenditureRecorded(entry), key: "K-2")
    scenario.when(.recordExpenditure(entry), key: "K-2").thenAlreadyRecorded(at: 3)
  }
}

@Suite struct `The opening of a ledger` {
  @Test func `comes first and once`() {
    Scenario().when(.openLedger(Sample.opening)).then([.ledgerOpened(Sample.opening)])
    Scenario.given().when(.openLedger(Sample.opening)).thenRefused(.ledgerAlreadyOpened)
  }

  @Test func `names the unit`() {
    let nameless = LedgerOpening(origin: "o", unit: "", unitCode: nil, tableSet: "hunan-2018")
    Scenario().when(.openLedger(nameless)).thenRefused(.textMissing(field: .unit))
  }

  @Test(arguments: ["某中心\n", "某\t中心", "某\u{85}中心"])
  func `stands in one line, because checkpoints are lines`(unit: String) {
    let opening = LedgerOpening(origin: "o", unit: unit, unitCode: nil, tableSet: "hunan-2018")
    let outcome = Scenario().when(.openLedger(opening))
    #expect(outcome.rejection?.wording.name == "textHasControlCharacter")
  }
}

@Suite struct `A registered code` {
  static func registration(
    _ code: UInt32, from: Int? = nil, to: Int? = nil, system: CodeSystem = .function
  ) -> CodeRegistration {
    let entry = CodeEntry(code: code, name: "新科目", validFromYear: from, validToYear: to)
    return CodeRegistration(system: system, entry: entry)
  }

  @Test func `makes an unknown code usable`() {
    var scenario = Scenario.given()
    scenario.append(.codeRegistered(Self.registration(2_019_998)))
    let entry = Sample.entry("1.00", Sample.line(function: "2019998"))
    scenario.when(.approveAppropriation(entry)).then([.appropriationApproved(entry)])
  }

  @Test func `replaces the built-in meanings of that code`() {
    var scenario = Scenario.given()
    scenario.append(.codeRegistered(Self.registration(2_010_306, from: 2020)))
    let outcome = scenario.when(.approveAppropriation(Sample.entry("1.00")))
    #expect(outcome.rejection?.wording.name == "functionCodeNotValidInYear")
  }

  @Test func `has the digits of its system and years in order`() {
    Scenario.given().when(.registerCode(Self.registration(20_103, system: .economic)))
      .then([.codeRegistered(Self.registration(20_103, system: .economic))])
    let long = Self.registration(2_010_306, system: .economic)
    Scenario.given().when(.registerCode(long))
      .thenRefused(.codeDigitsWrong(long.entry, .economic))
    let reversed = Self.registration(2_010_306, from: 2020, to: 2019)
    Scenario.given().when(.registerCode(reversed))
      .thenRefused(.codeYearsReversed(reversed.entry))
  }
}
