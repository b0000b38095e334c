// Reads the records of plain entries straight into rows of columns, without making an event.

import BudgetDomain
public import Projections

/// The quick way from a record to its rows, for the few types of event that most records are.
///
/// It takes a record only if ``EventCodec/decode(_:position:recordedAt:batchIndex:batchSize:)``
/// would, and finds the same: anything out of the ordinary (an escape in a text, an override, an
/// event that is more than money, a fault) it leaves to that. A test compares the two on every
/// record of every golden and random ledger, whole and damaged.
public struct FactReader {
  /// The effective date that was read last, as its ten bytes and its day number: neighbours share
  /// dates.
  private var lastDate: (text: (UInt64, UInt16), dayNumber: Int32)?

  /// A reader that has read nothing.
  public init() {}

  /// Reads the members of a record into rows of `facts`; `false` where only the codec can say what
  /// they are, and then without a row.
  ///
  /// - Complexity: O(n) in the bytes, without allocating.
  public mutating func read(
    _ members: UnsafeRawBufferPointer, position: UInt64, recordedAtMicroseconds: Int64,
    into facts: inout LooseFactCollector
  ) -> Bool {
    let first = facts.rows.count
    let isRead = readRows(
      members, position: position, recordedAtMicroseconds: recordedAtMicroseconds, &facts)
    if !isRead { facts.removeRows(from: first) }
    return isRead
  }

  private mutating func readRows(
    _ members: UnsafeRawBufferPointer, position: UInt64, recordedAtMicroseconds: Int64,
    _ facts: inout LooseFactCollector
  ) -> Bool {
    guard var cursor = ByteCursor(members) else { return false }
    guard cursor.take("\"actor\":\""), let actor = cursor.takeText(),
      let actorNumber = facts.internActor(actor)
    else { return false }
    if cursor.take(",\"approver\":\""), cursor.takeValidText() == nil { return false }
    if cursor.take(",\"user\":\""), cursor.takeValidText() == nil { return false }
    var keyHash: UInt32 = 0
    if cursor.take(",\"key\":\"") {
      guard let key = cursor.takeValidText() else { return false }
      keyHash = TextHash.hash(key)
    }
    if cursor.take(",\"reason\":\""), cursor.takeValidText() == nil { return false }
    guard cursor.take(",\"type\":\""), let type = PlainType.next(&cursor),
      cursor.take(",\"data\":{")
    else { return false }
    var row = FactRow(
      position: position, recordedAtMicroseconds: recordedAtMicroseconds, actor: actorNumber,
      type: type.type.rawValue)
    row.keyHash = keyHash
    if type.type == .entryReversed {
      return readReversal(&cursor, row, &facts) && cursor.isAtEnd
    }
    return readEntry(&cursor, row, type, &facts) && cursor.take("}") && cursor.isAtEnd
  }

  private mutating func readEntry(
    _ cursor: inout ByteCursor, _ start: FactRow, _ type: PlainType,
    _ facts: inout LooseFactCollector
  ) -> Bool {
    var row = start
    guard Self.readLine(&cursor, &row, &facts),
      let amount = cursor.takeNumber(), amount >= 1, amount <= Amount.limitInFen,
      cursor.take(",\"date\":\""), let date = takeDate(&cursor), cursor.take("\"")
    else { return false }
    row.date = date
    if cursor.take(",\"document\":\"") {
      guard let document = cursor.takeValidText() else { return false }
      row.documentHash = TextHash.hash(document)
    }
    if cursor.take(",\"payee\":\"") {
      guard let payee = cursor.takeValidText() else { return false }
      row.payeeHash = TextHash.hash(payee)
    }
    if cursor.take(",\"memo\":\""), cursor.takeValidText() == nil { return false }
    if cursor.take(",\"corrects\":") {
      guard let position = cursor.takeNumber(), position >= 0, position <= Amount.limitInFen else {
        return false
      }
    }
    row.kind = type.kind.rawValue
    row.amountInFen = type.isNegative ? -amount : amount
    facts.append(row)
    guard cursor.take(",\"recognised_income\":") else { return true }
    // Only payments and refunds bring income with them; elsewhere the member moves nothing.
    guard type.kind == .expenditure, let income = cursor.takeNumber(), income >= 1,
      income <= Amount.limitInFen
    else { return false }
    row.kind = EntryKind.income.rawValue
    row.economic = 0
    row.amountInFen = type.isNegative ? -income : income
    facts.append(row)
    return true
  }

  private mutating func readReversal(
    _ cursor: inout ByteCursor, _ start: FactRow, _ facts: inout LooseFactCollector
  ) -> Bool {
    var row = start
    guard cursor.take("\"reverses\":"), let reverses = cursor.takeNumber(), reverses >= 0,
      reverses < Int64(UInt32.max), cursor.take(",\"date\":\""), let date = takeDate(&cursor),
      cursor.take("\",\"movements\":[")
    else { return false }
    row.reverses = UInt32(reverses) + 1
    row.date = date
    let first = facts.rows.count
    repeat {
      guard cursor.take("{\"kind\":\""), let kind = Self.takeKind(&cursor),
        kind != .openingBalance, cursor.take(",")
      else { return false }
      row.kind = kind.rawValue
      guard Self.readLine(&cursor, &row, &facts), let amount = cursor.takeNumber(),
        amount.magnitude <= UInt64(Amount.limitInFen), cursor.take("}")
      else { return false }
      row.amountInFen = amount
      facts.append(row)
    } while cursor.take(",")
    guard cursor.take("]") else { return false }
    if cursor.take(",\"document\":\"") {
      guard let document = cursor.takeValidText() else { return false }
      facts.setDocument(TextHash.hash(document), ofRowsFrom: first)
    }
    return cursor.take("}")
  }

