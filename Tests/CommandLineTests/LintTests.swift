// Typed texts against the ledger from the command line, and files that are no texts.

import Foundation
import Testing

@Suite struct LintTests {
  private static func lint(
    _ text: String, _ flags: String = "--lang zh", books: Books? = nil
  ) throws -> Run {
    let books = try books ?? Books.ofAYear()
    return try books.run(words("lint - --for 2018 \(flags)"), input: Array(text.utf8))
  }

  @Test func `a text that agrees with the ledger ends with 0`() throws {
    let run = try Self.lint(
      "2018年支出3383.61万元，其中：基本支出1170.07万元，占34.58%；项目支出2213.54万元，占65.42%。")
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("0 个错误，0 个提示 · 5 个数：5 个相符，0 个有误，0 个账本管不到"))
  }

  @Test func `what does not agree is told in four parts, in both languages, and ends with 1`()
    throws
  {
    let text = "\n本部门2018年基本支出1170.70万元。\n"
    let chinese = try Self.lint(text)
    #expect(chinese.exitCode == 1 && chinese.errors.isEmpty)
    #expect(chinese.lines.first == "错误: <stdin>:2 [figure-differs]")
    #expect(chinese.output.contains("  | 本部门2018年基本支出1170.70万元"))
    #expect(chinese.output.contains("“基本支出”写作1170.70万元，账上基本支出决算数为1,170.0697万元"))
    #expect(chinese.output.contains("  → 改数，或改名称使与数相符。 · juesuan explain "))
    let english = try Self.lint(text, "--lang en")
    #expect(english.exitCode == 1)
    #expect(english.output.contains("the ledger has 基本支出决算数 1,170.0697万元"))
    #expect(english.output.contains("1 errors, 0 warnings"))
  }

  @Test func `programs read the findings and every figure as JSON`() throws {
    let run = try Self.lint("2018年支出3383.61万元。“三公”经费支出决算为12万元。", "--format json")
    #expect(run.exitCode == 1)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let root = try #require(object as? [String: Any])
    #expect(root["schema"] as? String == "juesuan/lint/1")
    let findings = try #require(root["findings"] as? [[String: Any]])
    #expect(findings.map { $0["kind"] as? String } == ["figure-differs"])
    #expect(findings.first?["line"] as? Int == 1)
    let figures = try #require(root["figures"] as? [[String: Any]])
    #expect(figures.map { $0["outcome"] as? String } == ["passed", "found"])
  }

  @Test func `every figure is listed when asked for`() throws {
    let run = try Self.lint("办结率99.6%，支出3383.61万元。", "--all --lang en")
    #expect(run.exitCode == 0)
    #expect(run.output.contains("outside") && run.output.contains("passed"))
  }

  @Test func `the narrative of the ledger passes its own review`() throws {
    let books = try Books.ofAYear()
    try books.prepare("narrative --for 2018 -o 说明.txt")
    let run = try books.run(words("lint 说明.txt --for 2018"))
    #expect(run.exitCode == 0, "\(run.output)")
  }

  @Test(
    arguments: [
      ([], "textEmpty", "正文"), (Array(" \n\n".utf8), "textEmpty", "正文"),
      (Array("PK\u{3}\u{4}....".utf8), "textIsOfficeDocument", "soffice"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "textIsLegacyDocument", "soffice"),
      (Array("%PDF-1.7\n".utf8), "textIsPDF", "pdftotext"),
      (Array("{\\rtf1 x}".utf8), "textIsRichText", "soffice"),
      (Array("\n<!DOCTYPE html><p>".utf8), "textIsWebPage", "soffice"),
      ([0xFF, 0xFE, 0x41, 0x00], "textIsUTF16", "iconv -f UTF-16"),
      ([0xD6, 0xA7, 0xB3, 0xF6, 0x31], "textIsGBK", "iconv -f GB18030"),
      ([0x41, 0x00, 0xFF], "textNotUTF8", "UTF-8"),
      (Array(repeating: 0x41, count: 4 << 20 | 1), "textTooLong", "4 MiB"),
    ] as [([UInt8], String, String)])
  func `a file that is no text is refused by its name`(
    _ bytes: [UInt8], _ name: String, _ help: String
  ) throws {
    let run = try Books.ofAYear().run(words("lint - --for 2018 --lang zh"), input: bytes)
    #expect(run.exitCode == 65 && run.output.isEmpty)
    #expect(run.errors.contains("[\(name)]"), "\(run.errors)")
    #expect(run.errors.contains(help))
  }

  @Test func `a byte order mark is no word`() throws {
    let run = try Books.ofAYear().run(
      words("lint - --for 2018"), input: [0xEF, 0xBB, 0xBF] + Array("支出3383.61万元".utf8))
    #expect(run.exitCode == 0)
  }

  @Test func `a missing file and a missing year are told before anything is read`() throws {
    let books = try Books.ofAYear()
    #expect(try books.run(words("lint none.txt --for 2018")).exitCode == 74)
    #expect(try books.run(words("lint none.txt")).exitCode == 64)
  }
}
