// What the checks of a statement set found, as a listing and as JSON.

public import BudgetDomain
public import Statements

import Projections

/// The outcome of every check inside and between the forms of a set (全审), ready to print: all
/// failures at once, each with both sides and the difference.
public struct CheckReport: Sendable {
  private let set: StatementSet

  /// The report on `set`.
  public init(_ set: StatementSet) {
    self.set = set
  }

  /// The checks that failed, one row each; with `all`, also those that passed. Sides and
  /// differences are exact yuan, because a difference may vanish in 万元.
  public func table(_ language: Language, all: Bool = false, grouped: Bool = true) -> PlainTable {
    let titles = [
      Phrase(zh: "表", en: "form"), Phrase(zh: "公式", en: "check"),
      Phrase(zh: "结果", en: "result"), Phrase(zh: "左", en: "left"),
      Phrase(zh: "左值", en: "left value"), Phrase(zh: "右", en: "right"),
      Phrase(zh: "右值", en: "right value"), Phrase(zh: "差额", en: "difference"),
      Phrase(zh: "说明", en: "rule"),
    ]
    let isFigure = [4, 6, 7]
    let chosen = all ? set.allChecks : set.failedChecks
    func yuan(_ fen: Int64) -> String {
      CellText.text(fen: fen, money: .yuan, decimals: 2, grouped: grouped)
    }
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column(
          $0.element.text(language), alignment: isFigure.contains($0.offset) ? .right : .left)
      },
      rows: chosen.map { form, outcome in
        [
          form ?? Phrase(zh: "表间", en: "between").text(language), outcome.check.id,
          Self.result(outcome).text(language), outcome.check.left.text,
          yuan(outcome.left.fen), "\(outcome.check.relation.sign) \(outcome.check.right.text)",
          yuan(outcome.right.fen), yuan(outcome.differenceInFen),
          outcome.check.text.text(language),
        ]
      })
  }

  /// The failures in fixed-width characters, then tail differences, skipped checks and the count.
  public func text(_ language: Language) -> String {
    let failures = set.failedChecks.isEmpty ? "" : table(language).text
    let tails = set.allChecks.filter { $0.outcome.hasTailDifference }.map { form, outcome in
      (form.map { "\($0) " } ?? "") + FormTable.tailLine(outcome).text(language)
    }
    let skipped = set.skippedChecks.map { skipped in
      Phrase(
        zh: "\(skipped.check.id) 未审核：\(skipped.reason.chinese)",
        en: "\(skipped.check.id) not checked: \(skipped.reason.english)"
      ).text(language)
    }
    let count = FormTable.checkLine(set.allChecks.map(\.outcome)).text(language)
    return failures + (tails + skipped + [count]).map { $0 + "\n" }.joined()
  }

  /// Every check as comma-separated text, amounts in yuan without thousands separators.
  public func csv(_ language: Language) -> String {
    table(language, all: true, grouped: false).csv
  }

  /// The report in the schema `juesuan/checks/1`; amounts are integers in fen.
  public func json(asOf: AsOf) -> JSONValue {
    let failed = set.failedChecks
    let tails = set.allChecks.filter { $0.outcome.hasTailDifference }.count
    return .object([
      JSONValue.Member("schema", "juesuan/checks/1"),
      JSONValue.Member("table_set", .string(set.tableSet.name)),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member("passed", .integer(Int64(set.allChecks.count - failed.count))),
      JSONValue.Member(
        "failed",
        .array(
          failed.map { form, outcome in
            guard case .object(let members) = StatementJSON.failure(outcome) else { return .null }
            return .object([JSONValue.Member("form", JSONValue(form))] + members)
          })),
      JSONValue.Member("tail_differences", .integer(Int64(tails))),
      JSONValue.Member("skipped_checks", .array(set.skippedChecks.map(Self.skipped))),
    ])
  }

  static func skipped(_ skipped: StatementSet.SkippedCheck) -> JSONValue {
    .object([
      JSONValue.Member("id", .string(skipped.check.id)),
      JSONValue.Member("left", .string(skipped.check.left.text)),
      JSONValue.Member("right", .string(skipped.check.right.text)),
      JSONValue.Member("reason", .string(skipped.reason.chinese)),
    ])
  }

  private static func result(_ outcome: CheckOutcome) -> Phrase {
    if outcome.hasTailDifference { return Phrase(zh: "通过（尾差）", en: "passed (tail)") }
    if outcome.isPassed { return Phrase(zh: "通过", en: "passed") }
    return outcome.check.severity == .error
      ? Phrase(zh: "不符", en: "error") : Phrase(zh: "提示", en: "warning")
  }
}
