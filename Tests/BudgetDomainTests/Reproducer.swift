// One way to be refused by each rule: the past, what was asked, and the figures the refusal names.

import BudgetDomain

/// A submission that a rule refuses, for the table of all rules.
struct Reproducer: Sendable {
  /// The searchable name of the rule.
  let rule: String
  /// Texts that both messages must hold, because they explain the refusal.
  let figures: [String]
  let outcome: @Sendable () throws -> Outcome

  init(
    _ rule: String, _ figures: [String] = [], _ outcome: @escaping @Sendable () throws -> Outcome
  ) {
    self.rule = rule
    self.figures = figures
    self.outcome = outcome
  }

  /// Every rule, in the order of the cases of `Rejection`.
  static let all = entries + money + transfers + procedures + years + decisions + roles

  /// A rule about one entry on an opened ledger that was never used.
  private static func entry(
    _ rule: String, _ figures: [String], _ kind: SubmissionKind, _ entry: Entry
  ) -> Reproducer {
    Reproducer(rule, figures) { Scenario.given().when(Sample.command(kind, entry)) }
  }

  private static func opened(
    _ rule: String, _ figures: [String], _ command: Command
  ) -> Reproducer {
    Reproducer(rule, figures) { Scenario.given().when(command) }
  }

  private static let entries: [Reproducer] = [
    Reproducer("ledgerNotOpened") { Scenario().when(.describeUnit(.institution)) },
    opened("ledgerAlreadyOpened", [], .openLedger(Sample.opening)),
    Reproducer("textMissing") {
      Scenario.given().when(.describeUnit(.institution), by: "")
    },
    entry(
      "textTooLong", ["\(textLimitInBytes + 3)", "\(textLimitInBytes)"], .income,
      Sample.entry("1.00", memo: String(repeating: "长", count: textLimitInBytes / 3 + 1))),
    entry("textHasControlCharacter", ["U+7"], .income, Sample.entry("1.00", memo: "\u{7}")),
    entry(
      "amountNotPositive", ["-0.01"], .income,
      Entry(line: Sample.line(), amount: Sample.fen(-1), date: Sample.date("2018-01-01"))),
    entry(
      "functionCodeUnknown", ["2019998"], .income,
      Sample.entry("1.00", Sample.line(function: "2019998"))),
    entry(
      "functionCodeNotValidInYear", ["2080504", "2020"], .income,
      Sample.entry("1.00", Sample.line(year: 2020, function: "2080504"), on: "2020-05-01")),
    entry(
      "economicCodeUnknown", ["39998"], .appropriation, Sample.entry("1.00", economic: "39998")),
    Reproducer("economicCodeNotValidInYear", ["39998", "2018", "2020"]) {
      let code = CodeEntry(code: 39_998, name: "新", validFromYear: 2020, validToYear: nil)
      return Scenario.given([.codeRegistered(CodeRegistration(system: .economic, entry: code))])
        .when(.approveAppropriation(Sample.entry("1.00", economic: "39998")))
    },
    entry("economicCodeRequired", [], .expenditure, Sample.entry("1.00")),
    entry("economicCodeNotAllowed", [], .income, Sample.entry("1.00", economic: "30201")),
    entry("projectRequired", [], .income, Sample.entry("1.00", Sample.line(nature: .project))),
    entry("projectNotAllowed", [], .income, Sample.entry("1.00", Sample.line(project: "平台"))),
    entry(
      "dateOutsideYear", ["2019-01-01", "2018"], .income,
      Sample.entry("1.00", on: "2019-01-01")),
    Reproducer("openingBalanceAfterFirstYear", ["2018", "2019"]) {
      Scenario.given(Sample.funded).when(
        .recordOpeningBalance(Sample.entry("1.00", Sample.line(year: 2019), on: "2019-01-01")))
    },
    Reproducer("yearBeforeFirst", ["2017", "2018"]) {
      Scenario.given([.openingBalanceRecorded(Sample.entry("1.00"))]).when(
        .receiveIncome(Sample.entry("1.00", Sample.line(year: 2017), on: "2017-01-01")))
    },
    opened(
      "codeYearsReversed", ["2010306"],
      .registerCode(`A registered code`.registration(2_010_306, from: 2020, to: 2019))),
    opened(
      "codeDigitsWrong", ["201030"],
      .registerCode(`A registered code`.registration(201_030))),
    Reproducer("exceedsLedgerCapacity", ["9007199254740991", "2018"]) {
      let largest = Entry(
        line: Sample.line(), amount: Sample.fen(Amount.limitInFen),
        date: Sample.date("2018-01-01"))
      return Scenario.given([.incomeReceived(largest)])
        .when(.receiveIncome(Sample.entry("0.01")))
    },
    opened(
      "factOutOfRange", ["-1"],
      .reportFact(
        FactReport(
          metric: .vehicles, year: Sample.year(), date: Sample.date("2018-12-31"), value: -1))),
    opened(
      "factProjectWrong", ["平台"],
      .reportFact(
        FactReport(
          metric: .vehicles, year: Sample.year(), date: Sample.date("2018-12-31"), value: 1,
          project: Sample.project("平台")))),
    Reproducer("scoreOutOfRange", ["8.01", "8", "yongzhou-2018-whole 10"]) {
      Scenario.given(Sample.funded).when(
        .scorePerformance(Sample.score("8.01", of: "8", year: 2018)), reason: "自评")
    },
    Reproducer("scoreAlready", ["yongzhou-2018-whole 10", "7"]) {
      let score = Sample.score("7", of: "8", year: 2018)
      var scenario = Scenario.given(Sample.funded)
      try scenario.carryOut(.scorePerformance(score), reason: "自评")
      return scenario.when(.scorePerformance(score), reason: "自评")
    },
    Reproducer("yearNotScorable", ["2018"]) {
      Scenario.given().when(
        .scorePerformance(Sample.score("7", of: "8", year: 2018)), reason: "自评")
    },
    Reproducer("noSuchPosition", ["#7", "1"]) {
      Scenario.given().when(
        .attachDocument(
          DocumentAttachment(
            position: 7, digest: String(repeating: "0a", count: 32), fileName: "发票.pdf",
            sizeInBytes: 1)))
    },
  ]
}

