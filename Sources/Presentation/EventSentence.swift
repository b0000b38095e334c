// One event as a sentence that an accountant would say, and what it did to a line in a few words.

public import BudgetDomain
public import Projections

/// Tells events in sentences, with the names of codes as they are in the year of the event.
public struct EventSentence: Sendable {
  private let catalogue: ClassificationCatalogue
  private let language: Language

  /// Sentences in `language` with the code names of `catalogue`.
  public init(catalogue: ClassificationCatalogue, language: Language) {
    self.catalogue = catalogue
    self.language = language
  }

  /// What happened, without who and when.
  public func text(_ event: Event) -> String {
    DisplayWidth.oneLine(entryText(event) ?? procedureText(event) ?? settingText(event))
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// Parts of a sentence that are there, with the mark between them that the language uses.
  private func joined(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: say("，", ", "))
  }

  private func entryText(_ event: Event) -> String? {
    if case .adjustmentSubmitted(let adjustment) = event {
      return say("报批：", "applied for: ") + text(adjustment.event)
    }
    guard let entry = event.entry else { return nil }
    let amount = entry.amount.yuanText
    let payee = entry.payee
    let head: String
    switch event {
    case .openingBalanceRecorded: head = say("年初结转和结余 \(amount) 元", "opened with \(amount) yuan")
    case .appropriationApproved: head = say("批复年初预算 \(amount) 元", "granted \(amount) yuan")
    case .appropriationSupplemented:
      head = say("追加预算 \(amount) 元", "granted \(amount) yuan more")
    case .appropriationReduced:
      head = say("追减预算 \(amount) 元", "took \(amount) yuan off the budget")
    case .virementApproved(let virement):
      let target = place(virement.target.line, virement.target.economic)
      let own = place(entry.line, entry.economic)
      head = say(
        "自 \(own) 调剂 \(amount) 元至 \(target)", "moved \(amount) yuan from \(own) to \(target)")
    case .incomeReceived:
      head = say(
        "\(payee.map { "自 \($0) " } ?? "")收到 \(amount) 元",
        "received \(amount) yuan\(payee.map { " from \($0)" } ?? "")")
    case .expenditureRecorded:
      head = say(
        "\(payee.map { "向 \($0) " } ?? "")支付 \(amount) 元",
        "paid \(amount) yuan\(payee.map { " to \($0)" } ?? "")")
    case .expenditureRefunded:
      head = say(
        "\(payee.map { "\($0) " } ?? "")退回支出 \(amount) 元",
        "got \(amount) yuan back\(payee.map { " from \($0)" } ?? "")")
    case .fundBalanceApplied:
      head = say("用结余弥补收支差额 \(amount) 元", "applied \(amount) yuan of fund balance")
    case .surplusDistributed:
      head = say("结余分配 \(amount) 元", "distributed \(amount) yuan of surplus")
    case .priorYearAdjusted(let adjustment):
      head = say(
        "年初调整（\(adjustment.reason.officialTerm)）\(amount) 元",
        "adjusted the opening (\(adjustment.reason.word)) by \(amount) yuan")
    default: head = say("\(amount) 元", "\(amount) yuan")
    }
    return joined(
      [
        head, event.isTransfer ? nil : place(entry.line, entry.economic), entry.document,
        entry.memo,
        entry.override.map {
          say("越权，\($0.allowedBy)批准", "against the rules, allowed by \($0.allowedBy)")
        }, entry.corrects.map { say("更正 #\($0)", "corrects #\($0)") },
      ])
  }

  private func procedureText(_ event: Event) -> String? {
    switch event {
    case .entryReversed(let reversal):
      let amount = reversal.movements.first.map {
        Amount.yuanText(fen: Int64($0.amount.fen.magnitude))
      }
      let line = reversal.movements.first.map { place($0.line, $0.economic) }
      return joined(
        [
          say(
            "冲销 #\(reversal.reverses) 的 \(amount ?? "") 元",
            "took back #\(reversal.reverses) of \(amount ?? "") yuan"), line, reversal.document,
        ])
    case .adjustmentCompleted(let completion):
      return joined(
        [
          say("#\(completion.completes) 办结生效", "#\(completion.completes) is complete and counts"),
          completion.movements.first.map { place($0.line, $0.economic) }, completion.document,
        ])
    case .adjustmentWithdrawn(let submitted):
      return say("撤回 #\(submitted)", "withdrew #\(submitted)")
    case .yearClosed(let closing):
      return say("\(closing.year.number) 年结账", "closed \(closing.year.number)")
    case .yearReopened(let reopening):
      return say("\(reopening.year.number) 年反结账", "reopened \(reopening.year.number)")
    case .balanceCarriedOver(let carryOver):
      let amount = carryOver.amount.yuanText
      let origin = carryOver.originYear.number
      return joined(
        [
          say(
            "\(origin) 年资金 \(amount) 元\(carryOver.state.officialTerm)至下年",
            "carried over \(amount) yuan of \(origin) (\(carryOver.state.rawValue))"),
          place(carryOver.line, nil),
        ])
    case .proposalSubmitted(let proposal):
      return say("提交审批：", "proposed: ") + text(proposal.event)
    case .proposalApproved(let decision):
      return say("审批通过 #\(decision.proposal)", "approved #\(decision.proposal)")
    case .proposalRejected(let decision):
      return say("退回 #\(decision.proposal)", "rejected #\(decision.proposal)")
    case .commandRefused(let refused):
      let name = say(refused.type.officialTerm, refused.type.word)
      return joined(
        [
          say("“\(name)”被拒绝", "\(name) was refused"),
          refused.amountInFen.map {
            say("\(Amount.yuanText(fen: $0)) 元", "\(Amount.yuanText(fen: $0)) yuan")
          },
          refused.line, "[\(refused.rule)]",
        ])
    default: return nil
    }
  }

