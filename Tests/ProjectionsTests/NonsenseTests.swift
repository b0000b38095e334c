// Commands without sense: decide answers every one of them, and what it lets pass can be read again.

import BudgetDomain
import EventCoding
import Projections
import Testing

/// Random commands in which nothing needs to fit anything else.
struct Nonsense {
  var numbers: SeededNumbers
  /// A life to take events from that happened elsewhere.
  let strangers: [RecordedEvent]

  init(seed: UInt64) throws {
    numbers = SeededNumbers(state: seed)
    strangers = try LongLife(seed: seed &+ 1, steps: 60).log
  }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &numbers)]
  }

  mutating func text() -> String? {
    pick([
      nil, "", "正常", "一\n二\t三", "\u{7}", "\u{0}", "\u{9F}", "\u{2028}", "👩‍👩‍👧‍👦", "\"\\",
      String(repeating: "\"", count: textLimitInBytes),
      String(repeating: "\n", count: textLimitInBytes + 1),
      "e\u{301}", "\u{202E}abc",
    ])
  }

  mutating func year() -> FiscalYear {
    FiscalYear(pick([1950, 1951, 2017, 2018, 2018, 2018, 2019, 2020, 2998, 2999])) ?? fallback
  }

  private var fallback: FiscalYear {
    guard let year = FiscalYear(2018) else { preconditionFailure("2018 is a year") }
    return year
  }

  mutating func date() -> EffectiveDate {
    let number = chance(3) ? year().number : 2018
    guard let date = EffectiveDate(year: number, month: pick([1, 6, 12]), day: pick([1, 28])) else {
      preconditionFailure("every month has 28 days")
    }
    return date
  }

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }

  mutating func amount() -> Amount {
    let limit = Amount.limitInFen
    let fen = pick([-limit, -1, 0, 1, 1, 100, 5_000, limit / 2, limit - 1, limit])
    return Amount(fen: fen) ?? .zero
  }

  mutating func line() -> BudgetLine {
    let codes = [2_010_301, 2_010_306, 2_010_306, 2_019_998, 9_999_999, 1_000_000] as [UInt32]
    guard let function = FunctionCode(number: pick(codes)) else {
      preconditionFailure("the codes have seven digits")
    }
    let nature = pick(SpendingNature.allCases)
    let project = pick([nil, "甲", text()]).flatMap { ProjectName($0) }
    return BudgetLine(
      year: year(), source: pick(FundSource.allCases), function: function, nature: nature,
      project: chance(4) || nature == .project ? project : nil)
  }

  mutating func economic() -> EconomicCode? {
    pick([nil, "30201", "30217", "39998", "99999"]).flatMap { EconomicCode(text: $0) }
  }

  mutating func entry() -> Entry {
    var entry = Entry(
      line: line(), economic: economic(), amount: amount(), date: date(), document: text(),
      payee: text(), memo: text())
    if chance(4) { entry.corrects = pick([0, 5, UInt64(Amount.limitInFen)]) }
    if chance(4) { entry.recognisedIncome = amount() }
    if chance(4) {
      let broken = BrokenRule(rule: .exceedsFreeAuthority, missingInFen: 0)
      entry.override = Override(
        allowedBy: text() ?? "", reason: text() ?? "", brokenRules: [broken])
    }
    return entry
  }

  mutating func target(_ own: [RecordedEvent]) -> RecordedEvent {
    var target = chance(3) || own.isEmpty ? pick(strangers) : pick(own)
    if chance(6) {
      target.envelope.position = pick([0, 3, UInt64(own.count), UInt64(Amount.limitInFen)])
    }
    return target
  }

  mutating func transfer() -> TransferTarget {
    TransferTarget(line: line(), economic: economic())
  }

  mutating func command(_ own: [RecordedEvent], depth: Int = 0) -> Command {
    switch Int.random(in: 0..<24, using: &numbers) {
    case 0: return .recordOpeningBalance(entry())
    case 1: return .approveAppropriation(entry())
    case 2: return .supplementAppropriation(entry())
    case 3: return .reduceAppropriation(entry())
    case 4: return .receiveIncome(entry())
    case 5: return .recordExpenditure(entry())
    case 6: return .refundExpenditure(entry())
    case 7: return .applyFundBalance(entry())
    case 8: return .distributeSurplus(entry())
    case 9: return .approveVirement(Virement(entry: entry(), target: transfer()))
    case 10: return .adjustPriorYear(priorYear())
    case 11: return .submitAdjustment(pick([.supplement(entry()), .reduction(entry())]))
    case 12: return .completeAdjustment(target: target(own), date: date(), document: text())
    case 13: return .withdrawAdjustment(target: target(own))
    case 14, 15: return .reverseEntry(target: target(own), date: date(), document: text())
    case 16, 17:
      return .correctEntry(
        target: target(own), replacement: pick(strangers).event.replacing(entry: entry()),
        date: date(), document: text())
    case 18: return .closeYear(year(), date: date(), failedChecks: pick([[], ["\u{7}"]]))
    case 19: return .reopenYear(year(), date: date())
    case 20:
      return .propose(
        depth < 4 ? command(own, depth: depth + 1) : .describeUnit(.institution))
    case 21:
      return .approveProposal(
        target: target(own),
        command: depth < 4 ? command(own, depth: depth + 1) : .receiveIncome(entry()))
    case 22: return .rejectProposal(target: target(own))
    default: return masterCommand()
    }
  }

  private mutating func priorYear() -> PriorYearAdjustment {
    PriorYearAdjustment(
      reason: pick(PriorYearReason.allCases), entry: entry(),
      target: chance(2) ? transfer() : nil)
  }

  private mutating func masterCommand() -> Command {
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0:
      let opening = LedgerOpening(
        origin: text() ?? "o", unit: text() ?? "u", unitCode: text(), tableSet: text() ?? "t")
      return .openLedger(opening)
    case 1: return .describeUnit(pick(UnitType.allCases))
    case 2:
      let entry = CodeEntry(
        code: pick([0, 5, 201, 20_103, 2_019_998, UInt32.max]), name: text() ?? "名",
        validFromYear: pick([nil, -1, 1800, 2018, 99_999]),
        validToYear: pick([nil, 0, 2017, 2020, Int.max]))
      return .registerCode(
        CodeRegistration(system: pick(CodeSystem.allCases), entry: entry))
    case 3:
      guard let project = ProjectName(text() ?? "甲") ?? ProjectName("甲") else {
        preconditionFailure("the name is not empty")
      }
      return .moveProject(
        ProjectStep(project: project, date: date(), title: text()),
        to: pick(ProjectState.allCases))
    case 4:
      let value = pick([Int64.min, -1, 0, Amount.limitInFen, Int64.max])
      return .reportFact(
        FactReport(
          metric: pick(Metric.allCases), year: year(), date: date(), value: value, memo: text()))
    default:
      return .attachDocument(
        DocumentAttachment(
          position: pick([0, 5, UInt64.max]), digest: String(repeating: "0a", count: 32),
          fileName: text() ?? "", sizeInBytes: 1))
    }
  }
}

@Suite struct `A command without sense` {
  @Test(arguments: 0..<4)
  func `is refused with words, or leaves a record that can be read again`(block: Int) throws {
    var answers = 0
    for seed in 0..<10 as Range<UInt64> {
      var nonsense = try Nonsense(seed: UInt64(block) * 1_000 + seed)
      var life = try LongLife(seed: UInt64(block) * 1_000 + seed, steps: 40)
      for _ in 0..<100 {
        let command = nonsense.command(life.log)
        let actor = nonsense.text() ?? "甲"
        let submission = Submission(
          command, actor: actor, key: nonsense.text(), reason: nonsense.text(),
          override: nonsense.chance(2)
            ? OverrideRequest(allowedBy: nonsense.text() ?? "", reason: "急") : nil)
        _ = command.intendedType
        _ = command.subjectEntry
        do throws(Rejection) {
          _ = try decide(submission, given: life.state)
        } catch {
          answers += error.wording.what.english.isEmpty ? 0 : 1
        }
        for recorded in life.take(command, by: "甲", override: submission.override) {
          #expect(try `Every life of several years`.reread(recorded) == recorded)
          #expect(EventCodec.encode(recorded).count < 65_000)
        }
      }
    }
    #expect(answers > 500)
  }
}
