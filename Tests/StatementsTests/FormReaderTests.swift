// What is refused in a form file, where, and that nothing is left unsaid.

import BudgetDomain
import Testing

@testable import Statements

struct FormReaderTests {
  /// A small valid form: two lines and their total.
  static let valid = """
    {
      "schema": "juesuan/form/1", "form": "90", "name": "试01", "number": "试01表",
      "title": "试表", "table_sets": ["test"], "edition": 1, "valid_from": 2018, "valid_to": 2019,
      "money": "万元", "decimals": 2, "unit_label": "部门：", "money_label": "金额单位：",
      "header": [[{"text": "项目", "rows": 2}, {"text": "金额", "span": 2}],
                 [{"text": "行次"}, {"text": "数"}]],
      "columns": [{"kind": "label"}, {"kind": "line"}, {"kind": "amount", "number": 1}],
      "rows": [
        ["甲", "1", "=income()"],
        ["  乙", "2", "=expenditure()"],
        ["", "3", ""],
        ["合计", "4", "=[1:1] - [2:1]"]
      ],
      "footnote": "",
      "notes": [{"cells": ["2:1"], "zh": "注", "en": "note"}],
      "checks": [{"id": "K1", "severity": "error", "left": "[4:1]", "right": "[1:1] - [2:1]",
                  "zh": "相等", "en": "equal"}]
    }
    """

  static func form(_ text: String) throws -> Form {
    try Form(json: Array(text.utf8), fileName: "test.json")
  }

  static func problems(_ text: String) -> [FormProblem] {
    do {
      _ = try form(text)
      return []
    } catch {
      return (error as? InvalidForm)?.problems ?? []
    }
  }

  @Test func `a valid form is read as it is written`() throws {
    let form = try Self.form(Self.valid)
    #expect(form.code == "90")
    #expect(form.years == 2018...2019)
    #expect(form.cells.map(\.address.text) == ["1:1", "2:1", "4:1"])
    #expect(form.cells.map(\.label.text) == ["甲", "  乙", "合计"])
    #expect(form.rows[1].cells[0] == .text(Label(parts: [.text("  乙")])))
    #expect(form.rows[2].cells == [.blank, .text(Label(parts: [.text("3")])), .blank])
    #expect(form.header.map(\.column) == [0, 1, 1, 2])
    #expect(form.notes.map { $0.cells.map(\.text) } == [["2:1"]])
    #expect(form.checks.map(\.id) == ["K1"])
  }

  struct Slip: CustomTestStringConvertible {
    let old: String
    let new: String
    let place: String
    let fault: FormFault
    var testDescription: String { "\(old) → \(new)" }

    init(_ old: String, _ new: String, at place: String, _ fault: FormFault) {
      self.old = old
      self.new = new
      self.place = place
      self.fault = fault
    }
  }

