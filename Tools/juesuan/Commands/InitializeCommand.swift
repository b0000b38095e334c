// `juesuan init DIR --unit NAME`.

import BudgetDomain
import BudgetLedger
import EventStorage
import Statements

enum InitializeCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let path = invocation.operands[0]
    let row = CommandTable.description(of: .initialize)
    func value(_ name: String) -> String? { row.option(named: name).flatMap(invocation.value) }
    // A ledger keeps its table set for good; one without forms could never print a table.
    let tableSet = value("--table-set") ?? Ledger.defaultTableSet
    let tableSets = FormLibrary.builtInTableSetNames
    guard tableSets.contains(tableSet) else {
      throw Failure(
        usage: .valueUnknown(tableSet, place: "--table-set", choices: tableSets))
    }
    let sectorByteCount = try value("--sector-size").map(Self.sectorByteCount)
    let actor = try invocation.actor()
    let ledger = try usingLedger(path, source: "juesuan init") { () throws(LedgerError) in
      try Ledger.create(
        at: path, unit: value("--unit") ?? "", unitCode: value("--code"),
        tableSet: tableSet, origin: value("--origin"), sectorByteCount: sectorByteCount,
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

  /// The size of a sector that is asked for.
  private static func sectorByteCount(_ text: String) throws(Failure) -> Int {
    guard let count = Int(text), LedgerDescription.isSectorByteCount(count) else {
      let choices = (9...16).map { String(1 << $0) }
      throw Failure(usage: .valueUnknown(text, place: "--sector-size", choices: choices))
    }
    return count
  }
}
