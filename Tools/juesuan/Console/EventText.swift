// One event in a sentence, as it is told after recording, in a dry run and in history.

import BudgetDomain

extension RecordedEvent {
  /// The event on one line: `#1842 支出 12,300.00 元 · 2018-03-02 · 2018/general-budget/…`.
  func line(_ language: Language) -> String {
    ([headline(language)] + particulars).joined(separator: " · ")
  }

  /// Position, type and amount: `#1842 支出 12,300.00 元`.
  func headline(_ language: Language) -> String {
    let name = event.type.name(language)
    guard let fen = event.amountInFen else { return "#\(envelope.position) \(name)" }
    let yuan = Phrase(zh: "元", en: "yuan").text(language)
    return "#\(envelope.position) \(name) \(Amount.yuanText(fen: fen)) \(yuan)"
  }

  private var particulars: [String] {
    switch event {
    case .ledgerOpened(let opening): return [opening.unit]
    case .codeRegistered(let registration):
      return ["\(registration.entry.code) \(registration.entry.name)"]
    case .entryReversed(let reversal):
      return [reversal.date.text, "↩ #\(reversal.reverses)"]
    default:
      guard let entry = event.entry else { return [] }
      return [entry.date.text, entry.line.text, entry.economic?.text, entry.memo].compactMap { $0 }
    }
  }
}

extension Event {
  /// What the event moves in all, in fen and signed, or `nil` when it is not about money.
  var amountInFen: Int64? {
    movements.isEmpty ? nil : movements.reduce(0) { $0 + $1.amount.fen }
  }
}

extension EventType {
  /// What people call it: the official term in Chinese, its own name in English.
  func name(_ language: Language) -> String {
    language == .chinese ? officialTerm : word
  }
}
