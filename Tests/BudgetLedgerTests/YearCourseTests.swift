// The course of a year and the origin of its money, against the figures of real units.

import BudgetDomain
import BudgetLedger
import Foundation
import Projections
import Testing

@Suite struct YearCourseTests {
  private func ledger(_ books: GoldenBooks, in directory: TemporaryDirectory) throws -> Ledger {
    let ledger = try books.create(in: directory)
    try books.importFile("import.csv", into: ledger)
    return ledger
  }

  private func course(_ ledger: Ledger, _ year: FiscalYear, known: String) -> YearCourse {
    YearCourse(
      of: ledger.columns, year: year, at: Moment(), known: EffectiveDate(text: known))
  }

  @Test(arguments: [GoldenBooks.yongzhou, .huaihua, .jianghua])
  func `months and steps end where the balances of the year are`(_ books: GoldenBooks) throws {
    let directory = TemporaryDirectory()
    let ledger = try ledger(books, in: directory)
    let year = try Books.year(books.year)
    let course = course(ledger, year, known: "\(books.year + 1)-01-01")
    let balances = ledger.balances(of: year, at: Moment())
    #expect(course.months.map(\.number) == Array(1...12))
    #expect(course.months.reduce(0) { $0 + $1.spentInFen } == balances.total.expenditureInFen)
    #expect(course.months.last?.authorityInFen == balances.authorityInFen)
    #expect(course.months.map(\.calendarInBasisPoints).last == 10_000)
    var level: Int64 = 0
    for step in course.steps {
      if step.isLevel {
        #expect(step.toInFen == level && step.fromInFen == 0, "\(step.kind)")
      } else {
        #expect(step.fromInFen == level && step.toInFen == level + step.amountInFen)
      }
      level = step.toInFen
    }
    #expect(level == balances.total.closingInFen)
    #expect(course.steps.first { $0.kind == .authority }?.toInFen == balances.authorityInFen)
  }

  @Test func `a year that is not over ends with the month that is known`() throws {
    let directory = TemporaryDirectory()
    let ledger = try Books.create(in: directory)
    let year = try Books.year(2018)
    #expect(course(ledger, year, known: "2018-04-30").months.count == 4)
    #expect(course(ledger, year, known: "2018-05-01").months.count == 5)
    #expect(course(ledger, year, known: "2017-12-31").months.isEmpty)
    #expect(course(ledger, year, known: "2018-05-01").steps.last?.toInFen == 0)
  }

  @Test func `money by origin is the same before closing and after, and opens the next year`()
    throws
  {
    let directory = TemporaryDirectory()
    let ledger = try ledger(.yongzhou, in: directory)
    let (year, next) = (try Books.year(2018), try Books.year(2019))
    let before = try ledger.moneyByOrigin(of: year)
    #expect(before.map(\.origin.number) == [2017, 2018])
    let balances = ledger.balances(of: year, at: Moment())
    #expect(before.reduce(0) { $0 + $1.openingInFen } == balances.total.adjustedOpeningInFen)
    #expect(before.reduce(0) { $0 + $1.closingInFen } == 1_344_128_445)
    _ = try ledger.close(year, actor: "会计")
    #expect(try ledger.moneyByOrigin(of: year) == before)
    let opened = try ledger.moneyByOrigin(of: next)
    #expect(opened.map(\.openingInFen) == before.map(\.closingInFen).filter { $0 != 0 })
  }

  @Test func `the history of a year holds its lines, its carry-overs, and what moves nothing`()
    throws
  {
    let directory = TemporaryDirectory()
    let ledger = try ledger(.yongzhou, in: directory)
    let (year, next) = (try Books.year(2018), try Books.year(2019))
    let closing = try ledger.close(year, actor: "会计")
    let text =
      "date,kind,source,function,nature,amount\n2019-02-01,income,general-budget,2010301,basic,1.00\n"
    _ = try ledger.importEntries(Books.bytes(text), named: "拨款.csv", actor: "会计")
    let positions = ledger.columns.positions(around: year, at: Moment())
    #expect(positions == Array(0..<(ledger.size - 1)))
    let carried = closing.outcome.recorded.map(\.envelope.position)
    let later = ledger.columns.positions(around: next, at: Moment())
    #expect(Array(later.suffix(carried.count + 1)) == carried + [ledger.size - 1])
    #expect(later.first == 0 && later.count < carried.count + 20)
    #expect(ledger.columns.positions(around: year, at: Moment(endPosition: 10)).count == 10)
  }
}
