// Templates of narrative texts: formulas that are read, mistakes that are named, every table set.

import BudgetDomain
import Projections
import Testing

@testable import Statements

@Suite struct NarrativeTemplateTests {
  @Test(arguments: [
    ("[01!23:1]", "[01!23:1]"), ("income() - $last", "income() - $last"),
    ("growth( $a,$b )", "growth($a, $b)"), ("-$a + $b", "-$a + $b"),
    ("first(previous(income()), fact(vehicles))", "first(previous(income()), fact(vehicles))"),
    ("ratio([05!@row:1], [05!合计:1])", "ratio([05!@row:1], [05!合计:1])"),
    ("projects( income() )", "projects(income())"),
    ("income(project: '@item')", "income(project: '@item')"),
  ])
  func `formulas are read and written alike`(_ text: String, _ canonical: String) throws {
    let formula = try #require(NarrativeFormulaParser.formula(text))
    #expect(formula.text == canonical)
    #expect(NarrativeFormulaParser.formula(canonical) == formula)
  }

  @Test(arguments: [
    "", "7", "100", "ratio($a)", "growth($a, $b", "fact(weather)", "previous($a)", "projects($a)",
    "profit()",
    "[01!23:1", "$a $b", "income() * 2",
  ])
  func `what is no formula is refused`(_ text: String) {
    #expect(NarrativeFormulaParser.formula(text) == nil)
  }

  static func file(sentence: String, figures: String = #"[["a", "income()"]]"#) -> [UInt8] {
    Array(
      """
      {"schema": "juesuan/narrative-template/1", "edition": 1, "title": "{year}",
      "variants": [{"table_sets": ["hunan-2018"], "figures": []}], "figures": \(figures),
      "sections": [{"level": 1, "heading": "一", "paragraphs": [[\(sentence)]]}]}
      """.utf8)
  }

  @Test(arguments: [
    (#""{b}""#, "{b}"), (#""{=3}""#, "3"), (#"{"text": "x", "when": "$a is large"}"#, "is large"),
    (#"{"text": "x", "when": "$c known"}"#, "$c"), (#"{"text": "x", "each": "rows"}"#, "rows"),
    (#"{"text": "x", "each": "projects 3"}"#, "projects 3"),
    (#"{"text": "x", "wen": "$a known"}"#, "wen"), (#"{"txt": "x"}"#, "txt"),
  ])
  func `a mistake in a sentence is named`(_ sentence: String, _ named: String) {
    do throws(InvalidNarrative) {
      _ = try NarrativeTemplate.templates(json: Self.file(sentence: sentence), fileName: "a.json")
      Issue.record("\(sentence) was taken")
    } catch {
      #expect(error.problems.contains { $0.contains(named) }, "\(error.problems)")
    }
  }

  @Test func `a figure cannot need itself or one after it`() {
    for figures in [#"[["a", "$a"]]"#, #"[["a", "$b"], ["b", "income()"]]"#] {
      #expect(throws: InvalidNarrative.self) {
        try NarrativeTemplate.templates(
          json: Self.file(sentence: #""x""#, figures: figures), fileName: "a.json")
      }
    }
  }

  @Test(arguments: FormLibrary.builtInTableSetNames)
  func `every table set has a text in which every cell is found`(_ name: String) throws {
    let book = try GoldenBook("yongzhou-2018", year: 2018)
    let cube = book.cube()
    let account = YearAccount(
      set: try statementSet(of: book, in: name), cube: cube, previous: nil, facts: [],
      budgetChanges: [], explanations: [:], catalogue: .builtIn, unit: "单位",
      columns: book.columns)
    let template = try #require(NarrativeTemplate.builtIn(tableSet: name))
    let narrative = Narrative(of: account, by: template)
    #expect(narrative.figures.allSatisfy { $0.value != .unknown })
    let texts = narrative.figures.map(\.text)
    for text in ["3,082.32", "3,383.61", "4,545.16", "10.08", "17.00", "3.08", "7.00", "555.44"] {
      #expect(texts.contains(text), "\(name) \(text)")
    }
  }

  @Test(
    arguments: [
      (222_28, 828_84, 2, "26.82%"), (1, 3, 2, "33.33%"), (2, 3, 0, "67%"), (-1, 8, 1, "-12.5%"),
      (1, 0, 2, nil), (0, 5, 2, "0.00%"), (5, 1, 0, "500%"), (1, 200, 0, "1%"),
      (1, -4, 2, "-25.00%"),
      (9_007_199_254_740_991, 1, 2, "900,719,925,474,099,100.00%"),
    ] as [(Int64, Int64, Int, String?)])
  func `percentages are rounded half-up from the exact fraction`(
    _ part: Int64, _ base: Int64, _ decimals: Int, _ text: String?
  ) {
    #expect(Percentage(part, of: base)?.text(decimals: decimals) == text)
  }
}
