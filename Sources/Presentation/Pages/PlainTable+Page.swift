// A listing as a table of HTML.

extension PlainTable {
  /// The table, called `name`; a text leads where `address` says, by row and column counted from 0.
  ///
  /// - Complexity: O(n) in the length of the text.
  func markup(
    named name: String, leadingTo address: (_ row: Int, _ column: Int) -> String? = { _, _ in nil }
  ) -> Markup {
    let head = Markup.element(
      "tr", [:],
      contents: columns.map {
        .element("th", ["scope": "col", "class": Self.place($0)], .words($0.title))
      })
    let body = rows.enumerated().map { index, row in
      Markup.element(
        "tr", [:],
        contents: zip(columns, row).enumerated().map { column, cell in
          Self.cell(cell.1, cell.0, isFirst: column == 0, address(index, column))
        })
    }
    let foot = total.map { total in
      Markup.element(
        "tfoot", [:],
        .element(
          "tr", [:],
          contents: zip(columns, total).enumerated().map { column, cell in
            Self.cell(cell.1, cell.0, isFirst: column == 0, nil)
          }))
    }
    return .element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": name],
      .element(
        "table", ["class": "listing"], .element("caption", [:], .words(name)),
        .element("thead", [:], head), .element("tbody", [:], contents: body), foot ?? .nothing))
  }

  private static func place(_ column: Column) -> String? {
    column.alignment == .right ? "figure" : nil
  }

  private static func cell(
    _ text: String, _ column: Column, isFirst: Bool, _ address: String?
  ) -> Markup {
    let words = Markup.words(text)
    let content = address.map { Markup.element("a", ["href": $0], words) } ?? words
    return isFirst
      ? .element("th", ["scope": "row", "class": place(column)], content)
      : .element("td", ["class": place(column)], content)
  }
}
