// Logs whose every line can be read but whose story cannot have happened: refused, never a trap.

import BudgetDomain
import BudgetLedger
import EventCoding
import EventStorage
import Projections
import Testing

@Suite struct `A history that cannot have happened` {
  static let opening = Event.ledgerOpened(
    LedgerOpening(origin: "o", unit: "u", unitCode: nil, tableSet: "hunan-2018"))

  static func year(_ number: Int) -> FiscalYear {
    guard let year = FiscalYear(number) else { preconditionFailure("no year \(number)") }
    return year
  }

  static func line(_ number: Int = 2018) -> BudgetLine {
    guard let function = FunctionCode(text: "2010306") else { preconditionFailure("no code") }
    return BudgetLine(
      year: year(number), source: .generalBudget, function: function, nature: .basic,
      project: nil)
  }

  static func date(_ text: String) -> EffectiveDate {
    guard let date = EffectiveDate(text: text) else { preconditionFailure("no date \(text)") }
    return date
  }

  static func entry(_ fen: Int64 = 100, _ number: Int = 2018) -> Entry {
    Entry(line: line(number), amount: amount(fen), date: date("\(number)-06-30"))
  }

  static func amount(_ fen: Int64) -> Amount {
    guard let amount = Amount(fen: fen) else { preconditionFailure("no amount \(fen)") }
    return amount
  }

  static let limit = Amount.limitInFen

  static func carryOver(_ fen: Int64, _ number: Int = 2018, origin: Int = 2018) -> Event {
    .balanceCarriedOver(
      CarryOver(
        line: line(number), amount: amount(fen), state: .continuing, originYear: year(origin)))
  }

  static func completion(_ position: UInt64, _ movements: [Movement]) -> Event {
    .adjustmentCompleted(
      AdjustmentCompletion(
        completes: position, date: date("2018-07-01"), movements: movements, document: nil))
  }

  static func reversal(_ position: UInt64, _ movements: [Movement]) -> Event {
    .entryReversed(
      Reversal(
        reverses: position, date: date("2018-07-01"), movements: movements, document: nil))
  }

  static let supplement = Event.adjustmentSubmitted(.supplement(entry()))
  static let supplemented = Event.appropriationSupplemented(entry()).movements
  static let closing = Event.yearClosed(
    YearClosing(year: year(2018), date: date("2019-01-15")))
  static let proposal = Event.proposalSubmitted(Proposal(.incomeReceived(entry())))
  static let income = Event.incomeReceived(entry())
  static let undone = income.movements.map(\.reversed)
  static let decision = ProposalDecision(proposal: 1, preparer: "a")

  static let impossible: [(String, [Event])] = [
    ("no opening", [income]),
    ("two openings", [opening, opening]),
    ("a reversal of a future position", [opening, reversal(7, undone)]),
    ("a reversal of itself", [opening, income, reversal(2, undone)]),
    (
      "a second reversal",
      [opening, income, reversal(1, undone), reversal(1, undone)]
    ),
    ("more than the exact range", [opening, .incomeReceived(entry(limit)), income]),
    (
      "movements of a reversal beyond the exact range",
      [
        opening, income,
        reversal(
          1,
          Array(
            repeating: Movement(
              kind: .income, line: line(), economic: nil, amount: amount(-limit)), count: 2)),
      ]
    ),
    ("a completion of nothing", [opening, completion(1, supplemented)]),
    ("a completion of an entry", [opening, income, completion(1, supplemented)]),
    (
      "a second completion",
      [opening, supplement, completion(1, supplemented), completion(1, supplemented)]
    ),
    (
      "a completion that moves something else",
      [opening, supplement, completion(1, income.movements)]
    ),
    ("a withdrawal of nothing", [opening, .adjustmentWithdrawn(1)]),
    (
      "a withdrawal of what is complete",
      [opening, supplement, completion(1, supplemented), .adjustmentWithdrawn(1)]
    ),
    ("an approval of nothing", [opening, .proposalApproved(decision)]),
    ("a rejection of nothing", [opening, .proposalRejected(decision)]),
    (
      "a second decision",
      [opening, proposal, .proposalRejected(decision), .proposalApproved(decision)]
    ),
    (
      "a decision that names another preparer",
      [
        opening, proposal, .proposalRejected(ProposalDecision(proposal: 1, preparer: "b")),
      ]
    ),
    ("an entry in a closed year", [opening, income, closing, income]),
    ("a year closed twice", [opening, income, closing, closing]),
    (
      "a year reopened that is open",
      [
        opening, income,
        .yearReopened(YearReopening(year: year(2018), date: date("2019-01-15"))),
      ]
    ),
    ("a carry-over of an open year", [opening, income, carryOver(100)]),
    ("a carry-over past the last year", [opening, carryOver(100, 2999, origin: 2999)]),
    (
      "many carry-overs past the last year",
      [opening] + Array(repeating: carryOver(limit, 2999, origin: 2999), count: 1_100)
    ),
  ]

