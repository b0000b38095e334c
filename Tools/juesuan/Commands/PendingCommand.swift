// `juesuan pending`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

enum PendingCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let format: TableFormat = try readingArguments { () throws(UsageProblem) in
      try invocation.format()
    }
    let open = try OpenLedger(invocation, console)
    let positions = Set(open.ledger.pendingProposals.keys)
      .union(open.ledger.pendingAdjustments.keys).sorted()
    let events = try open.use { (ledger) throws(LedgerError) in
      try ledger.events(at: positions)
    }
    let text =
      switch format {
      case .text:
        events.isEmpty
          ? Phrase(zh: "没有待办事项\n", en: "nothing waits\n").text(console.language)
          : table(events, console.language).text
      case .csv: table(events, console.language).csv
      case .json: try json(events, open, console.language)
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  private static func table(_ events: [RecordedEvent], _ language: Language) -> PlainTable {
    let titles = [
      Phrase(zh: "序号", en: "position"), Phrase(zh: "等待", en: "waits_for"),
      Phrase(zh: "提交人", en: "prepared_by"), EntryField.date.label,
      Phrase(zh: "事项", en: "event"), EntryField.amount.label, Phrase(zh: "预算线", en: "line"),
      Phrase(zh: "说明", en: "about"),
    ]
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column($1.text(language), alignment: $0 == 0 || $0 == 5 ? .right : .left)
      },
      rows: events.map { recorded in
        let event = recorded.event
        return [
          "\(recorded.envelope.position)", waitsFor(event).text(language),
          recorded.envelope.actor, prepared(event).effectiveDate?.text ?? "",
          prepared(event).type.name(language),
          event.amountInFen.map { Amount.yuanText(fen: $0) } ?? "",
          event.subjectLine?.text ?? "", prepared(event).remarks(language).joined(separator: " "),
        ]
      })
  }

  private static func json(
    _ events: [RecordedEvent], _ open: OpenLedger, _ language: Language
  ) throws(Failure) -> String {
    let rows = events.map { recorded in
      let event = recorded.event
      return JSONValue.object([
        JSONValue.Member("position", JSONValue(recorded.envelope.position)),
        JSONValue.Member("waits_for", .string(waitsFor(event).english)),
        JSONValue.Member("prepared_by", .string(recorded.envelope.actor)),
        JSONValue.Member("date", JSONValue(prepared(event).effectiveDate?.text)),
        JSONValue.Member("event", .string(prepared(event).type.word)),
        JSONValue.Member("amount_fen", event.amountInFen.map { .integer($0) } ?? .null),
        JSONValue.Member("line", JSONValue(event.subjectLine?.text)),
      ])
    }
    return JSONValue.object([
      JSONValue.Member("schema", "juesuan/pending/1"),
      JSONValue.Member("as_of", try open.asOf(Moment()).json),
      JSONValue.Member("pending", .array(rows)),
    ]).text
  }

  private static func waitsFor(_ event: Event) -> Phrase {
    event.type == .proposalSubmitted
      ? Phrase(zh: "审批", en: "approval") : Phrase(zh: "办结", en: "completion")
  }

  /// What will be recorded when the waiting is over.
  private static func prepared(_ event: Event) -> Event {
    switch event {
    case .proposalSubmitted(let proposal): proposal.event
    case .adjustmentSubmitted(let adjustment): adjustment.event
    default: event
    }
  }
}
