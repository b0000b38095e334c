// What somebody probably meant to type.

import Statements
import Testing

@Suite struct NearestWordsTests {
  @Test(arguments: [
    ("histroy", ["history"]), ("HISTORY", ["history"]), ("stat", ["statement", "statements"]),
    ("shwo", ["show"]), ("frobnicate", []), ("", []),
  ])
  func `only similar words are proposed where others would mislead`(
    word: String, near: [String]
  ) {
    let choices = ["history", "statement", "statements", "show", "balance"]
    #expect(nearestWords(to: word, among: choices, onlySimilar: true) == near)
  }

  @Test func `where all words are candidates the nearest come first`() {
    let choices = ["income", "expenditure", "closing", "opening"]
    #expect(nearestWords(to: "incone", among: choices).first == "income")
    #expect(nearestWords(to: "xyz", among: choices).count == 3)
    #expect(nearestWords(to: "opening", among: choices, limit: 1) == ["opening"])
    #expect(nearestWords(to: "x", among: []) == [])
  }
}
