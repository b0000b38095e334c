// Finding a form, what is said when there is none, and forms of the ledger itself.

import BudgetDomain
import Projections
import Testing

@testable import Statements

struct FormLibraryTests {
  let library = FormLibrary.builtIn
  static let national = (2019...2024).map { "national-\($0)" }

  func year(_ number: Int) throws -> FiscalYear { try #require(FiscalYear(number)) }

  @Test(arguments: ["01", "公开01"])
  func `a form is found by number or name`(_ code: String) throws {
    let form = try library.form(code, tableSet: "hunan-2018", year: year(2018))
    #expect(form.title == "收入支出决算总表")
    #expect(form.number == "公开01表")
    #expect(form.tableSet == "hunan-2018")
  }

  @Test func `every year since 2018 has a table set`() throws {
    #expect(library.tableSets.map(\.name) == ["hunan-2018"] + Self.national + ["shanghai-2024"])
    #expect(library.tableSets.map(\.name) == FormLibrary.builtInTableSetNames)
    for number in 2018...2025 {
      #expect(!library.tableSets(for: try year(number)).isEmpty)
    }
    #expect(library.tableSets(for: try year(2024)) == ["national-2024", "shanghai-2024"])
  }

  @Test(
    arguments: [("hunan-2018", 2018, 8), ("national-2019", 2019, 8)]
      + (2020...2024).map { ("national-\($0)", $0, 9) } + [("shanghai-2024", 2024, 9)])
  func `a year lists its forms, each once`(_ set: String, _ number: Int, _ count: Int) throws {
    let codes = try library.forms(in: set, year: year(number)).map(\.code)
    #expect(codes == (1...count).map { "0\($0)" })
  }

  /// Statements are made from figures that an index keeps; see `FigureCube`.
  @Test func `no built-in form asks for what only rows know`() {
    let formulas =
      library.forms.flatMap { $0.cells.map(\.expression) }
      + (library.forms.flatMap(\.checks) + library.tableSets.flatMap(\.checks))
      .flatMap { [$0.left, $0.right] }
    var sumCount = 0
    for leaf in formulas.flatMap(\.leaves) {
      switch leaf {
      case .sum(_, let filter):
        sumCount += 1
        #expect(filter.project == nil && (filter.functions.isEmpty || filter.economics.isEmpty))
      case .sumOfRow(_, let filter):
        sumCount += 1
        #expect(filter.project == nil && filter.economics.isEmpty)
      default: break
      }
    }
    #expect(sumCount > 100)
  }

  @Test func `an unknown form names the forms there are`() throws {
    #expect(
      throws: FormSearchProblem.unknownForm(
        "10", tableSet: "hunan-2018", known: (1...8).map { "0\($0)" })
    ) {
      try library.form("10", tableSet: "hunan-2018", year: year(2018))
    }
  }

  @Test func `an unknown table set names the table sets there are`() throws {
    let known = ["hunan-2018"] + Self.national + ["shanghai-2024"]
    let problem = FormSearchProblem.unknownTableSet("hunan", known: known)
    #expect(throws: problem) { try library.form("01", tableSet: "hunan", year: year(2018)) }
    #expect(throws: problem) { try library.forms(in: "hunan", year: year(2018)) }
    #expect(problem.wording.next.english.hasPrefix("table sets: hunan-2018 national-2019 "))
  }

  @Test func `a form is not used outside its years, and the sets of the year are named`() throws {
    let problem = FormSearchProblem.notValidInYear(
      "01", tableSet: "hunan-2018", year: try year(2019), validYears: [2018...2018],
      setsOfYear: ["national-2019"])
    #expect(throws: problem) {
      try library.form("01", tableSet: "hunan-2018", year: year(2019))
    }
    #expect(
      problem.wording.next.english == "valid years: 2018; table sets for 2019: national-2019")
    let before = FormSearchProblem.notValidInYear(
      "01", tableSet: "hunan-2018", year: try year(2017), validYears: [2018...2018],
      setsOfYear: [])
    #expect(throws: before) {
      try library.form("01", tableSet: "hunan-2018", year: year(2017))
    }
    #expect(before.wording.next.english == "valid years: 2018")
  }

  @Test func `forms that stand in several sets are limited to the years of each`() throws {
    #expect(try library.forms(in: "national-2021").allSatisfy { $0.years == 2021...2021 })
  }
}

