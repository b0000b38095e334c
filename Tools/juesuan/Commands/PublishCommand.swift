// `juesuan publish YEAR --name NAME`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum PublishCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try invocation.writingTerms()
    let year = try readingArguments { () throws(UsageProblem) in
      try invocation.year(ofOperand: 0)
    }
    let open = try OpenLedger(invocation, console)
    try open.expect(terms.expectedPosition)
    let tableSet = invocation.value(Options.tableSet)
    try CompareCommand.refuseEmpty(year, tableSet, open)
    let name = invocation.value(CommandTable.Figures.name) ?? ""
    let published = try open.use(source: "juesuan publish") { (ledger) throws(LedgerError) in
      try ledger.publish(
        year, name: name, tableSet: tableSet, actor: terms.actor, isDryRun: terms.isDryRun)
    }
    open.tellSetAside(console)
    do throws(Failure) {
      try console.report(report(published, console.language))
    } catch {
      throw terms.isDryRun ? error : error.afterRecording(published.outcome)
    }
    // What failed is told, but it was published all the same: the run did what was asked.
    _ = console.tell(
      published.statements.failures, open.ledger.checkExplanations(for: year))
    return .done
  }

  private static func report(_ published: PublishingOutcome, _ language: Language) -> String {
    let publication = published.publication
    let lines = published.outcome.recorded.map { $0.line(language) }
    let tables = publication.tables.map { table in
      Phrase(
        zh: "  \(table.form) 第 \(table.edition) 版 \(table.digest)",
        en: "  \(table.form) edition \(table.edition) \(table.digest)"
      ).text(language)
    }
    let root = publication.root.prefix(AsOf.shortRootDigitCount)
    let isDryRun = published.outcome.isDryRun
    let log = Phrase(
      zh: "日志 \(publication.treeSize) 条，树根 \(root)\(isDryRun ? "" : "，检查点已公布")",
      en: "log of \(publication.treeSize) events, root \(root)"
        + (isDryRun ? "" : ", checkpoint published"))
    let next =
      isDryRun
      ? Phrase(zh: "试算：没有写入任何内容", en: "dry run: nothing was written")
      : Self.next(publication)
    return (lines + tables + [log.text(language), next.text(language)])
      .map { $0 + "\n" }.joined()
  }

  private static func next(_ publication: Publication) -> Phrase {
    let command =
      "juesuan statements --for \(publication.year.number) "
      + "--as-of \(Shell.quoted(publication.name))"
    return Phrase(zh: "重现：\(command)", en: "print again: \(command)")
  }
}
