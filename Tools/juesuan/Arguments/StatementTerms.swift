// What a question about statements says: year, table set, moment, money, format.

import BudgetDomain
import BudgetLedger
import Projections
import Statements

/// The year, unit of money and format that a command line asks for.
struct StatementTerms<Format: AnswerFormat>: Sendable {
  let year: FiscalYear
  let format: Format
  /// `nil` for that of the form.
  let money: MoneyUnit?

  /// The terms of `invocation`, whose command takes a year.
  init(_ invocation: Invocation) throws(Failure) {
    self = try readingArguments { () throws(UsageProblem) in
      try StatementTerms(reading: invocation)
    }
  }

  private init(reading invocation: Invocation) throws(UsageProblem) {
    guard let year = try invocation.year(Options.forYear) else {
      throw .optionMissing(Options.forYear.name, invocation.verb)
    }
    self.year = year
    format = try invocation.format()
    guard let word = invocation.value(Options.money) else {
      money = nil
      return
    }
    guard let money = MoneyUnit(word: word) else {
      throw .valueUnknown(word, place: Options.money.name, choices: MoneyUnit.allCases.map(\.word))
    }
    self.money = money
  }
}

extension Invocation {
  /// The table set asked for; where `--as-of` names a publication of `year`, the one it was
  /// published with; else `nil`, which is that of the year.
  func tableSet(for year: FiscalYear, _ open: OpenLedger) throws(Failure) -> String? {
    if let asked = value(Options.tableSet) { return asked }
    guard let name = value(Options.asOf), let published = open.ledger.publications[name] else {
      return nil
    }
    let recorded = try open.use { (ledger) throws(LedgerError) in
      try ledger.event(at: published.position)
    }
    guard case .statementPublished(let publication) = recorded.event, publication.year == year
    else { return nil }
    return publication.tableSet
  }

  /// The moment that `option` names, through the date that `--through` names.
  func moment(_ option: OptionDescription, _ open: OpenLedger) throws(Failure) -> Moment {
    let through = try readingArguments { () throws(UsageProblem) in try date(Options.through) }
    let text = value(option)
    do throws(LedgerError) {
      return try open.ledger.moment(asOf: text, through: through)
    } catch {
      guard case .unknownMoment(let text) = error else {
        throw Failure(error, ledger: open.path, source: "juesuan")
      }
      throw Failure(
        .usage, MomentUnknown(error: error, names: open.ledger.publications.keys.sorted(), text),
        place: option.name, excerpt: text)
    }
  }
}

/// A text that names no moment, with the publications of the ledger.
struct MomentUnknown: Worded {
  let wording: Wording

  init(error: LedgerError, names: [String], _ text: String) {
    let said = error.wording
    let near = nearestWords(to: text, among: names, onlySimilar: true)
    let list = (near.isEmpty ? Array(names.prefix(5)) : near).joined(separator: " ")
    wording =
      list.isEmpty
      ? said
      : Wording(
        name: said.name, what: said.what,
        next: Phrase(
          zh: "\(said.next.chinese)账本中的公开名称：\(list)",
          en: "\(said.next.english) Publications: \(list)"))
  }
}

extension OpenLedger {
  /// All statements that were asked for; refuses a year for which the table set has no form.
  func statementSet<Format>(
    _ terms: StatementTerms<Format>, at moment: Moment, tableSet: String?
  ) throws(Failure) -> StatementSet {
    let set = try use { (ledger) throws(LedgerError) in
      try ledger.statementSet(
        for: terms.year, at: moment, tableSet: tableSet, money: terms.money)
    }
    try refuseEmpty(set.tableSet, for: terms.year, hasForms: !set.statements.isEmpty)
    return set
  }

  /// Refuses a year for which `tableSet` has no form at all.
  func refuseEmpty(
    _ tableSet: TableSet, for year: FiscalYear, hasForms: Bool
  ) throws(Failure) {
    guard !hasForms else { return }
    let library = try use { (ledger) throws(LedgerError) in try ledger.library() }
    throw Failure(
      .badInput,
      NoFormsInYear(tableSet: tableSet, year: year, sets: library.tableSets(for: year)),
      place: path)
  }
}

/// A table set that has no forms in the year asked for.
struct NoFormsInYear: Worded {
  let tableSet: TableSet
  let year: FiscalYear
  let sets: [String]

  var wording: Wording {
    let years = "\(tableSet.years.lowerBound)–\(tableSet.years.upperBound)"
    let list = sets.joined(separator: " ")
    return Wording(
      name: "formNotValidInYear",
      what: Phrase(
        zh: "套表 \(tableSet.name) 不适用于 \(year.number) 年度（适用 \(years)）。",
        en: "Table set \(tableSet.name) is not valid in \(year.number), but in \(years)."),
      next: list.isEmpty
        ? Phrase(
          zh: "没有 \(year.number) 年度的套表；全部：juesuan forms",
          en: "No table set is for \(year.number); all: juesuan forms")
        : Phrase(
          zh: "加 --table-set；\(year.number) 年度的套表：\(list)",
          en: "Add --table-set; those for \(year.number): \(list)"))
  }
}
