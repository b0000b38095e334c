// `juesuan statement FORM --for YEAR`.

import BudgetDomain
import BudgetLedger
import Presentation
import Statements

enum StatementCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let terms = try StatementTerms<FormFormat>(invocation)
    let open = try OpenLedger(invocation, console, asksTables: true)
    let moment = try invocation.moment(open)
    let tableSet = try invocation.tableSet(for: terms.year, open)
    let statement = try open.use { (ledger) throws(LedgerError) in
      try ledger.statement(
        invocation.operands[0], for: terms.year, at: moment, tableSet: tableSet,
        money: terms.money)
    }
    open.tellIndex(console)
    let output = invocation.value(Options.output)
    let asOf = try open.asOf(moment)
    func deliver(_ text: String) throws(Failure) { try console.deliver(text, to: output) }
    switch terms.format {
    case .text: try deliver(FormTable(statement, asOf: asOf, language: console.language).text)
    case .csv: try deliver(FormTable(statement, asOf: asOf, language: console.language).csv)
    case .json: try deliver(StatementJSON.value(of: statement, asOf: asOf).text)
    case .html:
      let context = try open.pageContext(terms.year, at: moment, console.language)
      try deliver(StatementPage(statement, context).html)
    case .xlsx:
      let context = try open.pageContext(terms.year, at: moment, console.language)
      let workbook = StatementWorkbook(
        statement, context, checkpointText: try open.checkpointText(asOf))
      try console.deliver(workbook, to: output)
    }
    let explanations = open.ledger.checkExplanations(for: terms.year)
    let failed = statement.failedChecks.map { FailedCheck(form: statement.form.code, outcome: $0) }
    return console.tell(failed, explanations)
  }
}

/// A check that failed, with what names it.
struct FailedCheck: Sendable {
  /// The number of its form; `nil` between forms.
  let form: String?
  let outcome: CheckOutcome

  /// The name under which it is explained, such as `01 C01-2`, or `X3` between forms: that under
  /// which closing looks for it.
  static func key(form: String?, id: String) -> String { (form.map { "\($0) " } ?? "") + id }

  /// Why it fails and may, where somebody said so.
  func explanation(_ explanations: [String: String]) -> String? {
    explanations[Self.key(form: form, id: outcome.check.id)]
  }
}

extension StatementSet {
  /// The checks that failed, inside forms and between them.
  var failures: [FailedCheck] {
    failedChecks.map { FailedCheck(form: $0.form, outcome: $0.outcome) }
  }
}

extension [FailedCheck] {
  /// The explanations of those that have one, by name, each once.
  func explained(_ explanations: [String: String]) -> [(name: String, text: String)] {
    let names = Set(map { FailedCheck.key(form: $0.form, id: $0.outcome.check.id) })
    return names.sorted().compactMap { name in explanations[name].map { (name, $0) } }
  }

  /// The explanations as lines of text.
  func explanationLines(_ explanations: [String: String], _ language: Language) -> String {
    explained(explanations).map { name, text in
      Phrase(zh: "\(name) 出错说明：\(text)", en: "\(name) is explained: \(text)").text(language) + "\n"
    }.joined()
  }

  /// 1 where a check of severity error failed without an explanation.
  func exitCode(_ explanations: [String: String]) -> ExitCode {
    let hasError = contains {
      $0.outcome.check.severity == .error && $0.explanation(explanations) == nil
    }
    return hasError ? .foundSomething : .done
  }
}

extension Console {
  /// Names the checks that failed with their explanations; where one of severity error has none,
  /// the run ends with 1.
  func tell(_ failed: [FailedCheck], _ explanations: [String: String]) -> ExitCode {
    for failure in failed {
      let difference = Amount.yuanText(fen: failure.outcome.differenceInFen)
      let check = failure.outcome.check
      remark(
        Phrase(
          zh: "审核 \(check.id) 不符，差 \(difference) 元：\(check.text.chinese)",
          en: "check \(check.id) failed by \(difference) yuan: \(check.text.english)"
        ).text(language) + "\n")
    }
    remark(failed.explanationLines(explanations, language))
    return failed.exitCode(explanations)
  }
}
