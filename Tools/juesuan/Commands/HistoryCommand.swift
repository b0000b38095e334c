// `juesuan history`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections
import Statements

enum HistoryCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try HistoryTerms(invocation)
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let filter = try terms.filter(open, at: moment)
    tellUnknown(filter.actor, open, console)
    let positions = try open.use { (ledger) throws(LedgerError) in
      try ledger.positions(
        filter, at: moment, newestFirst: terms.isNewestFirst, limit: terms.limit)
    }
    let text: String
    if invocation.has(CommandTable.Filters.count) || invocation.has(CommandTable.Filters.sum) {
      let isSum = invocation.has(CommandTable.Filters.sum)
      text = sums(
        open.ledger.historySums(at: positions), isSum: isSum, terms.format, console.language)
    } else {
      text = try open.use { (ledger) throws(LedgerError) in
        let history = HistoryTable(catalogue: ledger.catalogue, language: console.language)
        return switch terms.format {
        case .json: try json(ledger, positions, moment)
        case .jsonLines: try lines(ledger, positions)
        case .csv: history.csv(try ledger.historyEntries(at: positions))
        case .text: history.text(try ledger.historyEntries(at: positions))
        }
      }
    }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }

  /// Somebody may have recorded nothing, so it is no error to ask; a misspelt name should be told.
  private static func tellUnknown(_ actor: String?, _ open: OpenLedger, _ console: Console) {
    let names = open.ledger.columns.actors.texts
    guard let actor, !names.contains(actor) else { return }
    let near = nearestWords(to: actor, among: names).joined(separator: " ")
    console.remark(
      Phrase(
        zh: "提示：没有人以“\(actor)”之名记过账；记过的有：\(near)",
        en: "note: nobody recorded anything as “\(actor)”; some who did: \(near)"
      ).text(console.language) + "\n")
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

  /// One object a line: the entry as it is told to people, in both languages, amounts in fen.
  private static func lines(
    _ ledger: Ledger, _ positions: [UInt64]
  ) throws(LedgerError) -> String {
    let chinese = EventSentence(catalogue: ledger.catalogue, language: .chinese)
    let english = EventSentence(catalogue: ledger.catalogue, language: .english)
    var text = ""
    for entry in try ledger.historyEntries(at: positions) {
      let envelope = entry.recorded.envelope
      let event = entry.recorded.event
      text +=
        JSONValue.object([
          JSONValue.Member("schema", "juesuan/history-entry/1"),
          JSONValue.Member("position", JSONValue(envelope.position)),
          JSONValue.Member("recorded_at", .string(envelope.recordedAt.text)),
          JSONValue.Member("date", JSONValue(event.effectiveDate?.text)),
          JSONValue.Member("actor", .string(envelope.actor)),
          JSONValue.Member("approver", JSONValue(envelope.approver)),
          JSONValue.Member("type", .string(event.type.word)),
          JSONValue.Member("sentence_zh", .string(chinese.text(event))),
          JSONValue.Member("sentence_en", .string(english.text(event))),
          JSONValue.Member("amount_fen", event.amountInFen.map { .integer($0) } ?? .null),
          JSONValue.Member("lines", .array(entry.changes.map(\.json))),
        ]).lineText + "\n"
    }
    return text
  }

  private static func sums(
    _ sums: HistorySums, isSum: Bool, _ format: HistoryFormat, _ language: Language
  ) -> String {
    switch format {
    case .json, .jsonLines:
      let value = JSONValue.object(
        [
          JSONValue.Member("schema", "juesuan/history-sums/1"),
          JSONValue.Member("count", .integer(Int64(sums.count))),
        ]
          + (isSum
            ? [
              JSONValue.Member(
                "sums",
                .array(
                  sums.sums.map {
                    .object([
                      JSONValue.Member("kind", .string($0.kind.word)),
                      JSONValue.Member("count", .integer(Int64($0.count))),
                      JSONValue.Member("fen", .integer($0.fen)),
                    ])
                  }))
            ] : []))
      return format == .json ? value.text : value.lineText + "\n"
    case .csv, .text:
      guard isSum else { return "\(sums.count)\n" }
      let isText = format == .text
      let titles = [
        EntryField.kind.label, Phrase(zh: "笔数", en: "count"),
        Phrase(zh: "金额（元）", en: "amount (yuan)"),
      ]
      let table = PlainTable(
        columns: titles.enumerated().map {
          PlainTable.Column($1.text(language), alignment: $0 == 0 ? .left : .right)
        },
        rows: sums.sums.map {
          let yuan = Amount.yuanText(fen: $0.fen)
          return [
            language == .chinese ? $0.kind.officialTerm : $0.kind.word, "\($0.count)",
            isText ? yuan : yuan.filter { $0 != "," },
          ]
        })
      guard isText else { return table.csv }
      return Phrase(zh: "共 \(sums.count) 条\n", en: "\(sums.count) events\n").text(language)
        + (sums.sums.isEmpty ? "" : table.text)
    }
  }
}

extension LineChange {
  /// The line with what is free and what money it has, before and after, in fen.
  var json: JSONValue {
    .object([
      JSONValue.Member("line", .string(line.text)),
      JSONValue.Member("free_before_fen", .integer(before.freeAuthorityInFen)),
      JSONValue.Member("free_after_fen", .integer(after.freeAuthorityInFen)),
      JSONValue.Member("money_before_fen", .integer(before.closingInFen)),
      JSONValue.Member("money_after_fen", .integer(after.closingInFen)),
    ])
  }
}
