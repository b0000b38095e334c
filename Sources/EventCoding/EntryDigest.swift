// A plain entry or reversal as its record says it: fixed values, and texts where they lie.

public import BudgetDomain

/// Everything that the record of a plain entry, or of a reversal of one movement, says.
///
/// It is read without allocating: what is fixed is a number, a text is a place among the bytes of
/// the record and is looked at by whoever prints it. What is out of the ordinary (an escape in a
/// text, an override, an event of another kind, a fault) has no digest: ``EventCodec`` reads it.
/// Where there is one it says what the event says; a test compares the two.
public struct EntryDigest: Sendable {
  /// The texts of a record.
  public enum Text: Int, CaseIterable, Sendable {
    /// Who recorded it.
    case actor
    /// Who approved it.
    case approver
    /// The user of the operating system.
    case user
    /// The idempotency key.
    case key
    /// Why.
    case reason
    /// The project of the line.
    case project
    /// 文号.
    case document
    /// 收款方.
    case payee
    /// 摘要.
    case memo
  }

  /// The type of the event.
  public private(set) var type = EventType.expenditureRecorded
  /// Which sum it moves; its amount counts against that where ``isNegative`` says so.
  public private(set) var kind = EntryKind.expenditure
  /// Whether the amount counts against its kind, as that of a refund does.
  public private(set) var isNegative = false
  /// The fiscal year.
  public private(set) var year: UInt16 = 0
  /// Where the money comes from.
  public private(set) var source = FundSource.generalBudget
  /// The function code as a number.
  public private(set) var function: UInt32 = 0
  /// The nature of the spending.
  public private(set) var nature = SpendingNature.basic
  /// The economic code as a number; 0 where there is none.
  public private(set) var economic: UInt32 = 0
  /// The amount as written, in fen; that of a reversal bears its own sign.
  public private(set) var amountInFen: Int64 = 0
  /// When it counts.
  public private(set) var date = EffectiveDate(dayNumber: 0)
  /// Position of the entry that a correction stands in for, or that a reversal takes back.
  public private(set) var refersTo: UInt64?
  /// Income recognised with it, in fen; 0 where there is none.
  public private(set) var recognisedIncomeInFen: Int64 = 0
  private var spans = InlineArray<9, TextSpan>(repeating: .none)

  /// The digest of a record; `nil` where only the codec can say what it is.
  ///
  /// - Complexity: O(n) in the bytes, without allocating.
  public init?(_ members: UnsafeRawBufferPointer) {
    guard var cursor = ByteCursor(members), readEnvelope(&cursor),
      cursor.take(",\"type\":\""), let plain = PlainType.next(&cursor), cursor.take(",\"data\":{")
    else { return nil }
    type = plain.type
    kind = plain.kind
    isNegative = plain.isNegative
    guard plain.type == .entryReversed ? readReversal(&cursor) : readEntry(&cursor),
      cursor.take("}"), cursor.isAtEnd
    else { return nil }
  }

  /// The bytes of a text in the record of the digest; `nil` where there is no such text.
  ///
  /// That they are UTF-8 is for the reader to find out: see ``string(_:in:)``.
  public func bytes(
    of text: Text, in members: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    let span = spans[text.rawValue]
    guard span.count >= 0, let start = members.baseAddress else { return nil }
    precondition(Int(span.start) + Int(span.count) <= members.count, "a digest is of its record")
    return UnsafeRawBufferPointer(start: start + Int(span.start), count: Int(span.count))
  }

  private mutating func readEnvelope(_ cursor: inout ByteCursor) -> Bool {
    guard cursor.take("\"actor\":\""), let actor = cursor.takeSpan() else { return false }
    spans[Text.actor.rawValue] = actor
    return take(.approver, ",\"approver\":\"", &cursor) && take(.user, ",\"user\":\"", &cursor)
      && take(.key, ",\"key\":\"", &cursor) && take(.reason, ",\"reason\":\"", &cursor)
  }

  /// Reads a text that may be missing; `false` where it is no plain one.
  @inline(__always)
  private mutating func take(
    _ text: Text, _ key: StaticString, _ cursor: inout ByteCursor
  ) -> Bool {
    guard cursor.take(key) else { return true }
    guard let span = cursor.takeSpan() else { return false }
    spans[text.rawValue] = span
    return true
  }

  private mutating func readEntry(_ cursor: inout ByteCursor) -> Bool {
    guard readLine(&cursor), amountInFen >= 1, readDate(&cursor),
      take(.document, ",\"document\":\"", &cursor), take(.payee, ",\"payee\":\"", &cursor),
      take(.memo, ",\"memo\":\"", &cursor)
    else { return false }
    if cursor.take(",\"corrects\":") {
      guard let position = cursor.takeNumber(), (0...Amount.limitInFen).contains(position) else {
        return false
      }
      refersTo = UInt64(position)
    }
    if cursor.take(",\"recognised_income\":") {
      guard let income = cursor.takeNumber(), (1...Amount.limitInFen).contains(income) else {
        return false
      }
      recognisedIncomeInFen = income
    }
    return true
  }

