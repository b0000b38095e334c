// Events as a listing: sentences for people, every field for a spreadsheet.

import BudgetDomain
import BudgetLedger
import Presentation
import Projections

struct HistoryTable {
  let catalogue: ClassificationCatalogue
  let language: Language

  private var sentences: EventSentence {
    EventSentence(catalogue: catalogue, language: language)
  }

  /// The listing for people: who, both dates, a sentence, and the budget line before and after.
  func text(_ entries: [HistoryEntry]) -> String {
    let titles = [
      Phrase(zh: "序号", en: "position"), Phrase(zh: "记入（北京时间）", en: "recorded (Beijing)"),
      EntryField.date.label, EntryField.actor.label, Phrase(zh: "审核人", en: "approver"),
      Phrase(zh: "事件", en: "event"), EntryField.amount.label,
      Phrase(zh: "预算线 前 → 后", en: "its line, before → after"), Phrase(zh: "事项", en: "what"),
    ]
    let rightAligned: Set = [0, 6]
    let columns = titles.enumerated().map { index, title in
      PlainTable.Column(
        title.text(language), alignment: rightAligned.contains(index) ? .right : .left)
    }
    let rows = entries.map { entry in
      let recorded = entry.recorded
      let event = recorded.event
      return [
        "#\(recorded.envelope.position)", recorded.envelope.recordedAt.beijingText,
        event.effectiveDate?.text ?? "", recorded.envelope.actor,
        recorded.envelope.approver ?? "", event.type.name(language),
        event.amountInFen.map { Amount.yuanText(fen: $0) } ?? "",
        entry.changes.first?.words(language) ?? "", sentence(recorded),
      ]
    }
    return PlainTable(columns: columns, rows: rows).text
  }

  /// The sentence with the reason where the event alone does not tell it.
  private func sentence(_ recorded: RecordedEvent) -> String {
    let event = recorded.event
    let isReasonTold = event.type == .commandRefused
    let words = [sentences.text(event)] + (isReasonTold ? [] : [recorded.envelope.reason])
    return words.compactMap { $0 }.joined(separator: " · ")
  }

  /// Every field of every event, one event a row; amounts in yuan without separators.
  func csv(_ entries: [HistoryEntry]) -> String {
    let before = [
      Phrase(zh: "序号", en: "position"), Phrase(zh: "记入时间", en: "recorded_at"),
      Phrase(zh: "事件", en: "event"), Phrase(zh: "冲销序号", en: "reverses"),
      Phrase(zh: "可用（前）", en: "free_before"), Phrase(zh: "可用（后）", en: "free_after"),
      Phrase(zh: "资金（前）", en: "money_before"), Phrase(zh: "资金（后）", en: "money_after"),
      Phrase(zh: "事项", en: "what"),
    ]
    let after = [
      Phrase(zh: "审核人", en: "approver"), Phrase(zh: "更正序号", en: "corrects"),
      Phrase(zh: "越权批准", en: "allowed_by"), Phrase(zh: "越权理由", en: "override_reason"),
      Phrase(zh: "说明", en: "about"),
    ]
    let fields = EntryField.importColumns.filter { $0 != .kind }
    let titles = before + fields.map(\.label) + after
    let rows = entries.map { entry in
      let recorded = entry.recorded
      let event = recorded.event
      var reverses = ""
      if case .entryReversed(let reversal) = event { reverses = "\(reversal.reverses)" }
      let change = entry.changes.first
      let balances = [
        change?.before.freeAuthorityInFen, change?.after.freeAuthorityInFen,
        change?.before.closingInFen, change?.after.closingInFen,
      ].map { $0.map { Amount.yuanText(fen: $0).filter { $0 != "," } } ?? "" }
      return [
        String(recorded.envelope.position), recorded.envelope.recordedAt.text,
        event.type.word, reverses,
      ] + balances + [sentences.text(event)]
        + fields.map { Self.value($0, recorded) ?? "" } + [
          recorded.envelope.approver ?? "", event.entry?.corrects.map { "\($0)" } ?? "",
          event.entry?.override?.allowedBy ?? "", event.entry?.override?.reason ?? "",
          event.remarks(language).joined(separator: " "),
        ]
    }
    return PlainTable(columns: titles.map { PlainTable.Column($0.text(language)) }, rows: rows).csv
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
    case .project: return event.subjectLine?.project?.text ?? event.report?.project?.text
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
    case .scheme, .indicator, .score, .kind, .name, .unit, .unitCode, .codeName, .origin, .tableSet:
      return nil
    }
  }
}

extension Event {
  fileprivate var report: FactReport? {
    if case .factReported(let report) = self { report } else { nil }
  }
}
