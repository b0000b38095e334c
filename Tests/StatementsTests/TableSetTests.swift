// The table sets of all years and regions: the same money under other names, lines and layouts.

import BudgetDomain
import Projections
import Testing

@testable import Statements

struct TableSetTests {
  static let library = FormLibrary.builtIn

  static func set(_ name: String, facts: [Fact], year: Int = 2018) throws -> StatementSet {
    StatementSet(
      of: try library.tableSet(name), forms: try library.forms(in: name),
      from: try cube(of: facts, year: year), catalogue: .builtIn, unit: "")
  }

  @Test func `every file that comes with the program is read and used`() throws {
    for file in FormLibrary.formFiles {
      let forms = try Form.forms(json: file.bytes, fileName: file.name)
      #expect(!forms.isEmpty)
      for form in forms {
        let inSet = try Self.library.forms(in: form.tableSet)
        #expect(inSet.contains { $0.fileName == file.name }, "\(file.name) \(form.tableSet)")
      }
    }
    for file in FormLibrary.tableSetFiles {
      #expect(!(try TableSet.sets(json: file.bytes, fileName: file.name)).isEmpty)
    }
  }

  /// A ledger with something in every corner: all sources, natures and levels of codes.
  static let everything: [Fact] = {
    var facts: [Fact] = []
    var fen: Int64 = 1_000_003
    func add(_ fact: Fact) {
      fen = fen * 31 % 1_000_000_007
      facts.append(fact)
      facts[facts.count - 1].fen = fen
    }
    for source in FundSource.allCases {
      for function in ["2010301", "2010306", "2080505", "2299901"] {
        add(Fact(kind: .openingBalance, source: source, function: function, fen: 0))
        add(Fact(kind: .income, source: source, function: function, fen: 0))
        add(
          Fact(
            kind: .expenditure, source: source, function: function, economic: "30101", fen: 0))
        add(
          Fact(
            kind: .expenditure, source: source, function: function, nature: .project,
            economic: "30217", fen: 0))
      }
    }
    for nature in [SpendingNature.remittance, .business, .subsidy] {
      add(
        Fact(
          kind: .expenditure, source: .service, nature: nature, economic: "30299", fen: 0))
    }
    add(Fact(kind: .appropriation, economic: "30217", fen: 0))
    add(Fact(kind: .fundBalanceApplied, source: .other, fen: 0))
    add(Fact(kind: .surplusDistribution, source: .service, fen: 0))
    add(Fact(kind: .priorYearAdjustment, fen: 0))
    return facts
  }()

  @Test(arguments: library.tableSets.map(\.name))
  func `every check of every set can be made and holds`(_ name: String) throws {
    // Before 2020 the tables have no place for state capital, and their checks say so.
    let isEarly = ["hunan-2018", "national-2019"].contains(name)
    let facts = Self.everything.filter { !isEarly || $0.source != .stateCapital }
    let set = try Self.set(name, facts: facts)
    #expect(set.failedChecks.map(\.outcome.check.id).isEmpty)
    #expect(set.skippedChecks.map(\.check.id) == ["X13"])
    let ids = Set(set.allChecks.map(\.outcome.check.id))
    let crossChecks = (1...12).filter { $0 != 8 || !isEarly }.map { "X\($0)" }
    #expect(ids.isSuperset(of: crossChecks))
    #expect(set.allChecks.allSatisfy { $0.outcome.isWithinTolerance || !isEqual($0.outcome) })
  }

  @Test(arguments: [
    ("huaihua-2024", 2024, "national-2024"), ("huaihua-2024", 2024, "shanghai-2024"),
    ("jianghua-2023", 2023, "national-2023"), ("junshan-2016", 2016, "hunan-2018"),
  ])
  func `golden books pass every check of their tables`(
    _ book: String, _ year: Int, _ name: String
  ) throws {
    let set = try statementSet(of: try GoldenBook(book, year: year), in: name)
    #expect(set.failedChecks.map(\.outcome.check.id).isEmpty)
    #expect(set.allChecks.count > 150)
  }

