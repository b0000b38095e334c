// Reads the data of each kind of event; the mirror of the encoder, member by member.

import BudgetDomain

extension EventCodec {
  /// How deep events may stand inside events: a proposal of a submitted adjustment is two deep.
  static let nestingLimit = 3

  static func decodeData(
    of type: EventType, _ reader: inout ByteReader, depth: Int = 0
  ) throws(CodingProblem) -> Event {
    try reader.expect(UInt8(ascii: "{"))
    var fields = MemberReader()
    let event: Event
    switch type {
    case .openingBalanceRecorded: event = .openingBalanceRecorded(try entry(&fields, &reader))
    case .appropriationApproved: event = .appropriationApproved(try entry(&fields, &reader))
    case .appropriationSupplemented: event = .appropriationSupplemented(try entry(&fields, &reader))
    case .appropriationReduced: event = .appropriationReduced(try entry(&fields, &reader))
    case .incomeReceived: event = .incomeReceived(try entry(&fields, &reader))
    case .expenditureRecorded: event = .expenditureRecorded(try entry(&fields, &reader))
    case .expenditureRefunded: event = .expenditureRefunded(try entry(&fields, &reader))
    case .fundBalanceApplied: event = .fundBalanceApplied(try entry(&fields, &reader))
    case .surplusDistributed: event = .surplusDistributed(try entry(&fields, &reader))
    case .virementApproved:
      let entry = try entry(&fields, &reader)
      let target = try target(in: entry.line.year, &fields, &reader)
      event = .virementApproved(Virement(entry: entry, target: target))
    case .priorYearAdjusted: event = try decodePriorYear(&fields, &reader)
    case .entryReversed, .adjustmentSubmitted, .adjustmentCompleted, .adjustmentWithdrawn,
      .proposalSubmitted, .proposalApproved, .proposalRejected, .commandRefused:
      event = try decodeProcedure(type, &fields, &reader, depth: depth)
    case .yearClosed, .yearReopened, .balanceCarriedOver:
      event = try decodeYear(type, &fields, &reader)
    case .ledgerOpened, .unitDescribed, .codeRegistered, .actorRegistered, .policySet,
      .projectRegistered, .projectCompleted, .projectCancelled, .factReported, .documentAttached,
      .statementPublished, .checkExplained, .performanceScored:
      event = try decodeMaster(type, &fields, &reader)
    }
    try fields.end(&reader)
    return event
  }

  private static func decodePriorYear(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let reason = try fields.value("kind", &reader) { PriorYearReason(rawValue: $0) }
    let entry = try entry(&fields, &reader)
    guard reason == .internalTransfer else {
      return .priorYearAdjusted(PriorYearAdjustment(reason: reason, entry: entry))
    }
    let target = try target(in: entry.line.year, &fields, &reader)
    return .priorYearAdjusted(PriorYearAdjustment(reason: reason, entry: entry, target: target))
  }

  private static func decodeYear(
    _ type: EventType, _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    if type == .balanceCarriedOver {
      let (line, economic, amount) = try placed(&fields, &reader, amounts: signedAmounts)
      guard economic == nil else {
        throw reader.problem(.unknownKey("economic"))
      }
      let state = try fields.value("state", &reader) { CarryOverState(rawValue: $0) }
      let origin = try year("origin_year", &fields, &reader)
      return .balanceCarriedOver(
        CarryOver(line: line, amount: amount, state: state, originYear: origin))
    }
    let year = try year("year", &fields, &reader)
    let date = try fields.value("date", &reader) { EffectiveDate(text: $0) }
    return type == .yearClosed
      ? .yearClosed(YearClosing(year: year, date: date))
      : .yearReopened(YearReopening(year: year, date: date))
  }

  // MARK: Entries

