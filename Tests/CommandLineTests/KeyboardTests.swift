// Pages in a real browser by keyboard alone, and every word against the ground it stands on.

import Foundation
import Testing

@Suite struct KeyboardTests {
  /// A page on which nearly everything is wrong.
  private static let control = """
    <!DOCTYPE html><html lang="en"><title>control</title>
    <style>a:focus{outline:none}p{color:#999;background:#fff}</style>
    <nav><a href="x.html">menu</a></nav>
    <main><p>pale <a href="a.html" tabindex="2">late</a> <a href="b.html">trap</a></p>
    <div style="overflow-x:auto;width:9em"><pre>0123456789 0123456789 0123456789</pre></div>
    <div tabindex="0">a group</div><pre style="width:200em">too wide</pre></main>
    <script>document.links[2].onkeydown = event => event.preventDefault()</script></html>
    """

  @Test(.enabled(if: StatementPageTests.browser != nil, "no browser here: no page was walked"))
  func `every stop of a page is reached by Tab in reading order and seen, every word is read`()
    throws
  {
    let books = try Books.ofAYear()
    let browser = try #require(StatementPageTests.browser)
    try books.prepare(
      "export site zh --for 2018 --lang zh", "export site en --for 2018 --lang en",
      "indicators --for 2018 --lang zh -o indicators.html",
      "narrative --for 2018 --lang zh -o narrative.html")
    try books.directory.write(Self.control, to: "control.html")
    let pages =
      ["index", "form-01", "history", "charts", "findings", "integrity"].map { "zh/\($0).html" }
      + ["index", "form-01", "findings", "integrity"].map { "en/\($0).html" }
      + ["zh/amounts/01/28-2.html", "indicators.html", "narrative.html", "control.html"]
    let script = Tool.script("walk_pages.py")
    let run = try Program.shell(
      "python3 \(script) \(browser) \(pages.joined(separator: " "))",
      directory: books.directory.path)
    #expect(run.errors.isEmpty, "\(run.errors)")
    let wrong = run.lines.dropLast().filter { !$0.hasPrefix("control.html") }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")

    // Had it not seen these, its silence about the others would say nothing.
    let seen = run.lines.filter { $0.hasPrefix("control.html") }.joined(separator: "\n")
    for fault in [
      "no outline", "pale: ", "Tab 1 goes to A late", "Shift and Tab do not go back",
      "cannot be reached", "a group without a label", "the whole page scrolls sideways",
      "no way past the menu",
    ] {
      #expect(seen.contains(fault), "\(fault): \(seen)")
    }
    let counts = try #require(run.lines.last).split(separator: " ").compactMap { Int($0) }
    #expect(
      counts.count == 3 && counts[0] > 1_000 && counts[1] > 10 && counts[2] > 5_000, "\(counts)")
  }
}