  private func settingText(_ event: Event) -> String {
    switch event {
    case .ledgerOpened(let opening):
      return say("建账：\(opening.unit)", "opened the books of \(opening.unit)")
    case .unitDescribed(let type):
      return say("单位类型为\(type.officialTerm)", "the unit is of type \(type.word)")
    case .codeRegistered(let registration):
      return say("登记科目 ", "registered code ")
        + "\(registration.entry.code) \(registration.entry.name)"
    case .policySet(let change):
      let year = change.year.map { say("（\($0.number) 年）", " for \($0.number)") } ?? ""
      return say("设定政策 ", "set policy ") + "\(change.setting.key) = \(change.setting.value)\(year)"
    case .projectRegistered(let step):
      return joined([say("登记项目 ", "began project ") + step.project.text, step.title])
    case .projectCompleted(let step):
      return say("项目完成：\(step.project.text)", "project done: \(step.project.text)")
    case .projectCancelled(let step):
      return say("项目终止：\(step.project.text)", "project given up: \(step.project.text)")
    case .factReported(let report):
      let value = report.metric.isMoney ? Amount.yuanText(fen: report.value) : "\(report.value)"
      return joined(
        [
          say("\(report.year.number) 年", "in \(report.year.number) ")
            + say(report.metric.officialTerm, report.metric.word) + " \(value)",
          report.project?.text, report.memo,
        ])
    case .documentAttached(let attachment):
      return say(
        "为 #\(attachment.position) 附上 \(attachment.fileName)",
        "attached \(attachment.fileName) to #\(attachment.position)")
    case .statementPublished(let publication):
      return say(
        "以“\(publication.name)”公开 \(publication.year.number) 年报表（\(publication.tableSet)）",
        "published the tables of \(publication.year.number) as “\(publication.name)” "
          + "(\(publication.tableSet))")
    case .checkExplained(let explanation):
      return say(
        "说明 \(explanation.year.number) 年 \(explanation.check)：\(explanation.text)",
        "explained \(explanation.check) of \(explanation.year.number): \(explanation.text)")
    case .performanceScored(let score):
      return say(
        "\(score.year.number) 年绩效评分 \(score.subject)：\(score.score.text)/\(score.maximum.text)",
        "scored \(score.subject) of \(score.year.number): "
          + "\(score.score.text) of \(score.maximum.text)")
    default: return say(event.type.officialTerm, event.type.word)
    }
  }

  /// Code, function, nature and project: `30206 电费，2010306 政务公开审批/基本支出`.
  private func place(_ line: BudgetLine, _ economic: EconomicCode?) -> String {
    func named(_ text: String, _ number: UInt32, _ system: CodeSystem) -> String {
      [text, catalogue.list(of: system).name(of: number, in: line.year)].compactMap { $0 }
        .joined(separator: " ")
    }
    let nature = say(line.nature.officialTerm, line.nature.word)
    let function = named(line.function.text, line.function.number, .function)
    let own = ([function, nature] + [line.project?.text].compactMap { $0 }).joined(separator: "/")
    return joined([economic.map { named($0.text, $0.number, .economic) }, own])
  }
}

extension Event {
  /// Whether the sentence itself names the line it comes from.
  fileprivate var isTransfer: Bool {
    if case .virementApproved = self { true } else { false }
  }
}

extension LineChange {
  /// What is free before and after; where that stays the same, the money.
  public func words(_ language: Language) -> String {
    let isFree = before.freeAuthorityInFen != after.freeAuthorityInFen
    let name =
      isFree
      ? Phrase(zh: "可用", en: "free") : Phrase(zh: "资金", en: "money")
    let figures =
      isFree
      ? (before.freeAuthorityInFen, after.freeAuthorityInFen)
      : (before.closingInFen, after.closingInFen)
    return "\(name.text(language)) \(Amount.yuanText(fen: figures.0)) → "
      + Amount.yuanText(fen: figures.1)
  }
}
