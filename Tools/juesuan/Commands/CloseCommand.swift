// `juesuan close YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation

enum CloseCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try invocation.writingTerms()
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        year: try invocation.year(ofOperand: 0),
        date: try invocation.date(Options.field(.date))
      )
    }
    let open = try OpenLedger(invocation, console)
    let closing = try open.use(source: "juesuan close") { (ledger) throws(LedgerError) in
      try ledger.close(
        asked.year, date: asked.date, actor: terms.actor, isDryRun: terms.isDryRun,
        expectedPosition: terms.expectedPosition)
    }
    open.tellSetAside(console)
    try console.report(report(closing, of: asked.year, console.language))
    return .done
  }

  private static func report(
    _ closing: ClosingOutcome, of year: FiscalYear, _ language: Language
  ) -> String {
    let sections: [String] = [
      title(closing, of: year).text(language) + "\n",
      closing.carryOvers.isEmpty
        ? Phrase(zh: "没有余额，无可结转\n", en: "nothing is left to carry over\n").text(language)
        : table(closing.carryOvers, language).text + sums(closing.carryOvers).text(language) + "\n",
      lapses(closing.lapsing, language),
      last(closing.outcome, year).text(language) + "\n",
    ]
    return sections.joined()
  }

  private static func title(_ closing: ClosingOutcome, of year: FiscalYear) -> Phrase {
    guard !closing.outcome.isDryRun, let first = closing.outcome.recorded.first else {
      return Phrase(
        zh: "\(year.number) 年结账预览", en: "closing \(year.number), as it would be")
    }
    let position = first.envelope.position
    return Phrase(
      zh: "#\(position) 结账 \(year.number) 年", en: "#\(position) year-closed \(year.number)")
  }

  private static func table(_ carryOvers: [CarryOver], _ language: Language) -> PlainTable {
    let titles = [
      EntryField.source.label, EntryField.function.label, EntryField.nature.label,
      EntryField.project.label, Phrase(zh: "资金年度", en: "origin"),
      Phrase(zh: "状态", en: "state"), EntryField.amount.label,
    ]
    let isChinese = language == .chinese
    let sum = carryOvers.reduce(0) { $0 + $1.amount.fen }
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column($1.text(language), alignment: $0 == 6 ? .right : .left)
      },
      rows: carryOvers.map { carryOver in
        let line = carryOver.line
        return [
          isChinese ? line.source.officialTerm : line.source.word, line.function.text,
          isChinese ? line.nature.officialTerm : line.nature.word, line.project?.text ?? "",
          "\(carryOver.originYear.number)",
          isChinese ? carryOver.state.officialTerm : carryOver.state.rawValue,
          carryOver.amount.yuanText,
        ]
      },
      total: [Phrase(zh: "合计", en: "total").text(language), "", "", "", "", ""]
        + [Amount.yuanText(fen: sum)])
  }

  private static func sums(_ carryOvers: [CarryOver]) -> Phrase {
    func sum(_ state: CarryOverState) -> String {
      Amount.yuanText(
        fen: carryOvers.reduce(0) { $1.state == state ? $0 + $1.amount.fen : $0 })
    }
    return Phrase(
      zh: "结转 \(sum(.continuing)) 元，结余 \(sum(.surplus)) 元",
      en: "continuing (结转) \(sum(.continuing)) yuan, surplus (结余) \(sum(.surplus)) yuan")
  }

  private static func lapses(_ lapsing: [CarryOver], _ language: Language) -> String {
    guard !lapsing.isEmpty else { return "" }
    let years = Ledger.yearsUntilLapse
    let title = Phrase(
      zh: "连续 \(years) 年未用完，建议交回财政（财预〔2016〕18号；不自动处理）：",
      en: "unused for \(years) years, proposed to be given back (财预〔2016〕18号; nothing is done):")
    let rows = lapsing.map {
      "  \($0.line.text) · \($0.originYear.number) · \($0.amount.yuanText)\n"
    }
    return title.text(language) + "\n" + rows.joined()
  }

  private static func last(_ outcome: RecordOutcome, _ year: FiscalYear) -> Phrase {
    guard !outcome.isDryRun else {
      return Phrase(zh: "试算：没有写入任何内容", en: "dry run: nothing was written")
    }
    let next = year.next ?? year
    return Phrase(
      zh: "账本共 \(outcome.size) 条 · 下一步：juesuan balance --for \(next.number)",
      en: """
        the ledger holds \(outcome.size) events · next: juesuan balance --for \(next.number)
        """)
  }
}
