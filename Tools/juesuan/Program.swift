// From the words of a command line to an exit code.

import BudgetDomain
import Presentation

/// One run of the program.
enum Program {
  /// Runs what `arguments` ask for; whatever goes wrong is told on standard error.
  static func run(_ words: [String]?) -> ExitCode {
    guard let arguments = words else {
      let failure = Failure(.badInput, ArgumentsNotUTF8(), place: "juesuan")
      let console = Console(language: Surroundings.language)
      for complaint in failure.complaints { console.remark(complaint.text(console.language)) }
      return failure.exitCode
    }
    let language = ArgumentReader.language(in: arguments) ?? Surroundings.language
    do throws(Failure) {
      let invocation = try readingArguments { () throws(UsageProblem) in
        try ArgumentReader.read(arguments)
      }
      let console = Console(language: language, isQuiet: invocation.has(Options.quiet))
      if invocation.asksForHelp {
        try console.answer(
          HelpPage.command(CommandTable.description(of: invocation.verb), language))
        return .done
      }
      return try dispatch(invocation, console)
    } catch {
      let console = Console(language: language)
      for complaint in error.complaints.prefix(complaintsMax) {
        console.remark(complaint.text(language))
      }
      let untold = error.complaints.count - complaintsMax
      if untold > 0 {
        console.remark(
          Phrase(zh: "……另有 \(untold) 处从略。\n", en: "… and \(untold) more.\n").text(language))
      }
      if error.complaints.count > 1 {
        console.remark(error.count.text(language) + "\n")
      }
      if let trace = error.trace { console.remark(trace.text(language) + "\n") }
      return error.exitCode
    }
  }

  /// How many complaints are told; a wrong file of 100,000 rows has as many, and nobody reads them.
  private static let complaintsMax = 200

  private static func dispatch(
    _ invocation: Invocation, _ console: Console
  ) throws(Failure) -> ExitCode {
    switch invocation.verb {
    case .initialize: try InitializeCommand.run(invocation, console)
    case .importEntries: try ImportCommand.run(invocation, console)
    case .record: try RecordCommand.run(invocation, console)
    case .reverse: try ReverseCommand.run(invocation, console)
    case .correct: try CorrectCommand.run(invocation, console)
    case .attach: try AttachCommand.run(invocation, console)
    case .propose: try RecordCommand.run(invocation, console)
    case .approve: try ApproveCommand.run(invocation, console)
    case .reject: try RejectCommand.run(invocation, console)
    case .complete: try CompleteCommand.run(invocation, console)
    case .withdraw: try WithdrawCommand.run(invocation, console)
    case .pending: try PendingCommand.run(invocation, console)
    case .close: try CloseCommand.run(invocation, console)
    case .reopen: try ReopenCommand.run(invocation, console)
    case .policy: try PolicyCommand.run(invocation, console)
    case .setPolicy: try SetPolicyCommand.run(invocation, console)
    case .describeUnit: try DescribeUnitCommand.run(invocation, console)
    case .projects: try ProjectsCommand.run(invocation, console)
    case .registerProject: try MoveProjectCommand.run(invocation, to: .running, console)
    case .completeProject: try MoveProjectCommand.run(invocation, to: .completed, console)
    case .cancelProject: try MoveProjectCommand.run(invocation, to: .cancelled, console)
    case .importCodes: try ImportCodesCommand.run(invocation, console)
    case .statement: try StatementCommand.run(invocation, console)
    case .statements: try StatementsCommand.run(invocation, console)
    case .check: try CheckCommand.run(invocation, console)
    case .explainCheck: try ExplainCheckCommand.run(invocation, console)
    case .lint: try LintCommand.run(invocation, console)
    case .narrative: try NarrativeCommand.run(invocation, console)
    case .explain: try ExplainCommand.run(invocation, console)
    case .compare: try CompareCommand.run(invocation, console)
    case .reconcile: try ReconcileCommand.run(invocation, console)
    case .indicators: try IndicatorsCommand.run(invocation, console)
    case .scoreIndicator: try ScoreIndicatorCommand.run(invocation, console)
    case .publish: try PublishCommand.run(invocation, console)
    case .forms: try FormsCommand.run(invocation, console)
    case .showForm: try ShowFormCommand.run(invocation, console)
    case .checkForm: try CheckFormCommand.run(invocation, console)
    case .balance: try BalanceCommand.run(invocation, console)
    case .history: try HistoryCommand.run(invocation, console)
    case .show: try ShowCommand.run(invocation, console)
    case .line: try LineCommand.run(invocation, console)
    case .blame: try BlameCommand.run(invocation, console)
    case .explainFinding: try ExplainFindingCommand.run(invocation, console)
    case .sample: try SampleCommand.run(invocation, console)
    case .findings: try FindingsCommand.run(invocation, console)
    case .codes: try CodesCommand.run(invocation, console)
    case .verify: try VerifyCommand.run(invocation, console)
    case .checkpoint: try CheckpointCommand.run(invocation, console)
    case .prove: try ProveCommand.run(invocation, console)
    case .exportTiles: try ExportTilesCommand.run(invocation, console)
    case .exportLog: try ExportLogCommand.run(invocation, console)
    case .exportSheet: try ExportSheetCommand.run(invocation, console)
    case .exportHledger: try ExportJournalCommand.run(invocation, .hledger, console)
    case .exportBeancount: try ExportJournalCommand.run(invocation, .beancount, console)
    case .exportAuditInterface: try ExportAuditInterfaceCommand.run(invocation, console)
    case .exportEvidence: try ExportEvidenceCommand.run(invocation, console)
    case .exportSite: try ExportSiteCommand.run(invocation, console)
    case .restore: try RestoreCommand.run(invocation, console)
    case .registerActor: try RegisterActorCommand.run(invocation, console)
    case .actors: try ActorsCommand.run(invocation, console)
    case .demo: try DemoCommand.run(invocation, console)
    case .help: try HelpCommand.run(invocation, console)
    case .version: try VersionCommand.run(console)
    }
  }
}

/// A command line whose bytes are no UTF-8.
struct ArgumentsNotUTF8: Worded {
  var wording: Wording {
    Wording(
      name: "argumentsNotUTF8",
      what: Phrase(
        zh: "命令行不是 UTF-8 编码（终端可能是 GBK）；程序不会猜测编码。",
        en: "The command line is not UTF-8 (the terminal may be GBK); nothing is guessed."),
      next: Phrase(
        zh: "把终端改为 UTF-8，或把内容写进 UTF-8 的 CSV 再导入。",
        en: "Set the terminal to UTF-8, or import a CSV in UTF-8."))
  }
}
