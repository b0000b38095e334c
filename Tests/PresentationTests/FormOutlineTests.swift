// A form that is not filled shows its formulas, its checks and what is uncertain about it.

import BudgetDomain
import Presentation
import Statements
import Testing

struct FormOutlineTests {
  func outline() throws -> FormOutline {
    let text = sampleForm.replacing(
      "\"footnote\"", with: "\"uncertain\": \"行次待核\", \"footnote\"")
    return FormOutline(try Form(json: Array(text.utf8), fileName: "sample.json"))
  }

  @Test func `the outline lists cells, checks and uncertainties`() throws {
    let lines = try outline().text(.english).split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(
      lines.filter { !$0.hasPrefix("-") } == [
        "test/90 试01 收支表, edition 3, years 2018–2018, 万元, 2 decimals (sample.json)",
        "cell item formula", "1:1 收入 income()", "1:2 收入 closing()",
        "2:1 其中, 财政 income(source: fiscal)", "3:1 支出 expenditure()",
        "check relation rule", "K1 [1:1] - [3:1] = [1:2] what is left is the balance",
        "K2 [1:1] = [2:1] all income is fiscal", "uncertain: 行次待核",
      ])
  }

  @Test func `the outline as JSON names every formula`() throws {
    let text = try outline().json.text
    #expect(text.contains("{\"address\":\"1:2\",\"label\":\"收入\",\"formula\":\"closing()\"}"))
    #expect(text.contains("{\"place\":\"\",\"text\":\"行次待核\"}"))
    #expect(text.contains("\"relation\":\"equal\""))
  }
}
