// A statement as JSON: the contract that other programs rely on.

import BudgetDomain
import Presentation
import Projections
import Testing

struct StatementJSONTests {
  @Test func `the schema is exactly this`() throws {
    let expected = """
      {
        "schema":"juesuan/statement/1",
        "form":"试01",
        "title":"收支表",
        "unit":"政务服务中心",
        "year":2018,
        "table_set":"test",
        "edition":3,
        "as_of":{"position":3,"recorded_at":"2018-12-31T16:00:00.000000Z","tree_size":4,\
      "root":"ab12"},
        "money":"万元",
        "cells":[
          {"address":"1:1","row":"1","column":1,"label":"收入","fen":1234567,"text":"1.23"},
          {"address":"1:2","row":"1","column":2,"label":"收入","fen":734567,"text":"0.73"},
          {"address":"2:1","row":"2","column":1,"label":"其中, 财政","fen":1234567,"text":"1.23"},
          {"address":"3:1","row":"3","column":1,"label":"支出","fen":500000,"text":"0.50"}
        ],
        "checks":{"passed":2,"failed":[],"tail_differences":[]}
      }

      """
    #expect(StatementJSON.value(of: try sampleStatement(), asOf: sampleAsOf).text == expected)
  }

  @Test func `a failed check is listed with its figures`() throws {
    let text = StatementJSON.value(
      of: try sampleStatement(otherIncome: true), asOf: sampleAsOf
    ).lineText
    let expected = """
      "checks":{"passed":1,"failed":[{"id":"K2","severity":"warning","text":"收入全为财政拨款",\
      "left":"[1:1]","left_fen":1234568,"relation":"equal","right":"[2:1]","right_fen":1234567,\
      "difference_fen":1}],"tail_differences":[]}}
      """
    #expect(text.hasSuffix(expected))
  }

  @Test func `a statement through a date says so`() throws {
    let moment = Moment(throughDate: EffectiveDate(text: "2018-03-31"))
    let text = StatementJSON.value(of: try sampleStatement(at: moment), asOf: sampleAsOf).text
    #expect(text.contains("\n  \"through\":\"2018-03-31\",\n  \"money\":\"万元\",\n"))
  }

  @Test func `an empty log has no position`() {
    let asOf = AsOf(position: nil, recordedAtText: nil, treeSize: 0, rootHex: "e3b0")
    #expect(
      asOf.json.lineText
        == "{\"position\":null,\"recorded_at\":null,\"tree_size\":0,\"root\":\"e3b0\"}")
  }
}

struct JSONValueTests {
  @Test(arguments: [
    (JSONValue.null, "null"), (.boolean(true), "true"), (.boolean(false), "false"),
    (.integer(.min), "-9223372036854775808"), (.string(""), "\"\""),
    (.string("政务“三公”"), "\"政务“三公”\""),
    (.string("a\"b\\c/d"), "\"a\\\"b\\\\c/d\""),
    (.string("\n\r\t\u{0}\u{1F}\u{7F}"), "\"\\n\\r\\t\\u0000\\u001f\u{7F}\""),
    (.string("\r\n"), "\"\\r\\n\""),
    (.string("\u{10400}"), "\"\u{10400}\""),
    (.array([]), "[]"), (.object([]), "{}"),
    (.array([1, "b", nil]), "[1,\"b\",null]"),
    (.object([JSONValue.Member("b", 1), JSONValue.Member("a", .array([]))]), "{\"b\":1,\"a\":[]}"),
  ])
  func `a value has one spelling`(_ value: JSONValue, _ text: String) {
    #expect(value.lineText == text)
    #expect(value.text == text + "\n")
  }

  @Test func `nested values are broken over lines, flat ones are not`() {
    let flat = JSONValue.object([JSONValue.Member("a", 1)])
    let value = JSONValue.object([
      JSONValue.Member("list", .array([flat, flat])), JSONValue.Member("none", .array([])),
    ])
    #expect(value.lineText == "{\"list\":[{\"a\":1},{\"a\":1}],\"none\":[]}")
    #expect(
      value.text == """
        {
          "list":[
            {"a":1},
            {"a":1}
          ],
          "none":[]
        }

        """)
  }
}
