// Reads the data of events about the unit and about procedures.

import BudgetDomain

extension EventCodec {
  static func decodeMaster(
    _ type: EventType, _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    switch type {
    case .ledgerOpened:
      return .ledgerOpened(
        LedgerOpening(
          origin: try fields.text("origin", &reader), unit: try fields.text("unit", &reader),
          unitCode: try fields.optionalText("unit_code", &reader),
          tableSet: try fields.text("table_set", &reader)))
    case .unitDescribed:
      return .unitDescribed(try fields.value("unit_type", &reader) { UnitType(rawValue: $0) })
    case .codeRegistered: return try decodeRegistration(&fields, &reader)
    case .actorRegistered:
      return .actorRegistered(
        ActorRegistration(
          name: try fields.text("name", &reader),
          role: try fields.value("role", &reader) { ActorRole(rawValue: $0) }))
    case .policySet: return try decodePolicy(&fields, &reader)
    case .projectRegistered, .projectCompleted, .projectCancelled:
      let project = try fields.value("project", &reader) { ProjectName($0) }
      let date = try fields.value("date", &reader) { EffectiveDate(text: $0) }
      let title = try fields.optionalText("title", &reader)
      let step = ProjectStep(project: project, date: date, title: title)
      if type == .projectRegistered { return .projectRegistered(step) }
      return type == .projectCompleted ? .projectCompleted(step) : .projectCancelled(step)
    case .factReported:
      return .factReported(
        FactReport(
          metric: try fields.value("metric", &reader) { Metric(rawValue: $0) },
          year: try year("year", &fields, &reader),
          date: try fields.value("date", &reader) { EffectiveDate(text: $0) },
          value: try fields.integer("value", in: 0...Amount.limitInFen, &reader),
          project: try optionalProject(&fields, &reader),
          memo: try fields.optionalText("memo", &reader)))
    case .documentAttached: return try decodeAttachment(&fields, &reader)
    case .statementPublished: return try decodePublication(&fields, &reader)
    case .checkExplained:
      return .checkExplained(
        CheckExplanation(
          year: try year("year", &fields, &reader), check: try fields.text("check", &reader),
          text: try fields.text("text", &reader)))
    case .performanceScored: return try decodeScore(&fields, &reader)
    default: preconditionFailure("every other type is read elsewhere")
    }
  }

  private static func decodeScore(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let year = try year("year", &fields, &reader)
    let scheme = try fields.text("scheme", &reader)
    let indicator = try fields.text("indicator", &reader)
    let project = try optionalProject(&fields, &reader)
    let score = try fields.integer("score", in: 0...Score.limitInHundredths, &reader)
    let maximum = try fields.integer("maximum", in: score...Score.limitInHundredths, &reader)
    return .performanceScored(
      PerformanceScore(
        year: year, scheme: scheme, indicator: indicator, project: project,
        score: Score(hundredths: score), maximum: Score(hundredths: maximum)))
  }

