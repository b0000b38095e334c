// A statement as JSON for other programs.

public import Statements

import BudgetDomain
import Projections

/// Statements in the schema `juesuan/statement/1`.
public enum StatementJSON {
  /// The statement as JSON: amounts are integers in fen, `text` is what the form prints.
  ///
  /// `through` is present where the statement looks at facts through a date only, `empty` where a
  /// sentence stands in place of figures. Keys are only ever added to the schema.
  public static func value(of statement: Statement, asOf: AsOf) -> JSONValue {
    let form = statement.form
    var members = [
      JSONValue.Member("schema", "juesuan/statement/1"),
      JSONValue.Member("form", .string(form.name)),
      JSONValue.Member("title", .string(form.title)),
      JSONValue.Member("unit", .string(statement.unit)),
      JSONValue.Member("year", .integer(Int64(statement.year.number))),
      JSONValue.Member("table_set", .string(form.tableSet)),
      JSONValue.Member("edition", .integer(Int64(form.edition))),
      JSONValue.Member("as_of", asOf.json),
    ]
    if let through = statement.moment.throughDate {
      members.append(JSONValue.Member("through", .string(through.text)))
    }
    members.append(JSONValue.Member("money", .string(statement.money.word)))
    if let sentence = statement.emptySentence {
      members.append(JSONValue.Member("empty", .string(sentence)))
    }
    members += [
      JSONValue.Member("cells", .array(statement.cells.map { cell($0, of: statement) })),
      JSONValue.Member("checks", checks(statement.checks)),
    ]
    return .object(members)
  }

  private static func cell(_ cell: Statement.Cell, of statement: Statement) -> JSONValue {
    .object([
      JSONValue.Member("address", .string(cell.address.text)),
      JSONValue.Member("row", .string(cell.address.row)),
      JSONValue.Member("column", .integer(Int64(cell.address.column))),
      JSONValue.Member("label", .string(cell.label)),
      JSONValue.Member("fen", .integer(cell.fen)),
      JSONValue.Member("text", .string(statement.text(of: cell))),
    ])
  }

  /// The outcomes as JSON: how many passed, those that failed, and those that hold in the books
  /// but not in what is printed.
  static func checks(_ outcomes: [CheckOutcome]) -> JSONValue {
    let failed = outcomes.filter { !$0.isPassed }
    return .object([
      JSONValue.Member("passed", .integer(Int64(outcomes.count - failed.count))),
      JSONValue.Member("failed", .array(failed.map(failure))),
      JSONValue.Member(
        "tail_differences", .array(outcomes.filter(\.hasTailDifference).map(tailDifference))),
    ])
  }

  static func failure(_ outcome: CheckOutcome) -> JSONValue {
    .object([
      JSONValue.Member("id", .string(outcome.check.id)),
      JSONValue.Member("severity", .string(outcome.check.severity.rawValue)),
      JSONValue.Member("text", .string(outcome.check.text.chinese)),
      JSONValue.Member("left", .string(outcome.check.left.text)),
      JSONValue.Member("left_fen", .integer(outcome.left.fen)),
      JSONValue.Member("relation", .string(outcome.check.relation.rawValue)),
      JSONValue.Member("right", .string(outcome.check.right.text)),
      JSONValue.Member("right_fen", .integer(outcome.right.fen)),
      JSONValue.Member("difference_fen", .integer(outcome.differenceInFen)),
    ])
  }

  private static func tailDifference(_ outcome: CheckOutcome) -> JSONValue {
    .object([
      JSONValue.Member("id", .string(outcome.check.id)),
      JSONValue.Member("left", .string(outcome.check.left.text)),
      JSONValue.Member("left_text", .string(outcome.printed.left)),
      JSONValue.Member("right", .string(outcome.check.right.text)),
      JSONValue.Member("right_text", .string(outcome.printed.right)),
      JSONValue.Member("difference_text", .string(outcome.printed.difference)),
      JSONValue.Member("tolerance_text", .string(outcome.printed.tolerance)),
    ])
  }
}

extension AsOf {
  /// The place in the log as JSON.
  public var json: JSONValue {
    .object([
      JSONValue.Member("position", position.map { JSONValue($0) } ?? .null),
      JSONValue.Member("recorded_at", JSONValue(recordedAtText)),
      JSONValue.Member("tree_size", JSONValue(treeSize)),
      JSONValue.Member("root", .string(rootHex)),
    ])
  }
}
