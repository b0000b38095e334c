// What moved between two moments as a listing, as comma-separated text and as JSON.

public import BudgetDomain
public import Statements

import Projections

/// The cells that moved between two moments and the events that moved them, ready to print;
/// changes of forms stand in a block of their own.
public struct ComparisonReport: Sendable {
  private let comparisons: [Comparison]

  /// The report on the comparisons of one or several forms.
  public init(_ comparisons: [Comparison]) {
    self.comparisons = comparisons
  }

  /// The moved cells, one row each; amounts in yuan, an absent row is blank.
  public func table(_ language: Language, grouped: Bool = true) -> PlainTable {
    let titles = [
      Phrase(zh: "表", en: "form"), Phrase(zh: "单元格", en: "cell"),
      Phrase(zh: "项目", en: "item"), Phrase(zh: "变动前（元）", en: "before (yuan)"),
      Phrase(zh: "变动后（元）", en: "after (yuan)"),
      Phrase(zh: "差额（元）", en: "difference (yuan)"), Phrase(zh: "事项", en: "events"),
    ]
    func yuan(_ fen: Int64?) -> String {
      fen.map { CellText.text(fen: $0, money: .yuan, decimals: 2, grouped: grouped) } ?? ""
    }
    return PlainTable(
      columns: titles.enumerated().map {
        PlainTable.Column(
          $0.element.text(language), alignment: (3...5).contains($0.offset) ? .right : .left)
      },
      rows: comparisons.flatMap { comparison in
        comparison.movedCells.map { cell in
          [
            comparison.after.form.code, cell.address.text, cell.label,
            yuan(cell.beforeInFen), yuan(cell.afterInFen), yuan(cell.differenceInFen),
            Self.positions(cell).map { String($0) }.joined(separator: " "),
          ]
        }
      })
  }

  /// The moved cells in fixed-width characters, then changes of forms.
  public func text(_ language: Language) -> String {
    let cells = comparisons.map(\.movedCells.count).reduce(0, +)
    let events = Set(comparisons.flatMap(\.positions)).count
    let count = Phrase(
      zh: "\(cells) 个单元格变动，涉及 \(events) 个事项",
      en: "cells that moved: \(cells), events that moved them: \(events)")
    let changes = comparisons.flatMap { comparison in
      comparison.formChanges.map { change in
        let before = change.before?.formula ?? "—"
        let after = change.after?.formula ?? "—"
        return Phrase(
          zh: "表样变动 \(comparison.after.form.code) \(change.address.text)：\(before) → \(after)",
          en: "form changed \(comparison.after.form.code) \(change.address.text): "
            + "\(before) → \(after)"
        ).text(language) + "\n"
      }
    }
    return (cells == 0 ? "" : table(language).text) + count.text(language) + "\n"
      + changes.joined()
  }

  /// The moved cells as comma-separated text, amounts in yuan without thousands separators.
  public func csv(_ language: Language) -> String { table(language, grouped: false).csv }

  /// The report in the schema `juesuan/comparison/1`; amounts are integers in fen.
  public func json(from: AsOf, to: AsOf) -> JSONValue {
    let first = comparisons.first
    return .object([
      JSONValue.Member("schema", "juesuan/comparison/1"),
      JSONValue.Member("unit", JSONValue(first?.after.unit)),
      JSONValue.Member("year", first.map { .integer(Int64($0.after.year.number)) } ?? .null),
      JSONValue.Member("from", from.json),
      JSONValue.Member("to", to.json),
      JSONValue.Member(
        "events",
        .array(Set(comparisons.flatMap(\.positions)).sorted().map { JSONValue($0) })),
      JSONValue.Member(
        "moved",
        .array(comparisons.flatMap { one in one.movedCells.map { Self.moved($0, one) } })),
      JSONValue.Member(
        "form_changes",
        .array(comparisons.flatMap { one in one.formChanges.map { Self.changed($0, one) } })),
    ])
  }

  private static func positions(_ cell: Comparison.MovedCell) -> [UInt64] {
    Set(cell.events.map(\.position)).sorted()
  }

  private static func moved(_ cell: Comparison.MovedCell, _ comparison: Comparison) -> JSONValue {
    func fen(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }
    return .object([
      JSONValue.Member("form", .string(comparison.after.form.name)),
      JSONValue.Member("address", .string(cell.address.text)),
      JSONValue.Member("label", .string(cell.label)),
      JSONValue.Member("before_fen", fen(cell.beforeInFen)),
      JSONValue.Member("after_fen", fen(cell.afterInFen)),
      JSONValue.Member("difference_fen", .integer(cell.differenceInFen)),
      JSONValue.Member("events", .array(positions(cell).map { JSONValue($0) })),
    ])
  }

  private static func changed(
    _ change: Comparison.FormChange, _ comparison: Comparison
  ) -> JSONValue {
    func version(_ version: Comparison.FormChange.Version?) -> JSONValue {
      version.map {
        .object([
          JSONValue.Member("label", .string($0.label)),
          JSONValue.Member("formula", .string($0.formula)),
          JSONValue.Member("fen", .integer($0.fen)),
        ])
      } ?? .null
    }
    return .object([
      JSONValue.Member("form", .string(comparison.after.form.name)),
      JSONValue.Member("address", .string(change.address.text)),
      JSONValue.Member("before", version(change.before)),
      JSONValue.Member("after", version(change.after)),
    ])
  }
}
