// What a question about history says: its filter, its order and what to tell.

import BudgetDomain
import BudgetLedger
import Projections
import Statements

/// A question about history as the command line puts it. Names are checked against the ledger when
/// it is open: a filter that nothing can pass is refused with the nearest that something could.
struct HistoryTerms: Sendable {
  private typealias Filters = CommandTable.Filters

  let format: HistoryFormat
  let limit: Int?
  let isNewestFirst: Bool
  private let filter: HistoryFilter
  private let invocation: Invocation

  init(_ invocation: Invocation) throws(Failure) {
    self = try readingArguments { () throws(UsageProblem) in
      try HistoryTerms(reading: invocation)
    }
  }

  private init(reading invocation: Invocation) throws(UsageProblem) {
    self.invocation = invocation
    format = try invocation.format()
    limit = try invocation.number(Filters.limit).map { Int(clamping: $0) }
    isNewestFirst = invocation.has(Filters.newestFirst)
    if isNewestFirst, invocation.has(Filters.oldestFirst) {
      throw .optionNotWith(Filters.oldestFirst.name, given: Filters.newestFirst.name)
    }
    if invocation.has(Filters.sum) || invocation.has(Filters.count) {
      let telling = invocation.has(Filters.sum) ? Filters.sum : Filters.count
      if invocation.has(Filters.sum), invocation.has(Filters.count) {
        throw .optionNotWith(Filters.count.name, given: Filters.sum.name)
      }
      for option in [Filters.limit, Filters.newestFirst, Filters.oldestFirst]
      where invocation.has(option) {
        throw .optionNotWith(option.name, given: telling.name)
      }
    }
    if invocation.has(Filters.cell), !invocation.has(Filters.forYear) {
      throw .pairIncomplete(missing: Filters.forYear.name, given: Filters.cell.name)
    }
    if invocation.has(Options.tableSet), !invocation.has(Filters.cell) {
      throw .pairIncomplete(missing: Filters.cell.name, given: Options.tableSet.name)
    }
    filter = try Self.filter(invocation)
  }

  private static func filter(_ invocation: Invocation) throws(UsageProblem) -> HistoryFilter {
    var filter = HistoryFilter()
    filter.actor = invocation.value(Filters.actor)
    filter.document = invocation.value(Filters.document)
    filter.payee = invocation.value(Filters.payee)
    filter.text = invocation.value(Filters.text)
    for word in invocation.allValues(Filters.kind) {
      guard let type = EventType(word: word) else {
        let choices = EventType.allCases.map(\.word) + SubmissionKind.allCases.map(\.word)
        throw .valueUnknown(word, place: Filters.kind.name, choices: choices)
      }
      filter.types.insert(type)
    }
    filter.year = try invocation.year(Filters.forYear)
    filter.since = try invocation.date(Filters.since)
    filter.until = try invocation.date(Filters.until)
    try refuseReversed(filter.since, filter.until, Filters.since, Filters.until, invocation)
    filter.recordedSince = try invocation.date(Filters.recordedSince)
    filter.recordedUntil = try invocation.date(Filters.recordedUntil)
    try refuseReversed(
      filter.recordedSince, filter.recordedUntil, Filters.recordedSince, Filters.recordedUntil,
      invocation)
    filter.minimumInFen = try fen(Filters.minimum, invocation)
    filter.maximumInFen = try fen(Filters.maximum, invocation)
    try refuseReversed(
      filter.minimumInFen, filter.maximumInFen, Filters.minimum, Filters.maximum, invocation)
    if let days = try invocation.number(Filters.backdated) {
      filter.daysLate = Int32(clamping: days)
    }
    if invocation.has(Filters.refused) { filter.flags.insert(.refused) }
    if invocation.has(Filters.overrides) { filter.flags.insert(.overridden) }
    if invocation.has(Filters.duringReopening) { filter.flags.insert(.duringReopening) }
    return filter
  }

  private static func fen(
    _ option: OptionDescription, _ invocation: Invocation
  ) throws(UsageProblem) -> Int64? {
    guard let text = invocation.value(option) else { return nil }
    do throws(AmountTextProblem) {
      return try Amount(yuanText: text).fen
    } catch {
      throw .valueUnknown(text, place: option.name, choices: ["12,300.00"])
    }
  }

  private static func refuseReversed<End: Comparable>(
    _ first: End?, _ last: End?, _ from: OptionDescription, _ to: OptionDescription,
    _ invocation: Invocation
  ) throws(UsageProblem) {
    guard let first, let last, first > last else { return }
    throw .rangeReversed(
      from: "\(from.name) \(invocation.value(from) ?? "")",
      to: "\(to.name) \(invocation.value(to) ?? "")")
  }

