// `juesuan demo [DIR]`.

import BudgetDomain
import BudgetLedger
import Glibc
import Merkle
import Presentation
import Statements

/// Replays the 2018 books of a real unit and shows what comes out of them.
enum DemoCommand {
  /// The books of the demonstration: the unit, the year, the form.
  private static let unit = "永州市政务服务中心"
  private static let fileName = "yongzhou-2018.csv"
  private static let form = "01"
  private static let yearNumber = 2018

  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let path: String
    if let named = invocation.operands.first { path = named } else { path = try freshDirectory() }
    let actor = Surroundings.variable(Surroundings.actorVariable) ?? Surroundings.userName ?? "demo"
    _ = try usingLedger(path) { () throws(LedgerError) in
      let ledger = try Ledger.create(at: path, unit: unit, actor: actor)
      return try ledger.importEntries(
        PackageResources.yongzhou_2018_csv, named: fileName, actor: actor)
    }
    let open = try OpenLedger(path: absolute(path), console)
    try console.answer(try page(open, console.language))
    return .done
  }

  /// A new directory that nobody else can have made, below `TMPDIR` or `/tmp`.
  private static func freshDirectory() throws(Failure) -> String {
    let parent = Surroundings.variable("TMPDIR") ?? "/tmp"
    let placeholder = String(repeating: "X", count: 6)  // what mkdtemp replaces
    var template = Array("\(parent)/juesuan-demo-\(placeholder)".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { bytes in
      bytes.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard made else {
      throw .system("mkdtemp", parent, code: .cannotCreate)
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path as it is understood from everywhere, for the commands to try.
  private static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func page(_ open: OpenLedger, _ language: Language) throws(Failure) -> String {
    guard let year = FiscalYear(yearNumber) else {
      preconditionFailure("the year of the demonstration is a year")
    }
    let found = try open.use { (ledger) throws(LedgerError) in
      let moment = try ledger.moment(asOf: nil)
      let first = ledger.size - min(ledger.size, 5)
      return (
        moment: moment,
        statement: try ledger.statement(form, for: year, at: moment),
        set: try ledger.statementSet(for: year, at: moment),
        events: try ledger.events(at: first..<ledger.size),
        checkpoint: try ledger.checkpoint()
      )
    }
    let asOf = try open.asOf(found.moment)
    let balances = open.ledger.balances(of: year, at: found.moment)
    let passed = found.statement.checks.count - found.statement.failedChecks.count
    let count = "\(passed)/\(found.statement.checks.count)"
    let checks = found.statement.checks.map { outcome in
      let mark = outcome.isPassed ? "=" : "≠"
      return "  \(outcome.check.id) \(mark) \(outcome.check.text.text(language))\n"
    }
    let sections: [(title: Phrase, text: String)] = [
      (
        Phrase(zh: "决算公开表", en: "The published table"),
        FormTable(found.statement, asOf: asOf, language: language).text
      ),
      (
        Phrase(zh: "审核公式：通过 \(count)", en: "Audit formulas: \(count) passed"),
        checks.joined() + checkCount(found.set, language)
      ),
      (
        Phrase(zh: "各预算线", en: "Balances by line"),
        BalanceTable(balances, catalogue: open.ledger.catalogue).text(language)
      ),
      (
        Phrase(zh: "最近五条", en: "The last five events"),
        found.events.map { "\($0.line(language))\n" }.joined()
      ),
      (Phrase(zh: "检查点", en: "Checkpoint"), found.checkpoint.text),
      (
        Phrase(
          zh: "账本留在 \(open.path)。可以试试：", en: "The ledger stays in \(open.path). Try:"),
        commands(open, language)
      ),
    ]
    return sections.map { "\($0.title.text(language))\n\($0.text)" }.joined(separator: "\n")
  }

  /// How many of all checks in and between the tables of the set passed.
  private static func checkCount(_ set: StatementSet, _ language: Language) -> String {
    let count = set.allChecks.count
    let passed = count - set.failedChecks.count
    let tables = set.statements.count
    return Phrase(
      zh: "  全套 \(tables) 张表：\(count) 条公式通过 \(passed) 条\n",
      en: "  all \(tables) tables: \(passed) of \(count) checks passed\n"
    ).text(language)
  }

  /// Six commands that work as they stand.
  private static func commands(_ open: OpenLedger, _ language: Language) -> String {
    let last = open.ledger.size - 1
    let reason = language == .chinese ? "试一试" : "trial"
    return [
      "statement \(form) --for \(yearNumber) --as-of 100",
      "explain \(form) 28:2 --for \(yearNumber) --limit 10",
      "balance --for \(yearNumber) --through \(yearNumber)-06-30",
      "history --kind expenditure --code 30217",
      "reverse \(last) --reason \(reason) --dry-run",
      "verify",
    ].map { "  juesuan \($0) --ledger \(Shell.quoted(open.path))\n" }.joined()
  }
}
