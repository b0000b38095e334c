// 审核公式: what must hold between figures, inside a form or between the forms of a set.

public import BudgetDomain

/// 审核公式: two sides that must be equal, or of which the left must not be less than the right.
public struct Check: Hashable, Sendable {
  /// What a failure means.
  public enum Severity: String, CaseIterable, Hashable, Sendable {
    /// The books or the form are wrong.
    case error
    /// Someone should look.
    case warning
  }

  /// What must hold between the two sides.
  public enum Relation: String, CaseIterable, Hashable, Sendable {
    /// Equal to the fen.
    case equal
    /// Left not less than right.
    case atLeast = "at-least"

    /// The sign between the two sides.
    public var sign: String { self == .equal ? "=" : "≥" }
  }

  /// For which rows a check is made.
  public enum RowScope: String, CaseIterable, Hashable, Sendable {
    /// Every row of a code.
    case all
    /// The rows of a code that have rows of longer codes below them.
    case parents
  }

  /// The name of the check, such as `C01-1`; several checks of one rule share it.
  public let id: String
  /// What a failure means.
  public let severity: Severity
  /// What must hold.
  public let relation: Relation
  /// For which rows it is made, `[@row:1]` being the row; `nil` makes it once.
  public let rows: RowScope?
  /// The form whose rows those are, where the check stands between forms.
  public let rowsOfForm: String?
  /// One side.
  public let left: Expression
  /// The other.
  public let right: Expression
  /// What must hold, in words.
  public let text: Phrase

  /// The check as it is made for the row called `row`.
  func placed(inRow row: String) -> Check {
    Check(
      id: id, severity: severity, relation: relation, rows: nil, rowsOfForm: nil,
      left: left.placed(inRow: row), right: right.placed(inRow: row), text: text)
  }
}
