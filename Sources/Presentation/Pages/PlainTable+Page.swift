// A listing as a table of HTML.

extension PlainTable {
  /// The table named `name`, in a frame that scrolls where the screen is too narrow.
  func markup(named name: String) -> Markup {
    .element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": name],
      .element(
        "table", ["class": "listing"], .element("caption", [:], .words(name)),
        .element(
          "thead", [:],
          .element(
            "tr", [:],
            contents: columns.map { column in
              .element(
                "th", ["scope": "col", "class": Self.style(column)], .words(column.title))
            })),
        .element("tbody", [:], contents: rows.map(row))))
  }

  private func row(_ texts: [String]) -> Markup {
    .element(
      "tr", [:],
      contents: zip(columns, texts).map { column, text in
        .element("td", ["class": Self.style(column)], .words(text))
      })
  }

  private static func style(_ column: Column) -> String? {
    column.alignment == .right ? "figure" : nil
  }
}
