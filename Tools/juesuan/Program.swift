// From the words of a command line to an exit code.

import BudgetDomain

/// One run of the program.
enum Program {
  /// Runs what `arguments` ask for; whatever goes wrong is told on standard error.
  static func run(_ arguments: [String]) -> ExitCode {
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
      for complaint in error.complaints { console.remark(complaint.text(language)) }
      if error.complaints.count > 1 {
        let count = error.complaints.count
        console.remark(
          Phrase(
            zh: "共 \(count) 处错误，没有写入任何内容\n",
            en: "\(count) errors in all; nothing was written\n"
          ).text(language))
      }
      return error.exitCode
    }
  }

  private static func dispatch(
    _ invocation: Invocation, _ console: Console
  ) throws(Failure) -> ExitCode {
    switch invocation.verb {
    case .initialize: try InitializeCommand.run(invocation, console)
    case .importEntries: try ImportCommand.run(invocation, console)
    case .record: try RecordCommand.run(invocation, console)
    case .reverse: try ReverseCommand.run(invocation, console)
    case .importCodes: try ImportCodesCommand.run(invocation, console)
    case .statement: try StatementCommand.run(invocation, console)
    case .balance: try BalanceCommand.run(invocation, console)
    case .history: try HistoryCommand.run(invocation, console)
    case .show: try ShowCommand.run(invocation, console)
    case .codes: try CodesCommand.run(invocation, console)
    case .verify: try VerifyCommand.run(invocation, console)
    case .checkpoint: try CheckpointCommand.run(invocation, console)
    case .demo: try DemoCommand.run(invocation, console)
    case .help: try HelpCommand.run(invocation, console)
    case .version: try VersionCommand.run(console)
    }
  }
}
