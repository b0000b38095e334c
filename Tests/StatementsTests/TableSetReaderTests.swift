// What is refused in a table set file, and that its checks are read as they are written.

import BudgetDomain
import Testing

@testable import Statements

struct TableSetReaderTests {
  static let valid = """
    {
      "schema": "juesuan/table-set/1",
      "table_sets": [
        {"name": "a", "valid_from": 2018, "valid_to": 2018, "zh": "甲", "en": "A"},
        {"name": "b", "valid_from": 2019, "valid_to": 2020, "zh": "乙", "en": "B"}
      ],
      "uncertain": "？",
      "checks": [
        {"id": "X1", "severity": "error", "each": [["1", "合计"], ["2", "201"]],
         "left": "[01!$1:1]", "right": "[02!$2:1]", "zh": "第 $1 行", "en": "line $1"},
        {"id": "X2", "severity": "warning", "relation": "at-least", "rows": "all", "form": "03",
         "left": "[03!@row:1]", "right": "[05!@row:1]", "zh": "甲", "en": "A"}
      ]
    }
    """

  static func problems(_ text: String) -> [FormProblem] {
    do {
      _ = try TableSet.sets(json: Array(text.utf8), fileName: "set.json")
      return []
    } catch {
      return error.problems
    }
  }

  @Test func `sets share the checks of their file`() throws {
    let sets = try TableSet.sets(json: Array(Self.valid.utf8), fileName: "set.json")
    #expect(sets.map(\.name) == ["a", "b"])
    #expect(sets.map(\.years) == [2018...2018, 2019...2020])
    #expect(sets[0].checks == sets[1].checks)
    #expect(sets[0].uncertain == "？")
    let checks = sets[0].checks
    #expect(checks.map(\.id) == ["X1", "X1", "X2"])
    #expect(checks.map(\.left.text) == ["[01!1:1]", "[01!2:1]", "[03!@row:1]"])
    #expect(checks.map(\.right.text) == ["[02!合计:1]", "[02!201:1]", "[05!@row:1]"])
    #expect(checks[1].text.chinese == "第 2 行")
    #expect(checks[2].relation == .atLeast)
    #expect(checks[2].rowsOfForm == "03")
  }

  @Test(arguments: [
    ("table-set/1", "table-set/2", "schema"),
    ("\"name\": \"b\"", "\"name\": \"a\"", "table_sets[1].name"),
    ("\"name\": \"b\"", "\"name\": \"\"", "table_sets[1].name"),
    ("2020", "2018", "table_sets[1].valid_to"), ("2020", "20", "table_sets[1].valid_to"),
    ("\"X2\"", "\"X1\"", "checks[1].id"), (", \"form\": \"03\"", "", "checks[1].form"),
    ("\"rows\": \"all\", ", "", "checks[1].form"), ("[03!@row:1]", "[03!@row]", "checks[1].left"),
    ("[02!$2:1]", "[02!$3:1]x", "checks[0].right"), ("\"checks\"", "\"check\"", ""),
  ])
  func `one slip is found at its place`(_ old: String, _ new: String, _ path: String) {
    let problems = Self.problems(Self.valid.replacing(old, with: new, maxReplacements: 1))
    #expect(problems.contains { $0.path == path }, "\(problems.map(\.place))")
    #expect(problems.allSatisfy { $0.file == "set.json" })
  }
}
