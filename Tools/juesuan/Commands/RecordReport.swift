// What was recorded, what is left on the line, and how to take it back.

import BudgetDomain
import BudgetLedger
import Projections

/// The report of a command that records single facts.
struct RecordReport {
  let ledger: Ledger
  let path: String
  let outcome: RecordOutcome

  init(_ open: OpenLedger, _ outcome: RecordOutcome) {
    ledger = open.ledger
    path = open.path
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
      var parts = [outcome.isDryRun ? recorded.line(language) : recorded.headline(language)]
      if case .entryReversed(let reversal) = recorded.event, !outcome.isDryRun {
        parts.append(
          Phrase(zh: "冲销 #\(reversal.reverses)", en: "takes back #\(reversal.reverses)")
            .text(language))
      }
      if !outcome.isDryRun, let line = recorded.event.movements.first?.line {
        parts.append(free(on: line, language))
      }
      if !outcome.isDryRun, recorded.event.entry != nil {
        let undo = Phrase(zh: "撤销：", en: "undo: ").text(language)
        parts.append("\(undo)juesuan reverse \(recorded.envelope.position) --reason …")
      }
      lines.append(parts.joined(separator: " · "))
    }
    if outcome.isDryRun {
      lines.append(
        Phrase(zh: "试算：没有写入任何内容", en: "dry run: nothing was written").text(language))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What may still be spent on `line`: the lesser of free authority and money.
  private func free(on line: BudgetLine, _ language: Language) -> String {
    let rows = ledger.balances(of: line.year, at: Moment()).rows
    let totals = rows.first { $0.line == line }?.totals ?? LineTotals()
    let fen = min(totals.freeAuthorityInFen, totals.closingInFen)
    let yuan = Amount.yuanText(fen: fen)
    return Phrase(zh: "可用 \(yuan) 元", en: "free \(yuan) yuan").text(language)
  }
}
