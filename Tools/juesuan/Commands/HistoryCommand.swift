// `juesuan history`.

import BudgetDomain
import BudgetLedger
import Projections

enum HistoryCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        filter: try filter(invocation), format: try invocation.format(),
        limit: try invocation.number(CommandTable.Filters.limit)
      )
    }
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    var positions = asked.filter.positions(in: open.ledger.columns, at: moment)
    if invocation.has(CommandTable.Filters.newestFirst) { positions.reverse() }
    if let limit = asked.limit { positions = Array(positions.prefix(Int(clamping: limit))) }
    let text = try open.use { (ledger) throws(LedgerError) in
      switch asked.format {
      case .json: try json(ledger, positions, moment)
      case .csv:
        HistoryTable.csv(try events(ledger, positions), console.language)
      case .text:
        HistoryTable.text(try events(ledger, positions), console.language)
      }
    }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private static func events(
    _ ledger: Ledger, _ positions: [UInt64]
  ) throws(LedgerError) -> [RecordedEvent] {
    // Events are read in the order of the log and told in the order asked for.
    let isReversed = positions.first.map { $0 > positions[positions.count - 1] } ?? false
    let events = try ledger.events(at: isReversed ? positions.reversed() : positions)
    return isReversed ? events.reversed() : events
  }

  /// The lines of the log themselves, one per line of the answer.
  private static func json(
    _ ledger: Ledger, _ positions: [UInt64], _ moment: Moment
  ) throws(LedgerError) -> String {
    var lines: [String] = []
    for position in positions { lines.append(try ledger.rawRecord(at: position)) }
    let size = moment.endPosition ?? ledger.size
    let position = size == 0 ? "null" : "\(size - 1)"
    return """
      {"schema":"juesuan/history/1","as_of":{"position":\(position),"tree_size":\(size)},"events":[
      \(lines.joined(separator: ",\n"))
      ]}

      """
  }

  private static func filter(_ invocation: Invocation) throws(UsageProblem) -> HistoryFilter {
    typealias Filters = CommandTable.Filters
    var filter = HistoryFilter()
    filter.actor = invocation.value(Filters.actor)
    for word in invocation.allValues(Filters.kind) {
      guard let type = EventType(word: word) else {
        let choices = EventType.allCases.map(\.word) + SubmissionKind.allCases.map(\.word)
        throw .valueUnknown(word, place: Filters.kind.name, choices: choices)
      }
      filter.types.insert(type)
    }
    for text in invocation.allValues(Filters.code) {
      guard let prefix = CodePrefix(text: text) else {
        throw .valueUnknown(text, place: Filters.code.name, choices: ["201", "20103", "30201"])
      }
      filter.codes.append(prefix)
    }
    filter.since = try invocation.date(Filters.since)
    filter.until = try invocation.date(Filters.until)
    filter.recordedSince = try invocation.date(Filters.recordedSince)
    filter.recordedUntil = try invocation.date(Filters.recordedUntil)
    if invocation.has(Filters.refused) { filter.flags.insert(.refused) }
    if invocation.has(Filters.overrides) { filter.flags.insert(.overridden) }
    if invocation.has(Filters.duringReopening) { filter.flags.insert(.duringReopening) }
    return filter
  }
}
