// Random ledgers of several years give the same tables as the slow model, cell by cell.

import BudgetDomain
import Projections
import Testing

@testable import Statements

/// A sequence of numbers that a seed repeats exactly (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int(next() % UInt64(choices.count))]
  }
}

struct PlainModelTests {
  static let functions = [
    "2010301", "2010306", "2010350", "2019999", "2050201", "2080505", "2080506", "2089999",
    "2101101", "2120801", "2129999", "2130101", "2210201", "2230201", "2240101", "2296002",
    "2299999", "2310301", "2320301", "2340101",
  ]
  static let economics = [
    "30101", "30102", "30199", "30201", "30212", "30217", "30231", "30299", "30301", "30311",
    "30399", "30701", "30703", "30913", "31002", "31013", "31099", "39907", "39909", "39999",
    "31299",
  ]

  /// `count` facts of three years; every eighth takes an earlier one back.
  static func facts(seed: UInt64, count: Int) -> [Fact] {
    var numbers = SeededNumbers(state: seed)
    var facts: [Fact] = []
    for _ in 0..<count {
      if numbers.next() % 8 == 0, !facts.isEmpty {
        var reversal = numbers.pick(facts)
        reversal.fen = -reversal.fen
        facts.append(reversal)
        continue
      }
      let kind = numbers.pick(EntryKind.allCases)
      let nature = numbers.pick(SpendingNature.allCases)
      let isBudget = [EntryKind.appropriation, .supplement, .reduction, .virement].contains(kind)
      let hasEconomic = kind == .expenditure || (isBudget && numbers.next() % 2 == 0)
      let isSigned = kind == .virement || kind == .priorYearAdjustment
      let fen = Int64(numbers.next() % 100_000_000) + 1
      facts.append(
        Fact(
          kind: kind, source: numbers.pick(FundSource.allCases),
          function: numbers.pick(functions), nature: nature,
          economic: hasEconomic ? numbers.pick(economics) : nil,
          project: nature == .project ? numbers.pick(["甲", "乙", "丙"]) : nil,
          fen: isSigned && numbers.next() % 2 == 0 ? -fen : fen,
          year: numbers.pick([2020, 2021, 2022])))
    }
    return facts
  }

  @Test(arguments: [(UInt64(1), 0), (2, 1), (3, 7), (4, 60), (5, 400), (6, 3_000), (7, 3_000)])
  func `nine tables of a random ledger are those of the model`(
    _ seed: UInt64, _ count: Int
  ) throws {
    let facts = Self.facts(seed: seed, count: count)
    let columns = try columns(of: facts)
    let library = FormLibrary.builtIn
    for number in 2020...2022 {
      let year = try #require(FiscalYear(number))
      let model = PlainModel(facts, year: number)
      let cube = FigureCube(of: columns, year: year)
      let forms = try library.forms(in: "national-\(number)", year: year)
      #expect(forms.count == 9)
      for form in forms {
        let statement = Statement(of: form, from: cube, catalogue: .builtIn, unit: "")
        var expected = try #require(model.tables[form.code])
        for cell in statement.cells {
          let value = expected.removeValue(forKey: cell.address.text)
          // The model has no row 合计 where there are no facts at all.
          #expect((value ?? 0) == cell.fen, "seed \(seed) \(form.code) \(cell.address.text)")
          #expect(value != nil || cell.address.row == "合计")
        }
        #expect(expected.isEmpty, "seed \(seed) \(form.code) lacks \(expected.keys.sorted())")
      }
    }
  }

  @Test func `the facts of the model are random and repeatable`() {
    let first = Self.facts(seed: 6, count: 3_000)
    #expect(first.map(\.fen) == Self.facts(seed: 6, count: 3_000).map(\.fen))
    #expect(first.map(\.fen) != Self.facts(seed: 7, count: 3_000).map(\.fen))
    #expect(Set(first.map(\.kind)).count == EntryKind.allCases.count)
    #expect(Set(first.map(\.function)).count == Self.functions.count)
  }
}
