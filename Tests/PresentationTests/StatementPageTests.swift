// A statement as a page: what it holds, that nothing breaks out of it, that it can be read.

import BudgetDomain
import Presentation
import Projections
import Statements
import Testing

@Suite struct StatementPageTests {
  private func context(
    _ language: Language = .chinese, state: YearState = .open,
    publications: [YearStanding.Published] = []
  ) -> PageContext {
    PageContext(
      asOf: sampleAsOf, standing: YearStanding(state: state, publications: publications),
      language: language)
  }

  @Test(arguments: [Language.chinese, .english])
  func `a page is well formed and every header that a cell names is there`(
    _ language: Language
  ) throws {
    let page = StatementPage(try sampleStatement(), context(language)).html
    let reader = try ElementReader(page)
    let ids = reader.values("id")
    #expect(Set(ids).count == ids.count)
    let named = reader.values("headers").flatMap { $0.split(separator: " ").map(String.init) }
    #expect(!named.isEmpty)
    #expect(Set(named).subtracting(ids).isEmpty)
    for address in ["90:1:1", "90:1:2", "90:2:1", "90:3:1"] { #expect(ids.contains(address)) }
    for name in ["table", "caption", "thead", "tbody"] {
      #expect(reader.elements.count { $0.name == name } == 1, "\(name)")
    }
    #expect(
      reader.elements.first { $0.name == "html" }?.attributes["lang"]
        == (language == .chinese ? "zh-Hans" : "en"))
    #expect(reader.elements.first { $0.name == "table" }?.attributes["lang"] == "zh-Hans")
  }

  @Test func `the strip and the foot of the sheet say what the figures were made from`() throws {
    let date = try #require(EffectiveDate(text: "2019-08-30"))
    let standing = [YearStanding.Published(name: "决算公开", date: date, treeSize: 4)]
    let page = StatementPage(
      try sampleStatement(otherIncome: true),
      context(state: .closed(position: 3), publications: standing)
    ).html
    let texts = try ElementReader(page).texts
    for text in [
      "政务服务中心", "试01 收支表", "2018", "万元", "第 3 号事项 2018-12-31T16:00:00.000000Z", "4 条 ab12",
      "已结账 #3；2019-08-30 公开“决算公开”（前 4 条）", "test/90 第 3 版", "2",
    ] { #expect(texts.contains(text), "\(text)") }
    #expect(page.contains("@page sheet90{size:A4 portrait;"))
    #expect(page.contains(#"content:"第 " counter(page) " 页，共 " counter(pages) " 页""#))
    for role in ["单位负责人：", "财务负责人：", "填表人："] { #expect(texts.contains(role)) }
  }

  @Test func `an amount under two levels of headers is read out in one breath`() throws {
    let page = StatementPage(try sampleStatement(), context()).html
    let reader = try ElementReader(page)
    let cell = reader.elements.first { $0.attributes["id"] == "90:1:1" }
    #expect(
      cell?.attributes["aria-label"] == "行 1，栏 1，收入，本年及年末各项金额—收支，1.23 万元")
    #expect(cell?.attributes["headers"] == "90:r0:0 90:h0:2 90:h1:2")
    // What the form leaves empty stays empty.
    #expect(page.contains(#"<td class="figure"></td>"#))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><b>", "&lt;",
    "\u{202E}倒\u{0}\u{7}", "a' onclick='x",
  ])
  func `a hostile name stays a text`(_ name: String) throws {
    let date = try #require(EffectiveDate(text: "2019-08-30"))
    let page = StatementPage(
      try sampleStatement(unit: name),
      context(
        state: .reopened(position: 2),
        publications: [YearStanding.Published(name: name, date: date, treeSize: 4)])
    ).html
    let reader = try ElementReader(page)
    let known: Set = [
      "html", "head", "meta", "title", "style", "body", "a", "main", "article", "h1", "dl", "div",
      "dt", "dd", "table", "caption", "b", "span", "br", "thead", "tbody", "tr", "th", "td", "p",
      "ul", "li",
    ]
    #expect(Set(reader.elements.map(\.name)).subtracting(known).isEmpty)
    #expect(!reader.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let style = try #require(page.firstMatch(of: /(?s)<style>(.*?)<\/style>/))
    #expect(!style.1.contains("<") && !style.1.contains("&"))
  }

  @Test func `a page needs nothing but itself`() throws {
    let page = StatementPage(try sampleStatement(), context()).html
    let reader = try ElementReader(page)
    #expect(
      reader.values("content").contains(
        "default-src 'none'; style-src 'unsafe-inline'"))
    #expect(reader.values("src").isEmpty)
    for address in reader.values("href") { #expect(address.hasPrefix("#")) }
    for banned in ["http:", "https:", "url(", "@import"] { #expect(!page.contains(banned)) }
  }

  @Test func `the same statement gives the same bytes`() throws {
    let first = StatementPage(try sampleStatement(), context()).html
    #expect(try first == StatementPage(sampleStatement(), context()).html)
    #expect(try first != StatementPage(sampleStatement(otherIncome: true), context()).html)
  }
}

@Suite struct PagePaletteTests {
  /// Relative luminance (WCAG 2.2).
  private func luminance(_ colour: PagePalette.Colour) -> Double {
    let parts = [16, 8, 0].map { shift in
      let value = Double(colour >> UInt32(shift) & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// `base` to the power of 2.4, which is 12 / 5: the fifth root by Newton's way.
  private func power(_ base: Double) -> Double {
    let wanted = (0..<12).reduce(1.0) { product, _ in product * base }
    var root = 1.0
    for _ in 0..<200 {
      root -= (root * root * root * root * root - wanted) / (5 * root * root * root * root)
    }
    return root
  }

  private func contrast(_ first: PagePalette.Colour, _ second: PagePalette.Colour) -> Double {
    let sorted = [luminance(first), luminance(second)].sorted()
    return (sorted[1] + 0.05) / (sorted[0] + 0.05)
  }

  @Test func `black on white is 21 to 1`() {
    #expect(abs(contrast(0x000000, 0xFFFFFF) - 21) < 0.001)
    #expect(abs(contrast(0x777777, 0xFFFFFF) - 4.478) < 0.01)
  }

  @Test(arguments: ["light", "dark"])
  func `words reach 4.5 to 1 on every ground, and bars 3 to 1`(_ name: String) {
    let palette = name == "light" ? PagePalette.light : PagePalette.dark
    for ground in palette.grounds {
      for words in palette.ofWords {
        #expect(contrast(words.colour, ground.colour) >= 4.5, "\(words.name) on \(ground.name)")
      }
    }
    for bar in [palette.first, palette.second] { #expect(contrast(bar, palette.paper) >= 3) }
  }
}
