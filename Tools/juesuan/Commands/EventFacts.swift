// The facts of an event as labelled rows, for the page of `show`.

import BudgetDomain

/// A row of the page: what it is called, and its text; rows without a text are left out.
typealias LabelledRow = (label: Phrase, text: String?)

/// The labelled rows of an event.
struct EventFacts {
  let catalogue: ClassificationCatalogue
  let language: Language

  /// Everything the event itself says.
  func rows(_ event: Event) -> [LabelledRow] {
    switch event {
    case .ledgerOpened(let opening):
      [
        (EntryField.unit.label, opening.unit), (EntryField.unitCode.label, opening.unitCode),
        (EntryField.tableSet.label, opening.tableSet), (EntryField.origin.label, opening.origin),
      ]
    case .codeRegistered(let registration): rows(registration)
    case .policySet(let change):
      [
        (Phrase(zh: "政策", en: "setting"), "\(change.setting.key) \(change.setting.value)"),
        (Phrase(zh: "含义", en: "meaning"), change.setting.meaning.text(language)),
        (EntryField.year.label, change.year.map { "\($0.number)" }),
      ]
    case .actorRegistered(let registration):
      [
        (EntryField.name.label, registration.name),
        (
          Phrase(zh: "角色", en: "role"),
          "\(registration.role.word) \(registration.role.officialTerm)"
        ),
      ]
    case .entryReversed(let reversal):
      [
        (EntryField.date.label, reversal.date.text),
        (Phrase(zh: "冲销", en: "takes back"), "#\(reversal.reverses)"),
        (EntryField.document.label, reversal.document),
      ] + rows(reversal.movements)
    case .adjustmentCompleted(let completion):
      [
        (EntryField.date.label, completion.date.text),
        (Phrase(zh: "办结", en: "completes"), "#\(completion.completes)"),
        (EntryField.document.label, completion.document),
      ] + rows(completion.movements)
    case .documentAttached(let attachment):
      [(Phrase(zh: "附于", en: "attached to"), "#\(attachment.position)")]
        + rows(of: [attachment])
    case .proposalSubmitted(let proposal):
      [(Phrase(zh: "提交的事项", en: "proposes"), proposal.event.type.name(language))]
        + rows(proposal.event)
    case .balanceCarriedOver:
      [(EntryField.date.label, event.effectiveDate?.text)]
        + rows(event.movements)
        + [(Phrase(zh: "说明", en: "about"), about(event))]
    case .statementPublished(let publication): rows(publication)
    case .checkExplained(let explanation):
      [
        (EntryField.year.label, "\(explanation.year.number)"),
        (Phrase(zh: "公式", en: "check"), explanation.check),
        (Phrase(zh: "出错说明", en: "explanation"), explanation.text),
      ]
    case .performanceScored(let score):
      [
        (EntryField.year.label, "\(score.year.number)"),
        (EntryField.scheme.label, score.scheme), (EntryField.indicator.label, score.indicator),
        (EntryField.project.label, score.project?.text),
        (EntryField.score.label, "\(score.score.text) / \(score.maximum.text)"),
      ]
    case .commandRefused(let refused): rows(refused)
    default:
      event.entry.map { rows($0, event) }
        ?? [
          (EntryField.date.label, event.effectiveDate?.text),
          (Phrase(zh: "说明", en: "about"), about(event)),
        ]
    }
  }

  /// The attached documents, one row each, with the digest under which the file is kept.
  func rows(of attachments: [DocumentAttachment]) -> [LabelledRow] {
    attachments.map { attachment in
      let size = Phrase(
        zh: "\(attachment.sizeInBytes) 字节", en: "\(attachment.sizeInBytes) bytes")
      return (
        Phrase(zh: "附件", en: "document"),
        "\(attachment.fileName) · \(size.text(language)) · SHA-256 \(attachment.digest)"
      )
    }
  }

  private func rows(_ publication: Publication) -> [LabelledRow] {
    [
      (EntryField.name.label, publication.name),
      (EntryField.year.label, "\(publication.year.number)"),
      (EntryField.tableSet.label, publication.tableSet),
      (Phrase(zh: "日志条数", en: "events"), "\(publication.treeSize)"),
      (Phrase(zh: "树根", en: "root"), publication.root),
    ]
      + publication.tables.map { table in
        let edition = Phrase(zh: "第 \(table.edition) 版", en: "edition \(table.edition)")
        return (
          Phrase(zh: "表 \(table.form)", en: "table \(table.form)"),
          "\(edition.text(language)) · SHA-256 \(table.digest)"
        )
      }
  }

