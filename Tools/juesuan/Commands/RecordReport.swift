// What was recorded, what is left on the line, and what can be done next.

import BudgetDomain
import BudgetLedger
import Projections

/// The report of a command that records single facts.
struct RecordReport {
  let ledger: Ledger
  let outcome: RecordOutcome

  init(_ open: OpenLedger, _ outcome: RecordOutcome) {
    ledger = open.ledger
    self.outcome = outcome
  }

  /// One line per event, or one that says that it stands already.
  func text(_ language: Language) -> String {
    var lines = outcome.alreadyRecorded.map { position in
      Phrase(
        zh: "#\(position) 早已记入，内容相同，没有重复 · 查看：juesuan show \(position)",
        en: """
          #\(position) stands already with this content; nothing was added · see: juesuan show \
          \(position)
          """
      ).text(language)
    }
    for recorded in outcome.recorded {
      lines.append(
        outcome.isDryRun
          ? recorded.line(language) : parts(of: recorded, language).joined(separator: " · "))
    }
    if outcome.isDryRun {
      lines.append(
        Phrase(zh: "试算：没有写入任何内容", en: "dry run: nothing was written").text(language))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func parts(of recorded: RecordedEvent, _ language: Language) -> [String] {
    var parts = [recorded.headline(language)]
    if case .entryReversed(let reversal) = recorded.event {
      parts.append(
        Phrase(zh: "冲销 #\(reversal.reverses)", en: "takes back #\(reversal.reverses)")
          .text(language))
    } else if recorded.event.entry == nil || recorded.event.target != nil
      || recorded.event.type == .adjustmentSubmitted
    {
      parts += recorded.event.remarks(language)
    }
    if let override = recorded.event.entry?.override {
      let rules = override.brokenRules.map(\.rule.rawValue).joined(separator: ", ")
      parts.append(
        Phrase(
          zh: "越权（\(rules)），\(override.allowedBy)批准",
          en: "override (\(rules)) allowed by \(override.allowedBy)"
        ).text(language))
    }
    var lines: [BudgetLine] = []
    for movement in recorded.event.movements where !lines.contains(movement.line) {
      lines.append(movement.line)
    }
    for line in lines { parts.append(free(on: line, isNamed: lines.count > 1, language)) }
    return parts + [next(after: recorded)?.text(language)].compactMap { $0 }
  }

  /// What is left on `line`: free authority, and money where it is another figure. Spending needs
  /// both, so the lesser of the two is what may be spent.
  private func free(on line: BudgetLine, isNamed: Bool, _ language: Language) -> String {
    let rows = ledger.balances(of: line.year, at: Moment()).rows
    let totals = rows.first { $0.line == line }?.totals ?? LineTotals()
    let authority = Amount.yuanText(fen: totals.freeAuthorityInFen)
    let money = Amount.yuanText(fen: totals.closingInFen)
    let name = isNamed ? "\(line.text(language)) " : ""
    guard authority != money else {
      return Phrase(
        zh: "\(name)可用 \(authority) 元", en: "\(name)free \(authority) yuan"
      ).text(language)
    }
    return Phrase(
      zh: "\(name)可用预算 \(authority) 元、可用资金 \(money) 元",
      en: "\(name)free authority \(authority) yuan, money \(money) yuan"
    ).text(language)
  }

  /// The command that people want next: to take it back, or to let it count.
  private func next(after recorded: RecordedEvent) -> Phrase? {
    let position = recorded.envelope.position
    switch recorded.event {
    case .adjustmentSubmitted:
      return Phrase(
        zh: "办结：juesuan complete \(position)", en: "when approved: juesuan complete \(position)")
    case .proposalSubmitted:
      return Phrase(
        zh: "由另一人：juesuan approve \(position)",
        en: "another person: juesuan approve \(position)")
    case .entryReversed, .balanceCarriedOver: return nil
    default:
      guard !recorded.event.movements.isEmpty else { return nil }
      return Phrase(
        zh: "撤销：juesuan reverse \(position) --reason …",
        en: "undo: juesuan reverse \(position) --reason …")
    }
  }
}

extension Failure {
  /// The failure to print what was done: it is done all the same, and must not be done again.
  func afterRecording(_ outcome: RecordOutcome) -> Failure {
    var failure = self
    let positions = outcome.recorded.map(\.envelope.position)
    guard let first = positions.first, let last = positions.last else { return self }
    let range = first == last ? "#\(first)" : "#\(first)–#\(last)"
    failure.trace = Phrase(
      zh: "只是输出失败：\(range) 已经记入账本，请勿重复记账。",
      en: "Only the printing failed: \(range) is recorded; do not record it again.")
    return failure
  }
}

extension Console {
  /// Tells what a writing command came to.
  func report(_ open: OpenLedger, _ outcome: RecordOutcome) throws(Failure) -> ExitCode {
    open.tellSetAside(self)
    do throws(Failure) {
      try report(RecordReport(open, outcome).text(language))
    } catch {
      throw outcome.isDryRun ? error : error.afterRecording(outcome)
    }
    return .done
  }
}
