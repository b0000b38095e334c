// What has to be granted and received before the workload, so that every row of it is accepted.

import BudgetDomain

/// The appropriations and the income that come before the workload: for each budget line what its
/// rows need at their worst moment, rounded up to ten thousand yuan.
struct Prologue {
  private struct Level {
    var now: Int64 = 0
    var lowest: Int64 = 0

    mutating func move(_ fen: Int64) {
      now += fen
      lowest = min(lowest, now)
    }
  }

  private static let roundingInFen: Int64 = 1_000_000
  private var authority: [BudgetLine: Level] = [:]
  private var money: [BudgetLine: Level] = [:]

  /// Takes a row of the workload into account. Rows are given in their order.
  mutating func consider(_ row: LedgerRow) {
    switch row.kind {
    case .appropriation, .supplement: authority[row.line, default: Level()].move(row.amountInFen)
    case .reduction: authority[row.line, default: Level()].move(-row.amountInFen)
    case .refund:
      authority[row.line, default: Level()].move(row.amountInFen)
      money[row.line, default: Level()].move(row.amountInFen)
    default:
      authority[row.line, default: Level()].move(-row.amountInFen)
      money[row.line, default: Level()].move(-row.amountInFen)
    }
  }

  /// The rows, appropriations first, each kind in the order of the lines.
  var rows: [LedgerRow] {
    let grants = needs(authority).map { line, fen in
      row(.appropriation, line, fen, memo: "年初预算批复", document: "YS-\(line.year.number)")
    }
    let receipts = needs(money).map { line, fen in
      row(.income, line, fen, memo: "用款额度到账", document: "DZ-\(line.year.number)")
    }
    var rows = grants + receipts
    for index in rows.indices { rows[index].key = "P\(index + 1)" }
    return rows
  }

  private func needs(_ levels: [BudgetLine: Level]) -> [(BudgetLine, Int64)] {
    levels.filter { $0.value.lowest < 0 }.sorted { $0.key < $1.key }.map { line, level in
      let unit = Self.roundingInFen
      return (line, (-level.lowest + unit - 1) / unit * unit)
    }
  }

  private func row(
    _ kind: SubmissionKind, _ line: BudgetLine, _ fen: Int64, memo: String, document: String
  ) -> LedgerRow {
    LedgerRow(
      kind: kind, line: line, economic: nil, amountInFen: fen,
      date: WorkloadCalendar.date(WorkloadCalendar.firstDay(of: line.year.number)),
      document: document, payee: nil, memo: memo, actor: "u001", key: "")
  }
}