  private static func optionalProject(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> ProjectName? {
    let offset = reader.offset
    guard let text = try fields.optionalText("project", &reader) else { return nil }
    guard let name = ProjectName(text) else {
      throw CodingProblem(reason: .invalidValue(key: "project"), offset: offset)
    }
    return name
  }

  private static func decodeRegistration(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let system = try fields.value("system", &reader) { CodeSystem(word: $0) }
    let code = try fields.value("code", &reader) { text -> UInt32? in
      codeNumber(text, upToDigits: system == .function ? 7 : 5)
    }
    let name = try fields.text("name", &reader)
    let from = try optionalYear("valid_from", &fields, &reader)
    let to = try optionalYear("valid_to", &fields, &reader)
    let entry = CodeEntry(code: code, name: name, validFromYear: from, validToYear: to)
    return .codeRegistered(CodeRegistration(system: system, entry: entry))
  }

  /// Codes of a code list as the log writes them: decimal digits without a leading zero.
  private static func codeNumber(_ text: String, upToDigits digits: Int) -> UInt32? {
    guard (1...digits).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return UInt32(text)
  }

  private static func optionalYear(
    _ key: StaticString, _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Int? {
    guard fields.next(key, &reader) else { return nil }
    return Int(try reader.integer(key, in: yearRange))
  }

  private static func decodePolicy(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let key = try fields.text("policy", &reader)
    let setting = try fields.value("value", &reader) { value in
      PolicySetting(key: key, value: value).flatMap { $0.value == value ? $0 : nil }
    }
    let year = try optionalYear("year", &fields, &reader).flatMap { FiscalYear($0) }
    return .policySet(PolicyChange(setting: setting, year: year))
  }

  private static func decodePublication(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let name = try fields.text("name", &reader)
    let year = try year("year", &fields, &reader)
    let tableSet = try fields.text("table_set", &reader)
    let size = try fields.integer("tree_size", in: 0...Amount.limitInFen, &reader)
    let root = try fields.value("root", &reader, digestText)
    try fields.required("tables", &reader)
    var tables: [PublishedTable] = []
    try reader.array { (reader: inout ByteReader) throws(CodingProblem) in
      var members = MemberReader()
      let form = try members.text("form", &reader)
      let edition = try members.integer("edition", in: 1...1_000_000, &reader)
      let digest = try members.value("digest", &reader, digestText)
      tables.append(PublishedTable(form: form, edition: Int(edition), digest: digest))
      try members.end(&reader)
    }
    return .statementPublished(
      Publication(
        name: name, year: year, tableSet: tableSet, treeSize: UInt64(size), root: root,
        tables: tables))
  }

  /// A SHA-256 digest as the log writes it, or `nil`.
  private static func digestText(_ text: String) -> String? {
    let isDigest =
      text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isDigest ? text : nil
  }

  private static func decodeAttachment(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let position = try fields.integer("position", in: 0...Amount.limitInFen, &reader)
    let digest = try fields.value("digest", &reader, digestText)
    let file = try fields.text("file", &reader)
    let size = try fields.integer("size", in: 0...Amount.limitInFen, &reader)
    return .documentAttached(
      DocumentAttachment(
        position: UInt64(position), digest: digest, fileName: file, sizeInBytes: UInt64(size)))
  }

  static func decodeProcedure(
    _ type: EventType, _ fields: inout MemberReader, _ reader: inout ByteReader, depth: Int
  ) throws(CodingProblem) -> Event {
    switch type {
    case .entryReversed:
      let position = try fields.integer("reverses", in: 0...Amount.limitInFen, &reader)
      let date = try fields.value("date", &reader) { EffectiveDate(text: $0) }
      return .entryReversed(
        Reversal(
          reverses: UInt64(position), date: date, movements: try movements(&fields, &reader),
          document: try fields.optionalText("document", &reader)))
    case .adjustmentCompleted:
      let position = try fields.integer("completes", in: 0...Amount.limitInFen, &reader)
      let date = try fields.value("date", &reader) { EffectiveDate(text: $0) }
      return .adjustmentCompleted(
        AdjustmentCompletion(
          completes: UInt64(position), date: date, movements: try movements(&fields, &reader),
          document: try fields.optionalText("document", &reader)))
    case .adjustmentWithdrawn:
      return .adjustmentWithdrawn(
        UInt64(try fields.integer("withdraws", in: 0...Amount.limitInFen, &reader)))
    case .adjustmentSubmitted: return try decodeSubmission(&fields, &reader, depth: depth)
    case .proposalSubmitted:
      return .proposalSubmitted(Proposal(try nested(&fields, &reader, depth: depth)))
    case .proposalApproved, .proposalRejected:
      let position = try fields.integer("proposal", in: 0...Amount.limitInFen, &reader)
      let decision = ProposalDecision(
        proposal: UInt64(position), preparer: try fields.text("preparer", &reader))
      return type == .proposalApproved ? .proposalApproved(decision) : .proposalRejected(decision)
    case .commandRefused: return try decodeRefusal(&fields, &reader)
    default: preconditionFailure("every other type is read elsewhere")
    }
  }

  private static func decodeSubmission(
    _ fields: inout MemberReader, _ reader: inout ByteReader, depth: Int
  ) throws(CodingProblem) -> Event {
    let offset = reader.offset
    switch try nested(&fields, &reader, depth: depth) {
    case .appropriationSupplemented(let entry): return .adjustmentSubmitted(.supplement(entry))
    case .appropriationReduced(let entry): return .adjustmentSubmitted(.reduction(entry))
    case .virementApproved(let virement): return .adjustmentSubmitted(.virement(virement))
    default: throw CodingProblem(reason: .invalidValue(key: "event"), offset: offset)
    }
  }

  private static func nested(
    _ fields: inout MemberReader, _ reader: inout ByteReader, depth: Int
  ) throws(CodingProblem) -> Event {
    guard depth < nestingLimit else { throw reader.problem(.nestedTooDeep) }
    try fields.required("event", &reader)
    let offset = reader.offset
    let name = try reader.string()
    guard let type = type(ofWireName: name) else {
      throw CodingProblem(reason: .unknownType(name), offset: offset)
    }
    try fields.required("data", &reader)
    return try decodeData(of: type, &reader, depth: depth + 1)
  }

  private static func decodeRefusal(
    _ fields: inout MemberReader, _ reader: inout ByteReader
  ) throws(CodingProblem) -> Event {
    let type = try fields.value("refused", &reader) { word in
      EventType.allCases.first { $0.word == word }
    }
    let rule = try fields.text("rule", &reader)
    let line = try fields.optionalText("line", &reader)
    var amount: Int64?
    if fields.next("amount", &reader) {
      amount = try reader.integer("amount", in: -Amount.limitInFen...Amount.limitInFen)
    }
    return .commandRefused(
      RefusedCommand(
        type: type, rule: rule, line: line, amountInFen: amount,
        sentence: try fields.text("sentence", &reader)))
  }
}
