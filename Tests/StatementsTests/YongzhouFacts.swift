// A short way to write facts in tests, and facts that reproduce 公开01 of 永州市政务服务中心 for 2018.

import BudgetDomain
import Projections
import Testing

@testable import Statements

/// One fact of a test: kind, source, function code, amount in fen; more where it matters. A
/// virement or an adjustment takes from the line, or gives to it where the amount is negative.
struct Fact {
  var kind: EntryKind
  var source: FundSource = .generalBudget
  var function = "2010301"
  var nature = SpendingNature.basic
  var economic: String?
  var project: String?
  var fen: Int64
  var year = 2018
  var date = "2018-06-30"

  var movement: Movement {
    get throws {
      let name = project ?? (nature == .project ? "平台建设" : nil)
      return Movement(
        kind: kind,
        line: BudgetLine(
          year: try #require(FiscalYear(year)), source: source,
          function: try #require(FunctionCode(text: function)), nature: nature,
          project: name.flatMap { ProjectName($0) }),
        economic: try economic.map { try #require(EconomicCode(text: $0)) },
        amount: try #require(Amount(fen: fen)))
    }
  }
}

/// The columns of a log that holds `facts` and nothing else, from position 0 on. All facts are
/// written as reversals: an event of that type can move anything, which is all a statement sees.
func columns(of facts: [Fact]) throws -> FactColumns {
  var columns = FactColumns()
  for (position, fact) in facts.enumerated() {
    let reversal = Reversal(
      reverses: 0, date: try #require(EffectiveDate(text: fact.date)),
      movements: [try fact.movement], document: nil)
    let envelope = Envelope(
      position: UInt64(position), recordedAt: RecordedTime(microseconds: 0), actor: "会计")
    columns.append(RecordedEvent(envelope: envelope, event: .entryReversed(reversal)))
  }
  return columns
}

/// The cube of a year over `facts`.
func cube(of facts: [Fact], year: Int = 2018, at moment: Moment = Moment()) throws -> FigureCube {
  FigureCube(of: try columns(of: facts), year: try #require(FiscalYear(year)), at: moment)
}

/// What a statement prints, row by row, blanks as `""`.
func printedRows(_ statement: Statement) -> [[String]] {
  statement.rows.map { row in
    row.map { cell in
      switch cell {
      case .blank, .merged: ""
      case .text(let text): text
      case .amount(let address): statement.cell(at: address).map { statement.text(of: $0) } ?? "?"
      }
    }
  }
}

extension Statement {
  /// The exact value of the cell with this address.
  func fen(_ address: String) throws -> Int64 {
    let parsed = try #require(CellAddress(text: address))
    return try #require(cell(at: parsed), "no cell \(address) in \(form.fileName)").fen
  }
}
/// One possible set of exact amounts behind the printed figures. The function of the opening
/// balance and the economic codes of projects are assumed; 公开01 does not depend on them.
let factsOfYongzhou2018: [Fact] =
  [Fact(kind: .openingBalance, function: "2010306", fen: 1_645_420_000)]
  + fiscalIncome.map { Fact(kind: .income, function: $0, fen: $1) }
  + [Fact(kind: .income, source: .other, fen: 182_580_000)]
  + basicExpenditure.map {
    Fact(kind: .expenditure, function: $0, economic: $1, fen: $2)
  }
  + projectExpenditure.map {
    Fact(kind: .expenditure, function: $0, nature: .project, economic: "30299", fen: $1)
  }

private let fiscalIncome: [(String, Int64)] = [
  ("2010301", 396_840_000),
  ("2010306", 982_330_000),
  ("2089901", 1_660_000),
  ("2101103", 1_980_000),
  ("2129999", 1_352_850_000),
  ("2299901", 164_080_000),
]

private let projectExpenditure: [(String, Int64)] = [
  ("2129999", 803_850_000),
  ("2299901", 161_080_000),
  ("2010306", 1_248_611_899),
]

private let basicExpenditure: [(String, String, Int64)] = [
  ("2089901", "30305", 1_660_000),
  ("2101103", "30307", 1_980_000),
  ("2010301", "30101", 175_077_000),
  ("2010301", "30102", 74_017_000),
  ("2010301", "30103", 149_335_656),
  ("2010306", "30103", 13_864_344),
  ("2010306", "30106", 18_370_000),
  ("2010306", "30110", 35_650_000),
  ("2010306", "30199", 89_130_000),
  ("2010306", "30201", 23_913_000),
  ("2010306", "30202", 10_550_000),
  ("2010306", "30205", 1_240_000),
  ("2010306", "30206", 56_240_000),
  ("2010306", "30207", 4_460_000),
  ("2010306", "30209", 59_630_000),
  ("2010306", "30211", 25_830_000),
  ("2010306", "30214", 271_073_000),
  ("2010306", "30215", 7_360_000),
  ("2010306", "30216", 30_180_000),
  ("2010306", "30217", 7_000_000),
  ("2010306", "30226", 6_560_000),
  ("2010306", "30228", 13_520_000),
  ("2010306", "30231", 3_079_656),
  ("2010306", "30239", 26_130_000),
  ("2010306", "30299", 59_790_000),
  ("2010306", "30305", 1_410_000),
  ("2010306", "30307", 2_570_000),
  ("2010306", "30399", 450_000),
]
