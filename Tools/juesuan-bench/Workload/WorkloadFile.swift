// Writes a workload as an import file, with its control totals beside it.

import Glibc

/// The import file of a workload.
enum WorkloadFile {
  private static let blockBytes = 1 << 20

  /// Writes every row to `path` and returns what they add up to.
  static func write(_ workload: Workload, to path: String) throws(BenchFailure) -> WorkloadTotals {
    let file = try RawFile(creating: path)
    defer { file.close() }
    var totals = WorkloadTotals()
    var text = Array(LedgerRow.header.utf8)
    func put(_ row: LedgerRow) throws(BenchFailure) {
      totals.end.add(row)
      if totals.end.rowCount == workload.middleRowCount { totals.middle = totals.end }
      row.write(to: &text)
      if text.count >= blockBytes {
        try file.write(text)
        text.removeAll(keepingCapacity: true)
      }
    }
    for row in workload.prologue { try put(row) }
    for row in workload.rows { try put(row) }
    try file.write(text)
    return totals
  }

  /// The control totals of `workload` as JSON.
  static func expectations(_ workload: Workload, _ totals: WorkloadTotals) -> String {
    var json = JSONText()
    json.object {
      $0.member("events", workload.eventCount)
      $0.member("seed", Int(workload.seed))
      $0.member("prologue_rows", workload.prologue.count)
      $0.member("rows", workload.rowCount)
      $0.member("kinds", totals.end.kinds)
      $0.member("authority_in_fen", byYear(totals.end.authorityInFen))
      $0.member("income_in_fen", byYear(totals.end.incomeInFen))
      $0.member("expenditure_in_fen", byYear(totals.end.expenditureInFen))
      $0.member("expenditure_sums", totals.end.expenditures.count)
      $0.member("expenditure_digest", totals.end.digest)
      $0.member("middle_rows", workload.middleRowCount)
      $0.member("middle_expenditure_in_fen", byYear(totals.middle.expenditureInFen))
      $0.member("middle_expenditure_digest", totals.middle.digest)
    }
    return json.text + "\n"
  }

  private static func byYear(_ sums: [Int: Int64]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: sums.map { (String($0.key), Int($0.value)) })
  }
}
