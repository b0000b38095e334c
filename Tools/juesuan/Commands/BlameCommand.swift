// `juesuan blame FORM CELL --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum BlameCommand {
  private typealias Filters = CommandTable.Filters

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<TableFormat>(invocation)
    let limit = try readingArguments { () throws(UsageProblem) in
      try invocation.number(Filters.limit).map { Int(clamping: $0) }
    }
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: terms.year, open)
    let statement = try open.use { (ledger) throws(LedgerError) in
      try ledger.statement(
        invocation.operands[0], for: terms.year, at: moment, tableSet: tableSet)
    }
    guard let address = CellAddress(text: invocation.operands[1]),
      let history = open.ledger.cellHistory(of: address, in: statement)
    else {
      throw Failure(
        .badInput, CellUnknown(text: invocation.operands[1], statement: statement),
        place: open.path)
    }
    var changes = history.changes
    if invocation.has(Filters.newestFirst) { changes.reverse() }
    changes = Array(changes.prefix(limit ?? changes.count))
    let positions = changes.map(\.position).sorted()
    let events = try open.use { (ledger) throws(LedgerError) in try ledger.events(at: positions) }
    let report = BlameText(
      history: history, changes: changes,
      events: Dictionary(uniqueKeysWithValues: events.map { ($0.envelope.position, $0) }),
      language: console.language)
    let text =
      switch terms.format {
      case .text: report.text
      case .csv: report.table(grouped: false).csv
      case .json: report.json(asOf: try open.asOf(moment)).text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }
}

/// The changes of one cell through time.
struct BlameText {
  let history: CellHistory
  let changes: [CellHistory.Change]
  let events: [UInt64: RecordedEvent]
  let language: Language

  var text: String {
    let statement = history.statement
    let cell = history.cell
    let yuan = Amount.yuanText(fen: cell.fen)
    let head = Phrase(
      zh: "\(statement.form.name) \(cell.address.text) \(cell.label)：\(statement.text(of: cell)) "
        + "\(statement.money.word)（\(yuan) 元），变动 \(history.changes.count) 次",
      en: "\(statement.form.name) \(cell.address.text) \(cell.label): \(statement.text(of: cell)) "
        + "\(statement.money.word) (\(yuan) yuan), changed \(history.changes.count) times")
    return DisplayWidth.oneLine(head.text(language)) + "\n" + table(grouped: true).text
  }

  /// One row for each change: who, when, from what to what in yuan.
  func table(grouped: Bool) -> PlainTable {
    func yuan(_ fen: Int64) -> String {
      let text = Amount.yuanText(fen: fen)
      return grouped ? text : text.filter { $0 != "," }
    }
    let titles = [
      Phrase(zh: "序号", en: "position"), Phrase(zh: "记入（北京时间）", en: "recorded (Beijing)"),
      EntryField.date.label, EntryField.actor.label, Phrase(zh: "审核人", en: "approver"),
      Phrase(zh: "事件", en: "event"), Phrase(zh: "原为（元）", en: "from (yuan)"),
      Phrase(zh: "改为（元）", en: "to (yuan)"), Phrase(zh: "变动（元）", en: "change (yuan)"),
    ]
    let rightAligned: Set = [0, 6, 7, 8]
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column($1.text(language), alignment: rightAligned.contains($0) ? .right : .left)
      },
      rows: changes.map { change in
        let recorded = events[change.position]
        return [
          "#\(change.position)", recorded?.envelope.recordedAt.beijingText ?? "",
          recorded?.event.effectiveDate?.text ?? "", recorded?.envelope.actor ?? "",
          recorded?.envelope.approver ?? "", recorded?.event.type.name(language) ?? "",
          yuan(change.fromInFen), yuan(change.toInFen), yuan(change.toInFen - change.fromInFen),
        ]
      })
  }

  /// The changes in the schema `juesuan/blame/1`; amounts are integers in fen.
  func json(asOf: AsOf) -> JSONValue {
    .object([
      JSONValue.Member("schema", "juesuan/blame/1"),
      JSONValue.Member("form", .string(history.statement.form.name)),
      JSONValue.Member("table_set", .string(history.statement.form.tableSet)),
      JSONValue.Member("year", .integer(Int64(history.statement.year.number))),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member("address", .string(history.cell.address.text)),
      JSONValue.Member("fen", .integer(history.cell.fen)),
      JSONValue.Member(
        "changes",
        .array(
          changes.map { change in
            let recorded = events[change.position]
            return .object([
              JSONValue.Member("position", JSONValue(change.position)),
              JSONValue.Member("recorded_at", JSONValue(recorded?.envelope.recordedAt.text)),
              JSONValue.Member("date", JSONValue(recorded?.event.effectiveDate?.text)),
              JSONValue.Member("actor", JSONValue(recorded?.envelope.actor)),
              JSONValue.Member("approver", JSONValue(recorded?.envelope.approver)),
              JSONValue.Member("type", JSONValue(recorded?.event.type.word)),
              JSONValue.Member("from_fen", .integer(change.fromInFen)),
              JSONValue.Member("to_fen", .integer(change.toInFen)),
            ])
          })),
    ])
  }
}