  /// Reads the members from `year` to the key of `amount`.
  private static func readLine(
    _ cursor: inout ByteCursor, _ row: inout FactRow, _ facts: inout LooseFactCollector
  ) -> Bool {
    guard cursor.take("\"year\":"), let year = cursor.takeNumber(),
      FiscalYear.range.contains(Int(truncatingIfNeeded: year)), cursor.take(",\"source\":\""),
      let source = takeSource(&cursor), cursor.take(",\"function\":\""),
      let function = cursor.takeDigits(7), cursor.take("\",\"nature\":\""),
      let nature = takeNature(&cursor)
    else { return false }
    row.year = UInt16(year)
    row.source = source.rawValue
    row.function = function
    row.nature = nature.rawValue
    row.project = 0
    if nature == .project {
      guard cursor.take(",\"project\":\""), let name = cursor.takeText(), !name.isEmpty,
        let project = facts.internProject(name)
      else { return false }
      row.project = project + 1
    }
    row.economic = 0
    if cursor.take(",\"economic\":\"") {
      guard let economic = cursor.takeDigits(5), cursor.take("\"") else { return false }
      row.economic = economic
    }
    return cursor.take(",\"amount\":")
  }

  private mutating func takeDate(_ cursor: inout ByteCursor) -> Int32? {
    guard let text = cursor.takeTen() else { return nil }
    if let lastDate, lastDate.text == text { return lastDate.dayNumber }
    guard let date = cursor.dateBehind() else { return nil }
    lastDate = (text, date.dayNumber)
    return date.dayNumber
  }

  static func takeSource(_ cursor: inout ByteCursor) -> FundSource? {
    for (word, source) in sources where cursor.take(word) { return source }
    return nil
  }

  static func takeNature(_ cursor: inout ByteCursor) -> SpendingNature? {
    for (word, nature) in natures where cursor.take(word) { return nature }
    return nil
  }

  static func takeKind(_ cursor: inout ByteCursor) -> EntryKind? {
    for (word, kind) in kinds where cursor.take(word) { return kind }
    return nil
  }

  /// Words with the quote that ends them, the frequent ones first. A test compares them with the
  /// words of the values.
  static let sources: [(StaticString, FundSource)] = [
    ("general-budget\"", .generalBudget), ("government-fund\"", .governmentFund),
    ("service\"", .service), ("other\"", .other), ("state-capital\"", .stateCapital),
    ("superior-subsidy\"", .superiorSubsidy), ("business\"", .business),
    ("subordinate-remittance\"", .subordinateRemittance),
  ]
  static let natures: [(StaticString, SpendingNature)] = [
    ("basic\"", .basic), ("project\"", .project), ("business\"", .business),
    ("remittance\"", .remittance), ("subsidy\"", .subsidy),
  ]
  static let kinds: [(StaticString, EntryKind)] = [
    ("expenditure\"", .expenditure), ("income\"", .income), ("appropriation\"", .appropriation),
    ("supplement\"", .supplement), ("reduction\"", .reduction), ("virement\"", .virement),
    ("prior-year-adjustment\"", .priorYearAdjustment),
    ("fund-balance-applied\"", .fundBalanceApplied),
    ("surplus-distribution\"", .surplusDistribution), ("carried-surplus\"", .carriedSurplus),
    ("opening-balance\"", .openingBalance),
  ]
}

/// A type of event that the quick way knows, and what its amount does.
struct PlainType {
  let word: StaticString
  let type: EventType
  let kind: EntryKind
  let isNegative: Bool

  /// The type that stands next, if it is one of these.
  static func next(_ cursor: inout ByteCursor) -> PlainType? {
    for type in all where cursor.take(type.word) { return type }
    return nil
  }

  /// Names with the quote that ends them, the frequent ones first; a test compares them.
  static let all: [PlainType] = [
    PlainType("expenditure-recorded.v1\"", .expenditureRecorded, .expenditure),
    PlainType("income-received.v1\"", .incomeReceived, .income),
    PlainType("entry-reversed.v1\"", .entryReversed, .expenditure),
    PlainType("expenditure-refunded.v1\"", .expenditureRefunded, .expenditure, isNegative: true),
    PlainType("appropriation-approved.v1\"", .appropriationApproved, .appropriation),
    PlainType("appropriation-supplemented.v1\"", .appropriationSupplemented, .supplement),
    PlainType("appropriation-reduced.v1\"", .appropriationReduced, .reduction),
    PlainType("fund-balance-applied.v1\"", .fundBalanceApplied, .fundBalanceApplied),
    PlainType("surplus-distributed.v1\"", .surplusDistributed, .surplusDistribution),
  ]

  private init(
    _ word: StaticString, _ type: EventType, _ kind: EntryKind, isNegative: Bool = false
  ) {
    self.word = word
    self.type = type
    self.kind = kind
    self.isNegative = isNegative
  }
}
