// The movements of one year one by one, for tests that look at entries rather than at sums.

public import BudgetDomain

/// What columns know of one movement of one event.
public struct EntryFact: Hashable, Sendable {
  /// Position of the event.
  public let position: UInt64
  /// The type of the event.
  public let type: EventType
  /// Which sum it moved.
  public let kind: EntryKind
  /// When it counts; `nil` where the event has no date.
  public let date: EffectiveDate?
  /// When it was recorded.
  public let recordedAt: RecordedTime
  /// Who recorded it: a number of `FactColumns.actors`.
  public let actor: UInt32
  /// How much, in fen; negative where it was taken back.
  public let amountInFen: Int64
  /// ``TextHash`` of the payee; 0 where there is none.
  public let payeeHash: UInt32
  /// Marks of the event.
  public let flags: FactFlags
  /// Whether the event was taken back later.
  public let isReversed: Bool

  /// Whether it is a payment that still counts.
  public var isPayment: Bool { type == .expenditureRecorded && kind == .expenditure && !isReversed }
}

extension FactColumns {
  /// The movements of `year` in order of position.
  ///
  /// - Complexity: O(n) in the rows.
  public func entryFacts(of year: FiscalYear) -> [EntryFact] {
    let reversed = reversedPositions
    var facts: [EntryFact] = []
    forEachMovement(of: year, at: Moment()) { run, index in
      guard let type = EventType(rawValue: run.type[index]),
        let kind = EntryKind(rawValue: run.kind[index])
      else { return }
      let position = run.position(index)
      let day = run.date[index]
      facts.append(
        EntryFact(
          position: position, type: type, kind: kind,
          date: day == Self.noDate ? nil : EffectiveDate(dayNumber: day),
          recordedAt: RecordedTime(microseconds: run.recordedAt[index]),
          actor: run.actor[index], amountInFen: run.amount[index],
          payeeHash: run.payee[index], flags: FactFlags(rawValue: run.flags[index]),
          isReversed: reversed.contains(position)))
    }
    return facts
  }

  /// The positions of all events of `types`, in order.
  ///
  /// - Complexity: O(n) in the rows.
  public func positions(ofTypes types: Set<EventType>) -> [UInt64] {
    var filter = HistoryFilter()
    filter.types = types
    return types.isEmpty ? [] : filter.positions(in: self)
  }
}
