// The lines under a table that say what it was made from and what its checks found.

import BudgetDomain
import Projections
import Statements

extension FormTable {
  static func evidence(of statement: Statement, _ asOf: AsOf, _ language: Language) -> [String] {
    let lines =
      [asOfLine(statement, asOf), treeLine(asOf), formLine(statement), checkLine(statement.checks)]
      + statement.failedChecks.map { failureLine($0) }
      + statement.tailDifferences.map { tailLine($0) }
    return lines.map { $0.text(language) }
  }

  private static func asOfLine(_ statement: Statement, _ asOf: AsOf) -> Phrase {
    let year = statement.year.number
    let through = statement.moment.throughDate.map {
      Phrase(zh: "，业务日期至 \($0.text)", en: ", through \($0.text)")
    }
    let suffix = through ?? Phrase(zh: "", en: "")
    guard let position = asOf.position else {
      return Phrase(
        zh: "\(year) 年度\(suffix.chinese)，账中尚无事项",
        en: "year \(year)\(suffix.english), as of an empty log")
    }
    let recorded = asOf.recordedAtText
    return Phrase(
      zh: "\(year) 年度\(suffix.chinese)，截至第 \(position) 号事项"
        + (recorded.map { "（记录于 \($0)）" } ?? ""),
      en: "year \(year)\(suffix.english), as of event \(position)"
        + (recorded.map { " (recorded \($0))" } ?? ""))
  }

  private static func treeLine(_ asOf: AsOf) -> Phrase {
    Phrase(
      zh: "日志 \(asOf.treeSize) 条，树根 \(asOf.shortRoot)",
      en: "log of \(asOf.treeSize) events, root \(asOf.shortRoot)")
  }

  private static func formLine(_ statement: Statement) -> Phrase {
    let form = statement.form
    return Phrase(
      zh: "表样 \(form.tableSet)/\(form.code) 第 \(form.edition) 版",
      en: "form \(form.tableSet)/\(form.code) edition \(form.edition)")
  }

  static func checkLine(_ outcomes: [CheckOutcome]) -> Phrase {
    let failed = outcomes.filter { !$0.isPassed }.count
    let passed = outcomes.count - failed
    return Phrase(
      zh: "审核公式：\(passed) 条通过，\(failed) 条不符",
      en: "checks: \(passed) passed, \(failed) failed")
  }

  /// Figures of a failed check are exact yuan, because a difference may vanish in 万元.
  static func failureLine(_ outcome: CheckOutcome) -> Phrase {
    let left = Amount.yuanText(fen: outcome.left.fen)
    let right = Amount.yuanText(fen: outcome.right.fen)
    let difference = Amount.yuanText(fen: outcome.differenceInFen)
    let check = outcome.check
    let sides = "\(left) \(check.relation == .equal ? "≠" : "<") \(right)"
    let isError = check.severity == .error
    return Phrase(
      zh: "\(check.id) \(isError ? "不符" : "提示")：\(check.text.chinese)；"
        + "\(check.left.text) 与 \(check.right.text)：\(sides)，差 \(difference) 元",
      en: "\(check.id) \(check.severity.rawValue): \(check.text.english); "
        + "\(check.left.text) and \(check.right.text): \(sides), difference \(difference) yuan")
  }

  /// A check that holds in the books but not in what is printed.
  static func tailLine(_ outcome: CheckOutcome) -> Phrase {
    let check = outcome.check
    let printed = outcome.printed
    return Phrase(
      zh: "\(check.id) 尾差：\(check.left.text) 印 \(printed.left)，\(check.right.text) 印数合计 "
        + "\(printed.right)，差 \(printed.difference)（容许 \(printed.tolerance)）；"
        + "账上相等，各单元格分别四舍五入",
      en: "\(check.id) tail difference: \(check.left.text) prints \(printed.left), "
        + "\(check.right.text) as printed adds up to \(printed.right), difference "
        + "\(printed.difference) (tolerance \(printed.tolerance)); equal in the books, "
        + "each cell is rounded on its own")
  }
}
