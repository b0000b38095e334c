// A site from the command line: whole, the same every time, and nothing lost on the way.

import Foundation
import Testing

@Suite struct SiteTests {
  /// All files below a folder, in order.
  private func files(_ books: Books, _ folder: String) throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(
      atPath: books.directory.path(folder))
    return all.filter {
      var isFolder: ObjCBool = false
      let path = books.directory.path("\(folder)/\($0)")
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  @Test func `every link leads to a page that is there, and to a place on it`() throws {
    let books = try Books.ofAYear()
    try books.prepare("export site site --for 2018 --lang zh")
    var ids: [String: Set<String>] = [:]
    var links: [(from: String, to: String)] = []
    for name in try files(books, "site") where name.hasSuffix(".html") {
      let text = try books.directory.text("site/\(name)")
      ids[name] = Set(text.matches(of: /[ ]id="([^"]*)"/).map { String($0.1) })
      links += text.matches(of: /[ ]href="([^"]*)"/).map { (name, String($0.1)) }
    }
    #expect(links.count > 10_000)
    for (from, to) in links {
      let parts = to.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let folder = URL(fileURLWithPath: "/\(from)").deletingLastPathComponent()
      let page =
        parts[0].isEmpty
        ? from
        : String(folder.appendingPathComponent(String(parts[0])).standardized.path.dropFirst())
      if page == "checkpoint.txt" { continue }
      let known = try #require(ids[page], "\(from) → \(to)")
      guard parts.count == 2 else { continue }
      let id = try #require(String(parts[1]).removingPercentEncoding)
      #expect(known.contains(id), "\(from) → \(to)")
    }
    #expect(try books.directory.text("site/checkpoint.txt").hasPrefix("juesuan"))
    // Every amount that a form prints opens, and says what the command line says.
    let form = try books.directory.text("site/form-01.html")
    #expect(form.contains(#"<td id="01:28:2" class="figure" headers="#))
    #expect(form.contains(#"<a href="amounts/01/28-2.html""#))
    let amount = try books.directory.text("site/amounts/01/28-2.html")
    let explained = try books.run(words("explain 01 28:2 --for 2018 --format csv")).lines
    #expect(amount.matches(of: /href="[^"]*#e\d+"/).count == explained.count - 1)
    #expect(amount.contains(">24,150,415.55</td>"))
  }

  @Test func `the same records give the same files, whatever was recorded since`() throws {
    let books = try Books.ofAYear()
    try books.prepare("export site first --for 2018", "export site second --for 2018")
    let names = try files(books, "first")
    #expect(try files(books, "second") == names)
    let list = try books.directory.text("first/SHA256SUMS")
    #expect(list.split(separator: "\n").count == names.count)
    try books.prepare(
      "record expenditure --date 2018-12-29 --amount 1,200 LINE --economic 30201 --memo 办公椅",
      "close 2018 --date 2019-01-10", "export site third --for 2018 --as-of 251",
      "export site fourth --for 2018")
    for name in names {
      let text = try books.directory.text("first/\(name)")
      #expect(try books.directory.text("second/\(name)") == text, "\(name)")
      #expect(try books.directory.text("third/\(name)") == text, "\(name)")
    }
    let history = try books.directory.text("fourth/history.html")
    #expect(history.contains("办公椅") && history.contains("closed 2018"))
    let sums = try Program.shell(
      "sha256sum --quiet -c SHA256SUMS", directory: books.directory.path("fourth"))
    #expect(sums.exitCode == 0, "\(sums.output) \(sums.errors)")
  }

