// Statements as pages from the command line, and how a real browser prints them.

import Foundation
import Testing

@Suite struct StatementPageTests {
  /// The browser of the machine; `nil` where there is none.
  static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static let pageCounter = "/usr/bin/pdfinfo"

  @Test func `a form and the set are pages, chosen by the extension or the format`() throws {
    let books = try Books.ofAYear()
    try books.prepare("statement 01 --for 2018 --lang zh -o 01.html")
    let page = try books.directory.text("01.html")
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"))
    #expect(page.contains(#"<td id="01:28:2" class="figure""#))
    #expect(page.contains(">2,415.04</td>"))
    #expect(page.contains("<caption><b>收入支出决算总表</b>"))
    let answered = try books.run(words("statement 01 --for 2018 --lang zh --format html"))
    #expect(answered.exitCode == 0 && answered.output == page)
    try books.prepare("statements --for 2018 --lang en -o set.html")
    let set = try books.directory.text("set.html")
    for form in StatementSetTests.forms {
      #expect(set.contains("id=\"form-\(form)\""), "\(form)")
      #expect(set.contains("href=\"#form-\(form)\""), "\(form)")
    }
    let refused = try books.run(words("balance --for 2018 -o balance.html"))
    #expect(refused.exitCode == 64 && refused.output.isEmpty)
  }

  @Test func `a page tells the state of the year as of its position`() throws {
    let books = try Books.ofAYear()
    try books.prepare("close 2018 --date 2019-01-10")
    let closed = try books.run(words("statement 01 --for 2018 --format html --lang zh")).output
    #expect(closed.contains("已结账 #252"))
    let before = try books.run(
      words("statement 01 --for 2018 --format html --lang zh --as-of 251")
    ).output
    #expect(before.contains("<dd>未结账</dd>") && !before.contains("已结账"))
  }

  @Test(.enabled(if: browser != nil, "no browser here: pages were not printed"))
  func `a browser prints the set, form by form, without a word of complaint`() throws {
    let books = try Books.ofAYear()
    try books.prepare("statements --for 2018 --lang zh -o set.html")
    let browser = try #require(Self.browser)
    let run = try Program.shell(
      """
      \(browser) --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
      --user-data-dir=profile --enable-logging=stderr \
      --host-resolver-rules='MAP * ~NOTFOUND' --print-to-pdf=set.pdf \
      "file://$PWD/set.html"
      """, variables: ["HOME": books.directory.path], directory: books.directory.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    // What a page does wrong, a browser tells on its console: a broken policy, a missing file.
    #expect(!run.errors.contains("CONSOLE"), "\(run.errors)")
    guard FileManager.default.isExecutableFile(atPath: Self.pageCounter) else { return }
    let pages = try Program.shell(
      "\(Self.pageCounter) -f 1 -l 99 set.pdf", directory: books.directory.path
    ).output
    // A sheet for each of the eight forms, as filed; the checks between them come last.
    #expect(pages.contains(/Pages: +9\n/), "\(pages)")
    #expect(pages.split(separator: "\n").count { $0.contains("841.92 x 594.96") } == 6)
    #expect(pages.split(separator: "\n").count { $0.contains("594.96 x 841.92") } == 3)
  }
}
