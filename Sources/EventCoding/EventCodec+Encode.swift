// The data of each kind of event, member by member, in the order of the format.

import BudgetDomain

extension EventCodec {
  static func encodeData(of event: Event, into data: inout ByteWriter) {
    switch event {
    case .openingBalanceRecorded(let entry), .appropriationApproved(let entry),
      .appropriationSupplemented(let entry), .appropriationReduced(let entry),
      .incomeReceived(let entry), .expenditureRecorded(let entry),
      .expenditureRefunded(let entry), .fundBalanceApplied(let entry),
      .surplusDistributed(let entry):
      encode(entry, into: &data)
    case .virementApproved(let virement):
      encode(virement.entry, into: &data)
      encode(virement.target, into: &data)
    case .priorYearAdjusted(let adjustment):
      data.member("kind", adjustment.reason.word)
      encode(adjustment.entry, into: &data)
      if let target = adjustment.target { encode(target, into: &data) }
    case .entryReversed, .adjustmentSubmitted, .adjustmentCompleted, .adjustmentWithdrawn,
      .proposalSubmitted, .proposalApproved, .proposalRejected, .commandRefused:
      encodeProcedure(event, into: &data)
    case .yearClosed, .yearReopened, .balanceCarriedOver:
      encodeYear(event, into: &data)
    case .ledgerOpened, .unitDescribed, .codeRegistered, .actorRegistered, .policySet,
      .projectRegistered, .projectCompleted, .projectCancelled, .factReported, .documentAttached,
      .statementPublished, .checkExplained, .performanceScored:
      encodeMaster(event, into: &data)
    }
  }

  private static func encodeMaster(_ event: Event, into data: inout ByteWriter) {
    switch event {
    case .ledgerOpened(let opening):
      data.member("origin", opening.origin)
      data.member("unit", opening.unit)
      data.member("unit_code", optional: opening.unitCode)
      data.member("table_set", opening.tableSet)
    case .unitDescribed(let type):
      data.member("unit_type", type.word)
    case .codeRegistered(let registration):
      data.member("system", registration.system.word)
      data.member("code", String(registration.entry.code))
      data.member("name", registration.entry.name)
      if let year = registration.entry.validFromYear { data.member("valid_from", year) }
      if let year = registration.entry.validToYear { data.member("valid_to", year) }
    case .actorRegistered(let registration):
      data.member("name", registration.name)
      data.member("role", registration.role.word)
    case .policySet(let change):
      data.member("policy", change.setting.key)
      data.member("value", change.setting.value)
      if let year = change.year { data.member("year", year.number) }
    case .projectRegistered(let step), .projectCompleted(let step), .projectCancelled(let step):
      data.member("project", step.project.text)
      data.member("date", step.date.text)
      data.member("title", optional: step.title)
    case .factReported(let report):
      data.member("metric", report.metric.word)
      data.member("year", report.year.number)
      data.member("date", report.date.text)
      data.member("value", report.value)
      data.member("project", optional: report.project?.text)
      data.member("memo", optional: report.memo)
    case .documentAttached(let attachment):
      data.member("position", attachment.position)
      data.member("digest", attachment.digest)
      data.member("file", attachment.fileName)
      data.member("size", attachment.sizeInBytes)
    case .statementPublished(let publication):
      data.member("name", publication.name)
      data.member("year", publication.year.number)
      data.member("table_set", publication.tableSet)
      data.member("tree_size", publication.treeSize)
      data.member("root", publication.root)
      data.member("tables", array: publication.tables) { writer, table in
        writer.member("form", table.form)
        writer.member("edition", table.edition)
        writer.member("digest", table.digest)
      }
    case .checkExplained(let explanation):
      data.member("year", explanation.year.number)
      data.member("check", explanation.check)
      data.member("text", explanation.text)
    case .performanceScored(let score):
      data.member("year", score.year.number)
      data.member("scheme", score.scheme)
      data.member("indicator", score.indicator)
      data.member("project", optional: score.project?.text)
      data.member("score", score.score.hundredths)
      data.member("maximum", score.maximum.hundredths)
    default: preconditionFailure("every other event is written elsewhere")
    }
  }

