// `juesuan approve`, `reject`, `complete` and `withdraw`: what waits is decided.

import BudgetDomain
import BudgetLedger

/// Reads what the four commands have in common, and tells what came of it.
private func deciding(
  _ invocation: Invocation, _ console: Console,
  _ body: (Ledger, UInt64, WritingTerms) throws(LedgerError) -> RecordOutcome
) throws(Failure) -> ExitCode {
  let terms = try invocation.writingTerms()
  let position = try readingArguments { () throws(UsageProblem) in
    try invocation.position(ofOperand: 0)
  }
  let open = try OpenLedger(invocation, console)
  try open.expect(terms.expectedPosition)
  let source = "juesuan \(invocation.verb.rawValue)"
  let outcome = try open.use(source: source) { (ledger) throws(LedgerError) in
    try body(ledger, position, terms)
  }
  return try console.report(open, outcome)
}

enum ApproveCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    try deciding(invocation, console) { (ledger, position, terms) throws(LedgerError) in
      try ledger.approve(
        position, actor: terms.actor, reason: invocation.value(Options.field(.reason)),
        override: terms.override, isDryRun: terms.isDryRun)
    }
  }
}

enum RejectCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    try deciding(invocation, console) { (ledger, position, terms) throws(LedgerError) in
      try ledger.reject(
        position, reason: invocation.reason, actor: terms.actor, isDryRun: terms.isDryRun)
    }
  }
}

enum CompleteCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let date = try readingArguments { () throws(UsageProblem) in
      try invocation.date(Options.field(.date))
    }
    return try deciding(invocation, console) { (ledger, position, terms) throws(LedgerError) in
      try ledger.completeAdjustment(
        position, date: date, document: invocation.value(Options.field(.document)),
        actor: terms.actor, isDryRun: terms.isDryRun)
    }
  }
}

enum WithdrawCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    try deciding(invocation, console) { (ledger, position, terms) throws(LedgerError) in
      try ledger.withdrawAdjustment(
        position, reason: invocation.reason, actor: terms.actor, isDryRun: terms.isDryRun)
    }
  }
}
