// `juesuan help [COMMAND|TOPIC]`.

import BudgetDomain

enum HelpCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws(Failure) -> ExitCode {
    try console.answer(page(invocation.operands, console.language))
    return .done
  }

  /// The page asked for by `words`; a command's name may have two.
  static func page(_ words: [String], _ language: Language) throws(Failure) -> String {
    guard let first = words.first else { return HelpPage.overview(language) }
    let word = words.joined(separator: " ")
    if let topic = HelpTopic(rawValue: word) { return HelpPage.topic(topic, language) }
    if let verb = Verb(rawValue: word) {
      return HelpPage.command(CommandTable.description(of: verb), language)
    }
    let choices = Verb.allCases.map(\.rawValue) + HelpTopic.allCases.map(\.rawValue)
    let unknown = words.count > 1 ? word : first
    throw Failure(
      usage: .valueUnknown(unknown, place: "help", choices: Set(choices).sorted()))
  }
}
