// One way to be refused by each rule about procedures, years and second persons.

import BudgetDomain

extension Reproducer {
  private static let today = Sample.date("2018-07-01")

  static let procedures: [Reproducer] = [
    Reproducer("adjustmentNotPending", ["#1"]) {
      spent.when(.completeAdjustment(target: spent.log[1], date: today, document: nil))
    },
    Reproducer("completionBeforeSubmission", ["2018-06-29", "2018-06-30"]) {
      let past = Scenario.given([.adjustmentSubmitted(.supplement(Sample.entry("1.00")))])
      return past.when(
        .completeAdjustment(target: past.last, date: Sample.date("2018-06-29"), document: nil))
    },
    Reproducer("entryNotReversible", ["#0"]) {
      spent.when(Sample.reverse(spent.log[0]), reason: "误")
    },
    Reproducer("entryAlreadyReversed", ["#3", "#4"]) {
      var past = spent
      try past.carryOut(Sample.reverse(past.log[3]), reason: "误")
      return past.when(Sample.reverse(past.log[3]), reason: "误")
    },
    Reproducer("correctionChangesNothing", ["#3"]) {
      spent.when(Sample.correct(spent.log[3], spent.log[3].event), reason: "误")
    },
    Reproducer("correctionChangesKindOrYear", ["#3"]) {
      spent.when(
        Sample.correct(spent.log[3], .incomeReceived(Sample.entry("1.00"))), reason: "误")
    },
    Reproducer("reversalBeforeEntry", ["2018-06-29", "2018-06-30"]) {
      spent.when(Sample.reverse(spent.log[3], on: "2018-06-29"), reason: "误")
    },
    Reproducer("projectEnded", ["平台"]) {
      let line = Sample.line(nature: .project, project: "平台")
      return Scenario.given([
        .openingBalanceRecorded(Sample.entry("1.00", line)), .projectCompleted(step),
      ]).when(.recordExpenditure(Sample.entry("1.00", line, economic: "30201")))
    },
    Reproducer("projectAlready", ["平台"]) {
      Scenario.given([.projectRegistered(step)]).when(.moveProject(step, to: .running))
    },
    Reproducer("projectUnknown", ["平台"]) {
      Scenario.given().when(.moveProject(step, to: .completed))
    },
  ]

  static let step = ProjectStep(project: Sample.project("平台"), date: today)

  static let years: [Reproducer] = [
    Reproducer("yearHasNoEntries", ["2018"]) { Scenario.given().when(Sample.close(2018)) },
    Reproducer("earlierYearOpen", ["2018", "2019"]) {
      var past = spent
      past.append(
        .incomeReceived(Sample.entry("1.00", Sample.line(year: 2019), on: "2019-01-01")))
      return past.when(Sample.close(2019))
    },
    Reproducer("proposalsPending", ["#4"]) {
      var past = spent
      past.append(.proposalSubmitted(Proposal(.incomeReceived(Sample.entry("1.00")))))
      return past.when(Sample.close(2018))
    },
    Reproducer("adjustmentsPending", ["2018", "#4"]) {
      var past = spent
      past.append(.adjustmentSubmitted(.supplement(Sample.entry("1.00"))))
      return past.when(Sample.close(2018))
    },
    Reproducer("linesNegative", ["2010306", "-1.00"]) {
      Scenario.given([.expenditureRecorded(Sample.entry("1.00", economic: "30201"))])
        .when(Sample.close(2018))
    },
    Reproducer("checksFail", ["2018", "01 C01-5"]) {
      spent.when(
        .closeYear(
          Sample.year(), date: Sample.date("2019-01-15"), failedChecks: ["01 C01-5"]))
    },
    Reproducer("yearNotClosed", ["2018"]) {
      spent.when(Sample.reopen(2018), reason: "误")
    },
    Reproducer("laterYearClosed", ["2018", "2019"]) {
      var past = spent
      try past.carryOut(Sample.close(2018))
      try past.carryOut(Sample.close(2019))
      return past.when(Sample.reopen(2018), reason: "误")
    },
    Reproducer("publicationNameTaken", ["公开2018", "#4"]) {
      var past = spent
      past.append(.statementPublished(publication("公开2018", at: past)))
      return past.when(.publishStatements(publication("公开2018", at: past)))
    },
    Reproducer("publicationNameAmbiguous", ["2018-09-30"]) {
      spent.when(.publishStatements(publication("2018-09-30", at: spent)))
    },
    Reproducer("yearClosed", ["2018", "#4"]) {
      var past = spent
      try past.carryOut(Sample.close(2018))
      return past.when(.receiveIncome(Sample.entry("1.00")))
    },
  ]

  static let decisions: [Reproducer] = [
    Reproducer("needsSecondPerson") {
      Scenario.given([.policySet(Sample.policy("four-eyes", "income-received"))])
        .when(.receiveIncome(Sample.entry("1.00")))
    },
    Reproducer("notProposable") { spent.when(.propose(Sample.close(2018))) },
    Reproducer("proposalNotPending", ["#1"]) {
      spent.when(.rejectProposal(target: spent.log[1]), reason: "误")
    },
    Reproducer("approverIsPreparer", ["#4", "会计"]) {
      var past = spent
      let entry = Sample.entry("1.00")
      past.append(.proposalSubmitted(Proposal(.incomeReceived(entry))))
      return past.when(.approveProposal(target: past.last, command: .receiveIncome(entry)))
    },
    Reproducer("keyUsedForOtherContent", ["K-1", "#1"]) {
      var past = Scenario.given()
      past.append(.incomeReceived(Sample.entry("1.00")), key: "K-1")
      return past.when(.receiveIncome(Sample.entry("2.00")), key: "K-1")
    },
  ]
}

/// A publication of the ledger as it stands in `scenario`.
private func publication(_ name: String, at scenario: Scenario) -> Publication {
  Publication(
    name: name, year: Sample.year(), tableSet: "hunan-2018", treeSize: UInt64(scenario.log.count),
    root: String(repeating: "0a", count: 32),
    tables: [PublishedTable(form: "01", edition: 1, digest: String(repeating: "0a", count: 32))])
}
