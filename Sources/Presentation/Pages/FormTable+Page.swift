// An official table as a table of HTML, in which every amount can be cited and heard.

import BudgetDomain
import Statements

extension FormTable {
  /// The table of the form numbered `code`, with `money` behind the amounts that are read out.
  ///
  /// - Parameter address: where an amount leads, if anywhere.
  /// - Complexity: O(r · c) for r rows and c columns.
  func markup(
    code: String, money: String, _ context: PageContext,
    leadingTo address: (CellAddress) -> String?
  ) -> Markup {
    let writer = FormWriter(table: self, code: code, money: money, context: context)
    return writer.markup(leadingTo: address)
  }

  /// The id of a cell, which is how the command line names it: `01:28:2`.
  static func anchor(_ code: String, _ address: CellAddress) -> String {
    "\(SafeName.text(of: code)):\(address.text)"
  }

  /// Whether the form is printed on the long side of the paper.
  var isWide: Bool { columns.count > 6 }

  /// Whether it has so many rows for its paper that they have to be set close to fit on one sheet,
  /// as the official form does.
  var isDense: Bool { isWide && rows.count + headerLevels > 24 }
}

/// Writes one official table.
private struct FormWriter {
  let table: FormTable
  let code: String
  let money: String
  let context: PageContext

  func markup(leadingTo address: (CellAddress) -> String?) -> Markup {
    let body = table.rows.indices.map { row($0, leadingTo: address) }
    return .element(
      "div",
      [
        "class": "scroll", "tabindex": "0", "role": "group",
        "aria-label": "\(table.number) \(table.title)",
      ],
      .element(
        "table", ["class": "form", "lang": PageContext.officialTag], caption,
        .element("thead", [:], contents: sheetHead + header + [columnNumbers]),
        .element("tbody", [:], contents: body)))
  }

  private var caption: Markup {
    .element(
      "caption", [:], .element("b", [:], .words(table.title)),
      .element("span", ["class": "right"], .words(table.number)),
      .element("br"), .element("span", [:], .words(table.unitLine)), .words("　"),
      .element("span", ["class": "right"], .words(table.moneyLine)))
  }

  /// What the caption says, once more for paper, where only the head of a table is repeated.
  private var sheetHead: [Markup] {
    let span = String(table.columns.count)
    func line(_ name: StaticString, _ left: String, _ right: String) -> Markup {
      .element(
        "tr", ["class": "sheet"],
        .element(
          name, ["colspan": span],
          .element("span", [:], .words(left)),
          .element("span", ["class": "right"], .words(right))))
    }
    let number = table.number.isEmpty ? [] : [line("td", "", table.number)]
    return [
      .element(
        "tr", ["class": "sheet"], .element("th", ["colspan": span], .words(table.title)))
    ] + number + [line("td", table.unitLine, table.moneyLine)]
  }

  private var header: [Markup] {
    (0..<table.headerLevels).map { level in
      .element(
        "tr", [:],
        contents: table.header.filter { $0.level == level }.map { cell in
          .element(
            "th",
            [
              "id": headerID(cell), "scope": cell.span > 1 ? "colgroup" : "col",
              "colspan": cell.span > 1 ? "\(cell.span)" : nil,
              "rowspan": cell.rows > 1 ? "\(cell.rows)" : nil,
            ], .words(cell.text))
        })
    }
  }

  private var columnNumbers: Markup {
    guard let numbers = table.columnNumbers else { return .nothing }
    return .element(
      "tr", [:],
      contents: numbers.map { .element("td", ["class": "centre"], .words($0)) })
  }

  private func headerID(_ cell: Form.HeaderCell) -> String {
    "\(SafeName.text(of: code)):h\(cell.level):\(cell.column)"
  }

  /// The header cells above a column, from top to bottom.
  private func headers(of column: Int) -> [Form.HeaderCell] {
    table.header.filter { $0.column <= column && column < $0.column + $0.span }
      .sorted { $0.level < $1.level }
  }

  /// One row. The words to the left of an amount, as far as no other amount stands between, are
  /// those it is about: of two tables side by side each has its own.
  private func row(_ index: Int, leadingTo address: (CellAddress) -> String?) -> Markup {
    let cells = table.rows[index]
    var label = ""
    var labelIDs: [String] = []
    var hasAmount = false
    var pieces: [Markup] = []
    for (column, cell) in cells.enumerated() where cell.span > 0 {
      let span = cell.span > 1 ? "\(cell.span)" : nil
      if cell.kind != .amount, hasAmount {
        (label, labelIDs, hasAmount) = ("", [], false)
      }
      switch cell.kind {
      case .label where !cell.text.isEmpty:
        let id = "\(SafeName.text(of: code)):r\(index):\(column)"
        label = cell.text
        labelIDs.append(id)
        let place = cell.span > 1 ? "centre" : cell.indent > 0 ? "in\(min(cell.indent, 3))" : nil
        pieces.append(
          .element(
            "th", ["id": id, "scope": "row", "class": place, "colspan": span],
            .words(cell.text)))
      case .label, .line:
        pieces.append(.element("td", ["colspan": span], .words(cell.text)))
      case .amount:
        hasAmount = true
        pieces.append(
          amount(cell, column, label: label, labelIDs: labelIDs, leadingTo: address))
      }
    }
    return .element("tr", [:], contents: pieces)
  }

  private func amount(
    _ cell: FormTable.Cell, _ column: Int, label: String, labelIDs: [String],
    leadingTo address: (CellAddress) -> String?
  ) -> Markup {
    guard let place = cell.address, !cell.text.isEmpty else {
      return .element(
        "td", ["class": "figure", "id": cell.address.map { FormTable.anchor(code, $0) }])
    }
    let above = headers(of: column)
    let reading = table.headerLevels > 1 ? self.reading(cell, place, above, label) : nil
    let target = address(place)
    let content =
      target.map {
        Markup.element("a", ["href": $0, "aria-label": reading], .words(cell.text))
      } ?? .words(cell.text)
    return .element(
      "td",
      [
        "id": FormTable.anchor(code, place), "class": "figure",
        "headers": (labelIDs + above.map(headerID)).joined(separator: " "),
        "aria-label": target == nil ? reading : nil,
      ], content)
  }

  /// The amount in one breath: row, column, the headers above it, the words beside it.
  private func reading(
    _ cell: FormTable.Cell, _ place: CellAddress, _ above: [Form.HeaderCell], _ label: String
  ) -> String {
    let path = above.map(\.text).filter { !$0.isEmpty }.joined(separator: "—")
    let words = [label, path].filter { !$0.isEmpty }
    let parts =
      [
        context.say("行 \(place.row)", "row \(place.row)"),
        context.say("栏 \(place.column)", "column \(place.column)"),
      ] + words + ["\(cell.text) \(money)"]
    return parts.joined(separator: context.say("，", ", "))
  }
}
