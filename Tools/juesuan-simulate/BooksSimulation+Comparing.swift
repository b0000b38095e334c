// A ledger's answers beside those of the naive model: events, state, balances, cells, and keys.

import BudgetDomain
import BudgetDomainTesting
import BudgetLedger
import EventStorageTesting
import Projections
import Statements

extension BooksSimulation {
  /// Asks a ledger everything that the model knows.
  /// - Throws: `BooksDivergence`, with `who` in front.
  func compare(
    _ ledger: Ledger, _ who: String, onlyForStatements: Bool = false
  ) throws(BooksDivergence) {
    do throws(LedgerError) {
      let model = try modelAhead(of: ledger)
      guard let model else { throw diverged(who, "\(ledger.size) records, \(books.size) sure") }
      if let complaint = try complaint(about: ledger, model, onlyForStatements) {
        throw diverged(who, complaint)
      }
    } catch {
      switch error {
      case .unknownMoment(let reason): throw diverged(reason)
      default: throw diverged("\(who): \(error.brief)")
      }
    }
  }

  private func diverged(_ who: String, _ reason: String) -> LedgerError {
    .unknownMoment("\(who): \(reason)")
  }

  /// The model with the batch in doubt, where the ledger has one; `nil` where nothing explains what
  /// the ledger has.
  private func modelAhead(of ledger: Ledger) throws(LedgerError) -> NaiveBooks? {
    guard ledger.size != books.size else { return books }
    guard ledger.size > books.size else { return nil }
    let batch = try ledger.events(at: books.size..<ledger.size)
    guard books.explains(batch), books.complaint(aboutFrameOf: batch) == nil else { return nil }
    var ahead = books
    ahead.take(batch)
    return ahead
  }

  private func complaint(
    about ledger: Ledger, _ model: NaiveBooks, _ onlyForStatements: Bool
  ) throws(LedgerError) -> String? {
    let columns = model.columns
    if let complaint = complaint(aboutStateOf: ledger, model) { return complaint }
    if let complaint = try complaint(aboutCellsOf: ledger, model, columns, isNewest: true) {
      return complaint
    }
    let first = chance.happens(onceIn: 4) ? 0 : model.size - min(model.size, 20)
    let events = try ledger.events(at: first..<model.size)
    for (found, expected) in zip(events, model.log[Int(first)...]) where found != expected {
      return "event #\(expected.envelope.position) is \(found), not \(expected)"
    }
    // Of the rows of an index that was opened for its sums nothing is known yet.
    if !onlyForStatements {
      if let complaint = complaint(aboutBalancesOf: ledger, model) { return complaint }
      if let complaint = complaint(aboutHistoryOf: ledger, model) { return complaint }
    }
    if let complaint = try complaint(aboutCellsOf: ledger, model, columns, isNewest: false) {
      return complaint
    }
    guard !onlyForStatements else { return nil }
    if let complaint = try complaint(aboutKeysOf: ledger, model) { return complaint }
    return try complaint(aboutDecisionsOf: ledger, model)
  }

  private var allYears: [FiscalYear] { (2017...2024).map { people.fiscalYear($0) } }

  private func complaint(aboutStateOf ledger: Ledger, _ model: NaiveBooks) -> String? {
    let state = model.state
    if ledger.opening != state.opening { return "the opening is another" }
    if ledger.unitType != state.unitType { return "the unit is of another type" }
    if ledger.projects != state.projects { return "projects \(ledger.projects)" }
    if ledger.pendingProposals != state.pendingProposals { return "proposals are others" }
    if ledger.pendingAdjustments != state.pendingAdjustments { return "adjustments are others" }
    if Set(ledger.publications.keys) != Set(state.publications.keys) {
      return "publications \(ledger.publications.keys.sorted())"
    }
    if ledger.years != state.movedYears { return "years \(ledger.years.map(\.number))" }
    for year in allYears {
      if ledger.yearState(of: year) != state.yearState(of: year) {
        return "\(year.number) is \(ledger.yearState(of: year))"
      }
      if ledger.policy(for: year) != state.policy(for: year) {
        return "the policy of \(year.number) is another"
      }
    }
    countAnswers(6 + 2 * allYears.count)
    return nil
  }

  /// Balances beside plain sums, and beside the state that evolved from nothing.
  private func complaint(aboutBalancesOf ledger: Ledger, _ model: NaiveBooks) -> String? {
    note("balances compared")
    for year in allYears {
      let rows = ledger.balances(of: year, at: Moment()).rows
      let lines = Set(model.sums.keys.filter { $0.year == year })
      if Set(rows.map(\.line)) != lines { return "balances of \(year.number) have other lines" }
      for row in rows {
        guard row.totals == model.totals(of: row.line),
          row.totals == model.state.totals(of: row.line)
        else { return "\(row.line.text): \(row.totals), not \(model.totals(of: row.line))" }
      }
      countAnswers(rows.count)
    }
    return nil
  }

