// The topics of help that are not commands.

import BudgetDomain

/// A topic of its own in help.
enum HelpTopic: String, CaseIterable, Sendable {
  case exitCodes = "exit-codes"
  case formats
  case environment
  case importFile = "import"

  /// The names of all topics in one string. `import` is a command too: both stand on its page.
  static let names = allCases.map(\.rawValue).joined(separator: ", ")
}
