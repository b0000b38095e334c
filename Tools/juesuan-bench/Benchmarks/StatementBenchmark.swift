// New processes of the command line that print: from start to end, with all that a start costs.

/// A new process for each question.
enum StatementBenchmark {
  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    let books = try session.wholeBooks()
    let year = Session.printedYear
    let middle = String(books.middlePosition)
    let newest = books.totals.end.expenditureInFen[year] ?? 0
    let earlier = books.totals.middle.expenditureInFen[year] ?? 0
    let one = ["statement", "01", "--for", String(year), "--money", "元", "--format", "csv"]
    let set = ["statements", "--for", String(year), "--money", "元", "--format", "json"]
    let asOf = ["--as-of", middle]
    let ledger = ["--ledger", books.path]
    var (first, past, whole, start): ([Int], [Int], [Int], [Int]) = ([], [], [], [])
    for run in 1...session.request.runCount {
      session.progress("statement, run \(run)")
      start.append(try ChildProcess("juesuan", ["version"]).nanoseconds)
      first.append(try time(one + ledger, printing: newest))
      past.append(try time(one + ledger + asOf, printing: earlier))
      whole.append(try time(set + ledger + asOf, printing: nil))
    }
    return [
      Figure("statement", "table 01, newest, new process", .nanoseconds, first),
      Figure("statement", "table 01, as of the middle", .nanoseconds, past),
      Figure("statement", "the whole set, as of the middle", .nanoseconds, whole),
      Figure("statement", "juesuan version (start alone)", .nanoseconds, start),
    ]
  }

  /// Runs the command line and looks for a sum in what it prints.
  private static func time(
    _ arguments: [String], printing fen: Int64?
  ) throws(BenchFailure) -> Int {
    let process = try ChildProcess("juesuan", arguments, acceptingFindings: true)
    if let fen {
      let sum = LedgerRow.yuan(fen)
      guard process.output.contains("," + sum) else {
        throw .wrongAnswer(benchmark: "statement", expected: sum, found: process.output)
      }
    }
    return process.nanoseconds
  }
}
