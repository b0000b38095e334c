// Events behind figures as rows of a listing and as JSON, for explanations and comparisons.

import BudgetDomain
import Projections
import Statements

/// Lists the events behind a figure.
struct EventListing {
  let events: [ContributingEvent]
  /// Document numbers (文号) by position, from whoever can read the log.
  let documents: [UInt64: String]

  func table(_ language: Language, grouped: Bool = true) -> PlainTable {
    let titles = [
      Phrase(zh: "事项", en: "event"), Phrase(zh: "业务日期", en: "date"),
      Phrase(zh: "类型", en: "kind"), Phrase(zh: "经办人", en: "actor"),
      Phrase(zh: "文号", en: "document"), Phrase(zh: "预算行", en: "budget line"),
      Phrase(zh: "经济分类", en: "economic"), Phrase(zh: "金额（元）", en: "amount (yuan)"),
      Phrase(zh: "累计（元）", en: "total (yuan)"),
    ]
    func yuan(_ fen: Int64) -> String {
      CellText.text(fen: fen, money: .yuan, decimals: 2, grouped: grouped)
    }
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column(
          $0.element.text(language), alignment: [0, 7, 8].contains($0.offset) ? .right : .left)
      },
      rows: events.map { event in
        let type = event.type.map { language == .chinese ? $0.officialTerm : $0.word }
        return [
          String(event.position), event.date?.text ?? "", type ?? "", event.actor,
          documents[event.position] ?? "", event.line?.text ?? "", event.economic?.text ?? "",
          yuan(event.amountInFen), yuan(event.runningTotalInFen),
        ]
      })
  }

  var json: JSONValue {
    .array(
      events.map { event in
        .object([
          JSONValue.Member("position", JSONValue(event.position)),
          JSONValue.Member("type", JSONValue(event.type?.word)),
          JSONValue.Member("recorded_at", .string(event.recordedAt.text)),
          JSONValue.Member("actor", .string(event.actor)),
          JSONValue.Member("date", JSONValue(event.date?.text)),
          JSONValue.Member("document", JSONValue(documents[event.position])),
          JSONValue.Member("kind", JSONValue(event.kind?.word)),
          JSONValue.Member("line", JSONValue(event.line?.text)),
          JSONValue.Member("economic", JSONValue(event.economic?.text)),
          JSONValue.Member("amount_fen", .integer(event.amountInFen)),
          JSONValue.Member("running_total_fen", .integer(event.runningTotalInFen)),
        ])
      })
  }
}
