// Finds commands and options in the table.

import BudgetDomain

/// All commands of the program; the rows stand in `CommandTable+….swift`, one file per job.
enum CommandTable {
  /// Every command, in the order help lists them.
  static let commands: [CommandDescription] =
    recordCommands + correctionCommands + procedureCommands + yearCommands + settingCommands
    + actorCommands + statementCommands + auditCommands + exportCommands + keepCommands

  /// The row of `verb`.
  static func description(of verb: Verb) -> CommandDescription {
    guard let row = commands.first(where: { $0.verb == verb }) else {
      preconditionFailure("the command \(verb.rawValue) has no row in the table")
    }
    return row
  }

  /// The command whose name begins `words`; of two, the one with the longer name.
  static func command(beginning words: [String]) -> CommandDescription? {
    commands.filter { words.starts(with: $0.verb.words) }
      .max { $0.verb.words.count < $1.verb.words.count }
  }

  /// The option called `name` in any command. Whether it takes a value is the same in all.
  static func option(named name: String) -> OptionDescription? {
    for command in commands {
      if let option = command.option(named: name) { return option }
    }
    return nil
  }

  /// The names of all options of all commands, each once.
  static var allOptionNames: [String] {
    Set(commands.flatMap { $0.allOptions.map(\.name) }).sorted()
  }
}

extension Verb {
  /// The words of the command's name.
  var words: [String] { rawValue.split(separator: " ").map(String.init) }

  /// The command line in short, such as `juesuan reverse POSITION --reason TEXT [OPTION]…`.
  var usage: String {
    let row = CommandTable.description(of: self)
    var parts = ["juesuan", rawValue]
    parts += row.operands.map { $0.isOptional ? "[\($0.placeholder)]" : $0.placeholder }
    for option in row.options where option.isRequired {
      parts.append([option.name, option.placeholder ?? ""].joined(separator: " "))
    }
    if row.allOptions.contains(where: { !$0.isRequired }) { parts.append("[OPTION]…") }
    return parts.joined(separator: " ")
  }
}
