// Reads the data of each kind of event; the mirror of the encoder, member by member.

import BudgetDomain

extension EventCodec {
  static func decodeData(
    of type: EventType, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    try reader.expect(UInt8(ascii: "{"))
    var fields = MemberReader()
    let event: Event
    switch type {
    case .ledgerOpened: event = try decodeOpening(&fields, &reader)
    case .codeRegistered: event = try decodeRegistration(&fields, &reader)
    case .openingBalanceRecorded: event = .openingBalanceRecorded(try entry(&fields, &reader))
    case .appropriationApproved: event = .appropriationApproved(try entry(&fields, &reader))
    case .appropriationSupplemented: event = .appropriationSupplemented(try entry(&fields, &reader))
    case .appropriationReduced: event = .appropriationReduced(try entry(&fields, &reader))
    case .incomeReceived: event = .incomeReceived(try entry(&fields, &reader))
    case .expenditureRecorded: event = .expenditureRecorded(try entry(&fields, &reader))
    case .entryReversed: event = try decodeReversal(&fields, &reader)
    }
    try fields.end(&reader)
    return event
  }

  private static func decodeOpening(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    .ledgerOpened(
      LedgerOpening(
        origin: try fields.text("origin", &reader), unit: try fields.text("unit", &reader),
        unitCode: try fields.optionalText("unit_code", &reader),
        tableSet: try fields.text("table_set", &reader)))
  }

  private static func decodeRegistration(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let system = try fields.value("system", &reader) { CodeSystem(word: $0) }
    let code = try fields.value("code", &reader) { text -> UInt32? in
      CodePrefixText.number(text, upToDigits: system == .function ? 7 : 5)
    }
    let name = try fields.text("name", &reader)
    let from = try optionalYear("valid_from", &fields, &reader)
    let to = try optionalYear("valid_to", &fields, &reader)
    let entry = CodeEntry(code: code, name: name, validFromYear: from, validToYear: to)
    return .codeRegistered(CodeRegistration(system: system, entry: entry))
  }

  private static func optionalYear(
    _ key: StaticString, _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Int? {
    guard fields.next(key, &reader) else { return nil }
    return Int(try reader.integer(key, in: yearRange))
  }

  private static func decodeReversal(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let reverses = try fields.integer("reverses", in: 0...Amount.limitInFen, &reader)
    let date = try fields.value("date", &reader) { EffectiveDate(text: $0) }
    try fields.required("movements", &reader)
    let movements = try decodeMovements(&reader)
    let document = try fields.optionalText("document", &reader)
    return .entryReversed(
      Reversal(
        reverses: UInt64(reverses), date: date, movements: movements, document: document))
  }

  private static func decodeMovements(
    _ reader: inout ByteReader
  ) throws(CodingProblem) -> [Movement] {
    try reader.expect(UInt8(ascii: "["))
    var movements: [Movement] = []
    while true {
      try reader.expect(UInt8(ascii: "{"))
      var fields = MemberReader()
      let kind = try fields.value("kind", &reader) { exactly($0, EntryKind.init(word:), \.word) }
      let (line, economic, amount) = try placed(&fields, &reader, amounts: signedAmounts)
      movements.append(Movement(kind: kind, line: line, economic: economic, amount: amount))
      try fields.end(&reader)
      guard reader.take(UInt8(ascii: ",")) else { break }
    }
    try reader.expect(UInt8(ascii: "]"))
    return movements
  }

  private static func entry(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Entry {
    let (line, economic, amount) = try placed(&fields, &reader, amounts: 1...Amount.limitInFen)
    let date = try fields.value("date", &reader) { EffectiveDate(text: $0) }
    return Entry(
      line: line, economic: economic, amount: amount, date: date,
      document: try fields.optionalText("document", &reader),
      payee: try fields.optionalText("payee", &reader),
      memo: try fields.optionalText("memo", &reader))
  }

  private static func placed(
    _ fields: inout MemberReader, _ reader: inout ByteReader, amounts: ClosedRange<Int64>
  ) throws(CodingProblem) -> (BudgetLine, EconomicCode?, Amount) {
    try fields.required("year", &reader)
    let yearOffset = reader.offset
    guard let year = FiscalYear(Int(try reader.integer("year", in: yearRange))) else {
      throw CodingProblem(reason: .invalidValue(key: "year"), offset: yearOffset)
    }
    let source = try fields.value("source", &reader) {
      exactly($0, FundSource.init(word:), \.word)
    }
    let function = try fields.value("function", &reader) { FunctionCode(text: $0) }
    let nature = try fields.value("nature", &reader) {
      exactly($0, SpendingNature.init(word:), \.word)
    }
    var project: ProjectName?
    if nature == .project { project = try fields.value("project", &reader) { ProjectName($0) } }
    var economic: EconomicCode?
    if fields.next("economic", &reader) {
      let start = reader.offset
      guard let code = EconomicCode(text: try reader.string()) else {
        throw CodingProblem(reason: .invalidValue(key: "economic"), offset: start)
      }
      economic = code
    }
    let amountOffset = reader.offset
    guard let amount = Amount(fen: try fields.integer("amount", in: amounts, &reader)) else {
      throw CodingProblem(reason: .numberOutOfRange(key: "amount"), offset: amountOffset)
    }
    let line = BudgetLine(
      year: year, source: source, function: function, nature: nature, project: project)
    return (line, economic, amount)
  }

  private static let yearRange =
    Int64(FiscalYear.range.lowerBound)...Int64(FiscalYear.range.upperBound)
  private static let signedAmounts = -Amount.limitInFen...Amount.limitInFen

  /// The value that `parse` finds for a word, provided that it is its wire word: people may write
  /// Chinese terms in import files, the log holds one spelling only.
  private static func exactly<Value>(
    _ text: String, _ parse: (String) -> Value?, _ word: (Value) -> String
  ) -> Value? {
    guard let value = parse(text), word(value) == text else { return nil }
    return value
  }
}

/// Codes of a code list as the log writes them: decimal digits without a leading zero.
private enum CodePrefixText {
  static func number(_ text: String, upToDigits digits: Int) -> UInt32? {
    guard (1...digits).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return UInt32(text)
  }
}
