// What a command says when it cannot do what was asked, and how the program then ends.

import BudgetDomain
import Glibc

/// One thing that went wrong, in four parts: where, excerpt, what, next.
struct Complaint: Sendable {
  /// Where it happened: the file and row, the command line, the log.
  let place: Phrase
  /// What stands there, or `nil` where there is nothing to show.
  let excerpt: String?
  /// What is wrong and what to do next.
  let wording: Wording
}

/// Why a command ends without having done what was asked.
struct Failure: Error {
  let exitCode: ExitCode
  let complaints: [Complaint]
  /// What the ledger keeps of the attempt, or `nil` where it keeps nothing.
  var trace: Phrase?

  /// A failure with everything that is wrong.
  init(_ exitCode: ExitCode, _ complaints: [Complaint]) {
    self.exitCode = exitCode
    self.complaints = complaints
  }

  /// A failure with one thing that is wrong.
  init(_ exitCode: ExitCode, _ error: any Worded, place: String, excerpt: String? = nil) {
    let place = Phrase(zh: place, en: place)
    self.init(exitCode, [Complaint(place: place, excerpt: excerpt, wording: error.wording)])
  }

  /// A command line that was not understood, with the words as they were typed.
  init(usage problem: UsageProblem) {
    let words = ["juesuan"] + CommandLine.arguments.dropFirst()
    self.init(
      .usage, problem, place: "juesuan",
      excerpt: words.count > 1 ? words.joined(separator: " ") : nil)
  }

  /// The failure of a system call, described by the `errno` it left behind.
  static func system(_ call: String, _ path: String, code: ExitCode) -> Failure {
    Failure(code, SystemCallFailed(call: call, number: errno), place: path)
  }
}

/// Runs something that can only fail because the command line is wrong.
func readingArguments<Value>(
  _ body: () throws(UsageProblem) -> Value
) throws(Failure) -> Value {
  do throws(UsageProblem) {
    return try body()
  } catch {
    throw Failure(usage: error)
  }
}

/// A system call that failed.
struct SystemCallFailed: Worded {
  let call: String
  let number: Int32

  var wording: Wording {
    let reason = String(cString: strerror(number))
    return Wording(
      name: "systemCallFailed",
      what: Phrase(
        zh: "\(call) 失败：\(reason)（errno \(number)）。",
        en: "\(call) failed: \(reason) (errno \(number))."),
      next: Phrase(
        zh: "检查路径、权限和磁盘空间。", en: "Check the path, the permissions and the free space."))
  }
}
