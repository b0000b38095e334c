// A state that looks the past up in columns decides as one that holds all of it.

import BudgetDomain
import BudgetDomainTesting
import EventCoding
import Testing

@testable import Projections

@Suite("A state with its past in columns") struct ColumnPastTests {
  /// The two states after a life: one that evolved everything, one that looks it up.
  private func states(_ life: LongLife) -> (whole: BudgetState, lookingUp: BudgetState) {
    var whole = BudgetState()
    var scanned = BudgetState()
    var columns = FactColumns()
    for recorded in life.log {
      whole.evolve(recorded)
      columns.append(recorded)
      if recorded.event.isOfMoneyAlone {
        scanned.passOver(recorded.envelope.position)
        for movement in recorded.event.movements {
          scanned.passOver(
            movement.kind, year: movement.line.year, source: movement.line.source,
            economic: movement.economic, amountInFen: movement.amount.fen)
        }
      } else {
        scanned.evolve(recorded, remembersKey: false)
      }
    }
    scanned.attach(ColumnPast(columns))
    return (whole, scanned)
  }

  @Test(arguments: [1, 8, 21, 34] as [UInt64])
  func `knows the same lines, sums and reversals`(_ seed: UInt64) throws {
    let life = try LongLife(seed: seed, steps: 250)
    let (whole, lookingUp) = states(life)
    #expect(lookingUp.knownLines == whole.knownLines)
    // More questions than are answered by scanning, so that both ways are asked.
    for _ in 0..<5 {
      for line in whole.knownLines.sorted() {
        #expect(lookingUp.totals(of: line) == whole.totals(of: line), "\(line.text)")
      }
    }
    for position in 0..<UInt64(life.log.count) {
      #expect(lookingUp.reversal(of: position) == whole.reversal(of: position))
    }
    #expect(lookingUp.passedSums.volumes.count == whole.passedSums.volumes.count)
    for year in LongLife.years.compactMap({ FiscalYear($0) }) {
      #expect(lookingUp.carryOvers(of: year) == whole.carryOvers(of: year))
    }
  }

  @Test(arguments: [2, 13] as [UInt64])
  func `decides every command of the rest of a life alike`(_ seed: UInt64) throws {
    let life = try LongLife(seed: seed, steps: 200)
    let (whole, lookingUp) = states(life)
    var asked = 0
    for recorded in life.log {
      guard let command = entryCommand(recording: recorded.event) else { continue }
      let submission = Submission(command, actor: "甲", reason: "再")
      #expect(outcome(submission, whole) == outcome(submission, lookingUp))
      asked += 1
    }
    #expect(asked > 30)
  }

  private func outcome(_ submission: Submission, _ state: BudgetState) -> String {
    do throws(Rejection) {
      return "\(try decide(submission, given: state))"
    } catch {
      return "\(error)"
    }
  }

  @Test func `sums figures by list as by looking at each`() throws {
    let life = try LongLife(seed: 9, steps: 300)
    var columns = FactColumns()
    for recorded in life.log { columns.append(recorded) }
    let year = try #require(FiscalYear(2019))
    let cube = FigureCube(of: columns, year: year)
    let functions = cube.functions
    #expect(functions.count > 1)
    for kind in EntryKind.allCases {
      for digits in [1, 3, 5, 7] {
        for function in functions {
          var filter = FactFilter()
          filter.kinds = [kind]
          let prefix = CodePrefix(of: function, codeDigits: 7, digits: digits)
          // One prefix twice and one inside another: each figure counts once.
          filter.functions = [prefix, prefix, CodePrefix(of: function, codeDigits: 7, digits: 7)]
          let sum = cube.lineage(filter).reduce(0) { $0 + columns.amountInFen[$1] }
          #expect(cube.sum(filter) == sum)
          filter.economics = [try #require(CodePrefix(text: "30"))]
          let narrower = cube.lineage(filter).reduce(0) { $0 + columns.amountInFen[$1] }
          #expect(cube.sum(filter) == narrower)
        }
      }
    }
  }
}
