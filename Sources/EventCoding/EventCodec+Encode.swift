// The data of each kind of event, member by member, in the order of the format.

import BudgetDomain

extension EventCodec {
  static func encodeData(of event: Event, into data: inout ByteWriter) {
    switch event {
    case .ledgerOpened(let opening):
      data.member("origin", opening.origin)
      data.member("unit", opening.unit)
      data.member("unit_code", optional: opening.unitCode)
      data.member("table_set", opening.tableSet)
    case .codeRegistered(let registration):
      data.member("system", registration.system.word)
      data.member("code", String(registration.entry.code))
      data.member("name", registration.entry.name)
      if let year = registration.entry.validFromYear { data.member("valid_from", year) }
      if let year = registration.entry.validToYear { data.member("valid_to", year) }
    case .openingBalanceRecorded(let entry), .appropriationApproved(let entry),
      .appropriationSupplemented(let entry), .appropriationReduced(let entry),
      .incomeReceived(let entry), .expenditureRecorded(let entry):
      encode(entry, into: &data)
    case .entryReversed(let reversal):
      data.member("reverses", reversal.reverses)
      data.member("date", reversal.date.text)
      data.member("movements", array: reversal.movements) { writer, movement in
        writer.member("kind", movement.kind.word)
        encode(movement.line, movement.economic, movement.amount, into: &writer)
      }
      data.member("document", optional: reversal.document)
    }
  }

  private static func encode(_ entry: Entry, into data: inout ByteWriter) {
    encode(entry.line, entry.economic, entry.amount, into: &data)
    data.member("date", entry.date.text)
    data.member("document", optional: entry.document)
    data.member("payee", optional: entry.payee)
    data.member("memo", optional: entry.memo)
  }

  private static func encode(
    _ line: BudgetLine, _ economic: EconomicCode?, _ amount: Amount, into data: inout ByteWriter
  ) {
    data.member("year", line.year.number)
    data.member("source", line.source.word)
    data.member("function", line.function.text)
    data.member("nature", line.nature.word)
    data.member("project", optional: line.project?.text)
    data.member("economic", optional: economic?.text)
    data.member("amount", amount.fen)
  }
}
