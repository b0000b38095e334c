// The language of formulas: what it understands, and where it says no.

import BudgetDomain
import Projections
import Testing

@testable import Statements

struct ExpressionParserTests {
  @Test(arguments: [
    ("0", "0"),
    ("opening()", "opening()"),
    ("  income( )  ", "income()"),
    ("income(source:fiscal)", "income(source: fiscal)"),
    ("income(source: state-capital|general-budget | government-fund)", "income(source: fiscal)"),
    ("income(source: other | service)", "income(source: service | other)"),
    ("expenditure(function: 201, nature: basic)", "expenditure(nature: basic, function: 201)"),
    ("expenditure(function: 20103 | 2010401)", "expenditure(function: 20103 | 2010401)"),
    ("expenditure(economic: 301 | 30201)", "expenditure(economic: 301 | 30201)"),
    ("[28:2]", "[28:2]"),
    ("[合计:1]", "[合计:1]"),
    ("[1:1..6:1]", "[1:1..6:1]"),
    ("[1:1]+[2:1]-[3:1]", "[1:1] + [2:1] - [3:1]"),
    ("-[1:1]", "-[1:1]"),
    ("-[1:1] + closing()", "-[1:1] + closing()"),
    ("[1:1] - ([2:1] - [3:1])", "[1:1] - ([2:1] - [3:1])"),
    ("([1:1])", "[1:1]"),
    ("original-budget(economic: 30217)", "original-budget(economic: 30217)"),
    ("previous-closing()", "previous-closing()"),
    (
      "expenditure(project:'智慧 永州', function: 201)",
      "expenditure(function: 201, project: '智慧 永州')"
    ),
    ("income(function: @code, source: fiscal)", "income(source: fiscal, function: @code)"),
    ("[@row:1] - [@row/:1]", "[@row:1] - [@row/:1]"),
    ("[/:2]", "[/:2]"),
    ("[合计/:2]", "[合计/:2]"),
    ("[02!合计:1]", "[02!合计:1]"),
    ("[01!1:1..6:1] + [08!/:3]", "[01!1:1..6:1] + [08!/:3]"),
  ])
  func `a formula has one canonical spelling`(_ text: String, _ canonical: String) throws {
    let expression = try ExpressionParser.expression(in: text)
    #expect(expression.text == canonical)
    #expect(try ExpressionParser.expression(in: canonical) == expression)
  }

