// A plain entry on its way into the log: numbers, and texts where they lie.

public import BudgetDomain

/// A fact about money as it is submitted, without a text of its own.
///
/// It is written without making an event; a test compares what is written with the event's record.
/// The texts are places in memory of somebody else, who keeps it while this is used. They are UTF-8
/// without quotes, backslashes and control characters, and no longer than texts may be.
public struct PlainEntry {
  /// The type of the event: one of ``types``.
  public var type = EventType.expenditureRecorded
  /// The fiscal year.
  public var year: UInt16 = 0
  /// Where the money comes from.
  public var source = FundSource.generalBudget
  /// The function code as a number of seven digits.
  public var function: UInt32 = 0
  /// The nature of the spending.
  public var nature = SpendingNature.basic
  /// The economic code as a number of five digits; 0 where there is none.
  public var economic: UInt32 = 0
  /// The amount in fen, above 0.
  public var amountInFen: Int64 = 0
  /// When it counts.
  public var date = EffectiveDate(dayNumber: 0)
  /// Who records it; not empty.
  public var actor = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The idempotency key.
  public var key: UnsafeRawBufferPointer?
  /// Why.
  public var reason: UnsafeRawBufferPointer?
  /// The project of the line.
  public var project: UnsafeRawBufferPointer?
  /// 文号.
  public var document: UnsafeRawBufferPointer?
  /// 收款方.
  public var payee: UnsafeRawBufferPointer?
  /// 摘要.
  public var memo: UnsafeRawBufferPointer?

  /// An entry to be filled in.
  public init() {}

  /// The types of event that are written as entries and nothing else.
  public static let types: [EventType] = [
    .openingBalanceRecorded, .appropriationApproved, .appropriationSupplemented,
    .appropriationReduced, .incomeReceived, .expenditureRecorded, .expenditureRefunded,
    .fundBalanceApplied, .surplusDistributed,
  ]
}

extension EventCodec {
  /// Adds the members of the record of an entry to `members`: what ``encode(_:into:)`` adds for the
  /// event that is made of it.
  ///
  /// - Parameter user: the user of the operating system.
  public static func encode(
    _ entry: PlainEntry, user: String?, into members: inout [UInt8]
  ) {
    var writer = ByteWriter(behind: members)
    // Given up here, so that the writer alone owns the memory and adds to it in place.
    members = []
    defer { members = writer.bytes }
    writer.member("actor", plainText: entry.actor)
    writer.member("user", optional: user)
    writer.member("key", optionalPlainText: entry.key)
    writer.member("reason", optionalPlainText: entry.reason)
    writer.member("type", wireName(of: entry.type))
    writer.member("data") { (data: inout ByteWriter) in
      data.member("year", Int64(entry.year))
      data.member("source", entry.source.word)
      data.member("function", code: entry.function)
      data.member("nature", entry.nature.word)
      data.member("project", optionalPlainText: entry.project)
      if entry.economic != 0 { data.member("economic", code: entry.economic) }
      data.member("amount", entry.amountInFen)
      data.member("date", entry.date)
      data.member("document", optionalPlainText: entry.document)
      data.member("payee", optionalPlainText: entry.payee)
      data.member("memo", optionalPlainText: entry.memo)
    }
  }
}
