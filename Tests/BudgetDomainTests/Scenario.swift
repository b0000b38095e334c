// given(events).when(command).then(events | rejection): the rules of the domain as sentences.

import BudgetDomain
import Testing

/// A past, built from events, against which a submission is decided.
struct Scenario {
  private(set) var state = BudgetState()
  private(set) var log: [RecordedEvent] = []

  /// A ledger that was opened, followed by `events`.
  static func given(_ events: [Event] = []) -> Scenario {
    var scenario = Scenario()
    scenario.append(.ledgerOpened(Sample.opening))
    for event in events { scenario.append(event) }
    return scenario
  }

  mutating func append(
    _ event: Event, key: String? = nil, reason: String? = nil, by actor: String = "会计"
  ) {
    let envelope = Envelope(
      position: UInt64(log.count), recordedAt: RecordedTime(microseconds: Int64(log.count)),
      actor: actor, key: key, reason: reason)
    log.append(RecordedEvent(envelope: envelope, event: event))
    state.evolve(RecordedEvent(envelope: envelope, event: event))
  }

  func when(
    _ command: Command, key: String? = nil, reason: String? = nil, by actor: String = "会计",
    override: OverrideRequest? = nil
  ) -> Outcome {
    decided(Submission(command, actor: actor, key: key, reason: reason, override: override))
  }

  func decided(_ submission: Submission) -> Outcome {
    do throws(Rejection) {
      return .decided(try decide(submission, given: state))
    } catch {
      return .refused(error)
    }
  }

  /// Decides, and takes what was decided into the past.
  mutating func carryOut(
    _ command: Command, reason: String? = nil, by actor: String = "会计", key: String? = nil,
    override: OverrideRequest? = nil
  ) throws {
    let submission = Submission(
      command, actor: actor, key: key, reason: reason, override: override)
    guard case .record(let events) = try decide(submission, given: state) else { return }
    for event in events { append(event, key: key, reason: reason, by: actor) }
  }

  /// The last event of the past.
  var last: RecordedEvent {
    guard let last = log.last else { preconditionFailure("nothing happened yet") }
    return last
  }

  func totals(_ line: BudgetLine = Sample.line()) -> LineTotals { state.totals(of: line) }
}

/// What came of a submission.
enum Outcome: Equatable {
  case decided(Decision)
  case refused(Rejection)

  func then(
    _ events: [Event], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(self == .decided(.record(events)), sourceLocation: sourceLocation)
  }

  func thenRefused(
    _ rejection: Rejection, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(self == .refused(rejection), sourceLocation: sourceLocation)
  }

  func thenAlreadyRecorded(
    at position: UInt64, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      self == .decided(.alreadyRecorded(position: position)), sourceLocation: sourceLocation)
  }

  var rejection: Rejection? {
    if case .refused(let rejection) = self { rejection } else { nil }
  }

  /// The name of the rule that said no, or `nil`.
  var ruleName: String? { rejection?.wording.name }

  /// What would be recorded; empty where nothing would be.
  var events: [Event] {
    if case .decided(.record(let events)) = self { events } else { [] }
  }
}

/// Values that many rules are tried on.
enum Sample {
  static let opening = LedgerOpening(
    origin: "juesuan.local/test", unit: "某市政务服务中心", unitCode: nil, tableSet: "hunan-2018")

  static func year(_ number: Int = 2018) -> FiscalYear {
    guard let year = FiscalYear(number) else { preconditionFailure("no year \(number)") }
    return year
  }

  static func date(_ text: String) -> EffectiveDate {
    guard let date = EffectiveDate(text: text) else { preconditionFailure("no date \(text)") }
    return date
  }

  static func yuan(_ text: String) -> Amount {
    do {
      return try Amount(yuanText: text)
    } catch {
      preconditionFailure("no amount \(text): \(error)")
    }
  }

  static func fen(_ fen: Int64) -> Amount {
    guard let amount = Amount(fen: fen) else { preconditionFailure("no amount of \(fen) fen") }
    return amount
  }