  @Test(arguments: [
    Slip(
      "form/1", "form/2", at: "schema",
      .document(.unknownWord("juesuan/form/2", nearest: ["juesuan/form/1"]))),
    Slip("\"title\": \"试表\", ", "", at: "", .document(.keyMissing("title"))),
    Slip(
      "\"titel\"", "\"titel\"", at: "",
      .document(.unknownKey("titel", nearest: ["title", "notes", "name"]))),
    Slip("\"试表\"", "\"\"", at: "title", .document(.textMissing)),
    Slip("[\"test\"]", "[\"\"]", at: "table_sets[0]", .document(.textMissing)),
    Slip("\"edition\": 1", "\"edition\": 0", at: "edition", range(0, 1...999_999)),
    Slip("2018,", "18,", at: "valid_from", range(18, 1950...2999)),
    Slip("2018,", "2020,", at: "valid_to", .document(.yearsReversed(from: 2020, to: 2019))),
    Slip("\"decimals\": 2", "\"decimals\": 7", at: "decimals", range(7, 0...6)),
    Slip(
      "\"decimals\": 2", "\"decimals\": \"2\"", at: "decimals",
      .document(.wrongType(expected: .wholeNumber))),
    Slip(
      "\"甲\"", "1", at: "rows[0][0]", .document(.wrongType(expected: .text))),
    Slip(
      "[\"2:1\"]", "\"2:1\"", at: "notes[0].cells", .document(.wrongType(expected: .array))),
    Slip("[{\"text\": \"行次\"}", "[1", at: "header[1][0]", .document(.wrongType(expected: .object))),
    Slip("\"万元\"", "null", at: "money", .document(.wrongType(expected: .text))),
    Slip("\"万元\"", "\"亿元\"", at: "money", word("亿元", ["元", "万元"])),
    Slip(
      "\"rows\": 2", "\"rows\": 3", at: "header[0][0].rows",
      .layout(.headerDepth(rows: 3, levels: 2))),
    Slip("\"span\": 2", "\"span\": 0", at: "header[0][1].span", range(0, 1...999)),
    Slip(
      "\"span\": 2", "\"span\": 3", at: "header[0][1]",
      .layout(.headerWidth(covered: 4, columns: 3))),
    Slip(
      ", {\"text\": \"数\"}", "", at: "header[1]",
      .layout(.headerWidth(covered: 2, columns: 3))),
    Slip(
      "\"span\": 2", "\"spam\": 2", at: "header[0][1]",
      .document(.unknownKey("spam", nearest: ["span", "text", "rows"]))),
    Slip(
      "\"label\"", "\"labels\"", at: "columns[0].kind", word("labels", ["label", "line", "amount"])),
    Slip(", \"number\": 1", "", at: "columns[2]", .layout(.columnNumber)),
    Slip("\"number\": 1", "\"number\": 0", at: "columns[2].number", range(0, 1...999)),
    Slip("\"3\", \"\"", "\"3\"", at: "rows[2]", .layout(.rowWidth(found: 2, columns: 3))),
    Slip("\"3\", \"\"", "\"3\", \"0.00\"", at: "rows[2][2]", .layout(.notAFormula("0.00"))),
    Slip("\"甲\"", "\"=甲\"", at: "rows[0][0]", .layout(.formulaOutsideAmounts("=甲"))),
    Slip("\"3\", \"\"", "\"\", \"=0\"", at: "rows[2][2]", .layout(.amountWithoutLine)),
    Slip("\"3\", \"\"", "\"3 :\", \"=0\"", at: "rows[2][2]", .layout(.lineNotAddressable("3 :"))),
    Slip("\"3\", \"\"", "\"2\", \"=0\"", at: "rows[2][2]", .layout(.addressRepeated("2:1"))),
    Slip(
      "=income()", "=incom()", at: "rows[0][2]",
      .formula(.unknownMeasure("incom", nearest: ["income", "opening", "closing"]))),
    Slip(
      "[1:1] - [2:1]\"]", "[1:1] - [3:1]\"]", at: "rows[3][2]",
      .reference(.unknownCell("3:1", nearest: ["1:1", "2:1", "4:1"]))),
    Slip(
      "[1:1] - [2:1]\"]", "[2:1..1:1]\"]", at: "rows[3][2]",
      .reference(.rangeReversed("2:1", "1:1"))),
    Slip("=income()", "=[1:1]", at: "rows[0][2]", .reference(.cycle(["1:1", "1:1"]))),
    Slip("=income()", "=[4:1]", at: "rows[0][2]", .reference(.cycle(["1:1", "4:1", "1:1"]))),
    Slip(
      "[\"2:1\"]", "[\"3:1\"]", at: "notes[0].cells[0]",
      .reference(.unknownCell("3:1", nearest: ["1:1", "2:1", "4:1"]))),
    Slip("\"K1\"", "\"\"", at: "checks[0].id", .document(.textMissing)),
    Slip(
      "\"error\"", "\"fatal\"", at: "checks[0].severity",
      word("fatal", ["error", "warning"])),
    Slip(
      "\"left\": \"[4:1]\"", "\"left\": \"[5:1]\"", at: "checks[0]",
      .reference(.unknownCell("5:1", nearest: ["1:1", "2:1", "4:1"]))),
    Slip(
      "\"left\": \"[4:1]\"", "\"left\": \"=[4:1]\"", at: "checks[0].left",
      .formula(.unexpected("=", expected: ExpressionParserTests.starts))),
  ])
  func `one slip is found at its place`(_ slip: Slip) throws {
    // The unknown key is added, all other slips replace something.
    let text =
      slip.old == slip.new
      ? Self.valid.replacing("{\n  \"schema\"", with: "{\n  \(slip.new): 1,\n  \"schema\"")
      : Self.valid.replacing(slip.old, with: slip.new, maxReplacements: 1)
    #expect(text != Self.valid)
    let problem = try #require(Self.problems(text).first)
    #expect(problem.path == slip.place)
    #expect(problem.fault == slip.fault)
    #expect(problem.file == "test.json")
    #expect(Self.problems(text).count == 1)
    #expect(!problem.wording.what.chinese.isEmpty && !problem.wording.next.english.isEmpty)
  }

