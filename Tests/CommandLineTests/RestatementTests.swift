// What happened after the year ended: a correction in February, and statements that were published.

import Foundation
import Testing

@Suite struct RestatementTests {
  /// A December error of 100.00 at #252, corrected in February to 60.00 by #253 and #254.
  private func restated() throws -> Books {
    let books = try Books.ofAYear()
    try books.prepare(
      "record expenditure --date 2018-12-29 --amount 100 LINE --economic 30217 --memo 误记",
      "correct 252 --reason 金额误记 --set amount=60 --date 2019-02-15")
    #expect(try books.size() == 255)
    return books
  }

  private func object(_ run: Run) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  /// Every cell of the set in fen as of a moment, by form and address.
  private func figures(_ books: Books, asOf: String) throws -> [String: Int] {
    let run = try books.run(words("statements --for 2018 --as-of \(asOf) --format json"))
    #expect(run.exitCode == 0)
    let statements = try #require(try object(run)["statements"] as? [[String: Any]])
    var figures: [String: Int] = [:]
    for statement in statements {
      let form = try #require(statement["form"] as? String)
      for cell in try #require(statement["cells"] as? [[String: Any]]) {
        figures["\(form) \(try #require(cell["address"] as? String))"] = cell["fen"] as? Int
      }
    }
    return figures
  }

  @Test func `a correction in February is seen as of then, and compare names its pair`() throws {
    let books = try restated()
    let before = try figures(books, asOf: "252")
    let after = try figures(books, asOf: "254")
    let touched = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    #expect(touched.contains("公开01 28:2") && touched.contains("公开07 1:12"))
    let run = try books.run(words("compare --for 2018 --from 252 --format json"))
    #expect(run.exitCode == 1)
    let report = try object(run)
    #expect(report["events"] as? [Int] == [253, 254])
    let moved = try #require(report["moved"] as? [[String: Any]])
    let cells = moved.map { "\($0["form"] as? String ?? "") \($0["address"] as? String ?? "")" }
    #expect(Set(cells) == touched && cells.count == touched.count)
    #expect(moved.allSatisfy { $0["events"] as? [Int] == [253, 254] })
    #expect((report["form_changes"] as? [Any])?.isEmpty == true)
    let forms = Set(moved.compactMap { $0["form"] as? String })
    #expect(forms == ["公开01", "公开03", "公开04", "公开05", "公开06", "公开07"])
  }

  @Test func `a comparison as text and CSV, of one form, and of nothing that moved`() throws {
    let books = try restated()
    let text = try books.run(words("compare 01 --for 2018 --from 252 --lang zh"))
    #expect(text.exitCode == 1 && text.errors.isEmpty)
    #expect(text.lines.last == "3 个单元格变动，涉及 2 个事项")
    let csv = try books.run(words("compare 01 --for 2018 --from 252 --to 254 --format csv"))
    #expect(csv.exitCode == 1)
    #expect(
      csv.lines == [
        "form,cell,item,before (yuan),after (yuan),difference (yuan),events",
        "01,28:2,一、一般公共服务支出,24150515.55,24150475.55,-40.00,253 254",
        "01,50:2,本年支出合计,33836215.55,33836175.55,-40.00,253 254",
        "01,52:2,年末结转和结余,13441184.45,13441224.45,40.00,253 254",
      ])
    let still = try books.run(words("compare --for 2018 --from 254"))
    #expect(still.exitCode == 0)
    #expect(still.output == "cells that moved: 0, events that moved them: 0\n")
  }

  @Test func `published statements are printed again byte for byte`() throws {
    let books = try Books.ofAYear()
    let dry = try books.run(words("publish 2018 --name 部门决算 --dry-run"))
    #expect(dry.exitCode == 0 && dry.output.hasSuffix("dry run: nothing was written\n"))
    #expect(try books.size() == 252)
    let now = try books.run(words("statements --for 2018")).output
    let run = try books.run(words("publish 2018 --name 部门决算"))
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("#252 statement-published · 部门决算 · 2018 · hunan-2018\n"))
    #expect(run.lines.count { $0.contains(" edition 1 ") } == 8)
    #expect(run.output.hasSuffix("juesuan statements --for 2018 --as-of 部门决算\n"))
    let shown = try books.run(words("show 252 --lang zh")).output
    for text in ["部门决算", "hunan-2018", "日志条数", "252", "树根", "表 08", "第 1 版 · SHA-256 "] {
      #expect(shown.contains(text), "\(text)")
    }
    try books.prepare(
      "record expenditure --date 2018-12-29 --amount 100 LINE --economic 30217 --memo 补记")
    #expect(try books.run(words("statements --for 2018")).output != now)
    #expect(try books.run(words("statements --for 2018 --as-of 部门决算")).output == now)
    for form in StatementSetTests.forms {
      let again = try books.run(words("statement \(form) --for 2018 --as-of 部门决算"))
      #expect(again.exitCode == 0 && now.contains(again.output), "\(form)")
    }
    let moved = try books.run(words("compare --for 2018 --from 部门决算 --format json"))
    #expect(moved.exitCode == 1)
    #expect(try object(moved)["events"] as? [Int] == [253])
    let taken = try books.run(words("publish 2018 --name 部门决算"))
    #expect(taken.exitCode == 2 && taken.errors.contains("[publicationNameTaken]"))
  }

  @Test func `a publication brings its table set along`() throws {
    let books = try Books.opened()
    try books.prepare("publish 2024 --name 沪版 --table-set shanghai-2024")
    let own = try books.run(words("statement 07 --for 2024 --as-of 沪版 --lang zh"))
    #expect(own.exitCode == 0 && own.output.contains("表样 shanghai-2024/07 "))
    let other = try books.run(
      words("statement 07 --for 2024 --as-of 沪版 --table-set national-2024 --lang zh"))
    #expect(other.output.contains("表样 national-2024/07 "))
    let set = try books.run(words("statements --for 2024 --as-of 沪版 --format json"))
    #expect(try object(set)["table_set"] as? String == "shanghai-2024")
  }

  @Test func `a moment that is none is answered with the publications there are`() throws {
    let books = try Books.ofAYear()
    try books.prepare("publish 2018 --name 部门决算")
    for line in [
      "statement 01 --for 2018 --as-of 部门预算", "compare --for 2018 --from 部门预算",
      "compare --for 2018 --from 1 --to 部门预算", "check --for 2018 --as-of 部门预算",
    ] {
      let run = try books.run(words(line))
      #expect(run.exitCode == 64 && run.output.isEmpty)
      #expect(run.errors.contains("Publications: 部门决算 [unknownMoment]"), "\(run.errors)")
    }
    let place = try books.run(words("compare --for 2018 --from 1 --to 部门预算"))
    #expect(place.errors.hasPrefix("error: --to\n"))
    let year = try books.run(words("publish 2019 --name 次年"))
    #expect(year.exitCode == 65 && year.errors.contains("those for 2019: national-2019"))
  }
}