  @Test func `conditions become the filter of the sum`() throws {
    let text = "expenditure(source: general-budget, nature: basic | project, function: 201)"
    var filter = FactFilter()
    filter.sources = [.generalBudget]
    filter.natures = [.basic, .project]
    filter.functions = [try #require(CodePrefix(text: "201"))]
    #expect(try ExpressionParser.expression(in: text) == .sum(.expenditure, filter))
  }

  struct Refusal: CustomTestStringConvertible {
    let text: String
    let column: Int
    let fault: FormulaFault
    var testDescription: String { text }

    init(_ text: String, _ column: Int, _ fault: FormulaFault) {
      self.text = text
      self.column = column
      self.fault = fault
    }
  }

  static let starts = Measure.allCases.map { "\($0.rawValue)(" } + ["[", "(", "0"]

  @Test(arguments: [
    Refusal("", 1, .unexpected(nil, expected: starts)),
    Refusal("[1:1] +", 8, .unexpected(nil, expected: starts)),
    Refusal("[1:1] [2:1]", 7, .unexpected("[", expected: ["+", "-"])),
    Refusal("[1:1] * [2:1]", 7, .unexpected("*", expected: ["+", "-"])),
    Refusal("--[1:1]", 2, .unexpected("-", expected: starts)),
    Refusal("income", 7, .unexpected(nil, expected: ["("])),
    Refusal("income(source: fiscal", 22, .unexpected(nil, expected: ["|", ",", ")"])),
    Refusal("income(source fiscal)", 15, .unexpected("f", expected: [":"])),
    Refusal("([1:1]", 7, .unexpected(nil, expected: [")"])),
    Refusal("[1:1", 5, .unexpected(nil, expected: ["]"])),
    Refusal("incme()", 1, .unknownMeasure("incme", nearest: ["income", "opening", "virements"])),
    Refusal(
      "0 + Income()", 5, .unknownMeasure("Income", nearest: ["income", "opening", "closing"])),
    Refusal(
      "income(sorce: fiscal)", 8,
      .unknownCondition("sorce", nearest: ["source", "nature", "project"])),
    Refusal(
      "income(source: fiscl)", 16,
      .unknownValue("fiscl", condition: "source", nearest: ["fiscal", "other", "service"])),
    Refusal(
      "expenditure(nature: basics)", 21,
      .unknownValue("basics", condition: "nature", nearest: ["basic", "business", "subsidy"])),
    Refusal("income(source: other, source: fiscal)", 23, .repeated("source")),
    Refusal("income(source: fiscal | general-budget)", 25, .repeated("general-budget")),
    Refusal("expenditure(function: 201 | 201)", 29, .repeated("201")),
    Refusal("income(economic: 301)", 8, .conditionNotAllowed("economic", measure: "income")),
    Refusal("closing(economic: 301)", 9, .conditionNotAllowed("economic", measure: "closing")),
    Refusal("expenditure(function: 2010)", 23, .notACode("2010", digits: [3, 5, 7])),
    Refusal("expenditure(function: 020)", 23, .notACode("020", digits: [3, 5, 7])),
    Refusal("expenditure(economic: 3010101)", 23, .notACode("3010101", digits: [3, 5])),
    Refusal("1645.42", 1, .figureTyped("1645")),
    Refusal("[1:1] + 00", 9, .figureTyped("00")),
    Refusal("[28]", 2, .notAnAddress("28")),
    Refusal("[28:0]", 2, .notAnAddress("28:0")),
    Refusal("[28:01]", 2, .notAnAddress("28:01")),
    Refusal("[28:2..x]", 8, .notAnAddress("x")),
    Refusal("[1:1..6:2]", 2, .rangeAcrossColumns("1:1", "6:2")),
    Refusal("[02!28]", 5, .notAnAddress("28")),
    Refusal("[!28:1]", 2, .notAnAddress("!28:1")),
    Refusal("[01!1:1..6:x]", 10, .notAnAddress("6:x")),
    Refusal("[201/:x]", 2, .notAnAddress("201:x")),
    Refusal("expenditure(project: x)", 22, .unexpected("x", expected: ["'"])),
    Refusal("expenditure(project: '')", 23, .projectMissing),
    Refusal("expenditure(project: 'x)", 25, .unexpected(nil, expected: ["'"])),
    Refusal(
      "income(function: @cod)", 18,
      .unknownValue("@cod", condition: "function", nearest: ["@code"])),
  ])
  func `a formula is refused at the first place that is wrong`(_ refusal: Refusal) {
    #expect(throws: FormulaProblem(column: refusal.column, fault: refusal.fault)) {
      try ExpressionParser.expression(in: refusal.text)
    }
  }

  @Test func `columns count the equals sign of a form file`() {
    #expect(
      throws: FormulaProblem(
        column: 2, fault: .unknownMeasure("x", nearest: ["income", "opening", "closing"]))
    ) {
      try ExpressionParser.expression(in: "=x()", skipping: 1)
    }
  }

  @Test func `parentheses and length have limits`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "0" + String(repeating: ")", count: depth)
    }
    #expect(try ExpressionParser.expression(in: nested(16)) == .zero)
    #expect(throws: FormulaProblem(column: 17, fault: .nestedTooDeep(limit: 16))) {
      try ExpressionParser.expression(in: nested(17))
    }
    let long = String(repeating: "0+", count: 1_000) + "0"
    #expect(throws: FormulaProblem(column: 2_001, fault: .tooLong(limit: 2_000))) {
      try ExpressionParser.expression(in: long)
    }
  }

  @Test(arguments: ["28:2", "合计:1", "2010306:3", "公用经费合计:1"])
  func `an address is read as it is written`(_ text: String) throws {
    #expect(try #require(CellAddress(text: text)).text == text)
  }

  @Test(arguments: [
    "", ":", "28", ":2", "28:", "28:-1", "28:1000", "2 8:1", "[28:1", "2..8:1", "2/8:1", "2!8:1",
  ])
  func `anything else is no address`(_ text: String) {
    #expect(CellAddress(text: text) == nil)
  }
}
