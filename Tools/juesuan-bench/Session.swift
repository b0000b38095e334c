// One run: its directory, its workload, and the ledger that several benchmarks read.

import BudgetDomain
import BudgetLedger
import Glibc
import Merkle

/// One run of the program. What several benchmarks need is made once, when first asked for.
final class Session {
  /// The ledger that holds the whole workload, with its import file and what it must answer.
  struct Books {
    let path: String
    let importFile: String
    let workload: Workload
    let totals: WorkloadTotals
    let size: Int
    let root: Digest

    /// The position of the last row of the first half.
    var middlePosition: Int { workload.middleRowCount }
  }

  /// The table set of the ledgers, and the year whose tables are printed.
  static let tableSet = "national-2023"
  static let printedYear = 2023

  let request: Request
  private let folder: String
  private var books: Books?
  private var importFile: (path: String, workload: Workload, totals: WorkloadTotals)?
  private var madeCount = 0

  private init(_ request: Request) throws(BenchFailure) {
    self.request = request
    let parent = request.folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    folder = "\(parent)/juesuan-bench.\(getpid())"
    try Folder.make(folder)
  }

  deinit { Folder.remove(folder) }

  /// Measures what was asked for, one benchmark after the other.
  static func measure(
    _ benchmarks: [Request.Benchmark], _ request: Request
  ) throws(BenchFailure) -> FigureTable {
    let session = try Session(request)
    var figures: [Figure] = []
    for benchmark in benchmarks {
      session.progress(benchmark.rawValue)
      figures += try session.figures(of: benchmark)
    }
    var table = FigureTable(request, rowCount: session.importFile?.workload.rowCount ?? 0)
    table.add(figures)
    return table
  }

  private func figures(of benchmark: Request.Benchmark) throws(BenchFailure) -> [Figure] {
    switch benchmark {
    case .append: try AppendBenchmark.measure(self)
    case .groupCommit: try GroupCommitBenchmark.measure(self)
    case .batches: try BatchBenchmark.measure(self)
    case .importing: try ImportBenchmark.measure(self)
    case .rebuild: try RebuildBenchmark.measure(self)
    case .statement: try StatementBenchmark.measure(self)
    case .history: try HistoryBenchmark.measure(self)
    case .verify: try VerifyBenchmark.measure(self)
    case .memory: try MemoryBenchmark.measure(self)
    case .disk: try DiskBenchmark.measure(self)
    }
  }

  /// Says on standard error what is being done.
  func progress(_ text: String) {
    if !request.isQuiet { Program.remark("juesuan-bench: \(text)\n") }
  }

  /// A path in the directory of the run that nothing has yet.
  func freshPath(_ name: String) -> String {
    madeCount += 1
    return "\(folder)/\(madeCount)-\(name)"
  }

  /// A new ledger with nothing in it but its opening.
  func freshLedger() throws(BenchFailure) -> (ledger: Ledger, path: String) {
    let path = freshPath("books")
    let ledger = try reachingLedger { () throws(LedgerError) in
      try Ledger.create(
        at: path, unit: "测速单位", tableSet: Self.tableSet, origin: "juesuan.local/bench",
        actor: "bench")
    }
    return (ledger, path)
  }

  /// The import file of the whole workload.
  func wholeImportFile() throws(BenchFailure) -> (
    path: String, workload: Workload, totals: WorkloadTotals
  ) {
    if let importFile { return importFile }
    progress("generate W(\(request.eventCount))")
    let workload = Workload(eventCount: request.eventCount, seed: request.seed)
    let path = freshPath("w.csv")
    let made = (path, workload, try WorkloadFile.write(workload, to: path))
    importFile = made
    return made
  }

  /// The ledger with the whole workload in it.
  func wholeBooks() throws(BenchFailure) -> Books {
    if let books { return books }
    let file = try wholeImportFile()
    progress("import \(file.workload.rowCount) rows")
    let (ledger, path) = try freshLedger()
    let root = try reachingLedger { () throws(LedgerError) in
      _ = try ledger.importEntries(EntrySource(fileAt: file.path), actor: "bench")
      return try ledger.root(ofSize: ledger.size)
    }
    let made = Books(
      path: path, importFile: file.path, workload: file.workload, totals: file.totals,
      size: Int(ledger.size), root: root)
    try AnswerCheck.expectWhole(ledger, file.totals.end, in: "import")
    books = made
    return made
  }
}
