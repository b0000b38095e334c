// `juesuan line LINE --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

enum LineCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (year: try invocation.year(Options.forYear), format: try invocation.format() as TableFormat)
    }
    let open = try OpenLedger(invocation, console)
    let line = try readingArguments { () throws(UsageProblem) in
      try BudgetLine.named(
        invocation.operands[0], for: asked.year, in: open.ledger, place: "LINE")
    }
    let moment = try invocation.moment(open)
    let page = try open.use { (ledger) throws(LedgerError) in
      try ledger.page(of: line, at: moment)
    }
    let events = try open.use { (ledger) throws(LedgerError) in
      try ledger.events(at: page.steps.map(\.position).uniqued)
    }
    let report = LinePageText(
      page: page,
      events: Dictionary(uniqueKeysWithValues: events.map { ($0.envelope.position, $0) }),
      sentence: EventSentence(
        catalogue: open.ledger.catalogue, language: console.language),
      language: console.language)
    let text =
      switch asked.format {
      case .text: report.text
      case .csv: report.table(grouped: false).csv
      case .json: report.json(asOf: try open.asOf(moment)).text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }
}

/// The page about one budget line.
struct LinePageText {
  let page: LinePage
  let events: [UInt64: RecordedEvent]
  let sentence: EventSentence
  let language: Language

  /// Its stages, then its movements with running figures.
  var text: String {
    let titles = [Phrase(zh: "环节", en: "stage"), Phrase(zh: "金额（元）", en: "amount (yuan)")]
    let rows = stages.map { [$0.name.text(language), Amount.yuanText(fen: $0.fen)] }
    return page.line.text(language) + "\n\n"
      + PlainTable(
        columns: titles.enumerated().map {
          PlainTable.Column($1.text(language), alignment: $0 == 0 ? .left : .right)
        }, rows: rows
      ).text + "\n" + table(grouped: true).text
  }

  /// Approved → supplemented → moved → spent → carried over; stages without money are left out.
  private var stages: [(key: String, name: Phrase, fen: Int64)] {
    let totals = page.totals
    var stages = page.origins.map { origin in
      (
        key: "opening_\(origin.year.number)",
        name: Phrase(
          zh: "年初：\(origin.year.number) 年资金", en: "opening, money of \(origin.year.number)"),
        fen: origin.fen
      )
    }
    stages += [
      ("adjusted", Phrase(zh: "年初调整", en: "opening adjusted"), totals.adjustedInFen),
      ("appropriated", Phrase(zh: "年初预算", en: "approved"), totals.appropriatedInFen),
      ("supplemented", Phrase(zh: "追加", en: "supplemented"), totals.supplementedInFen),
      ("reduced", Phrase(zh: "追减", en: "reduced"), -totals.reducedInFen),
      ("vired", Phrase(zh: "调剂", en: "moved"), totals.viredInFen),
      ("income", Phrase(zh: "收入", en: "income"), totals.incomeInFen),
      (
        "fund_balance_applied", Phrase(zh: "弥补收支差额", en: "fund balance applied"),
        totals.fundBalanceAppliedInFen
      ), ("spent", Phrase(zh: "支出", en: "spent"), totals.expenditureInFen),
      ("distributed", Phrase(zh: "结余分配", en: "distributed"), totals.distributedInFen),
    ]
    stages = stages.filter { $0.fen != 0 }
    stages += [
      ("authority", Phrase(zh: "指标合计", en: "authority"), totals.authorityInFen),
      ("free", Phrase(zh: "可用指标", en: "free authority"), totals.freeAuthorityInFen),
      ("closing", Phrase(zh: "年末资金", en: "money left"), totals.closingInFen),
    ]
    for (position, carryOver) in page.carriedOver {
      stages.append(
        (
          "carried_over_\(position)",
          Phrase(
            zh:
              "\(carryOver.state.officialTerm)下年 #\(position)（\(carryOver.originYear.number) 年资金）",
            en: "carried over #\(position) (\(carryOver.state.rawValue), money of "
              + "\(carryOver.originYear.number))"), carryOver.amount.fen
        ))
    }
    return stages
  }

  /// The movements, each with what is free and what money there is after it.
  func table(grouped: Bool) -> PlainTable {
    func yuan(_ fen: Int64) -> String {
      let text = Amount.yuanText(fen: fen)
      return grouped ? text : text.filter { $0 != "," }
    }
    let titles = [
      Phrase(zh: "序号", en: "position"), EntryField.date.label, EntryField.actor.label,
      Phrase(zh: "类型", en: "kind"), EntryField.amount.label, Phrase(zh: "可用", en: "free"),
      Phrase(zh: "资金", en: "money"), Phrase(zh: "事项", en: "what"),
    ]
    let rightAligned: Set = [0, 4, 5, 6]
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column($1.text(language), alignment: rightAligned.contains($0) ? .right : .left)
      },
      rows: page.steps.map { step in
        let recorded = events[step.position]
        return [
          "#\(step.position)", recorded?.event.effectiveDate?.text ?? "",
          recorded?.envelope.actor ?? "",
          language == .chinese ? step.kind.officialTerm : step.kind.word, yuan(step.amountInFen),
          yuan(step.totals.freeAuthorityInFen), yuan(step.totals.closingInFen),
          recorded.map { sentence.text($0.event) } ?? "",
        ]
      })
  }

  /// The page in the schema `juesuan/line/1`; amounts are integers in fen.
  func json(asOf: AsOf) -> JSONValue {
    .object([
      JSONValue.Member("schema", "juesuan/line/1"),
      JSONValue.Member("line", .string(page.line.text)),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member(
        "stages", .object(stages.map { JSONValue.Member($0.key, .integer($0.fen)) })),
      JSONValue.Member(
        "movements",
        .array(
          page.steps.map { step in
            .object([
              JSONValue.Member("position", JSONValue(step.position)),
              JSONValue.Member("kind", .string(step.kind.word)),
              JSONValue.Member("economic", JSONValue(step.economic?.text)),
              JSONValue.Member("amount_fen", .integer(step.amountInFen)),
              JSONValue.Member("free_fen", .integer(step.totals.freeAuthorityInFen)),
              JSONValue.Member("money_fen", .integer(step.totals.closingInFen)),
            ])
          })),
    ])
  }
}

extension [UInt64] {
  /// The same numbers, neighbours that are equal only once.
  fileprivate var uniqued: [UInt64] {
    reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}