  private func about(_ event: Event) -> String {
    event.remarks(language).joined(separator: " · ")
  }

  private func rows(_ entry: Entry, _ event: Event) -> [LabelledRow] {
    var rows: [LabelledRow] = [(EntryField.date.label, entry.date.text)]
    rows += self.rows(entry.line, entry.economic)
    if case .priorYearAdjusted(let adjustment) = event {
      let word = language == .chinese ? adjustment.reason.officialTerm : adjustment.reason.word
      rows.append((Phrase(zh: "调整种类", en: "adjustment"), word))
    }
    if case .adjustmentSubmitted(let adjustment) = event {
      rows.append((Phrase(zh: "报批", en: "applies for"), adjustment.event.type.name(language)))
    }
    rows.append((Phrase(zh: "调入", en: "receives"), event.target?.text))
    let recognised = entry.recognisedIncome?.yuanText
    return rows + [
      (EntryField.payee.label, entry.payee), (EntryField.document.label, entry.document),
      (EntryField.memo.label, entry.memo),
      (Phrase(zh: "同时确认收入", en: "income with it"), recognised),
      (Phrase(zh: "更正", en: "stands in for"), entry.corrects.map { "#\($0)" }),
    ] + (entry.override.map(self.rows) ?? [])
  }

  private func rows(_ override: Override) -> [LabelledRow] {
    [
      (Phrase(zh: "越权批准", en: "allowed by"), override.allowedBy),
      (Phrase(zh: "越权理由", en: "allowed because"), override.reason),
    ]
      + override.brokenRules.map {
        (
          Phrase(zh: "违反规则", en: "against"),
          Phrase(
            zh: "\($0.rule.rawValue)，差 \(Amount.yuanText(fen: $0.missingInFen)) 元",
            en: "\($0.rule.rawValue), missing \(Amount.yuanText(fen: $0.missingInFen)) yuan"
          ).text(language)
        )
      }
  }

  private func rows(_ registration: CodeRegistration) -> [LabelledRow] {
    let entry = registration.entry
    let years = [entry.validFromYear, entry.validToYear].map { $0.map(String.init) ?? "" }
    return [
      (Phrase(zh: "科目", en: "code"), "\(registration.system.word) \(entry.code)"),
      (EntryField.codeName.label, entry.name),
      (Phrase(zh: "有效年度", en: "valid"), years.joined(separator: "–")),
    ]
  }

  private func rows(_ refused: RefusedCommand) -> [LabelledRow] {
    [
      (Phrase(zh: "所做的操作", en: "attempted"), refused.type.name(language)),
      (Phrase(zh: "规则", en: "rule"), refused.rule),
      (Phrase(zh: "预算线", en: "line"), refused.line),
      (EntryField.amount.label, refused.amountInFen.map { Amount.yuanText(fen: $0) }),
      (Phrase(zh: "拒绝原因", en: "refusal"), refused.sentence),
    ]
  }

  /// What a reversal or completion moves: the first line in full, the others in short.
  private func rows(_ movements: [Movement]) -> [LabelledRow] {
    guard let first = movements.first else { return [] }
    return rows(first.line, first.economic)
      + movements.dropFirst().map {
        (Phrase(zh: "同时变动", en: "moves too"), "\($0.line.text) \($0.amount.yuanText)")
      }
  }

  private func rows(_ line: BudgetLine, _ economic: EconomicCode?) -> [LabelledRow] {
    func named(_ code: String, _ number: UInt32, _ system: CodeSystem) -> String {
      let name = catalogue.list(of: system).name(of: number, in: line.year)
      return [code, name].compactMap { $0 }.joined(separator: " ")
    }
    return [
      (EntryField.year.label, String(line.year.number)),
      (EntryField.source.label, "\(line.source.word) \(line.source.officialTerm)"),
      (EntryField.function.label, named(line.function.text, line.function.number, .function)),
      (EntryField.economic.label, economic.map { named($0.text, $0.number, .economic) }),
      (EntryField.nature.label, "\(line.nature.word) \(line.nature.officialTerm)"),
      (EntryField.project.label, line.project?.text),
    ]
  }
}

extension EntryField {
  /// What people call the field: the Chinese header, or the English one.
  var label: Phrase { Phrase(zh: officialTerm, en: rawValue) }
}