  @Test(arguments: [
    Slip(
      "\"line\"}", "\"line\", \"hidden\": true}", at: "header[0][1]",
      .layout(.headerWidth(covered: 3, columns: 2))),
    Slip(
      "{\"kind\": \"label\"}", "{\"kind\": \"label\", \"hidden\": true}",
      at: "columns[0].hidden", .layout(.hiddenColumn)),
    Slip("[\"甲\", \"1\"", "[\"<\", \"1\"", at: "rows[0][0]", .layout(.mergedFirst)),
    Slip(
      "\"甲\"", "\"{nmae}\"", at: "rows[0][0]",
      .layout(.unknownName("nmae", nearest: ["name", "code", "201"]))),
    Slip(
      "\"甲\"", "\"{201\"", at: "rows[0][0]",
      .layout(.unknownName("201", nearest: ["201", "code", "name"]))),
    Slip(
      "\"甲\"", "\"{501}\"", at: "rows[0][0]",
      .layout(.unknownName("501", nearest: ["201", "code", "name"]))),
    Slip(
      "[\"甲\", \"1\", \"=income()\"]",
      "{\"each\": {\"levels\": [3, 4]}, \"cells\": [\"{name}\", \"{code}\", \"=0\"]}",
      at: "rows[0].each.levels", .layout(.levels([3, 4]))),
    Slip(
      "[\"甲\", \"1\", \"=income()\"]",
      "{\"each\": {\"levels\": [3]}, \"cells\": [\"甲\", \"1\", \"=0\"]}",
      at: "rows[0].cells[2]", .layout(.lineNotAddressable("1"))),
    Slip("=income()", "=income(function: @code)", at: "rows[0][2]", .formula(.rowMissing)),
    Slip("=income()", "=[@row:1]", at: "rows[0][2]", .formula(.rowMissing)),
    Slip("=income()", "=[02!1:1]", at: "rows[0][2]", .formula(.leavesForm)),
    Slip("=income()", "=previous-closing()", at: "rows[0][2]", .formula(.leavesForm)),
    Slip(
      "\"right\": \"[1:1] - [2:1]\"", "\"right\": \"[02!1:1]\"", at: "checks[0].right",
      .formula(.leavesForm)),
    Slip(
      "\"right\": \"[1:1] - [2:1]\"", "\"right\": \"[@row:1]\"", at: "checks[0].right",
      .formula(.rowMissing)),
    Slip(
      "\"right\": \"[1:1] - [2:1]\"", "\"right\": \"[201/:1]\"", at: "checks[0]",
      .reference(.nothingBelow("201", column: 1))),
    Slip(
      "\"severity\": \"error\"", "\"severity\": \"error\", \"relation\": \"more\"",
      at: "checks[0].relation", word("more", ["equal", "at-least"])),
    Slip(
      "\"severity\": \"error\"", "\"severity\": \"error\", \"rows\": \"most\"",
      at: "checks[0].rows", word("most", ["all", "parents"])),
    Slip(
      "\"severity\": \"error\"", "\"severity\": \"error\", \"form\": \"02\"",
      at: "checks[0].form", .document(.checkForm)),
    Slip(
      "\"footnote\": \"\"",
      "\"footnote\": \"\", \"empty\": {\"sentence\": \"\", \"blank_rows\": 100}",
      at: "empty.blank_rows", range(100, 0...99)),
    Slip("[\"test\"]", "[]", at: "table_sets", .document(.textMissing)),
    Slip(
      "\"footnote\": \"\"",
      "\"footnote\": \"\", \"words\": [{\"name\": \"a\", \"from\": 2019, \"to\": 2018, \"text\": \"\"}]",
      at: "words[0].to", .document(.yearsReversed(from: 2019, to: 2018))),
  ])
  func `one slip of a table by code or of a check is found`(_ slip: Slip) throws {
    let text = Self.valid.replacing(slip.old, with: slip.new, maxReplacements: 1)
    let problems = Self.problems(text)
    let found = problems.contains { $0.path == slip.place && $0.fault == slip.fault }
    #expect(found, "\(problems.map { "\($0.place) \($0.fault)" })")
    #expect(problems.allSatisfy { !$0.wording.what.chinese.isEmpty })
    #expect(problems.allSatisfy { !$0.wording.next.english.isEmpty })
  }

