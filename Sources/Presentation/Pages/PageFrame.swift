// The document around the contents of a page: its head, its ways to other pages, its strip.

import BudgetDomain

/// The frame of a page: one file that needs no other, no script and no network.
struct PageFrame {
  /// A way to another page.
  struct Way {
    let title: String
    let address: String
    var isHere = false
  }

  let context: PageContext
  let title: String
  /// Where the reader can go; empty on a page that stands alone.
  var ways: [Way] = []
  /// Style beyond what every page has.
  var style = ""

  /// The whole document.
  func document(_ contents: [Markup]) -> String {
    let head = Markup.element(
      "head", [:], .element("meta", ["charset": "utf-8"]),
      .element(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'",
        ]),
      .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .element("meta", ["name": "referrer", "content": "no-referrer"]),
      .element("title", [:], .words(title)), .style(PageStyle.everywhere + style))
    let body = Markup.element(
      "body", [:],
      .element(
        "a", ["class": "skip", "href": "#main"], .words(context.say("跳到正文", "to the text"))),
      navigation, .element("main", ["id": "main"], contents: contents))
    return Markup.document(.element("html", ["lang": context.languageTag], head, body))
  }

  private var navigation: Markup {
    guard !ways.isEmpty else { return .nothing }
    return .element(
      "nav", ["aria-label": context.say("各页", "pages")],
      contents: ways.map { way in
        .element(
          "a", ["href": way.address, "aria-current": way.isHere ? "page" : nil],
          .words(way.title))
      })
  }
}

/// The strip on top of a page: labels and what they are about.
struct PageStrip {
  let rows: [(label: String, text: String)]

  var markup: Markup {
    .element(
      "dl", ["class": "strip"],
      contents: rows.map { row in
        .element(
          "div", [:], .element("dt", [:], .words(row.label)),
          .element("dd", [:], .words(row.text)))
      })
  }
}
