// A command line that was understood: the command, its operands and its options.

import BudgetDomain

/// What somebody asked for, as read from the command line. Values are still text.
struct Invocation: Sendable {
  let verb: Verb
  let operands: [String]
  /// Values by option name; flags have an empty list.
  let values: [String: [String]]
  /// Whether help about the command was asked for instead of the command.
  var asksForHelp = false

  /// Whether a flag or option was given.
  func has(_ option: OptionDescription) -> Bool { values[option.name] != nil }

  /// The value of an option, or `nil` when it was not given.
  func value(_ option: OptionDescription) -> String? { values[option.name]?.last }

  /// All values of a repeated option in the order given.
  func allValues(_ option: OptionDescription) -> [String] { values[option.name] ?? [] }

  /// The value of an option as a fiscal year, or `nil` when it was not given.
  func year(_ option: OptionDescription) throws(UsageProblem) -> FiscalYear? {
    guard let text = value(option) else { return nil }
    guard let year = FiscalYear(text: text) else {
      throw .valueUnknown(text, place: option.name, choices: ["YYYY"])
    }
    return year
  }

  /// The value of an option as a date, or `nil` when it was not given.
  func date(_ option: OptionDescription) throws(UsageProblem) -> EffectiveDate? {
    guard let text = value(option) else { return nil }
    guard let date = EffectiveDate(text: text) else {
      throw .valueUnknown(text, place: option.name, choices: [Self.nearestDate(to: text)])
    }
    return date
  }

  /// The last day of the month that `text` names, where it names a day behind it; else the shape of
  /// a date.
  private static func nearestDate(to text: String) -> String {
    let parts = text.split(separator: "-").map { Int($0) }
    if text.utf8.count == 10, parts.count == 3, let year = parts[0], let month = parts[1],
      let day = parts[2], day > 28
    {
      for last in (28...31).reversed() {
        if let date = EffectiveDate(year: year, month: month, day: last) { return date.text }
      }
    }
    return "YYYY-MM-DD"
  }

  /// The value of an option as a count or position, or `nil` when it was not given.
  func number(_ option: OptionDescription) throws(UsageProblem) -> UInt64? {
    guard let text = value(option) else { return nil }
    return try Self.number(text, place: option.name)
  }

  /// The operand at `index` as a position; a leading `#`, as positions are printed, is accepted.
  func position(ofOperand index: Int) throws(UsageProblem) -> UInt64 {
    let text = operands[index]
    return try Self.number(text.hasPrefix("#") ? String(text.dropFirst()) : text, place: "POSITION")
  }

  /// The form of the answer: `--format`, else the extension of `-o`, else text.
  func format<Format: AnswerFormat>() throws(UsageProblem) -> Format {
    let offered = Format.offered
    let table = CommandTable.description(of: verb).formats
    precondition(table == offered || table.isEmpty && offered == PlainFormat.offered)
    if offered.count == 1 { return .text }
    guard let word = value(Options.format) else {
      guard let path = value(Options.output), path != "-" else { return .text }
      guard let named = OutputFormat(path: path) else { throw .formatUnclear(path: path) }
      guard let format = Format(rawValue: named.rawValue) else {
        throw .valueUnknown(path, place: "-o", choices: offered.map { ".\($0.rawValue)" })
      }
      return format
    }
    guard let format = Format(rawValue: word) else {
      throw .valueUnknown(word, place: Options.format.name, choices: offered.map(\.rawValue))
    }
    return format
  }

  private static func number(_ text: String, place: String) throws(UsageProblem) -> UInt64 {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = UInt64(text)
    else { throw .valueUnknown(text, place: place, choices: ["0 1 2 …"]) }
    return number
  }
}