  @Test func `replaces a site of its own, and nothing else`() throws {
    let books = try Books.small()
    try books.prepare("export site site --for 2018")
    let before = try books.directory.text("site/index.html")
    try books.prepare(
      "record expenditure --date 2018-03-02 --amount 10 LINE --economic 30201",
      "export site site --for 2018")
    #expect(try books.directory.text("site/index.html") != before)
    #expect(try books.directory.names().filter { $0.hasPrefix("site") } == ["site"])

    try books.directory.write("mine", to: "site/amounts/notes.txt")
    let foreign = try books.run(words("export site site --for 2018"))
    #expect(foreign.exitCode == 73 && foreign.errors.contains("[folderNotOfSite]"))
    #expect(foreign.errors.contains("amounts/notes.txt"))
    #expect(try books.directory.text("site/amounts/notes.txt") == "mine")
    try FileManager.default.removeItem(atPath: books.directory.path("site/amounts/notes.txt"))

    let page = try books.directory.text("site/findings.html")
    try books.directory.write(page + "<!-- seen -->", to: "site/findings.html")
    let changed = try books.run(words("export site site --for 2018"))
    #expect(changed.exitCode == 73 && changed.errors.contains("[siteFileChanged]"))
    #expect(changed.errors.contains("findings.html"))
    try books.directory.write(page, to: "site/findings.html")
    try books.prepare("export site site --for 2018")

    for place in ["books", "books/site", "books/log/site"] {
      let inside = try books.run(words("export site \(place) --for 2018"))
      #expect(inside.exitCode == 73 && inside.errors.contains("[outputInsideLedger]"), "\(place)")
    }
    try FileManager.default.createDirectory(
      atPath: books.directory.path("empty"), withIntermediateDirectories: false)
    try books.prepare("export site empty/ --for 2018")
    #expect(try books.directory.names("empty").contains("index.html"))
  }

  @Test func `leaves nothing behind when it fails, or is only asked what it would write`() throws {
    let books = try Books.small()
    let names = try books.directory.names()
    let listed = try books.run(words("export site site --for 2018 --dry-run"))
    #expect(listed.exitCode == 0 && listed.lines.contains("amounts/01/28-2.html"))
    #expect(listed.lines.last?.hasPrefix("dry run: ") == true)
    for (line, code) in [
      ("export site site", 64), ("export site --for 2018", 64), ("export site site --for 1999", 65),
      ("export site site --for 2018 --as-of 99", 65), ("export site no/where --for 2018", 73),
      ("export site site --for 2018 --table-set none", 65),
    ] {
      let run = try books.run(words(line))
      #expect(run.exitCode == code, "\(line): \(run.exitCode) \(run.errors)")
    }
    #expect(try books.directory.names() == names)
  }

  @Test func `what people type is harmless on every page`() throws {
    let books = try Books.small()
    let hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>&#60;'"
    let run = try books.run([
      "record", "expenditure", "--date", "2018-03-02", "--amount", "10", "--source",
      "general-budget", "--function", "2010301", "--economic", "30201", "--nature", "basic",
      "--memo", hostile, "--payee", hostile, "--document", hostile, "--actor", hostile,
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    try books.prepare("export site site --for 2018")
    var holding = 0
    for name in try files(books, "site") where name.hasSuffix(".html") {
      let text = try books.directory.text("site/\(name)")
      #expect(!text.contains("<script") && !text.contains("<img"), "\(name)")
      if text.contains("&lt;script&gt;alert(1)") { holding += 1 }
    }
    #expect(holding >= 3)
  }

  @Test(.enabled(if: StatementPageTests.browser != nil, "no browser here: no site was opened"))
  func `a browser opens the pages from files, and complains only of one that asks for more`() throws
  {
    let books = try Books.ofAYear()
    try books.prepare("export site site --for 2018 --lang zh")
    let browser = try #require(StatementPageTests.browser)
    let pages = try files(books, "site").filter { $0.hasSuffix(".html") }
    let opened = pages.filter { !$0.hasPrefix("amounts/") } + pages.prefix(20)
    let frames = opened.map { "<iframe src=\"site/\($0)\"></iframe>" }.joined(separator: "\n")
    // A page that wants an image from somewhere: where the browser says nothing of it, its silence
    // about the others would say nothing either.
    let policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    try books.directory.write("\(policy)<img src='http://example.invalid/'>", to: "control.html")
    let all = "<!DOCTYPE html><title>all</title>\n\(frames)\n<iframe src='control.html'></iframe>\n"
    try books.directory.write(all, to: "all.html")
    let run = try Program.shell(
      """
      \(browser) --headless --no-sandbox --disable-gpu --user-data-dir=profile \
      --enable-logging=stderr --host-resolver-rules='MAP * ~NOTFOUND' \
      --dump-dom "file://$PWD/all.html"
      """, variables: ["HOME": books.directory.path], directory: books.directory.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let complaints = run.errors.split(separator: "\n").filter { $0.contains(":CONSOLE") }
    #expect(complaints.count == 1, "\(run.errors)")
    #expect(complaints.allSatisfy { $0.contains("example.invalid") }, "\(run.errors)")
    #expect(run.output.contains("site/charts.html"))
  }
}
