// Everything that ends a run of the program without figures.

import BudgetDomain
import BudgetLedger

/// Why there are no figures.
enum BenchFailure: Error {
  /// The arguments ask for nothing that exists.
  case usage(Phrase)
  /// A system call failed.
  case system(call: String, path: String, errno: Int32)
  /// The ledger refused or failed.
  case ledger(LedgerError)
  /// A program ended with an error, or is not there.
  case program(name: String, exitCode: Int32, output: String)
  /// An answer is not what the workload adds up to: a figure for it would mean nothing.
  case wrongAnswer(benchmark: String, expected: String, found: String)

  /// What happened, in words.
  var phrase: Phrase {
    switch self {
    case .usage(let phrase): return phrase
    case .system(let call, let path, let errno):
      let words = "\(call) \(path): errno \(errno)"
      return Phrase(zh: "系统调用失败：\(words)", en: "system call failed: \(words)")
    case .ledger(let error):
      let told = error.wording.what
      return Phrase(zh: "账本：\(told.chinese)", en: "ledger: \(told.english)")
    case .program(let name, let exitCode, let output):
      return Phrase(
        zh: "程序 \(name) 以 \(exitCode) 结束：\(output)",
        en: "program \(name) ended with \(exitCode): \(output)")
    case .wrongAnswer(let benchmark, let expected, let found):
      return Phrase(
        zh: "\(benchmark)：答案不对，应为 \(expected)，得到 \(found)",
        en: "\(benchmark): wrong answer, expected \(expected), found \(found)")
    }
  }

  /// 1 wrong answer · 64 usage · 70 program or ledger · 74 system call.
  var exitCode: Int32 {
    switch self {
    case .wrongAnswer: 1
    case .usage: 64
    case .ledger, .program: 70
    case .system: 74
    }
  }
}

/// Calls the ledger and gives its errors the type of this program.
func reachingLedger<Result>(
  _ body: () throws(LedgerError) -> Result
) throws(BenchFailure) -> Result {
  do throws(LedgerError) {
    return try body()
  } catch {
    throw .ledger(error)
  }
}

/// Fails where an answer is not the expected one.
func expect<Value: Equatable>(
  _ found: Value, toBe expected: Value, in benchmark: String
) throws(BenchFailure) {
  guard found == expected else {
    throw .wrongAnswer(benchmark: benchmark, expected: "\(expected)", found: "\(found)")
  }
}
