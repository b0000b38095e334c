// Progress of long work, for a person at a terminal.

import BudgetDomain
import Glibc

/// A line on standard error that tells how far work has come. It stays silent for the first second
/// and wherever standard error is not a terminal.
final class ProgressLine {
  private let console: Console
  private let start: Int64
  private var lastTold: Int64 = 0
  private let isShown = Surroundings.standardErrorIsTerminal

  init(_ console: Console) {
    self.console = console
    start = Surroundings.monotonicMilliseconds
  }

  /// Tells that `done` of `total` rows are done, at most five times a second.
  func tell(_ done: Int, of total: Int) {
    guard isShown else { return }
    let elapsed = Surroundings.monotonicMilliseconds - start
    guard elapsed >= 1000, elapsed - lastTold >= 200 else { return }
    lastTold = elapsed
    let rate = Int64(done) * 1000 / max(1, elapsed)
    let text = Phrase(
      zh: "\(done)/\(total) 行，每秒 \(rate) 行", en: "\(done)/\(total) rows, \(rate) per second")
    console.remark("\r\u{1B}[K\(text.text(console.language))")
  }

  /// Clears the line.
  func finish() {
    if lastTold > 0 { console.remark("\r\u{1B}[K") }
    lastTold = 0
  }
}
