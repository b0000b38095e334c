// Events as a listing: short columns for people, every field for a spreadsheet.

import BudgetDomain
import Presentation

enum HistoryTable {
  /// The listing for people.
  static func text(_ events: [RecordedEvent], _ language: Language) -> String {
    let titles = [
      Phrase(zh: "序号", en: "position"), Phrase(zh: "记入（北京时间）", en: "recorded (Beijing)"),
      EntryField.date.label, EntryField.actor.label, Phrase(zh: "事件", en: "event"),
      EntryField.amount.label, EntryField.function.label, EntryField.economic.label,
      Phrase(zh: "说明", en: "about"),
    ]
    let rightAligned: Set = [0, 5]
    let columns = titles.enumerated().map { index, title in
      PlainTable.Column(
        title.text(language), alignment: rightAligned.contains(index) ? .right : .left)
    }
    let rows = events.map { recorded in
      let movement = recorded.event.movements.first
      return [
        "#\(recorded.envelope.position)", recorded.envelope.recordedAt.beijingText,
        recorded.event.effectiveDate?.text ?? "", recorded.envelope.actor,
        recorded.event.type.name(language),
        recorded.event.amountInFen.map { Amount.yuanText(fen: $0) } ?? "",
        movement?.line.function.text ?? "", movement?.economic?.text ?? "", about(recorded),
      ]
    }
    return PlainTable(columns: columns, rows: rows).text
  }

  /// Every field of every event, one event a row; amounts in yuan without separators.
  static func csv(_ events: [RecordedEvent], _ language: Language) -> String {
    let before = [
      Phrase(zh: "序号", en: "position"), Phrase(zh: "记入时间", en: "recorded_at"),
      Phrase(zh: "事件", en: "event"), Phrase(zh: "冲销序号", en: "reverses"),
    ]
    let fields = EntryField.importColumns.filter { $0 != .kind }
    let columns = (before + fields.map(\.label)).map { PlainTable.Column($0.text(language)) }
    let rows = events.map { recorded in
      var reverses = ""
      if case .entryReversed(let reversal) = recorded.event { reverses = "\(reversal.reverses)" }
      return [
        String(recorded.envelope.position), recorded.envelope.recordedAt.text,
        recorded.event.type.word, reverses,
      ] + fields.map { value($0, recorded) ?? "" }
    }
    return PlainTable(columns: columns, rows: rows).csv
  }

  /// What an event is about, in as few words as it has.
  private static func about(_ recorded: RecordedEvent) -> String {
    let words: [String?] =
      switch recorded.event {
      case .ledgerOpened(let opening): [opening.unit]
      case .codeRegistered(let registration):
        ["\(registration.entry.code)", registration.entry.name]
      case .entryReversed(let reversal): ["↩ #\(reversal.reverses)", recorded.envelope.reason]
      default: [recorded.event.entry?.line.project?.text, recorded.event.entry?.memo]
      }
    return words.compactMap { $0 }.joined(separator: " ")
  }

  private static func value(_ field: EntryField, _ recorded: RecordedEvent) -> String? {
    let event = recorded.event
    let movement = event.movements.first
    switch field {
    case .date: return event.effectiveDate?.text
    case .year: return movement.map { String($0.line.year.number) }
    case .source: return movement?.line.source.word
    case .function: return movement?.line.function.text
    case .economic: return movement?.economic?.text
    case .nature: return movement?.line.nature.word
    case .project: return movement?.line.project?.text
    case .amount: return event.amountInFen.map { Amount.yuanText(fen: $0).filter { $0 != "," } }
    case .payee: return event.entry?.payee
    case .document:
      if case .entryReversed(let reversal) = event { return reversal.document }
      return event.entry?.document
    case .memo: return event.entry?.memo
    case .actor: return recorded.envelope.actor
    case .key: return recorded.envelope.key
    case .reason: return recorded.envelope.reason
    case .kind, .unit, .unitCode, .codeName, .origin, .tableSet: return nil
    }
  }
}
