// `juesuan balance --for YEAR`.

import BudgetDomain
import BudgetLedger
import Merkle
import Presentation
import Projections

enum BalanceCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let asked = try readingArguments { () throws(UsageProblem) in
      (year: try invocation.year(Options.forYear), format: try invocation.format() as TableFormat)
    }
    guard let year = asked.year else {
      throw Failure(usage: .optionMissing(Options.forYear.name, .balance))
    }
    let open = try OpenLedger(invocation, console)
    let moment = try invocation.moment(open)
    let table = BalanceTable(
      open.ledger.balances(of: year, at: moment), catalogue: open.ledger.catalogue)
    let text =
      switch asked.format {
      case .text: table.text(console.language)
      case .csv: table.csv(console.language)
      case .json:
        table.json(
          unit: open.ledger.opening?.unit ?? "", at: moment, asOf: try open.asOf(moment)
        ).text
      }
    try console.deliver(text, to: invocation.value(Options.output))
    return .done
  }
}

extension OpenLedger {
  /// The place in the log that an answer as of `moment` speaks of.
  func asOf(_ moment: Moment) throws(Failure) -> AsOf {
    let size = moment.endPosition ?? ledger.size
    let (root, time) = try use { (ledger) throws(LedgerError) in
      (try ledger.root(ofSize: size), try ledger.recordedAt(moment))
    }
    return AsOf(
      position: size == 0 ? nil : size - 1, recordedAtText: time?.text, treeSize: size,
      rootHex: root.hex)
  }
}
