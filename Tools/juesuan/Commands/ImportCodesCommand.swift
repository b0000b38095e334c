// `juesuan codes import FILE --system SYSTEM`.

import BudgetDomain
import BudgetLedger

enum ImportCodesCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try invocation.writingTerms()
    let system = try readingArguments { () throws(UsageProblem) in
      try CodesCommand.system(invocation.value(CommandTable.codeSystem) ?? "")
    }
    let open = try OpenLedger(invocation, console)
    try open.expect(terms.expectedPosition)
    let input = try InputFile(reading: invocation.operands[0])
    let outcome = try open.use(source: input.name) { (ledger) throws(LedgerError) in
      try ledger.importCodes(
        input.bytes, named: input.name, system: system, actor: terms.actor,
        isDryRun: terms.isDryRun)
    }
    open.tellSetAside(console)
    var text = ""
    if outcome.isDryRun {
      for recorded in outcome.recorded { text += "\(recorded.line(console.language))\n" }
    }
    let count = outcome.recorded.count
    text +=
      (outcome.isDryRun
      ? Phrase(
        zh: "试算：将登记 \(count) 个科目；没有写入任何内容",
        en: "dry run: \(count) codes would be taken over; nothing was written")
      : Phrase(
        zh: "登记 \(count) 个科目 · 账本共 \(outcome.size) 条 · 查看：juesuan codes \(system.word)",
        en: """
          \(count) codes taken over · the ledger holds \(outcome.size) events · see: juesuan codes \
          \(system.word)
          """)).text(console.language) + "\n"
    try console.report(text)
    return .done
  }
}