  /// The filter with what only the ledger knows.
  func filter(_ open: OpenLedger, at moment: Moment) throws(Failure) -> HistoryFilter {
    var filter = filter
    let ledger = open.ledger
    for text in invocation.allValues(Filters.code) {
      filter.codes.append(
        try readingArguments { () throws(UsageProblem) in
          try Self.prefix(text, ledger)
        })
    }
    if let text = invocation.value(Filters.project) {
      filter.project = try readingArguments { () throws(UsageProblem) in
        try ledger.knownProject(text, place: Filters.project)
      }
    }
    if let text = invocation.value(Filters.line) {
      filter.line = try readingArguments { () throws(UsageProblem) in
        try BudgetLine.named(text, for: filter.year, in: ledger, place: Filters.line.name)
      }
    }
    if let name = invocation.value(Filters.afterPublication) {
      try narrow(&filter, behindPublication: name, open)
    }
    if let text = invocation.value(Filters.cell) {
      filter.positions = try positions(behind: text, open, at: moment)
      // The year is that of the table; what is behind a cell need not move it.
      filter.year = nil
    }
    return filter
  }

  /// A beginning that some code has: of the lists, or of what was recorded.
  private static func prefix(
    _ text: String, _ ledger: Ledger
  ) throws(UsageProblem) -> CodePrefix {
    let lists = [ledger.catalogue.functions, ledger.catalogue.economics]
    let codes = Set(lists.flatMap { $0.sortedEntries.map { String($0.code) } }).union(
      ledger.columns.lines().map(\.function.text))
    if let prefix = CodePrefix(text: text), codes.contains(where: { $0.hasPrefix(text) }) {
      return prefix
    }
    // What shares the longest beginning with it is what was meant.
    var beginning = text
    while !beginning.isEmpty {
      beginning.removeLast()
      let near = codes.filter { $0.hasPrefix(beginning) }
      if !near.isEmpty {
        let choices = near.sorted { ($0.count, $0) < ($1.count, $1) }
        let like = choices.filter { $0.count == text.count }
        throw .valueUnknown(
          text, place: Filters.code.name, choices: Array((like.isEmpty ? choices : like).prefix(5)))
      }
    }
    throw .valueUnknown(text, place: Filters.code.name, choices: ["201", "20103", "30201"])
  }

  private func narrow(
    _ filter: inout HistoryFilter, behindPublication name: String, _ open: OpenLedger
  ) throws(Failure) {
    let found = try open.use { (ledger) throws(LedgerError) in
      try ledger.publication(named: name)?.publication
    }
    guard let found else {
      throw Failure(
        usage: .valueUnknown(
          name, place: Filters.afterPublication.name,
          choices: open.ledger.publications.keys.sorted()))
    }
    if let year = filter.year, year != found.year {
      throw Failure(
        usage: .valueUnknown(
          "\(year.number)", place: Filters.forYear.name, choices: ["\(found.year.number)"]))
    }
    filter.firstPosition = found.treeSize
    filter.year = found.year
  }

  /// The positions behind `FORM:ROW:COLUMN`.
  private func positions(
    behind text: String, _ open: OpenLedger, at moment: Moment
  ) throws(Failure) -> [UInt64] {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let year = filter.year else {
      throw Failure(usage: .valueUnknown(text, place: Filters.cell.name, choices: ["01:28:2"]))
    }
    let tableSet = try invocation.tableSet(for: year, open)
    let statement = try open.use { (ledger) throws(LedgerError) in
      try ledger.statement(parts[0], for: year, at: moment, tableSet: tableSet)
    }
    guard let address = CellAddress(text: parts[1]),
      let found = open.ledger.positions(behind: address, in: statement)
    else {
      throw Failure(
        .badInput, CellUnknown(text: parts[1], statement: statement), place: open.path)
    }
    return found
  }
}

extension BudgetLine {
  /// The line that `text` names as the ledger writes it, with its year or for `year`.
  ///
  /// - Throws: ``UsageProblem`` with the nearest lines of the ledger where it has none such.
  static func named(
    _ text: String, for year: FiscalYear?, in ledger: Ledger, place: String
  ) throws(UsageProblem) -> BudgetLine {
    let lines = ledger.columns.lines(of: year)
    let first = text.prefix { $0 != "/" }
    let isWithYear = first.utf8.count == 4 && FiscalYear(text: first) != nil
    if let line = lines.first(where: {
      isWithYear ? $0.text == text : year != nil && $0.text.dropFirst(5) == text
    }) {
      return line
    }
    let names = lines.map { isWithYear || year == nil ? $0.text : String($0.text.dropFirst(5)) }
    throw .valueUnknown(text, place: place, choices: names)
  }
}