  private mutating func readReversal(_ cursor: inout ByteCursor) -> Bool {
    guard cursor.take("\"reverses\":"), let position = cursor.takeNumber(),
      (0...Amount.limitInFen).contains(position), readDate(&cursor),
      cursor.take(",\"movements\":[{\"kind\":\""), let moved = FactReader.takeKind(&cursor),
      cursor.take(","), readLine(&cursor), cursor.take("}]")
    else { return false }
    kind = moved
    refersTo = UInt64(position)
    return take(.document, ",\"document\":\"", &cursor)
  }

  private mutating func readDate(_ cursor: inout ByteCursor) -> Bool {
    guard cursor.take(",\"date\":\""), cursor.takeTen() != nil, let date = cursor.dateBehind()
    else { return false }
    self.date = date
    return cursor.take("\"")
  }

  /// Reads the members from `year` to `amount`.
  private mutating func readLine(_ cursor: inout ByteCursor) -> Bool {
    guard cursor.take("\"year\":"), let year = cursor.takeNumber(),
      FiscalYear.range.contains(Int(truncatingIfNeeded: year)), cursor.take(",\"source\":\""),
      let source = FactReader.takeSource(&cursor), cursor.take(",\"function\":\""),
      let function = cursor.takeDigits(7), cursor.take("\",\"nature\":\""),
      let nature = FactReader.takeNature(&cursor)
    else { return false }
    self.year = UInt16(year)
    self.source = source
    self.function = function
    self.nature = nature
    if nature == .project {
      guard cursor.take(",\"project\":\""), let name = cursor.takeSpan(), name.count > 0 else {
        return false
      }
      spans[Text.project.rawValue] = name
    }
    if cursor.take(",\"economic\":\"") {
      guard let economic = cursor.takeDigits(5), cursor.take("\"") else { return false }
      self.economic = economic
    }
    guard cursor.take(",\"amount\":"), let amount = cursor.takeNumber(),
      amount.magnitude <= UInt64(Amount.limitInFen)
    else { return false }
    amountInFen = amount
    return true
  }
}

extension EntryDigest {
  /// A text of the record; `nil` where there is none, and where its bytes are no UTF-8.
  public func string(_ text: Text, in members: UnsafeRawBufferPointer) -> String? {
    bytes(of: text, in: members).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The line that it moves; `nil` where the bytes of the project are no UTF-8.
  public func line(in members: UnsafeRawBufferPointer) -> BudgetLine? {
    guard let year = FiscalYear(Int(year)), let function = FunctionCode(number: function) else {
      return nil
    }
    var project: ProjectName?
    if nature == .project {
      guard let name = string(.project, in: members) else { return nil }
      project = ProjectName(name)
    }
    return BudgetLine(
      year: year, source: source, function: function, nature: nature, project: project)
  }

  /// The event of the digest; `nil` where a text is no UTF-8.
  func event(in members: UnsafeRawBufferPointer) -> Event? {
    guard let line = line(in: members), let amount = Amount(fen: amountInFen) else { return nil }
    let economic = economic == 0 ? nil : EconomicCode(number: economic)
    guard let document = optional(.document, in: members) else { return nil }
    if type == .entryReversed {
      let movement = Movement(kind: kind, line: line, economic: economic, amount: amount)
      return refersTo.map {
        .entryReversed(
          Reversal(reverses: $0, date: date, movements: [movement], document: document))
      }
    }
    guard let payee = optional(.payee, in: members), let memo = optional(.memo, in: members) else {
      return nil
    }
    var entry = Entry(
      line: line, economic: economic, amount: amount, date: date, document: document,
      payee: payee, memo: memo)
    entry.corrects = refersTo
    if recognisedIncomeInFen > 0 { entry.recognisedIncome = Amount(fen: recognisedIncomeInFen) }
    return switch type {
    case .expenditureRecorded: .expenditureRecorded(entry)
    case .expenditureRefunded: .expenditureRefunded(entry)
    case .incomeReceived: .incomeReceived(entry)
    case .appropriationApproved: .appropriationApproved(entry)
    case .appropriationSupplemented: .appropriationSupplemented(entry)
    case .appropriationReduced: .appropriationReduced(entry)
    case .fundBalanceApplied: .fundBalanceApplied(entry)
    case .surplusDistributed: .surplusDistributed(entry)
    default: nil
    }
  }

  /// A text that may be missing; `nil` where it is there and no UTF-8.
  func optional(_ text: Text, in members: UnsafeRawBufferPointer) -> String?? {
    guard let bytes = bytes(of: text, in: members) else { return .some(nil) }
    guard let string = String(validating: bytes, as: UTF8.self) else { return nil }
    return .some(string)
  }
}
