// The narrative templates that come with the program.

import BudgetDomain

extension NarrativeTemplate {
  /// The templates that come with the program, in order of file and variant.
  public static let builtIn: [NarrativeTemplate] = {
    do throws(InvalidNarrative) {
      return try templates(
        json: PackageResources.final_accounts_narrative_json,
        fileName: "final-accounts-narrative.json")
    } catch {
      preconditionFailure("a built-in narrative is broken: \(error.wording.what.english)")
    }
  }()

  /// The template for a table set, or `nil` where none comes with the program.
  public static func builtIn(tableSet: String) -> NarrativeTemplate? {
    builtIn.first { $0.tableSets.contains(tableSet) }
  }
}
