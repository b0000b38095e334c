// The explanation of a cell as a page, as comma-separated text and as JSON.

public import BudgetDomain
public import Statements

import Projections

/// Why a cell says what it says (这个数怎么来的), ready to print.
public struct ExplanationReport: Sendable {
  let explanation: Explanation
  let statement: Statement
  let documents: [UInt64: String]

  /// The report on `explanation`, which explains a cell of `statement`; `documents` are the
  /// document numbers of events by position, as far as the caller looked them up.
  public init(
    _ explanation: Explanation, of statement: Statement, documents: [UInt64: String] = [:]
  ) {
    self.explanation = explanation
    self.statement = statement
    self.documents = documents
  }

  /// How many events there are, for whoever pages through them.
  public var eventCount: Int { explanation.events.count }

  /// Cell, formula in words, parts and events in fixed-width characters; only the events numbered
  /// in `shown`, counted from 0, where it is given.
  public func text(_ language: Language, events shown: Range<Int>? = nil) -> String {
    let form = statement.form
    let cell = explanation.cell
    let yuan = Amount.yuanText(fen: cell.fen)
    let printed = "\(explanation.text) \(statement.money.word)"
    let head = Phrase(
      zh: "\(form.name) \(cell.address.text) \(cell.label)：\(printed)（\(yuan) 元）",
      en: "\(form.name) \(cell.address.text) \(cell.label): \(printed) (\(yuan) yuan)")
    let formula = Phrase(
      zh: "公式：\(explanation.formulaWords.chinese)    \(explanation.formula)",
      en: "formula: \(explanation.formulaWords.english)    \(explanation.formula)")
    let range = (shown ?? 0..<eventCount).clamped(to: 0..<eventCount)
    let listing = EventListing(
      events: Array(explanation.events[range]), documents: documents)
    let count = Phrase(
      zh: "事项 \(range.count) / \(eventCount)", en: "events \(range.count) of \(eventCount)")
    return [head, formula].map { DisplayWidth.oneLine($0.text(language)) + "\n" }.joined()
      + operandTable(language).text + listing.table(language).text + count.text(language) + "\n"
  }

  /// The events as comma-separated text, amounts in yuan without thousands separators.
  public func csv(_ language: Language) -> String {
    EventListing(events: explanation.events, documents: documents)
      .table(language, grouped: false).csv
  }

  /// The explanation in the schema `juesuan/explanation/1`; amounts are integers in fen.
  public func json(asOf: AsOf) -> JSONValue {
    let cell = explanation.cell
    return .object([
      JSONValue.Member("schema", "juesuan/explanation/1"),
      JSONValue.Member("form", .string(statement.form.name)),
      JSONValue.Member("table_set", .string(statement.form.tableSet)),
      JSONValue.Member("edition", .integer(Int64(statement.form.edition))),
      JSONValue.Member("unit", .string(statement.unit)),
      JSONValue.Member("year", .integer(Int64(statement.year.number))),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member("address", .string(cell.address.text)),
      JSONValue.Member("label", .string(cell.label)),
      JSONValue.Member("fen", .integer(cell.fen)),
      JSONValue.Member("text", .string(explanation.text)),
      JSONValue.Member("formula", .string(explanation.formula)),
      JSONValue.Member("formula_zh", .string(explanation.formulaWords.chinese)),
      JSONValue.Member("formula_en", .string(explanation.formulaWords.english)),
      JSONValue.Member("operands", .array(explanation.operands.map(Self.operand))),
      JSONValue.Member(
        "events", EventListing(events: explanation.events, documents: documents).json),
    ])
  }

  func operandTable(_ language: Language) -> PlainTable {
    PlainTable(
      columns: [
        PlainTable.Column(""),
        PlainTable.Column(Phrase(zh: "组成", en: "part").text(language)),
        PlainTable.Column(
          Phrase(zh: "金额（元）", en: "amount (yuan)").text(language), alignment: .right),
      ],
      rows: explanation.operands.map {
        [
          $0.isSubtracted ? "-" : "+", $0.words.text(language), Amount.yuanText(fen: $0.fen),
        ]
      })
  }

  private static func operand(_ operand: Explanation.Operand) -> JSONValue {
    .object([
      JSONValue.Member("subtracted", .boolean(operand.isSubtracted)),
      JSONValue.Member("zh", .string(operand.words.chinese)),
      JSONValue.Member("en", .string(operand.words.english)),
      JSONValue.Member("address", JSONValue(operand.form == nil ? operand.address?.text : nil)),
      JSONValue.Member("fen", .integer(operand.fen)),
    ])
  }
}
