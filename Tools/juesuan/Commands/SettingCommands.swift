// `juesuan policy set`, `unit` and `project register|complete|cancel`: what governs entries is set.

import BudgetDomain
import BudgetLedger
import Statements

/// Records one command that needs nothing but what stands on the command line.
private func setting(
  _ command: Command, _ invocation: Invocation, _ console: Console
) throws(Failure) -> ExitCode {
  let terms = try invocation.writingTerms()
  let open = try OpenLedger(invocation, console)
  let source = "juesuan \(invocation.verb.rawValue)"
  let outcome = try open.use(source: source) { (ledger) throws(LedgerError) in
    try ledger.record(
      [Submission(command, actor: terms.actor)], isDryRun: terms.isDryRun,
      expectedPosition: terms.expectedPosition)
  }
  return try console.report(open, outcome)
}

enum SetPolicyCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let change = try readingArguments { () throws(UsageProblem) in
      PolicyChange(
        setting: try policySetting(invocation.operands[0], invocation.operands[1]),
        year: try invocation.year(Options.forYear))
    }
    if case .tableSet(let name) = change.setting {
      try refuseUnknown(name, for: change.year, invocation, console)
    }
    return try setting(.setPolicy(change), invocation, console)
  }

  /// Refuses a table set that the ledger has no forms for.
  private static func refuseUnknown(
    _ name: String, for year: FiscalYear?, _ invocation: Invocation, _ console: Console
  ) throws(Failure) {
    let library = try FormShelf(invocation, console).library
    let choices = year.map { library.tableSets(for: $0) } ?? library.tableSets.map(\.name)
    guard choices.contains(name) else {
      throw Failure(usage: .valueUnknown(name, place: "VALUE", choices: choices))
    }
  }

  private static func policySetting(
    _ key: String, _ value: String
  ) throws(UsageProblem) -> PolicySetting {
    guard PolicySetting.keys.contains(key) else {
      throw .valueUnknown(key, place: "KEY", choices: PolicySetting.keys)
    }
    if let setting = PolicySetting(key: key, value: value) { return setting }
    let choices =
      key == PolicySetting.tableSet("").key
      ? FormLibrary.builtInTableSetNames : PolicySetting.values(of: key)
    // Of several values with commas, the one that is wrong is what people want to hear of.
    let words = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let wrong = words.first { PolicySetting(key: key, value: $0) == nil } ?? value
    throw .valueUnknown(wrong, place: "VALUE", choices: choices)
  }
}

enum DescribeUnitCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    let word = invocation.value(CommandTable.unitType) ?? ""
    guard let type = UnitType(word: word) else {
      throw Failure(
        usage: .valueUnknown(
          word, place: CommandTable.unitType.name, choices: UnitType.allCases.map(\.word)))
    }
    return try setting(.describeUnit(type), invocation, console)
  }
}

enum MoveProjectCommand {
  static func run(
    _ invocation: Invocation, to state: ProjectState, _ console: Console
  ) throws(Failure) -> ExitCode {
    let step = try readingArguments { () throws(UsageProblem) in
      guard let project = ProjectName(invocation.operands[0]) else {
        throw .operandMissing("NAME", invocation.verb)
      }
      return ProjectStep(
        project: project,
        date: try invocation.date(Options.field(.date)) ?? LedgerEnvironment.system.today,
        title: invocation.value(CommandTable.projectTitle))
    }
    return try setting(.moveProject(step, to: state), invocation, console)
  }
}