  private static func encodeProcedure(_ event: Event, into data: inout ByteWriter) {
    switch event {
    case .entryReversed(let reversal):
      data.member("reverses", reversal.reverses)
      data.member("date", reversal.date)
      encode(reversal.movements, into: &data)
      data.member("document", optional: reversal.document)
    case .adjustmentSubmitted(let adjustment):
      encodeNested(adjustment.event, into: &data)
    case .adjustmentCompleted(let completion):
      data.member("completes", completion.completes)
      data.member("date", completion.date.text)
      encode(completion.movements, into: &data)
      data.member("document", optional: completion.document)
    case .adjustmentWithdrawn(let submitted):
      data.member("withdraws", submitted)
    case .proposalSubmitted(let proposal):
      encodeNested(proposal.event, into: &data)
    case .proposalApproved(let decision), .proposalRejected(let decision):
      data.member("proposal", decision.proposal)
      data.member("preparer", decision.preparer)
    case .commandRefused(let refused):
      data.member("refused", refused.type.word)
      data.member("rule", refused.rule)
      data.member("line", optional: refused.line)
      if let fen = refused.amountInFen { data.member("amount", fen) }
      data.member("sentence", refused.sentence)
    default: preconditionFailure("every other event is written elsewhere")
    }
  }

  private static func encodeYear(_ event: Event, into data: inout ByteWriter) {
    switch event {
    case .yearClosed(let closing):
      data.member("year", closing.year.number)
      data.member("date", closing.date.text)
    case .yearReopened(let reopening):
      data.member("year", reopening.year.number)
      data.member("date", reopening.date.text)
    case .balanceCarriedOver(let carryOver):
      encode(carryOver.line, nil, carryOver.amount, into: &data)
      data.member("state", carryOver.state.rawValue)
      data.member("origin_year", carryOver.originYear.number)
    default: preconditionFailure("every other event is written elsewhere")
    }
  }

  /// An event inside another one: what is proposed, or what waits for its procedure.
  private static func encodeNested(_ event: Event, into data: inout ByteWriter) {
    data.member("event", wireName(of: event.type))
    data.member("data") { (inner: inout ByteWriter) in encodeData(of: event, into: &inner) }
  }

  private static func encode(_ movements: [Movement], into data: inout ByteWriter) {
    data.member("movements", array: movements) { writer, movement in
      writer.member("kind", movement.kind.word)
      encode(movement.line, movement.economic, movement.amount, into: &writer)
    }
  }

  private static func encode(_ target: TransferTarget, into data: inout ByteWriter) {
    data.member("to") { (inner: inout ByteWriter) in
      inner.member("source", target.line.source.word)
      inner.member("function", target.line.function.text)
      inner.member("nature", target.line.nature.word)
      inner.member("project", optional: target.line.project?.text)
      inner.member("economic", optional: target.economic?.text)
    }
  }

  private static func encode(_ entry: Entry, into data: inout ByteWriter) {
    encode(entry.line, entry.economic, entry.amount, into: &data)
    data.member("date", entry.date)
    data.member("document", optional: entry.document)
    data.member("payee", optional: entry.payee)
    data.member("memo", optional: entry.memo)
    if let position = entry.corrects { data.member("corrects", position) }
    if let income = entry.recognisedIncome { data.member("recognised_income", income.fen) }
    guard let override = entry.override else { return }
    data.member("override") { (inner: inout ByteWriter) in
      inner.member("allowed_by", override.allowedBy)
      inner.member("reason", override.reason)
      inner.member("broken", array: override.brokenRules) { writer, broken in
        writer.member("rule", broken.rule.rawValue)
        writer.member("missing", broken.missingInFen)
      }
    }
  }

  private static func encode(
    _ line: BudgetLine, _ economic: EconomicCode?, _ amount: Amount, into data: inout ByteWriter
  ) {
    data.member("year", line.year.number)
    data.member("source", line.source.word)
    data.member("function", code: line.function.number)
    data.member("nature", line.nature.word)
    data.member("project", optional: line.project?.text)
    if let economic { data.member("economic", code: economic.number) }
    data.member("amount", amount.fen)
  }
}
