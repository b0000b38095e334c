// What every system that takes the workload must answer, added up while the rows are made.

import BudgetDomain
import Merkle

/// Sums of the rows, made without the ledger's code, so that its answers can be checked.
struct ControlTotals: Equatable {
  /// What a sum is about: the finest figures of the expenditure tables.
  struct Key: Hashable {
    let year: Int
    let function: UInt32
    let economic: UInt32
    let isProject: Bool

    fileprivate var text: String {
      "\(year)|\(function)|\(economic)|\(isProject ? "project" : "basic")"
    }
  }

  /// A net sum in fen and how many rows made it.
  struct Sum: Equatable {
    var fen: Int64 = 0
    var count = 0
  }

  private(set) var rowCount = 0
  private(set) var kinds: [String: Int] = [:]
  private(set) var expenditures: [Key: Sum] = [:]
  private(set) var expenditureInFen: [Int: Int64] = [:]
  private(set) var authorityInFen: [Int: Int64] = [:]
  private(set) var incomeInFen: [Int: Int64] = [:]

  mutating func add(_ row: LedgerRow) {
    rowCount += 1
    kinds[row.kind.word, default: 0] += 1
    let year = row.line.year.number
    switch row.kind {
    case .appropriation, .supplement: authorityInFen[year, default: 0] += row.amountInFen
    case .reduction: authorityInFen[year, default: 0] -= row.amountInFen
    case .income: incomeInFen[year, default: 0] += row.amountInFen
    default:
      let fen = row.kind == .refund ? -row.amountInFen : row.amountInFen
      expenditureInFen[year, default: 0] += fen
      add(
        fen,
        Key(
          year: year, function: row.line.function.number, economic: row.economic?.number ?? 0,
          isProject: row.line.project != nil))
    }
  }

  /// Adds one signed expenditure to the sum of its key.
  mutating func add(_ fen: Int64, _ key: Key) {
    expenditures[key, default: Sum()].fen += fen
    expenditures[key, default: Sum()].count += 1
  }

  /// SHA-256 over `year|function|economic|nature|fen|count` lines in the order of their bytes.
  var digest: String {
    let lines = expenditures.map { "\($0.key.text)|\($0.value.fen)|\($0.value.count)\n" }
    var hash = SHA256()
    for line in lines.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      hash.update(Array(line.utf8))
    }
    return hash.finalize().hex
  }
}