  static func store(_ events: [Event]) throws -> InMemoryEventStore {
    let store = InMemoryEventStore(description: try LedgerDescription(origin: "o", unit: "u"))
    let bodies = events.map { event in
      EventCodec.encode(
        RecordedEvent(
          envelope: Envelope(
            position: 0, recordedAt: RecordedTime(microseconds: 0), actor: "a"), event: event))
    }
    try store.exclusively(waitingAtMost: .seconds(1)) { () throws(StorageError) in
      _ = try store.append(bodies, recordedAtMicroseconds: 0)
    }
    return store
  }

  @Test(arguments: impossible.indices)
  func `is refused with the place where it goes wrong`(index: Int) throws {
    let (what, events) = Self.impossible[index]
    do throws(LedgerError) {
      _ = try Ledger(on: Self.storeOrStop(events))
      Issue.record("opened with \(what)")
    } catch {
      guard case .impossibleRecord(let place, _) = error else {
        Issue.record("\(what): \(error)")
        return
      }
      #expect(place.position > 0 || events.first != Self.opening, "\(what)")
      #expect(!error.wording.what.chinese.isEmpty && !error.wording.what.english.isEmpty)
    }
  }

  private static func storeOrStop(_ events: [Event]) -> InMemoryEventStore {
    do {
      return try store(events)
    } catch {
      preconditionFailure("the events can be written: \(error)")
    }
  }

  static let unusual: [(String, [Event])] = [
    ("overdrawn lines", [opening, .expenditureRecorded(entry(limit))]),
    (
      "amounts at the limit of every kind",
      [
        opening, .openingBalanceRecorded(entry(limit)), .appropriationApproved(entry(limit)),
        .appropriationSupplemented(entry(limit)), .appropriationReduced(entry(limit)),
        .incomeReceived(entry(limit)), .fundBalanceApplied(entry(limit)),
        .surplusDistributed(entry(limit)),
        .priorYearAdjusted(PriorYearAdjustment(reason: .remittance, entry: entry(limit))),
      ]
    ),
    ("a refund of nothing", [opening, .expenditureRefunded(entry(limit))]),
    (
      "a closing with lines below zero", [opening, .expenditureRecorded(entry(limit)), closing]
    ),
  ]

  @Test(arguments: unusual.indices)
  func `is not confused with one that broke a rule`(index: Int) throws {
    let (what, events) = Self.unusual[index]
    let ledger = try Ledger(on: try Self.store(events))
    let moment = try ledger.moment(asOf: nil)
    for year in ledger.years { _ = ledger.balances(of: year, at: moment) }
    _ = Books.ruleNames { () throws(LedgerError) in
      try ledger.close(Self.year(2018), actor: "会计", isDryRun: true)
    }
    _ = try? ledger.statement("01", for: Self.year(2018))
    let kinds = Set(try ledger.findings().map(\.kind))
    #expect(kinds.isDisjoint(with: [.override, .duringReopening, .samePerson]), "\(what)")
  }
}
