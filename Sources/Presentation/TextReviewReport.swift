// What the review of a text found, as lines for people and as JSON for programs.

public import BudgetDomain
public import Statements

/// The findings of a text (查错), ready to print: where, what stands there, what the ledger says,
/// what to do.
public struct TextReviewReport: Sendable {
  private let review: TextReview
  private let file: String
  private let asOf: AsOf

  /// The report on `review` of the text called `file`, held against the log at `asOf`.
  public init(_ review: TextReview, file: String, asOf: AsOf) {
    self.review = review
    self.file = file
    self.asOf = asOf
  }

  /// Each finding in four parts, then how many figures came to what; with `all`, every figure.
  public func text(_ language: Language, all: Bool = false) -> String {
    var lines: [String] = []
    for finding in review.findings {
      let severity =
        finding.severity == .error
        ? Phrase(zh: "错误", en: "error") : Phrase(zh: "提示", en: "warning")
      lines.append("\(severity.text(language)): \(file):\(finding.line) [\(finding.kind.rawValue)]")
      lines.append("  | \(finding.excerpt)")
      lines.append("  \(finding.what.text(language))")
      let command = finding.command.map { " · \($0)" } ?? ""
      lines.append("  → \(finding.next.text(language))\(command)")
    }
    if all { lines += PlainTable(columns: Self.columns(language), rows: rows).text.lines }
    lines.append(count.text(language))
    return lines.map { DisplayWidth.oneLine($0) + "\n" }.joined()
  }

  private static func columns(_ language: Language) -> [PlainTable.Column] {
    [
      PlainTable.Column(Phrase(zh: "行", en: "line").text(language), alignment: .right),
      PlainTable.Column(Phrase(zh: "结果", en: "outcome").text(language)),
      PlainTable.Column(Phrase(zh: "数", en: "figure").text(language), alignment: .right),
      PlainTable.Column(Phrase(zh: "名称", en: "words").text(language)),
      PlainTable.Column(Phrase(zh: "依据", en: "reason").text(language)),
    ]
  }

  private var rows: [[String]] {
    review.figures.map {
      [String($0.line), $0.outcome.rawValue, $0.text, $0.label, $0.reason]
    }
  }

  private var count: Phrase {
    let errors = review.findings.count { $0.severity == .error }
    let warnings = review.findings.count - errors
    return Phrase(
      zh: """
        \(errors) 个错误，\(warnings) 个提示 · \(review.figures.count) 个数：\(review.count(.passed)) 个相符，\
        \(review.count(.found)) 个有误，\(review.count(.outside)) 个账本管不到 · \
        日志 \(asOf.treeSize) 条，根 \(asOf.shortRoot)
        """,
      en: """
        \(errors) errors, \(warnings) warnings · \(review.figures.count) figures: \
        \(review.count(.passed)) passed, \(review.count(.found)) found, \(review.count(.outside)) \
        outside the ledger · log of \(asOf.treeSize) events, root \(asOf.shortRoot)
        """)
  }

  /// The schema `juesuan/lint/1`: findings, and every figure with its outcome.
  public var json: JSONValue {
    .object([
      JSONValue.Member("schema", "juesuan/lint/1"),
      JSONValue.Member("file", .string(file)),
      JSONValue.Member("unit", .string(review.unit)),
      JSONValue.Member("year", .integer(Int64(review.year.number))),
      JSONValue.Member("as_of", asOf.json),
      JSONValue.Member("findings", .array(review.findings.map(Self.json))),
      JSONValue.Member("figures", .array(review.figures.map(Self.json))),
    ])
  }

  private static func json(_ finding: TextFinding) -> JSONValue {
    .object([
      JSONValue.Member("kind", .string(finding.kind.rawValue)),
      JSONValue.Member("severity", .string(finding.severity.rawValue)),
      JSONValue.Member("line", .integer(Int64(finding.line))),
      JSONValue.Member("excerpt", .string(finding.excerpt)),
      JSONValue.Member("what_zh", .string(finding.what.chinese)),
      JSONValue.Member("what_en", .string(finding.what.english)),
      JSONValue.Member("next_zh", .string(finding.next.chinese)),
      JSONValue.Member("next_en", .string(finding.next.english)),
      JSONValue.Member("command", JSONValue(finding.command)),
    ])
  }

  private static func json(_ figure: ReviewedFigure) -> JSONValue {
    .object([
      JSONValue.Member("line", .integer(Int64(figure.line))),
      JSONValue.Member("text", .string(figure.text)),
      JSONValue.Member("label", .string(figure.label)),
      JSONValue.Member("outcome", .string(figure.outcome.rawValue)),
      JSONValue.Member("reason", .string(figure.reason)),
    ])
  }
}

extension String {
  fileprivate var lines: [String] { split(separator: "\n").map { String($0) } }
}
