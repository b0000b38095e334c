// Everything checked again, by both programs, each as a new process.

import Merkle

/// The two programs that verify.
enum VerifyBenchmark {
  static func measure(_ session: Session) throws(BenchFailure) -> [Figure] {
    let books = try session.wholeBooks()
    let (hex, base64) = (books.root.hex, Base64.encode(books.root.bytes))
    var (own, second): ([Int], [Int]) = ([], [])
    for run in 1...session.request.runCount {
      session.progress("verify, run \(run)")
      own.append(
        try time("juesuan", ["verify", "--ledger", books.path, "--format", "json"], hex))
      second.append(try time("juesuan-verify", [books.path], base64))
    }
    return [
      Figure("verify", "juesuan verify, new process", .nanoseconds, own),
      Figure("verify", "juesuan-verify, new process", .nanoseconds, second),
      Figure("verify", "log", .bytes, [Folder.byteCount("\(books.path)/log")]),
    ]
  }

  private static func time(
    _ program: String, _ arguments: [String], _ root: String
  ) throws(BenchFailure) -> Int {
    let process = try ChildProcess(program, arguments)
    guard process.output.contains(root) else {
      throw .wrongAnswer(benchmark: "verify", expected: root, found: process.output)
    }
    return process.nanoseconds
  }
}