  static func entry(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Entry {
    let (line, economic, amount) = try placed(&fields, &reader, amounts: 1...Amount.limitInFen)
    let date = try fields.value("date", &reader) { EffectiveDate(text: $0) }
    var entry = Entry(
      line: line, economic: economic, amount: amount, date: date,
      document: try fields.optionalText("document", &reader),
      payee: try fields.optionalText("payee", &reader),
      memo: try fields.optionalText("memo", &reader))
    if fields.next("corrects", &reader) {
      entry.corrects = UInt64(try reader.integer("corrects", in: 0...Amount.limitInFen))
    }
    if fields.next("recognised_income", &reader) {
      entry.recognisedIncome = Amount(
        fen: try reader.integer("recognised_income", in: 1...Amount.limitInFen))
    }
    if fields.next("override", &reader) { entry.override = try override(&reader) }
    return entry
  }

  private static func override(_ reader: inout ByteReader) throws(CodingProblem) -> Override {
    try reader.expect(UInt8(ascii: "{"))
    var fields = MemberReader()
    let allowedBy = try fields.text("allowed_by", &reader)
    let reason = try fields.text("reason", &reader)
    try fields.required("broken", &reader)
    var broken: [BrokenRule] = []
    try reader.array { (reader: inout ByteReader) throws(CodingProblem) in
      var members = MemberReader()
      let rule = try members.value("rule", &reader) { BrokenRule.Rule(rawValue: $0) }
      let missing = try members.integer("missing", in: 1...Amount.limitInFen, &reader)
      broken.append(BrokenRule(rule: rule, missingInFen: missing))
      try members.end(&reader)
    }
    try fields.end(&reader)
    return Override(allowedBy: allowedBy, reason: reason, brokenRules: broken)
  }

  static func target(
    in year: FiscalYear, _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> TransferTarget {
    try fields.required("to", &reader)
    try reader.expect(UInt8(ascii: "{"))
    var members = MemberReader()
    let (source, function, nature, project) = try purpose(&members, &reader)
    let economic = try optionalEconomic(&members, &reader)
    try members.end(&reader)
    let line = BudgetLine(
      year: year, source: source, function: function, nature: nature, project: project)
    return TransferTarget(line: line, economic: economic)
  }

  static func movements(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> [Movement] {
    try fields.required("movements", &reader)
    var movements: [Movement] = []
    try reader.array { (reader: inout ByteReader) throws(CodingProblem) in
      var members = MemberReader()
      let kind = try members.value("kind", &reader) { exactly($0, EntryKind.init(word:), \.word) }
      let (line, economic, amount) = try placed(&members, &reader, amounts: signedAmounts)
      movements.append(Movement(kind: kind, line: line, economic: economic, amount: amount))
      try members.end(&reader)
    }
    return movements
  }

  // MARK: Parts of entries

  private static func placed(
    _ fields: inout MemberReader, _ reader: inout ByteReader, amounts: ClosedRange<Int64>
  ) throws(CodingProblem) -> (BudgetLine, EconomicCode?, Amount) {
    let year = try year("year", &fields, &reader)
    let (source, function, nature, project) = try purpose(&fields, &reader)
    let economic = try optionalEconomic(&fields, &reader)
    let amountOffset = reader.offset
    guard let amount = Amount(fen: try fields.integer("amount", in: amounts, &reader)) else {
      throw CodingProblem(reason: .numberOutOfRange(key: "amount"), offset: amountOffset)
    }
    let line = BudgetLine(
      year: year, source: source, function: function, nature: nature, project: project)
    return (line, economic, amount)
  }

  private static func purpose(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> (FundSource, FunctionCode, SpendingNature, ProjectName?) {
    let source = try fields.value("source", &reader) {
      exactly($0, FundSource.init(word:), \.word)
    }
    let function = try fields.value("function", &reader) { FunctionCode(text: $0) }
    let nature = try fields.value("nature", &reader) {
      exactly($0, SpendingNature.init(word:), \.word)
    }
    var project: ProjectName?
    if nature == .project { project = try fields.value("project", &reader) { ProjectName($0) } }
    return (source, function, nature, project)
  }

  private static func optionalEconomic(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> EconomicCode? {
    guard fields.next("economic", &reader) else { return nil }
    let start = reader.offset
    guard let code = EconomicCode(text: try reader.string()) else {
      throw CodingProblem(reason: .invalidValue(key: "economic"), offset: start)
    }
    return code
  }

  static func year(
    _ key: StaticString, _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> FiscalYear {
    try fields.required(key, &reader)
    let offset = reader.offset
    guard let year = FiscalYear(Int(try reader.integer(key, in: yearRange))) else {
      throw CodingProblem(reason: .invalidValue(key: "\(key)"), offset: offset)
    }
    return year
  }

  static let yearRange =
    Int64(FiscalYear.range.lowerBound)...Int64(FiscalYear.range.upperBound)
  private static let signedAmounts = -Amount.limitInFen...Amount.limitInFen

  /// The value that `parse` finds for a word, provided that it is its wire word: people may write
  /// Chinese terms in import files, the log holds one spelling only.
  static func exactly<Value>(
    _ text: String, _ parse: (String) -> Value?, _ word: (Value) -> String
  ) -> Value? {
    guard let value = parse(text), word(value) == text else { return nil }
    return value
  }
}
