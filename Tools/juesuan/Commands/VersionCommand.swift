// `juesuan version`.

import BudgetDomain

enum VersionCommand {
  /// The version of the program.
  static let number = "0.1.0"

  static func run(_ console: Console) throws(Failure) -> ExitCode {
    let format = Phrase(zh: "账本格式 1", en: "ledger format 1").text(console.language)
    try console.answer("juesuan \(number) · \(format)\n")
    return .done
  }
}