extension Reproducer {
  /// 10,000.00 of authority and money, of which 4,000.00 are spent at #3.
  static var spent: Scenario {
    Scenario.given(
      Sample.funded + [.expenditureRecorded(Sample.entry("4,000.00", economic: "30201"))])
  }

  private static let money: [Reproducer] = [
    Reproducer("exceedsFreeAuthority", ["6,000.01", "10,000.00", "4,000.00", "0.01", "#3"]) {
      spent.when(.recordExpenditure(Sample.entry("6,000.01", economic: "30201")))
    },
    Reproducer("exceedsAvailableMoney", ["2.00", "1.00"]) {
      Scenario.given([
        .appropriationApproved(Sample.entry("10.00")), .incomeReceived(Sample.entry("1.00")),
      ]).when(.recordExpenditure(Sample.entry("2.00", economic: "30201")))
    },
    Reproducer("reductionExceedsFreeAuthority", ["6,000.01", "0.01", "#3"]) {
      spent.when(.reduceAppropriation(Sample.entry("6,000.01")))
    },
    Reproducer("exceedsThreePublicCeiling", ["公务接待费", "6.00", "5.00", "1.00", "2018"]) {
      Scenario.given(
        Sample.funded + [
          .policySet(Sample.policy("ceilings", "appropriation")),
          .appropriationApproved(Sample.entry("5.00", economic: "30217")),
        ]
      ).when(.recordExpenditure(Sample.entry("6.00", economic: "30217")))
    },
    Reproducer("refundExceedsExpenditure", ["4,000.01", "4,000.00", "0.01"]) {
      spent.when(.refundExpenditure(Sample.entry("4,000.01", economic: "30201")))
    },
    Reproducer("overrideIncomplete") {
      Scenario.given([.policySet(Sample.policy("shortfall", "record-with-override"))]).when(
        .recordExpenditure(Sample.entry("1.00", economic: "30201")),
        override: OverrideRequest(allowedBy: "局长", reason: ""))
    },
    Reproducer("leavesLessAuthorityThanUsed", ["10,000.00", "4,000.00", "#3"]) {
      spent.when(Sample.reverse(spent.log[1]), reason: "误")
    },
    Reproducer("leavesLessMoneyThanUsed", ["10,000.00", "4,000.00", "#3"]) {
      spent.when(Sample.reverse(spent.log[2]), reason: "误")
    },
    Reproducer("incomeFollowsPayment", ["2018"]) {
      Scenario.given([.policySet(Sample.policy("income-recognition", "payment", year: 2018))])
        .when(.receiveIncome(Sample.entry("1.00")))
    },
    Reproducer("recognitionChangedInYear", ["2018"]) {
      spent.when(.setPolicy(Sample.policy("income-recognition", "payment", year: 2018)))
    },
  ]

  private static let otherFunction = Sample.line(function: "2010301")

  private static let transfers: [Reproducer] = [
    Reproducer("virementExceedsFreeAuthority", ["6,000.01", "0.01", "#3"]) {
      spent.when(.approveVirement(Sample.virement("6,000.01", to: otherFunction)))
    },
    Reproducer("virementAcrossSourcesNeedsDocument") {
      spent.when(
        .approveVirement(Sample.virement("1.00", to: Sample.line(source: .governmentFund))))
    },
    Reproducer("transferAcrossYears", ["2018", "2019"]) {
      spent.when(.approveVirement(Sample.virement("1.00", to: Sample.line(year: 2019))))
    },
    Reproducer("transferToItself", ["2010306"]) {
      spent.when(.approveVirement(Sample.virement("1.00", to: Sample.line())))
    },
    opened(
      "transferTargetMissing", [], .adjustPriorYear(Sample.adjustment(.internalTransfer, "1.00"))),
    opened(
      "transferTargetNotAllowed", [],
      .adjustPriorYear(
        Sample.adjustment(
          .recovery, "1.00", to: Sample.line(year: 2019, function: "2010301")))),
    Reproducer("adjustmentExceedsOpening", ["5.01", "5.00", "0.01"]) {
      Scenario.given([.openingBalanceRecorded(Sample.entry("5.00"))]).when(
        .adjustPriorYear(
          Sample.adjustment(.remittance, "5.01", Sample.line(), on: "2018-03-01")))
    },
    entry(
      "onlyForInstitutions", [], .surplusDistribution,
      Sample.entry("1.00", Sample.line(source: .service))),
    Reproducer("notForFiscalMoney") {
      Scenario.given([.unitDescribed(.institution)])
        .when(.applyFundBalance(Sample.entry("1.00")))
    },
    Reproducer("distributionExceedsMoney", ["5.01", "5.00", "0.01"]) {
      let line = Sample.line(source: .service)
      return Scenario.given([
        .unitDescribed(.institution), .incomeReceived(Sample.entry("5.00", line)),
      ]).when(.distributeSurplus(Sample.entry("5.01", line)))
    },
  ]
}
