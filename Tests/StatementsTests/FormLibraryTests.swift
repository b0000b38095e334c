// Finding a form, and what is said when there is none.

import BudgetDomain
import Statements
import Testing

struct FormLibraryTests {
  let library = FormLibrary.builtIn

  func year(_ number: Int) throws -> FiscalYear { try #require(FiscalYear(number)) }

  @Test(arguments: ["01", "公开01"])
  func `a form is found by number or name`(_ code: String) throws {
    let form = try library.form(code, tableSet: "hunan-2018", year: year(2018))
    #expect(form.title == "收入支出决算总表")
    #expect(form.number == "公开01表")
  }

  @Test func `a year lists its forms`() throws {
    #expect(library.tableSets == ["hunan-2018"])
    #expect(try library.forms(in: "hunan-2018", year: year(2018)).map(\.code) == ["01"])
    #expect(try library.forms(in: "hunan-2018", year: year(2019)).isEmpty)
  }

  @Test func `an unknown form names the forms there are`() throws {
    #expect(throws: FormSearchProblem.unknownForm("10", tableSet: "hunan-2018", known: ["01"])) {
      try library.form("10", tableSet: "hunan-2018", year: year(2018))
    }
  }

  @Test func `an unknown table set names the table sets there are`() throws {
    let problem = FormSearchProblem.unknownTableSet("hunan", known: ["hunan-2018"])
    #expect(throws: problem) { try library.form("01", tableSet: "hunan", year: year(2018)) }
    #expect(throws: problem) { try library.forms(in: "hunan", year: year(2018)) }
    #expect(problem.wording.next.english == "table sets: hunan-2018")
  }

  @Test(arguments: [2017, 2019])
  func `a form is not used outside its years`(_ number: Int) throws {
    let problem = FormSearchProblem.notValidInYear(
      "01", tableSet: "hunan-2018", year: try year(number), validYears: [2018...2018])
    #expect(throws: problem) {
      try library.form("01", tableSet: "hunan-2018", year: year(number))
    }
    #expect(problem.wording.next.english == "valid years: 2018")
  }
}