  static func range(_ number: Int, _ range: ClosedRange<Int>) -> FormFault {
    .document(.numberOutOfRange(number, range: range))
  }

  static func word(_ word: String, _ nearest: [String]) -> FormFault {
    .document(.unknownWord(word, nearest: nearest))
  }

  @Test func `a formula problem names cell and column`() throws {
    let text = Self.valid.replacing("=expenditure()", with: "=expenditure(nature: basix)")
    let problem = try #require(Self.problems(text).first)
    #expect(problem.subject == "2:1")
    #expect(problem.column == 22)
    #expect(problem.place == "test.json rows[1][2] (2:1) @22")
  }

  @Test func `everything that is wrong is said at once`() {
    let text = Self.valid.replacing("\"万元\"", with: "\"亿元\"")
      .replacing("=income()", with: "=incom()").replacing("=expenditure()", with: "=[9:1]")
      .replacing("\"error\"", with: "\"fatal\"")
    #expect(
      Self.problems(text).map(\.path) == [
        "money", "rows[0][2]", "checks[0].severity", "rows[1][2]",
      ]
    )
  }

  @Test(arguments: ["", "{", "[]", "nonsense", "{\"schema\": }"])
  func `what is not a JSON object is refused as a whole`(_ text: String) throws {
    let problem = try #require(Self.problems(text).first)
    guard case .document = problem.fault else {
      Issue.record("\(problem.fault) is not about the document")
      return
    }
    #expect(problem.path.isEmpty)
  }

  @Test func `two checks with one name are refused`() {
    let check = """
      {"id": "K1", "severity": "error", "left": "0", "right": "0", "zh": "", "en": ""},
      """
    let text = Self.valid.replacing("\"checks\": [", with: "\"checks\": [\(check)")
    #expect(Self.problems(text).map(\.fault) == [.document(.checkRepeated("K1"))])
  }

  /// A form whose rows are all formulas of one column, from 1 on.
  static func form(ofFormulas formulas: [String]) -> String {
    let rows = formulas.enumerated().map { "[\"\", \"\($0.offset + 1)\", \"=\($0.element)\"]" }
    let bare = valid.replacing("[\"2:1\"]", with: "[]").replacing("[4:1]", with: "0")
      .replacing("\"right\": \"[1:1] - [2:1]\"", with: "\"right\": \"0\"")
    let start = bare.firstRange(of: "\"rows\": [\n")?.upperBound ?? bare.endIndex
    let end = bare.firstRange(of: "  ],\n  \"footnote\"")?.lowerBound ?? bare.endIndex
    return bare[..<start] + rows.joined(separator: ",\n") + bare[end...]
  }

  @Test func `a cycle is named with all its cells`() {
    let text = Self.form(ofFormulas: ["0", "[4:1]", "[2:1] + [1:1]", "income() - [3:1]"])
    #expect(
      Self.problems(text).map(\.fault) == [.reference(.cycle(["2:1", "4:1", "3:1", "2:1"]))])
  }

  @Test func `references may be 64 cells deep and no deeper`() throws {
    let chain = (2...65).map { "[\($0):1]" } + ["income()"]
    #expect(Self.problems(Self.form(ofFormulas: Array(chain.dropFirst(1)).shifted)).isEmpty)
    #expect(
      Self.problems(Self.form(ofFormulas: chain)).map(\.fault)
        == [.reference(.chainTooLong(limit: 64))])
    let backwards = ["income()"] + (1...64).map { "[\($0):1]" }
    #expect(
      Self.problems(Self.form(ofFormulas: backwards)).map(\.fault)
        == [.reference(.chainTooLong(limit: 64))])
  }

  @Test func `so many sums that they could overflow are refused`() throws {
    var formulas = ["income()"]
    for cell in 1...9 { formulas.append("[\(cell):1] + [\(cell):1]") }
    _ = try Self.form(Self.form(ofFormulas: formulas))
    formulas.append("[10:1] + [1:1]")
    #expect(
      Self.problems(Self.form(ofFormulas: formulas)).map(\.fault)
        == [.reference(.tooManySums(limit: 512))])
  }
}

extension [String] {
  /// References one cell lower, as rows are numbered from 1 again.
  fileprivate var shifted: [String] {
    enumerated().map { $0.offset == count - 1 ? $0.element : "[\($0.offset + 2):1]" }
  }
}
