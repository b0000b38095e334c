// A form itself, not filled: its cells with their formulas, its checks, what is uncertain about it.

public import BudgetDomain
public import Statements

/// The definition of a form, ready to print: what a cell is made of, without any ledger.
public struct FormOutline: Sendable {
  private let form: Form

  /// The outline of `form`.
  public init(_ form: Form) {
    self.form = form
  }

  /// The cells with their formulas; a row repeated for each code stands once, as `@row`.
  public func cellTable(_ language: Language) -> PlainTable {
    PlainTable(
      columns: [
        PlainTable.Column(Phrase(zh: "单元格", en: "cell").text(language)),
        PlainTable.Column(Phrase(zh: "项目", en: "item").text(language)),
        PlainTable.Column(Phrase(zh: "公式", en: "formula").text(language)),
      ],
      rows: form.cells.map { [$0.address.text, $0.label.text, $0.expression.text] })
  }

  /// The checks with both sides.
  public func checkTable(_ language: Language) -> PlainTable {
    PlainTable(
      columns: [
        PlainTable.Column(Phrase(zh: "公式", en: "check").text(language)),
        PlainTable.Column(Phrase(zh: "审核", en: "relation").text(language)),
        PlainTable.Column(Phrase(zh: "说明", en: "rule").text(language)),
      ],
      rows: form.checks.map { check in
        [
          check.id, "\(check.left.text) \(check.relation.sign) \(check.right.text)",
          check.text.text(language),
        ]
      })
  }

  /// Title, years, cells, checks and uncertainties in fixed-width characters.
  public func text(_ language: Language) -> String {
    let years = "\(form.years.lowerBound)–\(form.years.upperBound)"
    let head = Phrase(
      zh: "\(form.tableSet)/\(form.code) \(form.name) \(form.title)，第 \(form.edition) 版，适用年度 "
        + "\(years)，\(form.money.word)，\(form.decimals) 位小数（\(form.fileName)）",
      en: "\(form.tableSet)/\(form.code) \(form.name) \(form.title), edition \(form.edition), "
        + "years \(years), \(form.money.word), \(form.decimals) decimals (\(form.fileName))")
    let uncertain = form.uncertainties.map { uncertainty in
      let place = uncertainty.place.isEmpty ? "" : "\(uncertainty.place) "
      return Phrase(
        zh: "未核实：\(place)\(uncertainty.text)", en: "uncertain: \(place)\(uncertainty.text)"
      ).text(language) + "\n"
    }
    return DisplayWidth.oneLine(head.text(language)) + "\n" + cellTable(language).text
      + checkTable(language).text + uncertain.joined()
  }

  /// The outline in the schema `juesuan/form-outline/1`.
  public var json: JSONValue {
    .object([
      JSONValue.Member("schema", "juesuan/form-outline/1"),
      JSONValue.Member("table_set", .string(form.tableSet)),
      JSONValue.Member("form", .string(form.name)),
      JSONValue.Member("title", .string(form.title)),
      JSONValue.Member("file", .string(form.fileName)),
      JSONValue.Member("edition", .integer(Int64(form.edition))),
      JSONValue.Member("valid_from", .integer(Int64(form.years.lowerBound))),
      JSONValue.Member("valid_to", .integer(Int64(form.years.upperBound))),
      JSONValue.Member("money", .string(form.money.word)),
      JSONValue.Member(
        "cells",
        .array(
          form.cells.map { cell in
            .object([
              JSONValue.Member("address", .string(cell.address.text)),
              JSONValue.Member("label", .string(cell.label.text)),
              JSONValue.Member("formula", .string(cell.expression.text)),
            ])
          })),
      JSONValue.Member(
        "checks",
        .array(
          form.checks.map { check in
            .object([
              JSONValue.Member("id", .string(check.id)),
              JSONValue.Member("severity", .string(check.severity.rawValue)),
              JSONValue.Member("left", .string(check.left.text)),
              JSONValue.Member("relation", .string(check.relation.rawValue)),
              JSONValue.Member("right", .string(check.right.text)),
            ])
          })),
      JSONValue.Member(
        "uncertain",
        .array(
          form.uncertainties.map { uncertainty in
            .object([
              JSONValue.Member("place", .string(uncertainty.place)),
              JSONValue.Member("text", .string(uncertainty.text)),
            ])
          })),
    ])
  }
}
