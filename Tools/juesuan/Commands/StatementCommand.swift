// `juesuan statement FORM --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum StatementCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (
        year: try invocation.year(Options.forYear), format: try invocation.format(),
        money: try money(invocation)
      )
    }
    guard let year = asked.year else {
      throw Failure(usage: .optionMissing(Options.forYear.name, .statement))
    }
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let statement = try open.use { (ledger) throws(LedgerError) in
      try ledger.statement(invocation.operands[0], for: year, at: moment, money: asked.money)
    }
    let asOf = try open.asOf(moment)
    let text =
      switch asked.format {
      case .text: FormTable(statement, asOf: asOf, language: console.language).text
      case .csv: FormTable(statement, asOf: asOf, language: console.language).csv
      case .json: StatementJSON.value(of: statement, asOf: asOf).text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return tellFailedChecks(statement, console)
  }

  /// Names the checks that failed; where one of them is an error, the run ends with 1.
  private static func tellFailedChecks(_ statement: Statement, _ console: Console) -> ExitCode {
    for outcome in statement.failedChecks {
      let difference = Amount.yuanText(fen: outcome.differenceInFen)
      console.remark(
        Phrase(
          zh: "审核 \(outcome.check.id) 不符，差 \(difference) 元：\(outcome.check.text.chinese)",
          en: """
            check \(outcome.check.id) failed by \(difference) yuan: \(outcome.check.text.english)
            """
        ).text(console.language) + "\n")
    }
    let hasError = statement.failedChecks.contains { $0.check.severity == .error }
    return hasError ? .foundSomething : .done
  }

  private static func money(_ invocation: Invocation) throws(UsageProblem) -> MoneyUnit? {
    guard let word = invocation.value(Options.money) else { return nil }
    guard let money = MoneyUnit(word: word) else {
      throw .valueUnknown(
        word, place: Options.money.name, choices: MoneyUnit.allCases.map(\.word))
    }
    return money
  }
}
