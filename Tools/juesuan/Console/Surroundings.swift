// What the operating system tells the program: variables, the user, the clock, the terminal.

import BudgetDomain
import Glibc

/// The only place where the program asks its surroundings.
enum Surroundings {
  /// Names of the environment variables the program reads, with what they mean.
  static let variables: [(name: String, summary: Phrase)] = [
    (ledgerVariable, Phrase(zh: "账本目录，相当于 --ledger", en: "ledger directory, as --ledger")),
    (actorVariable, Phrase(zh: "经办人，相当于 --actor", en: "who records, as --actor")),
    (
      "LC_ALL, LC_MESSAGES, LANG",
      Phrase(
        zh: "语言：第一个非空的以 zh 开头则用中文，否则英文；--lang 优先",
        en: "language: Chinese where the first that is set begins with zh; --lang wins")
    ),
    ("TMPDIR", Phrase(zh: "demo 的临时目录；缺省 /tmp", en: "where demo keeps its ledger; else /tmp")),
  ]
  static let ledgerVariable = "JUESUAN_LEDGER"
  static let actorVariable = "JUESUAN_ACTOR"

  /// The value of an environment variable, or `nil` when it is unset or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The words of the command line, or `nil` where one of them is not UTF-8: a terminal in another
  /// encoding would otherwise write replacement characters into the books for good.
  static var arguments: [String]? {
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = CommandLine.unsafeArgv[index],
        let word = String(validatingCString: bytes)
      else { return nil }
      words.append(word)
    }
    return words
  }

  /// The language of the locale (POSIX: the first of the three that is not empty decides).
  static var language: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first
    return locale?.hasPrefix("zh") == true ? .chinese : .english
  }

  /// The name of the operating-system user, or `nil` when the system knows none.
  static var userName: String? {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return nil }
    return String(cString: name)
  }

  /// Milliseconds of a clock that nobody sets, for progress only.
  static var monotonicMilliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Whether standard error is a terminal, so that progress makes sense.
  static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether an answer is read by a person, right now.
  static var standardOutputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Prepares for signals: a closed pipe is an error of `write`, and a trap of our own ends with
  /// the exit code of an internal fault.
  static func prepareSignals() {
    signal(SIGPIPE, SIG_IGN)
    for trap in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE] {
      signal(trap) { _ in
        // Only calls that POSIX allows in a signal handler.
        let message: StaticString = "juesuan: internal fault; nothing acknowledged is lost\n"
        _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
        _exit(ExitCode.internalFault.rawValue)
      }
    }
  }
}
