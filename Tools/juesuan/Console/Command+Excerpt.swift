// What was asked, on one line: the excerpt of a refusal.

import BudgetDomain

extension Command {
  /// What was asked, in the words of the import file and of the log.
  var excerpt: String {
    switch self {
    case .openLedger(let opening): opening.unit
    case .describeUnit(let type): type.word
    case .registerCode(let registration): "\(registration.entry.code) \(registration.entry.name)"
    case .setPolicy(let change):
      [change.setting.key, change.setting.value, change.year.map { "\($0.number)" }]
        .compactMap { $0 }.joined(separator: " ")
    case .moveProject(let step, let state):
      "\(step.date.text) \(state.rawValue) \(step.project.text)"
    case .submitAdjustment(let adjustment): adjustment.event.excerpt
    case .completeAdjustment(let target, let date, _), .reverseEntry(let target, let date, _):
      "\(date.text) #\(target.envelope.position)"
    case .correctEntry(let target, let replacement, _, _):
      "#\(target.envelope.position) → \(replacement.excerpt)"
    case .withdrawAdjustment(let target), .approveProposal(let target, _),
      .rejectProposal(let target):
      "#\(target.envelope.position)"
    case .closeYear(let year, let date, _), .reopenYear(let year, let date):
      "\(date.text) \(year.number)"
    case .reportFact(let report): "\(report.date.text) \(report.metric.word) \(report.valueText)"
    case .attachDocument(let attachment): "#\(attachment.position) \(attachment.fileName)"
    case .scorePerformance(let score):
      "\(score.year.number) \(score.subject) \(score.score.text)"
    case .propose(let command): command.excerpt
    default: recordedEvent?.excerpt ?? intendedType.word
    }
  }
}

extension Event {
  /// The entry on one line in the words of the import file.
  fileprivate var excerpt: String {
    let kind = SubmissionKind.allCases.first { $0.eventType == type }
    guard let entry, let kind else { return type.word }
    return [
      entry.date.text, kind.word, entry.amount.yuanText, entry.line.text, entry.economic?.text,
      target.map { "→ \($0.text)" }, entry.memo,
    ].compactMap { $0 }.joined(separator: " ")
  }
}
