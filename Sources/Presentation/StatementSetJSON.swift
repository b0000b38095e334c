// All statements of a year as one JSON document, with the checks between them.

public import Statements

import BudgetDomain
import Projections

/// Statement sets in the schema `juesuan/statements/1`.
public enum StatementSetJSON {
  /// The set as JSON: every statement as `juesuan/statement/1`, then the checks between them.
  public static func value(of set: StatementSet, asOf: AsOf) -> JSONValue {
    let first = set.statements.first
    return .object([
      JSONValue.Member("schema", "juesuan/statements/1"),
      JSONValue.Member("table_set", .string(set.tableSet.name)),
      JSONValue.Member("unit", JSONValue(first?.unit)),
      JSONValue.Member("year", first.map { .integer(Int64($0.year.number)) } ?? .null),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member(
        "statements",
        .array(set.statements.map { StatementJSON.value(of: $0, asOf: asOf) })),
      JSONValue.Member("checks", StatementJSON.checks(set.checks)),
      JSONValue.Member("skipped_checks", .array(set.skippedChecks.map(CheckReport.skipped))),
    ])
  }
}