struct LedgerFormTests {
  static func forms(_ sets: [String], years: ClosedRange<Int>, file: String) throws -> [Form] {
    let quoted = sets.map { "\"\($0)\"" }.joined(separator: ", ")
    let text = FormReaderTests.valid.replacing("[\"test\"]", with: "[\(quoted)]")
      .replacing("\"valid_from\": 2018", with: "\"valid_from\": \(years.lowerBound)")
      .replacing("\"valid_to\": 2019", with: "\"valid_to\": \(years.upperBound)")
      .replacing("\"form\": \"90\"", with: "\"form\": \"02\"")
    return try Form.forms(json: Array(text.utf8), fileName: file)
  }

  func year(_ number: Int) throws -> FiscalYear { try #require(FiscalYear(number)) }

  @Test func `a form of the ledger takes the place of one with its number in its years`() throws {
    let own = try Self.forms(["shanghai-2024"], years: 2025...2025, file: "own.json")
    let library = try FormLibrary.builtIn.adding(own)
    let before = try library.form("02", tableSet: "shanghai-2024", year: year(2024))
    #expect(before.title == "收入决算表")
    #expect(before.years == 2024...2024)
    let after = try library.form("02", tableSet: "shanghai-2024", year: year(2025))
    #expect(after.title == "试表")
    #expect(try library.forms(in: "shanghai-2024", year: year(2025)).map(\.code).count == 9)
  }

  @Test func `a form of the ledger may begin a table set of its own`() throws {
    let own = try Self.forms(["ours"], years: 2020...2021, file: "own.json")
    let library = try FormLibrary.builtIn.adding(own)
    #expect(try library.form("02", tableSet: "ours", year: year(2021)).title == "试表")
    #expect(try library.tableSet("ours").years == 2020...2021)
    #expect(library.tableSets(for: try year(2020)) == ["national-2020", "ours"])
  }

  @Test func `two added forms for one number and year are refused by name`() throws {
    let first = try Self.forms(["ours"], years: 2020...2021, file: "a.json")
    let second = try Self.forms(["ours"], years: 2021...2022, file: "b.json")
    do {
      _ = try FormLibrary.builtIn.adding(first + second)
      Issue.record("two forms for 2021 were accepted")
    } catch {
      #expect(error.problems.map(\.file) == ["b.json"])
      #expect(
        error.problems.map(\.fault) == [
          .document(.formRepeated("02", tableSet: "ours", otherFile: "a.json"))
        ])
    }
  }

  @Test func `checks that a form of the ledger cannot answer are skipped, with the reason`() throws
  {
    let own = try Self.forms(["hunan-2018"], years: 2018...2018, file: "own.json")
    let library = try FormLibrary.builtIn.adding(own)
    let set = StatementSet(
      of: try library.tableSet("hunan-2018"),
      forms: try library.forms(in: "hunan-2018", year: try year(2018)), from: try cube(of: []),
      catalogue: .builtIn, unit: "")
    let skipped = set.skippedChecks.filter { $0.check.id == "X1" }
    #expect(skipped.map(\.reason.english) == ["form 02 has no cell 合计:1"])
  }

  @Test func `a table set read alone has the forms that the whole library has`() throws {
    let library = FormLibrary.builtIn
    for set in library.tableSets {
      let alone = FormLibrary.builtIn(tableSet: set.name)
      let all = try library.forms(in: set.name)
      #expect(try alone.forms(in: set.name).map(\.code) == all.map(\.code))
      #expect(try alone.tableSet(set.name).checks.count == set.checks.count)
      for form in all {
        let year = try #require(FiscalYear(form.years.lowerBound))
        let single = FormLibrary.builtIn(tableSet: set.name, form: form.code)
        let found = try single.form(form.code, tableSet: set.name, year: year)
        #expect(found.title == form.title && found.years == form.years)
        #expect(found.columns.count == form.columns.count)
      }
    }
  }
}