  @Test func `the printed figures of Huaihua and Jianghua come out`() throws {
    let huaihua = try statementSet(
      of: try GoldenBook("huaihua-2024", year: 2024, files: ["import.csv", "override.csv"]),
      in: "national-2024")
    func text(_ set: StatementSet, _ form: String, _ address: String) throws -> String {
      let statement = try #require(set.statement(form))
      let parsed = try #require(CellAddress(text: address))
      return statement.text(of: try #require(statement.cell(at: parsed)))
    }
    #expect(try text(huaihua, "01", "58:2") == "1,100.41")
    // The report prints 449.56, truncated (HH-2); half-up it is 449.57.
    #expect(try text(huaihua, "05", "合计:2") == "449.57")
    #expect(try text(huaihua, "06", "人员经费合计:1") == "410.27")
    #expect(try text(huaihua, "06", "公用经费合计:1") == "39.30")
    #expect(try text(huaihua, "07", "1:5") == "0.90")
    #expect(try text(huaihua, "07", "1:11") == "1.10")
    #expect(try text(huaihua, "07", "1:12") == "0.10")
    let jianghua = try statementSet(
      of: try GoldenBook("jianghua-2023", year: 2023), in: "national-2023")
    for (form, address) in [("01", "27:1"), ("01", "58:2"), ("05", "合计:2"), ("04", "64:5")] {
      #expect(try text(jianghua, form, address) == (address == "64:5" ? "0.00" : "169.92"))
    }
  }

  func isEqual(_ outcome: CheckOutcome) -> Bool { outcome.check.relation == .equal }

  @Test(arguments: ["hunan-2018", "national-2019"])
  func `state capital in a year without a place for it is reported`(_ name: String) throws {
    let facts = [Fact(kind: .income, source: .stateCapital, fen: 100)]
    let failed = try Self.set(name, facts: facts).failedChecks
    #expect(failed.allSatisfy { $0.outcome.differenceInFen.magnitude == 100 })
    #expect(failed.contains { $0.outcome.check.id == "C04-5" })
  }

  /// What a reader calls a figure, whatever the layout: the label without numerals and blanks, the
  /// words of the column.
  static func concepts(_ statement: Statement) -> [String: Int64] {
    var found: [String: Int64] = [:]
    for cell in statement.cells {
      let expression = cell.provenance.expression.text
      found[expression] = cell.fen
    }
    return found
  }

  @Test(arguments: ["national-2019", "national-2022", "national-2024", "shanghai-2024"])
  func `the same ledger has the same fen in every shared concept`(_ other: String) throws {
    let book = try GoldenBook("yongzhou-2018", year: 2018)
    let hunan = try statementSet(of: book, in: "hunan-2018")
    let national = try statementSet(of: book, in: other)
    for statement in hunan.statements {
      let code = statement.form.code
      let counterpart = try #require(national.statement(code))
      let mine = Self.concepts(statement)
      let theirs = Self.concepts(counterpart)
      let shared = Set(mine.keys).intersection(theirs.keys)
      for concept in shared { #expect(mine[concept] == theirs[concept], "\(code) \(concept)") }
      // 三公 of later forms is of all fiscal money: the ledger has no other, so figures agree.
      if code == "07" {
        #expect(mine.values.sorted() == theirs.values.sorted())
      } else {
        #expect(shared.count > (code == "08" ? 5 : statement.cells.count / 2))
      }
    }
  }

  @Test func `names of classes are those of the year`() throws {
    func labels(_ name: String, year: Int) throws -> [String] {
      let set = try Self.set(name, facts: [], year: year)
      return try #require(set.statement("01")).cells.filter { $0.address.column == 2 }.map(\.label)
    }
    let first = try labels("national-2019", year: 2019)
    #expect(first.count == 24 + 4)
    #expect(first[6] == "七、文化旅游体育与传媒支出")
    #expect(first[13] == "十四、资源勘探信息等支出")
    #expect(first[20] == "二十一、灾害防治及应急管理支出")
    #expect(first[23] == "二十四、债务付息支出")
    let second = try labels("national-2020", year: 2020)
    #expect(second.count == 26 + 4)
    #expect(second[13] == "十四、资源勘探工业信息等支出")
    #expect(second[20] == "二十一、国有资本经营预算支出")
    #expect(second[25] == "二十六、抗疫特别国债安排的支出")
    let shanghai = try labels("shanghai-2024", year: 2024)
    #expect(shanghai.count == 24 + 4)
    #expect(shanghai[23] == "二十四、抗疫特别国债安排的支出")
  }

  @Test(arguments: [
    (2018, "hunan-2018", "用事业基金弥补收支差额"), (2019, "national-2019", "使用非财政拨款结余"),
    (2022, "national-2022", "使用非财政拨款结余"),
    (2023, "national-2023", "使用非财政拨款结余（含专用结余）"),
    (2024, "shanghai-2024", "使用非财政拨款结余"),
  ])
  func `the balance that covers a deficit is called as in that year`(
    _ year: Int, _ name: String, _ label: String
  ) throws {
    let set = try Self.set(name, facts: [], year: year)
    let labels = try #require(set.statement("01")).cells.map(\.label)
    #expect(labels.contains(label))
  }

  @Test(arguments: [
    ("national-2019", "01", "30:2", "一、一般公共服务支出"), ("national-2019", "04", "36:2", "七、"),
    ("national-2020", "01", "32:2", "一、一般公共服务支出"), ("national-2020", "01", "62:2", "总计"),
    ("national-2020", "04", "64:5", "总计"), ("shanghai-2024", "01", "201:2", "一、一般公共服务支出"),
    ("shanghai-2024", "01", "总计:1", "总计"), ("shanghai-2024", "05", "合计:1", "合计"),
    ("shanghai-2024", "07", "1:12", "公务接待费.决算数"),
  ])
  func `lines stand where the forms put them`(
    _ set: String, _ form: String, _ address: String, _ label: String
  ) throws {
    let statement = try #require(try Self.set(set, facts: []).statement(form))
    let parsed = try #require(CellAddress(text: address))
    #expect(try #require(statement.cell(at: parsed)).label.hasPrefix(label))
  }

  @Test func `the Shanghai tables print no lines and no numbers, and the total of 05 last`() throws
  {
    let set = try Self.set("shanghai-2024", facts: Self.everything)
    for statement in set.statements {
      #expect(statement.form.number.isEmpty)
      #expect(statement.form.columnNumberLabel == nil)
    }
    let first = printedRows(try #require(set.statement("01")))
    #expect(first[0].count == 4)
    #expect(first[0][0] == "一、一般公共预算财政拨款收入")
    let fifth = printedRows(try #require(set.statement("05")))
    #expect(fifth.last?.first == "合计")
    #expect(fifth.first?.first == "201")
    #expect(printedRows(try #require(set.statement("02"))).first?.first == "合计")
  }

  @Test func `what is uncertain is kept with its place`() throws {
    let library = Self.library
    let certain = try library.forms(in: "hunan-2018").filter { $0.code != "07" }
    #expect(certain.allSatisfy { $0.uncertainties.isEmpty })
    let first = try library.forms(in: "national-2020").filter { $0.code == "01" }
    #expect(first.flatMap(\.uncertainties).map(\.place) == [""])
    let sixth = try library.forms(in: "national-2020").filter { $0.code == "06" }
    #expect(sixth.flatMap(\.uncertainties).map(\.place).contains("30311"))
    #expect(sixth.flatMap(\.uncertainties).count == 3)
  }

  @Test func `opening is checked against the closing of the year before`() throws {
    let facts = [
      Fact(kind: .openingBalance, fen: 10), Fact(kind: .income, fen: 5),
      Fact(kind: .openingBalance, fen: 15, year: 2019),
      Fact(kind: .priorYearAdjustment, fen: -4, year: 2019),
    ]
    func outcome(_ more: [Fact]) throws -> CheckOutcome? {
      let library = Self.library
      let set = StatementSet(
        of: try library.tableSet("national-2019"), forms: try library.forms(in: "national-2019"),
        from: try cube(of: facts + more, year: 2019), previous: try cube(of: facts + more),
        catalogue: .builtIn, unit: "")
      #expect(set.skippedChecks.isEmpty)
      return set.checks.first { $0.check.id == "X13" }
    }
    #expect(try outcome([])?.isPassed == true)
    let late = try outcome([Fact(kind: .income, fen: 2)])
    #expect(late?.isPassed == false)
    #expect(late?.differenceInFen == -2)
  }
}
