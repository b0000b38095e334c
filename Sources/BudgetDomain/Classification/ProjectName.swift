// The name by which a unit calls one of its projects (项目).

/// The identifier of a project (项目), as the unit writes it: a code or a short name.
///
/// Only the nature ``SpendingNature/project`` carries one. Two spellings are two projects.
public struct ProjectName: Hashable, Comparable, Sendable {
  /// The name; not empty.
  public let text: String

  /// The project called `text`, or `nil` when that is empty.
  public init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    self.text = text
  }

  /// Orders names by their Unicode scalars, the same everywhere.
  public static func < (left: ProjectName, right: ProjectName) -> Bool {
    left.text.unicodeScalars.lexicographicallyPrecedes(right.text.unicodeScalars)
  }
}