  /// Every cell of one table, of the newest state or of some moment, beside a cube of all rows.
  private func complaint(
    aboutCellsOf ledger: Ledger, _ model: NaiveBooks, _ columns: FactColumns, isNewest: Bool
  ) throws(LedgerError) -> String? {
    guard let year = model.state.movedYears.randomElement(using: &chance) else { return nil }
    let code = ["01", "02", "03", "04", "05", "06", "07", "08"][chance.below(8)]
    let end = isNewest ? nil : UInt64(chance.below(Int(model.size) + 1))
    let through = !isNewest && chance.happens(onceIn: 2) ? people.date(in: year.number) : nil
    let moment = Moment(endPosition: end, throughDate: through)
    let statement: Statement
    do throws(LedgerError) {
      statement = try ledger.statement(
        code, for: year, at: moment, tableSet: FormLibrary.builtIn.tableSets(for: year).first)
    } catch {
      guard case .noForm = error else { throw error }
      return nil
    }
    let naive = Statement(
      of: statement.form, from: FigureCube(of: columns, year: year, at: moment),
      catalogue: model.state.catalogue, unit: Self.unit)
    guard naive.cells.map(\.address) == statement.cells.map(\.address) else {
      return "table \(code) of \(year.number) has other cells"
    }
    for (found, expected) in zip(statement.cells, naive.cells) where found.fen != expected.fen {
      return "\(code) \(found.address.text) of \(year.number) at \(end.map { "#\($0)" } ?? "now")"
        + " is \(found.fen), not \(expected.fen)"
    }
    note("cells compared")
    countAnswers(naive.cells.count)
    return nil
  }

  /// Positions that questions about history find, beside a walk over all events.
  private func complaint(aboutHistoryOf ledger: Ledger, _ model: NaiveBooks) -> String? {
    note("history compared")
    var filter = HistoryFilter()
    if chance.happens(onceIn: 2) { filter.actor = (People.names + ["丁", "戊"])[chance.below(5)] }
    if chance.happens(onceIn: 2) {
      filter.types = [EventType.allCases[chance.below(EventType.allCases.count)]]
    }
    if chance.happens(onceIn: 3) { filter.since = people.date(in: 2018 + chance.below(4)) }
    if chance.happens(onceIn: 3) { filter.until = people.date(in: 2018 + chance.below(4)) }
    let end = UInt64(chance.below(Int(model.size) + 1))
    let found = filter.positions(in: ledger.columns, at: Moment(endPosition: end))
    let expected = model.log.prefix(Int(end)).filter { recorded in
      let date = recorded.event.effectiveDate
      return (filter.actor == nil || filter.actor == recorded.envelope.actor)
        && (filter.types.isEmpty || filter.types.contains(recorded.event.type))
        && filter.admits(date)
    }.map(\.envelope.position)
    countAnswers(1)
    return found == expected ? nil : "history \(filter): \(found), not \(expected)"
  }

  /// Keys that were used are known, and others are not.
  private func complaint(
    aboutKeysOf ledger: Ledger, _ model: NaiveBooks
  ) throws(LedgerError) -> String? {
    for _ in 0..<3 {
      guard let (submission, position) = model.keyed.randomElement(using: &chance) else { break }
      let outcome = try ledger.record([submission], isDryRun: true)
      guard outcome.alreadyRecorded == [position], outcome.recorded.isEmpty else {
        return "the key \(submission.key ?? "") of #\(position) is not known"
      }
      note("keys compared")
      countAnswers(1)
    }
    return nil
  }

  /// What would be decided now is what the model decides.
  private func complaint(
    aboutDecisionsOf ledger: Ledger, _ model: NaiveBooks
  ) throws(LedgerError) -> String? {
    people.log = model.log
    people.state = model.state
    for _ in 0..<3 {
      people.wishes = []
      people.live()
      for wish in people.wishes {
        let submission = Submission(
          wish.command, actor: wish.actor, reason: "理由", override: wish.override)
        var found: [Sent]
        do throws(LedgerError) {
          found = try ledger.record([submission], isDryRun: true).recorded.map { .event($0.event) }
        } catch {
          guard case .rejected(let rejected) = error else { throw error }
          found = rejected.map { .refusal($0.rejection.wording.name) }
        }
        var expected: [Sent] = []
        switch model.verdict(on: [submission]) {
        case .recorded(let events, _): expected = events.map { .event($0.event) }
        case .refused(let refusals):
          expected = refusals.map { .refusal($0.rejection.wording.name) }
        }
        guard found == expected else { return "would decide \(found), not \(expected)" }
        note("decisions compared")
        countAnswers(1)
      }
    }
    return nil
  }
}

extension HistoryFilter {
  /// Whether an effective date lies between the days that are asked for.
  fileprivate func admits(_ date: EffectiveDate?) -> Bool {
    guard let date else { return since == nil && until == nil }
    return since.map { $0 <= date } ?? true && until.map { date <= $0 } ?? true
  }
}
