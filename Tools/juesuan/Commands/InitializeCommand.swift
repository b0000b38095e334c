// `juesuan init DIR --unit NAME`.

import BudgetDomain
import BudgetLedger

enum InitializeCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let path = invocation.operands[0]
    let row = CommandTable.description(of: .initialize)
    func value(_ name: String) -> String? { row.option(named: name).flatMap(invocation.value) }
    let actor = try invocation.actor()
    let ledger = try usingLedger(path) { () throws(LedgerError) in
      try Ledger.create(
        at: path, unit: value("--unit") ?? "", unitCode: value("--code"),
        tableSet: value("--table-set") ?? Ledger.defaultTableSet, origin: value("--origin"),
        actor: actor)
    }
    let unit = ledger.opening?.unit ?? ""
    try console.report(
      Phrase(
        zh: """
          #0 建账 \(unit) · \(path)
          下一步：export JUESUAN_LEDGER=\(Shell.quoted(path)); juesuan import FILE.csv
          """,
        en: """
          #0 ledger opened for \(unit) in \(path)
          next: export JUESUAN_LEDGER=\(Shell.quoted(path)); juesuan import FILE.csv
          """
      ).text(console.language) + "\n")
    return .done
  }
}
