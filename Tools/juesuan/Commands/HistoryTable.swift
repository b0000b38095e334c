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
      let event = recorded.event
      return [
        "#\(recorded.envelope.position)", recorded.envelope.recordedAt.beijingText,
        event.effectiveDate?.text ?? "", recorded.envelope.actor, event.type.name(language),
        event.amountInFen.map { Amount.yuanText(fen: $0) } ?? "",
        event.subjectLine?.function.text ?? "", event.subjectEconomic?.text ?? "",
        about(recorded, language),
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
    let after = [
      Phrase(zh: "审核人", en: "approver"), Phrase(zh: "更正序号", en: "corrects"),
      Phrase(zh: "越权批准", en: "allowed_by"), Phrase(zh: "越权理由", en: "override_reason"),
      Phrase(zh: "说明", en: "about"),
    ]
    let fields = EntryField.importColumns.filter { $0 != .kind }
    let titles = before + fields.map(\.label) + after
    let rows = events.map { recorded in
      let event = recorded.event
      var reverses = ""
      if case .entryReversed(let reversal) = event { reverses = "\(reversal.reverses)" }
      return [
        String(recorded.envelope.position), recorded.envelope.recordedAt.text,
        event.type.word, reverses,
      ] + fields.map { value($0, recorded) ?? "" } + [
        recorded.envelope.approver ?? "", event.entry?.corrects.map { "\($0)" } ?? "",
        event.entry?.override?.allowedBy ?? "", event.entry?.override?.reason ?? "",
        event.remarks(language).joined(separator: " "),
      ]
    }
    return PlainTable(columns: titles.map { PlainTable.Column($0.text(language)) }, rows: rows).csv
  }

  /// What an event is about, in as few words as it has. The reason of a reversal or a decision is
  /// all there is to tell.
  private static func about(_ recorded: RecordedEvent, _ language: Language) -> String {
    let event = recorded.event
    let isEntry = event.entry != nil
    let isReasonTold = isEntry || event.type == .commandRefused
    let words =
      [isEntry ? event.subjectLine?.project?.text : nil] + event.remarks(language)
      + [isReasonTold ? nil : recorded.envelope.reason]
    return words.compactMap { $0 }.joined(separator: " ")
  }

  private static func value(_ field: EntryField, _ recorded: RecordedEvent) -> String? {
    let event = recorded.event
    switch field {
    case .date: return event.effectiveDate?.text
    case .year: return event.subjectLine.map { String($0.year.number) }
    case .source: return event.subjectLine?.source.word
    case .function: return event.subjectLine?.function.text
    case .economic: return event.subjectEconomic?.text
    case .nature: return event.subjectLine?.nature.word
    case .project: return event.subjectLine?.project?.text
    case .amount: return event.amountInFen.map { Amount.yuanText(fen: $0).filter { $0 != "," } }
    case .payee: return event.entry?.payee
    case .document: return event.document
    case .memo: return event.entry?.memo
    case .actor: return recorded.envelope.actor
    case .key: return recorded.envelope.key
    case .reason: return recorded.envelope.reason
    case .toFunction: return event.target?.line.function.text
    case .toEconomic: return event.target?.economic?.text
    case .toNature: return event.target?.line.nature.word
    case .toProject: return event.target?.line.project?.text
    case .toSource: return event.target?.line.source.word
    case .metric: return event.report?.metric.word
    case .value: return event.report.map { $0.valueText.filter { $0 != "," } }
    case .kind, .name, .unit, .unitCode, .codeName, .origin, .tableSet: return nil
    }
  }
}

extension Event {
  /// The document number of the event, whatever kind it is.
  var document: String? {
    switch self {
    case .entryReversed(let reversal): reversal.document
    case .adjustmentCompleted(let completion): completion.document
    default: entry?.document
    }
  }

  fileprivate var report: FactReport? {
    if case .factReported(let report) = self { report } else { nil }
  }
}
