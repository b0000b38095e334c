// A project named on the command line, which has to be one that the ledger knows.

import BudgetDomain
import BudgetLedger
import Projections

extension Ledger {
  /// The project called `text`, which was registered or has an entry.
  func knownProject(
    _ text: String, place: OptionDescription
  ) throws(UsageProblem) -> ProjectName {
    let names = Set(columns.projects.texts).union(projects.keys.map(\.text))
    guard names.contains(text), let project = ProjectName(text) else {
      throw .valueUnknown(text, place: place.name, choices: names.sorted())
    }
    return project
  }
}
