// The colours of pages, by light and by dark, as figures that a test can compare.

/// The colours of a page. Every colour of words reaches 4.5:1 on both grounds (WCAG 2.2, 1.4.3);
/// none is the only carrier of what it says.
package struct PagePalette: Sendable {
  /// A colour as red, green and blue, eight bits each.
  package typealias Colour = UInt32

  /// The ground of the page.
  package let paper: Colour
  /// The ground of headers and of what is set apart.
  package let panel: Colour
  /// Words and figures.
  package let ink: Colour
  /// Words of less weight.
  package let muted: Colour
  /// Links.
  package let link: Colour
  /// What failed.
  package let bad: Colour
  /// What is in order.
  package let good: Colour
  /// Rules between cells; no words.
  package let rule: Colour
  /// The first colour of charts.
  package let first: Colour
  /// The second colour of charts.
  package let second: Colour

  /// The colours by light, and on paper.
  package static let light = PagePalette(
    paper: 0xFFFFFF, panel: 0xF3F5F7, ink: 0x1B1F24, muted: 0x525A64, link: 0x0A58CA,
    bad: 0xB42318, good: 0x116329, rule: 0xB9C1CA, first: 0x0A58CA, second: 0xA14F00)
  /// The colours in the dark.
  package static let dark = PagePalette(
    paper: 0x0F1419, panel: 0x1A212A, ink: 0xE6EDF3, muted: 0x9FABB8, link: 0x82B4FF,
    bad: 0xFF9B93, good: 0x6FDD8B, rule: 0x46525F, first: 0x82B4FF, second: 0xF0B36B)

  /// The colours in which words are written, with their names in the style sheet.
  package var ofWords: [(name: String, colour: Colour)] {
    [("ink", ink), ("muted", muted), ("link", link), ("bad", bad), ("good", good)]
  }

  /// The grounds on which words stand.
  package var grounds: [(name: String, colour: Colour)] { [("paper", paper), ("panel", panel)] }

  /// The declarations of all colours.
  var declarations: String {
    let all =
      ofWords + grounds + [("rule", rule), ("first", first), ("second", second)]
    return all.map { name, colour in
      let digits = String(colour, radix: 16)
      return "--\(name):#\(String(repeating: "0", count: 6 - digits.count))\(digits)"
    }.joined(separator: ";")
  }
}