  static func function(_ text: String) -> FunctionCode {
    guard let code = FunctionCode(text: text) else { preconditionFailure("no code \(text)") }
    return code
  }

  static func line(
    year number: Int = 2018, source: FundSource = .generalBudget, function code: String = "2010306",
    nature: SpendingNature = .basic, project: String? = nil
  ) -> BudgetLine {
    BudgetLine(
      year: year(number), source: source, function: function(code), nature: nature,
      project: project.flatMap { ProjectName($0) })
  }

  static func entry(
    _ amount: String, _ line: BudgetLine = line(), economic: String? = nil,
    on date: String = "2018-06-30", memo: String? = nil
  ) -> Entry {
    Entry(
      line: line, economic: economic.flatMap { EconomicCode(text: $0) }, amount: yuan(amount),
      date: Sample.date(date), memo: memo)
  }

  /// The command that records an entry of a kind that has no receiving line.
  static func command(_ kind: SubmissionKind, _ entry: Entry) -> Command {
    switch kind {
    case .openingBalance: .recordOpeningBalance(entry)
    case .appropriation: .approveAppropriation(entry)
    case .supplement: .supplementAppropriation(entry)
    case .reduction: .reduceAppropriation(entry)
    case .income: .receiveIncome(entry)
    case .expenditure: .recordExpenditure(entry)
    case .refund: .refundExpenditure(entry)
    case .surplusDistribution: .distributeSurplus(entry)
    case .fundBalanceApplied: .applyFundBalance(entry)
    case .virement, .priorYearAdjustment, .fact:
      preconditionFailure("\(kind) is no plain entry")
    }
  }

  static func economic(_ text: String) -> EconomicCode {
    guard let code = EconomicCode(text: text) else { preconditionFailure("no code \(text)") }
    return code
  }

  static func project(_ text: String) -> ProjectName {
    guard let name = ProjectName(text) else { preconditionFailure("no project \(text)") }
    return name
  }

  static func policy(_ key: String, _ value: String, year number: Int? = nil) -> PolicyChange {
    guard let setting = PolicySetting(key: key, value: value) else {
      preconditionFailure("no policy \(key) \(value)")
    }
    return PolicyChange(setting: setting, year: number.map { year($0) })
  }

  static func virement(
    _ amount: String, _ from: BudgetLine = line(), economic: String? = nil,
    to target: BudgetLine, toEconomic: String? = nil, document: String? = nil,
    on date: String = "2018-06-30"
  ) -> Virement {
    var entry = entry(amount, from, economic: economic, on: date)
    entry.document = document
    return Virement(
      entry: entry,
      target: TransferTarget(line: target, economic: toEconomic.map { Sample.economic($0) }))
  }

  static func adjustment(
    _ reason: PriorYearReason, _ amount: String, _ line: BudgetLine = line(year: 2019),
    to target: BudgetLine? = nil, on date: String = "2019-03-01"
  ) -> PriorYearAdjustment {
    PriorYearAdjustment(
      reason: reason, entry: entry(amount, line, on: date),
      target: target.map { TransferTarget(line: $0) })
  }

  static func close(_ number: Int) -> Command {
    .closeYear(year(number), date: date("\(number + 1)-01-15"), failedChecks: [])
  }

  static func reopen(_ number: Int) -> Command {
    .reopenYear(year(number), date: date("\(number + 1)-02-15"))
  }

  static func reverse(_ target: RecordedEvent, on date: String = "2020-12-31") -> Command {
    .reverseEntry(target: target, date: Sample.date(date), document: nil)
  }

  static func correct(
    _ target: RecordedEvent, _ replacement: Event, on date: String = "2020-12-31"
  ) -> Command {
    .correctEntry(
      target: target, replacement: replacement, date: Sample.date(date), document: nil)
  }

  static let permission = OverrideRequest(allowedBy: "局长", reason: "应急")

  /// A line with 10,000.00 of authority and money.
  static var funded: [Event] {
    [.appropriationApproved(entry("10,000.00")), .incomeReceived(entry("10,000.00"))]
  }
}
