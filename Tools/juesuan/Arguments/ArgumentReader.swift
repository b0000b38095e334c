// Reads a command line against the command table.

import BudgetDomain

/// Turns the words after the program's name into an ``Invocation``.
///
/// Options may stand anywhere, as `--name value` or `--name=value`; `--` ends them. An option that
/// is unknown, without effect, given twice or without its value is refused, never ignored.
struct ArgumentReader {
  private var words: [String] = []
  private var given: [(option: OptionDescription, value: String?)] = []
  private var asksForHelp = false

  /// The command line `arguments`, without the program's name.
  ///
  /// - Throws: ``UsageProblem`` for the first thing that is wrong.
  static func read(_ arguments: [String]) throws(UsageProblem) -> Invocation {
    var reader = ArgumentReader()
    try reader.scan(arguments)
    return try reader.invocation()
  }

  /// The language chosen by `--lang`, found even in a command line that is wrong elsewhere.
  static func language(in arguments: [String]) -> Language? {
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { return nil }
      if argument == Options.language.name, index + 1 < arguments.count {
        return Language(rawValue: arguments[index + 1])
      }
      if argument.hasPrefix("\(Options.language.name)=") {
        return Language(rawValue: String(argument.dropFirst(Options.language.name.count + 1)))
      }
    }
    return nil
  }

  private mutating func scan(_ arguments: [String]) throws(UsageProblem) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        return
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        words.append(argument)
        continue
      }
      if argument == "-h" || argument == Options.help.name {
        asksForHelp = true
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = CommandTable.option(named: name) else {
        throw .optionUnknown(name, choices: choices(following: arguments))
      }
      var value = parts.count > 1 ? String(parts[1]) : nil
      if option.placeholder == nil {
        guard value == nil else { throw .valueNotTaken(name) }
      } else if value == nil {
        guard let next = rest.first, !Self.looksLikeOption(next) else { throw .valueMissing(name) }
        value = rest.removeFirst()
      }
      given.append((option, value))
    }
  }

  private func invocation() throws(UsageProblem) -> Invocation {
    guard let command = CommandTable.command(beginning: words) else {
      guard let word = words.first else {
        if asksForHelp { return Invocation(verb: .help, operands: [], values: [:]) }
        throw .commandMissing
      }
      throw .commandUnknown(word)
    }
    let verb = command.verb
    let operands = Array(words.dropFirst(verb.words.count))
    if asksForHelp {
      return Invocation(verb: verb, operands: operands, values: [:], asksForHelp: true)
    }
    var values: [String: [String]] = [:]
    for (option, value) in given {
      guard let own = command.option(named: option.name) else {
        let choices = command.allOptions.map(\.name)
        throw .optionWithoutEffect(option.name, verb, choices: choices)
      }
      guard values[option.name] == nil || own.isRepeated else {
        throw .optionGivenTwice(option.name)
      }
      values[option.name, default: []] += value.map { [$0] } ?? []
    }
    let needed = command.operands.filter { !$0.isOptional }
    if operands.count < needed.count {
      throw .operandMissing(needed[operands.count].placeholder, verb)
    }
    if operands.count > command.operands.count {
      throw .operandNotTaken(operands[command.operands.count], verb)
    }
    for option in command.options where option.isRequired && values[option.name] == nil {
      throw .optionMissing(option.name, verb)
    }
    if let word = values[Options.language.name]?.last, Language(rawValue: word) == nil {
      throw .valueUnknown(
        word, place: Options.language.name, choices: Language.allCases.map(\.rawValue))
    }
    return Invocation(verb: verb, operands: operands, values: values)
  }

  /// The options worth suggesting: those of the command on the line, or all when there is none.
  private func choices(following arguments: [String]) -> [String] {
    let plain = arguments.filter { !$0.hasPrefix("-") }
    guard let command = CommandTable.command(beginning: plain) else {
      return CommandTable.allOptionNames
    }
    return command.allOptions.map(\.name)
  }

  /// Whether a word that stands where a value should is rather the next option: `-5` is a value.
  private static func looksLikeOption(_ word: String) -> Bool {
    word.hasPrefix("--") || CommandTable.option(named: word) != nil
  }
}
