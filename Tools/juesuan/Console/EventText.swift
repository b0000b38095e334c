// One event in a sentence, as it is told after recording, in a dry run and in history.

import BudgetDomain

extension RecordedEvent {
  /// The event on one line: `#1842 支出 12,300.00 元 · 2018-03-02 · 2018/general-budget/…`.
  func line(_ language: Language) -> String {
    let place = [
      event.effectiveDate?.text, event.subjectLine?.text, event.subjectEconomic?.text,
    ].compactMap { $0 }
    return ([headline(language)] + place + event.remarks(language)).joined(separator: " · ")
  }

  /// Position, type and amount: `#1842 支出 12,300.00 元`.
  func headline(_ language: Language) -> String {
    let name = event.type.name(language)
    guard let fen = event.amountInFen else { return "#\(envelope.position) \(name)" }
    let yuan = Phrase(zh: "元", en: "yuan").text(language)
    return "#\(envelope.position) \(name) \(Amount.yuanText(fen: fen)) \(yuan)"
  }
}

extension Event {
  /// What the event is about in fen, as people say it: the amount of its entry; negative for what
  /// is taken back; `nil` where it is not about money.
  ///
  /// It is no sum of movements: those of a virement add up to nothing.
  var amountInFen: Int64? {
    switch self {
    case .entryReversed(let reversal):
      reversal.movements.first.map { -Int64($0.amount.fen.magnitude) }
    case .adjustmentCompleted(let completion):
      completion.movements.first.map { Int64($0.amount.fen.magnitude) }
    case .balanceCarriedOver(let carryOver): carryOver.amount.fen
    case .proposalSubmitted(let proposal): proposal.event.amountInFen
    default: entry?.amount.fen
    }
  }

  /// The line the event is about; of a carry-over, the line it arrives on.
  var subjectLine: BudgetLine? {
    switch self {
    case .proposalSubmitted(let proposal): proposal.event.subjectLine
    default: entry?.line ?? movements.first?.line
    }
  }

  /// The economic code the event is about.
  var subjectEconomic: EconomicCode? {
    if case .proposalSubmitted(let proposal) = self { return proposal.event.subjectEconomic }
    return entry?.economic ?? movements.first?.economic
  }

  /// Where a transfer arrives; `nil` for what is none.
  var target: TransferTarget? {
    switch self {
    case .virementApproved(let virement): virement.target
    case .adjustmentSubmitted(.virement(let virement)): virement.target
    case .priorYearAdjusted(let adjustment): adjustment.target
    case .proposalSubmitted(let proposal): proposal.event.target
    default: nil
    }
  }

  /// What the event says beyond its date, line, code and amount, in as few words as it has.
  func remarks(_ language: Language) -> [String] {
    func term(_ word: String, _ officialTerm: String) -> String {
      language == .chinese ? officialTerm : word
    }
    let words: [String?] =
      switch self {
      case .ledgerOpened(let opening): [opening.unit]
      case .unitDescribed(let type): [term(type.word, type.officialTerm)]
      case .codeRegistered(let facts): ["\(facts.entry.code) \(facts.entry.name)"]
      case .actorRegistered(let facts):
        [facts.name, term(facts.role.word, facts.role.officialTerm)]
      case .policySet(let change):
        ["\(change.setting.key) \(change.setting.value)", change.year.map { "\($0.number)" }]
      case .projectRegistered(let step), .projectCompleted(let step), .projectCancelled(let step):
        [step.project.text, step.title]
      case .adjustmentSubmitted(let adjustment):
        [adjustment.event.type.name(language)] + adjustment.event.remarks(language)
      case .adjustmentCompleted(let completion): ["✓ #\(completion.completes)"]
      case .adjustmentWithdrawn(let submitted): ["✗ #\(submitted)"]
      case .entryReversed(let reversal): ["↩ #\(reversal.reverses)"]
      case .yearClosed(let closing): ["\(closing.year.number)"]
      case .yearReopened(let reopening): ["\(reopening.year.number)"]
      case .balanceCarriedOver(let carryOver):
        [
          term(carryOver.state.rawValue, carryOver.state.officialTerm),
          Phrase(
            zh: "\(carryOver.originYear.number) 年资金", en: "money of \(carryOver.originYear.number)"
          ).text(language),
        ]
      case .factReported(let report):
        [
          "\(term(report.metric.word, report.metric.officialTerm)) \(report.valueText)",
          report.project?.text, report.memo,
        ]
      case .documentAttached(let attachment):
        ["#\(attachment.position)", attachment.fileName]
      case .statementPublished(let publication):
        [publication.name, "\(publication.year.number)", publication.tableSet]
      case .checkExplained(let explanation):
        ["\(explanation.year.number) \(explanation.check)", explanation.text]
      case .performanceScored(let score):
        ["\(score.year.number) \(score.subject)", "\(score.score.text)/\(score.maximum.text)"]
      case .proposalSubmitted(let proposal):
        [proposal.event.type.name(language)] + proposal.event.remarks(language)
      case .proposalApproved(let decision): ["✓ #\(decision.proposal)"]
      case .proposalRejected(let decision): ["✗ #\(decision.proposal)"]
      case .commandRefused(let refused):
        [
          refused.type.name(language), refused.amountInFen.map { Amount.yuanText(fen: $0) },
          refused.line, "[\(refused.rule)]",
        ]
      default: entryRemarks(language)
      }
    return words.compactMap { $0 }
  }

  private func entryRemarks(_ language: Language) -> [String?] {
    var words: [String?] = []
    if case .priorYearAdjusted(let adjustment) = self {
      words.append(
        language == .chinese ? adjustment.reason.officialTerm : adjustment.reason.word)
    }
    words.append(target.map { "→ \($0.text)" })
    words.append(entry?.memo)
    words.append(
      entry?.override.map { override in
        Phrase(zh: "越权，\(override.allowedBy)批准", en: "override by \(override.allowedBy)")
          .text(language)
      })
    return words
  }
}

extension TransferTarget {
  /// The line that receives, with its code where one is named.
  var text: String { [line.text, economic?.text].compactMap { $0 }.joined(separator: " · ") }
}

extension FactReport {
  /// The value as people write it: yuan where it is money, else a count.
  var valueText: String { metric.isMoney ? Amount.yuanText(fen: value) : "\(value)" }
}

extension EventType {
  /// What people call it: the official term in Chinese, its own name in English.
  func name(_ language: Language) -> String {
    language == .chinese ? officialTerm : word
  }
}
